"""The archive for an assistant: a Model Context Protocol server over standard input and output.

    values      what a tool answers; their field descriptions are the schemas that the assistant sees
    leaves      a long article in leaves of whole blocks
    desk        the tools as plain methods over an archive
    server      the protocol around them

Needs the extra `mcp`, so nothing else imports this package before somebody asks for it (`seogo mcp`).
"""

"""Commands of `seogo` that are more than a few lines: one file each, which `seogo.py` names.

A file has `add(commands, at)`, which adds the command and its flags, and imports what it needs only when it is run.
"""

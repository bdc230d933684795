"""Completions of what is typed so far, from what the index holds.

stored articles -> noun phrases and titles (phrases) -> with names and outlets the entries (building)
what is typed -> entries by the keys that were pressed (table)
"""

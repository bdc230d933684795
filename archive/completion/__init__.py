"""Completions of what is typed so far, from what the index holds.

stored articles -> noun phrases (phrases) -> counted as articles come and go (counting)
counts, names, outlets -> the entries (building), of texts that a search finds again (judging)
what is typed -> entries by the keys that were pressed (table); the last of several words by itself (last_word)
"""

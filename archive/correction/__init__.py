"""What may have been meant by a search that finds nothing or little, from the words that the archive itself has.

two words -> how far apart they are on the keyboard (keyboard, distance)
the generation's words, names and outlets, with counts (building) -> those nearest to a word (lexicon)
a word of a query -> the words it may be a slip for (spelling), the words that it may be cut into (spacing)
a query that found nothing or little -> other queries, with the number of articles of each (rewriting)
"""

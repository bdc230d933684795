"""Names in two scripts: from what is printed to the book of names, and what readers see of it.

conversion     Chinese to simplified and traditional characters (OpenCC), to pinyin (pypinyin)
transcription  pinyin to Hangul by the National Institute's rules, and Hangul compared by its sound (pinyin.tsv)
readings       the Korean readings of Han characters, with the initial-sound rule (readings.tsv)
variants       a Chinese name to the other ways of writing it
mining         an article's text to the places where a Korean or Latin form and a Chinese one stand side by side
alignment      how much of a form the characters of a Chinese name account for
edges          how many of the words before a gloss are the name, as far as the place itself tells
doubts         what stands in brackets without being a name: quotations, dates, marks of countries
deciding       all those places together to the pairs of names that they show
general        names that every archive knows: places, the single characters of headlines (places.tsv, headlines.tsv)
corrections    what staff add, replace and forbid
ruling         which variants are safe to look for, and which forms count as a word by itself only
building       pairs, corrections, general names and variants to the book
book           all names of an archive, kept with its index: the other forms of a form
naming         the list of names and one name's life, with counts from the index
"""

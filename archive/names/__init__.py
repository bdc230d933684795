"""Names in two scripts: the language side, which knows no engine and no page.

conversion     Chinese to simplified and traditional characters (OpenCC), to pinyin (pypinyin)
transcription  pinyin to Hangul by the National Institute's rules, and Hangul compared by its sound (pinyin.tsv)
readings       the Korean readings of Han characters, with the initial-sound rule (readings.tsv)
variants       a Chinese name to the other ways of writing it
mining         an article's text to the places where a Korean or Latin form and a Chinese one stand side by side
alignment      how much of a form the characters of a Chinese name account for
deciding       all those places together to the pairs of names that they show
"""

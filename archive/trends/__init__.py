"""Topics through time: queries compared by month or year, words that go with them, words seen for the first time.

article -> its words (words) -> the words of all articles (gathering, vocabulary), kept with the index
queries -> counts by period (flow) and words that go with each (association, companions)
an issue -> what no earlier article has (first_seen, new_names)
"""

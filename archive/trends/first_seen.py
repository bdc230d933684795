"""What an issue is the first to have: words that no earlier article has, and names in two scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np

from archive.asking import Asking
from archive.engines.contract import Every, Node
from archive.errors import NotFound
from archive.generation import Generation
from archive.language import gettext as _
from archive.results import IssueContents, Search
from archive.trends.mentioned import Mentioned, whole
from archive.trends.new_names import NewNames
from archive.trends.place import Place
from archive.trends.values import NewName, NewWord, NewWords

SHOWN = 60
"""Names, and words, that are shown of an issue."""

REMEMBERED = 64
"""Issues whose answer is kept in memory."""

TWICE = 2
"""A word that stands once in the issue counts only if another article has taken it up."""

Ask = Callable[[Search], Asking]


class FirstSeen:
    """Answers over one generation. `ask` makes the asking of a search, `plain` is Analyzer.plain."""

    def __init__(self, generation: Generation, names: NewNames, ask: Ask, plain: Callable[[str], str]) -> None:
        self._generation = generation
        self._words = generation.words
        self._names = names
        self._ask = ask
        self._plain = plain
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)

    def newest(self) -> NewWords:
        """What the newest issue is the first to have. Raises NotFound where there is no issue."""
        issues = self._generation.catalog.issues
        if not issues:
            raise NotFound(_("아직 호가 없습니다. 호를 넣고 seogo index를 실행하면 새로 나온 말을 볼 수 있습니다."))
        return self.of(issues[0].number)

    def _of(self, number: int) -> NewWords:
        """What this issue is the first to have. Raises NotFound."""
        contents = self._generation.catalog.contents(number)
        place = Place.of(self._words, number, contents.articles)
        said = Mentioned.of(self._words, place.rows)
        names = sorted(self._names.of(place, said.times), key=_rank)
        new = [word for word in said.times if self._words.first[self._words.number_of[word]] >= place.first]
        # The same rank as of names, with what is known without asking the engine for each of some hundred words.
        counted = [word for word in new if said.times[word] >= TWICE or said.elsewhere[word]]
        notable = sorted(counted, key=lambda word: -(said.times[word] + said.elsewhere[word]))
        words = list(self._checked(place, whole(notable, said.times)))
        shown = tuple(sorted((self._word(word, place, said) for word in words[:SHOWN]), key=_rank))
        return _told(contents, place, names, shown, len(words), len(new) - len(counted))

    def _checked(self, place: Place, words: Iterable[str]) -> Iterator[str]:
        """The words that are no names, and that no search finds in an earlier article: not in longer words either."""
        earlier = "\n".join(self._words.words[n] for n in np.flatnonzero(self._words.first < place.first).tolist())
        for word in words:
            if any(name.listed for name in self._generation.names.known_as(self._plain(word))):
                continue
            inside = word in earlier
            if not inside or not self._generation.snapshot.count(self._match(word), {"date": place.earlier}):
                yield word

    def _word(self, word: str, place: Place, said: Mentioned) -> NewWord:
        since = self._generation.snapshot.count(Every((self._match(word), place.others)), {})
        return NewWord(word, said.times[word], since, place.articles(said.rows[word]))

    def _match(self, word: str) -> Node:
        return self._ask(Search(q=f'"{word}"')).plan(any_word=False).match


def _rank(found: NewName | NewWord) -> int:
    """The more often it stands in the issue, and the more other articles have it, the earlier."""
    return -(found.mentions + found.since)


def _told(
    contents: IssueContents, place: Place, names: list[NewName], words: tuple[NewWord, ...], total: int, once: int
) -> NewWords:
    return NewWords(
        issue=contents.summary,
        earlier=contents.earlier,
        later=contents.later,
        is_first=place.first == 0,
        names=tuple(names[:SHOWN]),
        words=words,
        names_total=len(names),
        words_total=total,
        once=once,
    )

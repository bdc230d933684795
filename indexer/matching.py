"""Which line of the body heads the article that a contents entry announces: the most likely pairing in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.numbering import article_number, is_spaced, stands, title_end
from indexer.sources import customary_tail, title_tail
from indexer.wording import LONGEST_HEADING, is_drawn, pairs, similarity

_ALIKE = 0.4
"""Less alike than this, a numbered line is not the entry's heading. Titles of different articles stay below 0.2."""
_ALIKE_WITHOUT_NUMBER = 0.75
"""A line without a number has only its likeness to show."""
_SHORTENED = 8
_ALL_OF_IT = 0.9
"""A title of so many pairs of letters, of which a line has so many, is that line shortened."""
_RIGHT_NUMBER = 0.2
"""What it adds that the heading bears the number that the entry has in its section; less than any likeness."""
_MOST_LINES = 3
"""A heading is wrapped over so many lines at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Lines `start` to `end` (indices, half-open) that may head an article; `number` None if they bear none."""

    start: int
    end: int
    number: int | None
    letters: frozenset[str]


def match_entries(lines: Sequence[Line], start: int, entries: Sequence[Entry]) -> dict[int, Entry]:
    """The entry of each heading found from line index `start` on, by the index of the heading's first line.

    Entries and headings keep their order; the pairing is the one with the greatest likeness in all.
    """
    titles = [pairs(entry.title) for entry in entries]
    candidates = list(_candidates(lines, start, titles))
    scores = _scores(candidates, entries, titles)
    return {candidates[c].start: entries[e] for e, c in _best_pairing(scores, len(entries))}


def match_out_of_order(
    lines: Sequence[Line], starts: Sequence[int], entries: Sequence[Entry], matched: Mapping[int, Entry]
) -> dict[int, Entry]:
    """The entries left over that are, all but letter for letter, the titles of headings left over."""
    rest = [entry for entry in entries if entry not in matched.values()]
    found: dict[int, Entry] = {}
    for start in starts:
        title = pairs(_title(lines[start].plain, article_number(lines[start])))
        alike = [entry for entry in rest if similarity(title, pairs(entry.title)) >= _ALIKE_WITHOUT_NUMBER]
        if alike:
            found[start] = alike[0]
            rest.remove(alike[0])
    return found


def heading_end(lines: Sequence[Line], start: int, entry: Entry | None) -> int:
    """The index after a heading: it goes on over touching lines for as long as that makes it liker to its entry."""
    if entry is None:
        end = (title_end(lines, start) if is_spaced(lines, start) else None) or start + 1
        return end + (end < len(lines) and is_drawn(lines[end].plain))
    title, text, end = pairs(entry.title), lines[start].plain, start + 1
    while end < min(len(lines), start + _MOST_LINES) and lines[end].plain and len(text) <= LONGEST_HEADING:
        longer = f"{text} {lines[end].plain}"
        if similarity(pairs(longer), title) <= similarity(pairs(text), title):
            break
        text, end = longer, end + 1
    return end + (end < len(lines) and is_drawn(lines[end].plain))


def _candidates(lines: Sequence[Line], start: int, titles: Sequence[frozenset[str]]) -> Iterator[Candidate]:
    longest = 2 * max(map(len, titles), default=0) + 40
    for index in range(start, len(lines)):
        text = lines[index].plain
        if not text or len(text) > longest:
            continue
        number = article_number(lines[index])
        letters = pairs(_title(text, number))
        if number is not None:
            yield Candidate(index, index + 1, number, letters)
        elif stands(lines, index, start):
            for letters in _wrapped(lines, index):
                if any(_is_title(letters, title) for title in titles):
                    yield Candidate(index, index + 1, None, letters)
                    break


def _wrapped(lines: Sequence[Line], index: int) -> list[frozenset[str]]:
    """The letters of a title without a number, over all lines that it is wrapped over; then without its last words, if
    these may be outlets."""
    end = title_end(lines, index) or index + 1
    whole = " ".join(line.plain for line in lines[index:end])
    tail = customary_tail(whole)
    return [pairs(_title(whole, None)), *([pairs(whole[: tail[0]])] if tail else [])]


def _is_title(letters: frozenset[str], title: frozenset[str]) -> bool:
    """Whether a line is a title, or the title of which the contents page gives a shorter form."""
    shortened = len(title) >= _SHORTENED and len(title & letters) >= _ALL_OF_IT * len(title)
    return shortened or similarity(letters, title) >= _ALIKE_WITHOUT_NUMBER


def _title(text: str, number: int | None) -> str:
    """A heading's title without its number and the outlets behind it, which the contents page does not print."""
    tail = title_tail(text)
    title = text[: tail[0]] if tail and tail[1].certain else text
    return title if number is None else title.partition(".")[2]


def _scores(
    candidates: Sequence[Candidate], entries: Sequence[Entry], titles: Sequence[frozenset[str]]
) -> list[dict[int, float]]:
    """For each candidate, the likeness to the entries that it may head, by the entry's index."""
    found: list[dict[int, float]] = []
    for candidate in candidates:
        alike = ((e, similarity(candidate.letters, title)) for e, title in enumerate(titles))
        found.append(
            {
                e: score + (_RIGHT_NUMBER if candidate.number == entries[e].number else 0)
                for e, score in alike
                if score >= _ALIKE
            }
        )
    return found


def _best_pairing(scores: Sequence[Mapping[int, float]], entries: int) -> list[tuple[int, int]]:
    """Pairs (entry, candidate), both rising, with the greatest sum of scores; of equal ones the earliest."""
    # best[e] is the greatest sum over the first e entries and the candidates so far; chosen[e] is what it is made of.
    best = [0.0] * (entries + 1)
    chosen: list[tuple[tuple[int, int], ...]] = [()] * (entries + 1)
    for c, row in enumerate(scores):
        for e in sorted(row, reverse=True):
            if best[e] + row[e] > best[e + 1] + 1e-9:
                best[e + 1], chosen[e + 1] = best[e] + row[e], (*chosen[e], (e, c))
        for e in range(entries):
            if best[e] > best[e + 1] + 1e-9:
                best[e + 1], chosen[e + 1] = best[e], chosen[e]
    return list(chosen[entries])

"""The .toml beside an issue, read for a form and written from one (docs/ko/호-고치기.md, `indexer.overrides`).

Only what a form changes is written anew; other entries, keys and comments stay as somebody wrote them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from archive.errors import EditingError
from archive.models import Outlet
from indexer.override_values import Pointer, Quote
from indexer.overrides import ArticleFix, DropFix, Fix, IssueFix, MergeFix, SplitFix, read_overrides
from indexer.overrides import Said as Head
from indexer.places import called, short
from indexer.said import ArticleSaid, HeadSaid, IssueSaid, Said, SplitSaid, Unused
from indexer.wording import squeezed
from indexer.writing_toml import Entry, TomlText, Value

_POINTERS = ("was", "article", "articles", "at")

Key = tuple[object, ...]
Keys = Mapping[str, Value | None]


def said_in(data: bytes | None, file: str, titles: Sequence[str]) -> tuple[Said, tuple[Unused, ...]]:
    """What the bytes of the .toml called `file` say, None where there is none, and the entries that no form can show.

    `titles` are those of the articles as the splitter finds them. Raises EditingError where the file is no text.
    """
    read = _Reading(TomlText.of(data, file), file, titles)
    return read.said, tuple(read.unused)


def written(
    data: bytes | None, file: str, titles: Sequence[str], said: Said, without: Collection[int] = ()
) -> bytes | None:
    """The bytes of the .toml once it says just this; None where nothing is left in it.

    `data`, `file` and `titles` as for `said_in`; `without` are the numbers of unused entries that are to go.
    Raises EditingError where something cannot be written.
    """
    text = TomlText.of(data, file)
    read = _Reading(text, file, titles)
    before, after = _entries(read.said, titles), _entries(said, titles)
    for key, values in after.items():
        if key not in before:
            text = text.added("[issue]" if key[0] == "issue" else f"[[{key[0]}]]", values)
        else:
            # How somebody has pointed at an article or a line stays as it is: it still points there.
            changed = {name: value for name, value in values.items() if name not in _POINTERS}
            changed = {name: value for name, value in changed.items() if value != before[key].get(name)}
            text = text.changed(read.numbers[key], changed) if changed else text
    for number in {*without, *(read.numbers[key] for key in before.keys() - after.keys())}:
        text = text.removed(number)
    result = text.as_bytes()
    return result if result.strip(b"\xef\xbb\xbf \t\r\n") else None


class _Reading:
    """What a file says, and by key which of its pieces says it."""

    def __init__(self, text: TomlText, file: str, titles: Sequence[str]) -> None:
        self._titles = titles
        self._issue = IssueSaid()
        self._articles: list[ArticleSaid] = []
        self._splits: list[SplitSaid] = []
        self._joined: list[tuple[int, ...]] = []
        self._dropped: list[int] = []
        self.numbers: dict[Key, int] = {}
        self.unused: list[Unused] = []
        for entry in text.entries():
            piece = text.text_of(entry.number)
            found = read_overrides(piece.encode("utf-8"), file)
            if found.wrong or not self._took(found.issue or found.fixes[0], entry):
                self.unused.append(Unused(entry.number, entry.table.line, piece))

    @property
    def said(self) -> Said:
        articles = tuple(sorted(self._articles, key=lambda article: article.ordinal))
        return Said(self._issue, articles, tuple(self._splits), tuple(self._joined), tuple(sorted(self._dropped)))

    def _took(self, fix: Fix | IssueFix, entry: Entry) -> bool:
        """Whether an entry is of use: it speaks of articles that are there, and none before it says the same."""
        match fix:
            case IssueFix():
                took = self._is_first(("issue",), entry)
                if took:
                    self._issue = IssueSaid(fix.number, fix.date, fix.newsletter, fix.publisher)
            case ArticleFix():
                return self._took_article(fix, entry)
            case SplitFix():
                return self._took_split(fix, entry)
            case MergeFix():
                ordinals = tuple(self._ordinal(pointer) for pointer in fix.pointers)
                took = 0 not in ordinals and self._is_first(("merge", *ordinals), entry)
                self._joined += [ordinals] if took else []
            case DropFix():
                dropped = self._ordinal(fix.pointer)
                took = dropped > 0 and self._is_first(("drop", dropped), entry)
                self._dropped += [dropped] if took else []
        return took

    def _took_article(self, fix: ArticleFix, entry: Entry) -> bool:
        ordinal = self._ordinal(fix.pointer)
        took = ordinal > 0 and self._is_first(("article", ordinal), entry)
        if took:
            self._articles.append(ArticleSaid(ordinal, _head(fix.said, entry), _text(fix.starts), _text(fix.ends)))
        return took

    def _took_split(self, fix: SplitFix, entry: Entry) -> bool:
        within = self._ordinal(fix.within) if fix.within else None
        took = within != 0 and self._is_first(("split", squeezed(fix.at.text), within), entry)
        if took:
            self._splits.append(SplitSaid(fix.at.text, _head(fix.said, entry), _text(fix.ends), within))
        return took

    def _is_first(self, key: Key, entry: Entry) -> bool:
        return self.numbers.setdefault(key, entry.number) == entry.number

    def _ordinal(self, pointer: Pointer) -> int:
        """The article that is pointed at; 0 if there is none, or it may be another."""
        ordinals = called(pointer.was.text, self._titles)
        if pointer.article is not None:
            return pointer.article if pointer.article in ordinals else 0
        return ordinals[0] if len(ordinals) == 1 else 0


def _head(said: Head, entry: Entry) -> HeadSaid:
    printed = entry.table.values.get("outlets")
    return HeadSaid(said.title, said.section, None if printed is None else tuple(printed), said.page)


def _text(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def as_printed(outlet: Outlet) -> str:
    """An outlet as an entry has it: `과기일보(科技日报)`."""
    return f"{outlet.name}({outlet.name_zh})" if outlet.name_zh and outlet.name_zh != outlet.name else outlet.name


def _entries(said: Said, titles: Sequence[str]) -> dict[Key, Keys]:
    """The entries that say it, each by its key, in the order in which new ones are to be written."""
    found: dict[Key, Keys] = {("issue",): asdict(said.issue)}
    for ordinals in said.joined:
        found["merge", *ordinals] = _pointers(ordinals, titles)
    for split in said.splits:
        within = _pointer(split.within, titles) if split.within else {}
        key = ("split", squeezed(split.at), split.within)
        found[key] = {"at": split.at, **within, **asdict(split.head), "ends": split.ends}
    for article in said.articles:
        changes = {**asdict(article.head), "starts": article.starts, "ends": article.ends}
        if any(value is not None for value in changes.values()):
            found["article", article.ordinal] = {**_pointer(article.ordinal, titles), **changes}
    for ordinal in said.dropped:
        found["drop", ordinal] = _pointer(ordinal, titles)
    return {key: values for key, values in found.items() if any(value is not None for value in values.values())}


def _pointer(ordinal: int, titles: Sequence[str]) -> Keys:
    title = _title(ordinal, titles)
    return {"was": title, "article": ordinal if len(called(title, titles)) > 1 else None}


def _pointers(ordinals: Sequence[int], titles: Sequence[str]) -> Keys:
    names = tuple(_title(ordinal, titles) for ordinal in ordinals)
    alike = any(len(called(name, titles)) > 1 for name in names)
    return {"was": names, "articles": tuple(ordinals) if alike else None}


def _title(ordinal: int, titles: Sequence[str]) -> str:
    """How an article is pointed at. Raises EditingError where nothing can point at it."""
    if not 1 <= ordinal <= len(titles):
        raise EditingError(f"{ordinal}번째 글이 없습니다. 호가 바뀌었는지 화면을 다시 열어 보세요.")
    title = titles[ordinal - 1]
    if not squeezed(title):
        message = (
            f"{ordinal}번째 글의 제목 '{short(title)}'에 글자가 없어 가리킬 수 없습니다. 앞 글과 함께 호 파일을 보세요."
        )
        raise EditingError(message)
    return title

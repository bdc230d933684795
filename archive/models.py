"""What an archive is made of: frozen values that every package shares, and their JSON (docs/contract.md: ARTICLE)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Any, Literal, get_args

BlockKind = Literal["heading", "paragraph", "list", "table", "caption", "note"]
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source outlet as printed: its Korean (or Latin) name and, where given, its Chinese one."""

    name: str
    name_zh: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "name_zh": self.name_zh}


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article as it was printed. `text` keeps every printed character; lines are joined by newlines."""

    kind: BlockKind
    text: str

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text}


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `issue`, `ordinal`, `section` and `page` may be None for ready articles from elsewhere (JSONL)."""

    id: str
    issue: int | None
    ordinal: int | None
    section: str | None
    title: str
    outlets: tuple[Outlet, ...]
    source_note: str | None
    date: Date
    page: int | None
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The blocks' text joined by newlines: the text that is searched, shown and cited."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def url(self) -> str:
        return f"/articles/{self.id}"

    def head_json(self) -> dict[str, Any]:
        """ARTICLE without `blocks` and `text`."""
        return {
            "id": self.id,
            "issue": self.issue,
            "ordinal": self.ordinal,
            "section": self.section,
            "title": self.title,
            "outlets": [outlet.as_json() for outlet in self.outlets],
            "source_note": self.source_note,
            "date": self.date.isoformat(),
            "page": self.page,
            "url": self.url,
        }

    def as_json(self) -> dict[str, Any]:
        """ARTICLE, whole."""
        blocks = [block.as_json() for block in self.blocks]
        return {**self.head_json(), "blocks": blocks, "text": self.text}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Article:
        """The article that `as_json` wrote; `url` and `text` are derived again."""
        return cls(
            id=value["id"],
            issue=value["issue"],
            ordinal=value["ordinal"],
            section=value["section"],
            title=value["title"],
            outlets=tuple(Outlet(o["name"], o["name_zh"]) for o in value["outlets"]),
            source_note=value["source_note"],
            date=Date.fromisoformat(value["date"]),
            page=value["page"],
            blocks=tuple(Block(b["kind"], b["text"]) for b in value["blocks"]),
        )


@dataclass(frozen=True, slots=True)
class IssueWarning:
    """Something a person should look at in an issue file. `line` is counted from 1; None where no line is to blame."""

    line: int | None
    message: str

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Issue:
    """What one corpus file became: one newsletter issue, or (number None) a file of ready articles.

    `file` is the path below the corpus folder with `/` between folders. `attribution` is what the issue says about
    citing it, as printed, in lines.
    """

    file: str
    newsletter: str
    number: int | None
    date: Date | None
    publisher: str | None
    articles: tuple[Article, ...]
    warnings: tuple[IssueWarning, ...] = ()
    attribution: str | None = None

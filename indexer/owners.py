"""Whose an issue number and an article id is: the file that comes first by name keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from archive.errors import IssueError
from archive.models import Article


class Owners:
    """Claims made in order of file name, so that an increment decides as a rebuild would."""

    def __init__(self) -> None:
        self._numbers: dict[int, str] = {}
        self._ids: dict[str, str] = {}

    def claim_number(self, source: str, number: int) -> None:
        """Raises IssueError naming both files if another file has this issue number."""
        owner = self._numbers.setdefault(number, source)
        if owner != source:
            raise IssueError(
                source,
                f"{source}: 제{number}호가 {owner}에도 있습니다. 한 파일만 남기거나 호 번호를 고쳐 주세요. "
                f"지금은 {owner}만 찾을 수 있습니다.",
            )

    def claim_ids(self, source: str, ids: Iterable[str]) -> dict[str, str]:
        """Claim article ids; those that other files have are returned with their owners."""
        owners = {article_id: self._ids.setdefault(article_id, source) for article_id in ids}
        return {article_id: owner for article_id, owner in owners.items() if owner != source}

    def own(self, source: str, articles: Iterable[Article]) -> tuple[tuple[Article, ...], list[IssueError]]:
        """The articles whose ids are free, and an error for each of the others."""
        articles = tuple(articles)
        taken = self.claim_ids(source, (article.id for article in articles))
        errors = [
            IssueError(
                source,
                f"{source}: 글 번호 '{article_id}'가 {owner}에도 있어 이 파일의 글은 뺐습니다. 번호를 바꿔 주세요.",
            )
            for article_id, owner in taken.items()
        ]
        return tuple(article for article in articles if article.id not in taken), errors

"""What the tools answer. The descriptions are the output schemas, written for the assistant that reads them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

CitationForm = Literal["korean", "apa", "bibtex", "ris"]


class Head(BaseModel):
    """What is known of an article without its text."""

    id: str = Field(description="The article's id, for `read` and `cite`.")
    title: str
    section: str | None = Field(description="The section of the newsletter, such as 'CHINA 창업'.")
    outlets: list[str] = Field(description="The Chinese media it was taken from, with both names: 과기일보(科技日报).")
    issue: int | None = Field(description="The number of the newsletter's issue.")
    date: str = Field(description="The day of the issue, YYYY-MM-DD.")
    page: int | None = Field(description="Its first page in the printed issue.")
    link: str = Field(description="The permanent link to this wording. A quotation must carry it.")


class Hit(Head):
    """An article that was found."""

    snippets: list[str] = Field(description="The best passages as printed; … where text was left out.")
    why: list[str] = Field(description="In Korean, how the article matched.")


class Count(BaseModel):
    """A value to filter by."""

    value: str
    count: int = Field(description="Articles that the search would find with this value.")


class Suggestion(BaseModel):
    """Another query."""

    query: str
    count: int = Field(description="Articles that it finds.")


class Found(BaseModel):
    """One page of hits."""

    understood: str = Field(description="In Korean, how the query was read.")
    notices: list[str] = Field(description="In Korean, what was done otherwise than asked.")
    total: int = Field(description="All articles that match, on all pages.")
    page: int
    pages: int
    relaxed: bool = Field(description="No article has all words: these have some of them. Say so when you use them.")
    hits: list[Hit]
    suggestions: list[Suggestion] = Field(description="Other queries that find something, where this finds little.")
    sections: list[Count] = Field(description="Sections of the hits; pass values as `section`.")
    outlets: list[Count] = Field(description="Outlets of the hits, the most frequent; pass values as `outlet`.")
    years: list[Count] = Field(description="Years of the hits.")


class Block(BaseModel):
    """A part of an article as printed."""

    kind: str = Field(description="heading, paragraph, list, table, caption or note.")
    text: str
    goes_on: bool = Field(description="Its beginning is at the end of the leaf before.")


class Leaf(Head):
    """An article, or a part of a long one."""

    newsletter: str | None
    citation: str = Field(description="The Korean academic citation, link included.")
    leaf: int = Field(description="Which part this is, from 1.")
    leaves: int = Field(description="How many parts there are; ask for the others with `leaf`.")
    blocks: list[Block]


class Citation(BaseModel):
    """A citation of one article."""

    form: CitationForm
    text: str
    link: str = Field(description="The permanent link that it names.")


class Name(BaseModel):
    """A name in two scripts."""

    chinese: str
    forms: list[str] = Field(description="The Korean and Latin forms that the newsletter prints for it.")
    articles: int = Field(description="Articles that have any form of it.")


class Names(BaseModel):
    """Names that have a form like the one asked for."""

    total: int
    page: int
    pages: int
    names: list[Name]

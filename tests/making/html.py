"""Web pages made of issue 307, as saved by a browser and as mailed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tests.making.pieces import Piece, pieces_307


def html_307(charset: str = "utf-8") -> str:
    """Issue 307 as a page: h1 for sections, h2 for titles, h3 for headings, tables as tables."""
    return (
        f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="{charset}"><title>뉴스레터</title>\n'
        "<style>p { margin: 1em 0 }</style></head>\n<body>\n"
        + "\n".join(map(_page_piece, pieces_307()))
        + "\n</body></html>"
    )


def mail_307() -> str:
    """Issue 307 as mail programs write it: layout tables around everything, one line a div, no headings."""
    rows = "".join(f"<tr><td style='padding:8px'>{_mail_piece(piece)}</td></tr>\n" for piece in pieces_307())
    return (
        "<html><body><div style='display:none;max-height:0'>미리보기 글은 보이지 않습니다.</div>"
        "<table width='100%' cellpadding='0'><tr><td>&nbsp;</td><td width='640'>"
        f"<table role='presentation' width='640'>{rows}</table></td><td>&nbsp;</td></tr></table>"
        "<img src='https://example.org/open.gif' width='1' height='1' alt='추적'></body></html>"
    )


_STYLES = """<style type='text/css'>
.preheader, .mobile { display: none !important; visibility: hidden; font-size: 1px }
td.wide { font-size: 0px }
.column { font-size: 14px }
@media only screen and (max-width: 600px) {
  .mobile { display: block !important }
  .column { display: none !important }
}
</style>"""


def styled_mail_307() -> str:
    """The same mail as newsletter services write it: a style sheet hides the preview, and the copy for telephones."""
    rows = "".join(f"<tr><td>{_mail_piece(piece)}</td></tr>\n" for piece in pieces_307())
    copy = "".join(f"<div>{lines(piece.lines)}</div>" for piece in pieces_307())
    return (
        f"<!DOCTYPE html><html><head>{_STYLES}</head><body>"
        "<span class='preheader'>미리보기 글은 보이지 않습니다.</span>"
        "<table width='100%'><tr><td class='wide'><div class='column'>"
        f"<table width='640'>{rows}</table></div></td></tr></table><div class='mobile'>{copy}</div></body></html>"
    )


def _page_piece(piece: Piece) -> str:
    if piece.rows:
        return table(piece.rows)
    if piece.kind == "paragraph":
        return f"<p>{lines(piece.lines)}</p>"
    level = {"section": 1, "title": 2, "heading": 3}[piece.kind]
    number = f"{piece.number}. " if piece.number else ""
    return f"<h{level}>{number}{lines(piece.lines)}</h{level}>"


def _mail_piece(piece: Piece) -> str:
    if piece.rows:
        return table(piece.rows) + "<div><br></div>"
    number = f"{piece.number}. " if piece.number else ""
    bold = (number, "") if piece.kind == "paragraph" else (f"<b><span style='font-size:18px'>{number}", "</span></b>")
    return (
        "".join(f"<div>{bold[0] if i == 0 else ''}{escape(line)}{bold[1]}</div>" for i, line in enumerate(piece.lines))
        + "<div><br></div>"
    )


def lines(texts: Iterable[str]) -> str:
    """Lines that the author broke."""
    return "<br>\n".join(map(escape, texts))


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table as mail programs and editors write it, a paragraph in every cell."""
    inside = "".join(
        "<tr>\n" + "".join(f"  <td><p>{escape(cell) or '&nbsp;'}</p></td>\n" for cell in cells) + "</tr>\n"
        for cells in rows
    )
    return f"<table border=1>\n<tbody>\n{inside}</tbody>\n</table>"

"""Which language a page is in: what was chosen by a link (`lang=en`), remembered in a cookie; Korean for all others.

The browser's own languages decide nothing: the archive is Korean, a copy of a page is the same for everybody who has
not chosen, and a colleague with an English system is not surprised.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode

from flask import Flask, Response, request
from markupsafe import Markup

from archive.language import LANGUAGES, OWN, day, gettext, language, ngettext, number, speak
from webui.context import the_base_url

NAME = "lang"
A_YEAR = 365 * 24 * 60 * 60

LONGEST = 20_000
"""Bytes of what is asked that a link repeats; what is longer can only be refused, in any language."""


def register_first(app: Flask) -> None:
    """Speak each request's language, before anything is said."""
    app.before_request(_speak)


def register(app: Flask) -> None:
    """Remember the language that was chosen, and give templates its functions."""
    app.after_request(_remember)
    # Jinja's extension for messages would look for its context at each of them: 20 µs.
    app.jinja_env.globals.update(_=_said, gettext=_said, ngettext=_counted)
    app.add_template_filter(number, "number")
    app.add_template_filter(day, "day")
    app.context_processor(_words_of_templates)


def _said(message: str, **values: object) -> Markup:
    """A message on a page; what is put in is escaped where it is not markup."""
    return _markup(language(), message) % values if values else _whole(language(), message)


def _counted(one: str, many: str, count: int, /, **values: object) -> Markup:
    return Markup(ngettext(one, many, count)) % values


@lru_cache(maxsize=2000)
def _markup(code: str, message: str) -> Markup:
    return Markup(gettext(message))


@lru_cache(maxsize=2000)
def _whole(code: str, message: str) -> Markup:
    return _markup(code, message) % {}


def _words_of_templates() -> dict[str, object]:
    """`own` is what an element needs that holds text of the archive, where the page around it is not Korean."""
    own = Markup("") if language() == OWN else Markup(f' lang="{OWN}"')
    return {"language": language(), "other_languages": _others(), "own": own}


def _speak() -> None:
    wanted = (request.args.get(NAME), request.cookies.get(NAME))
    speak(next((code for code in wanted if code in LANGUAGES), OWN))


def _remember(answer: Response) -> Response:
    if request.endpoint == "static":
        return answer
    answer.vary.add("Cookie")
    asked, is_secure = request.args.get(NAME), request.is_secure or the_base_url().startswith("https:")
    if asked in LANGUAGES:
        answer.set_cookie(NAME, asked, max_age=A_YEAR, samesite="Lax", httponly=True, secure=is_secure)
    return answer


def _others() -> list[tuple[str, str, str]]:
    """Code, own name and address of this page in each other language."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != NAME]
    if len(request.query_string) > LONGEST:
        asked = []
    return [
        (code, name, f"{quote(request.path)}?{urlencode([*asked, (NAME, code)])}")
        for code, name in LANGUAGES.items()
        if code != language()
    ]

"""The languages of the pages: Korean as it stands in the code, any other from a catalog beside this file.

A message is written in Korean where it is said, with `%(name)s` for what is put in; its Korean text is its name in the
catalog (`translations/en.po`, made and checked by `make translations`). What has no translation is said in Korean.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date as Date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = {"ko": "한국어", "en": "English"}
"""Code (BCP 47) to the language's own name; the first is what everybody gets who asks for none."""

OWN = "ko"
_FOLDER = Path(__file__).parent / "translations"
_spoken: ContextVar[str] = ContextVar("spoken", default=OWN)


def speak(code: str) -> None:
    """From here on messages of this thread (or task) are in this language, a code of LANGUAGES. Raises KeyError."""
    if code not in LANGUAGES:
        raise KeyError(code)
    _spoken.set(code)


def language() -> str:
    """The code of the language that is spoken."""
    return _spoken.get()


def gettext(message: str, /, **values: object) -> str:
    """The message in the language that is spoken, `values` put in; without values it is returned as it stands."""
    said = _catalog(language()).gettext(message)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The same for a message that counts; Korean says one and many alike, other languages do not."""
    said = _catalog(language()).ngettext(one, many, count)
    return said % values if values else said


def later(message: str) -> str:
    """The message as it stands: named here for the catalog, said by `gettext` where it is shown."""
    return message


def number(value: int) -> str:
    """A whole number as people write it; Korean, English and Chinese all set a comma after three digits."""
    return f"{value:,}"


def day(date: Date) -> str:
    """A day as readers of the language write it: 2022-12-14, as the newsletter is cited, or 14 Dec 2022."""
    if language() == OWN:
        return date.isoformat()
    return format_date(date, "d MMM y", locale=language())


@cache
def _catalog(code: str) -> NullTranslations:
    if code == OWN:
        return NullTranslations()
    compiled = BytesIO()
    with (_FOLDER / f"{code}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)

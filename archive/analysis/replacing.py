"""Single characters replaced in whole texts, by a rule that is asked once for each of them."""

from __future__ import annotations

from collections.abc import Callable


class Forms(dict[int, str]):
    """The form of each character (by its code point, as str.translate asks), worked out by `form` when first met."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form
        self._same: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = form = self._form(chr(code))
        return form

    def changes(self, text: str) -> dict[str, str]:
        """The characters of a text that have another form, with that form.

        A text has few different characters, and nearly all of them stay as they are: the sets are compared in C.
        """
        changed: dict[str, str] = {}
        for character in set(text) - self._same:
            form = self[ord(character)]
            if form == character:
                self._same.add(character)
            else:
                changed[character] = form
        return changed

    def replaced(self, text: str) -> str:
        """The text with the form of each character."""
        return self.made(text, self.changes(text))

    def made(self, text: str, changes: dict[str, str]) -> str:
        """The text with these changes, which are all that `changes` finds in it."""
        if not changes.keys().isdisjoint("".join(changes.values())):
            # One after the other, a form would be changed once more.
            return text.translate(self)
        for character, form in changes.items():
            text = text.replace(character, form)
        return text

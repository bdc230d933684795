"""What the style sheets inside a page hide, as far as it is certain: the preview of a mail, its copy for telephones.
And how large and how bold they make letters.

Only selectors of one element are understood (`p`, `.preheader`, `#top`, `td.wide`). What a rule hides by anything else,
or for some screens only, stays; what it shows again is shown, since losing text is worse than showing a preview.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import tinycss2

from indexer.readers.html_looks import UNSTYLED, Styled

_STYLES = "//style[not(ancestor::noscript or ancestor::template or ancestor::svg or ancestor::object)]"
_TELLING = re.compile(r"display|visibility|font", re.IGNORECASE)
_ALIASES = {"font": "font-size"}
_PROPERTIES = ("display", "visibility", "font-size", "font-weight")
_HIDDEN = {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"), ("font-size", "0")}
_OTHER = "other"
_EVERYWHERE = ("", "all", "screen")
_ELSEWHERE = {"max-width", "max-device-width", "print", "speech"}
"""Words of a media query that is not for the screen of a computer."""
_CONDITIONS = ("media", "supports", "layer", "container")
_COMBINATORS = (">", "+", "~")


class _Subject(NamedTuple):
    """The element that a selector is about, as far as it is understood; `doubt` if there is more to it."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    doubt: bool

    @property
    def key(self) -> str:
        """A name that only few elements answer to, and all that are meant."""
        return [*(f"#{each}" for each in self.ids), *(f".{each}" for each in self.classes), self.tag][0]

    def matches(self, tag: str, name: str | None, classes: set[str]) -> bool:
        """Whether an element with this tag, this id and these classes may be meant."""
        return self.tag in ("", tag) and self.classes <= classes and self.ids <= {name}


class _Declaration(NamedTuple):
    name: str
    value: str
    important: bool


class _Rule(NamedTuple):
    subject: _Subject
    order: int
    declarations: list[_Declaration]

    @property
    def weight(self) -> tuple[bool, int, int, bool, int]:
        """The later in this order, the stronger; a doubtful one, which only shows, is the strongest."""
        subject = self.subject
        return subject.doubt, len(subject.ids), len(subject.classes), bool(subject.tag), self.order


class Styles:
    """The rules of a page's style sheets that bear on how text is shown. `hide` tells whether any hides some."""

    def __init__(self, rules: Sequence[_Rule] = ()) -> None:
        self.hide = any(_that_show(rule.declarations) != rule.declarations for rule in rules)
        self._rules: dict[str, list[_Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.subject.key, []).append(rule)
        self._known: dict[tuple[str, str | None, str], Styled] = {}

    def of(self, element: Any) -> Styled:
        """What they declare of an element by `display`, `visibility`, `font-size` and `font-weight`."""
        if not self._rules or not isinstance(element.tag, str):
            return UNSTYLED
        named = (element.tag, element.get("id"), element.get("class", ""))
        if named not in self._known:
            self._known[named] = self._styled(*named)
        return self._known[named]

    def _styled(self, tag: str, name: str | None, classes: str) -> Styled:
        """What they declare of elements with this tag, id and classes."""
        each_class = set(classes.split())
        keys = ["", tag, f"#{name}", *(f".{each}" for each in each_class)]
        rules = [rule for key in keys for rule in self._rules.get(key, ())]
        styled = Styled({}, {})
        for rule in sorted(rules, key=lambda each: each.weight):
            if rule.subject.matches(tag, name, each_class):
                for each in rule.declarations:
                    (styled.important if each.important else styled.normal)[each.name] = each.value
        return styled

    def that_show(self) -> Styles:
        """The same without what they hide."""
        rules = (rule for rules in self._rules.values() for rule in rules)
        return Styles([rule._replace(declarations=_that_show(rule.declarations)) for rule in rules])


def _that_show(declarations: list[_Declaration]) -> list[_Declaration]:
    return [each for each in declarations if (each.name, each.value) not in _HIDDEN]


def read_styles(root: Any) -> Styles:
    """The rules in the `style` elements below the root of a page; none if they cannot be read."""
    try:
        return Styles(list(_read(root)))
    except ValueError:  # A number of more digits than Python turns into one.
        return Styles()


def _read(root: Any) -> Iterator[_Rule]:
    sheets = [(each.get("media", ""), each.text or "") for each in root.xpath(_STYLES) if _is_css(each)]
    if not any(_TELLING.search(text) for _, text in sheets):
        return
    order = count()
    for media, text in sheets:
        sure = media.strip().lower() in _EVERYWHERE
        if sure or _may_apply(tinycss2.parse_component_value_list(media)):
            for rule, doubt in _qualified(tinycss2.parse_stylesheet(text, skip_comments=True), not sure):
                yield from _rules(rule, doubt, next(order))


def _is_css(style: Any) -> bool:
    return style.get("type", "").strip().lower() in ("", "text/css")


def _qualified(nodes: Iterable[Any], doubt: bool) -> Iterator[tuple[Any, bool]]:
    """The rules in order, those under a condition too, and whether they may not apply."""
    waiting = [(iter(nodes), doubt)]
    while waiting:
        rules, doubt = waiting[-1]
        node = next(rules, None)
        if node is None:
            waiting.pop()
        elif node.type == "qualified-rule":
            yield node, doubt
        elif _is_condition(node) and (node.lower_at_keyword != "media" or _may_apply(node.prelude)):
            waiting.append((iter(tinycss2.parse_rule_list(node.content, skip_comments=True)), True))


def _is_condition(node: Any) -> bool:
    return node.type == "at-rule" and node.lower_at_keyword in _CONDITIONS and node.content is not None


def _may_apply(query: Sequence[Any]) -> bool:
    """Whether one of these media may be the screen of a computer."""
    for part in _parted(query):
        words = {word for token in part for word in _words(token)}
        if "not" in words or not words & _ELSEWHERE:
            return True
    return False


def _words(token: Any) -> Iterator[str]:
    for each in token.content if token.type == "() block" else [token]:
        if each.type == "ident":
            yield each.lower_value


def _rules(rule: Any, doubt: bool, order: int) -> Iterator[_Rule]:
    """One for each selector of a rule. If any is not understood, or the rule may not apply, it only shows."""
    declarations = list(_declarations(rule.content))
    if not declarations:
        return
    subjects = [_subject(selector) for selector in _parted(rule.prelude)]
    doubt = doubt or any(subject.doubt for subject in subjects)
    if doubt:
        declarations = [_in_doubt(each) for each in _that_show(declarations)]
    for subject in subjects:
        yield _Rule(subject._replace(doubt=doubt), order, declarations)


def _in_doubt(declared: _Declaration) -> _Declaration:
    """The declaration where it may not apply: letters are seen, but nobody knows how large they are."""
    return declared._replace(value=_OTHER) if declared.name.startswith("font") else declared


def _declarations(content: Sequence[Any]) -> Iterator[_Declaration]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            name = _ALIASES.get(node.lower_name, node.lower_name)
            if name in _PROPERTIES:
                yield _Declaration(name, _value(node.value), node.important)


def _value(tokens: Sequence[Any]) -> str:
    """A keyword in small letters, "0" for nothing in whatever unit, all else as it is written."""
    printed = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if len(printed) == 1 and printed[0].type == "ident":
        return str(printed[0].lower_value)
    if len(printed) == 1 and printed[0].type in ("number", "dimension", "percentage") and printed[0].value == 0:
        return "0"
    return str(tinycss2.serialize(tokens)).strip().lower()


def _parted(tokens: Sequence[Any]) -> list[list[Any]]:
    """The tokens between commas, without comments and without white space around them."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        elif token.type != "comment" and (parts[-1] or token.type != "whitespace"):
            parts[-1].append(token)
    for part in parts:
        while part and part[-1].type == "whitespace":
            part.pop()
    return parts


def _subject(selector: Sequence[Any]) -> _Subject:
    """What is understood of a selector's last part."""
    part = _last_part(selector)
    tag, ids, classes, doubt = "", set(), set(), len(part) < len(selector)
    before: Any = None
    for token in part:
        if token.type == "ident" and before is None:
            tag = token.lower_value
        elif token.type == "ident" and before == ".":
            classes.add(token.value)
        elif token.type == "hash" and token.is_identifier:
            ids.add(token.value)
        elif token != ".":
            doubt = True
        before = token
    return _Subject(tag, frozenset(ids), frozenset(classes), doubt or not (tag or ids or classes))


def _last_part(selector: Sequence[Any]) -> Sequence[Any]:
    """What follows the last combinator, up to a state of the element or a part of it."""
    start = 0
    for place, token in enumerate(selector):
        if token.type == "whitespace" or token in _COMBINATORS:
            start = place + 1
    end = next((place for place in range(start, len(selector)) if selector[place] == ":"), len(selector))
    return selector[start:end]

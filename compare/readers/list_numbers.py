"""Word's automatic numbering, which stands in no paragraph's text, rebuilt.

ECMA-376 part 1, 17.9: paragraphs, or their styles, name a list (``w:num``) and a level in it; a list is made after a
pattern (``w:abstractNum``), and the lists of one pattern count on together unless one says where it starts.
"""

from __future__ import annotations

import re
from typing import Literal

from compare.model import Record
from compare.readers.archive import Element
from compare.readers.list_numerals import numeral
from compare.readers.wordml import Styles, child, number, switched_on, value, w

LEVELS = 9
"""Levels of a list."""

BULLET = "●"
_COUNT_LIMIT = 1_000_000
_TEXT_LIMIT = 100
# Bullets that are written signs; others are letters of a picture font.
_BULLETS = re.compile("[—–―\\-●○◆◇■□▲△★☆·•※►▶]{1,4}")
_PART = re.compile("%([1-9])")
# Marks that part a number from what follows without a blank.
_CLOSED = tuple("、）)．.，：:】〕》 ")


class _Level(Record, frozen=True):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: bool = True
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class _List(Record, frozen=True):
    pattern: str
    levels: dict[int, _Level]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start)


# By level; ``None`` for one that begins again.
_Counts = dict[int, int | None]


class Numbering:
    """The lists of a document; counts as the paragraphs come by in reading order.

    Attributes:
        story: What is being read; the body and the text boxes count each for themselves.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._patterns = {} if root is None else {p.get(w("abstractNumId")): p for p in root.iterfind(w("abstractNum"))}
        found = () if root is None else root.iterfind(w("num"))
        self._nums = {each.get(w("numId")): each for each in found}
        self._lists: dict[str, _List | None] = {}
        self._levels_of: dict[str, dict[int, _Level]] = {}
        self.story: Literal["body", "boxes"] = "body"
        self._counts: dict[tuple[str, str], _Counts] = {}
        self._begun: set[tuple[str, str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """Return number of the next paragraph with the blank behind it; empty if it has none. Counts it."""
        list_id, level = self._listed(paragraph)
        found = None if list_id in (None, "0") else self._list(str(list_id))
        if found is None or level not in found.levels:
            return ""
        counts = self._count(str(list_id), found, level)
        return _written(found, level, counts)

    def _listed(self, paragraph: Element) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, else those of its style."""
        properties = child(paragraph, "pPr")
        own, level = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
        chain = list(self._styles.chain(value(properties, "pStyle") or self._styles.default))
        list_id = own or next((style.list_id for _, style in chain if style.list_id), None)
        if level is None and list_id is not None and (found := self._list(list_id)) is not None:
            # The level of a style is the one that names it; what the style itself says comes second.
            named = {each.style: at for at, each in found.levels.items() if each.style}
            level = next((str(named[name]) for name, _ in chain if name in named), None)
        if level is None and own is None:
            level = next((style.level for _, style in chain if style.level), None)
        return list_id, number(level)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        pattern = value(num, "abstractNumId")
        if num is None or pattern is None or pattern not in self._patterns:
            return None
        levels, starts = dict(self._levels(pattern)), {}
        for override in num.iterfind(w("lvlOverride")):
            at = number(override.get(w("ilvl")))
            if (level := child(override, "lvl")) is not None and at < LEVELS:
                levels[at] = _level(level)
            if (start := value(override, "startOverride")) is not None:
                starts[at] = _count_of(start)
        return _List(pattern, levels, starts)

    def _levels(self, pattern: str) -> dict[int, _Level]:
        """Levels of a pattern, which may lie with a list style."""
        if pattern not in self._levels_of:
            found = self._patterns[pattern]
            if (linked := value(found, "numStyleLink")) is not None:
                list_id = next((style.list_id for _, style in self._styles.chain(linked) if style.list_id), None)
                found = self._patterns.get(value(self._nums.get(list_id), "abstractNumId"), found)
            levels = {number(level.get(w("ilvl"))): level for level in found.iterfind(w("lvl"))}
            self._levels_of[pattern] = {at: _level(levels[at]) for at in range(LEVELS) if at in levels}
        return self._levels_of[pattern]

    def _count(self, list_id: str, found: _List, level: int) -> _Counts:
        counts = self._counts.setdefault((self.story, found.pattern), {})
        if level not in counts:
            # As Word does: the first 1.1 makes the next chapter 2 even if no chapter stands before it.
            for outer in range(level - 1, -1, -1):
                if outer in counts or outer not in found.levels:
                    break
                counts[outer] = found.start(outer)
        now = counts.get(level)
        begins = level in found.starts and (self.story, list_id, level) not in self._begun
        counts[level] = found.start(level) if now is None or begins else now + 1
        self._begun.add((self.story, list_id, level))
        for deeper, each in found.levels.items():
            if deeper > level and deeper in counts and (each.restart is None or level < each.restart):
                counts[deeper] = None
        return counts


def _count_of(text: str | None) -> int:
    return min(max(number(text), 0), _COUNT_LIMIT)


def _level(element: Element) -> _Level:
    # A form of a later Word stands beside one that every Word knows, which comes last.
    forms = [form.get(w("val")) for form in element.iter(w("numFmt"))]
    restart = value(element, "lvlRestart")
    return _Level(
        start=_count_of(value(element, "start")),
        form=forms[-1] if forms else "decimal",
        text=(value(element, "lvlText") or "")[:_TEXT_LIMIT],
        gap=value(element, "suff") != "nothing",
        restart=None if restart is None else number(restart),
        legal=bool(switched_on(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _written(found: _List, level: int, counts: _Counts) -> str:
    own = found.levels[level]
    if own.form == "bullet":
        return own.text if _BULLETS.fullmatch(own.text) else BULLET

    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in found.levels:
            return ""
        count = counts.get(at)
        # "Legal" numbers show those above in digits and their own in its form, as in "Section 1.01".
        form = "decimal" if own.legal and at < level else found.levels[at].form
        return numeral(found.start(at) if count is None else count, form)

    label = _PART.sub(part, own.text).strip()
    return label + " " if label and own.gap and not label.endswith(_CLOSED) else label

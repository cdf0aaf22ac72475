"""What it costs to put a token into a cell of a table that has lost its rules, by what its column holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.structure.tables.columns import Column
from compare.structure.tables.tokens import Token
from compare.text import FIGURE_ALONE, GROUP_SIZE, UNIT, composed, cues, is_figure, is_unit

_NUMBER = re.compile(r"[（(]?(\d{1,3})[.．、)）]?")
_KINDS, _IN_WORDS = cues("kind_written"), cues("token_in_words")
_DASH = re.compile(r"[—–\-－…/*∗＊]{1,4}")
_WHOLE = composed(rf"(?:累计|新增|年均|完成|达到?|控制在|[不高低]于|不超过)?{FIGURE_ALONE}")
_CUT = re.compile("[^\u3400-\u9fff]*[\u3400-\u9fff].*[，；][^，；]*\\d$")
"""A value in words that was cut in a figure of its second part: 年均增长6%左右，203 / 0年达到680亿元."""

_MEASURED = composed(rf"约?\d[\d,]*(?:\.\d+)?{UNIT}(?:左右|以[上下内])?")
"""A figure with its unit, 210亿元, where no column has the units."""

_REST_OF_NAME = composed(rf"{{goes_on_name}}[（(](?:{UNIT})[)）]")
"""The rest of a name with its unit, 降低（%）, which no value is."""

_PERIOD = re.compile(
    r"[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间)?(?=年均|累计)|20\d\d[-—–~～至]20\d\d年(?=年均|累计)"
)
"""The time of a value: “十五五”年均增长5.0左右."""

_FRAGMENT = re.compile(r"左右|以上|以内|以下|[（(][^（()）]{2,10}[)）]")
_GROUP_SIZE = re.compile(GROUP_SIZE)
_HAN = re.compile("[\u3400-\u9fff]")
_YEAR = re.compile(r"(?:到|至)?20\d\d年(?:底|末)?")
_OPEN, _CLOSE = re.compile(r"[（(]"), re.compile(r"[)）]")

NEVER = 25.0
"""Cost of what does not occur."""
_PARENT = 2.2
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]$")
_WHOLE_WORDS = cues("words_of_value_end")
_OF_NAME, _LIKE_GROUP = cues("part_of_name"), cues("group_like")
_BEHIND_GROUP = 0.6
"""What it costs that GDP … or PM2.5 … goes on a word that may name a group: 绿色低碳 PM2.5平均浓度."""

_BEHIND_UNIT = 2.0
"""What it costs that a name goes on behind its unit in brackets."""


class Slot(NamedTuple):
    """A column into which tokens are put.

    Attributes:
        column: What it holds.
        virtual: No head names it: a group or the first part of a name, which stand in the column of another.
        told: Other lines of the table name its groups, with their number or size.
        mixed: Tables stand side by side, so that running numbers come in no order.
    """

    column: Column
    virtual: bool = False
    told: bool = False
    mixed: bool = False


def numbered(token: Token, slot: Slot, number: int) -> int:
    """Return the running number after a token: its own, where it stands in the column of numbers."""
    if slot.column is Column.NUMBER and (found := _NUMBER.fullmatch(token.text)):
        return int(found.group(1))
    return number


def emission(token: Token, slot: Slot, number: int) -> float:
    """Return what it costs that a cell of a column begins with a token."""
    text, column = token.text, slot.column
    if not text:
        return {Column.NAME: 1.5, Column.YEAR: 3.0}.get(column, 0.4 if not slot.virtual else NEVER)
    if _KINDS.fullmatch(text):
        return 0.0 if column is Column.KIND else NEVER
    if column is Column.KIND:
        return NEVER
    if column is Column.NUMBER:
        return _as_number(text, number, mixed=slot.mixed)
    if column is Column.YEAR:
        return 0.0 if re.fullmatch(r"(?:到|至)?20\d\d年?(?:底|末)?", text) else 15.0
    if column is Column.VALUE:
        return _as_value(text)
    if column is Column.UNIT:
        return _as_unit(text)
    if column is Column.OTHER:
        return 1.0
    return _as_words(text, slot)


def _as_number(text: str, number: int, *, mixed: bool) -> float:
    found = _NUMBER.fullmatch(text)
    if not found:
        return NEVER
    if mixed:
        return 0.8
    step = int(found.group(1)) - number
    return 0.0 if step == 1 else 0.8 if 1 < step <= 6 else 7.0


def _as_value(text: str) -> float:
    if _DASH.fullmatch(text) or is_figure(text) or _MEASURED.fullmatch(text):
        return 0.0
    text = _PERIOD.sub("", text, count=1)
    if _REST_OF_NAME.fullmatch(text):
        return NEVER
    if _IN_WORDS.match(text):
        return 0.7
    if re.match(r"[（(【［\[〔]?[><≥≤＞＜≧≦约]?\d", text) and len(text) < 24 and not _HAN.search(text[:2]):
        return 0.8
    return NEVER if is_unit(text) else 3.5 if len(text) <= 14 else 9.0


def _as_unit(text: str) -> float:
    if is_unit(text) or _DASH.fullmatch(text):
        return 0.0
    return 2.5 if len(text) <= 8 and not re.search(r"\d{2}|率$", text) else 8.0


def _as_words(text: str, slot: Slot) -> float:
    if is_figure(text) or _DASH.fullmatch(text) or _MEASURED.fullmatch(text):
        return 9.0
    if slot.column is Column.GROUP:
        if _GROUP_SIZE.search(text):
            return 0.0
        cost = 0.6 if len(text) <= 10 and not re.search(r"[A-Za-z\d（(]", text) else 4.0
        return cost + (3.0 if slot.told else 1.2 if slot.virtual else 0.0)
    cost = 0.0 if len(_HAN.findall(text)) > 1 else 2.0
    if is_unit(text) or _FRAGMENT.fullmatch(text) or _GROUP_SIZE.fullmatch(text):
        cost = 5.0
    elif _IN_WORDS.match(text):
        cost = 0.5
    return cost + (_PARENT if slot.virtual else 0.0)


def continued(token: Token, slot: Slot, held: str) -> float:
    """Return what it costs that a cell goes on with a token."""
    text, column = token.text, slot.column
    if not text or not held or column in (Column.NUMBER, Column.YEAR) or _YEAR.fullmatch(text):
        return NEVER
    if column is Column.KIND or _KINDS.fullmatch(text):
        return 0.0 if column is Column.KIND and text == "性" else NEVER
    if len(_OPEN.findall(held)) > len(_CLOSE.findall(held)):
        return 0.0
    if column is Column.UNIT:
        return 0.2 if held.endswith("/") or text.startswith("/") else 4.0
    if column is Column.VALUE:
        return _value_goes_on(token, held)
    if column is Column.OTHER:
        return 0.5
    if column is Column.GROUP:
        return 0.1 if _GROUP_SIZE.fullmatch(text) else 4.0 if _GROUP_SIZE.search(held) else 0.5 + _as_words(text, slot)
    return _name_goes_on(token, held)


def _name_goes_on(token: Token, held: str) -> float:
    text = token.text
    joint = {"soft": 0.1, "line": 0.9, "blank": 1.0, "wide": 2.5}[token.gap]
    if _GROUP_SIZE.fullmatch(text):
        return 6.0
    if text[0] in "（(":
        joint = min(joint, 0.2)
    elif text[0] not in "［[" and (unit := _BRACKETED.search(held)) and is_unit(unit.group()):
        joint += _BEHIND_UNIT
    elif token.gap == "soft" and text[0].isascii() and _LIKE_GROUP.fullmatch(held):
        joint += _BEHIND_GROUP
    figure = is_figure(text) or _DASH.fullmatch(text) or _MEASURED.fullmatch(text)
    other = figure or text[0] not in "（(" and is_unit(text)
    return joint + (4.0 if other else 0.0)


def _value_goes_on(token: Token, held: str) -> float:
    text = token.text
    if _FRAGMENT.fullmatch(text):
        return 0.1
    if _CUT.match(held) and text[0].isdigit():
        return 0.5
    if re.search(r"[\d.,]", text[:1]) or is_figure(text):
        return 0.1 if held[-1] in ",，-—~><≥≤＞＜[［〔【" and not _DASH.fullmatch(held) else NEVER / 2
    if _DASH.fullmatch(held) or _DASH.fullmatch(text) or len(text) > 16 or _OF_NAME.match(text):
        return NEVER / 2
    worded = not (_WHOLE.fullmatch(held) or _WHOLE_WORDS.search(held)) or held[-1] in ",，"
    return (0.7 if worded else 2.5) + (0.3 if token.gap != "line" else 0.0)

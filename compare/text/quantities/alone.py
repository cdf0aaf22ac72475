"""Figures and units that stand by themselves, as the cells of tables and lines between them do: ≥85%, (27.8), 亿元."""

from __future__ import annotations

from compare.text.lexicon import composed
from compare.text.quantities.numerals import NUMBER
from compare.text.units import UNIT

_COMPARED = r"(?:左右|以上|以下|以内)?"
_NOTE = "[∗*＊①-⑳]?"
FIGURE_ALONE = (
    rf"[（(【［\[〔]?(?:累计|约|超)?[><≥≤＞＜≧≦≈±]?-?{NUMBER}(?:(?:[%％‰]?[-—–~～～至到:：∶/]{{1,2}}){NUMBER}){{0,3}}"
    rf"(?:[%％‰]|[万亿])?{_COMPARED}{_NOTE}[,，]?[】］\]〕)）]?{_NOTE}{_COMPARED}"
)
"""Pattern of a figure that is a cell: a number or a range with its mark of comparison, sign of per cent, brackets and
mark of a note."""

UNIT_ALONE = rf"[（(]?(?:{UNIT}|次|分|床)(?:[（(].{{1,4}}[)）])?(?:/.{{0,8}})?[)）]?"
"""Pattern of a unit that is a cell, or stands in brackets behind a name; 次, 分 and 床 are units here alone."""

GROUP_SIZE = r"[（(]\s*共?\s*\d+\s*[项个条]\s*[)）]"
"""Pattern of how many indicators a group of a table has: （共8项）."""

_FIGURE, _UNIT = composed(FIGURE_ALONE), composed(UNIT_ALONE)


def is_figure(cell: str) -> bool:
    """Whether a text without blanks is a figure and nothing else."""
    return _FIGURE.fullmatch(cell) is not None


def is_unit(cell: str) -> bool:
    """Whether a text without blanks is a unit and nothing else, in brackets or not."""
    return _UNIT.fullmatch(cell) is not None

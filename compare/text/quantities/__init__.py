"""The one grammar of quantities: figures with units, the words around them, and which of them are set as aims."""

from compare.text.quantities.alone import FIGURE_ALONE, GROUP_SIZE, is_figure, is_unit
from compare.text.quantities.context import Left, read_left, read_right, without_growth, without_lead
from compare.text.quantities.figure import Figure
from compare.text.quantities.figures import find_figures, writes_figure
from compare.text.quantities.filters import amounts, figured_parts, set_figures
from compare.text.quantities.numerals import NUMBER, NUMERALS, YEAR, in_digits, value_of, year_of
from compare.text.quantities.parts import SentencePart, border, masked, starts_from

__all__ = [
    "FIGURE_ALONE",
    "GROUP_SIZE",
    "is_figure",
    "is_unit",
    "Figure",
    "Left",
    "NUMBER",
    "NUMERALS",
    "SentencePart",
    "YEAR",
    "amounts",
    "border",
    "figured_parts",
    "find_figures",
    "in_digits",
    "masked",
    "read_left",
    "read_right",
    "set_figures",
    "starts_from",
    "value_of",
    "without_growth",
    "without_lead",
    "writes_figure",
    "year_of",
]

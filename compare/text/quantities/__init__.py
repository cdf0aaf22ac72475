"""The one grammar of quantities: figures with units, the words around them, and which of them are set as aims."""

from compare.text.quantities.context import Left, read_left, read_right, without_growth, without_lead
from compare.text.quantities.figures import Figure, find_figures
from compare.text.quantities.filters import set_figures, settable
from compare.text.quantities.parts import Part, border, masked, parts, starts_from

__all__ = [
    "Figure",
    "Left",
    "Part",
    "border",
    "find_figures",
    "masked",
    "parts",
    "read_left",
    "read_right",
    "set_figures",
    "settable",
    "starts_from",
    "without_growth",
    "without_lead",
]

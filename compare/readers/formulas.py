"""Formulas and raised signs on one line: ``1/3`` and ``10⁸``, never ``13`` and ``108``; of Word and of web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.readers.archive import Element

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HAS_RAISED = re.compile(r"[0-9+\-−=()n]+")
_HAS_LOWERED = re.compile(r"[0-9+\-−=()]+")
_SINGLE = re.compile(r"[\w.%]*")
_DEPTH = 60
"""Formulas inside of formulas; those of plans go two or three deep."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT = f"{_MATH}t"


def raised(text: str) -> str:
    """Return signs as they are written raised; signs that have no raised form stay."""
    return text.translate(_RAISED) if _HAS_RAISED.fullmatch(text) else text


def lowered(text: str) -> str:
    """Return signs as they are written lowered; signs that have no lowered form stay."""
    return text.translate(_LOWERED) if _HAS_LOWERED.fullmatch(text) else text


def power(base: str, exponent: str) -> str:
    """Return a base and its exponent; ``^`` where the exponent has no raised form."""
    small = raised(exponent)
    return base + (small if small != exponent or not exponent else f"^{_closed(exponent)}")


def fraction(above: str, below: str) -> str:
    """Return a fraction on one line, in brackets where it needs them."""
    return f"{_closed(above)}/{_closed(below)}"


def _closed(part: str) -> str:
    return part if _SINGLE.fullmatch(part) else f"({part})"


def of_word(formula: Element, depth: int = 0) -> str:
    """Return a formula of Office MathML (ECMA-376 part 1, 22.1) on one line."""
    if formula.tag == _TEXT:
        return formula.text or ""
    if depth > _DEPTH:
        return "".join(text.text or "" for text in formula.iter(_TEXT))
    name = formula.tag.removeprefix(_MATH)

    def part(*names: str) -> str:
        found = (formula.find(_MATH + each) for each in names)
        return "".join(of_word(each, depth + 1) for each in found if each is not None)

    if name == "f":
        return fraction(part("num"), part("den"))
    if name in ("sSup", "sSubSup"):
        return power(part("e", "sub"), part("sup"))
    if name == "rad":
        return f"{raised(part('deg'))}√{_closed(part('e'))}"
    inner = [of_word(each, depth + 1) for each in formula]
    if name == "d":
        return f"{_bracket(formula, 'begChr', '(')}{'|'.join(filter(None, inner))}{_bracket(formula, 'endChr', ')')}"
    return "".join(inner)


def _bracket(delimiter: Element, name: str, otherwise: str) -> str:
    found = delimiter.find(f"{_MATH}dPr/{_MATH}{name}")
    return otherwise if found is None else found.get(f"{_MATH}val", otherwise)


def of_page(formula: Element, depth: int = 0) -> str:
    """Return a formula of MathML on one line, without the remarks that it carries for programs."""
    if depth > _DEPTH:
        return "".join(formula.itertext())
    parts = [of_page(each, depth + 1) for each in formula if each.tag not in ("annotation", "annotation-xml")]
    return (formula.text or "").strip() + _of_parts(formula.tag, parts)


def _of_parts(name: str, parts: Sequence[str]) -> str:
    if name == "mfrac" and len(parts) == 2:
        return fraction(*parts)
    if name == "msup" and len(parts) == 2:
        return power(*parts)
    if name == "msubsup" and len(parts) == 3:
        return power(parts[0] + parts[1], parts[2])
    if name == "msqrt":
        return f"√{_closed(''.join(parts))}"
    if name == "mroot" and len(parts) == 2:
        return f"{raised(parts[1])}√{_closed(parts[0])}"
    return "".join(parts)

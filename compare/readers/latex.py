r"""Formulas in the notation of TeX, as recognition programs write figures: ``$6 . 5 \%$``, ``$\geqslant 82$``."""

from __future__ import annotations

import re

from compare.readers.formulas import fraction, power
from compare.readers.seams import is_note_mark

_FORMULA = re.compile(r"\$\$([^$]{1,400})\$\$|\$([^$\n]{1,200})\$|\\\(([^\n]{1,200}?)\\\)|\\\[([^$]{1,400}?)\\\]")
# Between two prices in dollars stands no formula.
_IS_FORMULA = re.compile(r"\s*+[\\^_{]|[\s.,%~～+\-×=<>≤≥±/()°a-zA-Zμ]*+\d[\s\d.,%~～+\-×=<>≤≥±/()°a-zA-Zμ]*+")
# 年均\(2016\-2020年\), 第六版\(IPv6\): a converter's backslashes before the marks of a text.
_ESCAPED_MARKS = re.compile(r"\\[-.+~()\[\]#*]|\A[A-Za-z]{2}[A-Za-z0-9]*\Z")
_HAN = re.compile("[\u3400-\u9fff]")
_PARTS = re.compile(r"\\[a-zA-Z]+|\\.|[{}^_]|[^\\{}^_]")
_SIGNS = {
    **dict.fromkeys(("geq", "geqslant", "ge", "geqq"), "≥"),
    **dict.fromkeys(("leq", "leqslant", "le", "leqq"), "≤"),
    "times": "×",
    "div": "÷",
    "pm": "±",
    "sim": "～",
    "approx": "≈",
    "neq": "≠",
    "ne": "≠",
    "cdot": "·",
    "circ": "°",
    "rightarrow": "→",
    "to": "→",
    "infty": "∞",
    "mu": "μ",
    "Omega": "Ω",
    "alpha": "α",
    "beta": "β",
    "permil": "‰",
    "%": "%",
    "$": "$",
    "&": "&",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    "quad": "",
    "qquad": "",
    "celsius": "℃",
    "lbrack": "[",
    "rbrack": "]",
    "sum": "∑",
    "cdots": "…",
    "ldots": "…",
    "dots": "…",
    "prime": "′",
    "degree": "°",
}
_RAISED_ALONE = re.compile(r"\s*\^\s*\{?\s*([^{}^]{1,12}?)\s*\}?\s*")
_DEPTH = 30


def without_latex(text: str) -> str:
    """Return a text in which formulas stand on one line as people write them; line ends inside of them stay."""
    if "$" not in text and "\\" not in text:
        return text
    return _FORMULA.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    inner = next(group for group in found.groups() if group is not None)
    if (mark := _RAISED_ALONE.fullmatch(inner)) and is_note_mark(
        mark[1], found.string[max(0, found.start() - 4) : found.start()]
    ):
        return "\n" * inner.count("\n")
    if _ESCAPED_MARKS.search(inner) or not (
        _IS_FORMULA.match(inner) and (re.search(r"[\\^_{]", inner) or _IS_FORMULA.fullmatch(inner))
    ):
        return found[0]
    parts = _PARTS.findall(inner)
    try:
        said = _sequence(parts, 0)[0]
    except RecursionError:
        return found[0]
    said = said if _HAN.search(said) or re.search(r"[A-Za-z] [A-Za-z]", said) else re.sub(r"\s+", "", said)
    return said.strip() + "\n" * inner.count("\n")


def _sequence(parts: list[str], at: int, depth: int = 0) -> tuple[str, int]:
    """Return what is written up to the brace that closes, and where it ends."""
    out: list[str] = []
    while at < len(parts) and parts[at] != "}":
        if parts[at].isspace():
            out.append(" ")
            at += 1
        elif parts[at] == "^" and depth < _DEPTH:
            exponent, at = _argument(parts, at + 1, depth)
            while out and out[-1] == " ":
                out.pop()
            base = out.pop() if out else ""
            out.append(base + "°" if exponent.strip() in ("°", "\\circ") else power(base, "".join(exponent.split())))
        elif parts[at] in ("_", "^"):
            at += 1
        else:
            piece, at = _argument(parts, at, depth)
            out.append(piece)
    return "".join(out), at + 1


def _argument(parts: list[str], at: int, depth: int) -> tuple[str, int]:
    """One sign, group or command, and where it ends."""
    while at < len(parts) and parts[at].isspace():
        at += 1
    if at >= len(parts):
        return "", at
    part = parts[at]
    if part == "{" and depth < _DEPTH:
        return _sequence(parts, at + 1, depth + 1)
    if not part.startswith("\\"):
        return ("" if part in "{}" else part), at + 1
    name = part[1:]
    if name in ("frac", "dfrac", "tfrac") and depth < _DEPTH:
        above, at = _argument(parts, at + 1, depth + 1)
        below, at = _argument(parts, at, depth + 1)
        return fraction("".join(above.split()), "".join(below.split())), at
    return _SIGNS.get(name, " " if name == "text" else ""), at + 1

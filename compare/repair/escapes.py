"""Signs that a program wrote as codes of its own: backslash and n for a line end, u9633 behind a backslash for 阳."""

from __future__ import annotations

import re

from compare.repair.edits import Edit

LINE_ENDS = 3
"""Codes of line ends from which on a text went through a program that writes them so."""

SIGNS = 20
"""Codes of signs, likewise."""

# \nabla and \rho are formulas, C:\new is a path.
_LINE_END = re.compile(r"(?<![\\:A-Za-z])(?:\\r)?\\n(?![A-Za-z])|(?<![\\:A-Za-z])\\r(?![A-Za-z\\])")
_SIGN = re.compile(r"(?:\\u[0-9a-fA-F]{4}){1,2000}")
_CODE = re.compile(rf"{_SIGN.pattern}|(?:\\r)?\\n|\\r|\\[\"/]")


def escaped_signs(text: str) -> list[Edit]:
    """Return codes as the signs that they stand for, where a text is written so throughout."""
    if "\\" not in text:
        return []
    if sum(found.end() - found.start() for found in _SIGN.finditer(text)) >= 6 * SIGNS:
        coded = ((found, _signs(found[0])) for found in _CODE.finditer(text))
        return [Edit(*found.span(), sign, "code") for found, sign in coded if sign]
    ends = list(_LINE_END.finditer(text))
    written = len(ends) >= LINE_ENDS and len(ends) > text.count("\n") / 2
    return [Edit(*found.span(), "\n", "code") for found in ends] if written else []


def _signs(codes: str) -> str:
    """Return the signs of codes; empty if one of them is none of a text, as half of a pair is."""
    if not codes.startswith("\\u"):
        return codes[-1] if codes[-1] in '"/' else "\n"
    units = b"".join(int(code, 16).to_bytes(2, "big") for code in codes.split("\\u")[1:])
    try:
        signs = units.decode("utf-16-be")
    except UnicodeDecodeError:
        return ""
    return signs if all(sign.isprintable() or sign in "\n\u3000\u00a0" for sign in signs) else ""

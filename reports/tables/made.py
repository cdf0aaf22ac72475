"""How values of the model stand in a row."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from compare.model import Place

Row = tuple[object, ...]
"""The values of a row in the order of its table's columns; a list of texts is a tuple."""


def rounded(value: float) -> float:
    """Round to as many places as anybody can mean."""
    return round(value, 4)


def place(at: Place) -> str:
    """Return the unit in which a file is counted, and the number."""
    return f"{at.unit}:{at.number}"


def number(value: str | float | None) -> str | None:
    """Return a number as short as it allows: ``85``, ``0.5``; what is no single number as written, nothing as ``None``.

    Args:
        value: Figures as written, or a number.
    """
    if value is None or value == "":
        return None
    text = str(value)
    try:
        short = format(Decimal(text), "f")
    except InvalidOperation:
        return text
    return short.rstrip("0").rstrip(".") if "." in short else short

"""Character classes that several repairs share."""

from __future__ import annotations

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters and 〇, to stand inside the brackets of a regular expression."""

BLANK = " \u00a0"
"""Blanks that a page or a PDF leaves behind; the full-width blank is typography and is not among them."""

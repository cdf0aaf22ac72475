"""The Chinese font of the files that tests write, with as many signs as plans use: the whole one takes half a second to load."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.ttLib import TTFont

from tests.builders import ROOT, SEEDS

_WHOLE = distribution("zhplot").locate_file("zhplot/fonts/NotoSansSC-Regular.ttf")
_FOLDER = TemporaryDirectory(prefix="planalign-fonts-")
# Latin, punctuation, numbers in circles, symbols, signs of vertical lines and full width.
_BLOCKS = ((0x20, 0x250), (0x370, 0x400), (0x2000, 0x2700), (0x2E80, 0x3400), (0xFE10, 0xFE70), (0xFF00, 0xFFF0))


@cache
def _known() -> str:
    """All Han characters that stand in tests and seeds."""
    sources = (*ROOT.glob("tests/**/*.py"), *SEEDS.glob("*.txt"))
    texts = (path.read_text(encoding="utf-8") for path in sources)
    return "".join(sorted(set().union(*(re.findall(r"[㐀-鿿]", text) for text in texts))))


def plan_font(text: str = "") -> Path:
    """Return a font file with the Han characters of tests and seeds, and of GB2312 where a text has others."""
    if set(re.findall(r"[㐀-鿿]", text)) <= set(_known()):
        return font_with(_known())
    every = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return font_with(every.decode("gb2312", errors="ignore"))


@cache
def font_with(han: str) -> Path:
    """Return a font file with some Han characters and the signs that stand among them.

    Every PDF loads its font and writes what it needs of it: with a few hundred characters in a tenth of the time.
    """
    options = subset.Options(drop_tables=["GSUB", "GPOS", "GDEF"], hinting=False)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[code for block in _BLOCKS for code in range(*block)], text=han)
    # The boxes of the signs stay as they are: working them out again takes four times as long as all the rest.
    font = TTFont(_WHOLE, recalcBBoxes=False)
    chosen.subset(font)
    path = Path(_FOLDER.name) / f"plan{len(han)}.ttf"
    font.save(path)
    return path

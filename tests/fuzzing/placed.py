"""OFD files that are mutated."""

from __future__ import annotations

from tests.fuzzing.starts import pieces
from tests.readers.ofd_builders import laid_out, ofd, page, rule, text


def placed(*, rich: bool) -> list[bytes]:
    """Set text, and pages with a table, a template, slanted and hidden text."""
    lines = [rule(30, y, 150, y) for y in (40, 52)] + [rule(x, 40, x, 52) for x in (30, 90, 150)]
    cells = [text("指标", 32, 48, 4.2), text("500张", 92, 48, 4.2, step="g 3 2.1 4.2")]
    slanted = text("内部资料", 60, 150, 20, more='CTM="0.7 -0.7 0.7 0.7 0 0"', fill="200 200 200")
    extra = page(*lines, *cells, slanted, text("不显示", 28, 200, more='Visible="false"'), template="1")
    return [
        *(ofd(laid_out(piece)) for piece in pieces(rich=rich)),
        ofd([extra, extra], {"1": page(text("连州市人民政府文件", 60, 15))}),
    ]

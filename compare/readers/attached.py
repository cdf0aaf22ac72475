"""What a Word file holds beside its paragraphs: drawings, charts, diagrams, pages and documents that were put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from compare.readers.account import Ledger
from compare.readers.archive import Archive, Element, Link
from compare.readers.raw import RawText

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_POINTS_LIMIT = 2000
"""Points of a chart and nodes of a diagram; those of plans have some twenty."""

_UNSHOWN = frozenset({"pres", "parTrans", "sibTrans"})
"""Points of a diagram that hold no text of its own: how the others are shown and joined."""

_CHUNK, _DOCUMENT = "aFChunk", "package"
_DOCUMENTS = (".docx", ".docm")

Reader = Callable[[bytes, Path], RawText]
"""A reader of files, for the parts that are files in themselves."""


class Attached:
    """The parts of a document that its drawings and its body refer to.

    Attributes:
        met: Names of the parts that were read.
    """

    def __init__(self, archive: Archive, main: str, ledger: Ledger, tally: Counter[str], read: Reader | None) -> None:
        self._archive, self._ledger, self._tally, self._read = archive, ledger, tally, read
        self._links = archive.links(main)
        self.met: set[str] = set()

    def lines(self, drawn: Element) -> list[str]:
        """Lines of a drawing, a chart, a diagram or an embedded document."""
        if drawn.tag == f"{_A}txBody":
            return list(_paragraphs(drawn))
        if drawn.tag == f"{_DGM}relIds":
            part = self._xml(drawn.get(f"{_R}dm"))
            self._tally["figures"] += part is not None
            return [] if part is None else _diagram(part)
        if drawn.tag == f"{_C}chart":
            part = self._xml(drawn.get(f"{_R}id"))
            self._tally["figures"] += part is not None
            return [] if part is None else self._chart(part)
        if drawn.tag == f"{_CX}chart":
            part = self._xml(drawn.get(f"{_R}id"))
            self._tally["figures"] += part is not None
            return [] if part is None else _chart_since_2016(part)
        return self.file(drawn.get(f"{_R}id"))

    def file(self, reference: str | None) -> list[str]:
        """Lines of a part that is a file in itself: a page or a document that was put in."""
        link = self._links.get(reference or "")
        if link is None or link.target not in self._archive or link.target in self.met:
            return []
        if self._read is None or not _is_text(link):
            self._tally["embedded_left_out"] += 1
            return []
        self.met.add(link.target)
        inside = self._ledger.include(self._read(self._archive.read(link.target), Path(link.target)))
        self._tally["embedded" if inside.text else "embedded_left_out"] += 1
        return inside.text.split("\n")

    def unmet(self) -> Iterator[str]:
        """Return the texts of pages that the file holds and that no place in it led to."""
        for link in self._links.values():
            if link.kind == _CHUNK and link.target in self._archive and link.target not in self.met and self._read:
                yield self._read(self._archive.read(link.target), Path(link.target)).text

    def _xml(self, reference: str | None) -> Element | None:
        link = self._links.get(reference or "")
        if link is None or link.target not in self._archive:
            return None
        self.met.add(link.target)
        return self._archive.xml(link.target)

    def _chart(self, chart: Element) -> list[str]:
        """Titles, then a table: categories down, series across; values as the chart shows them."""
        titles = [line for title in chart.iter(f"{_C}title") for line in _paragraphs(title)]
        table: dict[int, list[str]] = {}
        series = list(chart.iter(f"{_C}ser"))
        head = ["", *("".join(_values(each, "tx")) for each in series)]
        for column, one in enumerate(series, 1):
            names = _values(one, "cat") or _values(one, "xVal")
            for at, name in enumerate(names):
                row = table.setdefault(at, [name])
                if column > 1:
                    self._ledger.leave_out("double", name)
                row += [""] * (column - len(row))
            for at, (value, form) in enumerate(_numbers(one)):
                row = table.setdefault(at, [""])
                row += [""] * (column - len(row))
                row.append(self._ledger.rewrite("formula", value, _shown(value, form)))
        rows = ["\t".join(row) for row in ([head] if any(head) else []) + list(table.values())]
        return [*titles, *rows]


def _is_text(link: Link) -> bool:
    return link.kind == _CHUNK or (link.kind == _DOCUMENT and link.target.lower().endswith(_DOCUMENTS))


def text_of_part(part: Element) -> str:
    """Return all text of a chart or a diagram, in the order of the part."""
    return "".join(each.text or "" for each in part.iter(f"{_A}t", f"{_C}v", f"{_CX}pt"))


def _chart_since_2016(part: Element) -> list[str]:
    """Titles of a waterfall, a tree map or a funnel, then its names and values side by side."""
    titles = [line for title in part.iter(f"{_CX}title") for line in _paragraphs(title)]
    rows: list[str] = []
    for data in part.iter(f"{_CX}data"):
        columns = [[each.text or "" for each in level.iter(f"{_CX}pt")] for level in data.iter(f"{_CX}lvl")]
        rows += map("\t".join, zip_longest(*(column[:_POINTS_LIMIT] for column in columns), fillvalue=""))
    return [*titles, *rows]


def _paragraphs(element: Element) -> Iterator[str]:
    for paragraph in element.iter(f"{_A}p"):
        if text := "".join(each.text or "" for each in paragraph.iter(f"{_A}t")).strip():
            yield text


def _values(series: Element, name: str) -> list[str]:
    found = series.find(f"{_C}{name}")
    return [] if found is None else [each.text or "" for each in found.iter(f"{_C}v")][:_POINTS_LIMIT]


def _numbers(series: Element) -> Iterator[tuple[str, str]]:
    """Values of a series as they are kept, with their number format."""
    for name in ("val", "yVal", "bubbleSize"):
        if (found := series.find(f"{_C}{name}")) is not None:
            form = next((each.text or "" for each in found.iter(f"{_C}formatCode")), "")
            yield from ((each.text or "", form) for each in list(found.iter(f"{_C}v"))[:_POINTS_LIMIT])


def _shown(value: str, form: str) -> str:
    """Return a value as it is shown, without the last digits of a binary fraction."""
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number * 100:.10g}%" if "%" in form else f"{number:.10g}"


def _diagram(model: Element) -> list[str]:
    """Texts of the nodes of a diagram, each before those below it."""
    points = {each.get("modelId"): each for each in model.iter(f"{_DGM}pt")}
    below: dict[str | None, list[tuple[int, str]]] = {}
    inner: set[str] = set()
    for link in model.iter(f"{_DGM}cxn"):
        if link.get("type", "parOf") == "parOf" and link.get("destId") in points:
            order = link.get("srcOrd", "0")
            below.setdefault(link.get("srcId"), []).append((int(order) if order.isdecimal() else 0, link.get("destId")))
            inner.add(link.get("destId"))
    stack = [each for each in reversed(points) if each not in inner]
    lines: list[str] = []
    done: set[str | None] = set()
    while stack:
        one = stack.pop()
        if one in done:
            continue
        done.add(one)
        if points[one].get("type", "node") not in _UNSHOWN and (text := "，".join(_paragraphs(points[one]))):
            lines.append(text)
        stack += [name for _, name in sorted(below.get(one, ()), reverse=True)]
    return lines

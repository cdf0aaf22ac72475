"""Comments put into the body of a Word file at spans of its text, whatever runs, fields and tables lie in between."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from compare.model import Plan
from reports.formats.annotated.alignment import TextAlignment
from reports.formats.annotated.container import W, WordFile
from reports.formats.annotated.remarks import LISTED, Remark
from reports.output import clean

AUTHOR = "planalign"
"""Who comments. No date is given: it would be that of the run, and the same plans must give the same file."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _TEXT, _FORM = f"{W}r", f"{W}t", f"{W}rPr"


@dataclass(slots=True)
class Stretch:
    """A ``w:t`` of the document.

    Attributes:
        node: The element.
        cuts: Offsets into the element's text at which its run is to be cut, so that marks can stand there.
        pieces: After cutting, offset and element of each piece, ascending.
    """

    node: Any
    cuts: set[int] = field(default_factory=set)
    pieces: list[tuple[int, Any]] = field(default_factory=list)

    def offset(self, number: int) -> int:
        """Return the offset of a sign, counted from 0 without blanks."""
        return [at for at, char in enumerate(self.node.text) if not char.isspace()][number]

    def run_at(self, offset: int) -> Any:
        """Return the outermost run in which an offset lies: marks may stand beside it, and nowhere deeper."""
        node = self.pieces[bisect_right(self.pieces, offset, key=lambda pair: pair[0]) - 1][1]
        return list(node.iterancestors(_RUN))[-1]


def with_comments(file: WordFile, plan: Plan, remarks: Sequence[Remark], head: Remark, unplaced: str) -> None:
    """Put remarks into a file, those whose passages are not found in it into the one at its head.

    Args:
        file: It is changed.
        plan: The plan of whose text the remarks speak.
        remarks: In the order of the text.
        head: Stands first, whatever becomes of its span.
        unplaced: Line above the remarks that are not found.
    """
    stretches, starts, shown = _stretches(file.document)
    if not stretches:
        return
    placed: list[tuple[int, int, Sequence[str]]] = []
    lost: list[str] = []
    beside = TextAlignment(plan.text, shown)
    for remark in remarks:
        if span := beside.span(remark.start, remark.end):
            placed.append((*span, remark.lines))
        else:
            lost += remark.lines[1:]
    at = beside.span(head.start, head.end) or (0, 1)
    lines = [*head.lines, *([unplaced, *lost[:LISTED]] if lost else [])]
    placed = [(*at, lines), *sorted(placed, key=lambda each: each[:2])]
    _mark(file, placed, stretches, starts)


def _stretches(document: Any) -> tuple[list[Stretch], list[int], str]:
    """Return the texts of the body, where each begins in them all without blanks, and them all without blanks."""
    stretches, starts, shown, size = list[Stretch](), list[int](), list[str](), 0
    walker = etree.iterwalk(document, events=("start",), tag=(_FALLBACK, f"{W}moveFrom", _TEXT))
    for _, node in walker:
        if node.tag != _TEXT:
            if node.tag != _FALLBACK or node.getparent().find(_CHOICE) is not None:
                walker.skip_subtree()
        elif (text := "".join((node.text or "").split())) and node.getparent().tag == _RUN:
            stretches.append(Stretch(node))
            starts.append(size)
            shown.append(text)
            size += len(text)
    return stretches, starts, "".join(shown)


def _mark(
    file: WordFile, placed: Sequence[tuple[int, int, Sequence[str]]], stretches: list[Stretch], starts: list[int]
) -> None:
    def at(sign: int) -> tuple[Stretch, int]:
        number = bisect_right(starts, sign) - 1
        return stretches[number], stretches[number].offset(sign - starts[number])

    edges = [(at(start), at(end - 1)) for start, end, _ in placed]
    for (first, begin), (last, stop) in edges:
        first.cuts.add(begin)
        last.cuts.add(stop + 1)
    _cut(stretches)
    taken = [each.get(f"{W}id", "") for each in file.comments]
    number = 1 + max((int(id_) for id_ in taken if id_.isdecimal()), default=-1)
    ends: defaultdict[Any, list[int]] = defaultdict(list)
    for id_, ((first, begin), (last, stop)), (_, _, lines) in zip(
        range(number, number + len(placed)), edges, placed, strict=True
    ):
        first.run_at(begin).addprevious(_element("commentRangeStart", id=id_))
        ends[last.run_at(stop)].append(id_)
        file.comments.append(_comment(id_, lines))
    for run, ids in ends.items():
        for id_ in reversed(ids):
            run.addnext(_reference(id_))
            run.addnext(_element("commentRangeEnd", id=id_))


def _cut(stretches: Sequence[Stretch]) -> None:
    """Cut the runs at all cuts, the last first, so that what stands before a cut stays in its run."""
    for each in reversed(stretches):
        each.pieces = [(0, each.node)]
        inside = next(each.node.getparent().iterancestors(_RUN), None)  # a ruby or a text box: marks stand around it
        for cut in sorted(each.cuts, reverse=True) if inside is None else ():
            tail = _cut_run(each.node, cut)
            if tail is not None:
                each.pieces.insert(1, (cut, tail))


def _cut_run(node: Any, cut: int) -> Any:
    """Cut the run of a text at an offset into it; return the text that begins there if it is a new one."""
    run, tail = node.getparent(), None
    form = run.find(_FORM)
    after = list(node.itersiblings())
    if not cut:
        after.insert(0, node)
        if all(each is form for each in node.itersiblings(preceding=True)):
            return None
    elif cut < len(node.text):
        tail = etree.Element(_TEXT, {_SPACE: "preserve"})
        node.text, tail.text = node.text[:cut], node.text[cut:]
        node.set(_SPACE, "preserve")
        after.insert(0, tail)
    if after:
        rest = etree.Element(_RUN, dict(run.attrib), nsmap=run.nsmap)
        rest.extend([*([deepcopy(form)] if form is not None else []), *after])
        run.addnext(rest)
    return tail


def _element(tag: str, **attributes: object) -> Any:
    return etree.Element(f"{W}{tag}", {f"{W}{name}": str(value) for name, value in attributes.items()})


def _reference(id_: int) -> Any:
    run = _element("r")
    run.append(_element("commentReference", id=id_))
    return run


def _comment(id_: int, lines: Sequence[str]) -> Any:
    """Return a comment whose looks do not hang on the styles of the document, which are those of the body."""
    comment = _element("comment", id=id_, author=AUTHOR, initials="PA")
    for at, line in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{W}p")
        form = etree.SubElement(paragraph, f"{W}pPr")
        form.append(_element("spacing", before=0, after=0, line=240, lineRule="auto"))
        form.append(_element("ind", left=0, right=0, firstLine=0, firstLineChars=0))
        form.append(_element("jc", val="left"))
        if not at:
            etree.SubElement(etree.SubElement(paragraph, _RUN), f"{W}annotationRef")
        run = etree.SubElement(paragraph, _RUN)
        looks = etree.SubElement(run, _FORM)
        looks.append(_element("rFonts", hint="eastAsia"))
        looks.extend([_element("b", val=int(not at)), _element("sz", val=18), _element("szCs", val=18)])
        looks.append(_element("lang", val="en-US", eastAsia="zh-CN"))
        text = etree.SubElement(run, _TEXT, {_SPACE: "preserve"})
        text.text = clean(line)
    return comment

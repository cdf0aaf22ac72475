"""Headings that are told by bold type alone: neither by a style, a tag or an outline level nor by a number."""

from __future__ import annotations

from collections.abc import Sequence

from compare.readers.archive import Element
from compare.readers.raw import Headed
from compare.readers.wordml import TEXTS, Styles, child, switched_on, text_of, value, w
from compare.text import numbered_rank

BOLD_LEVEL = 9
"""The level of such headings: below all that the file marks in another way."""

LEAST, SHARE = 3, 0.3
"""Headings at least, and the share of a text's signs at most: where all is bold nothing is told by it."""

_LONGEST = 40
_STOPS = frozenset("。；，、：！？;,:!?")


def bold_headings(paragraphs: Sequence[Element], styles: Styles) -> frozenset[Element]:
    """Return the paragraphs of a Word file that are headings by their bold type; none where any is marked as a heading
    in another way.

    Args:
        paragraphs: The paragraphs of a body, those in tables left out.
        styles: The styles of the document.
    """
    written = [paragraph for paragraph in paragraphs if text_of(paragraph).strip()]
    if any(map(styles.heading, written)):
        return frozenset()
    told = told_by_bold([(text_of(each).strip(), _is_bold(each, styles)) for each in written])
    return frozenset(written[at] for at in told)


def told_by_bold(lines: Sequence[tuple[str, bool]]) -> list[int]:
    """Return the numbers of the short bold lines that are the headings of a text: of several, each above a sentence
    that is not bold.

    What is bold above the first of them is the title, who spoke and when. Where bold lines are numbered, the numbers
    tell the headings, and nothing is told by bold type.

    Args:
        lines: Its paragraphs that are not empty, and whether each is bold from its first sign to its last.
    """
    heads = [at for at, (text, is_bold) in enumerate(lines) if is_bold and _is_line(text)]
    above = [at for at in heads if at + 1 < len(lines) and not lines[at + 1][1] and lines[at + 1][0][-1] in "。；："]
    bold = sum(len(text) for text, is_bold in lines if is_bold)
    told = len(above) >= LEAST and bold <= SHARE * sum(len(text) for text, _ in lines)
    if not told or any(numbered_rank(lines[at][0]) for at in heads):
        return []
    return [at for at in heads if at >= above[0]]


class Bold(str):
    """A line of a page that is bold from its first sign to its last."""


def with_bold_headings(lines: Sequence[str]) -> list[str]:
    """Return the lines of a page, of which the bold ones are marked as headings where they are; one heading, the title,
    may be marked by the page.
    """
    if sum(isinstance(line, Headed) for line in lines) > 1:
        return list(lines)
    told = set(told_by_bold([(line.strip(), isinstance(line, Bold)) for line in lines]))
    return [Headed(line, BOLD_LEVEL) if at in told else line for at, line in enumerate(lines)]


def _is_line(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and text[-1] not in _STOPS


def _is_bold(paragraph: Element, styles: Styles) -> bool:
    style = styles.bold(value(paragraph, "pPr", "pStyle") or styles.default)
    runs = [run for run in paragraph.iter(w("r")) if any((t.text or "").strip() for t in run.iterchildren(*TEXTS))]
    return bool(runs) and all(_run_is_bold(run, styles, otherwise=style) for run in runs)


def _run_is_bold(run: Element, styles: Styles, *, otherwise: bool) -> bool:
    properties = child(run, "rPr")
    own = switched_on(properties, "b")
    return own if own is not None else styles.bold(value(properties, "rStyle")) or otherwise

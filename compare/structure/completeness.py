"""Whether a text is a plan at all: not the notice by which it was issued, news of it, its contents or its cover."""

from __future__ import annotations

import re
from itertools import islice

from compare.model import Reason
from compare.structure.outline import Outline
from compare.text import cues

_NOTICE_HAN = 700
"""Han of the body of a notice or a news item without the plan; the shortest plans have some 2000."""

_SECTIONS = 2
"""Headings with text below them of a plan, at least; a notice has none, or numbers its two or three requests."""

_ISSUES, _NEWS, _COVER = cues("issues_plan"), cues("news"), cues("cover")
_ATTACHED = re.compile(r"附件(?:下载)?\s?\d{0,2}[:：]?\s*(?:1[.．、])?\s*([^\n]{2,60})")
_FILE = re.compile(r"([^\n\s，。：:]{2,60}\.(?:pdf|docx?|wps|ofd|zip|rar|xlsx?))", re.IGNORECASE)
_STOP = re.compile("[。；！]")
_HAN = re.compile("[\u3400-\u9fff]")
_COVER_HAN = 120
_ENTRIES = 5
_CONTENTS_SHARE = 0.7


def what_else(text: str, outline: Outline) -> Reason | None:
    """Tell what a text is that is no plan.

    Args:
        text: Canonical text.
        outline: Its outline.

    Returns:
        ``notice_only`` or ``news_only`` with the name of the attachment in which the plan lies, empty if none is named;
        ``contents_only``; ``cover_only``; ``None`` for a plan, and for whatever is not surely one of these.
    """
    body = "\n".join(text[block.start : block.end] for block in outline.blocks if block.kind == "body")
    han = sum(1 for _ in islice(_HAN.finditer(body), _NOTICE_HAN))
    if han == _NOTICE_HAN:
        return None  # nearly every text has more, and no more is counted than must be known
    listed = sum(block.kind in ("contents", "heading") for block in outline.blocks)
    mostly = listed >= max(_ENTRIES, _CONTENTS_SHARE * len(outline.blocks))
    if mostly and not _STOP.search(body):
        return Reason("contents_only")
    if len(_HAN.findall(text)) < _COVER_HAN and not _STOP.search(text) and not outline.sections and "\t" not in text:
        return Reason("cover_only") if _COVER.search(text) else None
    if len({block.section for block in outline.blocks if block.kind == "body"} - {None}) > _SECTIONS:
        return None
    if _ISSUES.search(body):
        return Reason("notice_only", (_attachment(text),))
    return Reason("news_only", (_attachment(text),)) if _NEWS.search(body[:200]) else None


def _attachment(text: str) -> str:
    found = _FILE.search(text) or _ATTACHED.search(text)
    return found[1].strip() if found else ""

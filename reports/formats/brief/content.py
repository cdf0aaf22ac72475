"""The words of a brief, cut so that they fit on one page: what both of its formats show."""

from __future__ import annotations

import math
from typing import NamedTuple

from compare.model import Label, Record
from reports import wording
from reports.output import clean
from reports.rows import LABELS, VERDICTS, Brief, GapRow, PairRow, Standing, TargetRow
from reports.view import Tables, executive
from reports.wording import Lang

# A Han character is 1 wide; what Latin letters and digits take beside it, but for the widest of them.
_NARROW, _WIDE = 0.6, frozenset("MWmw@%&—")
_TITLE, _NAME, _TOPIC, _CHAPTER, _QUOTE, _NEAR, _INDICATOR, _FIGURE, _OWN, _SAID = 44, 8, 25, 14, 62, 40, 22, 20, 11, 40
"""How wide a text of each kind may be; with these the longest fill two or three lines of their column."""
_LINES, _JUDGED = 110, 170
"""How wide a sentence over the whole page may be: two lines and a half; the judgement a line more."""
_ROOMY = (1.8, 1.4, 1.0)
"""How much longer quotations may be; the first that leaves all on one page holds."""
_PAGE_LINES, _HEAD_LINES, _LINE_CHARS = 64, 1.5, 54
"""Lines of text that a page bears, those that a heading takes, and characters over the whole width."""


class BriefBlock(NamedTuple):
    """A heading, what stands below it, and a note.

    Attributes:
        rows: Cells; the first row is the head. Lines of a cell below its first are small and grey.
        shares: Of the columns, in any unit.
        said: A sentence instead of a table.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()
    said: str = ""
    note: str = ""


class BriefContent(Record, frozen=True):
    """A brief in words."""

    title: str
    subtitle: str
    blocks: tuple[BriefBlock, ...]


def content_of(found: Brief, own: Tables, lang: Lang) -> BriefContent:
    """Return a brief in words.

    Args:
        found: What it tells.
        own: The rows of the plan alone, of which the judgement is made.
        lang: Language.
    """
    made = (_content(found, own, lang, room) for room in _ROOMY[:-1])
    return next((each for each in made if _height(each) <= _PAGE_LINES), _content(found, own, lang, _ROOMY[-1]))


def _content(found: Brief, own: Tables, lang: Lang, room: float) -> BriefContent:
    plan = found.plan
    head, (told, *_) = wording.executive(executive(own), lang)[0]
    blocks = (
        BriefBlock(head, said=cut(told.text, _JUDGED), note=cut("".join(_second(own, lang)), _LINES)),
        _pairs(found, lang),
        _gaps(found, lang, room),
        _targets(found, lang),
        _own(found, lang, room),
        _standing(found.standing, plan.plan.id, lang),
    )
    return BriefContent(
        title=wording.text("brief.title", lang, plan=cut(clean(plan.label), _NAME * 2)),
        subtitle=wording.bracketed(cut(clean(plan.plan.title), _TITLE), wording.about(plan, lang), lang),
        blocks=tuple(blocks),
    )


def _height(content: BriefContent) -> float:
    """Return how many lines a brief takes on its page, estimated rather too high."""
    lines = 0.0
    for block in content.blocks:
        lines += _HEAD_LINES + bool(block.note) + math.ceil(_width(block.said) / _LINE_CHARS)
        shares = [_LINE_CHARS * share / sum(block.shares) - 1 for share in block.shares]
        for row in block.rows:
            cells = zip(row, shares, strict=True)
            lines += max(sum(math.ceil(_width(line) / share) for line in cell.split("\n")) for cell, share in cells)
    return lines


def _width(text: str) -> float:
    return sum(map(_breadth, text))


def _breadth(char: str) -> float:
    return _NARROW if ord(char) < 0x2000 and char not in _WIDE else 1


def _second(own: Tables, lang: Lang) -> list[str]:
    """Return where texts of the plans were sent, and how much a second reader decided, if there was one."""
    second = own.totals.second
    if second is None:
        return []
    told = wording.text("second.brief", lang, model=clean(second.model), asked=len(second.rows), counted=second.counted)
    return [*wording.second_reader(second, lang)[1:], told]


def cut(text: str, width: float) -> str:
    """Return a text that is at most so wide; one that was cut ends with …."""
    wide = 0.0
    for at, char in enumerate(text):
        wide += _breadth(char)
        if wide > width:
            return text[: max(0, at - 1)].rstrip("，、；。（ ,;") + "…"
    return text


def _pairs(found: Brief, lang: Lang) -> BriefBlock:
    heads = _heads("upper upper_themes taken_up upper_clauses", lang)
    due = (Label.COVERED, Label.PARTIAL, Label.ABSENT)
    labels = [*(wording.label(label, lang) for label in due), *_heads("no_verdict", lang)]
    # Upper plans without a target to compare would fill five columns with noughts.
    compared = any(sum(pair.verdicts) for pair, _ in found.pairs)
    verdicts = [*_heads("upper_targets", lang), *(wording.name("verdict", each, lang) for each in VERDICTS)]
    rows = [(*heads, *labels, *(verdicts if compared else ()))]
    for pair, counts in found.pairs:
        judged = [counts[LABELS.index(label)] for label in due]
        targets = (sum(pair.verdicts), *pair.verdicts) if compared else ()
        rows.append(
            (
                cut(clean(pair.upper.label), _NAME),
                str(pair.upper_themes),
                _of(pair, lang),
                *map(str, (sum(counts), *judged, sum(counts) - sum(judged), *targets)),
            )
        )
    shares = (30.5, 12, 22.5, 12, 12, 11.8, 11.8, 12.5, 12, 10, 10, 10, 15)[: len(rows[0])]
    note = wording.text("brief.pairs_rest", lang, count=found.pairs_rest) if found.pairs_rest else ""
    return BriefBlock(wording.text("brief.pairs", lang), tuple(rows), shares, note=note)


def _of(pair: PairRow, lang: Lang) -> str:
    """Return number and share of the upper themes that are taken up, of those that could be judged."""
    judged = pair.upper_themes - pair.themes[-1]
    return wording.bracketed(str(pair.taken_up), _percent(pair), lang) if judged else "—"


def _gaps(found: Brief, lang: Lang, room: float) -> BriefBlock:
    heading = wording.text("brief.gaps", lang)
    note = wording.text("brief.gaps_rest", lang, count=found.gaps_rest) if found.gaps_rest else ""
    if not found.gaps:
        return BriefBlock(heading, said=wording.text("text.no_gaps", lang), note=note)
    rows = [("", *_heads("missing upper_quote nearest", lang))]
    rows += [(str(at), *_gap(row, lang, room)) for at, row in enumerate(found.gaps, 1)]
    return BriefBlock(heading, tuple(rows), (0.5, 3.2, 5.1, 3.3), note=note)


def _gap(row: GapRow, lang: Lang, room: float) -> tuple[str, str, str]:
    group = wording.name("group_short", row.gap.group, lang)
    named, chapter = wording.missing(row, lang)
    lacking = wording.bracketed(cut(named, _TOPIC - len(group) * (_NARROW if lang == "en" else 1)), group, lang)
    lacking += f"\n{cut(chapter, _CHAPTER)}" if chapter else ""
    said = f"“{cut(clean(row.gap.upper_quote.quote), _QUOTE * room - _NAME)}”"
    quote = wording.labelled(cut(clean(row.upper.label), _NAME), said, lang)
    near = f"“{cut(clean(row.near.quote), _NEAR * room)}”" if row.near else wording.text("brief.nothing_near", lang)
    return lacking, quote, near


def _targets(found: Brief, lang: Lang) -> BriefBlock:
    if not found.targets:
        return _own_targets(found, lang)
    heading = wording.text("brief.targets", lang)
    rows = [tuple(_heads("indicator upper upper_target lower_target verdict", lang))]
    rows += [_target(row, lang) for row in found.targets]
    note = wording.text("brief.targets_rest", lang, count=found.targets_rest) if found.targets_rest else ""
    return BriefBlock(heading, tuple(rows), (3, 1.9, 2.6, 2.6, 1.6), note=note)


def _own_targets(found: Brief, lang: Lang) -> BriefBlock:
    heading = wording.text("brief.own_targets", lang)
    if not found.own_targets:
        return BriefBlock(heading, said=wording.text("brief.no_targets", lang))
    based = any(wording.base(target, lang) for target in found.own_targets)
    rows = [tuple(_heads("indicator base target quote" if based else "indicator target quote", lang))]
    rows += [
        (
            cut(clean(target.indicator), _INDICATOR),
            *((cut(wording.base(target, lang), _FIGURE) or "—",) if based else ()),
            cut(wording.target(target, lang), _FIGURE),
            f"“{cut(clean(target.quote), _NEAR)}”",
        )
        for target in found.own_targets
    ]
    rest = found.own_targets_rest
    note = wording.text("brief.own_targets_rest", lang, count=rest) if rest else ""
    return BriefBlock(heading, tuple(rows), (2.6, 2, 2.4, 4.6) if based else (2.6, 2.4, 6.6), note=note)


def _target(row: TargetRow, lang: Lang) -> tuple[str, ...]:
    return (
        cut(clean(row.pair.indicator), _INDICATOR),
        cut(clean(row.upper.label), _NAME),
        cut(wording.target(row.upper_target, lang), _FIGURE),
        cut(wording.target(row.lower_target, lang), _FIGURE) or "—",
        wording.name("verdict", row.pair.verdict, lang),
    )


def _own(found: Brief, lang: Lang, room: float) -> BriefBlock:
    heading = wording.text("brief.own", lang)
    if not found.own:
        return BriefBlock(heading, said=wording.text("text.no_distinctive", lang))
    rows = [tuple(_heads("name quote", lang))]
    rows += [(cut(clean(row.item.name), _OWN), f"“{cut(clean(row.item.quote), _SAID * room)}”") for row in found.own]
    note = wording.text("brief.own_rest", lang, count=found.own_rest) if found.own_rest else ""
    return BriefBlock(heading, tuple(rows), (2.6, 9.5), note=note)


def _standing(found: Standing | None, plan: str, lang: Lang) -> BriefBlock:
    heading = wording.text("brief.standing", lang)
    if found is None:
        return BriefBlock(heading, said=wording.text("brief.alone", lang))
    first, last = found.pairs[0], found.pairs[-1]
    own = next(pair for pair in found.pairs if pair.lower.plan.id == plan)
    said = wording.text(
        "brief.rank",
        lang,
        upper=cut(clean(found.upper.label), _NAME),
        count=len(found.pairs),
        rank=found.rank,
        share=_percent(own),
        first=_named(first),
        last=_named(last),
    )
    return BriefBlock(heading, said=said)


def _named(pair: PairRow) -> str:
    return f"{cut(clean(pair.lower.label), _NAME)} {_percent(pair)}"


def _percent(pair: PairRow) -> str:
    return f"{pair.taken_up / (pair.upper_themes - pair.themes[-1]):.0%}"


def _heads(codes: str, lang: Lang) -> list[str]:
    return [wording.text(f"column.{code}", lang) for code in codes.split()]

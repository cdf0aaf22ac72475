"""What always holds of what the rooms give back, whatever the file was; checked after every case."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

from msgspec.structs import astuple

from compare.model import Clause, Comparison, Kind, Later, Level, Passage, Plan, Record, Table, Target
from compare.readers import RawText, raw_text, signs
from compare.repair import Repaired, repair
from compare.structure.clauses import split_clauses
from compare.structure.outline import Outline, find_outline
from compare.structure.tables import find_tables
from compare.targets import find_contradictions, find_targets
from compare.text import folded

_BYTES = frozenset(map(chr, range(0x80, 0xA0))) - {"\x85"}


class BrokenContract(AssertionError):
    """Something does not hold that always must."""


def hold(holds: object, contract: str) -> None:
    """Raise unless it holds; the contract is what findings are told apart by."""
    if not holds:
        raise BrokenContract(contract)


def check_raw(raw: RawText) -> None:
    """Every offset of a raw text leads to a place, and every character can be written."""
    hold(raw.starts and raw.starts[0] == 0, "the first place begins the text")
    hold(all(a <= b for a, b in pairwise(raw.starts)), "places ascend")
    hold(raw.starts[-1] <= len(raw.text), "places lie in the text")
    # Among other signs of its kind a next-line mark is a byte of a wrong encoding, which repair undoes.
    ends = set("\r\x0b\x0c\u2028\u2029") | (set() if _BYTES & set(raw.text) else {"\x85"})
    hold(not ends & set(raw.text), "line ends are line feeds")
    hold(raw.format, "the format is told")
    _writable(raw.text)
    for offset in (0, len(raw.text) // 2, len(raw.text)):
        hold(raw.place(offset).number >= raw.first, "places are counted from the first")
    if raw.signs_in_file is not None:
        left = sum(row.signs for row in raw.left_out)
        hold(raw.signs_in_file == signs(raw.text) + left, "every sign of the file is read or left out")
        hold(0.0 <= raw.unexplained <= 1.0, "the unexplained is a share")


def check_reading(raw: RawText) -> Plan:
    """Take a raw text through all rooms up to its targets, and check what each gives."""
    check_raw(raw)
    whole = repair(raw)
    _check_repaired(whole)
    tree = find_outline(whole.text)
    _check_outline(whole.text, tree)
    cut = split_clauses(whole.text, tree, whole.place)
    _check_clauses(whole.text, tree, cut)
    tables = find_tables(whole.text)
    _check_tables(whole.text, tables)
    plan = Plan("plan", "", Kind.OUTLINE, Level.COUNTY, "", 2021, None, (), (), whole.text, tree.sections, cut, tables)
    targets = find_targets(plan)
    _check_targets(plan, targets)
    for found in find_contradictions([plan], targets):
        hold(set(found.targets) <= {target.id for target in targets}, "contradictions name targets")
    return plan


def _writable(text: str) -> None:
    hold(not any("\ud800" <= char <= "\udfff" for char in text), "every character can be written as UTF-8")


def _check_repaired(whole: Repaired) -> None:
    text, raw = whole.text, whole.raw
    _writable(text)
    hold(not (_BYTES | set("\r\x0b\x0c\x85\u2028\u2029")) & set(text), "no sign that breaks lines or is a byte is left")
    hold(0.0 <= whole.readable <= 1.0, "readable lies in [0, 1]")
    steps = range(0, len(text) + 1, max(1, len(text) // 50))
    spans = [whole.raw_span(offset, min(offset + 1, len(text))) for offset in steps]
    hold(all(0 <= start <= end <= len(raw.text) for start, end in spans), "the way back leads into the file")
    hold(all(a[0] <= b[0] for a, b in pairwise(spans)), "the way back keeps the order")
    last = raw.place(len(raw.text)).number
    shown = [place.number for each in whole.repairs for place in each.places]
    hold(all(raw.first <= number <= last for number in shown), "repairs stand in the file")
    hold(all(each.count >= len(each.places) > 0 for each in whole.repairs), "repairs are counted")
    hold(repair(raw_text(text)).text == text, "a second repair changes nothing")
    if whole.signs_read is not None:
        hold(0 <= whole.signs_read <= signs(text), "signs that were read stand in the text")
        hold(all(row.signs > 0 for row in whole.left_out), "what is left out are some signs")


def _check_outline(text: str, tree: Outline) -> None:
    sections = tree.sections
    for number, section in enumerate(sections):
        above = section.parent
        hold(0 <= section.start < section.end <= len(text), "headings lie in the text")
        hold(section.heading == text[section.start : section.end].rstrip("。 "), "headings are quoted")
        hold(above is None or above < number, "a section stands below one before it")
        hold(section.depth == (1 if above is None else sections[above].depth + 1), "depths count the sections above")
    hold(all(a.end <= b.start for a, b in pairwise(sections)), "headings are in order")
    blocks = tree.blocks
    hold(all(a.end <= b.start for a, b in pairwise(blocks)), "blocks are in order")
    hold(all(text[block.start : block.end].strip() for block in blocks), "blocks hold something")
    hold(all(block.section is None or block.section < len(sections) for block in blocks), "blocks name sections")
    _check_nesting([block.section for block in blocks], tree)
    covered = sum(len("".join(text[block.start : block.end].split())) for block in blocks)
    hold(covered == len("".join(text.split())), "blocks cover all that is not blank")


def _check_nesting(numbers: Sequence[int | None], tree: Outline) -> None:
    """A section that has ended is not gone on with: the sections of blocks are a walk through the tree."""
    ended: set[int] = set()
    above: list[int] = []
    for number in numbers:
        way: list[int] = []
        while number is not None:
            way.insert(0, number)
            number = tree.sections[number].parent
        hold(not ended & set(way), "sections nest")
        ended |= set(above) - set(way)
        above = way


def _check_clauses(text: str, tree: Outline, cut: Sequence[Clause]) -> None:
    hold(all(a.end <= b.start for a, b in pairwise(cut)), "clauses are in order")
    for clause in cut:
        quote = text[clause.start : clause.end]
        hold(quote and quote == quote.strip(), "clauses have no blanks at their ends")
        hold(clause.section is None or clause.section < len(tree.sections), "clauses name sections")
        hold(clause.place.number >= 1, "clauses have places")
    read = sum(block.end - block.start for block in tree.blocks if block.kind in ("title", "heading", "body"))
    hold(sum(clause.end - clause.start for clause in cut) <= read, "clauses hold no more than the blocks")


def _check_tables(text: str, tables: Sequence[Table]) -> None:
    hold(all(a.end <= b.start for a, b in pairwise(tables)), "tables are in order")
    # Cells are told in narrow digits: １ in the text is 1 in a title.
    unspaced = folded("".join(text.split()))
    for table in tables:
        hold(0 <= table.start < table.end <= len(text), "tables lie in the text")
        hold(all(folded(word) in unspaced for word in table.title.split()), "words of titles of tables are quoted")
        cells = [cell for row in table.rows for cell in row]
        hold(all(table.start <= start <= end <= table.end for start, end in cells), "cells lie in their table")


def _check_targets(plan: Plan, targets: Sequence[Target]) -> None:
    text = plan.text
    hold(len({target.id for target in targets}) == len(targets), "targets have ids of their own")
    for target in targets:
        check_quote(plan, target)
        hold(target.indicator.strip(), "targets have names")
        hold(target.norm_value is None or math.isfinite(target.norm_value), "values are numbers")
        hold(target.yearly_growth is None or math.isfinite(target.yearly_growth), "growth is a number")
        hold(target.year is None or 1900 <= target.year <= 2200, "years are years")
        hold(target.operator in (">=", "<=", "=", "+"), "operators are known")
        hold(not target.section or target.section[-1] in text, "headings of targets stand in the text")


def check_quote(plan: Plan, quoted: Passage | Target) -> None:
    """A quotation stands in the text, where it is said to."""
    hold(0 <= quoted.start < quoted.end <= len(plan.text), "quotations lie in the text")
    hold(plan.text[quoted.start : quoted.end] == quoted.quote, "quotations quote the text")


def check_comparison(comparison: Comparison) -> None:
    """Every passage of a comparison stands in a plan, and every score lies in [0, 1]."""
    plans = {plan.id: plan for plan in comparison.plans}
    pairs = {(theme.id, plan) for theme in comparison.themes for plan in plans}
    judged = [(cell.theme, cell.plan) for cell in comparison.coverage]
    hold(set(judged) == pairs and len(judged) == len(pairs), "every theme is judged in every plan")
    for passage in _passages(comparison):
        texts = [plan for plan in plans.values() if plan.text[passage.start : passage.end] == passage.quote]
        hold(texts, "quotations quote the text")
        hold(0.0 <= passage.score <= 1.0, "scores lie in [0, 1]")
    for cell in comparison.coverage:
        for passage in (*cell.evidence, *cell.nearest):
            check_quote(plans[cell.plan], passage)
    for each in comparison.alignments:
        check_quote(plans[each.upper], each.clause)
        for passage in each.matches:
            check_quote(plans[each.lower], passage)
        hold(0.0 <= each.score <= 1.0, "scores lie in [0, 1]")
    hold(all(0.0 <= gap.severity <= 1.0 for gap in comparison.gaps), "severities lie in [0, 1]")
    for target in comparison.targets:
        check_quote(plans[target.plan], target)


def _passages(value: Any) -> Iterable[Passage]:
    """All passages inside a value."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, (tuple, Later)):
        for inner in value:
            yield from _passages(inner)
    elif not isinstance(value, Plan):
        for inner in _values(value):
            yield from _passages(inner)


def check_texts(value: Any) -> None:
    """All texts inside a value can be written."""
    if isinstance(value, str):
        _writable(value)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            check_texts(inner)
    else:
        for inner in _values(value):
            check_texts(inner)


def _values(value: Any) -> list[Any]:
    """The values of a record or dataclass; a plain value has none."""
    if isinstance(value, Record):
        return list(astuple(value))
    is_made_of_fields = is_dataclass(value) and not isinstance(value, type)
    return [getattr(value, each.name) for each in fields(value)] if is_made_of_fields else []

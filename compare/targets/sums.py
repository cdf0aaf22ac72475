"""Amounts within one plan that do not add up: parts above their whole (其中), a stated sum (合计), shares of 100."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import fsum

from compare.model import Contradiction, Plan, Reason, Target
from compare.targets.pairs import label, told
from compare.text import Measure, composed, cues, measure_of

_OF_THEM = re.compile(r"[（(]?\s*其中")
_OF_ROW_ABOVE = re.compile(r"[\d\s.、]*+[（(]?\s*+其中")
_AFTER_OF_THEM = re.compile(r"其中\s?[：:，,、]\s?$")
_AT_LEAST, _OVERLAP = composed(r"以上|{floor_word}"), cues("parts_overlap")
_SUM, _SUM_ROW, _TASK = cues("stated_sum"), cues("row_of_sum"), cues("verbs_task")
_SECTORS, _SECTOR = cues("shares_of_sectors"), cues("share_of_sector")
_COUNTED_TWICE = 1.0005
"""A sum of rounded parts may be so many times the whole."""
_SHARES = (99.5, 100.5)
"""Where the shares of three sectors, each rounded, may add up to."""
_GROUPS = re.compile(r"[，,\s]")
_NUMERAL = re.compile("[一二三]")
_THREE = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){2}")
_FEWEST = 2
_WORDS = 12
_ROUNDED = 0.51


def sum_faults(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield what does not add up, in reading order of each kind.

    Args:
        plan: The plan.
        targets: Its targets, in reading order.
    """
    yield from _parts(plan, targets)
    yield from _stated_sums(plan, targets)
    yield from _sectors(plan, targets)
    yield from _rows(plan, targets)


def _parts(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield parts that are told of an amount and are more than it, one or all together: 新建学校10所，其中小学12所."""
    for at, part in enumerate(targets):
        first = at == 0 or targets[at - 1].start != part.start
        opens = first and _opens(plan.text, part)
        whole = _whole(plan, targets[:at], part) if opens else None
        if whole is None:
            continue
        parts = list(_alike(plan, whole, targets[at:]))
        above = next((each for each in parts if _amount(each) > _amount(whole)), None)
        if above is not None:
            yield _fault(plan, "part_exceeds", whole, above, label(above), told(above), label(whole), told(whole))
        elif _together_above(whole, parts):
            yield _off(plan, "parts_exceed", whole, parts)


def _together_above(whole: Target, parts: Sequence[Target]) -> bool:
    """Whether parts that do not overlap are more than their whole."""
    if len(parts) < _FEWEST or fsum(map(_amount, parts)) <= _amount(whole) * _COUNTED_TWICE:
        return False
    return not any(_OVERLAP.search(each.indicator) or each.operator == "<=" for each in (whole, *parts))


def _opens(text: str, part: Target) -> bool:
    """Whether 其中 stands at the beginning of a quotation or right before it."""
    return bool(_OF_THEM.match(text, part.start) or _AFTER_OF_THEM.search(text, max(0, part.start - 5), part.start))


def _whole(plan: Plan, before: Sequence[Target], part: Target) -> Target | None:
    """Return what a part is of: the figure before the comma, or the one figure of its kind in the sentence before."""
    own = [target for target in before if target.clause is not None and target.clause == part.clause]
    if not own and part.clause is not None and "\n" not in plan.text[_end_of(plan, part.clause - 1) : part.start]:
        own = [target for target in before if target.clause == part.clause - 1 and _comparable(target, part)]
        own = own if len(own) == 1 else []
    for whole in reversed(own[-1:] if own and _comparable(own[-1], part) else own):
        if _comparable(whole, part) and not _AT_LEAST.search(whole.quote):
            return whole
    return None


def _end_of(plan: Plan, clause: int) -> int:
    return plan.clauses[clause].end if clause >= 0 else 0


def _alike(plan: Plan, whole: Target, targets: Sequence[Target]) -> Iterator[Target]:
    """Yield the parts of a list that are measured as the whole is, up to what is made besides."""
    for before, part in pairwise([None, *targets]):
        if part is None or part.clause != targets[0].clause:
            return
        if before is not None and before.start != part.start and _TASK.match(plan.text, part.start):
            return
        if _comparable(whole, part):
            yield part


def _comparable(whole: Target, part: Target) -> bool:
    """Whether two amounts can be whole and part: one unit and year, both written in digits.

    Old plans write decimals in words in several ways (一四·四亿元): only digits are held against each other.
    """
    in_digits = all(each.value in _ungrouped(each.quote) for each in (part, whole))
    same = whole.norm_unit == part.norm_unit and whole.year == part.year and measure_of(part.unit) is not Measure.RATE
    return in_digits and same and whole.norm_value is not None and part.norm_value is not None


@lru_cache(maxsize=1024)  # each amount is held against all others of its clause
def _ungrouped(quote: str) -> str:
    return _GROUPS.sub("", quote)


def _stated_sums(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield sums that a list ends with and its figures do not make: 水库3座、泵站5座，合计9座."""
    for _, same in groupby(targets, key=lambda target: target.clause):
        listed = list(same)
        for at, last in enumerate(listed):
            words = plan.text[max(last.start, _found(plan, last) - _WORDS) : _found(plan, last)]
            if last.clause is None or at < _FEWEST or not _SUM.search(words):
                continue
            parts = [each for each in listed[:at] if _comparable(last, each)]
            if len(parts) < at:
                continue
            exact = not any(_AT_LEAST.search(each.quote) for each in (last, *parts))
            if exact and _differs(fsum(map(_amount, parts)), last, parts):
                yield _off(plan, "sum_differs", last, parts)


def _found(plan: Plan, target: Target) -> int:
    """Return where the last figure of a quotation with the value of a target stands."""
    return max(plan.text.rfind(target.value, target.start, target.end), target.start)


def _sectors(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield shares of the three sectors that do not make 100."""
    for target in targets:
        shares = [float(each) for each in target.value.split(":")] if _THREE.fullmatch(target.value) else []
        if shares and _SECTORS.search(target.indicator) and not _SHARES[0] <= fsum(shares) <= _SHARES[1]:
            values = (label(target), target.value, f"{fsum(shares):.6g}")
            yield _fault(plan, "shares_off", target, target, *values)
    of_one = [list(same) for _, same in groupby(targets, key=lambda each: (each.clause, each.year, each.unit))]
    for same in of_one:
        three = [each for each in same if _SECTOR.search(each.indicator) and each.operator == "="]
        if len(three) == len("一二三") and len({_NUMERAL.sub("", each.indicator) for each in three}) == 1:
            together = fsum(map(_amount, three))
            if not _SHARES[0] <= together <= _SHARES[1]:
                values = (label(three[0]), "、".join(each.value for each in three), f"{together:.6g}")
                yield _fault(plan, "shares_off", three[0], three[-1], *values)


def _rows(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield rows of a table that are part of the row above (其中) and more, and sums of rows (合计) that are none."""
    for table in plan.tables:
        rows = [each for each in targets if table.start <= each.start < table.end and each.norm_value is not None]
        for year in sorted({each.year or 0 for each in rows}):
            yield from _rows_of_year(plan, [each for each in rows if (each.year or 0) == year])


def _rows_of_year(plan: Plan, rows: Sequence[Target]) -> Iterator[Contradiction]:
    for whole, part in pairwise(rows):
        of_it = _OF_ROW_ABOVE.match(part.quote) and not _OF_ROW_ABOVE.match(whole.quote) and whole.operator != ">="
        if of_it and _comparable(whole, part) and _amount(part) > _amount(whole):
            yield _fault(plan, "part_exceeds", whole, part, label(part), told(part), label(whole), told(whole))
    sums = [each for each in rows if _SUM_ROW.search(each.indicator)]
    parts = [each for each in rows if each not in sums]
    adds_up = len(sums) == 1 and len(parts) >= _FEWEST and all(_comparable(sums[0], each) for each in parts)
    if adds_up and _differs(fsum(map(_amount, parts)), sums[0], parts):
        yield _off(plan, "sum_differs", sums[0], parts)


def _differs(together: float, whole: Target, parts: Sequence[Target]) -> bool:
    """Whether parts make another sum, more than each may be rounded by."""
    places = max(len(each.value.partition(".")[2]) for each in (whole, *parts))
    step = _measured((whole, *parts))[0] * 10.0**-places
    return abs(together - _amount(whole)) > step * _ROUNDED * (len(parts) if places else 0) + step * 1e-6


def _measured(targets: Iterable[Target]) -> tuple[float, str]:
    """Return what one of the unit of targets amounts to, and that unit; of those that can be held against each other
    the first that is not 0, which tells nothing of its unit.
    """
    found = ((_amount(each) / float(each.value), each.unit) for each in targets if float(each.value))
    return next(found, (1.0, ""))


def _amount(target: Target) -> float:
    return target.norm_value or 0.0


def _off(plan: Plan, code: str, whole: Target, parts: Sequence[Target]) -> Contradiction:
    one, unit = _measured((whole, *parts))
    together = f"{fsum(map(_amount, parts)) / one:.6g}{unit}"
    listed = "、".join(f"{each.value}{each.unit}" for each in parts)
    return _fault(plan, code, whole, parts[-1], label(whole), told(whole), listed, together)


def _fault(plan: Plan, code: str, one: Target, other: Target, *values: str) -> Contradiction:
    return Contradiction((plan.id,), label(one), (one.id, other.id), Reason(code, values))

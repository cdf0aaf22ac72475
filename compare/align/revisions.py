"""Two versions of the same plan: which clauses were kept, moved, reworded, dropped, and which are new."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from compare.model import Alignment, Change, ChangeKind, Clause, Effect, Plan, Quotation
from compare.text import folded

SAME = 60.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which a clause is another wording of an old one; sentences that share
only the phrases of the trade reach 30 to 45."""

SAME_SHORT, SHORT = 75.0, 20
"""The same for clauses of fewer than ``SHORT`` characters: 推动…高质量发展 alone gives 69."""

# Changing the number of a heading moves nothing.
_NUMBERING = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百\d]+[编篇章节]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[—●◆■-]+)\s*"
)


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Return what became of every clause of the body.

    Returns:
        Changes in the order of the new plan; a dropped clause stands after what it followed.
    """
    before = [clause for clause in old.clauses if clause.kind == "body"]
    after = [clause for clause in new.clauses if clause.kind == "body"]
    partner = _same(old, before, new, after)
    names = _renamed(old, new, [(before[number], after[at]) for number, at in partner.items()])
    _reworded(old, before, new, after, partner)
    taken = {at: before[number] for number, at in partner.items()}
    found = [((at, 0), _change(old, taken.get(at), new, clause, names)) for at, clause in enumerate(after)]
    last = -1
    for number, clause in enumerate(before):
        last = partner.get(number, last)
        if number not in partner:
            found.append(((last, 1 + number), _change(old, clause, new, None, names)))
    return tuple(change for _, change in sorted(found, key=lambda item: item[0]))


def effects(old: Sequence[Alignment], new: Sequence[Alignment]) -> tuple[Effect, ...]:
    """Verdicts that differ between the versions, clause by clause of the upper plans.

    Args:
        old, new: Alignments of the same upper plans with the old and the new version.
    """
    known = {(each.upper, each.clause.start): each for each in old}
    return tuple(
        Effect(each.upper, each.clause, known[each.upper, each.clause.start], each)
        for each in new
        if (each.upper, each.clause.start) in known and known[each.upper, each.clause.start].label != each.label
    )


def _words(plan: Plan, clause: Clause) -> str:
    return folded(plan.text[clause.start : clause.end])


def _path(plan: Plan, clause: Clause) -> tuple[str, ...]:
    return tuple(_NUMBERING.sub("", folded(heading)) for heading in plan.path(clause.section))


def _anywhere(_: Plan, __: Clause) -> tuple[str, ...]:
    return ()


def _same(old: Plan, before: Sequence[Clause], new: Plan, after: Sequence[Clause]) -> dict[int, int]:
    """Clauses of the same words, those under the same headings first; number in ``before`` -> number in ``after``."""
    partner: dict[int, int] = {}
    for place in (_path, _anywhere):
        waiting: defaultdict[tuple[str, tuple[str, ...]], deque[int]] = defaultdict(deque)
        taken = set(partner.values())
        for at, clause in enumerate(after):
            if at not in taken:
                waiting[_words(new, clause), place(new, clause)].append(at)
        for number, clause in enumerate(before):
            if number not in partner and (queue := waiting.get((_words(old, clause), place(old, clause)))):
                partner[number] = queue.popleft()
    return partner


def _reworded(old: Plan, before: Sequence[Clause], new: Plan, after: Sequence[Clause], partner: dict[int, int]) -> None:
    """Add the pairs of other wordings, the most alike first."""
    taken = set(partner.values())
    rest = {at: _words(new, clause) for at, clause in enumerate(after) if at not in taken}
    pairs = [
        (-score, number, at)
        for number, words in enumerate(_words(old, clause) for clause in before)
        if number not in partner
        for other, score, at in process.extract(words, rest, scorer=fuzz.ratio, score_cutoff=SAME, limit=5)
        if score >= SAME_SHORT or min(len(words), len(other)) >= SHORT
    ]
    for _, number, at in sorted(pairs):
        if number not in partner and at not in taken:
            partner[number] = at
            taken.add(at)


def _renamed(old: Plan, new: Plan, same: Sequence[tuple[Clause, Clause]]) -> dict[str, str]:
    """Headings of the old plan to what most of their clauses stand under in the new one, if neither plan has both."""
    before, after = _headings(old), _headings(new)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for first, second in same:
        for was, now in zip(_path(old, first), _path(new, second), strict=False):
            if was not in after and now not in before:
                found[was][now] += 1
    return {was: names.most_common(1)[0][0] for was, names in found.items()}


def _headings(plan: Plan) -> set[str]:
    return {_NUMBERING.sub("", folded(section.heading)) for section in plan.sections}


def _change(old: Plan, first: Clause | None, new: Plan, second: Clause | None, names: Mapping[str, str]) -> Change:
    kind: ChangeKind
    if first is None or second is None:
        kind = "new" if first is None else "dropped"
    elif _words(old, first) != _words(new, second):
        kind = "reworded"
    else:
        path = tuple(names.get(heading, heading) for heading in _path(old, first))
        kind = "kept" if path == _path(new, second) else "moved"
    return Change(kind, _quote(old, first) if first else None, _quote(new, second) if second else None)


def _quote(plan: Plan, clause: Clause) -> Quotation:
    quote = plan.text[clause.start : clause.end]
    return Quotation(quote, clause.start, clause.end, plan.path(clause.section), clause.place)

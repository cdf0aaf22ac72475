"""Clauses of an upper plan that a lower plan does not answer, or answers in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from compare.gaps.doubt import doubt_of
from compare.gaps.draft import draft_of
from compare.gaps.figures import SetFigures
from compare.gaps.missing import missing_parts, unanswered_parts
from compare.gaps.pairs import GROUPS, NEAREST_KEPT, PlanPair
from compare.gaps.topics import heading_at
from compare.gaps.weight import is_sum, weight_of
from compare.gaps.written import share_held
from compare.model import Alignment, Depth, Gap, GapGroup, Label, Level, Passage, Verdict
from compare.targets import BELOW_MEAN
from compare.text import cues, folded, writes_figure

SAME = 85.0
"""Similarity (rapidfuzz ratio, 0 to 100) of two clauses from which they say the same; plans repeat themselves nearly
word for word, in the overview and in the chapter."""

_MISSING = {Label.ABSENT: 1.0, Label.PARTIAL: 0.5}
# The report of one year that takes up a part of what is set for several leaves the rest to the other years.
_MISSING_OF_YEAR = frozenset({Label.ABSENT})
# A verdict "in part" is a gap only where it says what is missing; "kindred matter" alone gives nothing to add.
_VAGUE = "partial_loose"
# Verdicts that say themselves what is wrong: a lower figure, nothing but past achievements, a refusal.
_LOWER = "partial_lower"
_TOLD = frozenset({_LOWER, "partial_past", "refused", "partial_refused"})
_AVERAGE, _EACH, _EXPLAINS = cues("average_of_places"), cues("each_place"), cues("explains_aims")
# These two were set by hand on gaps that were read; none is learnt.
_UNPROVED = 0.5
"""Probability of a passage to be an answer from which nobody can say that there is none."""
_SAME_INDICATOR = 0.7
"""Share of what a sentence that sets a number is about from which a passage that holds it is about the same."""
# What a plan lacks of a theme for which it has measures of its own weighs half.
_BESIDE_MEASURES = 0.5


Origins = Mapping[tuple[str, int], tuple[str, ...]]
"""Plan and offset of a clause -> the plans above whose clauses it answers."""


def clause_gaps(pair: PlanPair, origins: Origins, figures: SetFigures) -> list[Gap]:
    """Return the gaps of a pair, clause by clause; clauses that say the same make one gap.

    Args:
        pair: The two plans.
        origins: Where the clauses of the upper plan come from in turn.
        figures: How the targets of the pair compare; a clause all of whose targets are met lacks nothing.
    """
    asked = (each for each in pair.alignments if each.decided or not figures.meets(each.clause.clause))
    gaps = [_gap(pair, each, origins, figures) for each in asked if _is_lacking(pair, each, figures)]
    return _merged(sorted(gaps, key=lambda gap: (-gap.severity, gap.upper_quote.start)))


def _is_lacking(pair: PlanPair, each: Alignment, figures: SetFigures) -> bool:
    """Whether a verdict is a gap that a lower plan can mend.

    No gap are: rows of tables, of which targets tell; slogans and what others arrange; "not answered" beside a passage
    that is near enough to be an answer, which is no proof of absence; "in part" where no arrangement is surely missing;
    a mere direction where the lower plan has measures of its own for the theme; a figure below a mean of the country.
    """
    clause = each.clause
    if each.label not in (_MISSING_OF_YEAR if pair.one_of_several_years else _MISSING) or each.reason.code == _VAGUE:
        return False
    if any(table.start <= clause.start < table.end for table in pair.upper.tables):
        return False
    if not pair.is_task(clause) or _EXPLAINS.search(clause.quote):
        return False
    if each.reason.code == _LOWER and not each.decided and _is_national_mean(pair, each, figures):
        return False
    read = each.judged_by is not None and each.label is Label.ABSENT  # by somebody who saw the passages
    if each.decided or read or each.reason.code in _TOLD:
        return True
    if each.reason.code == "partial_missing":
        return bool(_parts(each, pair))
    if each.label is Label.PARTIAL:
        return pair.depth_below(pair.theme_at(clause.start)) < Depth.ACTIONED
    return each.reason.code != "clause_absent" or max((match.score for match in each.matches), default=0.0) < _UNPROVED


def _merged(gaps: Sequence[Gap]) -> list[Gap]:
    """Gaps without those that say what a graver one says."""
    kept: list[Gap] = []
    texts: list[str] = []
    for gap in gaps:
        own = folded(gap.upper_quote.quote)
        if found := process.extractOne(own, texts, scorer=fuzz.ratio, score_cutoff=SAME):
            at = found[2]
            kept[at] = replace(kept[at], repeats=(*kept[at].repeats, gap.ref))
        else:
            kept.append(gap)
            texts.append(own)
    return kept


def _gap(pair: PlanPair, alignment: Alignment, origins: Origins, figures: SetFigures) -> Gap:
    label, clause = alignment.label, alignment.clause
    assert label is not None
    theme = pair.theme_at(clause.start)
    emphasis = pair.emphasis(theme)
    depth = pair.depth_below(theme)
    missing = _MISSING[label] * (_BESIDE_MEASURES if depth >= Depth.ACTIONED else 1.0)
    missing *= weight_of(clause.quote, pair.upper, pair.lower)
    if alignment.reason.code == "clause_absent":
        missing *= 1.0 - max((match.score for match in alignment.matches), default=0.0)
    section, fit = pair.chapters.fit(clause.quote, clause.section, alignment.matches, pair.beside.of(clause))
    unanswered = _lacks(alignment, pair)
    doubt = doubt_of(alignment, unanswered, pair.upper, pair.tasks)
    lacks = _told(alignment, unanswered)
    group = GapGroup.POSSIBLE if doubt else _group(alignment, depth, figures)
    below = group is GapGroup.BELOW  # weighs what a target weighs that is lower
    return Gap(
        id=pair.identity("clause", clause.quote, str(clause.section)),
        plan=pair.lower.id,
        upper=pair.upper.id,
        relation=pair.link.relation,
        kind="clause",
        ref=alignment.id,
        theme=theme.id if theme else None,
        topic=theme.name if theme else heading_at(clause.section, pair.topic_depth) or pair.upper.title,
        severity=pair.severity(1.0, 1.0, binding=True) if below else pair.severity(missing, emphasis),
        group=pair.group(group, of_this_year=below),
        reason=doubt or alignment.reason,
        upper_quote=clause,
        nearest=_proof_first(alignment)[:NEAREST_KEPT],
        section=section,
        fit=fit,
        lacks=lacks,
        draft=draft_of(clause.quote, lacks, pair.upper, pair.lower),
        judged_by=alignment.judged_by,
        origins=origins.get((pair.upper.id, clause.start), ()),
    )


def _proof_first(alignment: Alignment) -> tuple[Passage, ...]:
    """Return the passages below, the best first; before these the one that sets the lower figure that is told."""
    if alignment.reason.code != _LOWER:
        return alignment.matches
    return tuple(
        sorted(alignment.matches, key=lambda match: not writes_figure(match.quote, alignment.reason.values[1]))
    )


def _group(alignment: Alignment, depth: Depth, figures: SetFigures) -> GapGroup:
    """Return the group of a clause if both plans were plans in full for the same years."""
    if alignment.reason.code == _LOWER:
        return GapGroup.BELOW if _is_lower(alignment, figures) else GapGroup.POSSIBLE
    return GROUPS.get(depth, GapGroup.WEAKER) if alignment.label is Label.ABSENT else GapGroup.WEAKER


def _is_lower(alignment: Alignment, figures: SetFigures) -> bool:
    """Whether a figure that is told as lower surely is: its passage is of the same indicator, and its target, where it
    was paired, is lower, too (and not of another year).
    """
    told = figures.pair_of(alignment.clause.clause, alignment.reason.values[0])
    return _is_of_the_same(alignment) and (told is None or told.verdict is Verdict.BELOW)


def _is_of_the_same(alignment: Alignment) -> bool:
    """Whether the lower figure is surely of the same indicator: its passage holds most of what the upper one names
    (纺织服装产业增加值 is not 规上工业增加值).
    """
    named = next((item.quote for item in alignment.items if item.label is Label.PARTIAL), alignment.clause.quote)
    return not alignment.matches or share_held(named, _proof_first(alignment)[0].quote) >= _SAME_INDICATOR


def _is_national_mean(pair: PlanPair, alignment: Alignment, figures: SetFigures) -> bool:
    """Whether the figure that is set lower is a mean of the country, which places lie above and below; the targets say
    so, and the sentence where none was paired.
    """
    if told := figures.pair_of(alignment.clause.clause, alignment.reason.values[0]):
        return told.reason.code == BELOW_MEAN
    if pair.upper.level is not Level.NATIONAL or pair.lower.level is Level.NATIONAL:
        return False
    quote = alignment.clause.quote
    return _AVERAGE.search(quote) is not None and not _EACH.search(quote)


def _parts(alignment: Alignment, pair: PlanPair) -> tuple[str, ...]:
    """Return the arrangements that surely are missing of a clause that is answered in part, without the upper plan's
    own projects and sums (抓好3500多个项目): that part only it can write.
    """
    missing = missing_parts(alignment, pair.tasks)
    return tuple(part for part in missing if not is_sum(part, pair.upper, pair.lower))


def _told(alignment: Alignment, unanswered: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is told as lacking of a clause: of one that is absent the whole, unless what it opens with is among
    it, for the rest alone often says nothing (对“口中夺食”零容忍 without 深化校园餐整治).
    """
    if alignment.reason.code == "clause_absent" and unanswered and unanswered[0] != alignment.items[0].quote:
        return ()
    return unanswered


def _lacks(alignment: Alignment, pair: PlanPair) -> tuple[str, ...]:
    """Return what of a clause is not answered, else what of it is answered in part (a lower figure is told first);
    nothing where it is the whole.
    """
    if alignment.reason.code == "partial_missing" and (missing := _parts(alignment, pair)):
        return missing
    if alignment.reason.code == "clause_absent":
        far = unanswered_parts(alignment, pair.tasks)
        return far if 0 < len(far) < len(alignment.items) else ()
    labels = (Label.ABSENT, Label.PARTIAL) if alignment.reason.code != _LOWER else (Label.PARTIAL,)
    for label in labels:
        if lacking := tuple(item.quote for item in alignment.items if item.label is label):
            return () if len(lacking) == len(alignment.items) else lacking
    return ()

"""Themes that an upper plan sets and a lower plan lacks or does more thinly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.align import is_called_national
from compare.gaps.chapters import Fit
from compare.gaps.doubt import asks_nothing, first_scarce
from compare.gaps.draft import draft_of
from compare.gaps.others import is_of_others
from compare.gaps.pairs import NEAREST_KEPT, PlanPair
from compare.gaps.sections import fitting_section
from compare.gaps.weight import weight_of
from compare.model import Cell, Depth, Gap, GapGroup, Passage, Theme

SETS = Depth.STATED
"""Least depth at which an upper plan sets a theme; what it only cites binds nobody."""

_NAMED = frozenset({"name", "alias", "heading"})
_PHRASES = re.compile(r"[，；。]")
# These two were set by hand on gaps that were read; none is learnt.
_HARDLY = 0.7
"""Probability of a sentence to be taken up, in part at most, to which it names a theme that the lower plan lacks."""
_FOR_OTHERS = 0.3
"""Probability of a sentence to concern others from which the lower plan need not name its theme; half as much where it
may be answered."""
# Commas of an enumeration from which a phrase is a list of things.
_LIST = 2


def theme_gaps(pair: PlanPair) -> Iterator[Gap]:
    """Yield the gaps of a pair, theme by theme; none where nothing can be said."""
    for theme in pair.themes:
        above, below = pair.above[theme.id], pair.below[theme.id]
        if above.depth is None or below.depth is None or above.depth < SETS:
            continue
        asking = _naming(pair, theme)
        if not asking:
            continue
        if below.depth >= _wanted(pair, theme, asking) or pair.in_passing(theme) or pair.is_elsewhere(theme):
            continue
        if below.depth >= Depth.STATED and theme.source != "given" and not pair.heads(theme):
            continue  # an aim beside what the upper plan says in passing is nothing to mend
        quote = _quoted(theme, asking, above)
        if theme.source != "given" and below.depth is Depth.CITED and quote.reason.code == "alias":
            continue  # what is cited of the theme is another of its wordings: the sentence is lacking, not the theme
        section, fit = _fitting_section(pair, theme, asking, below)
        group, nearest = _told(pair, theme, quote, below)
        yield Gap(
            id=pair.identity("theme", theme.id, quote.quote),
            plan=pair.lower.id,
            upper=pair.upper.id,
            relation=pair.link.relation,
            kind="theme",
            ref=theme.id,
            theme=theme.id,
            topic=theme.name,
            severity=pair.severity(_missing(pair, theme, quote), pair.emphasis(theme)),
            group=group,
            reason=below.reason,
            upper_quote=quote,
            nearest=nearest,
            section=section,
            fit=fit,
            upper_depth=above.depth,
            lower_depth=below.depth,
            themes=(theme.id,),
            subjects=(_subject(theme, quote, below),),
            draft=draft_of(quote.quote, (), pair.upper, pair.lower),
            judged_by=below.judged_by,
        )


def _missing(pair: PlanPair, theme: Theme, quote: Passage) -> float:
    """Return the share of a theme that is missing, weighed by whether its sentence can be answered below."""
    above, below = pair.above[theme.id].depth or 0, pair.below[theme.id].depth or 0
    about = quote.reason.values[0] if quote.reason.code in _NAMED else ""
    weight = 1.0 if theme.source == "given" else weight_of(quote.quote, pair.upper, pair.lower, about)
    return (above - below) / Depth.QUANTIFIED * weight


def _told(pair: PlanPair, theme: Theme, quote: Passage, below: Cell) -> tuple[GapGroup, tuple[Passage, ...]]:
    """Return the group of a theme that is lacking, and what comes nearest to it.

    Of a theme of which a clause is answered nobody can say that there is no arrangement: it may be written in other
    words, and what answers the clause is shown first. Nor is one that a person named a fault where every clause of it
    concerns others.
    """
    nearest = (below.evidence or below.nearest)[:NEAREST_KEPT]
    group = pair.group_of_theme(below.depth or Depth.ABSENT)
    doubted = frozenset({Depth.ABSENT}) if theme.source == "given" else frozenset({Depth.ABSENT, Depth.CITED})
    if below.depth not in doubted or group is GapGroup.UNMENTIONED:
        return group, nearest
    if pair.concerns_others(theme) or (theme.source != "given" and _is_doubtful(pair, quote)):
        return pair.group(GapGroup.POSSIBLE), nearest
    answer = pair.taken_up(theme, past=below.depth is Depth.ABSENT)
    if answer is None:
        return group, nearest
    # Something of it is there, under no name of it: the plan says less than the upper one, and is not without it.
    unnamed = below.depth is Depth.ABSENT and _is_surely_unnamed(pair, theme, quote)
    best = answer.matches[:1]
    others = (each for each in nearest if each.start not in {match.start for match in best})
    return pair.group(GapGroup.WEAKER if unnamed else GapGroup.POSSIBLE), (*best, *others)[:NEAREST_KEPT]


def _is_surely_unnamed(pair: PlanPair, theme: Theme, quote: Passage) -> bool:
    """Whether a theme of the dictionary, none of whose wordings the lower plan has, is asked of it by a sentence that
    is not answered, or hardly: what answers another sentence of the theme says nothing of this one.
    """
    asked = pair.answer(quote)
    if theme.source != "dictionary" or asked is None:
        return False
    return asked.score <= _HARDLY and 2 * asked.for_others <= _FOR_OTHERS


def _is_doubtful(pair: PlanPair, quote: Passage) -> bool:
    """Whether the sentence that names a theme asks nothing or likely concerns others, or its phrase tells of nothing
    but the upper plan's own area: what it was granted; or the theme is nothing that every place has.
    """
    asked = pair.answer(quote)
    if (asked is not None and asked.for_others > _FOR_OTHERS) or asks_nothing(quote):
        return True
    about = quote.reason.values[0] if quote.reason.code in _NAMED else ""
    phrases = [phrase for phrase in _PHRASES.split(quote.quote) if phrase and about in phrase]
    if first_scarce(about, pair.lower):
        return True
    return bool(phrases) and all(is_of_others(phrase, pair.upper, pair.lower) for phrase in phrases)


def _quoted(theme: Theme, asking: Sequence[Passage], above: Cell) -> Passage:
    """Return the passage that tells what is asked: of a theme that was given the first as deep as the upper plan goes,
    of another the first, whose matter it is.
    """
    if theme.source != "given":
        return asking[0]
    return next((each for each in asking if each.depth is above.depth), max(asking, key=lambda each: each.depth))


def _subject(theme: Theme, quote: Passage, below: Cell) -> str:
    """Return what is lacking by name: of a theme that nobody gave and that is absent, as its sentence calls it."""
    called = theme.source != "given" and below.depth is Depth.ABSENT and quote.reason.code == "alias"
    return quote.reason.values[0] if called else theme.name


def _naming(pair: PlanPair, theme: Theme) -> list[Passage]:
    """Return the passages that ask for a theme; of one that nobody gave, those that name it, if it is their matter.

    What is only worded nearly so (绿色低碳建筑 for 绿色建筑), or lists a theme as one thing among others, asks for what
    its sentence says: a clause of its own, which may be lacking, and no theme.
    """
    asking = pair.asking(theme)
    if theme.source == "given":
        return list(asking)
    if is_called_national(theme.name, pair.upper):
        return []
    named = [each for each in asking if each.reason.code in _NAMED]
    central = [each for each in named if each.reason.code == "heading" or _is_matter_of(each)]
    return [*central, *(each for each in named if each not in central)] if central else []


def _is_matter_of(passage: Passage) -> bool:
    """Whether what a passage names stands in its first phrase, and not among other things there."""
    first = _PHRASES.split(passage.quote)[0]
    word = passage.reason.values[0]
    return word in first and first.count("、") < _LIST


def _wanted(pair: PlanPair, theme: Theme, asking: Sequence[Passage]) -> Depth:
    """Return how deep a lower plan should take a theme up.

    The number to be reached after five years is no task of the report of one; and where nobody has named the theme, a
    number that is said of it is told of with the targets.
    """
    deepest = max((each.depth for each in asking), default=Depth.ABSENT)
    measures = pair.one_of_several_years or theme.source != "given"
    return min(deepest, Depth.ACTIONED) if measures else deepest


def _fitting_section(pair: PlanPair, theme: Theme, asking: Sequence[Passage], below: Cell) -> Fit:
    """Return the heading path of the lower plan under which an answer would fit, and why: where it already says
    something of the theme, else by the matter of its sections.
    """
    if own := fitting_section(below.evidence):
        return own, "own"
    answers = [match for each in asking for match in pair.matches(each)]
    quote = asking[0]
    return pair.chapters.fit(f"{theme.name} {quote.quote}", quote.section, answers, pair.beside.of(quote))

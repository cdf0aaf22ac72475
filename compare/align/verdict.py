"""From what was found to a verdict that agrees with its items: label, score and reason."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from math import fsum

from msgspec import structs
from msgspec.structs import replace

from compare.align.chances import UNLIKELY, Chances, log_odds
from compare.align.counterparts import FREE, Bounds, within_bounds
from compare.align.models import EVEN
from compare.align.other_objects import kindred, other_member, other_object
from compare.align.queries import Asked
from compare.align.reasons import NAMED, OF_OTHERS, covered, partial, together
from compare.align.refusals import not_refused, refused_by, refused_members
from compare.align.share import limited_to, things_asked
from compare.align.shortfall import shortfall
from compare.align.signals import ITEM_NAMES, PairSignals
from compare.align.subjects import names_in, places_in, subject_of
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.model import BELIEVED, Binds, Label, Reason, Record, Role
from compare.text import content_words, writes_figure

ANSWERED = 0.7
"""Share of the items, about three quarters, that a covered clause must have answered: two of two, three of four, five
of seven. In the labelled sets 91 of 130 covered clauses have as many, and one of 131 partial ones."""

# Probability under which an item is doubtful: of such labelled items readers call one in seven answered. A clause most
# of whose items are so is not covered.
_DOUBTFUL = 0.35
# Share of its runs of characters, by rarity, under which the lower plan hardly speaks of an item, and the probability
# under which such an item is doubtful. A clause of which half of the items are so is not covered either.
_SPOKEN_OF, _UNHEARD = 0.2, 0.45
# How much the items, whose chances are told beside the clause's, add to the choice between covered and partial.
_TRUST = 0.2
# Of 29 labelled items with a name in quotation marks that the lower plan never writes 4 are answered; of 30 whose name
# it writes 26. Of 68 that name other places of which it writes none 1 is answered.
_UNNAMED = -1.8
_YEAR = re.compile(r"20\d\d年")
_HEARD = ITEM_NAMES.index("heard")
# Of 34 labelled clauses never learnt from that come so near to being taken up, with a passage so near, readers accept
# absent for 16, partial for 14 and covered for 9: the passage shown beside them is no proof of absence.
_OPEN, _NEAR = 0.44, 0.35
# Of 18 labelled clauses of one thing that would be covered, are less likely taken up than this, and whose rarest word
# the lower plan never writes, readers call 4 covered and 10 not taken up.
_BEYOND_FRAME = 0.8
# A passage less likely than this share of the likeliest does not tell whether a clause is answered by what is past.
_LEADS = 0.7
_FOR_WHOM: Mapping[Binds, str] = {
    "upper_only": "for_upper_only",
    "places": "for_places",
    "other_body": "for_other_body",
    "all": "for_upper_only",
    "unknown": "for_upper_only",
}


class Judgement(Record, frozen=True):
    """What is said of one upper clause.

    Attributes:
        score: Probability that it is taken up; 1/2 or more where the label says so.
        items: Label of each item; one that is not applicable where the clause is concerns other places.
    """

    label: Label
    score: float
    reason: Reason
    items: tuple[Label, ...]


def _bounded(chance: Chances, bounds: Bounds) -> Chances:
    """Return the probabilities within the bounds that figures set."""
    (least, most), (least_whole, most_whole) = bounds.taken_up, bounds.covered
    return replace(
        chance,
        taken_up=min(max(chance.taken_up, least), most),
        covered=min(max(chance.covered, least_whole), most_whole),
    )


def judge(
    found: PairSignals,
    asked: Asked,
    below: Reading,
    chance: Chances,
    bounds: Bounds = FREE,
) -> Judgement:
    """Judge one upper clause.

    Args:
        found: What was found for it, its passages :func:`weighed`.
        asked: What it asks for.
        below: The lower plan.
        chance: Its probabilities.
        bounds: What its figures leave open.

    Returns:
        A verdict that says no more than its items: covered has ``ANSWERED`` of them answered, partial at least one not
        absent and one not answered, any other none; what is taken up has a passage that is believed (``BELIEVED``).
    """
    ours = things_asked(found, asked)
    if len(ours) < len(asked.things):
        verdict = judge(*limited_to(found, asked, ours), below, chance, bounds.of(ours))
        told = dict(zip(ours, verdict.items, strict=True))
        items = [told.get(at, Label.NOT_APPLICABLE) for at in range(len(asked.items))]
        return structs.replace(verdict, items=tuple(items))
    chance = _partial_if_near(found, _bounded(chance, bounds))
    near = [at for at, share in zip(found.order, found.nearness, strict=True) if share >= BELIEVED]
    refused = refused_by((*near, *found.best), asked, below)
    believed = not_refused(near, refused, asked, below)
    if not asked.items and believed and _of_another(asked.things[0], believed[0], near, below):
        believed = []
    answers = zip(asked.things, found.answered, found.best, strict=False)
    odds = [
        -math.inf
        if at in refused or _of_another(thing, at, near, below) or _of_a_sibling(asked, number, at, below)
        else log_odds(share)
        for number, (thing, share, at) in enumerate(answers)
    ]
    if chance.taken_up >= EVEN and believed and any(each > -math.inf for each in odds or [0.0]):
        answered = _answered(found, asked, below, chance, bounds, (believed, odds))
        if answered and answered[0] is Label.COVERED:
            answered = _without_refused(answered, refused_members((*found.order, *found.best), asked, below))
        if answered:
            return Judgement(answered[0], chance.taken_up, answered[2], tuple(answered[1]))
    label, reason = _not_taken(found, asked, chance, [refused[at] for at in near if at in refused])
    return Judgement(label, min(chance.taken_up, EVEN - 0.01), reason, (label,) * len(odds))


def _answered(
    found: PairSignals,
    asked: Asked,
    below: Reading,
    chance: Chances,
    bounds: Bounds,
    told: tuple[Sequence[int], Sequence[float]],
) -> tuple[Label, Sequence[Label], Reason] | None:
    """Return label, items and reason of a clause that is likely taken up; ``told``: the passages that are believed and
    the log odds of its items. ``None`` for one that turns out to share its frame alone with the lower plan.
    """
    believed, odds = told
    unnamed = [name and at not in bounds.answered for at, name in enumerate(_unnamed(asked, below))]
    shown = [min(each, _UNNAMED) if name else each for each, name in zip(odds, unnamed, strict=False)]
    heard = found.things[:, _HEARD].tolist()
    likely = dict(zip(found.order, found.nearness, strict=True))
    leading = [at for at in believed if likely[at] >= _LEADS * likely[believed[0]]]
    label, items, reason = _taken_up(asked, (odds, shown), heard, [below.roles[at] for at in leading], chance)
    reason = together(reason, found.best)
    if bounds.partly or bounds.unset:
        label, items, reason = within_bounds(asked, (label, items, reason), bounds, ANSWERED)
    if label is Label.COVERED and (less := _shortfall(asked, below, believed)):
        lower = _shortfall(asked, below, believed, bounds.apart)
        reason = Reason("partial_lower", lower) if lower else Reason("partial_loose")
        label, items = Label.PARTIAL, _lowered(asked, items, lower or less)
    frame_alone = label is Label.COVERED and not items and chance.taken_up < _BEYOND_FRAME
    if frame_alone and not _spoken_of(subject_of(asked), believed, below):
        return None
    return label, items, reason


def _without_refused(
    answered: tuple[Label, Sequence[Label], Reason], refused: Mapping[int, str]
) -> tuple[Label, Sequence[Label], Reason]:
    """Return what is said of a clause that is covered but for a thing that is refused beside others."""
    if not refused:
        return answered
    items = [Label.PARTIAL if at in refused else label for at, label in enumerate(answered[1])]
    return Label.PARTIAL, items, Reason("partial_refused", (next(iter(refused.values())),))


def _spoken_of(subject: Sequence[str], believed: Sequence[int], below: Reading) -> bool:
    """Whether the lower plan writes what a clause is about, or a passage that is believed a kindred word (国企)."""
    near = (word for at in believed for word in below.words[at])
    return any(word in below.plan.text for word in subject) or kindred(subject, near)


def _of_another(thing: str, best: int, near: Sequence[int], below: Reading) -> bool:
    """Whether the best passage of a thing says the same of another object, and none that is near speaks of its own."""
    words = other_object(thing, below.texts[best])
    return bool(words) and not any(word in below.texts[at] for at in near for word in words)


def _of_a_sibling(asked: Asked, number: int, best: int, below: Reading) -> bool:
    """Whether the best passage of a thing names another one of its list, and the lower plan never what is its own."""
    own = other_member(asked.things, number, below.texts[best])
    return bool(own) and own not in below.plan.text and not kindred(content_words(own), below.words[best])


def _partial_if_near(found: PairSignals, chance: Chances) -> Chances:
    """Return the probabilities of a clause; one that is nearly taken up and has a passage near is so in part."""
    absent = _OPEN <= chance.taken_up < EVEN and chance.not_applicable < EVEN and not found.places.elsewhere
    if not absent or not found.nearness or found.nearness[0] < _NEAR:
        return chance
    return replace(chance, taken_up=EVEN, covered=min(chance.covered, EVEN - 0.01))


def _unnamed(asked: Asked, below: Reading) -> list[bool]:
    """Whether each thing has names, in quotation marks or of places, of which the lower plan writes none."""
    text = below.plan.text
    names = (
        (*quoted, *places) for quoted, places in zip(names_in(asked.things), places_in(asked, below.home), strict=True)
    )
    return [bool(each) and not any(name in text for name in each) for each in names]


def _shortfall(
    asked: Asked, below: Reading, believed: Sequence[int], apart: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return a figure that the passages set lower than the clause does, and none as high; both with their unit; none of
    those that are known not to be comparable.
    """
    setting = [below.texts[at] for at in believed[:NAMED] if below.roles[at] not in PAST_OR_SETTING]
    # The year of a clause may stand outside of what it sets.
    year = _YEAR.findall(asked.folded)[:1]
    return shortfall("，".join((*year, *asked.things)), *setting, apart=apart)


def _lowered(asked: Asked, items: Sequence[Label], less: tuple[str, str]) -> list[Label]:
    """Return the items, that of the figure answered in part."""
    set_lower = (writes_figure(thing, less[0]) or (less[0] in thing and less[0][0] == "全") for thing in asked.things)
    return [Label.PARTIAL if lower else each for lower, each in zip(set_lower, items, strict=False)]


def _taken_up(
    asked: Asked,
    told: tuple[Sequence[float], Sequence[float]],
    heard: Sequence[float],
    roles: Sequence[Role],
    chance: Chances,
) -> tuple[Label, list[Label], Reason]:
    """Label, items and reason of a clause that is taken up; ``told``: log odds of the items, from which the label is
    chosen, and those of items whose names are missing less, from which it is told which are answered.
    """
    odds, shown = told
    if all(role in PAST_OR_SETTING for role in roles[:NAMED]):
        return Label.PARTIAL, [Label.PARTIAL if each > -math.inf else Label.ABSENT for each in odds], _PAST
    wanted = math.ceil(ANSWERED * len(odds) - UNLIKELY)
    whole, part = _wholly(odds, wanted), _partly(odds)
    doubtful = [each < log_odds(_DOUBTFUL) for each in odds]
    unheard = sum(each < log_odds(_UNHEARD) and share < _SPOKEN_OF for each, share in zip(odds, heard, strict=False))
    if (
        2 * sum(doubtful) <= len(odds)
        and 2 * unheard < max(1, len(odds))
        and log_odds(chance.covered) - _TRUST * (_cost(odds, whole) - _cost(odds, part)) >= 0.0
    ):
        whole = _wholly(shown, wanted)
        items = [Label.COVERED if at in whole else Label.ABSENT for at in range(len(odds))]
        return Label.COVERED, items, covered(asked, items)
    part = _partly(shown)
    items = [Label.COVERED if at in part else Label.ABSENT for at in range(len(odds))]
    if odds and not part:
        items[_likeliest(shown)[0]] = Label.PARTIAL
    elif odds and all(each > 0.0 for each in shown):
        items[_likeliest(shown)[-1]] = Label.PARTIAL
    return Label.PARTIAL, items, partial(asked, items, roles)


_PAST = Reason("partial_past")


def _likeliest(odds: Sequence[float]) -> list[int]:
    return sorted(range(len(odds)), key=lambda at: (-odds[at], at))


def _wholly(odds: Sequence[float], wanted: int) -> set[int]:
    """Return the items that are answered if the clause is covered: the likely ones, and as many more as it needs."""
    likely = sum(each > 0.0 for each in odds)
    return set(_likeliest(odds)[: max(likely, wanted)])


def _partly(odds: Sequence[float]) -> set[int]:
    """Return the items that are answered if the clause is partial: the likely ones, but never all."""
    likely = sum(each > 0.0 for each in odds)
    return set(_likeliest(odds)[: min(likely, max(0, len(odds) - 1))])


def _cost(odds: Sequence[float], answered: Collection[int]) -> float:
    """How unlikely it is that these items are answered and no others, against what is likeliest: log odds."""
    return fsum(abs(each) for at, each in enumerate(odds) if (each > 0.0) != (at in answered))


def _not_taken(found: PairSignals, asked: Asked, chance: Chances, refusals: Sequence[str]) -> tuple[Label, Reason]:
    if refusals:
        return Label.ABSENT, Reason("refused", (refusals[0],))
    if found.places.elsewhere:
        return Label.NOT_APPLICABLE, Reason(OF_OTHERS, found.places.others[:NAMED])
    if chance.not_applicable >= EVEN:
        return Label.NOT_APPLICABLE, Reason(_FOR_WHOM[asked.binding.binds])
    best = found.nearness[0] if found.nearness else 0.0
    return Label.ABSENT, Reason("clause_absent", (f"{best:.2f}",))

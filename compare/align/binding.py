"""Whom a clause of an upper plan binds, told by the clause and its own plan before any lower plan is looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np

from compare.align.applicability import ClausePart, home_of, is_of_landscape, names_inside
from compare.align.embeddings import meanings
from compare.align.models import EVEN, Model, models
from compare.align.named_works import named_works
from compare.align.powers import own_task
from compare.align.slogans import places_of_plan, slogans_in
from compare.align.topics import Topic, directions_of
from compare.features import Reading, is_concrete
from compare.model import Binds, Level, Plan, Record
from compare.text import Cues, cues, cues_of, is_place

# Of 28 labelled clauses that their level keeps and that are not taken up readers call 25 not applicable.
_KEPT = 0.9
# More of one kind says no more.
_MOST, _MOST_NAMES = 3, 4
_CITIES = frozenset({Level.CITY, Level.REGION})
_RUNS_THROUGH, _OF_ALL = cues("runs_through"), cues("asked_of_all")
_INTO_EFFECT, _ABROAD = cues("put_into_effect"), cues("abroad")


Learnt = tuple[Topic, Model, Model]
"""The models of ``topic``, ``binds`` and ``not_applicable``."""


class Binding(Record, frozen=True):
    """Whom a clause binds by itself.

    Attributes:
        binds: Whom; it is said once, the same for every lower plan.
        chance: Probability that a clause like it does not bind every lower plan, where it is not taken up.
        odds: Log odds that it does not bind every lower plan, among all clauses, whether taken up or not.
        names: Its words that plans of the whole country do not use and that name no area: firms, projects, sites.
    """

    binds: Binds
    chance: float
    odds: float
    names: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether the clause is as little of every lower plan as one that its level keeps."""
        return self.chance >= _KEPT


def bindings_of(
    reading: Reading, numbers: Sequence[int], parts: Sequence[Sequence[ClausePart]], learnt: Learnt | None = None
) -> list[Binding]:
    """Judge whom some clauses bind, each by itself: whatever a lower plan says changes nothing of it.

    Args:
        reading: The upper plan.
        numbers: Of the clauses.
        parts: What each part of each of them names, as ``places_of`` gives it.
        learnt: The models to ask; those of the package where none are given.
    """
    if not numbers:
        return []
    topic, *both = learnt or (models().topics.binds, models().binds, models().not_applicable)
    told = binding_features(reading, numbers, parts, topic)
    features, names = np.array([list(each.values()) for each in told], np.float32).T, list(told[0])
    often, chances = (model.chance(features, names).tolist() for model in both)
    return list(map(partial(_binding, reading), numbers, parts, often, chances))


def _binding(reading: Reading, number: int, parts: Sequence[ClausePart], often: float, chance: float) -> Binding:
    odds = math.log(often / (1.0 - often)) if 0.0 < often < 1.0 else math.copysign(20.0, often - 0.5)
    binds: Binds = "all" if chance < EVEN else bound_instead(reading, number, parts)
    if cues("national_count").search(reading.texts[number]):
        binds, chance = "all", min(chance, 1.0 - _KEPT)
    elif is_of_landscape(parts, home_of(reading.plan)):
        binds = "places"
    elif parts and _is_of_every_place(parts, reading.plan):
        binds, chance = "all", min(chance, 1.0 - _KEPT)
    elif kept := own_task(reading.texts[number], reading.plan):
        # Of an institution of the level that stands in one place of it (a college, a forum) that place may be asked.
        binds = "places" if kept == "upper_only" and names_inside(parts, home_of(reading.plan)) else kept
        chance = max(chance, _KEPT)
    elif binds == "upper_only" and _puts_into_effect(reading.texts[number], reading.plan):
        binds, chance = "all", min(chance, 1.0 - _KEPT)
    elif binds == "all" and (
        kept := named_works(reading.texts[number], reading.plan, parts, names_of(reading, number))
    ):
        binds, chance = kept, max(chance, _KEPT)
    return Binding(binds, chance, odds, names_of(reading, number))


def _is_of_every_place(parts: Sequence[ClausePart], plan: Plan) -> bool:
    """Whether the first phrase of a clause is a slogan of its place, or says what runs through many places or is set
    for every one.
    """
    first = "、".join(part.text for part in parts if part.phrase == parts[0].phrase)
    return bool(_RUNS_THROUGH.search(first) or _OF_ALL.search(first) or slogans_in(first, places_of_plan(plan)))


def _puts_into_effect(text: str, plan: Plan) -> bool:
    """Whether a clause of a plan below the nation puts into effect what was set above it, at home."""
    below = plan.level is not Level.NATIONAL
    return below and bool(_INTO_EFFECT.search(text)) and not _ABROAD.search(text)


def names_of(reading: Reading, number: int) -> tuple[str, ...]:
    """Words of a clause that plans of the whole country do not use and that name no area."""
    known = meanings().number
    words = dict.fromkeys(reading.words[number])
    return tuple(word for word in words if word not in known and word not in reading.own and not is_place(word))


def binding_features(
    reading: Reading, numbers: Sequence[int], parts: Sequence[Sequence[ClausePart]], topic: Topic
) -> list[dict[str, float]]:
    """Return what tells whom each of some clauses binds, by name; docs/method.md tells of each."""
    directions = directions_of(reading.words[number] for number in numbers)
    odds = topic.odds(directions, national=reading.plan.level is Level.NATIONAL)
    return list(map(partial(_features, reading), numbers, parts, odds))


def _features(reading: Reading, number: int, parts: Sequence[ClausePart], topic: float) -> dict[str, float]:
    text, level = reading.texts[number], reading.plan.level
    found = {name: float(_count(cue, text)) for name, cue in cues_of("binding").items()}
    national, city = level is Level.NATIONAL, level in _CITIES
    of_nation = {
        f"national_{name}": found[name] * national for name, cue in cues_of("binding").items() if "national" in cue.tags
    }
    of_city = {f"city_{name}": found[name] * city for name, cue in cues_of("binding").items() if "city" in cue.tags}
    many, names = max(1, len(parts)), float(min(len(names_of(reading, number)), _MOST_NAMES))
    placed = any(part.words for part in parts)
    single = is_concrete(text) and bool(names or placed or cues("single_project").search(text))
    return {
        **found,
        **of_nation,
        **of_city,
        "place": float(placed),
        "places": sum(bool(part.words) for part in parts) / many,
        "zones": sum(bool(part.zones) for part in parts) / many,
        "of_every_place": float(any(part.every for part in parts)),
        "national": float(national),
        "province": float(level is Level.PROVINCE),
        "city": float(city),
        "names": names,
        "national_names": names * national,
        "city_names": names * city,
        "length": math.log(max(1, len(text))),
        "topic": topic,
        "single": float(single),
    }


def _count(cue: Cues, text: str) -> int:
    return min(len({match.group() for match in cue.finditer(text)}), _MOST)


def bound_instead(reading: Reading, number: int, parts: Sequence[ClausePart]) -> Binds:
    """Whom a clause binds that does not bind every lower plan: places if it names some, else what its cues say most."""
    if names_inside(parts, home_of(reading.plan), national=reading.plan.level is Level.NATIONAL):
        return "places"
    text = reading.texts[number]
    told: dict[Binds, int] = {"upper_only": 0, "places": 0, "other_body": 0}
    for cue in cues_of("binding").values():
        for kind in told:
            told[kind] += _count(cue, text) if kind in cue.tags else 0
    return max(told, key=lambda kind: told[kind])

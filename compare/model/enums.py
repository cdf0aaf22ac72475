"""The words of the model: levels, kinds, roles, depths, labels, groups."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Literal


class Level(StrEnum):
    """Administrative level of a plan, from the top down; ``region`` is an area of several cities."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGION = "region"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"
    TOWNSHIP = "township"

    @property
    def rank(self) -> int:
        """0 for national, growing downwards; district and county are of the same rank."""
        order = {Level.NATIONAL: 0, Level.PROVINCE: 1, Level.REGION: 2, Level.CITY: 3, Level.TOWNSHIP: 5}
        return order.get(self, 4)


class Kind(StrEnum):
    """What sort of document a plan is; interpretations describe another document."""

    OUTLINE = "outline"
    SPECIAL = "special"
    REGIONAL = "regional"
    SPATIAL = "spatial"
    REPORT = "report"
    INTERPRETATION = "interpretation"
    OPINIONS = "opinions"
    RESEARCH = "research"

    @property
    def is_of_a_field(self) -> bool:
        """Whether such a document is for one field, and need not answer for any other."""
        return self in (Kind.SPECIAL, Kind.SPATIAL, Kind.OPINIONS)


class Role(StrEnum):
    """What a passage does in its plan."""

    TITLE = "title"
    BASIS = "basis"
    BACKGROUND = "background"
    ACHIEVEMENT = "achievement"
    PRINCIPLE = "principle"
    GOAL = "goal"
    MEASURE = "measure"
    TARGET = "target"
    SAFEGUARD = "safeguard"


AHEAD_ROLES = frozenset({Role.MEASURE, Role.TARGET, Role.GOAL, Role.SAFEGUARD})
"""Roles of passages that set something; the others look back or set the scene."""


class Depth(IntEnum):
    """How deeply a plan takes a theme up (落实深度)."""

    ABSENT = 0
    CITED = 1
    STATED = 2
    ACTIONED = 3
    QUANTIFIED = 4


class Label(StrEnum):
    """How a lower plan answers a clause of an upper plan (条款衔接)."""

    COVERED = "covered"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """How a target of a lower plan answers one of an upper plan."""

    MEETS = "meets"
    BELOW = "below"
    MISSING = "missing"
    NOT_COMPARABLE = "not_comparable"


class Commitment(StrEnum):
    """Whether a passage binds its own plan (承诺).

    ``formula``: shared nearly word for word with a plan of the same level or copied from an upper plan; ``local``:
    names a place of its own, a project, an owner, an amount or a date; ``general``: neither.
    """

    FORMULA = "formula"
    LOCAL = "local"
    GENERAL = "general"


class GapGroup(StrEnum):
    """What a reader does about a gap; the order is the order of the report.

    ``below`` (a number lower than the one above), ``absent``, ``cited`` and ``weaker`` are faults of the lower plan,
    the first of them the gravest; ``possible`` asks to look at what may be said in other words or need not be named;
    ``unmentioned`` asks to look into the plan that an interpretation describes; ``other_years`` asks whether what a
    plan of several years sets, and the report of one does not hold, is due in another year; ``later`` is for the next
    revision, since the upper plan is younger.
    """

    BELOW = "below"
    ABSENT = "absent"
    CITED = "cited"
    WEAKER = "weaker"
    POSSIBLE = "possible"
    UNMENTIONED = "unmentioned"
    OTHER_YEARS = "other_years"
    LATER = "later"


class Outcome(StrEnum):
    """What became of a question to the second reader: the answer counts, or why it does not.

    ``unanswered``: none came. ``not_json``: prose, or cut off. ``wrong_form``: a label or field that was not asked for.
    ``not_quoted``: the quotation does not stand in the passage that it names. ``disagrees``: the verdict says more or
    less than its own items, or than its passage. ``addressed``: not asked, since the plan's text speaks to the reader.
    """

    COUNTED = "counted"
    UNANSWERED = "unanswered"
    NOT_JSON = "not_json"
    WRONG_FORM = "wrong_form"
    NOT_QUOTED = "not_quoted"
    DISAGREES = "disagrees"
    ADDRESSED = "addressed"


Binds = Literal["all", "upper_only", "places", "other_body", "unknown"]
DecisionKind = Literal["requirement", "verdict", "depth", "gap"]
QuestionKind = Literal["binds", "verdict", "depth"]
Relation = Literal["superior", "reference"]
Status = Literal["judged", "cannot_say"]
ThemeSource = Literal["given", "dictionary", "discovered"]
ClauseKind = Literal["title", "heading", "body"]
GapKind = Literal["theme", "clause", "target"]
GapFit = Literal["own", "near", "heading", "matter", "part", "targets"]
GapAnswer = Literal["waived", "wrong", "todo"]
Operator = Literal[">=", "<=", "=", "+"]
TargetKind = Literal["约束性", "预期性"]

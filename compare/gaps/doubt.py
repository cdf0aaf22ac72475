"""Why an upper sentence that nothing surely answers is no sure gap: nearly answered, or asking nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.align import own_task
from compare.gaps.beside import answer_of
from compare.gaps.missing import ANSWERED, HELD, unanswered_parts
from compare.gaps.others import is_of_others
from compare.gaps.written import Tasks
from compare.model import Alignment, Level, Passage, Plan, Reason, Target
from compare.text import cues, set_figures

_DOUBTFUL = 0.35
"""Probability of a clause to be taken up from which it may be answered in other words: of 44 labelled clauses called
absent with .35 to .40 readers call 16 absent and 26 taken up, of the 161 with less 104 and 44."""
# These four were set by hand on gaps that were read; none is learnt.
_NEAR = 0.35
"""Probability of a passage to be an answer from which the clause may be answered by it."""
_FOR_OTHERS = 0.15
"""Probability of a clause to concern others from which a lower plan need not answer it."""
_SAME_MATTER = 0.7
"""Share of the name of an indicator from which a task that holds it may set it."""
_SMALL = 0.4
"""Share of the things that a clause sets below which one that is missing is a small part of it."""

_PAST = "partial_past"
_DOUBTED = frozenset({"clause_absent", "partial_missing", "partial_direction", _PAST})
_PHRASES = re.compile(r"[，；。;！]")
_AIM, _OUTCOME, _SPIRIT = cues("general_aim"), cues("outcome"), cues("urging")
_NATION, _SYSTEM, _ONCE = cues("nation_alone"), cues("system_of_nation"), cues("held_once")
_SET, _SCARCE, _CONDUCT, _CHANGE = cues("told_as_set"), cues("not_everywhere"), cues("own_conduct"), cues("change_told")


def doubt_of(alignment: Alignment, lacks: Sequence[str], upper: Plan, tasks: Tasks) -> Reason | None:
    """Return why nobody can say that a lower plan lacks a clause; ``None`` where it surely does, or somebody has
    decided so.

    Args:
        alignment: Of the clause.
        lacks: What of it is not answered; empty for the whole.
        upper: The plan in which it stands.
        tasks: What the lower plan sets.
    """
    code = alignment.reason.code
    if alignment.decided or alignment.judged_by is not None or code not in _DOUBTED:
        return None
    if code == "partial_direction" or (code == "clause_absent" and _is_nearly_answered(alignment, tasks)):
        return alignment.reason
    if code == _PAST:  # what looks back is nearest; what looks ahead may be an answer, too
        return alignment.reason if answer_of(alignment) else None
    wanted = _phrases(alignment.clause, lacks)
    if asks_nothing(alignment.clause, wanted):
        return Reason("too_general")
    if alignment.for_others > _FOR_OTHERS or _is_kept_above(wanted, alignment.clause, upper, tasks.plan):
        return Reason("kept_above")
    if scarce := first_scarce(" ".join(wanted), tasks.plan):
        return Reason("not_everywhere", (scarce,))
    richly = sum(match.score >= ANSWERED for match in alignment.matches) > 1
    if code == "partial_missing" and (richly or len(lacks) < _SMALL * len(alignment.items)):
        return Reason("small_part", tuple(lacks))
    return None


def asks_nothing(clause: Passage, lacks: Sequence[str] = ()) -> bool:
    """Whether a clause of an upper plan urges, tells how its government will work, or names nothing but aims.

    Args:
        clause: The clause.
        lacks: What of it is asked about; empty for the whole.
    """
    if _SPIRIT.search(clause.quote) is not None or any(map(_CONDUCT.search, clause.section)):
        return True
    return all(_asks_nothing(each, clause) for each in _phrases(clause, lacks))


def _phrases(clause: Passage, lacks: Sequence[str]) -> list[str]:
    return [phrase for phrase in lacks or _PHRASES.split(clause.quote) if phrase.strip()]


def is_told_in_words(target: Target, tasks: Tasks) -> bool:
    """Whether a lower plan may set an indicator in a sentence from which no target was read: one of its tasks holds
    what the indicator is about and sets something of it (能耗下降完成省下达任务).
    """
    return any(_SET.search(said) for said in tasks.holding(_CHANGE.sub("", target.indicator), _SAME_MATTER))


def first_scarce(text: str, lower: Plan) -> str:
    """Return what a text names first that not every place has and that the lower plan nowhere writes; empty without."""
    return next((found[0] for found in _SCARCE.finditer(text) if found[0] not in lower.text), "")


def _is_nearly_answered(alignment: Alignment, tasks: Tasks) -> bool:
    best = max((match.score for match in alignment.matches), default=0.0)
    if alignment.score > _DOUBTFUL or best >= _NEAR or tasks.share(alignment.clause.quote) >= HELD:
        return True
    # Of 24 labelled clauses called absent, less likely than that and as far from any passage, of whose matters the
    # lower plan speaks all the same, readers call 9 absent; of 63 of whose matters it speaks of none 51.
    if tasks.speak_of(alignment.clause.quote):
        return True
    return not unanswered_parts(alignment, tasks)


def _asks_nothing(phrase: str, clause: Passage) -> bool:
    """Whether a phrase of a clause names no arrangement of its own: an aim that any plan serves, or, behind others,
    what a measure is good for.
    """
    said = phrase.strip()
    if set_figures(said):
        return False
    if _AIM.fullmatch(said):
        return True
    return _OUTCOME.match(said) is not None and not clause.quote.startswith(said)


def _is_kept_above(phrases: Sequence[str], clause: Passage, upper: Plan, lower: Plan) -> bool:
    """Whether the upper level does itself what its phrases name: what only its own area has or holds, or, in a plan of
    the nation, what the nation makes for half of it or more.
    """
    own = [
        is_of_others(each, upper, lower) or own_task(each, upper) is not None or _ONCE.search(each) is not None
        for each in phrases
    ]
    if any(own) and all(kept or _asks_nothing(each, clause) for kept, each in zip(own, phrases, strict=True)):
        return True
    if upper.level is not Level.NATIONAL or lower.level is Level.NATIONAL:
        return False
    nations = [_NATION.search(each) is not None or _SYSTEM.fullmatch(each.strip()) is not None for each in phrases]
    return 2 * sum(nations) >= len(phrases)

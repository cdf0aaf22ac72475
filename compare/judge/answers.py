"""Whether an answer counts: its form, its quotation, and that it says no more than its own items.

Nothing that an answer says is believed for its own sake: whatever a text of a plan, a broken server or an invention of
a model put into it, it counts only where the plan's own words stand behind it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from compare.align import ANSWERED, shortfall
from compare.coverage import PAST_OR_SETTING
from compare.judge.prompt import is_addressed
from compare.judge.questions import shown_of
from compare.model import Alignment, Cell, Depth, Label, Outcome, Passage, QuestionKind
from compare.text import fold, folded

QUOTED = 4
"""Signs of a quotation at least: shorter ones stand in any passage."""

_FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*```", re.DOTALL)
_ENDS = "。；;，,.、…"
_FIGURE = re.compile(r"[\d〇一二三四五六七八九十百千万亿半全]")


class BindsReply(msgspec.Struct, frozen=True):
    """Whom a clause binds, and the words of it that say so."""

    binds: Literal["all", "upper_only", "places", "other_body"]
    quote: str


class VerdictReply(msgspec.Struct, frozen=True):
    """How a clause is answered.

    Attributes:
        passage: Number of the passage that is quoted; 0 for the upper clause itself, and where nothing is.
        items: Label of each item, in order; ``passages`` the number of the passage of each, 0 where there is none.
    """

    label: Label
    passage: int | None = 0
    quote: str | None = ""
    items: tuple[Label, ...] = ()
    passages: tuple[int | None, ...] = ()


class DepthReply(msgspec.Struct, frozen=True):
    """How deep a theme is taken up; ``passage`` as in :class:`VerdictReply`."""

    depth: Depth
    passage: int | None = 0
    quote: str | None = ""


_Reply = TypeVar("_Reply", BindsReply, VerdictReply, DepthReply)
_TEXT, _WHOLE = {"type": "string"}, {"type": "integer"}
_LABEL = {"enum": [label.value for label in Label]}
_PROPERTIES: dict[QuestionKind, dict[str, object]] = {
    "binds": {"binds": {"enum": ["all", "upper_only", "places", "other_body"]}, "quote": _TEXT},
    "verdict": {
        "label": _LABEL,
        "passage": _WHOLE,
        "quote": _TEXT,
        "items": {"type": "array", "items": _LABEL},
        "passages": {"type": "array", "items": _WHOLE},
    },
    "depth": {"depth": {"enum": [depth.value for depth in Depth]}, "passage": _WHOLE, "quote": _TEXT},
}


def schema_of(kind: QuestionKind) -> dict[str, object]:
    """Return the JSON schema of the answers to a kind of question, for servers that hold a model to one."""
    found = _PROPERTIES[kind]
    return {"type": "object", "properties": found, "required": list(found), "additionalProperties": False}


def binds_reply(text: str, quote: str) -> BindsReply | Outcome:
    """Return what an answer says a clause binds, or why it does not count.

    Args:
        text: The answer.
        quote: The clause.
    """
    reply = _read(text, BindsReply)
    if isinstance(reply, Outcome):
        return reply
    own = own_words(reply.quote, quote)
    return replace(reply, quote=own) if own else Outcome.NOT_QUOTED


def verdict_reply(text: str, row: Alignment) -> VerdictReply | Outcome:
    """Return the verdict that an answer gives on a clause, or why it does not count.

    Args:
        text: The answer.
        row: The alignment that was asked about.
    """
    reply = _read(text, VerdictReply)
    if isinstance(reply, Outcome):
        return reply
    own = _quoted(reply, row)
    if own is None:
        return Outcome.NOT_QUOTED
    if not _agrees(reply.label, reply.items, len(row.items)):
        return Outcome.DISAGREES
    return replace(reply, quote=own) if _is_proved(reply, row) else Outcome.DISAGREES


def depth_reply(text: str, cell: Cell) -> DepthReply | Outcome:
    """Return the depth that an answer gives to a theme, or why it does not count.

    A depth of 4 needs a passage in which a number stands; one of 2 and more a passage that does not only look back.

    Args:
        text: The answer.
        cell: The cell that was asked about.
    """
    reply = _read(text, DepthReply)
    if isinstance(reply, Outcome) or (not reply.depth and not reply.quote):
        return reply
    passage = numbered(shown_of(cell), reply.passage)
    own = own_words(reply.quote or "", passage.quote) if passage else None
    if passage is None or own is None:
        return Outcome.NOT_QUOTED
    if reply.depth >= Depth.STATED and passage.role in PAST_OR_SETTING:
        return Outcome.DISAGREES
    if reply.depth is Depth.QUANTIFIED and not _FIGURE.search(passage.quote):
        return Outcome.DISAGREES
    return replace(reply, quote=own)


def own_words(quote: str, text: str) -> str | None:
    """Return a quotation as the text has it, found whatever its width, blanks, quotation marks and last mark.

    Returns:
        ``None`` where it does not stand in the text, or is shorter than ``QUOTED`` signs of a text that is not.
    """
    held, wanted = fold(text), folded(quote).replace("\n", "").strip(_ENDS)
    if len(wanted) < min(QUOTED, len(held.text.strip(_ENDS))) or not wanted:
        return None
    at = held.text.find(wanted)
    return None if at < 0 else text[slice(*held.span(at, at + len(wanted)))]


def numbered(passages: Sequence[Passage], number: int | None) -> Passage | None:
    """Return the passage with a number, from 1, that was shown; ``None`` where there is none."""
    if number is None or not 1 <= number <= len(passages) or is_addressed(passages[number - 1].quote):
        return None
    return passages[number - 1]


def _read(text: str, form: type[_Reply]) -> _Reply | Outcome:
    """Return the one JSON object that an answer must be, alone or in a fence, in a form."""
    bare = text.rpartition("</think>")[2].strip()
    fenced = _FENCED.fullmatch(bare)
    try:
        return msgspec.json.decode(fenced.group(1) if fenced else bare, type=form)
    except msgspec.ValidationError:
        return Outcome.WRONG_FORM
    except (msgspec.DecodeError, RecursionError):
        return Outcome.NOT_JSON


def _quoted(reply: VerdictReply, row: Alignment) -> str | None:
    """Return the quotation where the answer says that it stands; ``None`` where it does not.

    Of what is absent there need be none.
    """
    quote = reply.quote or ""
    if reply.label is Label.ABSENT and not quote:
        return quote
    if reply.label is Label.NOT_APPLICABLE:
        return own_words(quote, row.clause.quote)
    passage = numbered(row.matches, reply.passage)
    return own_words(quote, passage.quote) if passage else None


def _agrees(label: Label, items: Sequence[Label], wanted: int) -> bool:
    """Whether a verdict says no more and no less than its items, of which there must be as many as the clause has."""
    if len(items) != wanted:
        return False
    if label in (Label.ABSENT, Label.NOT_APPLICABLE):
        return set(items) <= {label}
    answered, absent = items.count(Label.COVERED), items.count(Label.ABSENT)
    if Label.NOT_APPLICABLE in items:
        return False
    if label is Label.COVERED:
        return answered >= math.ceil(ANSWERED * wanted) and (not wanted or 2 * absent < wanted)
    return not wanted or (absent < wanted and answered < wanted)


def _is_proved(reply: VerdictReply, row: Alignment) -> bool:
    """Whether the passages bear the verdict: covered is nothing past, no lower number, and each item has a passage."""
    if reply.label not in (Label.COVERED, Label.PARTIAL):
        return True
    found = [numbered(row.matches, number) for number in reply.passages]
    if len(found) != len(row.items):
        return False
    if any(at is None and label is not Label.ABSENT for at, label in zip(found, reply.items, strict=True)):
        return False
    quoted = numbered(row.matches, reply.passage)
    if reply.label is Label.PARTIAL or quoted is None:
        return quoted is not None
    return quoted.role not in PAST_OR_SETTING and shortfall(row.clause.quote, quoted.quote) is None

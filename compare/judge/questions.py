"""What is asked: whom a clause binds, how a lower plan answers it, how deep a plan takes a theme up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from compare.judge.prompt import TOKENS, cut, is_addressed, prompts, tokens
from compare.model import Alignment, Cell, Clause, Item, Passage, Plan, QuestionKind, Record, Requirement, Theme

# Tokens of an answer at most: with a quotation of 30 signs and white space; of a verdict, more for each item.
_BINDS_REPLY, _DEPTH_REPLY = 70, 100
_VERDICT_REPLY, _ITEM_REPLY, _LONGEST_REPLY = 120, 12, 280
# Of a clause and a theme's definition; the passages have what is left.
_CLAUSE_ROOM, _THEME_ROOM = 320, 120
# Fewer passages are shown where each would have less than this.
_PASSAGE_ROOM = 30
_BINDS_ROOM, _HEADING_ROOM = 160, 16
# Plans write （1） and 【1】.
_MARK = "［{}］"


class Question(Record, frozen=True):
    """One question to a second reader.

    Attributes:
        kind: About what it is.
        told: What is said before: the definitions and the form of the answer.
        asked: Texts of plans as a JSON object, so that none of them ends where it does not.
        reply: Tokens that the answer has at most.
    """

    kind: QuestionKind
    told: str
    asked: str
    reply: int

    @property
    def id(self) -> str:
        """Hash of all that is asked: who asks the same again has the same answer."""
        return hashlib.sha256("\x1f".join((self.kind, self.told, self.asked)).encode("utf-8", "replace")).hexdigest()

    @property
    def tokens(self) -> int:
        """What it costs at most, without the answer."""
        return tokens(self.told) + tokens(self.asked)

    @property
    def cost(self) -> int:
        """What it costs at most, with the answer."""
        return self.tokens + self.reply


def ask_binds(requirement: Requirement, plan: Plan) -> Question | None:
    """Return the question whom an upper clause binds; ``None`` where the clause speaks to the reader itself."""
    clause = plan.clauses[requirement.clause]
    return None if is_addressed(plan.text[clause.start : clause.end]) else _whom(clause, plan)


def _whom(clause: Clause, plan: Plan) -> Question:
    section = plan.path(clause.section)[-1:]
    (shown,) = cut([plan.text[clause.start : clause.end]], _BINDS_ROOM)
    return _question("binds", {"上位规划": _party(plan), **_headed(section), "条款": shown}, _BINDS_REPLY)


def ask_verdict(row: Alignment, upper: Plan, lower: Plan) -> Question | None:
    """Return the question how a lower plan answers a clause, from the passages that were found.

    A passage keeps the number that it has in ``row.matches``, from 1; those that speak to the reader are left out.
    With the question whom the clause binds it costs no more than ``TOKENS``.

    Returns:
        ``None`` where nothing is left to read, or the clause itself speaks to the reader.
    """
    found = list(_readable(row.matches))
    if is_addressed(row.clause.quote) or not found:
        return None
    most = TOKENS - _whom(upper.clauses[row.clause.clause or 0], upper).cost
    reply = min(_VERDICT_REPLY + _ITEM_REPLY * len(row.items), _LONGEST_REPLY)
    told: dict[str, object] = {
        "上位规划": _party(upper),
        "下位规划": _party(lower),
        **_headed(row.clause.section[-1:]),
        "条款": "",
    }
    bare = _question("verdict", {**told, "段落": [_passage(*found[0], "")]}, reply)
    # The first passage has room in any case.
    room = min(_CLAUSE_ROOM, most - bare.cost - _PASSAGE_ROOM)
    (told["条款"],) = cut([_marked(row.clause, row.items)], room)
    return _with_passages(told, found, bare, most)


def ask_depth(cell: Cell, theme: Theme, plan: Plan) -> Question | None:
    """Return the question how deep a plan takes a theme up, from the passages that count and the nearest others.

    A passage has the number that it has among ``shown_of(cell)``, from 1; those that speak to the reader are left out.

    Returns:
        ``None`` where nothing is left to read.
    """
    found = list(_readable(shown_of(cell)))
    if not found:
        return None
    (definition,) = cut([theme.definition], _THEME_ROOM)
    told: dict[str, object] = {"规划": _party(plan), "主题": theme.name, "释义": definition}
    return _with_passages(told, found, _question("depth", told, _DEPTH_REPLY), TOKENS)


_SHOWN = 6
"""Passages of a cell that are shown: those that count go first."""


def shown_of(cell: Cell) -> tuple[Passage, ...]:
    """Return the passages of a cell that a question shows."""
    return (*cell.evidence, *cell.nearest)[:_SHOWN]


def _readable(passages: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
    return ((number, each) for number, each in enumerate(passages, 1) if not is_addressed(each.quote))


def _question(kind: QuestionKind, asked: Mapping[str, object], reply: int) -> Question:
    told = prompts().common.strip() + "\n\n" + getattr(prompts(), kind).strip()
    return Question(kind, told, json.dumps(asked, ensure_ascii=False, separators=(",", ":")), reply)


def _with_passages(
    told: Mapping[str, object], found: Sequence[tuple[int, Passage]], like: Question, most: int
) -> Question:
    """Return a question that costs no more than it may with its answer; long passages are cut at their end.

    Args:
        told: What is asked but for the passages.
        found: The passages with their numbers; the last are left out where there is no room for all.
        like: A question of its kind.
        most: In tokens.
    """
    left = 0
    while found:
        bare = [_passage(number, each, "") for number, each in found]
        left = most - _question(like.kind, {**told, "段落": bare}, like.reply).cost
        if len(found) == 1 or left >= _PASSAGE_ROOM * len(found):
            break
        found = found[:-1]
    while True:
        quotes = cut([each.quote for _, each in found], left)
        passages = [_passage(number, each, quote) for (number, each), quote in zip(found, quotes, strict=True)]
        question = _question(like.kind, {**told, "段落": passages}, like.reply)
        if question.cost <= most or left <= 0:
            return question
        left -= question.cost - most  # what JSON writes before quotation marks costs, too


def _passage(number: int, passage: Passage, quote: str) -> list[object]:
    heading = next(iter(_headed(passage.section[-1:]).values()), "")
    return [number, prompts().roles[passage.role], heading, quote]


def _headed(section: Sequence[str]) -> dict[str, str]:
    return {"标题": cut(section, _HEADING_ROOM)[0]} if section else {}


def _party(plan: Plan) -> str:
    """Return level and area of a plan."""
    return cut([f"{prompts().levels[plan.level]} {plan.region}".strip()], _HEADING_ROOM)[0]


def _marked(clause: Passage, items: Sequence[Item]) -> str:
    """Return a clause, the number of each item before it."""
    text, shift = clause.quote, 0
    for number, item in enumerate(items, 1):
        mark, at = _MARK.format(number), item.start - clause.start + shift
        text = text[:at] + mark + text[at:]
        shift += len(mark)
    return text

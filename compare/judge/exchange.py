"""Questions and answers as lines of JSON, for a model that stands in another network, and for people who read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from compare.errors import Fault
from compare.forms import faulty, unusable
from compare.judge.chat import body_of
from compare.judge.questions import Question
from compare.judge.replies import KeptReply
from compare.model import Record

LONGEST = 1 << 18
"""Characters of a line of answers at most."""

_ID = re.compile(r"[0-9a-f]{64}")
_URL = "/v1/chat/completions"


class GivenReply(Record, frozen=True):
    """An answer from elsewhere.

    Attributes:
        model: Who gave it.
        question: Id of the question.
        reply: What it says.
    """

    model: str
    question: str
    reply: KeptReply


def question_lines(questions: Iterable[Question], model: str | None = None) -> Iterator[str]:
    """Yield each question once as a line of the usual batch form, which ``vllm run-batch`` and others take as it is.

    Args:
        questions: What is asked.
        model: Name of the model; left out if ``None``.
    """
    for id_, question in {each.id: each for each in questions}.items():
        line = {"custom_id": id_, "method": "POST", "url": _URL, "body": body_of(question, model)}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def read_replies(path: Path, model: str | None = None) -> tuple[GivenReply, ...]:
    """Read answers: lines of the usual batch form, or ``{"custom_id": …, "model": …, "answer": …}``.

    An answer is a JSON object or the text in which one stands. What it says is not looked at here: that is done each
    time when it is put beside the plans' own words.

    Args:
        path: The file.
        model: Who answered, where the lines do not say so.

    Raises:
        InputError: The file cannot be read or is wrong, with all faults at once.
    """
    found: dict[tuple[str, str], GivenReply] = {}
    faults: list[Fault] = []
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                given = _given(line, model) if line.strip() else None
                if isinstance(given, str):
                    faults.append(Fault(path, number, given))
                elif given:
                    found[given.model, given.question] = given
    except (OSError, UnicodeDecodeError) as error:
        raise unusable(path, None, f"读不了：{error}") from error
    if faults:
        raise faulty(path, faults)
    if not found:
        raise unusable(path, None, "里面没有回答")
    return tuple(found.values())


def _given(line: str, model: str | None) -> GivenReply | str:
    """Return the answer on a line, or what is wrong with the line."""
    if len(line) > LONGEST:
        return f"这一行超过 {LONGEST} 字，不是回答"
    try:
        told = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return "这一行不是 JSON"
    if not isinstance(told, dict) or not _ID.fullmatch(str(told.get("custom_id"))):
        return "缺少 custom_id，应照抄问题里的"
    body = _body(told)
    answer = told.get("answer", _said(body))
    if not answer:
        return "缺少 answer"
    by = model or told.get("model") or body.get("model")
    if not isinstance(by, str):
        return "没有写是谁回答的：请加 model，或用 --judge-model 指明"
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return GivenReply(by, told["custom_id"], KeptReply(text))


def _body(told: dict[str, Any]) -> dict[str, Any]:
    response = told.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    return body if isinstance(body, dict) else {}


def _said(body: dict[str, Any]) -> object:
    try:
        return body["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None

"""Many questions: what was answered before is taken up, the rest asked, so many at once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol

from compare.execution import Progress, silent
from compare.judge.chat import ChatClient
from compare.judge.questions import Question
from compare.judge.replies import KeptReply, Replies

AT_ONCE = 4
"""Questions that are on their way at the same time: as many as a small server takes."""


class Answering(Protocol):
    """Whoever is asked.

    Attributes:
        model: Its name.
    """

    model: str

    def answers(self, questions: Sequence[Question]) -> dict[str, KeptReply]:
        """Return id of a question to the answer, of those that are answered."""

    def sent_to(self, question: Question, /) -> str:
        """Return the host outside the own network to which a question without an answer was sent; empty if none."""


class QuestionList:
    """Answers nothing and notes what it is asked.

    Attributes:
        model: No name.
        questions: Each once, in the order in which they came.
    """

    def __init__(self) -> None:
        self.model = ""
        self._questions: dict[str, Question] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that was asked."""
        return tuple(self._questions.values())

    def answers(self, questions: Sequence[Question]) -> dict[str, KeptReply]:
        """Note the questions; there are no answers."""
        self._questions |= {each.id: each for each in questions}
        return {}

    def sent_to(self, _question: Question, /) -> str:
        """Return nothing: questions are sent nowhere."""
        return ""


class SecondReader:
    """A model that is asked, or whose earlier answers are looked up.

    Args:
        model: Its name.
        kept: Earlier answers.
        client: Asks what was not answered before; ``None`` to ask nothing.
        at_once: Questions on their way at the same time.
        progress: Is told of the questions done.

    Attributes:
        model: Its name.
    """

    def __init__(
        self,
        model: str,
        kept: Replies,
        client: ChatClient | None = None,
        *,
        at_once: int = AT_ONCE,
        progress: Progress = silent,
    ) -> None:
        self.model = model
        self._kept, self._client, self._at_once, self._progress = kept, client, at_once, progress
        self._known: dict[str, KeptReply] = {}

    @property
    def asked(self) -> int:
        """How many questions were sent."""
        return self._client.asked if self._client else 0

    @property
    def fault(self) -> str:
        """Why the last question in vain got no answer; empty if every one got one."""
        return self._client.fault if self._client else ""

    def answers(self, questions: Sequence[Question]) -> dict[str, KeptReply]:
        """Return id of a question to the answer, of those that were answered now or before.

        An answer is kept as soon as it comes, so that whoever breaks a run off loses none.
        """
        by_id = {question.id: question for question in questions}
        for id_ in by_id:
            if id_ not in self._known and (kept := self._kept.get(self.model, id_)):
                self._known[id_] = kept
        if self._client:
            self._ask(self._client, [each for id_, each in by_id.items() if id_ not in self._known])
        return {id_: self._known[id_] for id_ in by_id if id_ in self._known}

    def sent_to(self, question: Question, /) -> str:
        """Return the host outside the own network to which a question was sent in this run, whatever came of it."""
        client = self._client
        return client.address.name if client and client.address.outside and question.id in client.reached else ""

    def _ask(self, client: ChatClient, questions: Sequence[Question]) -> None:
        sent_to = client.address.name if client.address.outside else ""
        with ThreadPoolExecutor(self._at_once) as pool:
            futures = {pool.submit(client.ask, question): question for question in questions}
            try:
                for done, future in enumerate(as_completed(futures), 1):
                    self._progress("judge_model", done, len(futures))
                    if (said := future.result()) is not None:
                        reply = self._known[futures[future].id] = KeptReply(said, sent_to)
                        self._kept.put(self.model, futures[future].id, reply)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                client.close()
                raise

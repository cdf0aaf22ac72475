"""Answers that were given before, kept by what was asked and of whom, apart from what the tool finds itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from compare.execution import Cache
from compare.model import Record

_FOLDER = "judge"


class KeptReply(Record, frozen=True):
    """An answer as it was given, whether it counts or not.

    Attributes:
        text: What the second reader said.
        sent_to: The host outside the own network to which the question went; empty if it did not leave it.
    """

    text: str
    sent_to: str = ""


class Replies:
    """The answers of all models, in a file of their own beside the cache: they outlive it and new versions.

    Args:
        folder: That of the cache.
        limit: Bytes that are kept.

    Attributes:
        fault, trusted: As of :class:`compare.execution.Cache`.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._kept = Cache(folder / _FOLDER, limit)

    @property
    def fault(self) -> str:
        """What went wrong, for people; empty if nothing did."""
        return self._kept.fault

    @property
    def trusted(self) -> bool:
        """Whether nobody else may write to it."""
        return self._kept.trusted

    def get(self, model: str, question: str) -> KeptReply | None:
        """Return the answer of a model to a question, given its id; ``None`` if there is none."""
        found = self._kept.get(_key(model, question))
        try:
            return None if found is None else msgspec.msgpack.decode(found, type=KeptReply)
        except msgspec.DecodeError:
            return None

    def put(self, model: str, question: str, reply: KeptReply) -> None:
        """Keep an answer in the place of an earlier one."""
        self._kept.put(_key(model, question), msgspec.msgpack.encode(reply))

    def drop(self) -> int:
        """Forget all answers; how many there were."""
        entries = self._kept.info().entries
        self._kept.clear()
        return entries

    def close(self) -> None:
        """Write what is new."""
        self._kept.close()


def _key(model: str, question: str) -> bytes:
    return hashlib.sha256(f"{model}\x1f{question}".encode("utf-8", "replace")).digest()

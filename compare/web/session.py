"""The newest result of a folder of plans, and whether its files have changed since."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from compare import find_plans
from compare.corpus import Corpus
from compare.errors import InputError
from compare.execution import Progress, silent
from compare.judge import Answering
from compare.model import Comparison, Plan, Record, Source
from compare.pipeline import judge_draft
from compare.web.asking import malformed
from compare.web.export import EXPORTED, Exported, export
from compare.web.ledger import DecisionLedger
from compare.web.review import ReviewQueue
from reports import Originals
from reports.formats.html import Served, page, page_data
from reports.view import Tables
from reports.wording import Lang, second_reader

DRAFT_LIMIT = 100_000
"""Characters of a draft; the longest plan of the corpora has 70,000."""

# What is decided takes effect when the person asks for it: a page that is loaded anew after each answer is of no use.
_PASSED_OVER = (".", "~$", "decisions.y")

Stamps = dict[Path, tuple[int, int]]


class Watched(Protocol):
    """What is compared again and again: the options of a command that compares plans."""

    @property
    def plans(self) -> Path:
        """A folder of plans, or a plans.yaml."""

    @property
    def themes(self) -> Path | None:
        """A theme file that was named."""

    @property
    def waivers(self) -> Path | None:
        """A file of accepted gaps that was named."""

    @property
    def decisions(self) -> Path | None:
        """A file of decisions that was named."""

    @property
    def lang(self) -> Lang:
        """Language of the page."""

    @property
    def model(self) -> str:
        """Name of the second reader that is asked; empty where none is."""

    def recalling(self) -> Watched:
        """Return the same with earlier answers of the second reader, who is asked nothing."""

    def second(self) -> AbstractContextManager[Answering | None]:
        """Hold the second reader at hand; ``None`` where there is none."""

    def compare(self, *, watcher: Progress = silent) -> Comparison:
        """Do the whole comparison."""

    def read(self, watcher: Progress = silent) -> tuple[Corpus, tuple[Plan, ...], tuple[Source, ...]]:
        """List the plans and read them; nothing is compared."""

    def originals(self) -> Originals:
        """Where the Word files are to be had that plans were read from."""


class Result(Record, frozen=True):
    """What is served at a time; ``version`` counts on over all that one server serves."""

    version: int
    comparison: Comparison
    tables: Tables
    page: bytes
    review: ReviewQueue


class Session:
    """A folder that is compared again when a file in it changes.

    Attributes:
        job: What is compared.
        result: The newest result; replaced as a whole.
        fault: Why the last comparison gave none; empty if it did.
    """

    def __init__(self, job: Watched, watcher: Progress = silent, version: int = 1) -> None:
        self._job = job
        self._judging, self._comparing = threading.Lock(), threading.Lock()
        self._ledger = DecisionLedger(self.folder, job.decisions)
        self._stamps = self._pending = self._seen()
        self.fault = ""
        self.result = self._compared(version, watcher)

    @property
    def folder(self) -> Path:
        """Where the plans lie."""
        plans = self._job.plans
        return plans if plans.is_dir() else plans.parent

    def look(self) -> None:
        """Compare again if a file has changed and is no longer being written, that is, looks as it did last time."""
        seen = self._seen()
        still, self._pending = seen == self._pending, seen
        if seen != self._stamps and still:
            self._stamps = seen
            try:
                self.result, self.fault = self._compared(self.result.version + 1), ""
            except InputError as error:
                self.fault = str(error)

    def recount(self) -> dict[str, object]:
        """Compare again now, so that what was decided takes effect, and tell the state after it.

        A second reader is not asked anew: nobody waits for a model after an answer of their own.

        Raises:
            InputError: The comparison gives no result; the last one stands.
        """
        self.result, self.fault = self._compared(self.result.version + 1, job=self._job.recalling()), ""
        return self.state()

    def state(self) -> dict[str, object]:
        """Return the version of the newest result, and why the last comparison gave none."""
        return {"version": self.result.version, "fault": self.fault}

    def draft(self, asked: object) -> dict[str, object]:
        """Find what a draft answers and lacks, for the page's script.

        Args:
            asked: ``{"text", "of", "upper"}``; the plans by their numbers on the page; with ``"ask": true`` the second
                reader is asked, else its earlier answers are taken up.

        Raises:
            InputError: Something else was asked.
        """
        result = self.result
        match asked:
            case {"text": str(text), "of": int(of), "upper": int(upper), **more}:
                pass
            case _:
                raise malformed()
        if len(text) > DRAFT_LIMIT:
            raise InputError(f"草稿有{len(text)}字，超过{DRAFT_LIMIT}字，请分段粘贴。")
        rows = result.tables.plans
        if not (0 <= of < len(rows) and 0 <= upper < len(rows)):
            raise InputError("没有这份规划，请重新载入页面。")
        with self._judging:
            job = self._job if more.get("ask") is True else self._job.recalling()
            with job.second() as second:
                plans = (rows[upper].plan.id,), rows[of].plan.id
                judged = judge_draft(result.comparison, text, *plans, second)
        tables = Tables(judged)
        draft = [row.plan.id for row in tables.plans].index(judged.plans[-1].id)
        told = second_reader(judged.second, self._job.lang) if job is self._job else []
        return {"draft": draft, "rows": page_data(tables, self._job.lang), "second": told}

    def export(self, asked: object) -> Exported:
        """Make a file of what the page shows.

        Raises:
            InputError: Something else was asked, or there is nothing to hand out.
        """
        return export(self.result.comparison, self._ledger, self._job.originals(), asked, self._job.lang)

    def _compared(self, version: int, watcher: Progress = silent, job: Watched | None = None) -> Result:
        with self._comparing:
            comparison = (job or self._job).compare(watcher=watcher)
        tables = Tables(comparison)
        served = Served(DRAFT_LIMIT, version, EXPORTED, self._job.model)
        shown = page(tables, self._job.lang, served=served)
        return Result(version, comparison, tables, shown, ReviewQueue(comparison, self._ledger))

    def _seen(self) -> Stamps:
        """Time and size of every file that the result depends on."""
        job = self._job
        paths = {path for path in (job.themes, job.waivers) if path is not None}
        try:
            paths |= {path for path in self.folder.iterdir() if not path.name.startswith(_PASSED_OVER)}
            paths |= {entry.path for entry in find_plans(job.plans).entries}
        except (OSError, InputError):
            pass  # the comparison itself will say what is wrong
        return {path: stamp for path in sorted(paths) if (stamp := _stamp(path))}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return None if path.is_dir() else (found.st_mtime_ns, found.st_size)

"""A run over very many plans: they lie on the disk, and are judged in parts of which nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from compare.corpus import Corpus, find_plans
from compare.forms import find_decisions
from compare.model import Comparison, Contradiction, Decision, Plan, Rendering, Target
from compare.pipeline.assemble import listed
from compare.pipeline.decide import Decided
from compare.pipeline.library import Library
from compare.pipeline.options import DEFAULTS, RunOptions
from compare.pipeline.run import Run
from compare.pipeline.store import Shelf
from compare.pipeline.warm import warmed
from compare.targets import find_shortfalls
from compare.themes import given_themes

MANY = 500
"""More plans than this are surveyed unless a format is asked for: a whole report holds 5 MB a plan in memory."""
BATCH = 200
"""Plans that are judged together, of which some 3 MB each are held; enough to keep cores busy."""


class Survey:
    """Plans that were read, and of which all else is on the disk.

    Attributes:
        plans: All that could be read, in the order of the corpus, with their upper links and without texts.
        themes: The themes that are looked for.
        unread: Of the files that were not read.
        decisions: What people decided.
    """

    def __init__(self, run: Run, shelf: Shelf, decisions: tuple[Decision, ...]) -> None:
        self._run, self._shelf, self.decisions = run, shelf, decisions
        self.plans, self.themes, self.unread = run.library.plans, run.themes, run.library.unread

    def batches(self, rendering: Callable[[Sequence[Plan]], Rendering] | None = None) -> Iterator[Comparison]:
        """Yield what a whole run finds, but for :meth:`shortfalls` and decisions, in parts of ``BATCH`` plans.

        Every plan is in one part: rows of it are those in which it is the lower plan. A part holds no upper plan of its
        plans unless that is one of them; chains hold the steps of its plans.

        Args:
            rendering: As for :func:`compare.compare_plans`; given the plans of the part and those above them.
        """
        done, rest = 0, self._run.library.from_the_top()
        while ids := tuple(islice(rest, BATCH)):
            yield self._run.part(ids, done, rendering=rendering, sums=False)
            done += len(ids)

    def of(self, plan: str, rendering: Callable[[Sequence[Plan]], Rendering] | None = None) -> Comparison:
        """Return one plan and all plans above it, with the rows that a whole run finds of them, but for shortfalls.

        Raises:
            KeyError: There is no such plan.
        """
        library = self._run.library
        ids = library.in_order({plan, *library.above([plan])})
        return self._run.part(ids, rendering=rendering, sums=False)

    def shortfalls(self) -> Iterator[Contradiction]:
        """Yield targets of upper plans that the plans of all areas directly below do not add up to."""
        below: dict[str, list[Plan]] = {}
        for plan in self.plans:
            for link in plan.upper:
                below.setdefault(link.id, []).append(plan)
        for plan in self.plans:
            if plan.id in below:
                yield from find_shortfalls(plan, below[plan.id], self._whole)

    def rest(self) -> Comparison:
        """Return what no batch holds: files that were not read, and :meth:`shortfalls`."""
        return listed((), self.unread, self.themes, self.shortfalls())

    def close(self) -> None:
        """Nothing more will be asked."""
        self._shelf.close()

    def _whole(self, plan: str) -> tuple[Plan, Sequence[Target]]:
        member = self._run.library.member(plan)
        return member.plan, member.targets


def survey_plans(
    plans: str | os.PathLike[str] | Corpus,
    scratch: Path,
    themes: str | os.PathLike[str] | None = None,
    *,
    waivers: str | os.PathLike[str] | None = None,
    decisions: str | os.PathLike[str] | None = None,
    options: RunOptions = DEFAULTS,
) -> Survey:
    """Read very many plans; the parameters are those of :func:`compare.compare_plans`.

    Args:
        scratch: A folder for what is read, about 150 KB a plan; whoever made it takes it away.

    Raises:
        InputError: Nothing to do or wrong use: no plan that can be read, a wrong plans.yaml, theme file or decision.
    """
    corpus = plans if isinstance(plans, Corpus) else find_plans(plans)
    given = given_themes(corpus.folder, themes)
    found = find_decisions(corpus.folder, decisions, waivers)
    shelf, engine = Shelf(scratch), options.engine()
    library = Library(corpus, shelf, engine, libreoffice=options.libreoffice, batch=BATCH, meanwhile=warmed(given))
    return Survey(Run(library, engine, given, Decided(found), options.second), shelf, found)

"""Very many plans: read once, of each only little held, and judged batch by batch as a whole run would judge them.

What is found of a plan depends on its own text, its upper plans and the themes, and on these besides: which of its
wording plans of other regions share, of which other text it is a copy, which themes the upper plans set, and whether
the plans of all areas below add up to it. The first pass finds the first three; the last is asked for by itself.
"""

from __future__ import annotations

import dataclasses
import os
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from compare.corpus import Corpus, Doubles, Entry, Identity, find_plans, link_uppers
from compare.coverage import find_chain, find_distinctive, find_frequency, plans_above
from compare.execution import Engine, dismiss
from compare.features import Hashes, Shingles, formulas_of
from compare.forms import find_decisions
from compare.model import (
    Comparison,
    Contradiction,
    Decision,
    Later,
    Plan,
    Rendering,
    Source,
    Target,
    Theme,
    UpperLink,
)
from compare.pipeline.compare import JUDGING, conclude
from compare.pipeline.conclude import Conclude
from compare.pipeline.decide import Decided
from compare.pipeline.match import Judge, Judged, Task, judgeable
from compare.pipeline.options import DEFAULTS, RunOptions
from compare.pipeline.parse import Parsed, Parser
from compare.pipeline.sources import nothing_read, size_of, skipped_sources, source_of
from compare.pipeline.store import Sharing, Shelf, Texts
from compare.targets import find_contradictions, find_shortfalls, pair_targets
from compare.themes import general_themes, given_themes, upper_plans, with_discovered

MANY = 500
"""More plans than this are surveyed unless a format is asked for: a whole report holds 5 MB a plan in memory."""
BATCH = 200
"""Plans that are judged together, of which some 3 MB each are held; enough to keep cores busy."""
DISCOVERED_FROM = 64
"""Upper plans from which themes are discovered at most, those with most plans below them: each takes some megabytes."""
Item = TypeVar("Item")
# Upper plans of which what was found is kept from batch to batch.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Member:
    """A plan while it is in memory."""

    plan: Plan
    source: Source
    targets: tuple[Target, ...]


class Survey:
    """Plans that were read, and of which all else is on the disk.

    Attributes:
        plans: All that could be read, in the order of the corpus, with their upper links and without texts.
        themes: The themes that are looked for.
        unread: Of the files that were not read.
        decisions: What people decided.
    """

    def __init__(
        self,
        corpus: Corpus,
        scratch: Path,
        engine: Engine,
        themes: tuple[Theme, ...] | None,
        decisions: tuple[Decision, ...],
        *,
        libreoffice: bool,
    ) -> None:
        self._engine, self._shelf = engine, Shelf(scratch)
        self._size = sum(map(size_of, corpus.entries))
        self._entries = {entry.id: entry for entry in corpus.entries}
        self.decisions, self._decided = decisions, Decided(decisions)
        sharing, doubles = Sharing(scratch), Doubles()
        identities: dict[str, Identity] = {}
        bare, unread = [], []
        for parsed in self._parsed(corpus.entries, Parser(libreoffice)):
            if parsed.plan is None or parsed.identity is None:
                unread.append(parsed.source)
                continue
            plan = parsed.plan
            identities[plan.id] = parsed.identity
            self._shelf.put(plan.id, parsed)
            sharing.add(plan)
            doubles.add(plan.id, plan.text)
            bare.append(replace(plan, text="", sections=(), clauses=(), tables=(), roles=()))
        dismiss()
        if not bare:
            raise nothing_read(unread)
        links = link_uppers(corpus.entries, identities)
        self._links = {id_: upper for id_, (upper, _) in links.items()}
        self.plans = tuple(_linked(plan, *links[plan.id]) for plan in bare)
        self.unread = (*unread, *skipped_sources(corpus))
        self._order = {plan.id: number for number, plan in enumerate(self.plans)}
        self._uppers = {link.id for plan in self.plans for link in plan.upper}
        self._inferred = {plan.id: plan.inferred for plan in self.plans}
        self._doubles, self._shared = doubles.found(), sharing.shared()
        self._dictionary = general_themes()
        self.themes = self._discovered() if themes is None else themes
        self._kept: OrderedDict[str, tuple[_Member, Judged]] = OrderedDict()

    def batches(self, rendering: Callable[[Sequence[Plan]], Rendering] | None = None) -> Iterator[Comparison]:
        """Yield what a whole run finds, but for :meth:`shortfalls` and decisions, in parts of ``BATCH`` plans.

        Every plan is in one part: rows of it are those in which it is the lower plan. A part holds no upper plan of its
        plans unless that is one of them; chains hold the steps of its plans.

        Args:
            rendering: As for :func:`compare.compare_plans`; given the plans of the part and those above them.
        """
        done = 0
        for ids in _in_batches(self._from_the_top()):
            yield self._judged(ids, done, rendering)
            done += len(ids)

    def of(self, plan: str, rendering: Callable[[Sequence[Plan]], Rendering] | None = None) -> Comparison:
        """One plan and all plans above it, with the rows that a whole run finds of them, but for shortfalls.

        Raises:
            KeyError: There is no such plan.
        """
        ids = sorted({plan, *self._above([plan])}, key=self._order.__getitem__)
        return self._judged(ids, 0, rendering)

    def shortfalls(self) -> Iterator[Contradiction]:
        """Targets of upper plans that the plans of all areas directly below do not add up to."""
        below: defaultdict[str, list[Plan]] = defaultdict(list)
        for plan in self.plans:
            for link in plan.upper:
                below[link.id].append(plan)
        for plan in self.plans:
            if plan.id in below:
                yield from find_shortfalls(plan, below[plan.id], self._whole)

    def close(self) -> None:
        """Nothing more will be asked."""
        self._shelf.close()

    def _parsed(self, entries: Sequence[Entry], parser: Parser) -> Iterator[Parsed]:
        done = 0
        for some in _in_batches(entries):
            yield from self._at(done, len(entries)).run(parser, some, size=self._size)
            done += len(some)

    def _at(self, done: int, total: int) -> Engine:
        """Return the engine, which tells of the progress of the whole and not of one part."""
        told = self._engine.progress
        return dataclasses.replace(
            self._engine, progress=lambda stage, more, _: told(stage, min(done + more, total), total)
        )

    def _discovered(self) -> tuple[Theme, ...]:
        order = self._order
        below = dict.fromkeys(order, 0)
        for plan in self.plans:
            for link in plan.upper:
                below[link.id] += 1
        upper = sorted((plan.id for plan in upper_plans(self.plans)), key=lambda id_: -below[id_])[:DISCOVERED_FROM]
        chosen = sorted(upper, key=order.__getitem__)
        rest = [id_ for id_ in order if id_ not in set(chosen)]
        plans = [self._member(id_).plan for id_ in chosen]
        return with_discovered(plans, self._dictionary, Texts(self._shelf, rest))

    def _from_the_top(self) -> Iterator[str]:
        """All plans, those below a plan soon after it: what was found of it is still held then."""
        below: defaultdict[str | None, list[str]] = defaultdict(list)
        for plan in self.plans:
            below[plan.upper[0].id if plan.upper else None].append(plan.id)
        met: dict[str, None] = {}
        stack = below[None][::-1]
        while stack:
            plan_id = stack.pop()
            met[plan_id] = None
            stack.extend(below[plan_id][::-1])
        yield from met
        yield from (plan.id for plan in self.plans if plan.id not in met)  # a person may have linked them in a circle

    def _member(self, plan: str) -> _Member:
        parsed, upper = self._shelf.get(plan), self._links[plan]
        assert parsed.plan is not None
        entry, double = self._entries[plan], self._doubles.get(plan)
        source = source_of(entry, parsed, {link.id for link in upper}, double, alone=len(self.plans) == 1)
        return _Member(replace(parsed.plan, upper=upper, inferred=self._inferred[plan]), source, parsed.targets)

    def _whole(self, plan: str) -> tuple[Plan, Sequence[Target]]:
        member = self._member(plan)
        return member.plan, member.targets

    def _judged(
        self, ids: Sequence[str], done: int, rendering: Callable[[Sequence[Plan]], Rendering] | None
    ) -> Comparison:
        members, judged = self._found(ids, done)
        batch = tuple(members[id_].plan for id_ in ids)
        wanted = set(ids)
        all_plans = [member.plan for member in members.values()]
        targets = tuple(target for member in members.values() for target in member.targets)
        readable = {id_: member.source.readable for id_, member in members.items()}
        asked = [plan if plan.id in wanted else replace(plan, upper=()) for plan in judgeable(all_plans, readable)]
        pairs = pair_targets(asked, targets)
        stage = Conclude(tuple(self.themes), self._decided.gaps, rendering(all_plans) if rendering else None)
        engine = self._at(done, max(len(self.plans), done + len(ids)))
        concluded = conclude(judged, targets, pairs, stage, engine, ids)
        cells = {(cell.theme, cell.plan): cell for found in judged.values() for cell in found.cells}
        coverage = tuple(cells[theme.id, id_] for theme in self.themes for id_ in ids)
        own_targets = tuple(target for target in targets if target.plan in wanted)
        return Comparison(
            plans=batch,
            themes=self.themes,
            coverage=coverage,
            gaps=Later(lambda: (gap for found in concluded.values() for gap in found.gaps)),
            frequency=find_frequency(batch, coverage),
            sources=tuple(members[id_].source for id_ in ids),
            targets=own_targets,
            target_pairs=pairs,
            contradictions=find_contradictions([replace(plan, upper=()) for plan in batch], own_targets),
            alignments=Later(lambda: (row for id_ in ids for row in judged[id_].alignments)),
            chain=tuple(
                replace(
                    chain,
                    steps=steps,
                    thinned_in=tuple(plan for plan in chain.thinned_in if plan in wanted),
                    lost_in=tuple(plan for plan in chain.lost_in if plan in wanted),
                )
                for chain in find_chain(all_plans, self.themes, tuple(cells.values()))
                if (steps := tuple(step for step in chain.steps if step.plan in wanted))
            ),
            distinctive=tuple(
                item
                for item in find_distinctive(
                    all_plans, self.themes, tuple(cells.values()), {id_: judged[id_].own for id_ in ids}
                )
                if item.plan in wanted
            ),
            unlinked=Later(lambda: (item for found in concluded.values() for item in found.unlinked)),
            requirements=Later(lambda: (row for id_ in ids for row in judged[id_].requirements)),
            rendered={id_: found.rendered for id_, found in concluded.items() if found.rendered is not None},
        )

    def _found(self, ids: Sequence[str], done: int) -> tuple[dict[str, _Member], dict[str, Judged]]:
        """Return the plans of a batch and all above them, and what was found of each."""
        above = self._above(ids)
        kept = {id_: self._kept[id_] for id_ in above if id_ in self._kept}
        members = {id_: kept[id_][0] if id_ in kept else self._member(id_) for id_ in (*above, *ids)}
        tasks = self._tasks(members, [id_ for id_ in members if id_ not in kept])
        engine = self._at(done, max(len(self.plans), done + len(tasks)))
        stage = Judge(tuple(self.themes), tuple(self._dictionary))
        new = dict(zip((t.plan.id for t in tasks), engine.run(stage, tasks, size=JUDGING * self._size), strict=True))
        judged = {id_: kept[id_][1] if id_ in kept else new[id_] for id_ in members}
        for id_ in (each for each in members if each in self._uppers):
            self._kept[id_] = members[id_], judged[id_]
            self._kept.move_to_end(id_)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return members, self._decided.applied(judged)

    def _above(self, ids: Sequence[str]) -> list[str]:
        """Return the plans above some plans that are none of them, in the order of the corpus."""
        seen, stack = set(ids), list(ids)
        while stack:
            new = [link.id for link in self._links[stack.pop()] if link.id not in seen]
            seen.update(new)
            stack.extend(new)
        return sorted(seen - set(ids), key=self._order.__getitem__)

    def _tasks(self, members: Mapping[str, _Member], ids: Sequence[str]) -> list[Task]:
        plans = [member.plan for member in members.values()]
        own: dict[str, Hashes] = {}
        tasks = []
        for plan in (members[id_].plan for id_ in ids):
            uppers = [members[link.id].plan for link in plan.upper]
            own |= {upper.id: Shingles(upper.text).distinct() for upper in uppers if upper.id not in own}
            others = [self._shared[plan.level.rank], *(own[upper.id] for upper in uppers)]
            formulas = formulas_of(plan, Shingles(plan.text), others)
            readable = members[plan.id].source.readable
            tasks.append(
                Task(plan, readable, tuple(uppers), plans_above(plan, plans), formulas, plan.id in self._uppers)
            )
        return tasks


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
    return Survey(corpus, scratch, options.engine(), given, found, libreoffice=options.libreoffice)


def _linked(plan: Plan, upper: tuple[UpperLink, ...], guessed: bool) -> Plan:
    return replace(plan, upper=upper, inferred=(*plan.inferred, "upper") if guessed else plan.inferred)


def _in_batches(ids: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    rest = iter(ids)
    while batch := tuple(islice(rest, BATCH)):
        yield batch

"""A run over plans that were read: themes looked for, each plan judged, conclusions drawn, for all or for some."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from compare.coverage import plans_above
from compare.execution import Cache, Engine, key_of
from compare.features import Hashes, Shingles, formulas_of
from compare.judge import Answering
from compare.model import Comparison, Plan, Rendering, SecondReadings, Source, Theme
from compare.pipeline.assemble import Findings, assemble
from compare.pipeline.decide import Decided
from compare.pipeline.library import Library, Member, of_the_whole
from compare.pipeline.match import Judge, Judged, Task
from compare.pipeline.reread import Rereading
from compare.pipeline.store import Texts
from compare.themes import general_themes, upper_plans, with_discovered

DISCOVERED_FROM = 64
"""Upper plans from which themes are discovered at most, those with most plans below them: each takes some megabytes."""
# Judging a text takes about ten times as long as reading it.
_JUDGING = 10
# Upper plans of which what was found is kept from part to part.
_KEPT = 64


class Run:
    """Judges the plans of a library.

    Args:
        library: The plans.
        engine: By what means they are judged.
        themes: What is looked for; the general dictionary and what is discovered in the upper plans if ``None``.
        decided: What people decided.
        second: Is asked what is not sure; ``None`` to ask nobody.

    Attributes:
        library: The plans.
        themes: The themes that are looked for.
        decided: What people decided, and which of it was met so far.
    """

    def __init__(
        self,
        library: Library,
        engine: Engine,
        themes: tuple[Theme, ...] | None,
        decided: Decided,
        second: Answering | None = None,
    ) -> None:
        self.library, self.decided, self._engine, self._second = library, decided, engine, second
        self.themes = discovered_themes(library, engine.cache) if themes is None else themes
        self._kept: OrderedDict[str, tuple[Member, Judged]] = OrderedDict()

    def part(
        self,
        ids: Sequence[str],
        done: int = 0,
        *,
        sources: Sequence[Source] | None = None,
        rendering: Callable[[Sequence[Plan]], Rendering] | None = None,
        sums: bool = True,
    ) -> Comparison:
        """Return what is found of some plans; the parameters not named here are those of :func:`assemble`.

        Args:
            ids: The plans whose rows are wanted.
            done: Plans that are done before.
            sources: What is told of files; that of the plans if ``None``.
        """
        members, judged = self._found(ids, done)
        plans = [member.plan for member in members.values()]
        now, read = self._reread(self.decided.applied(judged))
        findings = Findings(
            plans,
            self.themes,
            now,
            tuple(target for member in members.values() for target in member.targets),
            read,
        )
        engine = of_the_whole(self._engine, done, max(len(self.library.plans), done + len(ids)))
        told = tuple(members[id_].source for id_ in ids) if sources is None else tuple(sources)
        return assemble(
            findings, engine, of=ids, sources=told, decisions=self.decided.gaps, rendering=rendering, sums=sums
        )

    def judged(self) -> dict[str, Judged]:
        """Return what is found of each plan by itself, in the order of the corpus."""
        return self._found(self.library.ids, 0)[1]

    def _reread(self, judged: dict[str, Judged]) -> tuple[dict[str, Judged], SecondReadings | None]:
        """Put what is not sure and what nobody decided to the second reader, if there is one."""
        if self._second is None:
            return judged, None
        reading = Rereading(self._second, self.themes, self.decided.decides_whom)
        return reading.applied(judged), reading.told()

    def _found(self, ids: Sequence[str], done: int) -> tuple[dict[str, Member], dict[str, Judged]]:
        """Return some plans and all above them, and what was found of each."""
        above = self.library.above(ids)
        kept = {id_: self._kept[id_] for id_ in above if id_ in self._kept}
        members = {id_: kept[id_][0] if id_ in kept else self.library.member(id_) for id_ in (*above, *ids)}
        tasks = self._tasks(members, [id_ for id_ in members if id_ not in kept])
        engine = of_the_whole(self._engine, done, max(len(self.library.plans), done + len(tasks)))
        found = engine.run(Judge(self.themes), tasks, size=_JUDGING * self.library.chars)
        new = dict(zip((task.plan.id for task in tasks), found, strict=True))
        judged = {id_: kept[id_][1] if id_ in kept else new[id_] for id_ in members}
        for id_ in filter(self.library.is_upper, members):
            self._kept[id_] = members[id_], judged[id_]
            self._kept.move_to_end(id_)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return members, judged

    def _tasks(self, members: Mapping[str, Member], ids: Sequence[str]) -> list[Task]:
        plans = [member.plan for member in members.values()]
        own: dict[str, Hashes] = {}
        tasks = []
        for plan in (members[id_].plan for id_ in ids):
            uppers = tuple(members[link.id].plan for link in plan.upper)
            own |= {upper.id: Shingles(upper.text).distinct() for upper in uppers if upper.id not in own}
            others = [self.library.shared(plan), *(own[upper.id] for upper in uppers)]
            formulas = formulas_of(plan, Shingles(plan.text), others)
            readable, is_upper = members[plan.id].source.readable, self.library.is_upper(plan.id)
            targets = tuple(target for each in (*uppers, plan) for target in members[each.id].targets)
            tasks.append(Task(plan, readable, uppers, plans_above(plan, plans), formulas, is_upper, targets))
        return tasks


def discovered_themes(library: Library, cache: Cache | None = None) -> tuple[Theme, ...]:
    """Return the general dictionary and the themes that are discovered in the upper plans of a library.

    Args:
        library: The plans.
        cache: What an earlier run discovered in the same plans is taken up, and what is discovered is kept.
    """
    below = dict.fromkeys(library.ids, 0)
    for plan in library.plans:
        for link in plan.upper:
            below[link.id] += 1
    upper = sorted((plan.id for plan in upper_plans(library.plans)), key=lambda id_: -below[id_])[:DISCOVERED_FROM]
    rest = Texts(library.store, [id_ for id_ in library.ids if id_ not in set(upper)])
    plans = [library.member(id_).plan for id_ in library.in_order(upper)]
    if cache is None:
        return with_discovered(plans, general_themes(), rest)
    key = key_of("themes", *map(msgspec.msgpack.encode, plans), "", *rest)
    if (kept := cache.get(key)) is not None:
        return msgspec.msgpack.decode(kept, type=tuple[Theme, ...])
    found = with_discovered(plans, general_themes(), rest)
    cache.put(key, msgspec.msgpack.encode(found))
    return found

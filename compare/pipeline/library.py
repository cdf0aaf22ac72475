"""The plans of a corpus once they are read: who is above whom, and each as a whole when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs
from msgspec.structs import replace

from compare.corpus import Corpus, Doubles, Entry, Identity, copies_of, link_uppers, parts_of_plans
from compare.execution import Engine, dismiss
from compare.features import Hashes, Sharing
from compare.model import Plan, Reason, Record, Source, Target, UpperLink
from compare.pipeline.parse import Parsed, Parser, is_no_plan
from compare.pipeline.sources import nothing_read, size_of, skipped_sources, source_of
from compare.pipeline.store import Store


class Member(Record, frozen=True):
    """A plan as a whole.

    Attributes:
        plan: The plan, with its upper links.
        source: What is told of its file.
        targets: What it sets in numbers.
    """

    plan: Plan
    source: Source
    targets: tuple[Target, ...]


class Library:
    """Plans that were read and lie in a store.

    Args:
        corpus: What is to be read.
        store: Where plans lie; in memory, or on the disk if there are very many.
        engine: By what means they are read.
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.
        batch: Files that are read before any is put into the store; all if ``None``.
        meanwhile: Steps that this process takes while others read for it.

    Attributes:
        plans: All that could be read, in the order of the corpus, with their upper links and without texts.
        store: The store.
        unread: What is told of the files that were not read.
        chars: Characters of all plans.

    Raises:
        InputError: No plan could be read.
    """

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        engine: Engine,
        *,
        libreoffice: bool,
        batch: int | None = None,
        meanwhile: Iterable[None] = (),
    ) -> None:
        self.store = store
        self._entries = {entry.id: entry for entry in corpus.entries}
        sharing, doubles = Sharing(store.folder), Doubles()
        identities: dict[str, Identity] = {}
        faults: dict[str, Source] = {}
        no_plans: set[str] = set()
        bare = []
        read = _parsed(corpus, engine, Parser(libreoffice), batch, meanwhile)
        for entry, parsed in zip(corpus.entries, read, strict=True):
            if parsed.plan is None or parsed.identity is None:
                faults[entry.id] = parsed.source
                continue
            plan = parsed.plan
            identities[plan.id] = parsed.identity
            no_plans |= {plan.id} if is_no_plan(parsed.source) else set()
            store.put(plan.id, parsed)
            sharing.add(plan)
            doubles.add(plan.id, plan.text)
            bare.append((structs.replace(plan, text="", sections=(), clauses=(), tables=(), roles=()), len(plan.text)))
        dismiss()
        if not bare:
            raise nothing_read(faults.values())
        self._doubles = doubles.found()
        self._parts = parts_of_plans(corpus.entries)
        self._copies = copies_of(self._doubles, corpus.entries, identities)
        links = link_uppers(corpus.entries, identities, no_plans, self._copies)
        wanted = link_uppers(corpus.entries, identities, copies=self._copies) if no_plans else links
        self._passed_over = {id_: _without(wanted[id_][0], links[id_][0]) for id_ in links}
        self.plans = tuple(_linked(plan, *links[plan.id]) for plan, _ in bare)
        self.chars = sum(chars for _, chars in bare)
        self._faults, self._skipped = faults, skipped_sources(corpus)
        self._by_id = {plan.id: plan for plan in self.plans}
        self._order = {id_: number for number, id_ in enumerate(self._by_id)}
        self._uppers = {link.id for plan in self.plans for link in plan.upper}
        self._shared = sharing.shared()

    @property
    def ids(self) -> tuple[str, ...]:
        """Of all plans, in the order of the corpus."""
        return tuple(self._by_id)

    @property
    def unread(self) -> tuple[Source, ...]:
        """What is told of the files that were not read, and of those that are no plans."""
        return (*self._faults.values(), *self._skipped)

    def sources(self) -> tuple[Source, ...]:
        """Return what is told of all files, in the order of the corpus; those that are no plans last."""
        told = (self._faults.get(id_) or self.member(id_).source for id_ in self._entries)
        return (*told, *self._skipped)

    def member(self, plan: str) -> Member:
        """Return a plan as a whole, by its id."""
        parsed, known, entry = self.store.get(plan), self._by_id[plan], self._entries[plan]
        assert parsed.plan is not None
        above = {link.id for link in known.upper}
        copied = plan in self._copies
        double, parts = self._doubles.get(plan), self._parts.get(plan, ())
        source = source_of(entry, parsed, above, double, parts=parts, copied=copied, alone=len(self.plans) == 1)
        if passed_over := self._passed_over[plan]:
            warning = Reason("upper_no_plan", ("、".join(passed_over),))
            source = structs.replace(source, warnings=(*source.warnings, warning))
        whole = structs.replace(parsed.plan, upper=known.upper, inferred=known.inferred)
        return Member(whole, source, parsed.targets)

    def is_upper(self, plan: str) -> bool:
        """Whether other plans answer to it."""
        return plan in self._uppers

    def shared(self, plan: Plan) -> Hashes:
        """Return the shingles, sorted, that plans of its level in two regions or more have in common."""
        return self._shared[plan.level.rank]

    def in_order(self, ids: Sequence[str] | set[str]) -> list[str]:
        """Return ids of plans in the order of the corpus."""
        return sorted(ids, key=self._order.__getitem__)

    def above(self, ids: Sequence[str]) -> list[str]:
        """Return the plans above some plans that are none of them, in the order of the corpus."""
        seen, stack = set(ids), list(ids)
        while stack:
            new = [link.id for link in self._by_id[stack.pop()].upper if link.id not in seen]
            seen.update(new)
            stack.extend(new)
        return self.in_order(seen - set(ids))

    def from_the_top(self) -> Iterator[str]:
        """Yield all plans, those below a plan soon after it: what was found of it is still held then."""
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


def _parsed(
    corpus: Corpus, engine: Engine, parser: Parser, batch: int | None, meanwhile: Iterable[None]
) -> Iterator[Parsed]:
    entries: Sequence[Entry] = corpus.entries
    size, step, steps = sum(map(size_of, entries)), batch or max(1, len(entries)), iter(meanwhile)
    for done in range(0, len(entries), step):
        part = of_the_whole(engine, done, len(entries))
        yield from part.run(parser, entries[done : done + step], size=size, meanwhile=steps)


def of_the_whole(engine: Engine, done: int, total: int) -> Engine:
    """Return an engine that does a part of the work and tells of the progress of the whole.

    Args:
        engine: That of the whole.
        done: Items that are done before.
        total: Items of the whole.
    """
    told = engine.progress
    return replace(engine, progress=lambda stage, more, _: told(stage, min(done + more, total), total))


def _without(links: Sequence[UpperLink], others: Sequence[UpperLink]) -> tuple[str, ...]:
    """Return the ids of links that are not among others."""
    kept = {link.id for link in others}
    return tuple(link.id for link in links if link.id not in kept)


def _linked(plan: Plan, upper: tuple[UpperLink, ...], guessed: bool) -> Plan:
    return structs.replace(plan, upper=upper, inferred=(*plan.inferred, "upper") if guessed else plan.inferred)

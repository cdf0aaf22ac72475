"""Tables of a few plans at a time -> what the summary shows; only counts and the few best examples are held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compare.model import Depth, GapGroup, Level, Place, Plan, Source, Theme, Waiver
from reports import wording
from reports.formats.parquet import FOLDER, pyarrow
from reports.formats.summary.rows import (
    ClauseOfMany,
    LevelOfMany,
    Lost,
    Overview,
    Part,
    PlanOfMany,
    Province,
    Said,
    TargetOfMany,
    ThemeOfMany,
)
from reports.rows import GROUPS, LABELS, NOTES, VERDICTS
from reports.wording import Lang

SHOWN, SHOWN_UNREAD = 30, 100
"""Rows of a list: what a person reads."""
SHOWN_AREAS = 40
"""More than there are provinces."""
FEWEST = 3
"""Lower plans that an upper clause or target must concern to be listed: of one plan its own report tells."""
_FAULTS = tuple(group for group in GROUPS if group not in NOTES)
_SAID = ("upper", "above_quote", "above_section", "above_place_unit", "above_place")
_TAKEN, _CONCERNED = LABELS[:2], LABELS[:3]


@dataclass(slots=True)
class Tally:
    """Counts; ``lang`` is that of the places of quotations."""

    lang: Lang
    rows: Counter[str] = field(default_factory=Counter)
    depths: Counter[tuple[str, str, int | None]] = field(default_factory=Counter)
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: Counter[tuple[str, int, str | None]] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    commitments: Counter[tuple[str, str]] = field(default_factory=Counter)
    waived: set[str] = field(default_factory=set)
    contradictions: int = 0
    _quotes: dict[tuple[str, int], Said] = field(default_factory=dict)
    _gravest: dict[str, tuple[float, str, str, Said]] = field(default_factory=dict)
    _worst: list[tuple[float, str, tuple[int, ...], str, Said]] = field(default_factory=list)

    def add(self, tables: Mapping[str, Any]) -> None:
        """Count what tables hold; all rows of a plan in one table come at once."""
        for name, table in tables.items():
            self.rows[name] += table.num_rows
        if "coverage" in tables:
            self._count(self.depths, tables["coverage"], "level", "theme", "depth")
            self._add_clauses(tables["alignments"])
            self._add_gaps(tables["gaps"])
        if "plans" in tables:
            self._count(self.marks, tables["chain"], "theme", "mark")
            self._count(self.verdicts, tables["target_pairs"], "upper_target", "verdict")
            self.contradictions += tables["contradictions"].num_rows
            for row in tables["plans"].select(["level", "formula", "local", "general"]).to_pylist():
                for kind in ("formula", "local", "general"):
                    self.commitments[row["level"], kind] += row[kind]

    def _count(self, counter: Counter[Any], table: Any, *columns: str) -> None:
        for row in _plain(table, columns).group_by(list(columns)).aggregate([([], "count_all")]).to_pylist():
            counter[tuple(row[column] for column in columns)] += row["count_all"]

    def _add_clauses(self, table: Any) -> None:
        self._count(self.labels, table, "upper", "clause_start", "label")
        columns = ("upper", "clause_start")
        plain = _plain(table, columns).append_column("row", pyarrow().array(range(table.num_rows), pyarrow().int64()))
        firsts = plain.group_by(list(columns)).aggregate([("row", "min")]).to_pylist()
        new = [row["row_min"] for row in firsts if (row["upper"], row["clause_start"]) not in self._quotes]
        shown = ["upper", "clause_start", "clause_quote", "clause_section", "clause_place_unit", "clause_place"]
        for row in table.select(shown).take(pyarrow().array(new, pyarrow().int64())).to_pylist():
            upper, start, quote, section, unit, place = row.values()
            self._quotes[upper, start] = Said(upper, quote, self._where(section, unit, place))

    def _add_gaps(self, table: Any) -> None:
        shown = [*("id", "plan", "kind", "theme", "group", "severity", "waived"), *_SAID]
        of_plan: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in table.select(shown).to_pylist():
            if row["waived"] is not None:
                self.waived.add(row["id"])
                continue
            self.groups[row["group"]] += 1
            of_plan[row["plan"]].append(row)
            if row["kind"] == "theme" and row["group"] == GapGroup.ABSENT:
                found = row["severity"], row["id"], row["plan"]
                best = self._gravest.get(row["theme"])
                if best is None or (-found[0], found[1]) < (-best[0], best[1]):
                    self._gravest[row["theme"]] = (*found, self._said(row))
        for plan, rows in of_plan.items():
            faults = [row for row in rows if row["group"] in _FAULTS]
            if faults:
                counts = Counter(row["group"] for row in rows)
                gravest = min(faults, key=lambda row: (-row["severity"], row["id"]))
                weight = round(sum(row["severity"] for row in faults), 2)
                groups = tuple(counts[group] for group in GROUPS)
                self._worst.append((weight, plan, groups, gravest["id"], self._said(gravest)))
        self._worst = sorted(self._worst, key=lambda each: (-each[0], each[1]))[:SHOWN]

    def _said(self, row: Mapping[str, Any]) -> Said:
        upper, quote, section, unit, place = (row[column] for column in _SAID)
        return Said(upper, quote, self._where(section, unit, place))

    def _where(self, section: str, unit: str, place: int) -> str:
        return _where(section, unit, place, self.lang)

    def overview(
        self,
        plans: Sequence[Plan],
        themes: Sequence[Theme],
        labels: Mapping[str, str],
        unread: Sequence[Source],
        waivers: Iterable[Waiver],
        out: Path,
        command: str,
    ) -> Overview:
        """All rows of the summary.

        Args:
            plans: All plans, without texts.
            themes: Themes.
            labels: Plan id to its short name.
            unread: Of the files that were not read.
            waivers: Gaps that a person has accepted.
            out: Where the folder of parquet files is.
            command: What asks for the pages of one plan.
        """
        by_id = {plan.id: plan for plan in plans}
        levels = [level for level in Level if any(plan.level is level for plan in plans)]
        return Overview(
            names=labels,
            plans=len(plans),
            levels=tuple(
                LevelOfMany(
                    level,
                    sum(plan.level is level for plan in plans),
                    tuple(self.commitments[level, kind] for kind in ("formula", "local", "general")),
                )
                for level in levels
            ),
            provinces=_provinces(plans, levels),
            themes=tuple(
                ThemeOfMany(
                    theme,
                    tuple(tuple(self.depths[level, theme.id, depth] for depth in (*Depth, None)) for level in levels),
                )
                for theme in themes
            ),
            lost=self._lost(themes),
            worst=tuple(PlanOfMany(by_id[id_], *rest) for id_, rest in self._ranked()),
            clauses=self._clauses(),
            targets=self._targets(out),
            gaps=tuple((group, self.groups[group]) for group in GROUPS),
            waived=len(self.waived),
            contradictions=self.contradictions,
            unread=tuple(unread[:SHOWN_UNREAD]),
            unread_count=len(unread),
            stale=tuple(waiver.gap for waiver in waivers if waiver.gap not in self.waived),
            parts=tuple(Part(name, self.rows[name]) for name in sorted(self.rows)),
            command=command,
        )

    def _ranked(self) -> list[tuple[str, tuple[tuple[int, ...], float, str, Said]]]:
        return [(plan, (groups, weight, gap, said)) for weight, plan, groups, gap, said in self._worst]

    def _lost(self, themes: Sequence[Theme]) -> tuple[Lost, ...]:
        rows = []
        for theme in themes:
            counts = {mark: self.marks[theme.id, mark] for mark in ("kept", "thinned", "lost", "unjudged")}
            _, gap, plan, said = self._gravest.get(theme.id, (0.0, "", "", None))
            if counts["lost"]:
                rows.append(Lost(theme, sum(counts.values()), counts["thinned"], counts["lost"], gap, plan, said))
        return tuple(sorted(rows, key=lambda row: (-row.lost, -row.thinned, row.theme.id))[:SHOWN])

    def _clauses(self) -> tuple[ClauseOfMany, ...]:
        found = []
        for (upper, start), said in self._quotes.items():
            counts = {label: self.labels[upper, start, label] for label in LABELS}
            concerned = sum(counts[label] for label in _CONCERNED)
            if concerned >= FEWEST:
                share = sum(counts[label] for label in _TAKEN) / concerned
                found.append(ClauseOfMany(said, start, tuple(counts.values()), share))
        found.sort(key=lambda row: (row.taken_up, -sum(row.labels[: len(_CONCERNED)]), row.said.plan, row.start))
        return tuple(found[:SHOWN])

    def _targets(self, out: Path) -> tuple[TargetOfMany, ...]:
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (target, verdict), count in self.verdicts.items():
            counts[target][verdict] = count
        missed = {
            target: (of.get("below", 0) + of.get("missing", 0), sum(of.values()))
            for target, of in counts.items()
            if sum(of.values()) >= FEWEST
        }
        worst = sorted(missed, key=lambda id_: (-missed[id_][0], -missed[id_][0] / missed[id_][1], id_))[:SHOWN]
        said = _targets_said(out, [target for target in worst if missed[target][0]], self.lang)
        return tuple(
            TargetOfMany(
                target,
                *said[target],
                tuple(counts[target].get(verdict, 0) for verdict in VERDICTS),
                missed[target][0] / missed[target][1],
            )
            for target in worst
            if target in said
        )


def _plain(table: Any, columns: Iterable[str]) -> Any:
    """Some columns, texts as texts."""
    pa = pyarrow()
    chosen = table.select(list(columns))
    types = [pa.string() if pa.types.is_dictionary(each.type) else each.type for each in chosen.schema]
    return chosen.cast(pa.schema(list(zip(chosen.schema.names, types, strict=True))))


def _targets_said(out: Path, ids: Sequence[str], lang: Lang) -> dict[str, tuple[str, Said]]:
    """Target id to indicator and quotation, from the files."""
    import pyarrow.dataset as ds

    shown = ["id", "indicator", "plan", "quote", "section", "place_unit", "place"]
    chosen = ds.field("id").isin(pyarrow().array(ids, pyarrow().string()))
    found = ds.dataset(out / FOLDER / "targets").to_table(columns=shown, filter=chosen).to_pylist()
    return {
        row["id"]: (
            row["indicator"],
            Said(row["plan"], row["quote"], _where(row["section"], row["place_unit"], row["place"], lang)),
        )
        for row in found
    }


def _where(section: str, unit: Any, place: int, lang: Lang) -> str:
    return wording.spot((section,) if section else (), Place(unit, place), lang)


def _provinces(plans: Sequence[Plan], levels: Sequence[Level]) -> tuple[Province, ...]:
    """How many plans stand below each plan of a province, or below the highest plan that is not national."""
    by_id = {plan.id: plan for plan in plans}
    tops: dict[str, str] = {}
    counts: defaultdict[str, Counter[Level]] = defaultdict(Counter)
    for plan in plans:
        way = []
        at = plan
        while at.id not in tops and at.id not in way:
            way.append(at.id)
            uppers = [by_id[link.id] for link in at.upper if by_id[link.id].level is not Level.NATIONAL]
            if not uppers or at.level in (Level.NATIONAL, Level.PROVINCE):
                break
            at = uppers[0]
        top = tops.get(at.id, at.id)
        tops.update(dict.fromkeys(way, top))
        counts[top][plan.level] += 1
    rows = [Province(top, tuple(own[level] for level in levels)) for top, own in counts.items()]
    return tuple(sorted(rows, key=lambda row: -sum(row.counts))[:SHOWN_AREAS])

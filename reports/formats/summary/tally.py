"""Tables of a few plans at a time -> what the summary shows; only counts and the few best examples are held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from pathlib import Path
from typing import Any

from compare.model import Decision, Depth, GapGroup, Level, Plan, Source, Theme
from reports.formats.parquet import pyarrow
from reports.formats.summary.quotes import Clause, clauses_said, targets_said
from reports.formats.summary.rows import (
    ClauseOfMany,
    LevelOfMany,
    Lost,
    Overview,
    PlanOfMany,
    Province,
    SummaryNote,
    SummaryPart,
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
_STEPS = "steps"
_TAKEN, _CONCERNED = LABELS[:2], LABELS[:3]


@dataclass(slots=True)
class Tally:
    """Counts.

    Attributes:
        lang: Language of the places of quotations.
        levels: Plan id to the level of the plan.
    """

    lang: Lang
    levels: Mapping[str, str]
    rows: Counter[str] = field(default_factory=Counter)
    depths: Counter[tuple[str, str, int | None]] = field(default_factory=Counter)
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: Counter[tuple[str, int, str | None]] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    commitments: Counter[tuple[str, str]] = field(default_factory=Counter)
    waived: set[str] = field(default_factory=set)
    contradictions: int = 0
    _gravest: dict[str, tuple[float, str, str, Clause]] = field(default_factory=dict)
    _worst: list[tuple[float, str, tuple[int, ...], str, Clause]] = field(default_factory=list)

    def add(self, tables: Mapping[str, Any]) -> None:
        """Count what tables hold; all rows of a plan in one table come at once."""
        for name, table in tables.items():
            self.rows[name] += table.num_rows
        if "coverage" in tables:
            self._add_cells(tables["coverage"], tables["evidence"])
            self._count(self.labels, tables["alignments"], "upper", "clause", "label")
            self._add_gaps(tables["gaps"])
        if "chain" in tables:
            self._count(self.marks, tables["lost"], "theme", "how")
            for (theme,), count in _counted(tables["chain"], "theme"):
                self.marks[theme, _STEPS] += count
        if "target_pairs" in tables:
            self._count(self.verdicts, tables["target_pairs"], "upper_target", "verdict")
        if "contradictions" in tables:
            self.contradictions += tables["contradictions"].num_rows

    def _count(self, counter: Counter[Any], table: Any, *columns: str) -> None:
        for key, count in _counted(table, *columns):
            counter[key] += count

    def _add_cells(self, cells: Any, evidence: Any) -> None:
        for (plan, theme, depth), count in _counted(cells, "plan", "theme", "depth"):
            self.depths[self.levels[plan], theme, depth] += count
        # A clause that is evidence of several themes counts once.
        for (plan, _, commitment), _ in _counted(evidence, "plan", "clause", "commitment"):
            if commitment is not None:
                self.commitments[self.levels[plan], commitment] += 1

    def _add_gaps(self, table: Any) -> None:
        shown = ["id", "plan", "kind", "theme", "group", "severity", "waived", "upper", "upper_clause"]
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
                    self._gravest[row["theme"]] = (*found, (row["upper"], row["upper_clause"]))
        for plan, rows in of_plan.items():
            faults = [row for row in rows if row["group"] in _FAULTS]
            if faults:
                counts = Counter(row["group"] for row in rows)
                gravest = min(faults, key=lambda row: (-row["severity"], row["id"]))
                weight = round(fsum(row["severity"] for row in faults), 2)
                groups = tuple(counts[group] for group in GROUPS)
                clause = gravest["upper"], gravest["upper_clause"]
                self._worst.append((weight, plan, groups, gravest["id"], clause))
        self._worst = sorted(self._worst, key=lambda each: (-each[0], each[1]))[:SHOWN]

    def overview(
        self,
        plans: Sequence[Plan],
        themes: Sequence[Theme],
        labels: Mapping[str, str],
        unread: Sequence[Source],
        decisions: Iterable[Decision],
        out: Path,
        command: str,
    ) -> Overview:
        """All rows of the summary.

        Args:
            plans: All plans, without texts.
            themes: Themes.
            labels: Plan id to its short name.
            unread: Of the files that were not read.
            decisions: What people decided.
            out: Where the folder of parquet files is.
            command: What asks for the pages of one plan.
        """
        by_id = {plan.id: plan for plan in plans}
        clauses = self._clauses()
        shown = {clause for clause, _, _ in clauses}
        shown |= {clause for *_, clause in self._worst} | {clause for *_, clause in self._gravest.values()}
        said = clauses_said(out, shown, self.lang)
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
            lost=self._lost(themes, said),
            worst=tuple(
                PlanOfMany(by_id[plan], groups, weight, gap, said[clause])
                for weight, plan, groups, gap, clause in self._worst
            ),
            clauses=tuple(ClauseOfMany(said[clause], clause[1], labels, share) for clause, labels, share in clauses),
            targets=self._targets(out),
            gaps=tuple((group, self.groups[group]) for group in GROUPS),
            waived=len(self.waived),
            contradictions=self.contradictions,
            unread=tuple(unread[:SHOWN_UNREAD]),
            unread_count=len(unread),
            stale=tuple(each.key for each in decisions if each.kind == "gap" and each.key not in self.waived),
            parts=tuple(SummaryPart(name, self.rows[name]) for name in sorted(self.rows)),
            command=command,
        )

    def _lost(self, themes: Sequence[Theme], said: Mapping[Clause, SummaryNote]) -> tuple[Lost, ...]:
        rows = []
        for theme in themes:
            steps, thinned, lost = (self.marks[theme.id, mark] for mark in (_STEPS, "thinned", "lost"))
            _, gap, plan, clause = self._gravest.get(theme.id, (0.0, "", "", None))
            if lost:
                rows.append(Lost(theme, steps, thinned, lost, gap, plan, said[clause] if clause else None))
        return tuple(sorted(rows, key=lambda row: (-row.lost, -row.thinned, row.theme.id))[:SHOWN])

    def _clauses(self) -> list[tuple[Clause, tuple[int, ...], float]]:
        """Return the upper clauses that are taken up least, with the number of lower plans of each label, and the
        share.
        """
        found = []
        for upper, number in dict.fromkeys((upper, number) for upper, number, _ in self.labels):
            counts = {label: self.labels[upper, number, label] for label in LABELS}
            concerned = sum(counts[label] for label in _CONCERNED)
            if concerned >= FEWEST:
                share = sum(counts[label] for label in _TAKEN) / concerned
                found.append(((upper, number), tuple(counts.values()), share))
        found.sort(key=lambda row: (row[2], -sum(row[1][: len(_CONCERNED)]), row[0]))
        return found[:SHOWN]

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
        said = targets_said(out, [target for target in worst if missed[target][0]], self.lang)
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


def _counted(table: Any, *columns: str) -> list[tuple[tuple[Any, ...], int]]:
    """Return the different values of some columns, and how many rows have each."""
    found = _plain(table, columns).group_by(list(columns)).aggregate([([], "count_all")]).to_pylist()
    return [(tuple(row[column] for column in columns), row["count_all"]) for row in found]


def _plain(table: Any, columns: Iterable[str]) -> Any:
    """Return some columns, texts as texts."""
    pa = pyarrow()
    chosen = table.select(list(columns))
    types = [pa.string() if pa.types.is_dictionary(each.type) else each.type for each in chosen.schema]
    return chosen.cast(pa.schema(list(zip(chosen.schema.names, types, strict=True))))


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

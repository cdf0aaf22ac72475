"""A plan -> its targets, from sentences and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from compare.features import roles_of
from compare.model import Clause, Kind, Plan, Role, Target, short_id
from compare.targets.candidate import Draft
from compare.targets.growth import implied_growth
from compare.targets.indicators import canonical
from compare.targets.kinds import kind_at
from compare.targets.rows import Row, looks_back, read_table
from compare.targets.sentences import Reader
from compare.targets.tasks import due_behind, of_all, tasks_alone
from compare.targets.unnumbered import tells_aims, unnumbered
from compare.targets.unread import lines_without_table, rows_without_head, rows_without_table
from compare.targets.year_lists import years_of_each
from compare.targets.years import Time, Years, at
from compare.text import composed, cues, normalised, read_left

_FIGURED, _NO_TOPIC, _GOALS = cues("could_set"), cues("no_topic"), cues("goal_chapter")
_NOTE = cues("table_note")
_TOPIC_ALONE = cues("subject_alone")
_SETTING = frozenset({Role.TITLE, Role.BASIS, Role.BACKGROUND, Role.ACHIEVEMENT})
_LONGEST_TOPIC, _COMPLETED, _LEAD = 8, "完成", 6
_SPAN = 5
_INDEX, _BASE, _MOST_OF_AN_INDEX = re.compile("指数$"), 100.0, 20.0
"""Years that a plan's period has, where a report names none."""
_NUMBERED = re.compile(r"^(?:第.{1,4}[编篇章节]|专栏\d*)\s*")
_EACH_YEAR = composed(r"{each_year}|/年$")


def find_targets(plan: Plan) -> tuple[Target, ...]:
    """Return the numbers that a plan sets itself to reach, in reading order.

    Returns:
        One target a number; a clause or row with several gives several. Figures of the past, dates, names and
        criteria are none.
    """
    years = Years(plan)
    rows, tables, _ = _from_tables(plan, years)
    told = [_placed(plan, *item) for item in _from_clauses(plan, years, tables)]
    return tuple(
        msgspec.structs.replace(
            target,
            id=_id(target, number),
            yearly_growth=implied_growth(target),
            clause=plan.clause_at(target.start, target.end),
        )
        for number, (_, target) in enumerate(sorted([*told, *rows], key=lambda item: item[0]), 1)
    )


def unread_rows(plan: Plan) -> tuple[str, ...]:
    """Return the rows of a plan's indicator tables of which it cannot be told what they set: table by table, then those
    that stand in no table that was read.
    """
    _, spans, unread = _from_tables(plan, Years(plan))
    known = [*spans, *((table.start, table.end) for table in plan.tables if looks_back(table))]
    loose = [table for table in plan.tables if (table.start, table.end) not in known]
    told = [name for table in loose for name in rows_without_head(plan, table)]
    return tuple(dict.fromkeys([*unread, *told, *rows_without_table(plan, known)]))


def _from_tables(plan: Plan, years: Years) -> tuple[list[tuple[int, Target]], list[tuple[int, int]], list[str]]:
    """Read the indicator tables: targets with the offsets by which they are ordered, spans of tables, unread rows."""
    rows: list[tuple[int, Target]] = []
    spans: list[tuple[int, int]] = []
    unread: list[str] = []
    starts = [clause.start for clause in plan.clauses]
    for table in plan.tables if starts else ():
        section = plan.clauses[max(0, bisect_right(starts, table.start) - 1)].section
        found = read_table(plan, table, years, section)
        unread += found.unread
        if found.rows:
            spans.append((table.start, table.end))
            rows += [
                _of_row(plan, row, plan.clauses[max(0, bisect_right(starts, row.start) - 1)]) for row in found.rows
            ]
    return rows, spans, unread


def _from_clauses(
    plan: Plan, years: Years, tables: Sequence[tuple[int, int]]
) -> Iterator[tuple[Clause, Draft, int | None]]:
    """Targets of the clauses that stand in no indicator table, read or not, with their years."""
    walk = _Walk(plan, years)
    tables = [*tables, *lines_without_table(plan, tables)]
    for clause, role in zip(plan.clauses, roles_of(plan), strict=True):
        walk.enter(clause)
        if (
            clause.kind != "body"
            or _NOTE.match(plan.text, clause.start, clause.end)
            or any(start < clause.end and clause.start < end for start, end in tables)
        ):
            continue
        text = tasks_alone(plan.text[clause.start : clause.end])
        times = years.times(text)
        if _FIGURED.search(text) and not years.is_past(clause.section) and role not in _SETTING:
            reader = Reader(walk.subject, walk.topic(clause))
            drafts = [*reader.read(of_all(text, plan.region)), *unnumbered(text, of_aims=walk.of_aims)]
            of_each = years_of_each(text, drafts)
            for draft in drafts:
                told = at(times, draft.at) or walk.carried
                year = of_each.get(draft.at, told.year if told else years.first)
                if year >= years.first:
                    yield (
                        clause,
                        _with_base_year(draft, times),
                        of_each.get(draft.at) or walk.year(clause, draft, times),
                    )
            walk.subject = reader.subject
        elif alone := _TOPIC_ALONE.fullmatch(text):
            walk.subject = alone["topic"]
        walk.leave(clause, times, looks_back=role in _SETTING)


class _Walk:
    """What the clauses read so far tell the next one.

    Attributes:
        subject: The last indicator named in the paragraph.
        carried: The last time named in the paragraph.
        period: The last plan's period named in it.
        of_aims: The paragraph lists the aims of the plan.
    """

    def __init__(self, plan: Plan, years: Years) -> None:
        self._plan, self._years = plan, years
        self.subject = ""
        self.carried: Time | None = None
        self.period: Time | None = None
        self.of_aims = False
        self._stated: dict[int | None, Time] = {}
        self._topics: dict[int | None, str] = {}
        self._ended, self._sentence = 0, False

    def enter(self, clause: Clause) -> None:
        """Begin a clause; a new paragraph forgets the one before."""
        text = self._plan.text
        if "\n" in text[self._ended : clause.start]:
            self.subject, self.carried, self.period, self.of_aims = "", None, None, False
        self._sentence = self._ended > 0 and text[self._ended - 1] in "；;"
        self._ended = clause.end

    def leave(self, clause: Clause, times: Sequence[Time], *, looks_back: bool) -> None:
        """End a clause that named some times; past years of one that looks ahead are told of things in it alone."""
        told = at([time for time in times if not time.aside], clause.end - clause.start)
        self.period = next((time for time in reversed(times) if time.period), self.period)
        self.of_aims = self.of_aims or tells_aims(self._plan.text[clause.start : clause.end])
        if told and (looks_back or told.year >= self._years.first):
            self.carried = told
            if not told.effort:
                self._stated[clause.section] = told

    def topic(self, clause: Clause) -> str:
        """Return what the innermost heading speaks of, for an indicator that says nothing by itself (总产量)."""
        if clause.section not in self._topics:
            heading = "" if clause.section is None else self._plan.sections[clause.section].heading
            self._topics[clause.section] = _topic_of(heading)
        return self._topics[clause.section]

    def year(self, clause: Clause, draft: Draft, times: Sequence[Time]) -> int | None:
        """Return the year of a figure: told before it in its clause, in the sentence or, for what is a level, the
        paragraph.

        Things to be made in another sentence (新建智慧书屋5间) have a year of their own or none.
        """
        made = (
            draft.operator == "+" or _COMPLETED in self._plan.text[clause.start + draft.start : clause.start + draft.at]
        )
        carried = self.carried if self._sentence or not made else None
        told = at(times, draft.at) or self._due(clause, draft, times) or carried
        year = told.year if told else _year_around(self._plan, clause, self._years, self._stated)
        last = self._years.last or (self._plan.year or 0) + _SPAN
        own = at(times, draft.at) is not None
        if not own and year and year > last and _EACH_YEAR.search(draft.indicator + draft.unit):
            # 展望2035年 … 每年新增就业5000人: the far year is not that of a yearly figure
            return self.period.year if self.period else self._years.last
        return year

    def _due(self, clause: Clause, draft: Draft, times: Sequence[Time]) -> Time | None:
        """Return the time by which a thing is made where that is told right behind it."""
        behind = due_behind(tasks_alone(self._plan.text[clause.start : clause.end]), draft.end) if times else None
        return next(
            (t for t in times if t.year >= self._years.first and behind is not None and 0 <= t.start - behind < _LEAD),
            None,
        )


def _year_around(plan: Plan, clause: Clause, years: Years, stated: Mapping[int | None, Time]) -> int | None:
    """Return the year of the headings; else that which the text under 发展目标 gave for all the goals listed there;
    else that
    of a work report, which sets the tasks of its year, or the end of the plan's period.
    """
    if (year := years.of_headings(clause.section)) is not None:
        return year
    section = clause.section
    while section is not None:
        if _GOALS.search(plan.sections[section].heading):
            if told := stated.get(section):
                return told.year if told.year >= years.first else None
            break
        section = plan.sections[section].parent
    return plan.year if plan.kind is Kind.REPORT else years.last


def _with_base_year(draft: Draft, times: Sequence[Time]) -> Draft:
    """With the year of the figure that it starts from: 由2020年的40%提高到60%."""
    own = at(times, draft.at)  # 至2030年，护理型床位占比从62%升至75%: not the year that 62 % is of
    year = next((time.year for time in reversed(times) if time.start < draft.base_at and time is not own), None)
    return replace(draft, base_year=year) if draft.base_at >= 0 else draft


def _topic_of(heading: str) -> str:
    name = read_left(_NUMBERED.sub("", heading)).name
    return name if len(name) <= _LONGEST_TOPIC and not _NO_TOPIC.search(name) else ""


def _of_row(plan: Plan, row: Row, clause: Clause) -> tuple[int, Target]:
    norm_value, norm_unit = _normal(row.indicator, row.value, row.unit)
    return (
        row.start,
        Target(
            id="",
            plan=plan.id,
            indicator=row.indicator,
            operator=row.operator,
            value=row.value,
            unit=row.unit,
            norm_value=norm_value,
            norm_unit=norm_unit,
            year=row.year,
            kind=row.kind or None,  # type: ignore[arg-type]
            quote=plan.text[row.start : row.end],
            start=row.start,
            end=row.end,
            section=plan.path(clause.section),
            place=clause.place,
            base_value=row.base_value,
            base_year=row.base_year,
        ),
    )


def _placed(plan: Plan, clause: Clause, draft: Draft, year: int | None) -> tuple[int, Target]:
    start, end = clause.start + draft.start, clause.start + draft.end
    if draft.indicator[:2] not in plan.text[start:end]:
        start = clause.start
    while end > start and plan.text[end - 1] in " \n\t，,；;":
        end -= 1
    while plan.text[start] in " \n\t　":
        start += 1
    norm_value, norm_unit = _normal(draft.indicator, draft.value, draft.unit)
    return (
        clause.start + draft.at,
        Target(
            id="",
            plan=plan.id,
            indicator=draft.indicator,
            operator=draft.operator,
            value=draft.value,
            unit=draft.unit,
            norm_value=norm_value,
            norm_unit=norm_unit,
            year=year,
            kind=kind_at(plan.text[clause.start : clause.end], draft.at),
            quote=plan.text[start:end],
            start=start,
            end=end,
            section=plan.path(clause.section),
            place=clause.place,
            base_value=draft.base_value,
            base_year=draft.base_year,
        ),
    )


def _normal(indicator: str, value: str, unit: str) -> tuple[float | None, str]:
    """Return a value and its unit in base units; of an index on the year before the change: 价格指数103 tells 3 %."""
    if unit == "全覆盖":
        return 100.0, "%"
    number, base = normalised(value, unit)
    if number is None or base not in ("", "%") or not _INDEX.search(indicator):
        return number, base
    known, change = canonical(indicator).known, round(number - _BASE, 6)
    is_change = known is not None and known.measure == "rate" and abs(change) <= _MOST_OF_AN_INDEX
    return (change, "%") if is_change else (number, base)


def _id(target: Target, number: int) -> str:
    told = "\0".join((target.plan, str(number), target.indicator, target.value, target.unit))
    return short_id(told)

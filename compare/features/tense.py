"""What looks back in a plan and what looks ahead, told by years, periods and the course of a work report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Clause, Kind, Plan
from compare.text import cues, number_of, years_of

_YEAR_OF_WORK, _REVIEW, _LOOKS_BACK = cues("year_of_work"), cues("review"), cues("opens_review")
_AHEAD, _TURN, _TURNS = cues("ahead"), cues("turn_of_report"), cues("turns_ahead")
_HEADING_AHEAD, _PAST_PARAGRAPH = cues("heading_ahead"), cues("opens_past_paragraph")
# A period that something is compared with or rises from is none that a clause speaks of: 比“十三五”期间增长70%.
_PERIOD = re.compile(r"(?<![比较由从])(?<![比较由从][“\"])(十[一二三四五六])五[”\"]?(?:期间|时期|以来)")
_NUMBERED = re.compile(r"(十[一二三四五六])五")
_ANY_YEAR = re.compile(r"((?:19|20)\d\d)年")
# 到2025年 opens an aim of a plan of 2021.
_BY_YEAR = re.compile(r"[到至]((?:19|20)\d\d)年")
_FIRST_YEAR = re.compile(r"(?:在|至|截[至止])?(?:19|20)\d\d年")
_OPENING, _FIRST_WORDS = 2, 6
# A review stands in the first part of a plan.
_FRONT = 0.25
# A chapter of its own, not the parts of a review, whose numbers may begin anew: （一）.
_CHAPTER = re.compile(r"(?:第[一二三四五六七八九十]+[部分章编]+|[一二三四五六七八九十]+、)")
# A line that stands for a heading, as some reports set it (2023年：在攻坚克难中奋进); of dates and meetings none does.
_LINE = re.compile(r"(?!.*(?:[月日]|会议|表))(?=(?:.*?[\u4e00-\u9fff]){5})[^。；;！!？?|（(]{5,30}")
_UNNUMBERED = re.compile(r"[^，,。；;：:！!？?、\d]{4,24}")


class Times:
    """The times of one plan.

    Attributes:
        turn: Offset at which a work report whose review has no heading turns to its tasks; 0 for all else.
    """

    def __init__(self, plan: Plan) -> None:
        headings = [(section.start, found) for section in plan.sections if (found := _year(section.heading))]
        years = {year for _, year in headings if plan.year is None or year <= plan.year}
        # A report that names two years works in the later one, whatever its file is called.
        self._year = max(years) if plan.kind is Kind.REPORT and len(years) > 1 else plan.year
        if self._year is None and plan.period:
            self._year = int(plan.period[:4])
        starts = [int(plan.period[:4])] if plan.period else []
        self._issued = min([plan.year, *starts]) if plan.year else None
        lines = list(self._find_lines(plan))
        self.turn = 0 if lines else self._turn(plan, headings)
        self._turned = list(self._find_turns(plan))
        self._reviews = [*self._find_reviews(plan), *self._find_years(plan), *lines]

    def looks_back(self, heading: str) -> bool:
        """Whether a heading is that of a review: 2023年工作回顾 in a report of 2024."""
        year = _year(heading)
        return bool(_REVIEW.search(heading)) or (year is not None and self._year is not None and year < self._year)

    def looks_ahead(self, heading: str) -> bool:
        """Whether a heading is that of a year's work to come."""
        return _year(heading) is not None and not self.looks_back(heading)

    def heads_ahead(self, heading: str) -> bool:
        """Whether a heading is that of the year or the period to come: “十五五”时期主要任务."""
        return self.looks_ahead(heading) or (self._turns_ahead(heading) and not self.looks_back(heading))

    def speaks_of_past_period(self, text: str) -> bool:
        """Whether a clause speaks of a five-year period that was over, or nearly, when the plan was issued."""
        found = _PERIOD.search(text)
        return bool(found and self._year is not None and years_of(number_of(found.group(1)))[1] <= self._year)

    def opens_with_past_period(self, text: str) -> bool:
        """Whether a clause is set in such a period from its first words on."""
        found = _PERIOD.search(text)
        return bool(found and found.start() <= _OPENING and self.speaks_of_past_period(text))

    def opens_with_past_year(self, text: str) -> bool:
        """Whether a clause opens with a year that was over when the plan was issued, and names no later one."""
        if not (self._issued and _FIRST_YEAR.match(text)):
            return False
        return max(int(year) for year in _ANY_YEAR.findall(text)) < self._issued

    def in_review(self, clause: Clause) -> bool:
        """Whether a clause stands in a chapter that opens with the past period, before it comes to the next one."""
        return any(start <= clause.start < end for start, end in self._reviews)

    def turned(self, clause: Clause) -> bool:
        """Whether a clause stands in a review, but after a line in it that turns to what is ahead."""
        return any(start <= clause.start < end for start, end in self._turned)

    def _find_turns(self, plan: Plan) -> Iterator[tuple[int, int]]:
        """Spans from a line that turns ahead to the end of the review whose heading stands over it."""
        for number, section in enumerate(plan.sections):
            if not self.looks_back(section.heading):
                continue
            later = (s.start for s in plan.sections[number + 1 :] if s.depth <= section.depth)
            end = next(later, len(plan.text))
            inside = [c for c in plan.clauses if section.start < c.start < end]
            first = next((c for c in inside if c.kind == "body"), None)
            turn = next((c for c in inside if _turns(plan.text[c.start : c.end])), None)
            # Where the review itself begins so, 今年 is the year that ends: the report was made in December.
            if turn is not None and turn is not first:
                yield turn.start, end

    def _find_reviews(self, plan: Plan) -> Iterator[tuple[int, int]]:
        """Spans of the reviews of the past period, which need not be called so in their headings (砥砺五载耕实景)."""
        seen: set[int | None] = {None}
        for number, clause in enumerate(plan.clauses):
            if clause.kind != "body":
                continue
            text, opens = plan.text[clause.start : clause.end], clause.section not in seen
            seen.add(clause.section)
            if clause.start <= _FRONT * len(plan.text):
                if opens and self._opens_review(text):
                    yield clause.start, self._end_of_review(plan, number)
            # Further on, under “十四五”成就和“十五五”目标 or among tasks, it is a paragraph.
            elif plan.text[clause.start - 1] == "\n" and self._opens_past_paragraph(text):
                line = plan.text.find("\n", clause.start)
                end = self._end_of_review(plan, number)
                yield clause.start, end if line < 0 else min(line, end)

    def _find_years(self, plan: Plan) -> Iterator[tuple[int, int]]:
        """Spans of a work report from the heading of its review to that of the year to come, however often the numbers
        of its headings begin anew in between.
        """
        if plan.kind is not Kind.REPORT:
            return
        for number, section in enumerate(plan.sections):
            if self.looks_back(section.heading):
                later = (s.start for s in plan.sections[number + 1 :] if self._year_begins(s.heading))
                if end := next(later, 0):
                    yield section.start, min([end, *(start for start, _ in self._turned if start > section.start)])

    def _find_lines(self, plan: Plan) -> Iterator[tuple[int, int]]:
        """Spans of a work report without a heading of review from a line that looks back (过去五年硕果累累) to the next
        one that looks ahead.
        """
        if plan.kind is not Kind.REPORT or any(self.looks_back(section.heading) for section in plan.sections):
            return
        begun, text = None, plan.text
        for clause in plan.clauses:
            line = text[clause.start : clause.end]
            opens = clause.start == 0 or text[clause.start - 1] == "\n"
            alone = opens and text[clause.end : clause.end + 1] in ("", "\n")
            if not alone or not (_LINE.fullmatch(line) or (begun is not None and _TURNS.match(line))):
                continue
            # The year of a title is that of the report, whenever it was issued.
            years = set(map(int, _ANY_YEAR.findall(line))) if clause.start else set()
            if _REVIEW.search(line) or (self._year and years and max(years) < self._year):
                begun = clause.start if begun is None else begun
            elif begun is not None and (self._year in years or self._turns_ahead(line) or _turns(line)):
                yield begun, clause.start
                begun = None

    def _year_begins(self, heading: str) -> bool:
        return self.looks_ahead(heading) or self._turns_ahead(heading) or bool(_CHAPTER.match(heading))

    def _opens_past_paragraph(self, text: str) -> bool:
        """Whether a paragraph looks back: upon past years, or upon a period that was over before the plan was made."""
        if _LOOKS_BACK.match(text) or _PAST_PARAGRAPH.match(text):
            return True
        found = _PERIOD.search(text)
        if not (found and found.start() <= _OPENING and self._issued):
            return False
        return years_of(number_of(found.group(1)))[1] < self._issued

    def _opens_review(self, text: str) -> bool:
        return self.opens_with_past_period(text) or bool(_LOOKS_BACK.match(text))

    def _end_of_review(self, plan: Plan, first: int) -> int:
        """Where the section of a clause ends, or the first heading or clause that turns to the coming period."""
        inside = {plan.clauses[first].section}
        for clause in plan.clauses[first + 1 :]:
            section, text = clause.section, plan.text[clause.start : clause.end]
            if section not in inside:
                if section is None or plan.sections[section].parent not in inside:
                    return clause.start
                inside.add(section)
            if self._turns_ahead(text if clause.kind == "heading" else text[:_FIRST_WORDS]):
                return clause.start
        return len(plan.text)

    def _turns_ahead(self, text: str) -> bool:
        """Whether a heading, or the first words of a clause, name the coming period or a year by which something is to
        be reached, and not the past one.
        """
        ends = [years_of(number_of(numeral))[1] for numeral in _NUMBERED.findall(text)]
        ends += [int(found.group(1))] if (found := _BY_YEAR.match(text)) else []
        return bool(_AHEAD.search(text)) or (bool(ends) and self._year is not None and min(ends) > self._year)

    def _turn(self, plan: Plan, headings: list[tuple[int, int]]) -> int:
        if plan.kind is not Kind.REPORT or any(self.looks_back(section.heading) for section in plan.sections):
            return 0
        found = _TURN.search(plan.text, len(plan.text) // 10)
        starts = [start for start, _ in headings[:1]] + ([found.start()] if found else [])
        return min([*starts, *self._chapters_ahead(plan)], default=0)

    def _chapters_ahead(self, plan: Plan) -> Iterator[int]:
        """Where chapters begin that open with the coming period (“十五五”时期是…的关键时期)."""
        opened: set[int] = set()
        for clause in plan.clauses:
            if clause.kind == "body" and clause.section is not None and clause.section not in opened:
                opened.add(clause.section)
                section = plan.sections[clause.section]
                words = plan.text[clause.start : clause.end][:_FIRST_WORDS]
                if section.parent is None and clause.start > len(plan.text) // 10 and self._turns_ahead(words):
                    yield section.start


def _turns(text: str) -> bool:
    return bool(_TURNS.match(text) or (_UNNUMBERED.fullmatch(text) and _HEADING_AHEAD.search(text)))


def _year(heading: str) -> int | None:
    """Return the year whose work a heading names."""
    found = _YEAR_OF_WORK.search(heading)
    return int(found.group(1)) if found else None

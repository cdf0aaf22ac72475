"""By which year a figure is to be reached: told in the clause, its paragraph or its headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from compare.model import Kind, Plan, Record
from compare.text import YEAR, composed, cues, number_of, value_of, year_of, years_of

_YEAR = f"(?P<year>{YEAR})"
_COUNT = r"[一二两三四五六七八九十]|\d{1,2}"
_TIME = composed(
    rf"{_YEAR}\s?(?:年|(?=[-—–~～至到]{{1,2}}\s?{YEAR}\s?年))(?!代|以来|前后|会)|(?P<period>十[一二三四五六七])五(?![”\"]?{{names_period}})|"
    rf"[“\"](?P<early>[六七八九十])五(?=[”\"])(?![”\"]?{{names_period}})|(?P<this>{{this_year}})|"
    r"(?P<five>(?P<term>{to_come}五年)|{within_five_years})|第(?P<plan>十[一二三四五六七]?|[六七八九])个五年|"
    rf"{{to_come}}(?P<coming>{_COUNT})年|(?:{_COUNT})?[到至—-]?(?P<effort>{_COUNT}){{years_of_effort}}"
)
# 比2020年, 由2020年的, 在2020年基础上: something starts from there.
_BEFORE_BASE, _BASE_AFTER = cues("starts_from_year"), cues("base_of_year")
_IN_PRICES_OF, _PRICES = cues("at_prices"), cues("prices_of_year")
# 2023年度6个和美乡村: the year of those things, and not when the clause's tasks are done.
_OF_A_BATCH, _BEFORE_PERIOD = cues("batch_of_year"), cues("starts_from_period")
_BATCH_BEFORE, _BATCH_AFTER = cues("batch_done_now"), cues("batch_of_this_year")
# 2020年底以前，: no things.
_THINGS_OF = re.compile(
    r"(?:[”\"]|期间|时期|以来|年?[底末])*[\u4e00-\u9fff]{2,5}的(?:\d|[一二三四五六七八九十]+[个项座条])"
)
_TIME_ALONE = re.compile("[底末初内中]?(?:[以之]?[前内后来])?")
_FIGURE, _PART_ENDS, _ANY_YEAR = cues("could_set"), re.compile(r"[，,；;。]"), re.compile(rf"{YEAR}\s?年")
_LOOKED_AT, _FAR_AIM = cues("aim_looked_at"), cues("far_aim")
_REVIEW = cues("review")
_AMONG = cues("year_of_part")
_PREPARING, _PREPARED = cues("prepares_for"), cues("ground_laid")
_FIVE = 5  # 未来五年 in a yearly report: those of a term, the year of the report the first
# Years of effort that lead on from the plan; 经过三十年的努力 looks back.
_MANY = 20
# Years: a five-year plan that also looks to 2035 ends with its five years; a land plan runs for fifteen or more.
_LONGEST = {False: 10, True: 40}


class Time(Record, frozen=True):
    """A time named in a text.

    Attributes:
        start: Where.
        year: The year, or the last year of a period.
        base: Something starts from there (比2020年, 由2020年的).
        period: It is the end of a plan's period (“十五五”期间), and no single year.
        effort: It is the end of some years of work on one thing (通过3年努力), and not that of others beside it.
        aside: It is that of what is prepared (为到2035年……打好基础), or of a part (其中2025年不超过…), and of nothing
            that follows.
    """

    start: int
    year: int
    base: bool
    period: bool
    effort: bool = False
    aside: bool = False


class Years:
    """The years of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._period = _bounds(plan.period, _LONGEST[plan.kind is Kind.SPATIAL])
        self._headings: dict[int | None, int | None] = {}
        self._past: dict[int | None, bool] = {}

    @property
    def first(self) -> int:
        """The first year that lies ahead; figures of earlier years are where the plan starts from; 0 if not known."""
        year = self._plan.year
        # A year of issue after the period is one that was guessed from the targets.
        # One long before it is that of a paper that only speaks of the period.
        if self._period and (year is None or abs(year - self._period[0]) <= 1 or year > self._period[1]):
            return self._period[0]
        return year or 0

    @property
    def last(self) -> int | None:
        """The last year of the plan's period; ``None`` if that is not known."""
        return self._period[1] if self._period else None

    def times(self, text: str) -> list[Time]:
        """Return times named in a text, in reading order."""
        found: list[Time] = []
        if "年" not in text and "五" not in text and "规划期" not in text:
            return found
        for match in _TIME.finditer(text):
            if (year := self._year(match)) is not None:
                base = bool(_BASE_AFTER.match(text, match.end())) or self._starts(text, match, year)
                base = base or (year < self.first and _is_of_things(text, match.end()))
                period = match["period"] or match["early"] or match["plan"] or match["five"]
                effort = bool(match["effort"] or match["coming"]) and year != self.last
                aside = _AMONG.search(text, 0, match.start()) or (
                    _PREPARING.search(text, 0, match.start()) and _PREPARED.search(text, match.end())
                )
                found.append(Time(match.start(), year, base, bool(period), effort, bool(aside)))
        return found

    def _starts(self, text: str, match: re.Match[str], year: int) -> bool:
        """Whether something starts from a time, by the words around it; no figure behind it is to be reached then."""
        before = text[max(0, match.start() - 3) : match.start()]
        if match["year"] is None:
            return _BEFORE_PERIOD.search(before) is not None
        looked_at = _LOOKED_AT.search(text[: match.start()]) and _FAR_AIM.match(text, match.end())
        in_prices = _IN_PRICES_OF.search(before) and _PRICES.match(text, match.end())
        batch = year < self.first and (
            _OF_A_BATCH.match(text, match.end())
            or _BATCH_BEFORE.search(before)
            and _BATCH_AFTER.match(text, match.end())
        )
        return bool(_BEFORE_BASE.search(before) or looked_at or in_prices or batch)

    def of_headings(self, section: int | None) -> int | None:
        """Return the year that the innermost heading with a time names; ``None`` if none does."""
        if section not in self._headings:
            told = None
            for heading in reversed(self._plan.path(section)):
                years = {time.year for time in self.times(heading) if time.year >= self.first}
                if years:  # a heading over 十五五 and 2026 alike tells neither
                    told = years.pop() if len(years) == 1 else None
                    break
            self._headings[section] = told
        return self._headings[section]

    def is_past(self, section: int | None) -> bool:
        """Whether a heading above names only times that are over: “十四五”发展 in a plan from 2026 on.

        Of a review the roles of its clauses tell as far as where it looks back.
        """
        if section not in self._past:
            path = [heading for heading in self._plan.path(section) if not _REVIEW.search(heading)]
            named = [[time.year for time in self.times(heading)] for heading in path]
            self._past[section] = any(years and max(years) < self.first for years in named)
        return self._past[section]

    def _year(self, match: re.Match[str]) -> int | None:
        if digits := match["year"]:
            return year_of(digits)
        if period := match["period"] or match["plan"] or match["early"]:
            return years_of(number_of(period))[1]
        if match["this"]:
            return self._plan.year if self._plan.kind is Kind.REPORT else None
        if count := match["coming"] or match["effort"]:
            return self._after(int(count) if count.isdigit() else int(value_of(count)))
        return self.last or (self._plan.year + _FIVE - 1 if match["term"] and self._plan.year else None)

    def _after(self, years: int) -> int | None:
        """Return the year so many years after the plan's; five of them, or as many as its period has, end that."""
        period = self._period
        if self.last and (years == _FIVE or period and years == period[1] - period[0] + 1):
            return self.last
        return self._plan.year + years if self._plan.year and years < _MANY else None


def _is_of_things(text: str, offset: int) -> bool:
    """Whether a year before an offset tells which things are meant: they follow, and no figure does (1980年前农房), or
    what was done with them then (2023年批复的6个基地).
    """
    end = _PART_ENDS.search(text, offset)
    rest = _ANY_YEAR.sub("", text[offset : end.start() if end else None])
    return bool(_THINGS_OF.match(rest)) or not (_TIME_ALONE.fullmatch(rest) or _FIGURE.search(rest))


def at(times: Sequence[Time], offset: int) -> Time | None:
    """Return the last time named before an offset that nothing starts from."""
    number = bisect_right([time.start for time in times], offset)
    return next((time for time in reversed(times[:number]) if not time.base), None)


def _bounds(period: str | None, longest: int) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{4})-(\d{4})", period or "")
    if not found:
        return None
    first, last = int(found.group(1)), int(found.group(2))
    return (first, last) if last - first < longest else None

"""Clauses -> the targets that they set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from compare.model import Operator
from compare.targets.candidate import Draft, based, draft_of
from compare.targets.names import (
    RATE_NAME,
    STOCK,
    is_relative,
    listed,
    object_of,
    of_list,
    on_the_same,
    per_head,
    said_of,
    shares,
    with_shared_end,
    without_act,
)
from compare.targets.operators import name_of, operator_of, within
from compare.targets.shared_names import (
    completed,
    of_each_place,
    of_one_place,
    of_the_counted,
    of_their_places,
    thing_of_all,
    thing_of_next,
    together,
)
from compare.text import (
    Figure,
    Left,
    Measure,
    SentencePart,
    border,
    composed,
    cues,
    figured_parts,
    masked,
    measure_of,
    read_left,
    read_right,
    starts_from,
    without_growth,
    without_lead,
)

_FROM = re.compile(r"\s*(?:从|由)")
_BASE_WORDS = re.compile(r"(?:由|从|自)?[^由从自]{0,20}$")
_TOPIC, _LEVEL, _RATE = cues("subject"), cues("of_level"), cues("share_name")
_YEARLY, _GROWN = cues("amount_each_year"), cues("grown_to")
_SILENT, _DONE, _SUM = cues("silent_verb"), cues("done_at_end"), cues("stated_sum")
_ONLY_DONE = cues("only_done")
# 265个重点项目完成投资, 在14个市州增补学位: how many do it, or where, is no part of what is done.
_ACTORS = composed(
    r"^\d[\d.]*\s?[个家项条所座户名](?:[及或和、]\d[\d.]*\s?[户人])?(?:以[上下]的?)?(?=[\u4e00-\u9fff])|^在\d[\d.]*\s?个.{1,24}?(?={verbs_make}|增补|布局)"
)
_LISTED, _SHORT_RATE, _EACH_RATE = map(re.compile, (r"\s*[、和及与]\s*", "..率", r"(?<=率)[、和及与]|、"))
_FIELD, _HANDED, _BESIDE = cues("field_told"), cues("bound_handed_on"), cues("beside_others")
_SHORTEST_SPOKEN, _SHORTEST_LISTED, _SHORTEST, _LONGEST_TOPIC = 4, 3, 2, 14
_BUILT, _NO_TOPIC, _ASIDE = cues("projects_built"), cues("no_bare_topic"), cues("how_reckoned")
_OWN_VERB = cues("verb_beside_new")
_LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")
_YEARLY_AT_END = re.compile(r"年均$|[比较]\d{4}年(?:底|末)?$|(?:[到至]?\d{4}年?[底末]?[、和]?){2,6}$")
_MORE = re.compile("(?<=..)(?:新增|净(?:增长?)?)$|^、(?:[续新在]建|改?扩?建|改造|新?开工)")  # 面积新增2000亩，达到
_PLACES = frozenset("个家所座条处")


class Reader:
    """Reads one clause.

    Attributes:
        subject: The last indicator that was named, for the figures that follow without one; set it from the clause
            before in the same paragraph.
    """

    def __init__(self, subject: str = "", heading: str = "") -> None:
        """``heading``: what the innermost heading speaks of, if that is a thing."""
        self.subject, self._heading = subject, heading
        self._verb, self._assured = "", False
        self._operator: Operator | None = None
        self._before, self._things = subject, ""
        self._whole_of: str | None = None
        self._found: list[Draft] = []

    def read(self, clause: str) -> list[Draft]:
        """Return the targets of a clause, in reading order; whether it looks ahead is not asked here."""
        found = self._found = []
        self._before = self.subject
        if topic := _TOPIC.match(clause):
            self.subject = topic["topic"]
        plain, spoken, of_all = masked(clause), "", self.subject
        for part, figures in figured_parts(clause):
            if figures:
                found += self._respectively(clause, part, figures) or self._in_turn(
                    clause, plain, part, figures, spoken
                )
            if any(not (figure.unit == "年" and figure.value.isdigit()) for figure in part.figures):
                spoken = ""
            elif not _ASIDE.fullmatch(clause, part.start, part.end):
                spoken = clause[part.start : part.end]
                spoken = spoken[: bound.start()] if (bound := _HANDED.search(spoken)) else spoken
                of_all = field["topic"] if (field := _FIELD.match(spoken.strip())) else of_all
        named = [draft for draft in found if _LETTER.search(draft.indicator)]  # of a broken text .5% may be left
        return of_each_place(clause, of_one_place(clause, of_their_places(named, of_all)))

    def _respectively(self, clause: str, part: SentencePart, figures: Sequence[Figure]) -> list[Draft]:
        """Figures said of as many names, 分别: one a name; twice as many are bases and targets. Else nothing."""
        cut = clause.find("分别", part.start, figures[0].start)
        if cut < 0:
            return self._in_step(clause, part, figures)
        words, after = clause[part.start : cut], cut + len("分别")
        bare = _YEARLY_AT_END.sub("", words)  # 增加值年均分别增长: the growth is that of each year
        names = on_the_same(with_shared_end(said_of(bare, len(figures))))
        if not without_lead(bare) and len(self._found) >= len(figures):  # A突破X、B突破Y，年均分别增长: of A and B
            names = [without_growth(draft.indicator) for draft in self._found[-len(figures) :]]
        told = read_left(words[len(bare) :] + clause[after : figures[0].start])
        if len(names) == len(figures) > 1:
            return self._each(names, figures, told, part) if not told.verb else self._made(names, figures, told, part)
        half = len(names)
        if len(figures) != 2 * half or not _FROM.match(clause, after):
            return []
        reached = read_left(clause[figures[half - 1].end : figures[half].start])
        drafts = self._each(names, figures[half:], reached, part)
        bases = {figure.start: base for figure, base in zip(figures[half:], figures[:half], strict=True)}
        return [based(draft, bases[draft.at]) for draft in drafts]

    def _made(self, names: Sequence[str], figures: Sequence[Figure], told: Left, part: SentencePart) -> list[Draft]:
        """Figures of as many names, made each: 水利、交通分别完成投资60亿元、70亿元."""
        drafts = self._each([name + told.name for name in names], figures, replace(told, name=""), part)
        return [replace(draft, indicator=told.verb + draft.indicator) for draft in drafts]

    def _in_step(self, clause: str, part: SentencePart, figures: Sequence[Figure]) -> list[Draft]:
        """As many figures as names without 分别: 面积、产量稳定在318万亩、16.5亿斤. Else nothing."""
        pairs = zip(figures, figures[1:], strict=False)
        if len(figures) < 2 or not all(_LISTED.fullmatch(clause, one.end, other.start) for one, other in pairs):
            return []
        told = read_left(clause[part.start : figures[0].start])
        names = listed(told.name, len(figures))
        counts = {measure_of(figure.unit) for figure in figures} == {Measure.COUNT}
        of_other_units = told.reach and len({figure.unit for figure in figures}) > 1
        if len(names) != len(figures) or any(RATE_NAME.search(name) for name in names):
            return []
        if counts and told.verb and not read_right(clause[figures[-1].end : part.end]):
            drafts = self._each(names, figures, replace(told, name=""), part)
            return [replace(draft, indicator=told.verb + draft.indicator, operator="+") for draft in drafts]
        return self._each(on_the_same(names), figures, replace(told, name=""), part) if of_other_units else []

    def _each(self, names: Sequence[str], figures: Sequence[Figure], told: Left, part: SentencePart) -> list[Draft]:
        drafts = []
        if not any(figure.mark for figure in figures[:-1]):  # 分别增长12%和15%以上: 以上 is said of both
            figures = [replace(figure, mark=figures[-1].mark) for figure in figures]
        for name, figure in zip(names, figures, strict=True):
            own = read_left(name + "达到").name
            whole = own + told.name if told.growth and not own.endswith(told.name) else own
            if without_growth(whole):
                operator = operator_of(replace(told, name=whole), figure, by_right=False, verb="")
                drafts.append(draft_of(whole, operator, figure, part))
                self.subject = whole
        return drafts

    def _in_turn(
        self, clause: str, plain: str, part: SentencePart, figures: Sequence[Figure], spoken: str
    ) -> list[Draft]:
        """Figures each with its own name, or with what is carried from the one before."""
        drafts: list[Draft] = []
        left, base = part.start, None
        self._verb, self._operator = "", None
        for number, figure in enumerate(figures):
            last = number + 1 == len(figures)
            until = part.end if last else figures[number + 1].start
            words = clause[left : figure.start]
            if not last and base is None and starts_from(words, clause[figure.end : until]):
                base = figure
                continue
            right_end, next_left = border(plain, figure.end, until, last=last)
            if base is not None:
                words = _BASE_WORDS.sub("", clause[left : base.start]) + clause[base.end : figure.start].lstrip("，,")
            named = words.rstrip().endswith("等")  # 康略等3条高速、西安地铁8号线: what is counted ends at the comma
            right = read_right(clause[figure.end : right_end], whole=last and not named) or thing_of_all(
                clause, figure, part
            )
            if not (right or last):
                right = thing_of_next(clause, words, figure, figures[number + 1], part)
            draft = self._one(words, right, figure, spoken, part, first=left == part.start)
            if draft is not None:
                drafts += self._spread(based(draft, base) if base else draft, words)
            base, left = None, next_left
        return completed(drafts)

    def _one(
        self, words: str, right: str, figure: Figure, spoken: str, part: SentencePart, *, first: bool
    ) -> Draft | None:
        """Return the target of one figure; ``None`` if nothing tells what it is the figure of."""
        where = without_lead(words) == "在" and figure.unit in _PLACES  # 在500个行政村实施工程
        told = read_left(words.removesuffix("在") if where else words)
        told = within(of_list(replace(told, name=_ACTORS.sub("", told.name)), figure), right, figure)
        if told.verb and told.reach and 0 < len(told.name) <= _SHORTEST:
            told = replace(told, name=told.verb + told.name, verb="")  # 签约资金达到120亿元
        if figure.size:
            return _size(figure, right, words, part)
        name, by_right = name_of(told, right, figure)
        counted = measure_of(figure.unit) is not Measure.RATE
        if not name and counted and len(self._found) > 1 and _SUM.search(words.rstrip()):
            return self._sum(figure, part)
        of_which = words.lstrip().startswith("其中")
        self._of_parts(told, figure, of_which=of_which, first=first)
        silent = not (told.name or told.verb or told.reach or told.sign or told.growth)
        if not name and not counted and silent and (not first or self.subject != self._before):
            name = self.subject  # 提高6%和12%, 增长7%、力争8%: the second is a rise, too
        done = bool(self._things) and counted and _ONLY_DONE.fullmatch(told.verb + name) is not None
        if done:  # 开工项目400个，建成投产50个
            told, name = replace(told, verb="", name=""), self._things + told.verb + name
        else:
            name = self._whole(name, told, spoken if first else "", by_right=by_right, first=first, counted=counted)
        if not name:
            return None
        of_all = self._whole_of if not first else None
        if counted and (of_which or not first) and (whole := of_the_counted(name, words, self.subject, of_all)) != name:
            told, name = replace(told, name=whole), whole
        carried = not told.verb and not told.reach and not told.growth
        self._verb = told.verb or (self._verb if carried else "")
        self._assured = told.assured or (self._assured and carried and not self._verb and not first)
        operator = operator_of(replace(told, assured=self._assured), figure, by_right=by_right, verb=self._verb)
        if by_right and not words.strip() and self._operator:
            operator = self._operator  # 至少建成1个园区和1个工厂
        self._operator, self.subject = operator, self.subject if done else _BESIDE.sub("", _MORE.sub("", name))
        if measure_of(figure.unit) is Measure.COUNT and not done:
            self._things = without_act(name.removeprefix("建设"))
        made = by_right or (counted and bool(told.name) and operator == "+")
        name = self._with_verb(name, told, made=made and not done and not (carried and _DONE.search(name)))
        yearly = counted and "/" not in figure.unit and _YEARLY.search(words)
        return draft_of(name, operator, replace(figure, unit=f"{figure.unit}/年") if yearly else figure, part)

    def _of_parts(self, told: Left, figure: Figure, *, of_which: bool, first: bool) -> None:
        """Keep what a list of parts is of; a sum behind it is of the whole: 其中玉米5万亩、水稻1万亩，总产0.9亿斤."""
        if of_which:
            self._whole_of = self.subject if measure_of(figure.unit) is Measure.AMOUNT else None
        elif first and self._whole_of is not None:
            self.subject = self._whole_of if told.name.startswith("总") else self.subject
            self._whole_of = None

    def _sum(self, figure: Figure, part: SentencePart) -> Draft | None:
        """Return the sum that a list ends with; ``None`` where it sums up its costs: 水厂2座、管网30公里，合计5亿元."""
        name, last = together(self._found, figure), self._found[-1]
        self.subject = name or self.subject
        return draft_of(name, ">=" if figure.mark == "以上" else last.operator, figure, part) if name else None

    def _with_verb(self, name: str, told: Left, *, made: bool) -> str:
        """Return the name of things to be made with the verb of making."""
        if not self._verb or self._verb in _SILENT or not (made or _OWN_VERB.match(told.verb)):
            return name
        return name if name.startswith(self._verb) else self._verb + name

    def _whole(self, name: str, told: Left, spoken: str, *, by_right: bool, first: bool, counted: bool) -> str:
        """Return the name with what it is measured on: 粮食总产量, not 总产量."""
        subject = self.subject or self._heading
        if not name:
            return self._carried(told, spoken, counted=counted)
        if by_right and not is_relative(name):
            return name
        if _BESIDE.fullmatch(name):
            return self.subject + name if self.subject else ""  # 增长8%，高于全省1个百分点
        if self.subject == self._before and spoken and (len(without_growth(name)) < _SHORTEST or is_relative(name)):
            subject = _bare(spoken) or ("" if is_relative(name) else subject)
        if len(without_growth(name)) < (_SHORTEST if told.growth else 1):
            return without_growth(subject) + name if subject else ""
        if not first and (head := per_head(self.subject)) and not by_right and not name.startswith("每"):
            return head + name
        if _LEVEL.fullmatch(name) and subject:
            return name + _LEVEL.sub("", subject, count=1)
        return self._relative(name, subject, spoken) if is_relative(name) else name

    def _carried(self, told: Left, spoken: str, *, counted: bool) -> str:
        """Return the name of a figure that has none of its own: what was said before it."""
        if told.verb and counted and _RATE.search(without_growth(self.subject)):
            return told.verb  # 持证上岗率达到80%，每年培训3000人次: no number of people is a rate
        before = read_left(spoken).name if spoken else ""
        if (topic := _bare(spoken)) and self.subject == self._before:
            return topic  # 人口自然增长率，平均每年控制在12.4‰: not of what the sentence before names
        if counted and self.subject == self._before and not (told.verb or told.reach or told.sign or told.growth):
            return ""  # 对957个村寨实施“水改”: not of what the sentence before counts
        long = len(before) >= _SHORTEST_SPOKEN
        if before and (RATE_NAME.search(before) or (long and counted and self.subject == self._before)):
            return before
        return without_growth(self.subject) or (before if long else "")

    def _relative(self, name: str, subject: str, spoken: str) -> str:
        """Return a name that cannot stand by itself with what it is of: the projects just spoken of, or the subject."""
        built = _BUILT.search(spoken)
        projects = read_left(built["name"]).name if built else ""
        if len(projects) >= _SHORTEST_SPOKEN:
            return projects + name
        if not subject or subject.endswith(name):
            return subject or name
        stem = without_growth(object_of(without_growth(subject))) or subject
        return stem + name.removeprefix("其中")

    def _spread(self, draft: Draft, words: str) -> list[Draft]:
        """One target a name where one figure is said of all names of a list (均, 各)."""
        bare = without_growth(draft.indicator)
        growth = draft.indicator[len(bare) :]
        names = _EACH_RATE.split(bare)  # 响应率、满意率100%: each is a name by itself; 客流量、总收入增长8%, too
        if len(names) < 2 or not all(_RATE.search(name) or (growth and STOCK.search(name)) for name in names):
            names = with_shared_end(listed(bare)) if shares(words + "达") else [bare]
        if len(names) < 2 or any(len(name) < _SHORTEST_LISTED for name in names):
            return [draft]
        if (thing := object_of(names[0])) != names[0]:
            names = [thing + name if name != names[0] and _SHORT_RATE.fullmatch(name) else name for name in names]
        return [replace(draft, indicator=name if name.endswith(growth) else name + growth) for name in names]


def _bare(spoken: str) -> str:
    """Return the name that alone stands before a comma: 粮食，年产量…; empty if more is said there."""
    words = without_lead(spoken.strip(" 　，,"))
    told = read_left(words)
    alone = told.name == words and not (told.verb or told.reach or told.sign or told.growth)
    return words if alone and len(words) <= _LONGEST_TOPIC and not _NO_TOPIC.search(words) else ""


def _size(figure: Figure, right: str, words: str, part: SentencePart) -> Draft | None:
    """Return the size that an industry is to grow to: 打造百亿级家具产业."""
    noun = right.removeprefix("级")
    if not noun or not _GROWN.search(words):
        return None
    return draft_of(f"{read_left(words).name}{noun}规模", "=", figure, part)

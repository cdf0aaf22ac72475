"""Clauses -> the targets that they set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compare.evidence.quantities import GRANTED, QUOTED
from compare.model import Operator
from compare.targets.figures import Figure, find_figures
from compare.targets.names import (
    RATE_NAME,
    STOCK,
    Left,
    is_relative,
    listed,
    object_of,
    per_head,
    read_left,
    read_right,
    shares,
    without_growth,
)
from compare.targets.units import Measure, measure_of, parted

_PART_END = re.compile(r"[，；;。！]|(?<!\d),|,(?!\d{3})|(?<!\d)[:：]|[:：](?!\d)")
_BRACKETED = re.compile(r"[（(][^（()）]{0,60}[)）]")
_JOINT = re.compile(r"、|以及|并|和|及|与|，|,")
_APART = re.compile(r"\s*(?:\(含\)|（含）)?\s*(?:、|，|,|以及|和|及|与|并)")
# What parts two figures; without it the first one only tells which things the second counts (5000人以上演唱会800场).
_NEXT = re.compile(r"[、和及与至到，,]|建|实现|完成|达|开展|新增|占|增|降|超|培育|打造|力争|确保|^$")
_FROM = re.compile(r"\s*(?:从|由)")
_RESPECTIVELY = re.compile(r"分别")
# What is there already, or was; figures that somebody grants, pays or charges; ranks and criteria.
_THERE = re.compile(
    r"(?:目前|截至|截止|现有|现已|已有|已建|已达|已经|原有|实有|共有|去年|上年(?!增|同|提|下)|过去|历时|总投资|投资约|占地|全长|长约|建筑面积)[^，,；;]{0,12}$"
)
_PRICE = re.compile(
    r"(?:给予|奖补|资助|最高|每(?:人|户|亩|家|月|吨|台|辆)(?:每[月年])?|按(?:照)?|标准为|罚款|收费)[^，,]{0,8}$"
)
_CRITERION = re.compile(
    r"^\s*(?:的|大)?(?:龙头|骨干|大型|重大|优质|产业|工业|规上|投资|制造业|先进制造业|外资|招商|农业|标志性|科技型?)*(?:项目|企业|工程|大单品|单体|强镇|镇|村|园区|品牌|总部|集团|航母|客户|县|产业链|商圈|单品|单项|景区)"
)
_NAMED_PROJECT = re.compile(r"^\s*(?:的)?[^，,；;。、]{0,14}?(?:项目|工程|机组|电站|生产线|发电厂|泵站|水库|码头|基地)")
_TOPIC = re.compile(
    r"[—–\-\s]*(?:[（(][一二三四五六七八九十\d]+[)）]|[①-⑳]|[一二三四五六七八九十]是)?(?:大力|加快|积极|重点)?(?:做强|做大|做优|发展|壮大|培育|提升|打造)?"
    r"(?P<topic>[^，,；;。：:、\d]{2,14}?(?:产业链?|集群|工业|农业|旅游业?|制造业|服务业|物流业?|加工业?))(?=方面|重点|围绕|聚焦|以|，|,|：|:|加快|要)"
)
# 省级100家 after 国家级专精特新企业50家.
_LEVEL = re.compile(r"(?:国家|省|市|县|区|自治区)级(?:以上)?")
# 9个领域, 6个未来产业: parts of an order of things, not things to be made.
_ABSTRACT = re.compile(
    r"\s*(?:大|重点|关键|主要|重要|具体|方面的?|新兴|未来|支柱|主导|优势|特色|先导|传统|战略性|专项)*"
    r"(?:领域|方面|环节|维度|产业(?!集群|园|基地|链|项目|工人)|赛道|阶段|层面|层次|步骤|原则|关系|转变|坚持|强化|行动(?!计划\d)|措施|政策|(?:[\u4e00-\u9fff]{0,4}任务)|专题|板块|部分|章|指标)"
)
_YEARLY = re.compile(r"每年|年均(?!增|递|下|降|提)|平均每年")
_SPAN_OF_TIME = re.compile(
    r"圈|生活|通勤|响应|服务|通达|直达|可达|内|之内|步行|交通|经济|养老|阅读|医疗|健身|救援|都市|通|达|的"
)
_TIME_UNITS = frozenset({"年", "天", "小时", "分钟", "个工作日", "岁"})
_TIME_NAME = re.compile(
    r"寿命|年限|天数|时间|时长|时限|周期|日数|平均|工期|学时|年龄|优良天|用时|压缩|缩短|办结|压减|审批"
)
_NO_TARGET_UNITS = frozenset(
    {"对", "路", "起", "面", "期", "批", "班", "期", "方", "度", "箱", "单", "块", "片", "次", "根", "级"}
)
_ALL = re.compile(
    r"(?P<name>[^，,；;。、：:]{2,30}?)(?:力争|基本|将|要|逐步)?(?:实现|达到|做到)?(?P<all>全覆盖|全部覆盖)(?=[，,；;。、）)]|和|$)"
)
_HANDED = re.compile(
    r"(?P<name>[^，,；;。：:]{2,30}?)(?:基本)?(?:完成|达到|控制在|落实|不低于)(?P<handed>"
    r"(?:上级|国家|省|市|省级|国家和省|国家、省|自治区|省市|区|州)[^，,；;。、]{0,8}(?:下达|核定|分配|定)的?[^，,；;。、]{0,6}?(?:目标|任务|指标|范围(?:之?内)?))"
)
_NO_COVER = re.compile(r"监管|监督|体系|机制|管理|排查|巡查|检查|执法|宣传|督|巡|审计|走访|教育$|培训$|服务$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A target before it is placed: spans are offsets into its clause.

    Attributes:
        at: Where the figure stands, by which its year is found.
        base_at: Where the figure stands that it starts from; -1 if none.
        base_year: The year of that figure, where it is told.
    """

    indicator: str
    operator: Operator
    value: str
    unit: str
    start: int
    end: int
    at: int
    base_value: str = ""
    base_at: int = -1
    base_year: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    figures: tuple[Figure, ...]


class Reader:
    """Reads one clause.

    Attributes:
        subject: The last indicator that was named, for the figures that follow without one; set it from the clause
            before in the same paragraph.
    """

    def __init__(self, subject: str = "", heading: str = "") -> None:
        self.subject, self._heading = subject, heading
        self._verb = ""
        self._operator: Operator | None = None

    def read(self, clause: str) -> list[Draft]:
        """The targets of a clause, in reading order; whether it looks ahead is not asked here."""
        found: list[Draft] = []
        if topic := _TOPIC.match(clause):  # 新型建材产业方面，…，全年产值达150亿元
            self.subject = topic["topic"]
        masked, spoken = _masked(clause), ""
        for part in _parts(clause, masked):
            if part.figures:
                found += self._part(clause, masked, part, spoken)
                spoken = ""
            else:
                spoken = clause[part.start : part.end]
        return found

    def _part(self, clause: str, masked: str, part: _Part, spoken: str) -> list[Draft]:
        figures = _settable(clause, masked, part)
        if not figures:
            return []
        if found := _RESPECTIVELY.search(masked, part.start, figures[0].start):
            names = listed(clause[part.start : found.start()])
            told = read_left(clause[found.end() : figures[0].start])
            if len(names) == len(figures) > 1 and not told.verb:
                return self._each(names, figures, told, part)
            if len(figures) == 2 * len(names) and _FROM.match(clause, found.end()):
                half = len(names)
                reached = read_left(clause[figures[half - 1].end : figures[half].start])
                drafts = self._each(names, figures[half:], reached, part)
                return [
                    replace(draft, base_value=base.value, base_at=base.start)
                    for draft, base in zip(drafts, figures[:half], strict=False)
                ]
        drafts: list[Draft] = []
        left = part.start
        self._verb, self._operator = "", None
        base: Figure | None = None
        for number, figure in enumerate(figures):
            until = figures[number + 1].start if number + 1 < len(figures) else part.end
            right_end, next_left = _border(masked, figure.end, until, last=number + 1 == len(figures))
            words, after = clause[left : figure.start], clause[figure.end : right_end]
            if number + 1 < len(figures) and _starts_from(words, clause[figure.end : figures[number + 1].start]):
                base = figure
                left = part.start if number == 0 else left
                continue
            if base is not None:
                words = (
                    re.sub(r"(?:由|从|自)?[^由从自]{0,20}$", "", clause[left : base.start])
                    + clause[base.end : figure.start]
                )
            draft = self._one(words, after, figure, spoken if number == 0 else "", part, number)
            if draft is not None:
                if base is not None:
                    draft = replace(draft, base_value=base.value, base_at=base.start)
                drafts += self._spread(draft, words, figure)
            base, left = None, next_left
        return drafts

    def _one(self, words: str, after: str, figure: Figure, spoken: str, part: _Part, number: int) -> Draft | None:
        """The target of one figure; ``None`` if it sets none."""
        told = read_left(words)
        right = read_right(after)
        measure = measure_of(figure.unit)
        if figure.in_words and figure.unit == "亿元":
            return self._size(figure, right, part, words)
        name, by_right = _named(told, right, measure, figure)
        verb = told.verb
        if not verb and not told.name and not told.reach and self._verb and by_right:
            verb = self._verb
        name = self._whole(name, told, spoken, number, by_right=by_right)
        if not name:
            return None
        self._verb = verb or (self._verb if _carried(told) else "")
        operator = _operator(told, figure, measure, by_right=by_right, verb=self._verb)
        if by_right and not words.strip() and self._operator:
            operator = self._operator  # 至少建成1个园区和1个工厂
        self._operator = operator
        self.subject = name
        if verb and not by_right and measure is not Measure.RATE and told.name:
            name = told.verb + name if not name.startswith(told.verb) and told.verb not in _SILENT else name
        elif by_right and verb and verb not in _SILENT:
            name = verb + name
        elif _carried(told) and self._verb and self._verb not in _SILENT and operator == "+":
            name = self._verb + name
        unit = (
            f"{figure.unit}/年"
            if _YEARLY.search(words) and "/" not in figure.unit and measure is not Measure.RATE
            else figure.unit
        )
        return Draft(name, operator, figure.value, unit, part.start, part.end, figure.start)

    def _whole(self, name: str, told: Left, spoken: str, number: int, *, by_right: bool) -> str:
        """The name with what it is measured on."""
        if by_right and not is_relative(name):
            return name
        subject = self.subject or self._heading
        if not name:
            before = read_left(spoken).name if spoken else ""
            if before and RATE_NAME.search(before):
                return before
            return without_growth(self.subject) or (before if len(before) >= 4 else "")
        if without_growth(name) == "" or (told.growth and len(without_growth(name)) < 2):
            return without_growth(subject) + name if subject else ""
        if number and (head := per_head(self.subject)) and not by_right and not name.startswith("每"):
            return head + name
        if _LEVEL.fullmatch(name) and subject:
            return name + _LEVEL.sub("", subject, count=1)
        if is_relative(name) and subject:
            stem = without_growth(object_of(without_growth(subject))) or subject
            return stem + re.sub(r"^其中", "", name)
        return name

    def _size(self, figure: Figure, right: str, part: _Part, words: str) -> Draft | None:
        if (
            not right
            or not re.search(r"打造|形成|培育|建成|建设|迈向|跃升|壮大|突破|冲刺|达到|发展", words)
            or re.search(r"\d", words)
        ):
            return None
        noun = re.sub(r"^级", "", right)
        noun = read_left(words).name + noun
        return Draft(f"{noun}规模", "=", figure.value, figure.unit, part.start, part.end, figure.start)

    def _spread(self, draft: Draft, words: str, figure: Figure) -> list[Draft]:
        """One target a name where one figure is said of all names of a list."""
        if not shares(words + clause_bit(figure)):
            return [draft]
        names = listed(without_growth(draft.indicator))
        growth = draft.indicator[len(without_growth(draft.indicator)) :]
        if len(names) < 2 or any(len(name) < 3 for name in names):
            return [draft]
        return [replace(draft, indicator=name if name.endswith(growth) else name + growth) for name in names]

    def _each(
        self, names: Sequence[str], figures: Sequence[Figure], told: Left, part: _Part
    ) -> list[Draft]:
        drafts = []
        if not any(figure.mark for figure in figures[:-1]):  # 分别增长12%和15%以上: 以上 is said of both
            figures = [replace(figure, mark=figures[-1].mark) for figure in figures]
        for name, figure in zip(names, figures, strict=True):
            own = read_left(name + "达到").name
            whole = own + told.name if told.growth and not own.endswith(told.name) else own
            operator = _operator(replace(told, name=whole), figure, measure_of(figure.unit), by_right=False, verb="")
            if without_growth(whole):
                drafts.append(Draft(whole, operator, figure.value, figure.unit, part.start, part.end, figure.start))
                self.subject = whole
        return drafts


_SILENT = frozenset("完成 实施 开展 推进 抓好 谋划 争取 安排 办好 支持 落地 提升 投入 治理 整治 解决 发展".split())


def clause_bit(figure: Figure) -> str:
    """A figure as a word of reaching, so that 均 before it is seen at the end of the words."""
    return "达" if figure.value else ""


def unnumbered(clause: str) -> Iterator[Draft]:
    """Targets without a number of their own: 全覆盖, 完成上级下达任务."""
    for found in _ALL.finditer(clause):
        name = read_left(found["name"]).name
        if len(name) >= 4 and not _NO_COVER.search(name):
            yield Draft(f"{name}覆盖率", "=", "", "全覆盖", found.start(), found.end(), found.start("all"))
    for found in _HANDED.finditer(clause):
        name = read_left(found["name"]).name
        if len(name) >= 3 and "指标" not in name:
            yield Draft(name, "=", "", "", found.start(), found.end(), found.start("handed"))


def _carried(told: Left) -> bool:
    """Whether a name follows in an enumeration the verb of which stands before its first item."""
    return not told.verb and not told.reach and not told.growth


def _masked(clause: str) -> str:
    """The clause with what stands in brackets blanked, unless it holds a figure of its own."""

    def blank(match: re.Match[str]) -> str:
        inner = match.group()
        return inner if re.search(r"\d\s?[%％个家万亿年]", inner) else "（" + "※" * (len(inner) - 2) + "）"

    return _BRACKETED.sub(blank, clause)


def _parts(clause: str, masked: str) -> Iterator[_Part]:
    figures = find_figures(clause)
    names = [match.span() for match in QUOTED.finditer(clause)]
    figures = [f for f in figures if not any(start < f.start < end for start, end in names)]
    bounds = [0, *(match.end() for match in _PART_END.finditer(masked)), len(clause)]
    for match in _BRACKETED.finditer(masked):
        if any(match.start() < f.start < match.end() for f in figures):
            bounds += [match.start() + 1, match.end() - 1]
    bounds = sorted(set(bounds))
    for start, end in zip(bounds, bounds[1:], strict=False):
        own = tuple(f for f in figures if start <= f.start < end)
        yield _Part(start, end, own)


def _border(masked: str, begin: int, until: int, *, last: bool) -> tuple[int, int]:
    """Where the noun after a figure ends and where the words before the next figure begin."""
    if last:
        return until, until
    if found := _APART.match(masked, begin, until):
        return begin, found.end()
    joints = list(_JOINT.finditer(masked, begin, until))
    strong = [joint for joint in joints if joint.group() in "、，,"]
    if joints:
        joint = (strong or joints)[-1]
        return joint.start(), joint.end()
    return until, begin


def _starts_from(words: str, between: str) -> bool:
    """Whether a figure is where another starts from: 由40%提高到60%."""
    return bool(
        re.search(r"(?:由|从|自)[^，,；;]{0,24}$", words)
        and re.match(
            r"[^，,；;、]{0,6}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩小|压缩|缩短|压减|降|升|增|减|发展|拓展|延长|扩)(?:到|至|为)",
            between,
        )
    )


def _settable(clause: str, masked: str, part: _Part) -> list[Figure]:
    """The figures of a part that can be targets; the others are words of a name like any (10亿元以上项目30个)."""
    kept: list[Figure] = []
    for number, figure in enumerate(part.figures):
        until = part.figures[number + 1].start if number + 1 < len(part.figures) else part.end
        begin = kept[-1].end if kept else part.start
        after = clause[figure.end : until]
        named = figure.mark[-2:] in ("以上", "以下") and until < part.end and not _NEXT.search(after)
        sized = figure.in_words and figure.unit == "亿元" and len(part.figures) > 1
        if not named and not sized and _is_set(clause[begin : figure.start], after, figure, clause):
            kept.append(figure)
    return kept


def _is_set(words: str, after: str, figure: Figure, clause: str) -> bool:
    """Whether a figure can be a target, not a date, a price, a criterion, a rank, the size of a project."""
    _, base, per = parted(figure.unit)
    if _THERE.search(words) or GRANTED.search(words) or _PRICE.search(words):
        return False
    if base in _TIME_UNITS:
        return bool(_TIME_NAME.search(words)) and not re.match(r"\s*(?:以上|以下)?(?:老|儿|婴|人|居民|的)", after)
    if (
        re.match(r"制(?!造|定)|型", after)
        or measure_of(figure.unit) is Measure.AMOUNT
        and re.match(r"级|扩建|技改", after)
    ):
        return False
    if figure.unit in _NO_TARGET_UNITS and not read_left(words).reach:
        return False
    if base in ("元", "美元", "") and figure.unit and not per and (_CRITERION.match(after) or re.match(r"级", after)):
        return False
    if measure_of(figure.unit) is Measure.AMOUNT and _NAMED_PROJECT.match(after):
        told = read_left(words)
        return not told.name or bool(re.search(r"装机|规模|容量|能力", told.name)) and bool(told.verb)
    if measure_of(figure.unit) is Measure.COUNT and not figure.in_words and _ABSTRACT.match(after):
        return False
    return not re.search(r"[“\"][^”\"]{0,20}$", words)


def _named(told: Left, right: str, measure: Measure, figure: Figure) -> tuple[str, bool]:
    """The name of a figure, and whether it stands after it."""
    if measure is Measure.COUNT and right and not told.reach and not told.growth:
        return right, True
    if not told.name and right and not told.reach and not told.growth:
        if measure is Measure.RATE and figure.unit in ("%", "％"):
            return f"{right}比例", True
        return right, True
    if (
        measure is Measure.AMOUNT
        and right
        and told.name
        and re.fullmatch(r".{0,4}(?:装机容量|装机规模|装机|规模|产能|面积)", told.name)
    ):
        return right + told.name, False
    if figure.unit == "年一遇" and re.match(r"(?:防洪|抗旱|排涝|设计|设防)", right):
        return told.name + right, False
    if measure is Measure.RATE and right and told.name and not told.reach and not RATE_NAME.search(told.name):
        return f"{told.name}{right}比例", False
    if measure is Measure.RATE and re.search(r"占[^，,]{2,}的$", told.name + "的") and not RATE_NAME.search(told.name):
        return f"{told.name}比重", False
    return told.name, False


def _operator(told: Left, figure: Figure, measure: Measure, *, by_right: bool, verb: str) -> Operator:
    least = figure.mark in ("≥", "≧", ">", "＞") or figure.mark.endswith("以上") or told.sign == ">=" or told.least
    most = figure.mark in ("≤", "≦", "<", "＜") or figure.mark.endswith(("以下", "以内", "之内")) or told.sign == "<="
    if most:
        return "<="
    if measure is not Measure.RATE and not told.assured and told.reach == "":
        if verb or by_right or told.growth == "up" or re.search(r"新增|新建|累计", told.name):
            return "+"
        if not told.sign and not STOCK.search(told.name):
            return "+"
    if figure.unit.endswith("百分点") and told.growth:
        return "+" if told.growth == "up" and not least else ">=" if least else "="
    if least:
        return ">="
    return "<=" if told.reach == "cap" and figure.mark != "左右" else "="

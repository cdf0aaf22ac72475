"""What the words before a figure say of it: its name, verb, comparison and growth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.text.quantities.numerals import YEAR

_YEAR = rf"{YEAR}\s?年"
_LEAD = re.compile(
    rf"^(?:[\s—–\-·●”、及与并]+|"
    rf"第[一二三四五六七八九十百\d]{{1,5}}条(?:[ \u3000]+[^，,；;。\s\d]{{2,20}}(?=[ \u3000]+\S))?|"
    rf"和(?!美|谐|平)|[“\"](?=[^”\"]*$)|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]是|[①-⑳]|\d{{1,2}}[.．、]\s?(?=[^\d])|"
    rf"(?:到|至|截至|自|在|从)?\s?{_YEAR}(?:底|末|年底|年末)?(?:之?前)?|(?:到|至|在)?[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:期间|时期|期末|末|内|以来)?|"
    r"(?:通过|经过|用|利用|力争用?)?[一二两三四五六\d]{1,2}[到至—-]?[一二两三四五六\d]{0,2}年(?:左右)?(?:的?(?:持续)?(?:努力|时间|内|间))(?:的?(?:努力|建设))?|"
    r"(?:未来|今后)[一二两三四五几\d]年|今年|明年|全年(?!龄)|年内|年底前?|到?(?:[1１][9９]|[2２][0０])\d\d年|"
    r"\d{1,2}月份?(?:底|末)?前?|在(?:全省|全国|全市)|率先|聚焦|至少|力争|争取|确保|划定|划示|守住|严守|严格控制|努力|积极|大力|加快|持续|不断|进一步|稳步|逐步|全面(?!小康)|深入|扎实|着力|切实|有效(?=推|提|控|降)|有序|统筹|继续|重点(?=推|建|打|引|培|抓)|"
    r"计划|谋划|规划(?=建|新)|预计|拟|将|须|应(?=达|不)|并|且|同时|其中|使得?|让|确立|保证|保障(?!性)|实现|保持|推动|推进|促进|带动|做好|落实|达到|达|于|"
    r"基本(?!养老|医疗|公共|农田|殡|单元|药|保)|总体|累计|共(?!同|享|建|有)|再|要|"
    r"全市|全省|全县(?!域)|全区(?!域)|全州|全国(?!性|重|文)|全盟|全旗|全镇|我市|我省|我县|我区|我国|我州|本市|本省|本县|本区|各地|"
    r"进而|从而|以及|为|对|按照|每年|用于)"
)
_MAKE = re.compile(
    r"^(?:新建成?|新开工|新创建|新认定|新培育|新引进|新增加?|改扩建|改建|扩建|建成|建设(?!用地|工程)|建立|建好|创建|创成|引进|引入|招引|培育|培养|打造|改造|开工|"
    r"设立|组建|布局|修订|修建|增加|增设|申报|成功申报|成功创建|发展|壮大|投入|完成|实施|开展|举办|开通|开行|整治|治理|修复|更新|提升|升级|"
    r"认定|选派|培训|招募|招聘|签约|落地|推广|盘活|腾退|清理|淘汰|压减|减少|筹集|供应|供给|支持|扶持|帮助|帮扶|创办|投放|拟建|配建|配备|购置|铺设|"
    r"选树|整合|新认证|新签约|签约|新开工|垦造|续建|加装|新改扩建|新改建|组织|引育|评选|选聘|吸纳|吸引|转化|突破|攻克|储备|安排|发放|拨付|争取|谋划|接续|巩固|转移|安置|解决|处置|办好|抓好|设(?!施|备|计|有))"
)
_NOT = "不(?:得|能|应|可|再|予)?"
_UNDENIED = "".join(f"(?<!不{word})" for word in ("", "得", "能", "应", "可", "再", "予"))
_SIGNS = {
    ">=": re.compile(rf"(?:{_NOT}(?:低|少|小|弱)于|至少|{_UNDENIED}(?:超过|突破|高于|大于|多于|超|逾)|[≥>＞≧])\s?$"),
    "<=": re.compile(
        rf"(?:{_NOT}(?:超过|超出|超|突破|高于|大于|多于)|至多|最多|{_UNDENIED}(?:低于|小于|少于)|[≤<＜≦])\s?$"
    ),
}
_REACH = re.compile(
    r"(?P<fall>控制|压减|压缩|压降|下降|降低|减少|缩小|缩短|降|减|削减)?"
    r"(?P<rise>提高|提升|增加|增长|上升|扩大|保持|稳定|维持|发展|恢复|巩固|延长|回升|拓展|壮大|增|升|扩|建|培育|集聚|累计)?"
    r"(?:达到了?|可达|达成|实现|到|至|在|达)\s?$"
)
_COPULA = re.compile(
    r"(?:(?:比|较|在)?\s?(?:[1１][9９]|[2２][0０])\d\d\s?年(?:的?基础上|的|末|底|水平)?|迈上|跃上|为|是|(?<![签节集预])约|近|计|将|要|应|需|须|共|再|也|就|各|均|都|分别|力争|争取|确保|努力|预计|有望|基本|稳步|逐步|总体|累计|平均|以|有|拥有|的?目标|(?:持续|继续)?保持|(?:继续)?维持|稳步)\s?$"
)
_GROWTH = re.compile(
    r"(?P<how>(?:年均|同比|平均每年|每年|均|分别|各|保持|实现|[比较][^，,年]{1,8}年)*+)(?P<way>递增|增长|提高|提升|增加|上升|扩大|下降|降低|减少|缩小|压减|缩短|回落|压缩|降|(?<!新)增)(?:幅度?|率|了)?$"
)
_FALLS = frozenset(["下降", "降低", "减少", "缩小", "压减", "缩短", "回落", "压缩", "降"])
_SHARE_OF = re.compile(r"(?P<rate>占比|比例|率)(?P<word>不低于|不高于|达到|超过|控制在)[^，,；;、的]{2,12}的$")
# 聚焦十大领域谋划推进市重大项目1000个: the project is counted.
_ACTED = re.compile(
    r"^.{2,}?(?:谋划|推进|推动|实施|组织开展|开展|支持|引导|鼓励)(?=[^，,]{3,}$)(?!.{0,3}(?:率|比例|比重|占比))"
)
_DANGLING = re.compile(r"(?:[\s、，,和及与的“\"（(《等]|以及|并|各)+$")


@dataclass(frozen=True, slots=True)
class Left:
    """What the words before a figure say of it.

    Attributes:
        name: The indicator, as far as it stands there; empty if it does not.
        verb: The verb of making before it (新建, 引进); empty if none.
        sign: ``>=`` or ``<=`` if a word of comparison stands there.
        reach: What the figure is reached by: ``to`` (达到, 提高到), ``cap`` (控制在), ``fall`` (下降到), or empty.
        growth: ``up`` or ``down`` if the figure is that of a change.
        assured: 确保, 至少, 有: things that are there, not things to be made.
        least: 至少 stands somewhere before it.
    """

    name: str
    verb: str = ""
    sign: str = ""
    reach: str = ""
    growth: str = ""
    assured: bool = False
    least: bool = False


_LONGEST = 120
"""Characters before a figure that may name it; the longest of the corpora has 40, times and verbs included."""


@lru_cache(maxsize=1024)
def read_left(words: str) -> Left:
    """Read the words between the last boundary and a figure."""
    words = words[-_LONGEST:]
    # 占比不低于总招生数的70%: what it is a share of stands behind the word of comparing.
    words = _SHARE_OF.sub(r"\g<rate>\g<word>", words)
    assured = bool(re.search(r"确保|保证|保持|至少|拥有|达|划定|划示|守住|严守", words))
    rest, sign, reach = _compared(words.rstrip())
    growth, rest = _growth(rest, reach)
    verb, name = _front(rest)
    return Left(_trimmed(_ACTED.sub("", name)), verb, sign, reach, growth, assured, "至少" in words)


def _compared(words: str) -> tuple[str, str, str]:
    """Strip words of comparing and reaching from the end."""
    sign = reach = ""
    before = None
    while before != words:
        before = words
        for operator, pattern in _SIGNS.items():
            if found := pattern.search(words):
                sign, words = sign or operator, words[: found.start()].rstrip()
        if found := _REACH.search(words):
            kind = "cap" if found["fall"] == "控制" else "fall" if found["fall"] else "to"
            reach, words = reach or kind, words[: found.start()].rstrip()
        if found := _COPULA.search(words):
            words = words[: found.start()].rstrip()
    return words, sign, reach


def _growth(words: str, reach: str) -> tuple[str, str]:
    """``up`` or ``down`` and the words, in which the growth stays part of the name: 单位GDP能耗下降."""
    found = None if reach else _GROWTH.search(words)
    if not found:
        return "", words
    way = found["way"]
    yearly = "年均" if "年均" in found["how"] or "每年" in found["how"] else ""
    base = words[: found.start()].rstrip()
    longer = {"增": "增长", "降": "下降", "递增": "增长"}.get(way, way)
    return "down" if way in _FALLS else "up", f"{base}{yearly}{longer}"


def _front(words: str) -> tuple[str, str]:
    """Return the verb of making, if any, and the words after it and after times, places and adverbs."""
    words, verb = without_lead(words), ""
    if found := _MAKE.match(words):
        verb, rest = found.group(), words[found.end() :]
        rest = re.sub(r"^(?:了|好|成|一批)", "", rest)
        if not rest or len(rest) > 1:
            return verb, rest
    return verb, words


def without_lead(words: str) -> str:
    """Return the words without the times, places and adverbs that lead up to a name."""
    before = None
    while before != words:
        before = words
        words = _LEAD.sub("", words, count=1)
    return words


def _trimmed(name: str) -> str:
    name = _DANGLING.sub("", name).strip()
    name = re.sub(r"\s+", "", name) if re.search("[\u4e00-\u9fff]", name) else name
    if len(name) > _LONGEST:
        name = re.split(r"[、，,]", name)[-1]
    return name if re.search("[\u4e00-\u9fffA-Za-z]{2}", name) else ""


def read_right(words: str) -> str:
    """Return the noun right after a figure, up to the next boundary; empty if none."""
    words = re.sub(r"^\s*的\s*", "", words)
    if re.match(r"\s*(?:[、，,；;。）)和及与或]|以[上下内]|左右|上下|$)", words):
        return ""
    noun = re.split(r"[，,；;。：:]|、(?![^，,；;。：:、]{1,8}的)", words, maxsplit=1)[0]
    noun = _DANGLING.sub("", noun.strip())
    noun = re.sub(r"\s+", "", noun)
    return noun[:_LONGEST] if re.search("[\u4e00-\u9fffA-Za-z]{2}", noun) else ""


def without_growth(name: str) -> str:
    """Return a name without 增长, 下降 at its end."""
    found = _GROWTH.search(name)
    return name[: found.start()] if found else name

"""What the words before a figure say of it: its name, verb, comparison and growth."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.model import Record
from compare.text.lexicon import composed, cues
from compare.text.quantities.numerals import NUMERALS, YEAR

_YEAR = rf"{YEAR}\s?年"
_LEAD = composed(
    rf"^(?:[\s—–\-·●○◆◇■□▲△▶►★☆✓✔√※➤▪”、及与并]+|[Ⅰ-Ⅻ][.．、]|[）)](?:以[上下])?|"
    rf"第[一二三四五六七八九十百\d]{{1,5}}条(?:[ \u3000]+[^，,；;。\s\d]{{2,20}}(?=[ \u3000]+\S))?|"
    rf"{{and_word}}|的(?!士)|[“\"](?=[^”\"]*$)|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]是|[①-⑳]|\d{{1,2}}[.．、]\s?(?=[^\d])|"
    rf"按照?\s?{_YEAR}(?:不变|可比|现行)?价格?(?:计算)?的?|"
    rf"(?:到|至|截至|自|在|从)?\s?{_YEAR}(?:底|末|年底|年末)?(?:之?前)?|(?:到|至|在)?[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:期间|时期|期末|末|内|以来)?|"
    r"(?:通过|经过|用|利用|力争用?)?[一二两三四五六\d]{1,2}[到至—-]?[一二两三四五六\d]{0,2}年(?:左右)?(?:的?(?:持续)?(?:努力|时间|内|间))(?:的?(?:努力|建设))?|"
    r"(?:未来|今后)[一二两三四五几\d]年|今年|明年|全年(?!龄)|年内|年底前?|到?(?:[1１][9９]|[2２][0０])\d\d年|"
    r"\d{1,2}月份?(?:底|末)?前?|{leading_word})"
)
_MAKE, _FALLS = cues("verbs_task"), cues("verbs_fall")
_SIGNS = {">=": composed(r"{floor_word}\s?$"), "<=": composed(r"{ceiling_word}\s?$")}
_REACH, _COPULA, _GROWTH = cues("reach"), cues("linking_word"), cues("growth")
_SHARE_OF, _ACTED, _ASSURED = cues("share_of"), cues("acted_upon"), cues("assured")
_GIVEN_BY = cues("given_by")
_GROWTH_REACHED, _AIMED_AT = cues("growth_reached"), cues("aim_before_name")
_MARK_PASSED, _SILENT, _PUT_AT = cues("mark_passed"), cues("silent_verb"), cues("aim_put_at")
_NO_NOUN = composed(r"\s*(?:[、，,；;。）)及与或]|{and_word}|以[上下内]|左右|上下|$)")
# 比1980年的50万吨增加19万吨: what a change is reckoned from is no part of its name.
_COMPARED_WITH = re.compile(rf"[比较]\s?[^，,；;、比较]{{2,14}}的(?:预计)?\s?[\d{NUMERALS}][^，,；;、]{{0,16}}$")
_SUMMED = ("合计", "共计", "总计")
_DANGLING = re.compile(r"(?:[\s、，,和及与的“\"（(《等]|以及|并|各)+$")


class Left(Record, frozen=True):
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


_OF_RATE = frozenset(["占比", "比例", "率", "准"])

_LONGEST_NOUN = 24
"""Characters of an enumeration that is the name of one thing."""

_LONGEST = 120
"""Characters before a figure that may name it; the longest of the corpora has 40, times and verbs included."""


@lru_cache(maxsize=1024)
def read_left(words: str) -> Left:
    """Read the words between the last boundary and a figure."""
    words = words[-_LONGEST:]
    # 占比不低于总招生数的70%: what it is a share of stands behind the word of comparing.
    words = _SHARE_OF.sub(_with_whole, _GIVEN_BY.sub(r"\g<word>", words))
    assured = bool(_ASSURED.search(words))
    rest, sign, reach = _compared(words.rstrip())
    growth, rest = _growth(rest, reach)
    verb, name = _front(rest)
    return Left(_trimmed(_AIMED_AT.sub("", _ACTED.sub("", name))), verb, sign, reach, growth, assured, "至少" in words)


def _with_whole(found: re.Match[str]) -> str:
    """Return the words with the whole that a figure is a share of in the name: 志愿者人数达到常住人口的25%."""
    of_rate = found["rate"] in _OF_RATE
    return f"{found['rate']}{'' if of_rate else '占' + found['whole'] + '比重'}{found['word']}"


def _compared(words: str) -> tuple[str, str, str]:
    """Strip words of comparing and reaching from the end."""
    sign = reach = ""
    before = None
    while before != words:
        before = words
        for operator, pattern in _SIGNS.items():
            if found := pattern.search(words):
                sign, words = sign or operator, words[: found.start()].rstrip()
        if found := _GROWTH_REACHED.search(words):
            words = words[: found.end("growth")]
        elif found := _REACH.search(words):
            kind = "cap" if "控" in (found["fall"] or "") else "fall" if found["fall"] else "to"
            reach, words = reach or kind, words[: found.start()].rstrip()
        if found := _COPULA.search(words):
            reach = reach or ("to" if found.group().startswith(_SUMMED) else "")
            words = words[: found.start()].rstrip()
    return words, sign, reach


def _growth(words: str, reach: str) -> tuple[str, str]:
    """``up`` or ``down`` and the words, in which the growth stays part of the name: 单位GDP能耗下降."""
    found = None if reach else _GROWTH.search(words)
    if not found or _MAKE.fullmatch(without_lead(words[: found.start()])):
        return "", words  # 改造提升30个村卫生室: a verb beside another, and no change
    way = found["way"]
    yearly = "年均" if "年均" in found["how"] or "每年" in found["how"] else ""
    base = _COMPARED_WITH.sub("", _PUT_AT.sub("", words[: found.start()].rstrip()))
    longer = {"增": "增长", "降": "下降", "递增": "增长"}.get(way, way)
    net = "净" if found["how"].endswith("净") else ""
    return "down" if way in _FALLS or way == "降" else "up", f"{base}{yearly}{net}{longer}"


def _front(words: str) -> tuple[str, str]:
    """Return the verb of making, if any, and the words after it and after times, places and adverbs."""
    words, verb = without_lead(words), ""
    if found := _MAKE.match(words):
        verb, rest = found.group(), words[found.end() :]
        rest = re.sub(r"^(?:了|好|成(?![果员品套本长立交年])|一批)", "", rest)
        if _MAKE.fullmatch(rest):
            # 接续实施, 完成治理, 改造提升
            return (rest if verb in _SILENT else verb if rest in _SILENT else verb + rest), ""
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


def _without_ends(name: str) -> str:
    """Return a name without what dangles at its end; a straight mark of quotation that closes one does not."""
    bare = _DANGLING.sub("", name)
    return bare + '"' if bare.count('"') % 2 else bare


def _trimmed(name: str) -> str:
    name = _without_ends(name).strip()
    name = re.sub(r"\s+", "", name) if re.search("[\u4e00-\u9fff]", name) else name
    if len(name) > _LONGEST:
        name = re.split(r"[、，,]", name)[-1]
    return name if re.search("[\u4e00-\u9fffA-Za-z]{2}", name) else ""


def read_right(words: str, *, whole: bool = False) -> str:
    """Return the noun right after a figure, up to the next boundary; empty if none.

    Args:
        words: The words after the figure.
        whole: They hold no other figure: an enumeration is one noun (10条丁字路、断头路打通工程), unless it is long.
    """
    # 建成1200套（间）, 新增3.3万人（新口径）
    words = re.sub(r"^\s*(?:[（(][^（()）]{1,12}[)）])?\s*的?\s*", "", words)
    if _NO_NOUN.match(words):
        return ""
    if _MARK_PASSED.match(words):
        return ""
    noun = re.split(r"[，,；;。：:]", words, maxsplit=1)[0]
    if not whole or len(noun) > _LONGEST_NOUN:
        noun = re.split(r"、(?![^、]{1,8}的)", noun, maxsplit=1)[0]
    noun = _without_ends(noun.strip())
    noun = re.sub(r"\s+", "", noun)
    return noun[:_LONGEST] if re.search("[\u4e00-\u9fffA-Za-z]{2}", noun) else ""


def without_growth(name: str) -> str:
    """Return a name without 增长, 下降 at its end."""
    found = _GROWTH.search(name)
    return name[: found.start()] if found else name

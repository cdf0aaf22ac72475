"""Mutations of text and of bytes, each what a person, a program or an enemy does to a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

LONGEST = 6_000
"""Characters or bytes of a mutated file: findings are about what is in it, not about its size."""

# What the readers, repairs and rules look for, and what has brought other programs down.
_WORDS = (
    "第一章 |第十二节 |第百零一条|一、|（一）|1.|1.1.1 |——|一是|二是|专栏1 |表1 |附件|附表：|名词解释|目录|前言|注：|……|"
    "。|；|！|？|，|、|：|“|”|‘|’|（|）|(|)|《|》|〔|〕|【|】|「|」|［|］|…|—|－|到2025年|2020年|“十三五”期间|"
    "2021-2025年|十四五|2035年|〇|二〇二五年|百分之九十|五千万|九十九点五|零|亿|万亿|‰|达到50亿元|不低于95%|"
    "年均增长6.5%左右|40-45万亩|40—45%|控制在0.5以内|翻一番|全覆盖|由52%提高到58%|分别达到10、20、30个|新增2座|×|±|"
    "≥|≤|①|⑳|Ⅳ|㎡|㈠|１２３|²|10⁸|1e999|99999999999999999999|-1|0|0.|.5|1,234,567|"
    "1，234|指标|单位|属性|约束性|预期性|2020年|2025年|序号|累计〔5〕|[12]|［3］|(pinyin)|guī huà|"
    "规(guī)划(huà)|連續|產業|⻔|⾯|銆|锟斤拷|鏃舵湡|&nbsp;|&#12288;|&lt;br&gt;|<br>|<b>|</p>|"
    "&amp;amp;|&#xD800;|首页 > 政务公开|上一页|打印本页|扫一扫|责任编辑：|— 12 —|- 3 -|第3页 共9页|连州市|"
    "广东省清远市|国民经济和社会发展第十四个五年规划和2035年远景目标纲要|印度尼西亚|广清一体化|经济|发展|a|Z|.|·"
)
WORDS: tuple[str, ...] = tuple(_WORDS.split("|"))
ODD: tuple[str, ...] = (
    *"\0\x01\x07\x08\x0b\x0c\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2028\u2029\u2060\u3000\ufeff",
    *"\ufffd\ufffe\uffff\ue000\uf8ff\U0001f600\U00020000\U000e0001\U0010ffff\u0301\u20e3\u3099\ufe0f\u115f\u0f00\u06de",
    *"\t\r\n",
    "\r\n",
    "\t\t",
    "   ",
    "\n\n\n",
    "\u0301" * 30,
)
TABLES: tuple[str, ...] = (
    "指标\t单位\t2020年\t2025年\t属性\n1\t地区生产总值（亿元）\t\t500\t600\t预期性\n2\t森林覆盖率\t%\t70\t71\t约束性\n",
    "| 指标 | 2025年 |\n|---|---|\n| 常住人口（万人） | 45 |\n| 城镇化率 | 60% |\n",
    "序号\n指标\n单位\n2025年目标\n属性\n1\n粮食产量\n万吨\n20\n约束性\n2\n耕地\n万亩\n30\n约束性\n",
    "序号 指标 单位 2020年 2025年 属性\n1 研发经费投入强度 % 2.1 2.5 预期性\n2 劳动生产率 万元/人 12 15 预期性\n",
    "||||||\n|-|\n|\t|\t|\n",
    "\t\t\t\n\t\n\t\t\n",
)
_NUMERALS = "0123456789０９一二三十百千万亿〇零两.,，%"
_OPEN, _CLOSED = "（《“〔【([「", "）》”〕】)]」"

Spread = Callable[[], str]
TextChange = Callable[[Random, str, Spread], str]


def span(random: Random, length: int, longest: int = 400) -> tuple[int, int]:
    """A stretch of something so long; short ones are likelier."""
    start = random.randint(0, length)
    return start, min(length, start + int(random.random() ** 3 * longest) + 1)


def _lines(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001  every change takes the same
    """Lines doubled, repeated, taken out, moved, joined or broken."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.randrange(8):
        case 0:
            lines[at:at] = [lines[at]] * random.choice((1, 2, 5, 40))
        case 1:
            del lines[at : at + random.randint(1, 4)]
        case 2:
            to = random.randrange(len(lines))
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case 4:
            return "".join(lines)
        case 5:
            wide = random.choice((1, 2, 17, 28, 40))
            lines[at : at + 1] = [lines[at][i : i + wide] for i in range(0, len(lines[at]), wide)]
        case 6:
            mark = random.choice(("\u3000\u3000", " ", "\t", "> ", "- ", "# ", "第一章 ", "1.", "（一）", "——", "|"))
            lines = [mark + line for line in lines]
        case _:
            lines = lines[at:] + lines[:at]
    return "\n".join(lines)


def _word(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """A word or an odd character put in or in place of something, once or often."""
    for _ in range(random.choice((1, 1, 1, 3, 12))):
        start, end = span(random, len(text), 12)
        new = random.choice(random.choice((WORDS, WORDS, ODD)))
        text = text[:start] + new + text[random.choice((start, end)) :]
    return text


def _repeat(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """A stretch repeated many times, or the whole text twice."""
    if random.random() < 0.2:
        return text + random.choice(("", "\n")) + text
    start, end = span(random, len(text), random.choice((2, 20, 200)))
    return text[:end] + text[start:end] * random.choice((1, 3, 50, 400)) + text[end:]


def _cut(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """A stretch lost, or all from or up to somewhere."""
    start, end = span(random, len(text))
    return random.choice((text[:start] + text[end:], text[:start], text[end:]))


def _splice(random: Random, text: str, other: Spread) -> str:
    """A stretch of another plan put in, or a text that goes on as another."""
    more = other()
    start, end = span(random, len(more), 1500)
    at = random.randint(0, len(text))
    return random.choice((text[:at] + more[start:end] + text[at:], text[:at] + more[start:]))


def _numerals(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """Numerals made others, longer or doubled."""
    places = [at for at, char in enumerate(text) if char in _NUMERALS] or [0]
    for at in sorted(random.sample(places, min(len(places), random.choice((1, 2, 8)))), reverse=True):
        new = "".join(random.choices(_NUMERALS, k=random.choice((0, 1, 1, 2, 5, 30))))
        text = text[:at] + new + text[at + 1 :]
    return text


def _brackets(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """Brackets nested, unclosed, or the wrong way round."""
    kind = random.randrange(len(_OPEN))
    deep = random.choice((1, 1, 2, 6, 300))
    start, end = span(random, len(text), random.choice((4, 60, 300)))
    before, after = _OPEN[kind] * deep, _CLOSED[kind] * random.choice((0, deep, deep, deep + 1))
    if random.random() < 0.1:
        before, after = after, before
    return text[:start] + before + text[start:end] + after + text[end:]


def _table(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """A table put in, its cells perhaps shuffled."""
    table = random.choice(TABLES)
    if random.random() < 0.5:
        parted = random.choice("\t\n |")
        cells = table.split(parted)
        random.shuffle(cells)
        table = parted.join(cells)
    at = text.find("\n", random.randint(0, len(text))) + 1
    return text[:at] + table * random.choice((1, 1, 3)) + text[at:]


def _spoil(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001
    """A stretch read in a wrong encoding, spaced out, or with its sounds written in."""
    start, end = span(random, len(text), 600)
    piece = text[start:end]
    wrong = random.choice((("utf-8", "gb18030"), ("gb18030", "latin-1"), ("utf-8", "latin-1"), ("gb18030", "big5")))
    match random.randrange(4):
        case 0 | 1:
            piece = piece.encode(wrong[0], "replace").decode(wrong[1], "replace")
        case 2:
            piece = random.choice((" ", "\u3000", "\n", "\u200b", "(pīn)")).join(piece)
        case _:
            piece = piece.replace("，", ",").replace("。", random.choice((".", "?", "．"))).replace("“", '"')
    return text[:start] + piece + text[end:]


TEXT_CHANGES: tuple[TextChange, ...] = (
    _lines, _lines, _word, _word, _repeat, _cut, _splice, _numerals, _brackets, _table, _spoil,
)  # fmt: skip


def changed_text(random: Random, text: str, other: Spread, changes: Sequence[TextChange] = TEXT_CHANGES) -> str:
    """A text changed once or a few times."""
    for _ in range(random.choice((1, 1, 2, 2, 3, 6))):
        text = random.choice(changes)(random, text, other)[:LONGEST]
    return text


_ENCODINGS = ("utf-8",) * 8 + ("utf-8-sig", "gb18030", "gb18030", "utf-16", "big5", "utf-16-le", "latin-1")


def encoded(random: Random, text: str) -> bytes:
    """A text as bytes; now and then in two encodings, or cut inside a character."""
    first = random.choice(_ENCODINGS)
    content = text.encode(first, "replace")
    match random.randrange(12):
        case 0:
            at = random.randint(0, len(text))
            content = text[:at].encode(first, "replace") + text[at:].encode(random.choice(_ENCODINGS), "replace")
        case 1:
            content = content[: random.randint(0, len(content))]
        case 2:
            content = changed_bytes(random, content, lambda: content)
    return content


_BYTES = (
    b"\0",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x80",
    b"\x7f\xff\xff\xff",
    b"\r\n",
    b"<",
    b">",
    b'"',
    b"%",
)


def changed_bytes(random: Random, content: bytes, other: Callable[[], bytes]) -> bytes:
    """Bytes turned over, put in, lost, repeated, or taken from another file."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        start, end = span(random, len(data), random.choice((1, 4, 64, 1024)))
        match random.randrange(7):
            case 0 | 1:
                if data:
                    data[min(start, len(data) - 1)] ^= 1 << random.randrange(8)
            case 2:
                data[start:end] = b""
            case 3:
                data[start:start] = data[start:end] * random.choice((1, 2, 30))
            case 4:
                data[start : random.choice((start, end))] = random.choice(_BYTES)
            case 5:
                more = other()
                begin, stop = span(random, len(more), 512)
                data[start : random.choice((start, end))] = more[begin:stop]
            case _:
                data[start:end] = random.randbytes(end - start)
        del data[8 * LONGEST :]
    return bytes(data)

"""Parts of a Word file that the library has no words for: fonts, numbering, the zip container."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from reports.output import clean
from reports.wording import Lang

# What a machine without the official fonts has instead.
_FALLBACKS = (
    ("方正小标宋简体", "华文中宋,STZhongsong,宋体,SimSun"),
    ("仿宋_GB2312", "仿宋,FangSong,华文仿宋,STFangsong"),
    ("楷体_GB2312", "楷体,KaiTi,华文楷体,STKaiti"),
    ("黑体", "SimHei,华文黑体,STHeiti,Noto Sans CJK SC"),
    ("宋体", "SimSun,Noto Serif CJK SC"),
)
# Number format and text of the heading levels.
_LEVELS: dict[Lang, tuple[tuple[str, str], ...]] = {
    "zh": (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")),
    "en": (("decimal", "%1. "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 ")),
}
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
_HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_DATE = (1980, 1, 1, 0, 0, 0)


def font_table(document: Any) -> None:
    """Name for every font those that stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _FALLBACKS
    )
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = content.encode()


def numbering(document: Any, lang: Lang) -> None:
    """Link the heading styles to one multi-level list."""
    levels = "".join(
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{rank + 1}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for rank, (form, text) in enumerate(_LEVELS[lang])
    )
    part = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    # The schema wants every abstractNum before the first num.
    first = part.find(qn("w:num"))
    if first is None:
        part.append(abstract)
    else:
        first.addprevious(abstract)
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    for rank in range(len(_LEVELS[lang])):
        link = document.styles[f"Heading {rank + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        link.get_or_add_ilvl().val, link.get_or_add_numId().val = rank, 900


def heading_number(numbers: Sequence[int], lang: Lang) -> str:
    """Return the number that Word sets before a heading, given those of all its levels: 二、 or （二）."""
    form, text = _LEVELS[lang][len(numbers) - 1]
    for rank, number in enumerate(numbers, 1):
        written = chinese(number) if form == "chineseCounting" else str(number)
        text = text.replace(f"%{rank}", written)
    return text


def chinese(number: int) -> str:
    """Return a number from 1 to 99 as it counts headings: 十二, 二十."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    if tens > 9:
        return str(number)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def described(document: Any, title: str, lang: Lang) -> None:
    """Say what a document is, who made it and in which language it is.

    No date is given: it would be that of the run, and the same plans must give the same file.
    """
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(title)[:255], "planalign", ""
    properties.last_modified_by, properties.revision = "planalign", 1
    properties.language = _LANGUAGES[lang]
    for name in ("created", "modified"):
        for date in properties._element.findall(qn(f"dcterms:{name}")):
            properties._element.remove(date)
    for tags in document.styles.element.iter(qn("w:lang")):
        tags.set(qn("w:val"), "en-GB")
        tags.set(qn("w:eastAsia"), "zh-CN")


def finished(document: Any) -> bytes:
    """Return a document as a file; the same document gives the same bytes.

    What stands beside Chinese is set in the Chinese font, too: quotation marks, dots and dashes are the same characters
    in English, and Word asks the run which of its fonts they belong to.
    """
    for run in document.element.body.iter(qn("w:r")):
        if any(_HAN.search(text.text or "") for text in run.iterchildren(qn("w:t"))):
            run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def repacked(content: bytes) -> bytes:
    """Return the same zip file with fixed dates, so that the same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

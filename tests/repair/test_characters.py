"""Pinyin, traditional and look-alike characters, broken punctuation, signs nobody sees."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from compare.model import Place
from compare.readers import raw_text
from compare.repair import Repaired, repair
from compare.repair.pinyin import BROKEN, SYLLABLES, Broken, broken_punctuation, is_sound
from tests.repair.mending import counts, mended

TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


@pytest.mark.parametrize("name", ["qingcheng", "qingyuan"])
def test_no_pinyin_and_no_traditional_character_is_left(seeds: dict[str, Repaired], name: str) -> None:
    text = seeds[name].text
    assert not TONED.search(text)
    assert not re.search(r"[\u4e00-\u9fff]\([a-zü]{1,6}\)", text)
    assert OpenCC("t2s").convert(text) == text
    assert "?" not in text


def test_qingcheng_reads_as_it_was_written(seeds: dict[str, Repaired]) -> None:
    text = seeds["qingcheng"].text
    assert text.startswith("为了明确明确“十四五”时期清城区产业发展的指导思想、基本原则、发展目标、重点发展领域,")
    assert "《清远市清城区产业发展“十四五”规划》(稿)。现就《清远市清城区产业发展“十四五”规划》进行说明。" in text
    assert "(以下简称“工作小组”)" in text
    assert text.endswith("清远市清城区发展和改革局\n2022年11月30日")
    assert seeds["qingcheng"].text.count("\n") == seeds["qingcheng"].raw.text.count("\n")


def test_qingyuan_counts_what_was_repaired(seeds: dict[str, Repaired]) -> None:
    repaired = seeds["qingyuan"]
    raw = repaired.raw.text
    broken = raw.count("?,F(xiàn)")
    toned = sum(bool(TONED.search(gloss)) for gloss in re.findall(r"\(([^()]{1,6})\)", raw))
    assert counts(repaired)["punctuation"] == broken == 1
    assert counts(repaired)["pinyin"] >= toned - broken > 200
    assert counts(repaired).keys() == {"pinyin", "traditional", "punctuation"}


def test_everything_but_pinyin_and_characters_is_kept(seeds: dict[str, Repaired]) -> None:
    """Punctuation, digits and brackets of the plan come out in the same order."""
    for name in ("qingcheng", "qingyuan"):
        raw = seeds[name].raw.text.replace("?,F(xiàn)", "。现")
        raw = re.sub(r"\((?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\))[^()]*\)", "", raw)
        marks = re.compile(r"[^\u4e00-\u9fff]")
        assert marks.findall(seeds[name].text) == marks.findall(raw)


def test_a_gloss_on_a_rare_character_of_a_clean_plan_stays() -> None:
    for clean in (
        "加快潖(pá)江蓄滞洪区建设与管理工程。",
        "推进潖(pá)江、滃(wēng)江、浈(zhēn)江、洭(kuāng)水系统治理。",
        "六(lù)安市、番(pān)禺区。\n" + "推动产业高质量发展。\n" * 20 + "台(tāi)州市。",
    ):
        assert mended(clean) == clean


def test_brackets_that_are_no_pinyin_stay_in_a_damaged_text() -> None:
    damaged = "產(chǎn)業(yè)發(fā)展規(guī)劃(稿),各鎮(zhèn)(街道),(一)面積(ha)、北斗(BDS)、我們(men)。"
    assert mended(damaged) == "产业发展规划(稿),各镇(街道),(一)面积(ha)、北斗(BDS)、我们。"


def test_syllables() -> None:
    for sound in ("chǎn", "yè", "lǜ", "nüè", "zhuāng", "ér", "shí", "lu\u030b".replace("\u030b", "\u0300")):
        assert is_sound(sound), sound
    for other in ("chan", "gōvt", "xiánzhì", "bīānɡ", "ǎ̄", "vè", "fiàn"):
        assert not is_sound(other), other
    assert 400 <= len(SYLLABLES) <= 420, "standard Mandarin has a little over 400 syllables"


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.left)
def test_broken_punctuation_matches_its_examples_only(rule: Broken) -> None:
    for yes in rule.yes:
        assert len(broken_punctuation(yes)) == 1, yes
    for no in rule.no:
        assert not broken_punctuation(no), no


def test_the_broken_stop_is_explained_by_its_bytes() -> None:
    """Stop and character in GBK, the full-width comma across both made an ASCII one."""
    for rule in BROKEN:
        octets = rule.text.encode("gbk").replace("，".encode("gbk"), b",")
        assert octets.decode("ascii", "replace").replace("\ufffd", "?") == rule.left


def test_a_simplified_text_with_traditional_names_is_not_converted() -> None:
    clean = "自治区主席韋韜、东昇镇镇长陳於義出席。" + "推动产业高质量发展，加快建设现代化产业体系。" * 30
    assert mended(clean) == clean


def test_a_traditional_text_without_pinyin_is_converted() -> None:
    assert mended("推動產業高質量發展，沈陽與瀋河。") == "推动产业高质量发展，沈阳与沈河。"


def test_a_conversion_that_changes_the_length_keeps_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.repair import traditional

    convert = traditional.simplified
    monkeypatch.setattr(traditional, "simplified", lambda text: convert(text).replace("计算机", "电脑"))
    repaired = repair(raw_text("發展計算機\n產業體系。"))
    assert repaired.text == "发展电脑\n产业体系。"
    assert repaired.raw_span(5, 7) == (6, 8)
    assert repaired.place(5) == Place("line", 2)


def test_codes_of_a_web_page() -> None:
    assert mended("&ldquo;十五五&rdquo;规划&#8212;&#x2014;总&nbsp;则") == "“十五五”规划——总\u00a0则"
    assert mended("&amp;amp;ldquo;产业&amp;rdquo;") == "“产业”"
    assert mended("关于印发<br>规划的<strong>通知</strong><p class='x'>") == "关于印发\n规划的通知"
    assert mended('见<a href="/a?x=1&amp;y=2">《规划》</a>&amp;说明') == "见《规划》&说明"
    assert mended("推进产业集群&#8232;培育产业集群") == "推进产业集群\n培育产业集群"
    for clean in ("R&D;投入", "AT&T;公司", "A&B", "PM<10且>5", "10<sup>4</sup>吨", "&#0;"):
        assert mended(clean) == clean


def test_characters_that_only_look_right() -> None:
    repaired = repair(raw_text("⻔⺠⻓、⼾籍、⾼质量、⻩⻰洞、便\uf9dd"))
    assert repaired.text == "门民长、户籍、高质量、黄龙洞、便利"
    assert counts(repaired) == {"lookalike": 8}
    assert mended("⺡字旁") == "⺡字旁"


def test_invisible_characters_and_blank_lines() -> None:
    assert mended("规\u200b划\ufeff纲要\n \u3000\t\n\u00a0\u00a0正文。") == "规划纲要\n\n正文。"
    assert mended("　　正文。\n\n　　正文。") == "　　正文。\n\n　　正文。"

"""What a government's page holds around a plan and, where it was made from a PDF, inside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compare.readers import raw_text
from compare.repair import repair
from compare.repair.records import WHOLE, record_lines
from tests.builders import COUNTY, PLAN_IDS, SEEDS
from tests.conftest import CORPORA

PARAGRAPH = (
    "推进现代农业产业园建设，培育壮大绿色建材产业集群，完善县乡村三级物流体系，健全养老服务网络，提升公共服务水平，"
)
LINES = [f"{PARAGRAPH * 3}新建农村公路{number}公里。" for number in range(40, 70)]


@pytest.mark.parametrize(
    "line",
    [
        "索引号：006940239/2021-00123 分类：发展规划 发布机构：阳山县发展和改革局 成文日期：2021-04-25 名称：阳山县规划纲要 文号：阳府〔2021〕12号",
        "发布时间：2021-05-06 10:21:33　来源：本网　浏览次数：1234次　字体：【大 中 小】 【打印】 分享到：",
        "【字号：大 中 小】 2021-05-06 来源：县发改局",
        "2021-05-06 10:21 来源：县发改局 访问量：23",
        "发布日期: 2023-06-07 访问次数: 信息来源: 区融媒体中心 字号:[ ]",
        "索 引 号：K1234 主题分类：综合政务 发文机关：连州市人民政府 标  题：连州市规划",
        "发布者：政务公开办",
        "上传时间：2022-01-02 页数：120 大小：1.2MB 下载积分：10",
        "微信图片_20230118183113.jpg",
        "信息来源：县政府办  点击数：15  更新时间：2021年5月6日",
    ],
)
def test_the_record_of_a_document_is_no_text(line: str) -> None:
    assert repair(raw_text(f"{COUNTY}{line}\n{COUNTY}")).text == COUNTY + COUNTY


@pytest.mark.parametrize(
    "line",
    [
        "时间：2025年底前，责任单位：市发展改革局。",
        "责任单位：市发展改革局 完成时间：2025年",
        "发布时间：2025年底前印发规划，发布机构：市发展改革局。",
        "字号：培育“老字号”，品牌：推进。",
        "名称：农村公路 分类：交通",
        "发布时间：2025年底前",
        "字体：推广规范字体，建设品牌。",
    ],
)
def test_what_only_looks_like_a_record_stays(line: str) -> None:
    assert repair(raw_text(f"{COUNTY}{line}\n{COUNTY}")).text == f"{COUNTY}{line}\n{COUNTY}"


def test_a_table_of_labels_above_the_text_is_no_text_and_a_table_of_the_plan_is() -> None:
    record = "文件名称\t汉滨区工作报告\t\n索引号\t/2025-0000\t公开目录:\t工作报告\n文号\t\t成文日期:\t2025年04月15日\n"
    table = "指标名称\t单位\t2025年\n名称\t数量\t年份\n"
    assert repair(raw_text(record + COUNTY + table)).text == COUNTY + table


def test_files_to_download_are_no_text_of_a_plan_and_tell_what_a_notice_announces() -> None:
    link = "附件：连州市规划纲要.pdf\n"
    plan = COUNTY * (WHOLE // len(COUNTY) + 1)
    assert link not in repair(raw_text(plan + link)).text
    assert link in repair(raw_text("现印发给你们，请认真组织实施。\n" + link)).text


def alone(text: list[str], number: int) -> str:
    return f"{text[0]}\n{number}\n{text[1]}"


def before_a_word(text: list[str], number: int) -> str:
    return f"{text[0]}\n{number}{text[1]}"


def inside_a_line(text: list[str], number: int) -> str:
    return f"{text[0][:50]} - {number} - {text[0][50:]}\n{text[1]}"


def inside_a_sentence(text: list[str], number: int) -> str:
    return f"{text[0][:50]}\n{number}\n{text[0][50:]}\n{text[1]}"


@pytest.mark.parametrize("put", [alone, before_a_word, inside_a_line, inside_a_sentence])
def test_page_numbers_are_no_text_wherever_a_page_left_them(put: Callable[[list[str], int], str]) -> None:
    text = "\n".join(put(LINES[at : at + 2], 2 + at // 2) for at in range(0, len(LINES), 2))
    mended = repair(raw_text(text)).text
    assert mended.replace("力 ", "力").split("\n") == LINES or "".join(mended.split()) == "".join(LINES)
    assert [line for line in mended.split("\n") if line] == LINES or put is inside_a_line


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{at}推进农业产业园建设。" for at in range(1, 12)),
        "\n".join(f"{at}个{line}" for at, line in enumerate(LINES[:8], 3)),
        "\n".join(f"{2020 + at}年，{line}" for at, line in enumerate(LINES[:8])),
    ],
    ids=["items close together", "amounts", "years"],
)
def test_numbers_that_are_of_the_text_stay(text: str) -> None:
    assert repair(raw_text(text)).text == text


@pytest.mark.parametrize(
    "path",
    [*(SEEDS / f"{name}.txt" for name in PLAN_IDS), *sorted(CORPORA.glob("*/*.txt"))],
    ids=lambda path: path.stem,
)
def test_no_sentence_of_a_real_plan_is_taken_for_a_record(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    taken = [text[start:end] for start, end in record_lines(text)]
    assert not [line for line in taken if "。" in line or "，" in line]
    assert len(taken) <= 12, taken

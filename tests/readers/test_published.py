"""A document without a date of its own is of the year in which its record says that it was issued."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.corpus import Entry
from compare.pipeline.parse import parse
from compare.readers.published import year_published

BODY = (
    "一、发展目标\n火龙果种植面积稳定在8万亩。\n二、重点任务\n建设分拣中心3个，培育经营主体40家，推广避雨栽培技术，"
    "打造“罗甸火龙果”区域公用品牌。\n三、保障措施\n县财政每年安排产业资金600万元，对新建冷库给予奖励。\n"
)
TITLE = "罗甸县火龙果产业发展实施方案"


def year(tmp_path: Path, name: str, content: str) -> int | None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    plan = parse(Entry("p", path, name), libreoffice=False).plan
    assert plan is not None
    assert plan.title == TITLE
    return plan.year


@pytest.mark.parametrize(
    "head",
    [
        "<div class='info'>发布日期：2023-04-30 浏览次数：12</div>",
        "<div><span>发布时间：</span><b>2023-04-30 10:20</b></div>",
        "<table><tr><td>发文日期：</td><td>2023年04月30日</td><td>文　　号：</td><td>罗政发〔2023〕7号</td></tr></table>",
        "<meta name='PubDate' content='2023-04-30 10:20'>",
    ],
)
def test_a_page_is_of_the_year_in_which_it_was_published(tmp_path: Path, head: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<html><head><title>{TITLE}</title></head><body>{head}<h1>{TITLE}</h1><div id='zoom'>{text}</div></body></html>"
    assert year(tmp_path, "p.html", page) == 2023
    assert (
        year(
            tmp_path,
            "q.html",
            page.replace("三、保障", "（2021年3月5日印发）</p><p>三、保障").replace(
                f"<h1>{TITLE}</h1>", f"<h1>{TITLE}</h1><p>（2021年3月5日印发）</p>"
            ),
        )
        == 2021
    )


def test_a_text_is_of_the_year_of_the_fields_above_it(tmp_path: Path) -> None:
    fields = "索引号：522728/2023-1\n发布机构：罗甸县人民政府办公室\n发文日期：2023-04-30\n"
    assert year(tmp_path, "p.txt", f"{fields}名　　称：{TITLE}\n{TITLE}\n{BODY}") == 2023
    assert year(tmp_path, "q.txt", f"{TITLE}\n{BODY}") is None
    assert year(tmp_path, "r.txt", f"{TITLE}\n2023-05-06 10:00 来源：县农业农村局\n{BODY}") == 2023
    printed = "抄送：县委办公室。\n罗甸县人民政府办公室　　　　2023年5月6日印发\n"
    assert year(tmp_path, "s.txt", f"{TITLE}\n{BODY * 20}{printed}") == 2023


@pytest.mark.parametrize(
    "head", ["年份：2023", "时间：2023-04-30", "YEAR=2023", "【日期】2023年4月30日", "日期|2023-04-30"]
)
def test_fields_of_data_sets_tell_the_year(head: str) -> None:
    assert year_published(f"标题：{TITLE}\n{head}\n正文：\n") == 2023


@pytest.mark.parametrize("text", ["发布时间待定，2023年起实施", "更新改造2023年完成", "印发以来，2023年", "文号另定"])
def test_words_of_a_text_are_no_record(text: str) -> None:
    assert year_published(text) is None

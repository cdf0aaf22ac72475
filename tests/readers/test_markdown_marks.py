"""Marks that converters put into Markdown beside those of the standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.readers import RawText, read_file, signs
from compare.repair import repair

TITLE = "阳山县国民经济和社会发展第十四个五年规划纲要"
BODY = ["# 第一章 发展基础", "到2025年，城镇化率达到48%。", "## 第一节 目标", "新建学校3所。"]
SHOWN = ["第一章 发展基础", "到2025年，城镇化率达到48%。", "第一节 目标", "新建学校3所。"]


def read(folder: Path, text: str) -> RawText:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    raw = read_file(path)
    assert raw.signs_in_file == signs(raw.text) + sum(row.signs for row in raw.left_out)
    assert raw.unexplained == 0
    return raw


@pytest.mark.parametrize(
    "written",
    [
        "\n\n".join(f"{line} {{#s{at} .unnumbered}}" if line[0] == "#" else line for at, line in enumerate(BODY)),
        "\n\n".join(f'::: {{custom-style="正文"}}\n{line}\n:::' if line[0] != "#" else line for line in BODY),
        "\n\n".join(f"{line}\n\n{{{at}}}{'-' * 48}" for at, line in enumerate(BODY)),
        "\n\n".join(f"{line}\n\n<!-- Page {at} -->" for at, line in enumerate(BODY)),
        "```markdown\n" + "\n\n".join(BODY) + "\n```",
        "~~~\n" + "\n\n".join(BODY) + "\n~~~\n",
        "\n\n".join(BODY).replace("48%。", "48%[^1]。") + "\n\n[^1]: 数据来源：县统计局。\n    下同。",
        "".join(f"- [{each}](#{each})\n" for each in (*SHOWN[::2], "第二章 主要任务", "第三章 保障"))
        + "\n"
        + "\n\n".join(BODY),
        "\n\n".join(BODY).replace("新建学校", "[新建学校](#第一节 目标)"),
        "\n\n".join(BODY).replace("48%。", "48%^1^。"),
        "\n\n".join(BODY).replace("新建学校", "[]{#_Toc1 .anchor}[新建]{.underline}[学校]{.mark}"),
        "\n\n".join(
            f"<|ref|>{'sub_title' if line[0] == '#' else 'text'}<|/ref|><|det|>[[60, {at}, 930, 118]]<|/det|>\n{line}"
            for at, line in enumerate(BODY)
        ),
        "[TOC]\n\n" + "\n\n".join(BODY).replace("新建学校", "- [ ] ==新建学校=="),
        "\n\n".join(BODY).replace("新建学校", "> [!NOTE]\n> 新建学校"),
    ],
    ids=[
        *("attributes", "boxes", "marker", "pages", "fence", "tildes", "notes", "contents", "link", "raised", "spans"),
        *("places on the page", "contents, task and highlight", "callout"),
    ],
)
def test_marks_of_converters_go(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, written).text.split("\n") == SHOWN


def test_places_stay_the_lines_of_the_file(tmp_path: Path) -> None:
    raw = read(tmp_path, "```md\n# 第一章 发展基础\n::: box\n\n新建学校3所。\n:::\n```")
    assert raw.place(raw.text.index("新建")).number == 5


def test_a_title_in_the_data_at_the_head(tmp_path: Path) -> None:
    front = f'---\ntitle: "{TITLE}"\ndate: 2021-06-01\n---\n\n'
    assert read(tmp_path, front + "\n\n".join(BODY)).text.split("\n") == [TITLE, *SHOWN]
    assert read(tmp_path, front + f"# {TITLE}\n\n" + "\n\n".join(BODY)).text.split("\n") == [TITLE, *SHOWN]


@pytest.mark.parametrize("kept", ["公式{x}与{1}", "本县{乡镇}若干", "见[附件一]（略）。", "单价：::元"])
def test_braces_and_brackets_of_a_text_stay(tmp_path: Path, kept: str) -> None:
    assert read(tmp_path, f"# 第一章 基础\n\n{kept}").text.split("\n")[1] == kept


@pytest.mark.parametrize("unit", ["#a", "a=", ".a ", "a=b "])
def test_braces_that_are_never_closed_take_linear_time(tmp_path: Path, unit: str) -> None:
    open_brace = "标题 {" + unit * 5_000
    assert read(tmp_path, f"# 第一章 基础\n\n{open_brace}").text.split("\n")[1] == open_brace.rstrip()


INDICATORS = [["指标", "2020年", "2025年"], ["生产总值（亿元）", "88.4", "125"], ["森林覆盖率（%）", "", "23.5"]]


@pytest.mark.parametrize(
    "table",
    [
        "+------+------+------+\n| 指标 | 2020年 | 2025年 |\n+======+======+======+\n| 生产总值 | 88.4 | 125 |\n| （亿元） |  |  |\n"
        "+------+------+------+\n| 森林覆盖率（%） |  | 23.5 |\n+------+------+------+",
        "\\begin{tabular}{|l|p{2cm}|c|}\n\\hline\n指标 & 2020年 & 2025年 \\\\ \\hline\n"
        "\\makecell{生产总值\\\\（亿元）} & 88.4 & \\textbf{125} \\\\\n\\cline{2-3}\n"
        "森林覆盖率（\\%） &  & 23.5 \\\\\n\\hline\n\\end{tabular}",
        "\\begin{table}[h]\n\\centering\n\\begin{tabularx}{\\textwidth}{lXX}\n\\toprule\n指标 & 2020年 & 2025年 \\\\[2pt]\n\\midrule\n"
        "\\multirow{1}{*}{生产总值（亿元）} & 88.4 & 125 \\\\\n森林覆盖率（\\%） & \\multicolumn{1}{c}{} & 23.5 \\\\\n"
        "\\bottomrule\n\\end{tabularx}\n\\end{table}",
    ],
    ids=["drawn", "LaTeX", "LaTeX with rules of books"],
)
def test_tables_that_the_standard_does_not_know(tmp_path: Path, table: str) -> None:
    lines = read(tmp_path, f"{BODY[0]}\n\n{table}\n\n{BODY[1]}\n").text.split("\n")
    assert lines == [SHOWN[0], *("\t".join(row) for row in INDICATORS), SHOWN[1]]


def test_what_only_looks_like_a_mark_stays(tmp_path: Path) -> None:
    for line in ("编号[A]的项目", "a == b", "+以上", "| 竖线", "\\begin{tabular} 未完"):
        assert line in read(tmp_path, f"{BODY[0]}\n\n{line}\n").text


@pytest.mark.parametrize("dash", ["-", "—", "–", "\\—", "\\-"])
def test_numbers_of_pages_keep_their_dashes_and_go_with_them(tmp_path: Path, dash: str) -> None:
    halves = [
        f"推进第{number}项工作落到实处，加快建\n\n{dash} {number} {dash[-1]}\n\n设步伐，新建学校{number}所。"
        for number in range(1, 5)
    ]
    raw = read(tmp_path, "\n\n".join([f"# {TITLE}", *halves]))
    assert "\\" not in raw.text
    whole = [f"推进第{number}项工作落到实处，加快建设步伐，新建学校{number}所。" for number in range(1, 5)]
    assert "".join(repair(raw).text.split()) == "".join([TITLE, *whole])

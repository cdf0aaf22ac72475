"""Wrong use and help are told in the language of the reader, click's own sentences too."""

from __future__ import annotations

import inspect
import re

import pytest
from click.testing import CliRunner

from compare.cli import chinese, main
from compare.cli.chinese import WORDS


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("report", "缺少参数 'PLANS'"),
        ("report x", "缺少选项 '-o' / '--out'"),
        ("report x -o", "选项 -o 后面要有一个值"),
        ("report x -o y --formt md", "没有选项 --formt。 （是不是其中之一：'--format'"),
        ("report x -o y --format pdf", "'--format' 的值不对：'pdf' 不在其中：'json', 'html'"),
        ("report x -o y --jobs 0", "0 不在范围 x>=1 之内"),
        ("report x -o y --jobs viele", "'viele' 不是所要的数"),
        ("coverage x y", "多了参数（y）"),
        ("covrage x", "没有命令 covrage。"),
    ],
)
def test_wrong_use_is_told_in_chinese_and_on_request_in_english(line: str, told: str) -> None:
    chinese = CliRunner().invoke(main, line.split())
    assert chinese.exit_code == 2 and told in chinese.output
    words = re.sub(r"'[^']*'|--?\w+|\[[^]]*\]|[A-Z]{2,}|main \w*|x>=1|covrage|[xy]\b|planalign", "", chinese.output)
    assert not re.search("[A-Za-z]{4,}", words), chinese.output
    english = CliRunner().invoke(main, [*line.split(), "--lang", "en"])
    assert english.exit_code == 2 and not re.search("[一-龥]", english.output)


def test_help_has_chinese_heads() -> None:
    shown = CliRunner().invoke(main, ["report", "--help"]).output
    assert "用法：" in shown and "[必填]" in shown and "默认：zh" in shown and "显示这段说明。" in shown
    assert not re.search("Usage|Options|Show this|required|default", shown)


@pytest.mark.parametrize(
    "line", ["--help --lang zh", "--lang=zh --help", "plans --help --lang zh", "report --help --lang zh"]
)
def test_help_can_be_asked_for_in_chinese_too(line: str) -> None:
    shown = CliRunner().invoke(main, line.split())
    assert shown.exit_code == 0 and "用法：" in shown.output


@pytest.mark.parametrize("english", WORDS)
def test_every_sentence_is_one_of_click_with_the_same_places(english: str) -> None:
    sources = "".join(inspect.getsource(module) for module in chinese._MODULES)
    literal = english.replace("\n", "\\n").replace("\t", "\\t")
    assert f'"{literal}"' in sources or english in ("required",)
    assert set(re.findall(r"\{(\w+)", WORDS[english])) <= set(re.findall(r"\{(\w+)", english))

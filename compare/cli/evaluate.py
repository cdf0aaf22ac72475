"""``planalign evaluate``: a report against the labels of readers."""

from __future__ import annotations

from pathlib import Path

import click

from compare.cli import scores
from compare.cli.faults import told
from compare.cli.options import LANG
from compare.errors import InputError
from reports.wording import Lang


@click.command(name="evaluate")
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--plan", "codes", multiple=True, metavar="CODE=PLAN", help="标注里的规划代号对应报告里的编号，可重复。")
@click.option("--worst", type=click.IntRange(min=0), default=10, show_default=True, help="列出相差最大的几格。")
@click.option(
    "--judge", is_flag=True, help="只看模型复核添了什么：工具、模型和两者合起来，各与标注有多一致，花了多少。"
)
@LANG
@told
def evaluate(report: Path, gold: Path, codes: tuple[str, ...], worst: int, lang: Lang, *, judge: bool) -> None:
    """用人工标注核对结果：REPORT 是 report.json 或结果文件夹，GOLD 是标注文件夹，或一张 theme、plan、depth 的表。"""
    from compare.evaluate import evaluate as evaluated

    if wrong := [code for code in codes if not all(code.partition("="))]:
        raise InputError(f"--plan {wrong[0]} 写法不对，应是 代号=编号，例如 --plan L=lianzhou")
    plans = {code: plan for code, _, plan in (item.partition("=") for item in codes)}
    found = evaluated(report, gold, plans)
    if not judge:
        scores.evaluation(found, worst, lang)
    elif found.second is None:
        raise InputError(f"{report} 没有请模型复核；请用 planalign report --judge 或 --judge-model 写一份。")
    else:
        scores.second(found.second, lang)

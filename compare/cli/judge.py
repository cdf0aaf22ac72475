"""``planalign judge``: questions for a model in another network, its answers, and the answers that are kept."""

from __future__ import annotations

from pathlib import Path

import click

from compare.cli.faults import results_written, told
from compare.cli.options import FILE, LANG, Job, with_options
from compare.cli.second import JUDGE_MODEL
from compare.cli.show import plain
from compare.errors import InputError
from compare.execution import default_folder, usual_limit
from reports import wording
from reports.output import put
from reports.wording import Lang


@click.group()
def judge() -> None:
    """模型复核：导出要问的问题，收回回答，忘掉留存的回答。"""


@judge.command(name="export")
@with_options
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="写到哪个文件（jsonl，一行一问）。",
)
@click.option("--judge-model", "model", metavar="NAME", help="写进每个问题里的模型名称；不给则不写。")
def export_questions(job: Job, out: Path, model: str | None) -> None:
    """不连接模型，写出拿不准的结论所要问的问题：模型在另一个网里时用，也可以由人来答。"""
    from compare.judge import question_lines
    from compare.pipeline import collect_questions

    with job.means.ready() as how:
        questions = collect_questions(job.plans, job.themes, waivers=job.waivers, decisions=job.decisions, options=how)
    lines = list(question_lines(questions, model))
    put(out, "".join(lines).encode("utf-8", "replace"))
    results_written()
    numbers = {"questions": str(len(lines)), "tokens": str(sum(each.tokens for each in questions))}
    click.echo(wording.text("second.exported", job.lang, file=plain(str(out)), **numbers))


@judge.command(name="import")
@FILE("answers")
@JUDGE_MODEL
@LANG
@told
def import_answers(answers: Path, judge_model: str | None, lang: Lang) -> None:
    """收回 ANSWERS（jsonl，一行一答）；以后 planalign report --judge-model 用它们，引文核对过的才采信。"""
    from compare.judge import Replies, read_replies

    given = read_replies(answers, judge_model)
    kept = Replies(default_folder(), usual_limit())
    for each in given:
        kept.put(each.model, each.question, each.reply)
    kept.close()
    if kept.fault:
        raise InputError(kept.fault)
    results_written()
    models = "、".join(sorted({plain(each.model) for each in given}))
    click.echo(wording.text("second.imported", lang, answers=str(len(given)), models=models))


@judge.command()
@LANG
@told
def drop(lang: Lang) -> None:
    """忘掉留存的全部回答；以后的运行会重新问。"""
    from compare.judge import Replies

    kept = Replies(default_folder(), usual_limit())
    if kept.fault:
        raise InputError(kept.fault)
    click.echo(wording.text("second.dropped", lang, answers=str(kept.drop())))

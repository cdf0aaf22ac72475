"""``planalign serve``: the workbench, with the page of a folder that is kept up to date."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compare.cli.faults import unexpected
from compare.cli.options import DECISIONS, PLANS_OR_NONE, THEMES, WAIVERS, Job, Means, with_means
from compare.cli.second import SecondOptions, with_second
from compare.cli.show import plain
from compare.errors import InputError
from reports import wording

if TYPE_CHECKING:
    from compare.web import Desk

_EVERY_SECONDS = 2.0


@click.command()
@PLANS_OR_NONE
@THEMES
@WAIVERS
@DECISIONS
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="端口；默认任选一个空闲的。")
@click.option("--no-browser", is_flag=True, help="只给出网址，不打开浏览器。")
@with_means
@with_second
def serve(
    plans: Path | None,
    themes: Path | None,
    waivers: Path | None,
    decisions: Path | None,
    port: int,
    no_browser: bool,
    means: Means,
    second: SecondOptions,
) -> None:
    """在本机浏览器里做完全部工作：放入规划、核对级别和上位、看结果、核定拿不准的、核对草稿。

    给了 PLANS 就直接看它的结果，文件一改就重新比对；不给则从开始页选文件夹或放入文件。
    只在本机（127.0.0.1）开放，网址里带随机口令；内容不离开本机，除非用 --judge 请了模型复核。按 Ctrl+C 结束。
    """
    import webbrowser

    from platformdirs import user_data_path

    from compare.web import ADDRESS, Desk, Loopback, doorstep

    home = user_data_path("planalign", appauthor=False)
    second.check()
    desk = Desk(lambda folder: Job(folder, themes, waivers, decisions, means).reread(second), home, means.lang)
    if plans is not None:
        desk.open(plans)
    try:
        server = Loopback(desk, unexpected, port)
    except OSError as error:
        raise InputError(f"端口 {port} 用不了（{ADDRESS}）：{error.strerror}。请换一个 --port，或不给。") from error
    click.echo(wording.text("text.serving", means.lang, address=server.address))
    over = threading.Event()
    threading.Thread(target=watch, args=(desk, over), daemon=True).start()
    try:
        with doorstep(server.address) as door:
            if not no_browser:
                webbrowser.open(door)
            server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        over.set()


def watch(desk: Desk, over: threading.Event, every: float = _EVERY_SECONDS) -> None:
    """Look at the files when the system tells of a change, and every few seconds in any case, until it is over.

    What a look runs into is told, and watching goes on; folders on other machines tell of no change.
    """
    from watchfiles import watch as changes

    milliseconds = int(1000 * every)
    while not over.is_set():
        session = desk.session
        if session is None:
            over.wait(every)
            continue
        for _ in changes(
            session.folder,
            stop_event=over,
            debounce=milliseconds,
            rust_timeout=milliseconds,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if desk.session is not session:
                break
            try:
                session.look()
            except Exception as error:
                session.fault = unexpected(error)
                click.echo(plain(f"planalign: {session.fault}"), err=True)

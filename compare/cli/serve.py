"""``planalign serve``: the page of a folder, kept up to date, with a box for drafts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import click

from compare.cli.faults import unexpected
from compare.cli.options import Job, with_options
from compare.cli.show import plain
from compare.errors import InputError
from reports import wording

if TYPE_CHECKING:
    from compare.web import Session

_EVERY_SECONDS = 2.0


@click.command()
@with_options
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="端口；默认任选一个空闲的。")
@click.option("--no-browser", is_flag=True, help="只给出网址，不打开浏览器。")
def serve(job: Job, port: int, no_browser: bool) -> None:
    """在本机浏览器里看结果：文件一改就重新比对，还可粘贴草稿，即时核对它回应了什么、还缺什么。

    只在本机（127.0.0.1）开放，网址里带随机口令；内容不离开本机。按 Ctrl+C 结束。
    """
    import webbrowser

    from compare.web import ADDRESS, Loopback, Session, doorstep

    session = Session(job)
    try:
        server = Loopback(session, unexpected, port)
    except OSError as error:
        raise InputError(f"端口 {port} 用不了（{ADDRESS}）：{error.strerror}。请换一个 --port，或不给。") from error
    click.echo(wording.text("text.serving", job.lang, address=server.address))
    over = threading.Event()
    threading.Thread(target=watch, args=(session, over), daemon=True).start()
    try:
        with doorstep(server.address) as door:
            if not no_browser:
                webbrowser.open(door)
            server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        over.set()


def watch(session: Session, over: threading.Event, every: float = _EVERY_SECONDS) -> None:
    """Look at the files when the system tells of a change, and every few seconds in any case, until it is over.

    What a look runs into is told, and watching goes on; folders on other machines tell of no change.
    """
    from watchfiles import watch as changes

    milliseconds = int(1000 * every)
    for _ in changes(
        session.folder,
        stop_event=over,
        debounce=milliseconds,
        rust_timeout=milliseconds,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        try:
            session.look()
        except Exception as error:
            session.fault = unexpected(error)
            click.echo(plain(f"planalign: {session.fault}"), err=True)

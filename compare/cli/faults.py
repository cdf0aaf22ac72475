"""How a command ends that cannot go on: a sentence on stderr and an exit status, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click

from compare.cli import show
from compare.cli.chinese import aborted
from compare.cli.streams import INTERRUPTED, say_no_more
from compare.errors import InputError
from reports.output import FULL, reason

NOT_ALL_DONE, NOTHING_DONE = 1, 2
"""Exit statuses of the contract."""
DEBUG = "PLANALIGN_DEBUG"
"""Environment variable that lets errors which nobody foresaw through as they are."""
# Where a command's context keeps that a fault was told, that its results are written, and what was said.
_FAULT, _RESULTS, _SAID = "planalign.fault", "planalign.results", "planalign.said"

Command = TypeVar("Command", bound=Callable[..., Any])


def told(command: Command) -> Command:
    """Faults of the user, and ours, become a message on stderr and exit status 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()  # a full disk behind a pipe is told here or nowhere
        except InputError as error:
            _end(str(error), error)
        except BrokenPipeError:
            if not _are_written():
                raise  # click ends quietly
            say_no_more()
        except KeyboardInterrupt:
            # click would end with 1, which says that the results are written.
            click.echo(aborted(), err=True)
            raise SystemExit(INTERRUPTED) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # click's own ways to end
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            _end(unexpected(error), error)
        if click.get_current_context().meta.get(_FAULT):
            raise SystemExit(NOT_ALL_DONE)

    return cast(Command, run)


def tell_once(fault: str, *, is_fault: bool) -> None:
    """Tell what does not end the command, once however often it is met.

    Args:
        fault: The sentence.
        is_fault: The command ends with exit status 1; else it is a thing that the user should know and no more.
    """
    context = click.get_current_context(silent=True)  # the workbench works in threads, which have none
    said: set[str] = context.meta.setdefault(_SAID, set()) if context else set()
    if fault not in said:
        click.echo(show.plain(f"planalign: {fault}"), err=True)
        said.add(fault)
    if context and is_fault:
        context.meta[_FAULT] = True


def results_written() -> None:
    """Note that the results of the command are written: what goes wrong from now on has not undone them."""
    click.get_current_context().meta[_RESULTS] = True


def _are_written() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_RESULTS))


def unexpected(error: Exception) -> str:
    """Return what is told of an error that nobody foresaw: what it was, where, and whom to tell."""
    if isinstance(error, MemoryError):
        return "内存不够。请关掉别的程序，减小 --jobs，或把规划分成几批。"
    if isinstance(error, OSError) and error.errno in FULL:
        return f"结果已写出，屏幕上的小结没有显示完：{reason(error)}。" if _are_written() else f"{reason(error)}。"
    at = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}（{error}），在 {Path(at.filename).name}:{at.lineno}"
    state = "结果已经写出，是完整的。" if _are_written() else "规划没有动，已有的结果也是完整的。"
    return (
        f"出了没有料到的错：{what}。{state}"
        f"请把这句话和所用的命令告诉提供本工具的人；设环境变量 {DEBUG}=1 再运行，可以看到全部经过。"
    )


def _end(message: str, error: Exception) -> NoReturn:
    click.echo(show.plain(f"planalign: {message}"), err=True)
    raise SystemExit(NOT_ALL_DONE if _are_written() else NOTHING_DONE) from error

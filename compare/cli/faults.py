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
from compare.errors import InputError
from reports.output import FULL, reason

NOT_ALL_DONE, NOTHING_DONE = 1, 2
"""Exit statuses of the contract."""
DEBUG = "PLANALIGN_DEBUG"
"""Environment variable that lets errors which nobody foresaw through as they are."""
# Where a command's context keeps that a fault was told.
_FAULT = "planalign.fault"

Command = TypeVar("Command", bound=Callable[..., Any])


def told(command: Command) -> Command:
    """Faults of the user, and ours, become a message on stderr and exit status 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()  # a full disk behind a pipe is told here or nowhere
            if click.get_current_context().meta.get(_FAULT):
                raise SystemExit(NOT_ALL_DONE)
        except InputError as error:
            _end(str(error), error)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own ways to end
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            _end(unexpected(error), error)

    return cast(Command, run)


def tell(fault: str) -> None:
    """Tell a fault that does not end the command, but is exit status 1 when it has ended."""
    click.echo(show.plain(f"planalign: {fault}"), err=True)
    click.get_current_context().meta[_FAULT] = True


def unexpected(error: Exception) -> str:
    """What is told of an error that nobody foresaw: what it was, where, and whom to tell."""
    if isinstance(error, MemoryError):
        return "内存不够。请关掉别的程序，减小 --jobs，或把规划分成几批。"
    if isinstance(error, OSError) and error.errno in FULL:
        return f"{reason(error)}。"
    at = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}（{error}），在 {Path(at.filename).name}:{at.lineno}"
    return (
        f"出了没有料到的错：{what}。规划和已有的结果都没有动。"
        f"请把这句话和所用的命令告诉提供本工具的人；设环境变量 {DEBUG}=1 再运行，可以看到全部经过。"
    )


def _end(message: str, error: Exception) -> NoReturn:
    click.echo(show.plain(f"planalign: {message}"), err=True)
    raise SystemExit(NOTHING_DONE) from error

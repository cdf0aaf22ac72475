"""A folder of plans whose texts, file names, regions and themes try to be code for whatever shows them."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

from compare.model import Comparison

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script></style></title>]]>-->",
    "{{7*7}}{% raw %}{0}{x}%s",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)",
    "+1-1",
    "-2+3",
    "＝1+1",
    "\t=1+1",
    "[看](javascript:alert(1))",
    "![图](http://evil.example/x.png)",
    "|a|b| `c` **d** _e_ ~f~ # g\\",
    "[red]甲[/] [link=file:///etc]乙[/link] [bold",
    "\x1b[95;44m红\x1b[0m\x1b]8;;http://evil.example\x07链\x1b]8;;\x07",
    "\x9b31m\x90q\x9c",
    "\u202e逆序\u202c\u2066隔\u2069\u200b零宽\ufeff",
    "\x07\x08\x7f\ufffe\uffff",
    "$x^2$ \\input{x} %d &lt;b&gt; &#106; &amp",
    "\u2028段\u2029行\x85\x0b\x0c",
    "软\u00ad连\u180e字\ufff9注\ufffb标\U000e0041\U000e007f签\u206a",
)
"""What a document may hold to be run, drawn, opened or hidden by a browser, an office program or a terminal."""
_NAMES = (
    "=1+1",
    "[red]x[bold]",
    "a\x1b[95;44mb",
    "甲\u202etxt.exe",
    "<img src=x onerror=alert(1)>",
    "`|x|`",
    "-rf",
    "a\nb",
)

# The last of the four plans.
_TAME = 3
# A file with more control characters than one in a hundred is taken for a program and not read.
_CALM = (
    "健全基层治理体系，完善村规民约，发挥群众自治组织的作用，推动矛盾纠纷在基层得到化解，维护社会和谐稳定。",
    "加强历史文化遗产保护，修缮古村落和传统民居，支持非物质文化遗产传承人开展活动，让居民记得住乡愁。",
    "优化营商环境，压缩企业开办时间，推行一网通办，方便群众和企业办事，降低制度性交易成本，激发市场活力。",
)


def nasty_folder(folder: Path) -> Path:
    """Four plans on two levels, a file that cannot be read and a theme file, all nasty."""
    folder.mkdir(parents=True)
    names = [f"{name}{number}" for number, name in enumerate(_NAMES[:4])]
    for number, name in enumerate(names):
        (folder / f"{name}.txt").write_text(_plan(number), encoding="utf-8")
    for name in _NAMES[4:]:
        (folder / f"{name}.txt").write_bytes(b"")
    rows = [
        f"  - {{file: {_quoted(name + '.txt')}, level: {'county' if number else 'city'}, "
        f"region: {_quoted(PAYLOADS[number] + '县')}, title: {_quoted(PAYLOADS[-number - 1] + '纲要')}, "
        f"upper: [{_quoted(names[0]) if number else ''}]}}"
        for number, name in enumerate(names)
    ]
    rows += [f"  - {{file: {_quoted(name + '.txt')}}}" for name in _NAMES[4:]]
    (folder / "plans.yaml").write_text("\n".join(["plans:", *rows, ""]), encoding="utf-8")
    with (folder / "themes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "definition"])
        for number, payload in enumerate(PAYLOADS):
            written = payload.replace("\x00", "")
            writer.writerow([f"{written}{number}", f"{written}产业集群{number}", f"{written}产业集群和园区"])
    return folder


def _plan(number: int) -> str:
    lines = [f"{PAYLOADS[number]}国民经济和社会发展第十四个五年规划纲要", "第一章 主要任务"]
    for at, nasty in enumerate(PAYLOADS):
        payload = nasty if number < _TAME else ""  # what repeats none of the upper plan's words answers it least
        lines += [
            f"第{at + 1}节 {payload}发展",
            f"{payload}推进产业集群建设{payload}，新建园区{at + 2}个，到2025年产值达到{100 * at + 50 + number}亿元。",
            f"=推动{payload}养老服务设施建设。",
            *_CALM,
        ]
        if not number:  # what no lower plan answers
            lines.append(f"开展{payload}海洋牧场建设，到2025年建成深远海养殖平台{at + 3}个。")
    return "\n".join(lines) + "\n"


def nasty_decisions(folder: Path, comparison: Comparison) -> Path:
    """Write what a person decided of a comparison of the folder: every kind, each reason and name a payload."""
    payload = cycle(PAYLOADS)
    rows: list[dict[str, object]] = [
        {"kind": "gap", "id": gap.id, "answer": answer}
        for gap, answer in zip(comparison.gaps, cycle(("waived", "wrong", "todo", "", "")), strict=False)
        if answer
    ]
    own = [each for each in comparison.alignments if each.clause.quote not in _CALM]
    for each, answer in zip(own[::7], cycle(("covered", "absent", "upper_only")), strict=False):
        of_verdict = {"kind": "verdict", "upper": each.upper, "lower": each.lower}
        of_requirement = {"kind": "requirement", "plan": each.upper}
        about = of_requirement if answer == "upper_only" else of_verdict
        rows.append({**about, "clause": each.clause.quote, "answer": answer})
    rows += [
        {"kind": "depth", "theme": cell.theme, "plan": cell.plan, "answer": 2} for cell in comparison.coverage[::9]
    ]
    rows = list({tuple(value for name, value in row.items() if name != "answer"): row for row in rows}.values())
    written = [{**row, "reason": next(payload), "by": next(payload)} for row in rows]
    lines = ["{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in row.items()) + "}" for row in written]
    path = folder / "decisions.yaml"
    path.write_text("\n".join(["decisions:", *(f"  - {line}" for line in lines), ""]), encoding="utf-8")
    return path


def _scalar(value: object) -> str:
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML."""
    return '"' + "".join(char if char.isalnum() else f"\\U{ord(char):08x}" for char in text) + '"'

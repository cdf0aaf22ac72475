"""Plans that are cut into several files are told of, and no part answers to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.corpus import Entry, identify, link_uppers, parts_of_plans

TASKS = "推进产业集群建设，新建学校5所。"


def groups(*files: str) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(parts_of_plans([Entry(file, Path(file), file) for file in files]).values()))


@pytest.mark.parametrize(
    "files",
    [
        ("连州市规划纲要（上）.docx", "连州市规划纲要（下）.docx"),
        ("连州市规划纲要上.pdf", "连州市规划纲要中.pdf", "连州市规划纲要下.pdf"),
        ("连州市规划 第一部分.txt", "连州市规划 第二部分.txt"),
        ("连州市规划_上册.pdf", "连州市规划_下册.pdf"),
        ("纲要/01第一章 总则.txt", "纲要/02第二章 任务.txt", "纲要/03第三章 保障.txt"),
        ("第1章.docx", "第2章.docx"),
    ],
)
def test_files_that_count_the_parts_of_a_plan(files: tuple[str, ...]) -> None:
    assert groups(*files, "清远市规划纲要.txt") == [tuple(Path(file).name for file in files)]


@pytest.mark.parametrize(
    "files",
    [
        ("连州市规划纲要（1）.docx", "连州市规划纲要（2）.docx"),
        ("连州市规划解读（一）.txt", "连州市规划解读（二）.txt"),
        ("连州市规划纲要（上）.docx", "英德市规划纲要（下）.docx"),
        ("连州市规划纲要（上）.docx", "旧/连州市规划纲要（下）.docx"),
        ("连州市规划纲要（下）.docx", "连州市规划纲要.docx"),
        ("第二章.txt", "第三章.txt"),
        ("沿江两岸上.txt", "沿江两岸下.txt"),
        ("连州市规划.txt", "清远市规划.txt"),
    ],
)
def test_files_that_count_something_else_or_miss_a_part(files: tuple[str, ...]) -> None:
    assert groups(*files) == []


def test_no_part_of_a_plan_answers_to_another() -> None:
    texts = {
        "清远市/清远市规划纲要.txt": f"清远市国民经济和社会发展第十四个五年规划纲要\n{TASKS}",
        "连州市规划纲要/第一章.txt": f"连州市国民经济和社会发展第十四个五年规划纲要\n{TASKS}",
        "连州市规划纲要/第二章.txt": TASKS,
    }
    entries = [Entry(file, Path(file), file) for file in texts]
    identities = {e.id: identify(e, texts[e.id], texts[e.id].splitlines()[:1]) for e in entries}
    found = {file: [link.id for link in links] for file, (links, _) in link_uppers(entries, identities).items()}
    assert found["连州市规划纲要/第二章.txt"] == ["清远市/清远市规划纲要.txt"]

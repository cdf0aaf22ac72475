"""Answers of the workbench: written to decisions.yaml at once, one writer at a time, and never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from compare.model import BELIEVED
from compare.web import Loopback
from compare.web.ledger import DecisionLedger
from tests.builders import ROOT
from tests.web import test_serve
from tests.web.serving import desk_at, serving
from tests.web.test_serve import asked

plans = test_serve.plans


@pytest.fixture
def server(plans: Path, tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home", plans)) as made:
        yield made


def post(server: Loopback, path: str, status: int = 200, **values: object) -> Any:
    found, _, content = asked(server, path, json.dumps(values).encode())
    assert found == status, content
    return json.loads(content)


def written(folder: Path) -> list[dict[str, Any]]:
    path = folder / "decisions.yaml"
    return [dict(row) for row in YAML(typ="safe").load(path)["decisions"]] if path.exists() else []


def alignments(server: Loopback) -> list[Any]:
    assert server.desk.session is not None
    return list(server.desk.session.result.comparison.alignments)


def test_a_verdict_is_written_as_the_contract_has_it(server: Loopback, plans: Path) -> None:
    each = next(each for each in alignments(server) if each.matches and each.matches[0].score >= BELIEVED)
    answer = post(server, "decide", kind="verdict", alignment=each.id, answer="covered", reason="已列项目", by="规划科")
    (row,) = written(plans)
    assert row.pop("on") == time.strftime("%Y-%m-%d")
    assert row == {
        "kind": "verdict",
        "upper": "city",
        "lower": "county",
        "clause": each.clause.quote,
        "answer": "covered",
        "evidence": each.matches[0].quote,
        "reason": "已列项目",
        "by": "规划科",
    }
    assert answer["verdicts"][each.id][:3] == ["verdict", "covered", "规划科"] and answer["by"] == "规划科"


def test_halves_of_characters_in_an_answer_become_question_marks(server: Loopback, plans: Path) -> None:
    each = next(each for each in alignments(server) if each.matches)
    post(server, "decide", kind="verdict", alignment=each.id, answer="absent", reason="没有\ud83d列", by="\udc00科")
    (row,) = written(plans)
    assert (row["reason"], row["by"]) == ("没有?列", "?科")
    assert "fault" in post(server, "decide", 400, kind="depth", theme="\ud800", plan="\udfff", answer=2)
    assert "fault" in post(server, "folder", 400, recent="\ud800")


def test_a_verdict_names_the_passage_that_was_chosen(server: Loopback, plans: Path) -> None:
    each = next(each for each in alignments(server) if each.matches)
    (lower,) = (plan for plan in server.desk.session.result.comparison.plans if plan.id == each.lower)  # type: ignore[union-attr]
    number = len(lower.clauses) - 1
    post(server, "decide", kind="verdict", alignment=each.id, answer="partial", evidence=number)
    chosen = lower.text[lower.clauses[number].start : lower.clauses[number].end]
    assert written(plans)[0]["evidence"] == chosen
    post(server, "recount")
    (now,) = (row for row in alignments(server) if row.id == each.id)
    assert now.matches[0].quote == chosen
    post(server, "decide", kind="verdict", alignment=each.id, answer="absent", evidence=number)
    assert "evidence" not in written(plans)[0]


def test_what_binds_only_the_upper_level_is_said_of_the_clause(server: Loopback, plans: Path) -> None:
    each = alignments(server)[0]
    answer = post(server, "decide", kind="requirement", alignment=each.id, answer="upper_only")
    (row,) = written(plans)
    assert (row["kind"], row["plan"], row["clause"]) == ("requirement", "city", each.clause.quote)
    same = {other.id for other in alignments(server) if other.clause.quote == each.clause.quote}
    assert set(answer["verdicts"]) == same


def test_gaps_and_depths_are_decided(server: Loopback, plans: Path) -> None:
    assert server.desk.session is not None
    gap = server.desk.session.result.comparison.gaps[0]
    assert post(server, "decide", kind="gap", id=gap.id, answer="todo")["gaps"][gap.id][0] == "todo"
    post(server, "decide", kind="gap", id=gap.id, answer="waived", reason="由市级实施")
    post(server, "decide", kind="depth", theme="T1", plan="county", answer=3)
    first, second = written(plans)
    assert (first["answer"], first["reason"]) == ("waived", "由市级实施")
    assert {key: second[key] for key in ("kind", "theme", "plan", "answer")} == {
        "kind": "depth",
        "theme": "T1",
        "plan": "county",
        "answer": 3,
    }


def test_an_answer_is_taken_back_to_what_was_decided_before(server: Loopback, plans: Path) -> None:
    each = alignments(server)[0]
    first = post(server, "decide", kind="verdict", alignment=each.id, answer="partial")["undo"]
    second = post(server, "decide", kind="verdict", alignment=each.id, answer="absent")["undo"]
    assert [row["answer"] for row in written(plans)] == ["absent"]
    post(server, "undo", undo=second)
    assert [row["answer"] for row in written(plans)] == ["partial"]
    assert post(server, "undo", undo=first)["verdicts"] == {} and written(plans) == []


def test_what_somebody_else_decided_meanwhile_is_not_taken_back(server: Loopback, plans: Path) -> None:
    each = alignments(server)[0]
    mine = post(server, "decide", kind="verdict", alignment=each.id, answer="partial", by="甲")["undo"]
    post(server, "decide", kind="verdict", alignment=each.id, answer="partial", by="乙")
    assert "又有人改过" in post(server, "undo", 400, undo=mine)["fault"]
    assert [row["by"] for row in written(plans)] == ["乙"]


def test_what_a_person_wrote_by_hand_stays(server: Loopback, plans: Path) -> None:
    by_hand = "# 开会定的\ndecisions:\n  - {kind: gap, id: g0f3c9a1b2d4e, answer: waived, reason: 略}  # 见纪要\n"
    (plans / "decisions.yaml").write_text(by_hand, encoding="utf-8")
    post(server, "decide", kind="verdict", alignment=alignments(server)[0].id, answer="absent")
    text = (plans / "decisions.yaml").read_text(encoding="utf-8")
    assert text.startswith(by_hand) and len(written(plans)) == 2


def test_a_file_with_a_fault_is_told_and_stands(server: Loopback, plans: Path) -> None:
    (plans / "decisions.yaml").write_text("decisions: 3", encoding="utf-8")
    each = alignments(server)[0]
    assert "decisions" in post(server, "decide", 400, kind="verdict", alignment=each.id, answer="absent")["fault"]
    assert (plans / "decisions.yaml").read_text(encoding="utf-8") == "decisions: 3"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "verdict", "answer": "maybe"},
        {"kind": "verdict", "answer": "covered", "alignment": "nobody"},
        {"kind": "requirement", "answer": "covered"},
        {"kind": "gap", "id": "g0", "answer": "waived"},
        {"kind": "depth", "theme": "T1", "plan": "county", "answer": 5},
        {"kind": "depth", "theme": "../T1", "plan": "county", "answer": 1},
        {"kind": "depth", "theme": "T1", "plan": "county", "answer": True},
        {"kind": "depth", "theme": ["T1"], "plan": {}, "answer": 1},
        {"kind": "gap", "id": ["g0"], "answer": "waived"},
        {"kind": "file", "answer": "x"},
        {"answer": ["covered"]},
        {"kind": "verdict", "answer": "covered", "evidence": 9999},
        {"kind": "verdict", "answer": "covered", "evidence": "别处的话"},
        {"kind": "verdict", "answer": "covered", "by": "人" * 501},
        {"kind": "verdict", "answer": "covered", "reason": 3},
    ],
)
def test_what_the_page_never_asks_is_refused(server: Loopback, plans: Path, wrong: dict[str, object]) -> None:
    assert post(server, "decide", 400, **({"alignment": alignments(server)[0].id} | wrong))["fault"]
    assert written(plans) == []


def test_an_answer_does_not_load_the_page_anew_until_it_is_asked_for(server: Loopback) -> None:
    session = server.desk.session
    assert session is not None
    post(server, "decide", kind="verdict", alignment=alignments(server)[0].id, answer="absent")
    for _ in range(3):
        session.look()
    assert session.result.version == 1
    each = alignments(server)[0]
    assert post(server, "recount")["version"] == 2
    (now,) = (other for other in alignments(server) if other.id == each.id)
    assert now.decided and now.label == "absent"
    assert len(json.loads(asked(server, "decisions")[2])["verdicts"]) == 1


def test_two_servers_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    ledgers = [DecisionLedger(tmp_path), DecisionLedger(tmp_path)]

    def write(number: int) -> None:
        for n in range(12):
            ledgers[number % 2].decide({"kind": "gap", "id": f"g{number}-{n}", "answer": "todo"})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({row["id"] for row in written(tmp_path)}) == 48


WRITER = """
import sys
from pathlib import Path
from compare.web.ledger import DecisionLedger
ledger = DecisionLedger(Path(sys.argv[1]))
for number in range(1000):
    ledger.decide({"kind": "gap", "id": f"g{number}", "answer": "todo"})
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_server_has_kept_every_answer_that_it_confirmed(tmp_path: Path) -> None:
    for confirmed in (3, 7, 12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        assert writer.stdout is not None
        for _ in range(confirmed):
            assert writer.stdout.readline(), "the writer ended by itself"
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        assert {f"g{number}" for number in range(confirmed)} <= {row["id"] for row in written(tmp_path)}

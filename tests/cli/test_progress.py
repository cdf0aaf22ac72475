"""What is told while a run goes on."""

from __future__ import annotations

import threading

import pytest

from compare.cli.progress import bar


def test_a_watched_run_can_be_copied_for_other_processes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bar that a thread draws would have every plan judged by workers that load all anew."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    threads = threading.active_count()
    with bar("zh") as progress:
        progress("read", 0, 3)
        progress("read", 2, 3)
        assert threading.active_count() == threads
        progress("read", 3, 3)
    told = capsys.readouterr().err
    assert "读取规划" in told and "0/3" in told and "3/3" in told

"""The labelled themes, and the command that scores them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.theme_labels import labels_of, main, row, sets


@pytest.mark.parametrize("name", sets())
def test_labels_are_depths_of_themes_by_name_and_line(name: str) -> None:
    labels = labels_of(name)
    assert len({one.theme.id for one in labels}) == len(labels) > 0
    for one in labels:
        assert one.theme.name
        assert one.theme.definition
        assert not one.theme.aliases
        assert one.accepted <= set(range(5))


def test_a_row_tells_presence_depth_and_what_is_exact() -> None:
    assert row("x", [(0, 0), (4, 4), (3, 3), (2, 2)]) == "| x | 4 | 1.000 | 1.000 | 1.000 |"
    assert "| 0.750 |" in row("x", [(0, 0), (4, 4), (3, 3), (2, 4)])


def test_sets_without_a_text_are_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = sets()[0]
    (tmp_path / name).mkdir()
    (tmp_path / name / "text.txt").write_text("第一章 目标\n发展海水淡化产业，新建工厂3座。\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["theme_labels", str(tmp_path)])
    main()
    told = capsys.readouterr()
    assert [line.split(" ")[1] for line in told.out.splitlines()[2:]] == [name, "all"]
    assert all(f"{other}: left out" in told.err for other in sets()[1:])

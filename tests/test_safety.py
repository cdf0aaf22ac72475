"""The table of threats names tests that exist; what is installed is bounded, pinned and licensed."""

from __future__ import annotations

import re
from configparser import ConfigParser

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.builders import ROOT

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| 威胁")]
NAMED = sorted(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE))


@pytest.mark.parametrize(("file", "test"), NAMED, ids="::".join)
def test_the_tests_that_are_named_exist(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8") if test else (ROOT / file).is_file()


def test_no_test_is_named_twice() -> None:
    assert len(set(NAMED)) == len(NAMED)


def test_every_threat_has_a_promise_and_a_test() -> None:
    assert len(ROWS) > 20
    for row in ROWS:
        threat, promise, tests = (cell.strip() for cell in row.strip("|").split(" | "))
        assert threat and promise and re.fullmatch(r"`tests/\S+`(?:、`tests/\S+`)*", tests), row


def hashed() -> dict[str, set[str]]:
    """Name of each package of requirements.txt to its versions, each of which has a hash for every file."""
    found: dict[str, set[str]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text(encoding="utf-8")):
        if not block.startswith("#"):
            name, version = re.split(r" |;", block, maxsplit=1)[0].split("==")
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), name
            found.setdefault(canonicalize_name(name), set()).add(version)
    assert len(found) > 40
    return found


def test_every_dependency_is_pinned_above_its_lower_bound_and_its_licence_listed() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    run = [Requirement(line) for line in config["options"]["install_requires"].splitlines() if line and line[0] != "#"]
    test = [Requirement(line) for line in config["options.extras_require"]["test"].splitlines() if line]
    pinned: dict[str, set[str]] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, version = line.partition(";")[0].strip().split("==")
            pinned.setdefault(canonicalize_name(name), set()).add(version)
    licensed = {
        canonicalize_name(row.split("|")[1].strip()): row.split("|")[3].strip()
        for row in (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()[2:]
    }
    for name, versions in hashed().items():
        assert versions <= pinned[name], name
    for each in (*run, *test):
        assert each.specifier, f"{each.name} has no lower bound"
        assert all(each.specifier.contains(version) for version in pinned[canonicalize_name(each.name)]), each
    for each in run:
        assert licensed[canonicalize_name(each.name)] not in ("", "UNKNOWN"), each

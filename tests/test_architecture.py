"""The house: who may import whom, what is documented, and that the seeds are the files that were given."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.builders import ROOT, SEEDS

MODULES = sorted(path for package in ("compare", "reports") for path in (ROOT / package).rglob("*.py"))
LINES, FUNCTION_LINES, TEST_LINES = 333, 64, 600

# Outermost last; a room may import its own layer and those before it. All other rooms of compare are in the second.
LAYERS = (("compare.model", "compare.errors"), (), ("compare.pipeline",), ("compare",), ("compare.cli", "compare.web"))
ROOMS = 20
"""Rooms at the top of compare, at most, besides the command line and the workbench."""

SEEDS_SHA256 = {
    "guangqing.txt": "5f7277ab4fae234493558ee9feefa794a49f49e3b1c93b117b6e8b1ab4fa1214",
    "lianzhou.txt": "158d537a79a1b71a97611adf8377a72e24ae93bceb52b1349ffd7013f2c0df13",
    "pingdingshan.txt": "0cedcec9261d7e2873386187dbdecde4d0810d1d26bb9765eef5a4364b35227e",
    "qingcheng.txt": "4766ef612e0b663194637dbe1db3040501f40431fb195e375b94d95a016f4abd",
    "qingyuan.txt": "c3c01708e86c3f86f108e6d375b8b09a7c2b634e276dfd6dcf7bcdf3f74959ca",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path): path for path in MODULES}


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(NAMES[name].read_text(encoding="utf-8"))


@cache
def nodes_of(name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(name)))


@cache
def imports(name: str) -> frozenset[str]:
    """Modules of the project that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    package = name if NAMES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in nodes_of(name):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in NAMES else base)
    return frozenset(name for name in found if name.split(".")[0] in ("compare", "reports"))


def room(name: str) -> str:
    """The room that a module stands in: ``compare.text`` of ``compare.text.folding``; each format is one of its own."""
    return ".".join(name.split(".")[: 3 if name.startswith("reports.formats.") else 2])


def layer(name: str) -> int:
    return next((at for at, rooms in enumerate(LAYERS) if room(name) in rooms), 1)


def test_the_reader_of_imports_sees_them() -> None:
    assert imports("compare.pipeline.compare") >= {
        "compare.corpus",
        "compare.model",
        "compare.pipeline.run",
        "compare.pipeline.store",
    }
    assert imports("compare.cli") >= {"reports", "compare", "compare.cli.show"}
    assert "reports.formats.charts" in imports("reports")


def test_one_module_makes_every_comparison() -> None:
    makers = {
        name
        for name in NAMES
        for node in nodes_of(name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Comparison"
    }
    assert makers == {"compare.pipeline.assemble"}


def test_rooms_are_few_and_no_module_stands_beside_them() -> None:
    loose = {name for name, path in NAMES.items() if name.count(".") == 1 and path.name != "__init__.py"}
    assert {name for name in loose if name.startswith("compare.")} == {"compare.errors"}
    assert len({room(name) for name in NAMES if name.startswith("compare.")} - {"compare.errors"}) <= ROOMS


def edges(above: str) -> list[tuple[str, str]]:
    """Each module of a package with each module that it imports."""
    return [(name, imported) for name in NAMES if room(name).startswith(above) for imported in sorted(imports(name))]


def test_imports_of_compare_go_one_way() -> None:
    upward = [
        f"{name} imports {imported}"
        for name, imported in edges("compare")
        if (layer(name) < len(LAYERS) - 1 if imported.startswith("reports") else layer(imported) > layer(name))
    ]
    assert upward == []


def test_nobody_reaches_past_the_front_of_a_room() -> None:
    """What a room lets others use it names in its front; submodules that a front names as such are fine."""
    reached = [
        f"{name} imports {imported}"
        for name, imported in edges("")
        if (front := room(imported)) not in (room(name), imported, "compare.model")
        and imported.removeprefix(f"{front}.") not in fronts(front)
    ]
    assert reached == []


@cache
def fronts(front: str) -> set[str]:
    """Names in the ``__all__`` of a front."""
    for node in tree_of(front).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_model_and_errors_stand_alone() -> None:
    others = [edge for edge in edges("compare") if layer(edge[0]) == 0 and not edge[1].startswith("compare.model.")]
    assert others == []


def test_reports_know_only_the_model() -> None:
    known = {imported for _, imported in edges("reports") if imported.startswith("compare")}
    assert known == {"compare.model", "compare.errors"}


def test_modules_do_not_import_each_other_in_circles() -> None:
    no_circle({name: set(imports(name) - {name}) for name in NAMES if layer(name) < len(LAYERS) - 1})


def test_rooms_do_not_import_each_other_in_circles() -> None:
    of_rooms: dict[str, set[str]] = {}
    for name in NAMES:
        if layer(name) < len(LAYERS) - 1:
            of_rooms.setdefault(room(name), set()).update(map(room, imports(name)))
    no_circle({name: imported - {name} for name, imported in of_rooms.items()})


def no_circle(below: dict[str, set[str]]) -> None:
    """Fail with the way round where there is one; visit every name once."""
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join([*above, name])
        if name not in done:
            for imported in sorted(below.get(name, ())):
                walk(imported, (*above, name))
            done.add(name)

    for name in below:
        walk(name, ())


def test_only_the_command_line_prints() -> None:
    printing = {name: found for name in NAMES if layer(name) < len(LAYERS) - 1 and (found := says(name))}
    assert printing == {}


def says(name: str) -> set[str]:
    """What a module prints by, reads from a terminal by, or touches of ``sys`` that is not harmless."""
    found: set[str] = set()
    for node in nodes_of(name):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {node.func.id} & {"print", "input", "exit"}
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            found |= {module.split(".")[0] for module in named} & {"click", "rich", "logging"}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            found |= {f"sys.{node.attr}"} - {"sys.intern", "sys.modules", "sys.platform"}
    return found


def public(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Public functions, classes and their public methods, at the top of a module."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


def test_everything_public_is_documented() -> None:
    bare = [name for name in NAMES if not ast.get_docstring(tree_of(name))]
    bare += [
        f"{name}.{inner}"
        for name in NAMES
        for inner, node in public(tree_of(name))
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert bare == []


def test_modules_and_functions_are_small() -> None:
    long = {name: lines for name, path in NAMES.items() if (lines := len(path.read_bytes().splitlines())) > LINES}
    for name in NAMES:
        for node in nodes_of(name):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES:
                long[f"{name}.{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert long == {}


def test_files_of_tests_are_of_one_subject() -> None:
    assert {
        str(path): lines
        for path in (ROOT / "tests").rglob("*.py")
        if (lines := len(path.read_bytes().splitlines())) > TEST_LINES
    } == {}


def test_no_two_classes_bear_one_name() -> None:
    found: dict[str, list[str]] = {}
    for name in NAMES:
        for node in nodes_of(name):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name)
    assert {each: modules for each, modules in found.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("name", list(SEEDS_SHA256))
def test_the_seeds_are_as_they_were_given(name: str) -> None:
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == SEEDS_SHA256[name]


def test_data_of_the_packages_is_packaged() -> None:
    from configparser import ConfigParser
    from fnmatch import fnmatch

    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = {package: setup["options.package_data"][package].split() for package in ("compare", "reports")}
    left_out = []
    for package, globs in patterns.items():
        for path in (ROOT / package).rglob("*"):
            inner = path.relative_to(ROOT / package).as_posix()
            hidden = any(part.startswith((".", "__")) for part in path.relative_to(ROOT).parts)
            if (
                path.is_file()
                and path.suffix != ".py"
                and not hidden
                and not any(fnmatch(inner, glob) for glob in globs)
            ):
                left_out.append(f"{package}/{inner}")
    assert left_out == []

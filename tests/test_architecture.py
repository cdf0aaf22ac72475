"""The house: who may import whom, what is documented, and that the seeds are the files that were given."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT, SEEDS

MODULES = sorted(path for package in ("compare", "reports") for path in (ROOT / package).rglob("*.py"))
LINES, FUNCTION_LINES = 333, 64

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


def imports(path: Path) -> set[str]:
    """Modules of the project that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
    return {name for name in found if name.split(".")[0] in ("compare", "reports")}


def room(name: str) -> str:
    """The room that a module stands in: ``compare.text`` of ``compare.text.folding``; each format is one of its own."""
    return ".".join(name.split(".")[: 3 if name.startswith("reports.formats.") else 2])


def layer(name: str) -> int:
    return next((at for at, rooms in enumerate(LAYERS) if room(name) in rooms), 1)


def test_the_reader_of_imports_sees_them() -> None:
    assert imports(NAMES["compare.pipeline.compare"]) >= {
        "compare.corpus",
        "compare.model",
        "compare.pipeline.run",
        "compare.pipeline.store",
    }
    assert imports(NAMES["compare.cli"]) >= {"reports", "compare", "compare.cli.show"}
    assert "reports.formats.charts" in imports(NAMES["reports"])


def test_one_module_makes_every_comparison() -> None:
    makers = {
        name
        for name, path in NAMES.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Comparison"
    }
    assert makers == {"compare.pipeline.assemble"}


def test_rooms_are_few_and_no_module_stands_beside_them() -> None:
    loose = {name for name, path in NAMES.items() if name.count(".") == 1 and path.name != "__init__.py"}
    assert {name for name in loose if name.startswith("compare.")} == {"compare.errors"}
    assert len({room(name) for name in NAMES if name.startswith("compare.")} - {"compare.errors"}) <= ROOMS


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("compare")])
def test_imports_of_compare_go_one_way(name: str) -> None:
    for imported in imports(NAMES[name]):
        if imported.split(".")[0] == "reports":
            assert layer(name) == len(LAYERS) - 1, f"{name} imports {imported}"
        else:
            assert layer(imported) <= layer(name), f"{name} imports {imported}"


@pytest.mark.parametrize("name", list(NAMES))
def test_nobody_reaches_past_the_front_of_a_room(name: str) -> None:
    """What a room lets others use it names in its front; submodules that a front names as such are fine."""
    reached = set()
    for imported in imports(NAMES[name]):
        front = room(imported)
        if front in (room(name), imported) or front == "compare.model":
            continue
        leaf = imported.removeprefix(f"{front}.")
        if leaf not in fronts(front):
            reached.add(imported)
    assert reached == set()


def fronts(front: str) -> set[str]:
    """Names in the ``__all__`` of a front."""
    tree = ast.parse(NAMES[front].read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("name", [name for name in NAMES if layer(name) == 0])
def test_model_and_errors_stand_alone(name: str) -> None:
    assert all(imported.startswith("compare.model.") for imported in imports(NAMES[name]))


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("reports")])
def test_reports_know_only_the_model(name: str) -> None:
    known = {imported for imported in imports(NAMES[name]) if imported.startswith("compare")}
    assert known <= {"compare.model", "compare.errors"}


def test_modules_do_not_import_each_other_in_circles() -> None:
    no_circle({name: imports(path) - {name} for name, path in NAMES.items() if layer(name) < len(LAYERS) - 1})


def test_rooms_do_not_import_each_other_in_circles() -> None:
    edges: dict[str, set[str]] = {}
    for name, path in NAMES.items():
        if layer(name) < len(LAYERS) - 1:
            edges.setdefault(room(name), set()).update(map(room, imports(path)))
    no_circle({name: imported - {name} for name, imported in edges.items()})


def no_circle(edges: dict[str, set[str]]) -> None:
    """Fail with the way round where there is one; visit every name once."""
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join([*above, name])
        if name not in done:
            for imported in sorted(edges.get(name, ())):
                walk(imported, (*above, name))
            done.add(name)

    for name in edges:
        walk(name, ())


@pytest.mark.parametrize("name", [name for name in NAMES if layer(name) < len(LAYERS) - 1])
def test_only_the_command_line_prints(name: str) -> None:
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "input", "exit"}
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {module.split(".")[0] for module in imported} & {"click", "rich", "logging"}
    of_sys = {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sys"
    }
    assert of_sys <= {"intern", "modules", "platform"}


def public(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Public functions, classes and their public methods, at the top of a module."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


@pytest.mark.parametrize("name", list(NAMES))
def test_everything_public_is_documented(name: str) -> None:
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    bare = [inner for inner, node in public(tree) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert bare == []


@pytest.mark.parametrize("name", list(NAMES))
def test_modules_and_functions_are_small(name: str) -> None:
    content = NAMES[name].read_text(encoding="utf-8")
    assert len(content.splitlines()) <= LINES
    functions = (node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.FunctionDef))
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno + 1 > FUNCTION_LINES] == []


def test_no_two_classes_bear_one_name() -> None:
    found: dict[str, list[str]] = {}
    for name, path in NAMES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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

"""What is imported when it is first used, so that ``--help`` need not wait for numpy, jieba and the like."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class Later:
    """Stands for a module, or a function of a module, until it is used."""

    def __init__(self, module: str, name: str | None = None) -> None:
        self._module, self._name = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return self._found()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """An attribute of the module or function."""
        return getattr(self._found(), name)

    def _found(self) -> Any:
        module = import_module(self._module)
        return module if self._name is None else getattr(module, self._name)


if TYPE_CHECKING:
    from compare import compare_plans, compare_versions, find_plans, find_themes, given_plans, load_themes, read_plans
    from compare.cli import answers, scores, show
    from compare.cli.conditions import parse_condition
    from compare.cli.draft import theme_file
    from compare.cli.marks import keep
    from compare.cli.progress import bar
    from compare.corpus import list_folder, starting_manifest
    from compare.discovery import discover, with_discovered
    from compare.discovery.recall import recalled
    from compare.evaluate import evaluate
    from compare.review import read_review
    from compare.themes import general_themes
    from reports import wording, write
    from reports.tables import build
else:
    compare_plans, compare_versions = Later("compare", "compare_plans"), Later("compare", "compare_versions")
    find_plans, given_plans, read_plans = (Later("compare", f"{verb}_plans") for verb in ("find", "given", "read"))
    find_themes, load_themes = Later("compare", "find_themes"), Later("compare", "load_themes")
    answers, scores, show = (Later(f"compare.cli.{name}") for name in ("answers", "scores", "show"))
    parse_condition = Later("compare.cli.conditions", "parse_condition")
    theme_file, keep = Later("compare.cli.draft", "theme_file"), Later("compare.cli.marks", "keep")
    bar = Later("compare.cli.progress", "bar")
    list_folder = Later("compare.corpus", "list_folder")
    starting_manifest = Later("compare.corpus", "starting_manifest")
    discover, with_discovered = Later("compare.discovery", "discover"), Later("compare.discovery", "with_discovered")
    recalled = Later("compare.discovery.recall", "recalled")
    evaluate = Later("compare.evaluate", "evaluate")
    read_review = Later("compare.review", "read_review")
    general_themes = Later("compare.themes", "general_themes")
    wording, write, build = Later("reports.wording"), Later("reports", "write"), Later("reports.tables", "build")

__all__ = [
    "answers",
    "bar",
    "build",
    "compare_plans",
    "compare_versions",
    "discover",
    "evaluate",
    "find_plans",
    "find_themes",
    "general_themes",
    "given_plans",
    "keep",
    "list_folder",
    "load_themes",
    "parse_condition",
    "read_plans",
    "read_review",
    "recalled",
    "scores",
    "show",
    "starting_manifest",
    "theme_file",
    "with_discovered",
    "wording",
    "write",
]

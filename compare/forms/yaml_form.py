"""Files that a person fills in: read, checked against a form, and every fault told with its line."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import TaggedScalar
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from compare.errors import Fault, InputError
from compare.execution import quiet
from compare.forms.field_names import did_you_mean

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes. A theme takes 50, a waiver 500; a megabyte is read in some five seconds."""

_DEPTH_LIMIT = 20
# Half of a character that takes two units of UTF-16: ruamel makes of it what cannot be written to any file.
_HALF = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")
_BRACKETS_LIMIT = 50
"""Brackets open at a time, those in texts too: the reader of YAML takes the square of their number."""

_VALUES_LIMIT = 1_000_000
"""Values, each counted as often as it is referred to (``*name``): ten lines can stand for a thousand million."""

_FAULTS_SHOWN, _VALUE_SHOWN = 100, 60

_BRACKET = re.compile(r"[\[\]{}]")
_BARE = "?:\x85"
_WIDE_COLON = re.compile(r"[\s{-]*[A-Za-z_]+\s*：")
_COLON_FAULT = "用了全角冒号“：”，请改为半角冒号加空格“: ”"
# Signs of a Chinese keyboard that part nothing in YAML.
_WIDE = dict(zip("，｛｝［］", ",{}[]", strict=True))


class _Tagged:
    """A value behind a tag (``!x y``): no text, no number and no list of its letters."""

    def __init__(self, written: TaggedScalar) -> None:
        self._written = written

    def __str__(self) -> str:
        return str(self._written.value)


class Form(BaseModel):
    """A form that takes no field it does not know: a field that is misspelt must not be passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    @field_validator("*", mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        """Keep a tagged value whole: it would be taken for the list of its letters."""
        return _Tagged(value) if isinstance(value, TaggedScalar) else value


FormType = TypeVar("FormType", bound=Form)
Line = Callable[[Sequence[int | str]], int | None]

_OS_FAULTS = {
    errno.ENOENT: "没有这个文件，请核对路径",
    errno.EACCES: "没有权限读这个文件",
    errno.EISDIR: "这是文件夹，不是文件",
}


def as_written(text: str) -> str:
    """Return a text that stands in a YAML file as it is read back.

    The writer of YAML leaves question marks and colons bare, which some readers take for something else between
    brackets, and a next-line mark, which becomes a blank.
    """
    return DoubleQuotedScalarString(text) if any(sign in text for sign in _BARE) else text


def read_yaml(path: Path) -> Any:
    """Return the contents of a YAML file, with the lines that they came from.

    Raises:
        InputError: The file is missing, too large, nested too deeply or no YAML.
    """
    text = read_text(path)
    _refuse_traps(path, text)
    try:
        with quiet():  # an anchor written twice
            data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        # A full-width colon makes a plain string, of which YAML complains on the line after.
        wide = [n for n, row in enumerate(text.split("\n")[: line or 0], 1) if _WIDE_COLON.match(row)]
        if wide:
            raise unusable(path, wide[-1], _COLON_FAULT) from error
        raise unusable(path, line, _yaml_fault(str(error.problem), text.split("\n")[(line or 1) - 1])) from error
    except Exception as error:  # ruamel raises whatever a wrong tag, key or number inside happens to raise
        raise unusable(path, None, "不是正确的 YAML，无法读取") from error
    depth, values = _extent(data, _DEPTH_LIMIT)
    if depth > _DEPTH_LIMIT:
        raise unusable(path, None, f"嵌套超过 {_DEPTH_LIMIT} 层")
    if values > _VALUES_LIMIT:
        raise unusable(path, None, f"引用（*）展开后超过 {_VALUES_LIMIT} 项，请不用引用，直接写出")
    return data


def _refuse_traps(path: Path, text: str) -> None:
    """Refuse what would keep the reader of YAML busy for long, or give what cannot be written down."""
    if _open_brackets(text) > _BRACKETS_LIMIT:
        raise unusable(path, None, f"括号嵌套超过 {_BRACKETS_LIMIT} 层")
    if half := _HALF.search(text):
        line = text.count("\n", 0, half.start()) + 1
        raise unusable(path, line, f"“{half.group()}”只是半个字符，请直接写出这个字")


def read_text(path: Path, *, limit: int = SIZE_LIMIT) -> str:
    """Return the text of a UTF-8 file of at most ``limit`` bytes.

    Raises:
        InputError: The file is missing, too large or not UTF-8.
    """
    content = read_content(path, limit=limit)
    try:
        # Excel on a Chinese Windows writes its csv in GB18030.
        return content.decode("gb18030" if path.suffix == ".csv" and not _is_utf8(content) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise unusable(path, None, "不是 UTF-8 编码，请用 UTF-8 另存") from error


def read_content(path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
    """Return the bytes of a file, of which there may be ``limit``.

    Raises:
        InputError: The file is missing, too large, or no file but a pipe or a device.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise unusable(path, None, "这是管道或设备，不是文件")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise unusable(path, None, _OS_FAULTS.get(error.errno or 0, f"读不到文件（{error.strerror}）")) from error
    if len(content) > limit:
        raise unusable(path, None, f"文件超过 {limit // 1024 // 1024} MB")
    return content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def unusable(path: Path, line: int | None, message: str) -> InputError:
    """Return the error for a file of which nothing can be used."""
    return InputError(f"{path.name} 无法使用：", (Fault(path, line, message),))


def faulty(path: Path, faults: Sequence[Fault]) -> InputError:
    """Return the error for a file with faults to mend in the order of the lines: all that a person would mend in
    one go.
    """
    ordered = sorted(faults, key=lambda fault: fault.line or 0)
    more = f"（只列出前 {_FAULTS_SHOWN} 处）" if len(faults) > _FAULTS_SHOWN else ""
    return InputError(f"{path.name} 有 {len(faults)} 处需要修改{more}：", tuple(ordered[:_FAULTS_SHOWN]))


def fill(
    form: type[FormType], data: Any, path: Path, line: Line, where: Sequence[int | str]
) -> tuple[FormType | None, list[Fault]]:
    """Check data against a form.

    Args:
        form: The form.
        data: What ``read_yaml`` gave, or plain lists and dicts.
        path: The file, for the faults.
        line: Line in the file of a value, given the way to it.
        where: The way to ``data``.

    Returns:
        The filled form, or ``None`` and all faults.
    """
    try:
        return form.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(path, line, where, form, detail) for detail in error.errors()]


def members(data: Any, field: str, path: Path) -> Sequence[Any]:
    """Return the list that is the one field of a file.

    Raises:
        InputError: The file is something else, or the list is empty.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get(field), list) or not data[field]:
        raise unusable(path, 1, f"应以“{field}:”开头，下面是一个列表，至少一项")
    if unknown := [str(key) for key in data if key != field]:
        raise unusable(path, line_of(data, [unknown[0]]), f"不认识的字段“{'”“'.join(unknown)}”，这里只有“{field}”")
    items: Sequence[Any] = data[field]
    return items


def line_of(data: Any, where: Sequence[int | str]) -> int | None:
    """Line of a value, counted from 1; of the nearest enclosing one that is known if it is missing itself."""
    line: int | None = None
    for step in where:
        mark = getattr(data, "lc", None)
        try:
            line = (mark.key(step)[0] if isinstance(data, Mapping) else mark.item(step)[0]) + 1 if mark else line
            data = data[step]
        except (KeyError, IndexError, TypeError, AttributeError):
            return line
    return line


def _yaml_fault(problem: str, row: str) -> str:
    if "\\t" in problem or "tab" in problem:
        return "不是正确的 YAML：缩进用了制表符（Tab），请改用空格"
    if "duplicate key" in problem:
        return f"同一个字段写了两次（{problem}）"
    if wide := next((sign for sign in _WIDE if sign in row), None):
        return f"不是正确的 YAML，这一行有全角“{wide}”：作分隔用的请改为半角“{_WIDE[wide]}”（{problem}）"
    return f"不是正确的 YAML，请检查缩进、冒号和引号（{problem}）"


def _open_brackets(text: str) -> int:
    """Return the most brackets that are open at a time, whatever they stand in."""
    most = depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        most = max(most, depth)
    return most


def _extent(data: Any, limit: int, seen: dict[int, tuple[int, int]] | None = None) -> tuple[int, int]:
    """Depth of nesting, up to a limit, and number of values; what several aliases point to is walked once."""
    seen = {} if seen is None else seen
    if limit < 0 or not isinstance(data, (Mapping, list)):
        return 0, 1
    if id(data) not in seen:
        seen[id(data)] = limit, 1  # holds against a node inside itself
        inner = [_extent(value, limit - 1, seen) for value in (data.values() if isinstance(data, Mapping) else data)]
        depth = max((depth for depth, _ in inner), default=0)
        seen[id(data)] = 1 + depth, 1 + sum(values for _, values in inner)
    return seen[id(data)]


def _shown(value: Any) -> str:
    """Return a value as a message shows it."""
    written = str(value)
    return written if len(written) <= _VALUE_SHOWN else f"{written[:_VALUE_SHOWN]}……"


def _fault(path: Path, line: Line, where: Sequence[int | str], form: type[Form], detail: ErrorDetails) -> Fault:
    inner = [step for step in detail["loc"] if isinstance(step, int) or not str(step).startswith("function-")]
    return Fault(path, line([*where, *inner]), _sentence(form, inner, detail))


def _sentence(form: type[Form], where: Sequence[int | str], detail: ErrorDetails) -> str:
    field = str(where[-1]) if where else "这一项"
    value = _shown(detail.get("input"))
    match detail["type"]:
        case "missing":
            return f"缺少必填的“{field}”"
        case "extra_forbidden":
            return f"不认识的字段“{field}”{did_you_mean(field, form.model_fields, _fields(form))}"
        case "enum" | "literal_error":
            return f"“{field}”的值“{value}”不在可用的值之内：{detail.get('ctx', {}).get('expected', '')}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case "greater_than_equal" | "less_than_equal":
            return f"“{field}”的值“{value}”超出范围"
        case "string_pattern_mismatch":
            return f"“{field}”的值“{value}”里有不能用的字符（如 / 和换行），或太长"
        case "string_too_short":
            return f"“{field}”不能为空"
        case "int_from_float":
            return f"“{field}”应是整数，现在是“{value}”"
        case kind if kind.endswith(("_type", "_parsing")):
            wanted = _TYPES.get(kind.rsplit("_", 1)[0], "另一种写法")
            return f"“{field}”应是{wanted}，现在是“{value}”{_how_to(wanted, detail.get('input'))}"
        case _:
            return f"“{field}”的值“{value}”不合要求"


def _how_to(wanted: str, value: Any) -> str:
    """Return how to write what was written otherwise, where that is plain."""
    if not isinstance(value, str):
        return ""
    if wanted == _LIST and value:
        return f"：请写成 [{_shown(value)}]"
    return f"：{_COLON_FAULT}" if wanted == _NAMED and "：" in value else ""


_LIST, _NAMED = "列表", "“名称: 值”的写法"
_TYPES = {
    "string": "文字",
    "int": "整数",
    "list": _LIST,
    "tuple": _LIST,
    "dict": _NAMED,
    "bool": "true 或 false",
    "model": _NAMED,
    "model_attributes": _NAMED,
}


def _fields(form: type[Form]) -> list[str]:
    """Names of the fields of a form and of the forms inside it."""
    names = list(form.model_fields)
    for info in form.model_fields.values():
        for inner in _forms_in(info.annotation):
            names.extend(_fields(inner))
    return names


def _forms_in(annotation: Any) -> list[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return [annotation]
    return [form for inner in getattr(annotation, "__args__", ()) for form in _forms_in(inner)]

"""Files that a person fills in: read, checked against a form, and every fault told with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from compare.errors import Fault, InputError

SIZE_LIMIT = 8 * 1024 * 1024
_DEPTH_LIMIT = 20


class Form(BaseModel):
    """A form that takes no field it does not know: a field that is misspelt must not be passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


FormType = TypeVar("FormType", bound=Form)


def read_yaml(path: Path) -> Any:
    """The contents of a YAML file, with the lines that they came from.

    Raises:
        InputError: The file is missing, too large, nested too deeply or no YAML.
    """
    text = read_text(path)
    try:
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise _no_yaml(path, line, f"不是正确的 YAML：{error.problem or '写法有误'}") from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise _no_yaml(path, None, "不是正确的 YAML，无法读取") from error
    if _depth(data, _DEPTH_LIMIT) > _DEPTH_LIMIT:
        raise _no_yaml(path, None, f"嵌套超过 {_DEPTH_LIMIT} 层")
    return data


def read_text(path: Path) -> str:
    """The text of a small UTF-8 file.

    Raises:
        InputError: The file is missing, too large or not UTF-8.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _no_yaml(path, None, f"文件超过 {SIZE_LIMIT // 1024 // 1024} MB")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _no_yaml(path, None, f"读不到文件（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise _no_yaml(path, None, "不是 UTF-8 编码，请用 UTF-8 另存") from error


def fill(form: type[FormType], data: Any, path: Path) -> FormType:
    """Check data against a form.

    Args:
        form: The form.
        data: What ``read_yaml`` gave, or plain lists and dicts.
        path: The file, for the faults.

    Raises:
        InputError: With all faults at once.
    """
    try:
        return form.model_validate(data)
    except ValidationError as error:
        faults = tuple(_fault(path, data, form, detail) for detail in error.errors())
        raise InputError(f"{path.name} 有 {len(faults)} 处需要修改：", faults) from error


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


def _no_yaml(path: Path, line: int | None, message: str) -> InputError:
    return InputError(f"{path.name} 无法使用：", (Fault(path, line, message),))


def _depth(data: Any, limit: int) -> int:
    if limit < 0 or not isinstance(data, (Mapping, list)):
        return 0
    inner = data.values() if isinstance(data, Mapping) else data
    return 1 + max((_depth(value, limit - 1) for value in inner), default=0)


def _fault(path: Path, data: Any, form: type[Form], detail: ErrorDetails) -> Fault:
    where = [step for step in detail["loc"] if isinstance(step, int) or not str(step).startswith("function-")]
    return Fault(path, line_of(data, where), _sentence(form, where, detail))


def _sentence(form: type[Form], where: Sequence[int | str], detail: ErrorDetails) -> str:
    field = str(where[-1]) if where else ""
    value = detail.get("input")
    match detail["type"]:
        case "missing":
            return f"缺少必填的“{field}”"
        case "extra_forbidden":
            return f"不认识的字段“{field}”{_did_you_mean(field, _fields(form))}"
        case "enum" | "literal_error":
            return f"“{field}”的值“{value}”不在可用的值之内：{detail.get('ctx', {}).get('expected', '')}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case kind if kind.endswith(("_type", "_parsing")):
            return f"“{field}”应是{_TYPES.get(kind.rsplit('_', 1)[0], '另一种写法')}，现在是“{value}”"
        case _:
            return f"“{field}”的值“{value}”不合要求：{detail['msg']}"


_TYPES = {
    "string": "文字",
    "int": "整数",
    "list": "列表",
    "tuple": "列表",
    "dict": "“名称: 值”的写法",
    "bool": "true 或 false",
    "model": "“名称: 值”的写法",
    "model_attributes": "“名称: 值”的写法",
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


def _did_you_mean(word: str, choices: Sequence[str]) -> str:
    near = process.extractOne(word, choices, score_cutoff=60)
    return f"，是不是想写“{near[0]}”？" if near else f"，可用的有：{'、'.join(choices)}"

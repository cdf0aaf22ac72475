"""JSON files of reports and labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from compare.forms import read_text, unusable

# What a report of 200 plans comes to, several times over.
_SIZE_LIMIT = 512 * 1024 * 1024


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        InputError: It cannot be read, or is no JSON.
    """
    try:
        return json.loads(read_text(path, limit=_SIZE_LIMIT))
    except (ValueError, RecursionError) as error:
        raise unusable(path, None, "不是正确的 JSON") from error

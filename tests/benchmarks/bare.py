"""The least that any such tool must do: import jieba and cut the texts.

python -m tests.benchmarks.bare FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

import jieba

if __name__ == "__main__":
    for file in sys.argv[1:]:
        jieba.lcut(Path(file).read_text("utf-8"))

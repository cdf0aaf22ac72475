"""Files and tables that a person fills in: every fault of one is told at once."""

from compare.forms.decisions import (
    DECISIONS,
    current_id,
    decision_key,
    decisions_text,
    find_decisions,
    read_decisions,
    read_waivers,
    wording_key,
)
from compare.forms.review import Answer, Review, read_review
from compare.forms.table import table_rows
from compare.forms.yaml_form import (
    Form,
    Line,
    as_written,
    faulty,
    fill,
    line_of,
    members,
    read_text,
    read_yaml,
    unusable,
)

__all__ = [
    "Answer",
    "DECISIONS",
    "current_id",
    "decision_key",
    "decisions_text",
    "find_decisions",
    "read_decisions",
    "read_waivers",
    "wording_key",
    "Form",
    "Line",
    "Review",
    "faulty",
    "fill",
    "line_of",
    "members",
    "read_review",
    "read_text",
    "read_yaml",
    "table_rows",
    "as_written",
    "unusable",
]

"""One plan as all later rooms see it: texts, words, roles and headings of its clauses, each found once."""

from compare.reading.plan_reading import Reading

__all__ = ["Reading"]

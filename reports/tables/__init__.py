"""The rows of the result tables that :mod:`reports.schema` declares, made once for every format that shows them whole.

Nothing is found out here: codes, numbers and texts of the model are set out flat, and a clause is named by its number.
"""

from reports.tables.every import all_rows, found_by_plan
from reports.tables.judged import OF_A_PLAN, rows_of_plan
from reports.tables.made import Row
from reports.tables.whole import rows_of_rest

__all__ = [
    "OF_A_PLAN",
    "Row",
    "all_rows",
    "found_by_plan",
    "rows_of_plan",
    "rows_of_rest",
]

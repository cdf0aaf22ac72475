"""Tables without ruling lines -> rows and cells, by where words stand on the page."""

from compare.readers.pdf.open_tables.find import open_tables

__all__ = ["open_tables"]

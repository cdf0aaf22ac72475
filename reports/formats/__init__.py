"""One module or package a format of the report."""

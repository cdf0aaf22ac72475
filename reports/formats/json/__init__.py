"""``report.json`` and ``texts/``: the complete results, for programs."""

"""``report.html``: one page with all results, for a browser without a network."""

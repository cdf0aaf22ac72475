"""``report.html``: one page with all results, for a browser without a network."""

from reports.formats.html.page import Served, asset, hash_of, page, render, template
from reports.formats.html.payload import page_data
from reports.formats.html.start import start_page

__all__ = ["Served", "asset", "hash_of", "page", "page_data", "render", "start_page", "template"]

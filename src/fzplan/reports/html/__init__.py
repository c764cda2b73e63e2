"""One page for the browser: self-contained, a card a target with chart and lineage, readable with scripts off.

In: an outcome in full. Out: HTML text with style, script and charts inside; nothing is loaded from anywhere.
Data reaches the page through escaping templates alone, the script reads it from the page: it never becomes markup.
"""

from fzplan.reports.html.page import render

__all__ = ["render"]

"""The audit as text for people and as JSON (docs/audit.schema.json).

In: a `Page`: what an audit found, with the plan and the observations it rests on; settings. Out: text.
`table.py` draws it on a console of any width, `document.py` is the JSON, `schema.py` its JSON Schema.
"""

from fzplan.reports.audit.page import Page, render

__all__ = ["Page", "render"]

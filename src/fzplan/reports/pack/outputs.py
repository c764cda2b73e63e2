"""What a pack holds of an outcome: its reports, the lineage, the versions of what computed them."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from fzplan import __version__
from fzplan.reports.formats import FORMATS, Settings, render
from fzplan.reports.pack import lineage, manifest

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome

REPORTS = ("table", "json", "md", "csv", "targets", "sdmx", "xlsx", "docx", "html")
"""Formats that a pack has, in any version of the program: what is added later is added here on purpose."""
WIDE = 160
"""Columns of the table: all of them fit."""
PACKAGES = (
    "numpy",
    "pandas",
    "narwhals",
    "python-calamine",
    "msoffcrypto-tool",
    "lark",
    "pydantic",
    "PyYAML",
    "XlsxWriter",
    "docxtpl",
    "python-docx",
    "Jinja2",
)
"""Packages that read, compute or write."""
RESULT = "outputs/gap.json"
LINEAGE = "lineage.json"
VERSIONS = "versions.json"
INPUTS = "inputs/"


def members(outcome: Outcome, lang: Lang) -> dict[str, bytes]:
    """Return the members that are made from the outcome."""
    links = {name: f"../{INPUTS}{name}" for name in outcome.extraction.sources.files}
    settings = Settings(lang, WIDE, links=links)
    found = {f"outputs/gap{FORMATS[name].suffix}": render(outcome, name, settings=settings) for name in REPORTS}
    made = {name: content.encode() if isinstance(content, str) else content for name, content in found.items()}
    return {**made, LINEAGE: manifest.text(lineage.document(outcome)), VERSIONS: manifest.text(versions())}


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and of the packages that it computes with."""
    return {
        "fzplan": __version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: metadata.version(name) for name in PACKAGES},
    }

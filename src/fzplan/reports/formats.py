"""The formats that an outcome can be drawn in: an explicit table, a name, a suffix and a function each.

In: an outcome, the name of a format, settings. Out: str or bytes. The formats are imported when they are asked for.
"""

from __future__ import annotations

from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome


class Format(NamedTuple):
    """A format: the module whose `render(outcome, settings)` draws it, and what is known of it beforehand."""

    module: str
    suffix: str
    """Of its files: what decides for the format."""
    in_full: bool = False
    """It shows how every value was computed, the targets by years, the indicators by members."""
    by_member: bool = False
    """It lists the figures of every member."""


FORMATS: dict[str, Format] = {
    "table": Format("fzplan.reports.table", ".txt"),
    "json": Format("fzplan.reports.json", ".json"),
    "xlsx": Format("fzplan.reports.xlsx", ".xlsx", in_full=True),
    "docx": Format("fzplan.reports.word", ".docx", in_full=True),
    "html": Format("fzplan.reports.html", ".html", in_full=True),
    "md": Format("fzplan.reports.md", ".md"),
    "csv": Format("fzplan.reports.tidy.values", ".csv", by_member=True),
    "targets": Format("fzplan.reports.tidy.targets", ".targets.csv"),
    "sdmx": Format("fzplan.reports.tidy.sdmx", ".sdmx.csv", by_member=True),
}
"""Every format by its name."""


@frozen
class Settings:
    """What a report may depend on besides the outcome: nothing is asked of the clock or of the terminal."""

    lang: Lang = "zh"
    width: int = 100
    colour: bool = False
    encoding: str = "utf-8"
    """Of the console; characters it cannot show are replaced by ones it can."""
    date: date | None = None
    """Day of the report, printed where given."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Name of a file that was read → its path from the folder of the report: links lead there."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """Files as a CI system finds them, from where it runs, by their names in places; the others have the same."""
    limit: int = 0
    """Bytes that the report may have; 0: as many as it needs."""
    public: bool = False
    """For the public: nothing that gives a respondent away, no files of the office."""
    bars: bool = False
    """The console is a terminal that shows ▁▂▃: the table has the course of the figures."""


def render(
    outcome: Outcome,
    format: str,  # noqa: A002  (the word of the command line and of the contract)
    lang: Lang | None = None,
    *,
    settings: Settings | None = None,
) -> str | bytes:
    """Draw `outcome`; `lang` defaults to that of the plan. Raise KeyError for a format that does not exist."""
    chosen = settings or Settings(lang or outcome.plan.head.lang)
    if chosen.public:
        from fzplan.reports.disclosure import for_public

        outcome = for_public(outcome, chosen.lang)
    draw = cast("Callable[[Outcome, Settings], str | bytes]", import_module(FORMATS[format].module).render)
    return draw(outcome, chosen)

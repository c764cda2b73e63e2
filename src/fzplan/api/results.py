"""What the four functions return: frames made when they are asked for, texts, reports, tables in notebooks.

In: what a run found. Out: objects; nothing in them changes, and every frame is the caller's own.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.api import frames
from fzplan.api.usage import UsageError
from fzplan.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    import pandas as pd

    from fzplan.api.usage import Where
    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.findings import Review
    from fzplan.model.plan import Plan
    from fzplan.model.results import Assessment, Value
    from fzplan.workflow import Explanation, Run

WIDTH = 100
"""Columns of a printed table."""


class Loaded:
    """A plan file that was read: `plan` (None where nothing usable could be read) and frames of what it declares."""

    def __init__(self, plan: Plan | None, diagnostics: tuple[Diagnostic, ...], lang: Lang) -> None:
        self.plan, self.diagnostics, self.lang = plan, diagnostics, lang

    @property
    def usable(self) -> bool:
        """Tell whether the plan file has no error: figures can be computed by it."""
        return self.plan is not None and not any(d.severity == Severity.ERROR for d in self.diagnostics)

    @property
    def targets(self) -> pd.DataFrame:
        """Return the targets as declared, by id."""
        return frames.declared(self.plan, self.lang)

    @property
    def indicators(self) -> pd.DataFrame:
        """Return the indicators, by id, with their formulas in words."""
        return frames.indicators(self.plan, self.lang)

    @property
    def measures(self) -> pd.DataFrame:
        """Return the measures, by id."""
        return frames.measures(self.plan, self.lang)

    @property
    def findings(self) -> pd.DataFrame:
        """Return what is wrong with the plan file."""
        return frames.findings(self.diagnostics, self.lang)

    def __repr__(self) -> str:
        declared = f"{len(self.plan.targets)} targets" if self.plan else "no plan"
        return f"<fzplan.load: {declared}, {len(self.diagnostics)} findings>"

    def _repr_html_(self) -> str:
        return _table(self.targets if self.plan else self.findings)


class Result:
    """What `compute` found. `outcome` (None where nothing could be computed) is what the reports are drawn from."""

    def __init__(self, run: Run, lang: Lang) -> None:
        self.run, self.outcome, self.lang = run, run.outcome, lang

    @property
    def usable(self) -> bool:
        """Tell whether plan and data could be used; else `findings` tells why not, and the frames may be empty."""
        return self.outcome is not None and not self.run.unusable

    @property
    def targets(self) -> pd.DataFrame:
        """Return the targets with gap, verdict and outlook, by id."""
        return frames.targets(self.outcome, self.lang)

    @property
    def indicators(self) -> pd.DataFrame:
        """Return the figures of the indicators: a row a year and member."""
        return frames.values(self.outcome, self.lang)

    @property
    def observations(self) -> pd.DataFrame:
        """Return the figures that were read, in their declared units, with their places."""
        from fzplan.observations import Extraction

        return (self.run.extraction or Extraction()).frame()

    @property
    def findings(self) -> pd.DataFrame:
        """Return what is wrong with the plan and the data."""
        return frames.findings(self.run.diagnostics, self.lang)

    def table(self, width: int = WIDTH, lang: Lang | None = None) -> str:
        """Return the gap table as text of so many columns; the findings where nothing could be computed."""
        from fzplan.reports import Settings, findings, render

        speech = lang or self.lang
        if self.outcome is None:
            return findings.text(self.run.diagnostics, speech)
        return str(render(self.outcome, "table", settings=Settings(speech, width)))

    def report(self, file: Where, *, lang: Lang | None = None, date: date | None = None, public: bool = False) -> Path:
        """Write a report whole, and return its path; the suffix decides: .xlsx, .docx, .html, .md, .csv, .json, .txt.

        `date` is printed on it; `public` leaves out what would give a respondent away, and files.
        Raise UsageError for an unknown suffix or a result without figures, OSError where it cannot be written.
        """
        from fzplan.reports import FORMATS, Settings, files, render

        path, speech = Path(file), lang or self.lang
        name = _format(path, {format_.suffix: name for name, format_ in FORMATS.items()})
        if self.outcome is None or self.run.unusable:
            message = "没有算出结果，见 findings nothing was computed: see findings"
            raise UsageError(message)
        read = self.outcome.extraction.sources.files
        links = files.seen_from(path, self.outcome.plan.file, read)
        content = render(self.outcome, name, settings=Settings(speech, date=date, links=links, public=public))
        return _written(path, content, files.inputs(self.outcome.plan.file, read), speech)

    def __repr__(self) -> str:
        from fzplan.reports import lines

        return f"<fzplan.compute: {lines.totals(self.outcome, self.lang) if self.outcome else 'no figures'}>"

    def _repr_html_(self) -> str:
        from fzplan.reports import Settings, notebook

        if self.outcome is None:
            return _table(self.findings)
        return notebook.render(self.outcome, Settings(self.lang))


class Checked:
    """What `check` found, with the standing of every finding."""

    def __init__(self, review: Review, lang: Lang) -> None:
        self.review, self.lang = review, lang

    @property
    def ok(self) -> bool:
        """Tell whether plan and data could be used and no error (强制) stands open."""
        stands = (f.severity for f in self.review.findings if f.standing == "open")
        return not self.review.unusable and Severity.ERROR not in stands

    @property
    def findings(self) -> pd.DataFrame:
        """Return every finding with its standing."""
        return frames.reviewed(self.review.findings, self.lang)

    @property
    def checks(self) -> pd.DataFrame:
        """Return the checks of the plan, by id: how many places passed, failed, could not be evaluated."""
        return frames.counted(self.review.counted)

    def report(self, file: Where, *, lang: Lang | None = None) -> Path:
        """Write the findings, and return the path; the suffix decides: .xlsx, .csv, .md, .json, .sarif, .xml, .txt.

        Raise UsageError for an unknown suffix, OSError where it cannot be written.
        """
        from fzplan.reports import Settings, files, review

        path, speech, found = Path(file), lang or self.lang, self.review
        name = _format(path, review.SUFFIXES)
        cited = sorted({mark.at.file for finding in found.findings for mark in finding.marks})
        settings = Settings(speech, 0, links=files.seen_from(path, found.plan_file, cited))
        return _written(path, review.render(found, name, settings), files.inputs(found.plan_file, found.files), speech)

    def __repr__(self) -> str:
        return f"<fzplan.check: {len(self.review.findings)} findings>"

    def _repr_html_(self) -> str:
        return _table(self.findings)


class Explained:
    """Where one number comes from: `print` it, or look at `value`, `assessments` and `findings`."""

    def __init__(self, found: Explanation, lang: Lang, year: int | None) -> None:
        self.explanation, self.lang, self.year = found, lang, year

    @property
    def value(self) -> Value | None:
        """Return the figure with its quality, edition and reasons; None for a check, or where nothing was computed."""
        return self.explanation.value

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Return what the figure means for its targets."""
        return self.explanation.assessments

    @property
    def findings(self) -> pd.DataFrame:
        """Return the findings about the cells behind it; all of them where nothing was computed."""
        found = self.explanation
        return frames.findings(found.findings if found.run.outcome else found.run.diagnostics, self.lang)

    def text(self, width: int = 0, lang: Lang | None = None) -> str:
        """Return the explanation as a tree in lines of so many columns (0: as long as they are)."""
        from fzplan.reports import explain, findings, reckoning

        found, speech = self.explanation, lang or self.lang
        if found.reckoning is not None:
            return reckoning.text(found.reckoning, speech, self.year)
        if found.run.outcome is None or found.value is None:
            return findings.text(found.run.diagnostics, speech)
        return explain.text(found.run.outcome, found.value, found.trace, found.assessments, speech, width=width)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<fzplan.explain: {self.text().partition(chr(10))[0]}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text(WIDTH))}</pre>"


def _format(path: Path, suffixes: Mapping[str, str]) -> str:
    """Return the format of a file: the longest suffix that its name ends in (.sdmx.csv before .csv)."""
    known = [suffix for suffix in suffixes if path.name.lower().endswith(suffix)]
    if not known:
        message = f"看不出 {path.name} 的格式，可用后缀 no known format in the suffix, use: {' '.join(suffixes)}"
        raise UsageError(message)
    return suffixes[max(known, key=len)]


def _written(path: Path, content: str | bytes, keep: Collection[Path], lang: Lang) -> Path:
    from fzplan.reports import files

    fault = files.write(path, content.encode() if isinstance(content, str) else content, keep)
    if fault is not None:
        raise OSError(fault.message(lang))
    return path


def _table(frame: pd.DataFrame) -> str:
    """Return a frame as HTML; pandas escapes what stands in it."""
    return frame.to_html(na_rep="", border=0)

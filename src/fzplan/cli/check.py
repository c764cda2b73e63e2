"""`fzplan check`: the gate for the plan file and the data files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fzplan.cli import annotating, console, gating, options, reviews
from fzplan.cli.annotating import Annotate  # noqa: TC001  (typer reads them)
from fzplan.cli.changed import Changed, ChangedSince  # noqa: TC001  (typer reads them)
from fzplan.cli.gating import (  # noqa: TC001  (typer reads them)
    Baseline,
    ExitZero,
    Explanations,
    FailOn,
    ImportExplanations,
    Strict,
    WriteBaseline,
)
from fzplan.cli.language import both
from fzplan.cli.reviews import Format, Output  # noqa: TC001  (typer reads them)
from fzplan.cli.waiting import Waiting

Coverage = Annotated[
    bool,
    typer.Option(
        "--coverage",
        help=both("另列出没有任何规则审核的数", "list the numbers that no rule looks at, too"),
    ),
]


def check(
    data: options.Data = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    format_: Format = "text",
    output: Output = None,
    lang: options.Language = None,
    fail_on: FailOn = "verify",
    strict: Strict = False,
    exit_zero: ExitZero = False,
    explanations: Explanations = None,
    import_explanations: ImportExplanations = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    annotate: Annotate = None,
    as_of: options.AsOf = None,
    coverage: Coverage = False,
    changed: Changed = None,
    changed_since: ChangedSince = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Load the plan file, read the data files, print what was found."""
    from datetime import date

    from fzplan import workflow

    gating.imported(import_explanations, plan, explanations, console.lang(lang))
    files = reviews.destinations(output or ())
    bounds = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    with Waiting() as watch:
        found = workflow.check(
            plan,
            tuple(data or ()),
            changed=None if changed is None or write_baseline else [Path(file) for file in changed if file],
            changed_since=None if write_baseline else changed_since,  # a baseline is of everything
            explanations=explanations,
            baseline=None if write_baseline else baseline,
            as_of=as_of,
            coverage=coverage,
            today=date.today(),  # noqa: DTZ011  (the day of the office, which may be another than that of Greenwich)
            watch=watch,
            limits=bounds,
        )
    speech = console.lang(lang, found)
    found, renewed = gating.renewed(found, write_baseline, speech)
    reviews.show(found, format_, speech, bounds, verbose=verbose)
    reviews.note_coverage(found, format_, speech)
    written = reviews.write(found, files, format_, speech, bounds)
    marked = annotating.annotate(found, annotate, tuple(data or ()), speech)
    quiet = format_ not in reviews.FOR_PEOPLE
    code = gating.verdict(found, fail_on, speech, strict=strict, exit_zero=exit_zero, quiet=quiet)
    raise typer.Exit(code or int(not (written and renewed and marked)))

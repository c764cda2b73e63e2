"""`--annotate DIR`: marked copies of the faulty workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli import console
from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review

Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="DIR",
        help=both(
            "在该文件夹为每个有问题的工作簿写一份标注副本（底色和批注），原报表不动",
            "write a marked copy of each faulty workbook (colours and comments) into a folder; returns are left alone",
        ),
        show_default=False,
    ),
]


def annotate(found: Review, folder: Path | None, data: Sequence[Path], speech: Lang) -> bool:
    """Write the copies and say so; tell whether none failed."""
    if folder is None:
        return True
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings
    from fzplan.workflow import annotating

    written, faults = annotating.annotated(found, folder, data, speech)
    console.note(findings.text(faults, speech))
    for path in written:
        console.note(f"{'已写入' if speech == 'zh' else 'written:'} {path}")
    if not written and not faults:
        console.note("没有需要标注的工作簿" if speech == "zh" else "no workbook to mark")
    return all(fault.severity < Severity.ERROR for fault in faults)

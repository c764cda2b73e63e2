"""Floor of `fzplan check` of a small file: the libraries it stands on, its two files read, one comparison a year."""

import sys
from pathlib import Path

import lark
import numpy as np
import pydantic
import typer
import yaml
from python_calamine import CalamineWorkbook


def main(folder: Path) -> None:
    """Read and compare."""
    lark.Lark("start: WORD\nWORD: /[a-z]+/", parser="lalr").parse("within")
    plan = yaml.safe_load((folder / "targets.yaml").read_text(encoding="utf-8"))
    pydantic.TypeAdapter(dict[str, object]).validate_python(plan)
    rows = CalamineWorkbook.from_path(str(next((folder / "data").iterdir()))).get_sheet_by_index(0).to_python()
    whole, part = (np.array(row[1:], dtype=float) for row in rows[1:3])
    typer.echo("passed" if (part <= whole).all() else "failed")


main(Path(sys.argv[1]))

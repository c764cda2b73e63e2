"""Floor of `fzplan check`: frictionless holds ten rules against the same sheet; prints how often each fails."""

import json
import sys
from collections import Counter
from pathlib import Path

from frictionless import Checklist, Detector, Resource, Schema, checks, system

folder = Path(sys.argv[1])
rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
with system.use_context(trusted=True):
    sheet = Resource(
        path=str(next((folder / "data").glob("*.xlsx"))),
        schema=Schema.from_descriptor(rules["schema"]),
        detector=Detector(field_float_numbers=True),
    )
    held = [checks.row_constraint(formula=formula) for formula in rules["formulas"]]
    report = sheet.validate(Checklist(checks=held), limit_errors=1_000_000)
found = Counter(error.note for error in report.tasks[0].errors)
print(sum(found.values()), *(f"{count} × {note}" for note, count in sorted(found.items())), sep="\n")

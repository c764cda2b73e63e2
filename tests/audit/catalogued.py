"""The catalogue of the plan beside the checkout: what was recomputed by hand, to be compared at its printed digits."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fzplan import workflow

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT.parent / "shared" / "plan" / "catalogue.json"
FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def rows(part: str) -> dict[str, dict[str, str]]:
    """Return the rows of one part by id (C1) or quantity (C2)."""
    if not CATALOGUE.exists():
        pytest.skip("the catalogue of the plan is not beside the checkout")
    found: list[dict[str, str]] = json.loads(CATALOGUE.read_text(encoding="utf-8"))[part]
    return {(row.get("id") or row["quantity"]).strip(): row for row in found}


@cache
def audit() -> Any:
    """Return the audit of the repository's own plan and published figures."""
    made = workflow.audit(ROOT / "targets.yaml", (ROOT / "data" / "published",))
    assert made.audit is not None
    return made.audit


def figures(text: str) -> list[float]:
    return [float(figure) for figure in FIGURE.findall(text)]


def same(mine: float, printed: float) -> bool:
    """Tell whether a figure agrees with one printed with four decimals."""
    return abs(mine - printed) <= 0.500001e-4

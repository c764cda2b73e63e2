"""The repository's own plan and data, and the catalogue and text of the plan where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from fzplan import workflow

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "plan"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def declared() -> dict[str, Any]:
    """The plan file as plain YAML: what is written, before anything is understood."""
    return yaml.safe_load((ROOT / "targets.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plan_text() -> str:
    path = SHARED / "plan.txt"
    if not path.exists():
        pytest.skip("the text of the plan (shared/plan/plan.txt) is not beside this checkout")
    return path.read_text(encoding="utf-8").replace("\n", "")


@pytest.fixture(scope="session")
def catalogue() -> dict[str, Any]:
    path = SHARED / "catalogue.json"
    if not path.exists():
        pytest.skip("the catalogue of the plan (shared/plan/catalogue.json) is not beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def run() -> workflow.Run:
    """One run of the main job on the repository's plan and data."""
    return workflow.compute(ROOT / "targets.yaml")

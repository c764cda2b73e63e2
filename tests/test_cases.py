"""Every rule has a case folder: the smallest input that raises it, and the words it is reported with.

`FZPLAN_UPDATE_SNAPSHOTS=1` rewrites the expectations; read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from fzplan import catalog, workflow
from fzplan.plan import load
from fzplan.workflow import screening
from tests.builders import workbook_file

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
TODAY = date(2026, 7, 1)
"""The day on which explanations are judged to have expired."""
PLAN_ALONE = ("FZ1", "FZ2", "FZ7")
NOT_FROM_FILES = {
    "FZ352",
    "FZ353",
    "FZ354",
    "FZ355",
    "FZ356",
    "FZ360",
    "FZ361",
    "FZ362",
    "FZ363",
    "FZ364",
    "FZ390",
    "FZ391",
    "FZ392",
    "FZ502",
    "FZ503",
    "FZ504",
    "FZ625",
    "FZ639",
    "FZ730",
    "FZ900",
    "FZ901",
    "FZ903",
    "FZ904",
    "FZ905",
    "FZ906",
    "FZ907",
    "FZ908",
    "FZ910",
    "FZ911",
    "FZ913",
    "FZ914",
    "FZ915",
    "FZ916",
    "FZ917",
    "FZ926",
    "FZ927",
    "FZ928",
    "FZ929",
    "FZ930",
    "FZ931",
    "FZ932",
    "FZ918",
    "FZ919",
    "FZ920",
    "FZ921",
    "FZ922",
    "FZ923",
    "FZ924",
    "FZ925",
    "FZ645",
    "FZ646",
    "FZ647",
    "FZ648",
    "FZ649",
    "FZ656",
    "FZ940",
    "FZ950",
    "FZ951",
    "FZ958",
    "FZ941",
    "FZ942",
    "FZ960",
}  # raised by the command line alone: tests/cli


def findings(folder: Path, place: Path) -> str:
    """Run the plan file and the data of a case, copied to `place`, and print what was found."""
    shutil.copytree(folder, place, dirs_exist_ok=True)
    for grid in sorted(place.rglob("*.grid")):
        workbook_file(grid, grid.with_suffix(".xlsx"))
        grid.unlink()
    for table in sorted(place.rglob("*.parquet.csv")):
        pq.write_table(csv.read_csv(table), table.with_suffix(""))
        table.unlink()
    plan = Path("targets.yaml")
    if folder.name.startswith("FZ63"):  # findings about explanations and baselines are those of a check
        known = Path("known.json")
        review = workflow.check(plan, baseline=known if known.exists() else None, today=TODAY)
        diagnostics, unusable = review.diagnostics, review.unusable
    elif folder.name.startswith(PLAN_ALONE) and not (place / "data").exists():
        diagnostics, unusable = load(plan)[1], False
    elif folder.name.startswith("FZ765"):  # findings about entities are those of screens
        run = screening.screen(plan).run
        diagnostics, unusable = run.diagnostics, run.unusable
    else:
        audited = folder.name.startswith("FZ75")  # findings about claims are those of the audit
        run = workflow.audit(plan).run if audited else workflow.compute(plan, values=False)
        diagnostics, unusable = run.diagnostics, run.unusable
    lines = [
        f"{d.at}: {d.severity.code} {d.code} {d.message(lang)}\n    {d.help(lang)}"
        + "".join(f"\n    -> {r.at}: {r.label.of(lang)}" for r in d.related)
        for lang in ("zh", "en")
        for d in diagnostics
    ]
    return "\n".join(lines) + ("\n(unusable)\n" if unusable else "\n")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = findings(folder, tmp_path)
    expected = folder / "expected.txt"
    if os.environ.get("FZPLAN_UPDATE_SNAPSHOTS"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    code = folder.name.split("-")[0]
    assert f" {code} " in found or not code.startswith("FZ")


def test_every_rule_has_a_case() -> None:
    cased = {folder.name.split("-")[0] for folder in FOLDERS if folder.name.startswith("FZ")}
    assert cased == {rule.code for rule in catalog.rules()} - NOT_FROM_FILES


@pytest.mark.parametrize("rule", catalog.rules(), ids=lambda rule: rule.code)
def test_both_languages_use_the_same_facts(rule: catalog.Rule) -> None:
    for text in (rule.says, rule.mend):
        assert placeholders(text.zh) == placeholders(text.en)
    assert rule.page.zh
    assert rule.page.en


def placeholders(template: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(template) if name}

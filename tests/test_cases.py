"""Every rule has a case folder: the smallest input that raises it, and the words it is reported with.

`FZPLAN_UPDATE_SNAPSHOTS=1` rewrites the expectations; read the difference before committing it.
"""

from __future__ import annotations

import ast
import os
from datetime import date
from pathlib import Path

import pytest

from fzplan import catalog, workflow
from fzplan.plan import load
from fzplan.workflow import screening
from tests.case_folders import COMMAND, FOLDERS, laid_out, printed
from tests.caseless import CASELESS

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 7, 1)
"""The day on which explanations are judged to have expired."""
PLAN_ALONE = ("FZ1", "FZ2", "FZ7")


def findings(folder: Path, place: Path) -> str:
    """Run the plan file and the data of a case, copied to `place`, and print what was found."""
    laid_out(folder, place)
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
    found = (printed if (folder / COMMAND).exists() else findings)(folder, tmp_path)
    expected = folder / "expected.txt"
    if os.environ.get("FZPLAN_UPDATE_SNAPSHOTS"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    code = folder.name.split("-")[0]
    assert f" {code}" in found or not code.startswith("FZ")


def test_every_rule_has_a_case() -> None:
    cased = {folder.name.split("-")[0] for folder in FOLDERS if folder.name.startswith("FZ")}
    assert cased == {rule.code for rule in catalog.rules()} - CASELESS.keys()


@pytest.mark.parametrize("code", CASELESS)
def test_what_has_no_case_has_a_test(code: str) -> None:
    path, _, name = CASELESS[code].test.partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    (test,) = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == name)
    first = min(node.lineno for node in (test, *test.decorator_list))
    assert code in "\n".join(source.splitlines()[first - 1 : test.end_lineno])


@pytest.mark.parametrize("rule", catalog.rules(), ids=lambda rule: rule.code)
def test_both_languages_use_the_same_facts(rule: catalog.Rule) -> None:
    for text in (rule.says, rule.mend):
        assert placeholders(text.zh) == placeholders(text.en)
    assert rule.page.zh
    assert rule.page.en


def placeholders(template: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(template) if name}

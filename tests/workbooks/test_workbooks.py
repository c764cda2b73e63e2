"""Real statistical workbooks read by the forms a statistician would write; README.md describes the case folders."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from fzplan import periods
from fzplan.diagnostics import Severity
from fzplan.model.words import IGNORED
from fzplan.observations import TOTAL
from fzplan.plan import load
from fzplan.returns import extract

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Diagnostic
    from fzplan.observations import Extraction, Observation

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "workbooks"
FOLDERS = sorted(folder.name for folder in HERE.iterdir() if (folder / "golden.yaml").is_file())

KEYS = {
    "workbook", "with", "observations", "records", "why", "golden", "sums", "equal", "agrees", "findings", "told", "ignored",
}  # fmt: skip

Point = tuple[str, str, tuple[str, ...], str]
"""Measure, period as text, members in the plan's order, basis."""


class Case(NamedTuple):
    """What one case folder says, and what was read from its workbook."""

    told: Mapping[str, Any]
    dimensions: tuple[str, ...]
    extraction: Extraction
    findings: tuple[Diagnostic, ...]

    def point(self, key: Mapping[str, Any], of: Mapping[str, Any] | None = None) -> Point:
        """Return the key of an observation; what it does not say, it shares with `of`."""
        whole = {**(of or {}), **key}
        by = whole.get("by", {})
        assert set(by) <= set(self.dimensions), by
        members = tuple(by.get(d, TOTAL) for d in self.dimensions)
        return whole["measure"], str(whole["period"]), members, whole.get("basis", "published")

    def one(self, key: Mapping[str, Any], of: Mapping[str, Any] | None = None) -> Observation:
        """Return the observation of that key; where several prints of it count, `edition`, `sheet` or `form` says which."""
        point, whole, sheets = self.point(key, of), {**(of or {}), **key}, self.extraction.sources.sheets
        found = [
            o
            for o in self.extraction.observations
            if _point(o) == point
            and (whole.get("edition", o.edition), whole.get("form", o.form)) == (o.edition, o.form)
            and whole.get("sheet", sheets[o.sheet]) == sheets[o.sheet]
        ]
        assert len(found) == 1, f"{point}: {len(found)} observations"
        return found[0]


def _point(o: Observation) -> Point:
    return o.measure, periods.text(o.period), o.members, o.basis


@cache
def case(name: str) -> Case:
    """Read the workbook of a case by its plan, once; skip where the workbooks are not there."""
    told = yaml.safe_load((HERE / name / "golden.yaml").read_text(encoding="utf-8"))
    assert set(told) <= KEYS, sorted(set(told) - KEYS)
    wanted = [told["workbook"]] if isinstance(told["workbook"], str) else told["workbook"]
    paths = [SHARED / one for one in wanted]
    if not all(path.is_file() for path in paths):
        pytest.skip("the shared workbooks are not beside the checkout")
    parts = [HERE / name / "targets.yaml", *([HERE / told["with"]] if "with" in told else [])]
    with TemporaryDirectory() as folder:
        whole = Path(folder, "targets.yaml")
        whole.write_text("\n".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
        plan, faults = load(whole)
    assert plan is not None
    assert not [f"{d.at}: {d.message('zh')}" for d in faults if d.severity > Severity.INFO]
    extraction, findings = extract(plan, paths, SHARED)
    return Case(told, tuple(plan.dimensions), extraction, findings)


every_case = pytest.mark.parametrize("name", FOLDERS)


@every_case
def test_the_golden_figures_stand_where_a_person_reads_them(name: str) -> None:
    read = case(name)
    for golden in read.told.get("golden", []):
        o = read.one(golden)
        place = str(read.extraction.sources.place(o))
        assert math.isclose(o.value, golden["value"], rel_tol=1e-12), (golden, o.value, place)
        assert place.endswith(":" + golden["place"]), (golden, place)
        assert o.unit == golden.get("unit", o.unit), (golden, o.unit)
        assert o.bound == golden.get("bound", "="), golden
        assert o.status == golden.get("status", "A"), golden
        noted = "；".join(read.extraction.sources.notes[n] for n in o.notes)
        assert golden.get("note", "") in noted, (golden, noted)


@every_case
def test_every_figure_is_read_and_every_other_number_has_its_reason(name: str) -> None:
    read = case(name)
    accounts = read.extraction.accounts
    ignored: dict[str, int] = {}
    for account in accounts:
        assert account.holds, account
        for reason, count in account.ignored.items():
            assert reason in IGNORED, account
            ignored[reason] = ignored.get(reason, 0) + count
    printed = [o for o in read.extraction.observations if not o.rows]
    assert len(printed) == read.told["observations"]
    assert sum(len(records) for records in read.extraction.records) == read.told.get("records", 0)
    assert ignored == read.told.get("ignored", ignored)


@every_case
def test_members_add_up_to_the_printed_total(name: str) -> None:
    read = case(name)
    for told in read.told.get("sums", []):
        index = read.dimensions.index(told["over"])
        measure, period, outer, basis = read.point(told)
        totals = [
            o
            for o in read.extraction.observations
            if (o.measure, o.members, o.basis) == (measure, outer, basis) and period in ("*", periods.text(o.period))
        ]
        assert totals, told
        for total in totals:
            parts = [
                o.value
                for o in read.extraction.observations
                if (o.measure, o.period, o.basis) == (total.measure, total.period, total.basis)
                and o.members[index] != TOTAL
                and o.members[index] not in told.get("but", [])
                and (*o.members[:index], TOTAL, *o.members[index + 1 :]) == outer
            ]
            assert len(parts) > 1, told
            assert abs(math.fsum(parts) - total.value) <= told["within"], (told, total.period, math.fsum(parts))


@every_case
def test_figures_that_follow_from_others_do(name: str) -> None:
    read = case(name)
    for told in read.told.get("equal", []):
        this = read.one(told["this"]).value
        (way,) = {"sum", "ratio", "growth"} & set(told)
        parts = [read.one(key, told["this"]).value for key in told[way]]
        times = told.get("times", 1)
        if way == "sum":
            found = math.fsum(parts) * times
        elif way == "ratio":
            found = parts[0] / parts[1] * times
        else:
            found = (parts[0] / parts[1] - 1) * 100
        assert abs(this - found) <= told["within"], (told, this, found)


@every_case
def test_other_editions_say_the_same(name: str) -> None:
    read = case(name)
    for told in read.told.get("agrees", []):
        other = case(told["with"])
        assert other.dimensions == read.dimensions
        theirs = {_point(o): o.value for o in other.extraction.observations}
        shared = [(o, theirs[_point(o)]) for o in read.extraction.observations if _point(o) in theirs]
        assert len(shared) == told["count"]
        differing = [(_point(o), o.value, v) for o, v in shared if abs(o.value - v) > told["within"]]
        assert len(differing) == told.get("differing", 0), differing


@every_case
def test_what_is_odd_is_told_and_nothing_else(name: str) -> None:
    read = case(name)
    codes = {finding.code for finding in read.findings}
    wanted = set(read.told.get("findings", []))
    assert wanted <= codes, sorted(wanted - codes)
    serious = [d for d in read.findings if d.severity > Severity.INFO and d.code not in wanted]
    assert not serious, [f"{d.code} {d.at} {d.message('zh')}" for d in serious]
    for finding in read.findings:
        assert finding.at, finding
        assert finding.help("zh"), finding
    for told in read.told.get("told", []):
        (finding,) = [
            d
            for d in read.findings
            if d.code == told["code"] and str(d.at).endswith(":" + told["at"]) and told["says"] in d.message("zh")
        ]
        places = [str(related.at) for related in finding.related]
        assert all(any(place.endswith(":" + wanted) for place in places) for wanted in told.get("related", [])), places

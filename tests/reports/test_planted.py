"""No output tells what a single respondent reported: every file of every format is searched for planted figures."""

from __future__ import annotations

import io
import json
import re
import zipfile
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from fzplan.model.disclosure import withheld
from fzplan.observations import TOTAL
from fzplan.reports import FORMATS, Settings, render
from fzplan.reports.pack.manifest import Asked
from fzplan.workflow import packing
from tests.cli.runs import fzplan
from tests.reports import planted

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome

DISCLOSING = {name for e in planted.ENTERPRISES for name in (e.code, e.name)}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = planted.write(tmp_path_factory.mktemp("planted"))
    run = workflow.compute(path, in_full=True, by_member=True, by=("园区", "产业"))
    assert run.outcome is not None
    assert not run.unusable, run.diagnostics
    return run.outcome


def text(content: str | bytes) -> str:
    """Return all that a file says: of a zip every member, of the pack's zips in it too."""
    if isinstance(content, str):
        return content
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            text(archive.read(name)) for name in archive.namelist() if not name.endswith((".png", ".bin", ".emf"))
        )


def numbers(content: str | bytes) -> set[str]:
    """Return every number that stands in a file, of a page without its drawings."""
    said = re.sub(r"<(style|script|svg)\b.*?</\1>", "", text(content), flags=re.DOTALL)
    return set(re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.]*\d)", said))


def single() -> set[str]:
    """Return how a figure of a single respondent might be written."""
    incomes = {way for e in planted.ENTERPRISES for figure in e.income.values() for way in planted.shown(figure)}
    return incomes | {way for e in planted.ENTERPRISES for way in (str(e.staff), f"{e.staff:,}")}


def aggregates(outcome: Outcome) -> dict[tuple[str, int, tuple[str, ...]], tuple[bool, float]]:
    secret = withheld(outcome.plan, outcome.extraction.observations)
    return {
        (o.measure, o.period.year, o.members): (k in secret, o.value)
        for k, o in enumerate(outcome.extraction.observations)
    }


def test_what_is_withheld_and_why(outcome: Outcome) -> None:
    secret = withheld(outcome.plan, outcome.extraction.observations)
    seen = outcome.extraction.observations
    why = {
        (o.members[0] if o.members[0] != TOTAL else o.members[1]): secret.get(k)
        for k, o in enumerate(seen)
        if o.measure == "总收入" and o.period.year == 2024 and sum(m != TOTAL for m in o.members) == 1
    }
    assert (why["中区"], why["北区"], why["丁"]) == ("too_few",) * 3  # 1, 2 and 1 respondents
    assert why["丙"] == "dominated_p"  # 8031.51 of it is of one: the two others are no 17 % of that
    assert (why["东区"], why["西区"], why["甲"]) == (None, None, None)  # no one is large there
    assert not [k for k in secret if seen[k].measure == "企业数"]  # how many there are may be said
    total = next(k for k, o in enumerate(seen) if o.measure == "总收入" and set(o.members) == {TOTAL})
    assert total not in secret


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_tells_a_single_respondent(outcome: Outcome, name: str, public: bool, lang: Lang) -> None:
    content = render(outcome, name, settings=Settings(lang, 160, public=public))
    assert not numbers(content) & single()
    said = text(content)
    assert not [word for word in DISCLOSING if word in said]
    assert "disclosure" not in said
    assert "dominance" not in said


@pytest.mark.parametrize("name", FORMATS)
def test_the_public_gets_no_withheld_figure_and_no_rule(outcome: Outcome, name: str) -> None:
    content = render(outcome, name, settings=Settings("zh", 160, public=True))
    found = numbers(content)
    hidden = {way for is_secret, v in aggregates(outcome).values() if is_secret for way in planted.shown(v)}
    told = {way for is_secret, v in aggregates(outcome).values() if not is_secret for way in planted.shown(v)}
    assert not found & (hidden - told)
    said = re.sub(r"<(style|script|svg)\b.*?</\1>", "", text(content), flags=re.DOTALL)
    for private in ("年企业.xlsx", "不足3家", "不足 3 家", "fewer than 3", "p%", "(n, k)", "填报单位过少", "too_few"):
        assert private not in said, private


@pytest.mark.parametrize(("lang", "suffix"), [("zh", ".xlsx"), ("en", ".xlsx"), ("zh", ".parquet")])
def test_a_pack_tells_no_single_respondent(tmp_path: Path, lang: Lang, suffix: str) -> None:
    path = planted.write(tmp_path, suffix)
    made = packing.pack(path, asked=Asked(lang=lang))
    assert made.content is not None, made.diagnostics
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        for name in archive.namelist():
            if name.startswith("inputs/"):
                assert name == "inputs/targets.yaml"  # the records are a SHA-256 in the manifest
                continue
            content = archive.read(name)
            assert not numbers(content) & single(), name
            assert not [word for word in DISCLOSING if word in text(content)], name


def test_tables_and_workbooks_withhold_alike(tmp_path: Path, outcome: Outcome) -> None:
    run = workflow.compute(planted.write(tmp_path, ".parquet"), in_full=True, by_member=True)
    assert run.outcome is not None

    def told(found: Outcome) -> dict[tuple[object, ...], tuple[int, str | None]]:
        secret = withheld(found.plan, found.extraction.observations)
        seen = enumerate(found.extraction.observations)
        return {
            (o.measure, o.period, o.members): (o.respondents, secret.get(k)) for k, o in seen if o.measure != "企业数"
        }

    assert told(run.outcome) == told(outcome)
    for name in ("json", "html", "xlsx"):
        content = render(run.outcome, name, settings=Settings("zh", public=True))
        assert not numbers(content) & single()


def test_the_pack_of_a_plan_with_rules_says_for_whom_it_is(tmp_path: Path) -> None:
    path = planted.write(tmp_path)
    done = fzplan("pack", "-o", "e.zip", "--lang", "zh", cwd=path.parent)
    assert done.returncode == 0, done.stderr
    assert "证据包供核查，不供公布" in done.stderr


def test_explain_tells_the_public_nothing_that_is_withheld(tmp_path: Path) -> None:
    path = planted.write(tmp_path)
    # 北区: the 18th and 19th enterprise (k = 17, 18), 2024
    north = f"{sum(planted.ENTERPRISES[k].income[2024] for k in (17, 18)):.2f}"
    by = ("--by", "园区=北区", "--lang", "zh")
    assert north in fzplan("explain", "总收入", "2024", *by, cwd=path.parent).stdout
    for name in ("总收入", "north"):
        done = fzplan("explain", name, "2024", *by, "--public", cwd=path.parent)
        assert done.returncode == 0, done.stderr
        assert "涉及个别填报单位，不予公布" in done.stdout
        assert not {north, *single()} & numbers(done.stdout)
        assert "填报单位过少" not in done.stdout
        assert done.stderr == ""
    whole = fzplan("explain", "收入", "2024", "--public", cwd=path.parent)
    assert "23267.00" in whole.stdout
    assert "企业.xlsx" not in whole.stdout


def test_a_check_is_explained_to_the_office_alone(tmp_path: Path) -> None:
    path = planted.write(tmp_path)
    path.write_text(
        path.read_text(encoding="utf-8") + "checks:\n  - {id: R01, within: 企业数 <= 100家}\n", encoding="utf-8"
    )
    assert fzplan("explain", "R01", cwd=path.parent).returncode == 0
    done = fzplan("explain", "R01", "--public", "--lang", "zh", cwd=path.parent)
    assert done.returncode == 2
    assert "R01" in done.stderr
    assert done.stdout == ""


def test_the_table_for_the_public_hides_what_the_page_hides(tmp_path: Path) -> None:
    path = planted.write(tmp_path)
    done = fzplan("compute", "--public", cwd=path.parent)
    assert done.stdout.count("无法评估") >= 2
    inside = fzplan("compute", cwd=path.parent)
    assert inside.stdout.count("涉及个别填报单位") == 0


def test_every_format_says_that_a_figure_is_withheld(outcome: Outcome) -> None:
    for name, sign in (("json", '"withheld"'), ("csv", "withheld"), ("sdmx", ",Q,"), ("table", "不列")):
        assert sign in text(render(outcome, name, settings=Settings("zh", 160, public=True))), name
    for name in ("xlsx", "html", "docx", "md"):
        page = text(render(outcome, name, settings=Settings("zh", 160, public=True)))
        assert "涉及个别填报单位，不予公布" in page, name


def test_nothing_withheld_can_be_solved_for_from_what_json_tells(outcome: Outcome) -> None:
    """Take every figure of the public JSON, sums and per-head shares alike, and try to solve for the withheld ones."""
    document = json.loads(text(render(outcome, "json", settings=Settings("zh", public=True))))
    income = next(i for i in document["indicators"] if i["id"] == "收入")
    figures = {
        (v["by"].get("园区", TOTAL), v["by"].get("产业", TOTAL)): v for v in income["values"] if v["period"] == "2024"
    }
    for d, declared in enumerate(outcome.plan.dimensions.values()):
        members = [figures[(m, TOTAL) if d == 0 else (TOTAL, m)] for m in declared.members]
        lost = [v for v in members if v["value"] is None]
        assert len(lost) != 1, "total less the others would tell it"
        assert all(v["status"] == "Q" and v["why"] == ["withheld"] for v in lost)


def test_a_year_is_not_told_by_its_growth(outcome: Outcome) -> None:
    """Growth × last year's figure is this year's: where either is withheld, the growth is."""
    document = json.loads(text(render(outcome, "json", settings=Settings("zh", public=True))))
    by_id = {
        i["id"]: {(v["period"], *v["by"].values()): v["value"] for v in i["values"]} for i in document["indicators"]
    }
    for zone in ("北区", "中区"):
        for name in ("收入", "收入增速", "人均收入", "户均收入"):
            assert by_id[name]["2024", zone] is None, (name, zone)
        assert by_id["户数"]["2024", zone] in (2, 1)
    assert by_id["收入增速"]["2024", "东区"] == pytest.approx(10, abs=0.01)


def test_a_target_set_by_a_withheld_figure_is_withheld(tmp_path: Path) -> None:
    """Three times 北区 is to be reached by 东区: the gap and the actual figure would give 北区."""
    path = planted.write(tmp_path)
    plan = path.read_text(encoding="utf-8")
    bound = 'id: east, at_least: "总收入[园区=北区] * 3"'
    path.write_text(plan.replace("id: east, at_least: 9999", bound), encoding="utf-8")
    run = workflow.compute(path, values=True)
    assert run.outcome is not None, run.diagnostics
    # 北区: the 18th and 19th enterprise (k = 17, 18), 2024
    north = sum(planted.ENTERPRISES[k].income[2024] for k in (17, 18))
    (inside,) = (a for a in run.outcome.assessments if a.target.id == "east")
    assert inside.actual is not None
    assert inside.gap == pytest.approx(inside.actual - 3 * north)
    document = json.loads(text(render(run.outcome, "json", settings=Settings("zh", public=True))))
    (shown,) = (t for t in document["targets"] if t["id"] == "east")
    assert [shown.get(name) for name in ("value", "actual", "gap", "planned", "margin")] == [None] * 5
    assert shown["why"] == ["withheld"]


def test_solving_over_pairs_too(outcome: Outcome) -> None:
    """Everything that is not withheld of 总收入 2024, zones × industries: no withheld cell follows from it."""
    cells = {key[2]: value for key, value in aggregates(outcome).items() if key[:2] == ("总收入", 2024)}
    zones, industries = outcome.plan.dimensions["园区"].members, outcome.plan.dimensions["产业"].members
    atoms = [key for key in product(zones, industries) if key in cells]
    known = [
        [Fraction((key[0] in (z, TOTAL)) and (key[1] in (i, TOTAL))) for z, i in atoms]
        for key, (s, _) in cells.items()
        if not s
    ]
    rank = _rank(known)
    for key, (is_secret, _) in cells.items():
        if is_secret:
            wanted = [Fraction((key[0] in (z, TOTAL)) and (key[1] in (i, TOTAL))) for z, i in atoms]
            assert _rank([*known, wanted]) == rank + 1, key


def _rank(rows: list[list[Fraction]]) -> int:
    rank, left = 0, [row for row in rows if any(row)]
    while left:
        pivot = left.pop()
        at = next(k for k, x in enumerate(pivot) if x)
        rank += 1
        left = [[a - row[at] / pivot[at] * b for a, b in zip(row, pivot, strict=True)] for row in left]
        left = [row for row in left if any(row)]
    return rank

"""`targets.yaml` says what the plan says: ids, numbers and quotes against the catalogue and the text."""

from __future__ import annotations

import re
from typing import Any

import pytest

NAMED_NUMBERS = {  # the catalogue's value as words, and the numbers that stand for it
    "2 and 4": {6.0},  # two clusters and four clusters: six above their floors
    "4 named (+等)": {4.0},
}
WITHOUT_NUMBER = {"west1_primary_dev_complete", "space_2_plus_n", "five_g_private_network"}
COMPARISONS = ("at_least", "more_than", "at_most", "less_than", "between")


def targets(declared: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every declared target by id, with the unit of its indicator."""
    return {
        target["id"]: target | {"unit": indicator["unit"], "indicator": name}
        for name, indicator in declared["indicators"].items()
        for target in indicator.get("targets") or [indicator["target"]]
    }


def numbers(target: dict[str, Any]) -> set[float]:
    written = next(target[key] for key in COMPARISONS if key in target)
    return {float(str(n).removesuffix("%")) for n in (written if isinstance(written, list) else [written])}


def test_the_31_numeric_targets_are_the_catalogues(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    wanted = {row["id"] for table in ("A1", "A2") for row in catalogue[table]}
    assert len(wanted) == 18 + 13
    assert wanted <= set(targets(declared))


def test_every_further_target_is_a_direction_with_a_base(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    numeric = {row["id"] for table in ("A1", "A2") for row in catalogue[table]}
    directions = {row["id"] for row in catalogue["A4"] if row["baseline"] != "none"}
    further = {name: t for name, t in targets(declared).items() if name not in numeric}
    assert directions <= set(further)
    assert set(further) - directions == {"enterprise_quality_ten_billion"}  # its baseline prints two figures, 69 / 11
    assert all(t["direction"] == "up" and t["baseline"] for t in further.values())


def test_numbers_are_the_catalogues(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    written = targets(declared)
    for row in (*catalogue["A1"], *catalogue["A2"]):
        if row["id"] in WITHOUT_NUMBER:
            assert written[row["id"]]["monitor"], row["id"]
            continue
        wanted = NAMED_NUMBERS.get(row["value"]) or {float(n) for n in re.findall(r"[\d.]+", row["value"])}
        assert numbers(written[row["id"]]) == wanted, row["id"]


def test_units_are_the_catalogues(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    written = targets(declared)
    for row in catalogue["A1"]:
        unit = re.match(r"[^ /]+(?:/[^ 年]+)?", row["unit"])[0]  # type: ignore[index]  # 家/年 of an annual flow is 家
        rate = row["id"] == "retained_fiscal_revenue_cagr"  # its indicator is in 亿元, the target in %
        assert unit == ("%" if rate else written[row["id"]]["unit"]), row["id"]


def test_periods_and_comparators_are_the_catalogues(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    written = targets(declared)
    for row in catalogue["A1"]:
        target, period = written[row["id"]], row["year / period"]
        time = "each" if period.startswith("each") else "over" if period.startswith("2021-2025") else "by"
        assert time in target, row["id"]
        assert str(target[time]) == ("2025" if time == "by" else "2021-2025"), row["id"]
        assert ("between" in target) is (row["cmp"] == "range"), row["id"]
        assert ("more_than" in target) is row["cmp"].startswith("> ("), row["id"]


def test_the_39_deliverables_are_the_catalogues(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    written = {task["id"]: (name, task["quote"], task["by"]) for name, task in declared["deliverables"].items()}
    assert len(written) == 39
    assert written == {row["id"]: (row["zh"], row["quote"], 2025) for row in catalogue["A3"]}


def test_every_quote_stands_in_the_plan(declared: dict[str, Any], plan_text: str) -> None:
    quotes = [t["quote"] for t in targets(declared).values()]
    quotes += [task["quote"] for task in declared["deliverables"].values()]
    quotes += [claim["quote"] for claim in declared["claims"]]
    assert [quote for quote in quotes if quote not in plan_text] == []


def test_every_target_has_quote_and_section_and_none_a_nature(declared: dict[str, Any]) -> None:
    for name, target in targets(declared).items():
        assert target["quote"], name
        assert re.fullmatch(r"第[二三]章\([一二三四五]\)\d? \S+", target["section"]), name
        assert "nature" not in target, name  # the plan states none


def test_sections_are_the_catalogues_with_words_of_the_plan(
    declared: dict[str, Any], catalogue: dict[str, Any], plan_text: str
) -> None:
    written = targets(declared)
    headings = plan_text.replace(" ", "")
    for row in (*catalogue["A1"], *catalogue["A2"]):
        number, _, words = written[row["id"]]["section"].partition(" ")
        wanted = re.match(r"(.)(\(.\)\d?)", row["section"])
        assert wanted is not None
        assert number == f"第{wanted[1]}章{wanted[2]}", row["id"]
        assert words in headings, row["id"]


def test_the_three_growing_totals_follow_a_geometric_path(declared: dict[str, Any]) -> None:
    geometric = {t["indicator"] for t in targets(declared).values() if t.get("path") == "geometric"}
    assert geometric == {"总收入", "劳均产出", "地均产出"}


def test_claims_cover_the_catalogues_recomputed_rows(declared: dict[str, Any], catalogue: dict[str, Any]) -> None:
    written = {claim["id"] for claim in declared["claims"]}
    tried_by_the_tool = {"C-11", "C-12", "C-14", "C-15", "C-16"}  # other definitions of C-10 and C-13
    not_claims = {"C-24", "C-25"}  # a list of names and a count of years: docs/audit.md
    assert {row["id"] for row in catalogue["C1"]} - written == tried_by_the_tool | not_claims


@pytest.mark.parametrize("name", sorted(WITHOUT_NUMBER))
def test_a_target_without_a_number_says_why(declared: dict[str, Any], name: str) -> None:
    assert len(targets(declared)[name]["monitor"]) > 10

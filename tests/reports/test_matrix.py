"""The indicators by the members of a dimension: every figure at every width, what is withheld or missing said."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import pytest
from rich.cells import cell_len

from fzplan.reports import Settings, render
from fzplan.reports.schema import schema
from tests.reports.tidy import plans
from tests.snapshots import same

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome


@pytest.fixture(scope="module")
def by_zone(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return replace(plans.by_zone(tmp_path_factory.mktemp("zones")), by=("园区",))


@pytest.fixture(scope="module")
def of_enterprises(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return replace(plans.of_enterprises(tmp_path_factory.mktemp("enterprises")), by=("园区",))


def matrix(outcome: Outcome, width: int, lang: Lang = "zh", encoding: str = "utf-8", *, colour: bool = False) -> str:
    drawn = render(outcome, "table", settings=Settings(lang, width, encoding=encoding, colour=colour))
    assert isinstance(drawn, str)
    return drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [100, 30])
def test_the_page_is_as_recorded(of_enterprises: Outcome, width: int, lang: Lang) -> None:
    same(f"matrix/{lang}-{width}.txt", matrix(of_enterprises, width, lang))


def test_the_total_comes_first_and_a_missing_figure_stays_blank(by_zone: Outcome) -> None:
    page = matrix(by_zone, 100)
    assert "分园区　2024年" in page
    (row,) = [line for line in page.splitlines() if line.startswith("劳均产出")]
    assert row.split() == ["劳均产出", "万元/人", "400.0", "300.0"]  # 400/1, 150/0.5; 西区: no staff in 2024
    assert "空白 无数据，原因见 fzplan explain" in page


def test_a_page_of_markdown_has_the_same_table(of_enterprises: Outcome) -> None:
    page = str(render(of_enterprises, "md", "zh"))
    assert (
        "### 分园区　2024年\n\n| 指标 | 单位 | 合计 | 东区 | 西区 | 南区 |\n| --- | --- | ---: | ---: | ---: | ---: |"
        in page
    )
    assert "\n| 收入 | 亿元 | 306.0 | 186.0 | 不列 | 不列 |\n" in page
    assert "另有1项指标没有2024年分园区的数。" in page
    assert "### 分园区" not in str(render(replace(of_enterprises, by=()), "md", "zh"))


def test_what_is_withheld_is_a_word(of_enterprises: Outcome) -> None:
    page = matrix(of_enterprises, 100)
    (row,) = [line for line in page.splitlines() if line.startswith("收入")]
    # 61 + 62 + 63 = 186; 南区 has two respondents, and 西区, the smallest other, would tell it: 306 − 186 − 36
    assert row.split() == ["收入", "亿元", "306.0", "186.0", "不列", "不列"]
    assert "不列 涉及个别填报单位，不予公布" in page
    assert "另有1项指标没有2024年分园区的数。" in page  # 南区收入 is of one zone


@pytest.mark.parametrize("width", [160, 40, 30, 20, 1])
def test_no_figure_is_cut_and_none_left_out(of_enterprises: Outcome, width: int) -> None:
    page = matrix(of_enterprises, width)
    for cell in ("306.0", "186.0", "不列", "东区", "西区", "南区"):
        assert cell in page, cell
    if width >= 30:
        assert all(cell_len(line) <= width for line in page.splitlines())
    assert ("段列出" in page.replace("\n", "")) is (width < 40)


def test_a_dimension_without_figures_says_so(by_zone: Outcome) -> None:
    page = matrix(replace(by_zone, by=("类型",)), 100)
    assert "另有1项指标没有2024年分类型的数。" in page
    assert "─" not in page


def test_consoles_and_colours(of_enterprises: Outcome) -> None:
    gbk = matrix(of_enterprises, 60, encoding="gbk")
    assert gbk.encode("gbk").decode("gbk") == gbk
    assert "\x1b[1m" in matrix(of_enterprises, 60, colour=True)
    assert "\x1b" not in gbk


def test_the_json_has_the_members_that_were_asked_for(of_enterprises: Outcome) -> None:
    document = json.loads(str(render(of_enterprises, "json")))
    jsonschema.validate(document, schema())
    values = {
        (v["period"], v["by"].get("园区", "")): v for v in document["indicators"][0]["values"] if v["period"] == "2024"
    }
    assert {member: v["value"] for (_, member), v in values.items()} == {
        "": 306.0,
        "东区": 186.0,
        "西区": None,
        "南区": None,
    }
    secret = values["2024", "南区"]
    assert (secret["status"], secret["why"], secret["from"]) == ("Q", ["withheld", "too_few"], [])
    assert values["2024", "西区"]["why"] == ["withheld", "complementary"]
    unasked = json.loads(str(render(replace(of_enterprises, by=()), "json")))
    assert all(not v["by"] for i in unasked["indicators"] for v in i["values"])

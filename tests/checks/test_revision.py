"""修订: published figures of the frozen years do not change, in the data and since an earlier run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

PLAN = """
measures: {收入: {unit: 亿元, kind: flow}, 人数: {unit: 人, kind: stock}}
forms:
  快报: {files: "快报*.xlsx", rows: measure, columns: period, edition: 快报}
  年报: {files: "年报*.xlsx", rows: measure, columns: period, edition: 年报}
  普查: {files: "普查*.xlsx", rows: measure, columns: period, edition: 普查修订}
checks: [{id: V1, CHECK}]
"""
HEADER = "指标 | 单位 | 2019 | 2020 | 2021"


def plan(check: str = "revision: {freeze: 2016-2020}") -> str:
    return PLAN.replace("CHECK", check)


def grid(*figures: float | str) -> str:
    return f"{HEADER}\n收入 | 亿元 | {' | '.join(map(str, figures))}"


def test_an_edition_that_changes_a_frozen_figure_is_told_with_both(checked: Callable[..., Checked]) -> None:
    """2019 agrees, 2020 was 110.5 and is 112.5, 2021 is not frozen."""
    books = {"快报": grid(100.5, 110.5, 120.5), "年报": grid(100.5, 112.5, 130.5)}
    (found,) = checked(plan(), books).found
    assert (str(found.at), found.code, found.severity.code) == ("data/年报.xlsx:表!D2", "FZ609", "error")
    assert (
        found.message("zh") == "V1 2020年 收入 由 110.5亿元（快报）改成了 112.5亿元（年报），而 2016—2020年的数已冻结"
    )
    assert found.message("en") == (
        "V1 2020: 收入 was 110.5亿元 (快报) and is 112.5亿元 (年报), but the figures of 2016—2020 are frozen"
    )
    assert [(str(r.at), r.label.zh) for r in found.related] == [("data/快报.xlsx:表!D2", "快报 110.5亿元")]
    (instance,) = found.instances
    assert instance.about == ("年报", "", "收入", "2020", "published", "110.5|112.5")


def test_a_figure_that_is_only_printed_more_exactly_is_the_same(checked: Callable[..., Checked]) -> None:
    """110.5 stands for 110.45 to 110.55, which 110.46 meets; of 111 (no decimal) the sheet has one: 110.95."""
    books = {"快报": grid(100.5, 110.5, 1), "年报": grid(100.46, 110.46, 1)}
    assert checked(plan(), books).found == ()
    books = {"快报": grid(100.5, 111, 1), "年报": grid(100.46, 110.6, 1)}
    assert [d.code for d in checked(plan(), books).found] == ["FZ609"]


@pytest.mark.parametrize(("tolerance", "codes"), [("2", []), ("1.5", ["FZ609"]), ("2%", []), ("1%", ["FZ609"])])
def test_a_written_tolerance_counts(checked: Callable[..., Checked], tolerance: str, codes: list[str]) -> None:
    """112.5 − 110.5 = 2, which is 1.8 % of 110.5."""
    text = plan(f"revision: {{freeze: 2020}}, tolerance: {tolerance}")
    books = {"快报": grid(100.5, 110.5, 1), "年报": grid(100.5, 112.5, 1)}
    assert [d.code for d in checked(text, books).found] == codes


def test_a_form_or_a_file_can_be_what_is_published(checked: Callable[..., Checked]) -> None:
    """The 年报 is the reference: the 快报 before it, which is 110.5, and the 普查修订 after it differ from it."""
    books = {"快报": grid(100.5, 110.5, 1), "年报": grid(100.5, 112.5, 1), "普查": grid(100.5, 113.5, 1)}
    for against in ("年报", "年报.xlsx", "data/年报.xlsx"):
        found = checked(plan(f"revision: {{freeze: 2020, against: {against}}}"), books).found
        assert [str(d.at) for d in found] == ["data/快报.xlsx:表!D2", "data/普查.xlsx:表!D2"], against
        assert [d.facts["old"] for d in found] == ["112.5亿元"] * 2


def test_a_form_of_the_same_day_is_held_against_the_published_one(checked: Callable[..., Checked]) -> None:
    """`prefer:` decides between the two, so that reading tells of it by the way only."""
    text = plan("revision: {freeze: 2020, against: 年报}").replace("edition: 普查修订", "edition: 年报")
    text = text.replace("收入: {unit: 亿元, kind: flow}", "收入: {unit: 亿元, kind: flow, prefer: 年报}")
    result = checked(text, {"年报": grid(100.5, 112.5, 1), "普查": grid(100.5, 113.5, 1)})
    assert [d.severity.code for d in result.reading if d.code == "FZ331"] == ["info"]
    assert [str(d.at) for d in result.found] == ["data/普查.xlsx:表!D2"]


def test_what_there_is_nothing_to_compare_with_is_not_evaluable(checked: Callable[..., Checked]) -> None:
    (found,) = checked(plan(), {"年报": grid(100.5, 112.5, 1)}).found
    assert (found.code, found.facts["because"].zh) == ("FZ603", "每个数只公布过一次，没有可比的")
    (found,) = checked(plan("revision: {freeze: 2020, against: 鉴.xlsx}"), {"年报": grid(100.5, 112.5, 1)}).found
    assert found.facts["because"].en == "no frozen figure was read from 鉴.xlsx"
    (found,) = checked(plan("revision: {freeze: 2010}"), {"年报": grid(100.5, 112.5, 1)}).found
    assert found.code == "FZ605"


def test_measures_are_chosen_and_aggregates_and_invented_figures_left_out(checked: Callable[..., Checked]) -> None:
    books = {"快报": grid(100.5, 110.5, 1), "年报": grid(100.5, 112.5, 1)}
    (found,) = checked(plan("revision: {freeze: 2020, measures: [人数]}"), books).found
    assert found.code == "FZ605"
    text = plan().replace("edition: 年报", "edition: 年报, quality: illustrative")
    (found,) = checked(text, books).found
    assert found.code == "FZ603"


def test_a_spoiled_cell_is_told_once(checked: Callable[..., Checked]) -> None:
    """Two 年报 of one day contradict each other (FZ331): the snapshot of none of them counts."""
    books = {"快报": grid(100.5, 110.5, 1), "年报": grid(100.5, 112.5, 1), "年报2": grid(100.5, 118.5, 9)}
    result = checked(plan("revision: {freeze: 2020}"), books)
    assert "FZ331" in {d.code for d in result.reading} or "FZ333" in {d.code for d in result.reading}
    assert [d.code for d in result.found] == ["FZ603"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a plan with 人数 2020 = 40, and one run whose snapshot is kept."""
    monkeypatch.chdir(tmp_path)
    text = "fzplan: 1\nplan: {name: 规划, baseline: 2020, span: 2021-2025}\n" + plan(
        "revision: {freeze: 2020, against: last}"
    )
    builders.plan(tmp_path, text)
    builders.workbook(
        tmp_path / "data" / "年报.xlsx", {"表": f"{HEADER}\n收入 | 亿元 | 1.5 | 2.5 | 3.5\n人数 | 人 | 30 | 40 | 50"}
    )
    return tmp_path


def told() -> list[str]:
    run = workflow.check(Path("targets.yaml"))
    return [f"{d.code} {d.message('zh')}" for d in run.diagnostics if d.code.startswith(("FZ6", "FZ9"))]


def keep(name: str = "") -> None:
    from fzplan import changes
    from fzplan.model.snapshots import Options
    from fzplan.workflow import shelf
    from fzplan.workflow.remembering import snapshot_of

    run = workflow.compute(Path("targets.yaml"))
    assert run.outcome is not None
    snapshot = snapshot_of(run.outcome, Path("targets.yaml"), Options())
    if name:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(changes.dump(snapshot))
    else:
        assert shelf.save(Path("targets.yaml"), snapshot) is None


def test_the_last_snapshot_holds_what_was_published(office: Path) -> None:
    (first,) = told()
    assert first == "FZ603 审核关系 V1 有 1 处无法审核（另有 0 处通过、0 处不通过）：没有上次的快照"
    keep()
    assert told() == []
    builders.workbook(
        office / "data" / "年报.xlsx", {"表": f"{HEADER}\n收入 | 万元 | 1 | 25000 | 3\n人数 | 人 | 31 | 41 | 51"}
    )
    assert told() == ["FZ609 V1 2020年 人数 由 40人（上次的快照）改成了 41人（年报），而 2020年的数已冻结"]
    explained = workflow.explain(Path("targets.yaml"), (), "V1").reckoning
    assert explained is not None
    assert [(h.outcome, h.sentence.zh) for h in explained.holdings] == [
        ("pass", "2020年 收入 2.5亿元"),
        ("fail", "2020年 人数 由 40人（上次的快照）改成了 41人（年报），而 2020年的数已冻结"),
    ]
    builders.workbook(
        office / "data" / "年报.xlsx", {"表": f"{HEADER}\n收入 | 亿元 | 1.5 | 2.5 | 3.5\n人数 | 人 | 30 |  | 50"}
    )
    assert told() == ["FZ603 审核关系 V1 有 1 处无法审核（另有 1 处通过、0 处不通过）：缺 2020年 人数"]


@pytest.mark.usefixtures("office")
def test_a_snapshot_can_be_kept_with_the_project() -> None:
    text = Path("targets.yaml").read_text(encoding="utf-8").replace("against: last", "against: 基期/2020.json")
    Path("targets.yaml").write_text(text, encoding="utf-8")
    assert told()[0].endswith("没有快照 基期/2020.json")
    keep("基期/2020.json")
    assert told() == []
    declared = text.replace("收入: {unit: 亿元", "收入: {unit: 万元")
    Path("targets.yaml").write_text(declared, encoding="utf-8")
    assert told() == []  # 2.5亿元 of the snapshot are 25000万元
    Path("基期/2020.json").write_bytes(Path("基期/2020.json").read_bytes()[:-9])
    assert [line[:5] for line in told()] == ["FZ603", "FZ905"]


@pytest.mark.usefixtures("office")
def test_a_link_out_of_the_project_is_not_followed(tmp_path_factory: pytest.TempPathFactory) -> None:
    keep("基期/2020.json")
    outside = tmp_path_factory.mktemp("other") / "2020.json"
    Path("基期/2020.json").rename(outside)
    Path("基期/2020.json").symlink_to(outside)
    text = Path("targets.yaml").read_text(encoding="utf-8").replace("against: last", "against: 基期/2020.json")
    Path("targets.yaml").write_text(text, encoding="utf-8")
    assert told()[0].endswith("没有快照 基期/2020.json")

"""`fzplan import-checks`: a list of printed relations in, entries of `checks:` out, everything else told at its cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import plan as plan_room
from fzplan import workflow
from fzplan.cli import app
from fzplan.workflow.importing import import_checks
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures:
  收入: {unit: 亿元, kind: flow}
  技术: {unit: 亿元, kind: flow}
  产品: {unit: 亿元, kind: flow}
  人数: {unit: 人, kind: stock, aliases: [从业人员]}
forms:
  年报: {files: "年报*.xlsx", rows: "{measure}", columns: "{period}"}
  快报: {files: "快报*.xlsx", rows: "{measure}", columns: "{period}"}
  项目:
    files: 项目.xlsx
    rows: entity
    period: 2022
    key: 项目
    fields:
      项目: 项目
      开始: {column: 项目起始日期, unit: "1"}
      完成: {column: 项目完成日期, unit: "1"}
      经费: {column: 经费支出, unit: 千元}
      政府: {column: 政府资金, unit: 千元}
checks:   # 已有的
  - {id: R02, within: 收入 >= 产品}   # 留着
"""
RETURN = "指标 | 代码 | 2022年\n收入（千元） | '01 | 900\n技术（千元） | '02 | 500\n产品（千元） | '03 | 400\n人数（人） | '04 | 7"
PROJECTS = """
项目 | 来源 | 合作 | 成果 | 目标 | 项目起始日期 | 项目完成日期 | 阶段 | 人员 | 时间 | 经费支出 | 政府资金
甲 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11
甲项目 | 1 | 2 | 3 | 4 | 201601 | 201612 | 1 | 2 | 3 | 100 | 20
"""
LIST = """
序号 | 表名 | 审核公式 | 审核类型 | 说明
1 | 年报 | 01=02+03 | 强制性 | 合计
2 | 年报 | 04≤99999 | 核实性 |
3 | 年报 | 01≥03 | 强制性 |
4 | 年报 | 09≥01 | 强制性 |
5 | 年报 | 01≥04 | 强制性 |
6 | 年报 | 若01>0则 | 强制性 |
7 | 项目 | 若6≠000000,则5≤6且5≤201612且6≥201601 | 准强制 | 日期
8 | 项目 | 11≤10 | 提示 |
9 | 年报 | 快->01=01 | |
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报2022.xlsx", {"表": RETURN})
    builders.workbook(tmp_path / "data" / "快报2022.xlsx", {"表": RETURN})
    builders.workbook(tmp_path / "data" / "项目.xlsx", {"表": PROJECTS})
    builders.workbook(tmp_path / "逻辑审核关系表.xlsx", {"关系": LIST})
    return tmp_path


ENTRIES = """\
checks:
  - {id: R01, level: error, sum: {total: 收入, parts: [技术, 产品]}, note: 合计}  # 01=02+03（逻辑审核关系表.xlsx:关系!C2）
  - {id: R03, level: verify, within: 人数 ≤ 99999人}  # 04≤99999（逻辑审核关系表.xlsx:关系!C3）
  - {id: R06, level: confirm, within: "若 完成 ≠ 0 则 开始 ≤ 完成 且 开始 ≤ 201612 且 完成 ≥ 201601", note: 日期}  # 若6≠000000,则5≤6且5≤201612且6≥201601（逻辑审核关系表.xlsx:关系!C8）
  - {id: R07, level: info, within: 政府 ≤ 经费}  # 11≤10（逻辑审核关系表.xlsx:关系!C9）
  - {id: R08, across: "快报.收入 = 年报.收入"}  # 快->01=01（逻辑审核关系表.xlsx:关系!C10）
"""


def test_a_list_becomes_entries_and_the_rest_is_told(office: Path) -> None:
    del office
    found = import_checks(Path("逻辑审核关系表.xlsx"), Path("targets.yaml"), form="年报", tables={"快": "快报"})
    assert found.yaml() == ENTRIES
    assert found.read == 9
    assert [(str(d.at).split("!")[-1], d.code, d.message("zh")) for d in found.diagnostics] == [
        ("C4", "FZ647", "“01≥03”没有导入：写成 收入 ≥ 产品 后，审核关系 R04 与 R02 是同一条：收入 ≥ 产品（FZ640）"),
        ("C5", "FZ646", "“09≥01”没有导入：09 不对应任何指标（表式 年报）"),
        ("C6", "FZ647", "“01≥04”没有导入：写成 收入 ≥ 人数 后，单位不同类：收入是“亿元”，人数是“人”（FZ204）"),
        ("C7", "FZ645", "没有读懂“若01>0则”：末尾缺代码、名称或数"),
    ]
    assert all(d.message("en") and d.help("zh") and d.help("en") for d in found.diagnostics)
    assert found.diagnostics[1].help("zh").endswith("已知的有：01 收入、02 技术、03 产品、04 人数")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = app.run(["import-checks", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_printed_to_stdout_with_a_report(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del office
    code, out, err = run(capsys, "逻辑审核关系表.xlsx", "--form", "年报", "--table", "快=快报", "--lang", "en")
    assert (code, out.strip()) == (1, ENTRIES.strip())
    assert "relations read: 9, imported: 5 (as checks: 5), not imported: 4" in err
    assert "FZ645" in err


def test_as_json(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del office
    code, out, _ = run(capsys, "逻辑审核关系表.xlsx", "--form", "年报", "--table", "快=快报", "--format", "json")
    found = json.loads(out)
    assert (code, found["fzplan"], found["relations"]) == (1, 1, 9)
    assert found["checks"][0] == {
        "id": "R01",
        "yaml": "- {id: R01, level: error, sum: {total: 收入, parts: [技术, 产品]}, note: 合计}",
        "source": "01=02+03",
        "place": "逻辑审核关系表.xlsx:关系!C2",
    }
    assert [(d["code"], d["cell"]) for d in found["diagnostics"]][:2] == [("FZ647", "C4"), ("FZ646", "C5")]


def test_written_into_the_plan_file_and_held_there(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("逻辑审核关系表.xlsx", "--form", "年报", "--table", "快=快报", "--lang", "zh")
    code, out, err = run(capsys, *arguments, "--write", "targets.yaml")
    assert (code, out) == (1, "")
    assert "读到 9 条关系，导入 5 条（5 条审核），未导入 4 条" in err
    text = (office / "targets.yaml").read_text(encoding="utf-8")
    assert "checks:   # 已有的\n  - {id: R02, within: 收入 >= 产品}   # 留着\n  - {id: R01," in text
    loaded, findings = plan_room.load(Path("targets.yaml"))
    assert loaded is not None
    assert [f.code for f in findings] == []
    assert [c.id for c in loaded.checks] == ["R02", "R01", "R03", "R06", "R07", "R08"]
    passed = {c.id: (c.passed, c.failed) for c in workflow.check(Path("targets.yaml")).counted}
    assert passed == {"R02": (1, 0), "R01": (1, 0), "R03": (1, 0), "R06": (3, 0), "R07": (1, 0), "R08": (1, 0)}
    again = import_checks(Path("逻辑审核关系表.xlsx"), Path("targets.yaml"), form="年报", tables={"快": "快报"})
    assert again.checks == ()  # all are there already


def test_written_to_a_file_of_its_own(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "一条.txt").write_text("从业人员大于0\n", encoding="utf-8")
    code, _, err = run(capsys, "一条.txt", "-o", "新.yaml", "--lang", "zh")
    assert (code, "已写入 新.yaml" in err) == (0, True)
    assert (office / "新.yaml").read_text(encoding="utf-8") == (
        "checks:\n  - {id: R01, within: 人数 > 0}  # 从业人员大于0（一条.txt:1:1）\n"
    )
    code, _, _ = run(capsys, "一条.txt", "-o", "新.yaml")
    assert code == 1  # it is there already
    assert run(capsys, "一条.txt", "-o", "新.yaml", "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("逻辑审核关系表.xlsx", "--form", "半年报"), "FZ656"),
        (("逻辑审核关系表.xlsx", "--form", "年报", "--table", "快=半年报"), "FZ656"),
        (("没有.xlsx", "--form", "年报"), "没有.xlsx"),
        (("空.txt",), "FZ648"),
        (("逻辑审核关系表.xlsx", "--table", "快"), "--table"),
        (("逻辑审核关系表.xlsx", "--write", "targets.yaml", "-o", "a.yaml"), "--write"),
        (("逻辑审核关系表.xlsx", "--plan", "nowhere.yaml"), "FZ101"),
    ],
)
def test_wrong_usage_is_2(
    office: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    (office / "空.txt").write_text("没有关系\n", encoding="utf-8")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_of_several_tables_each_has_to_be_named(office: Path) -> None:
    grid = "表号 | 审核公式\nA表 | 01≥02\nB表 | 02≥03\n"
    builders.workbook(office / "两表.xlsx", {"关系": grid})
    found = import_checks(Path("两表.xlsx"), Path("targets.yaml"), form="年报", tables={"A表": "快报"})
    assert [c.source for c in found.checks] == ["01≥02", "02≥03"]  # B表 is the one left: the form
    builders.workbook(office / "两表.xlsx", {"关系": grid + "C表 | 01≥03\n"})
    found = import_checks(Path("两表.xlsx"), Path("targets.yaml"), form="年报", tables={"A表": "快报"})
    assert [c.source for c in found.checks] == ["01≥02"]
    assert [(d.code, d.facts["code"]) for d in found.diagnostics] == [("FZ646", "02"), ("FZ646", "01")]


def test_a_form_without_codes_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    builders.workbook(office / "data" / "年报2022.xlsx", {"表": "指标 | 2022年\n收入（千元） | 900"})
    code, out, err = run(capsys, "逻辑审核关系表.xlsx", "--form", "年报")
    assert (code, "FZ649" in err, "R01" in out) == (1, True, True)


def test_checks_in_one_line_are_not_added_to(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "一条.txt").write_text("从业人员大于0\n", encoding="utf-8")
    text = PLAN.split("checks:", maxsplit=1)[0].lstrip() + "checks: [{id: R02, within: 收入 >= 产品}]\n"
    (office / "targets.yaml").write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "一条.txt", "--write", "targets.yaml", "--lang", "zh")
    assert (code, "写在一行里" in err) == (1, True)
    assert (office / "targets.yaml").read_text(encoding="utf-8") == text


def test_a_plan_file_that_is_not_there_is_begun(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "一条.txt").write_text("从业人员大于0\n", encoding="utf-8")
    assert run(capsys, "一条.txt", "--write", "新.yaml")[0] == 0
    assert (office / "新.yaml").read_text(encoding="utf-8").startswith("fzplan: 1\n\nchecks:\n  - {id: R01,")


def test_a_plan_with_one_form_needs_no_option(office: Path) -> None:
    text = PLAN[: PLAN.index("  快报:")] + "checks: []\n"
    builders.plan(office, text)
    found = import_checks(Path("逻辑审核关系表.xlsx"), Path("targets.yaml"))
    assert "sum: {total: 收入, parts: [技术, 产品]}" in found.yaml()


def test_the_repositorys_own_return_prints_relations_that_are_understood(repository: Callable[[], Path]) -> None:
    root = repository()
    book = root / "data" / "returns" / "示例_2024年企业科技活动综合表.xlsx"
    found = import_checks(book, root / "targets.yaml", form="企业科技活动综合表")
    assert found.read == 2
    said = [c.line.split("  #")[0].split(", ", 1)[1] for c in found.checks]
    assert said == ["within: 研发费用 ≥ 委托外单位开发费用}", "within: 年末从业人员 ≥ 研发人员}"]


@pytest.fixture
def repository() -> Callable[[], Path]:
    return lambda: Path(__file__).parents[2]

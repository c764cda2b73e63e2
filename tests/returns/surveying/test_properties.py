"""Random tables drawn onto sheets: the form that the survey writes reads back exactly the numbers drawn."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import cells, workbook
from tests.returns.reading import data_file

from fzplan import plan as plan_room
from fzplan.returns import extract, survey

PLACES = ("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "上海")
MEASURES = ("总收入（亿元）", "从业人员（万人）", "企业数（个）", "研发费用（亿元）", "专利授权（件）")
YEARS = ("2018年", "2019年", "2020年", "2021年", "2022年")
NUMBERS = st.integers(0, 99999).map(lambda n: n / 10)
BLANK_ROWS = st.integers(0, 2)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str, list[float]]:
    """Draw a file name, a grid, and the numbers that stand in it."""
    across = draw(st.sampled_from(("measures", "years", "places")))
    heads = {"measures": MEASURES, "years": YEARS, "places": PLACES}[across]
    labels = MEASURES if across == "years" else PLACES if across == "measures" else YEARS
    heads = heads[: draw(st.integers(2, len(heads)))]
    labels = labels[: draw(st.integers(2, len(labels)))]
    title = draw(st.sampled_from(("", "表1-2 主要情况", "2023年主要经济指标")))
    spaced = draw(st.booleans())
    values = [[draw(NUMBERS) for _ in heads] for _ in labels]
    lines = [f"{title}{' | ' * len(heads)}"] if title else []
    lines += [" | " * len(heads)] * (draw(BLANK_ROWS) if title else 0)
    corner = {"measures": "地区", "years": "指标", "places": "年份"}[across]
    lines.append(" | ".join([corner, *heads]))
    for label, row in zip(labels, values, strict=True):
        shown = label.replace("北京", "北    京") if spaced else label
        lines.append(" | ".join([shown, *map(str, row)]))
    if draw(st.booleans()):
        lines.append("注：数据由各区填报。" + " | " * len(heads))
    name = draw(st.sampled_from(("raw-2023.xlsx", "报表.xlsx")))
    return name, "\n".join(lines), sorted(v for row in values for v in row)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_form_reads_back_exactly_the_numbers_drawn(drawn: tuple[str, str, list[float]]) -> None:
    name, grid, values = drawn
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = workbook(root / "data" / name, {"Sheet1": grid})
        found, _ = survey(data_file(path, f"data/{name}"))
        assert found is not None
        (sheet,) = found.sheets
        (table,) = sheet.tables
        assert table.numbers == len(values)
        assert sheet.account is not None
        assert sheet.account.holds
        text = plan_room.draft_returns(list(found.drafts), name="例", span=(2021, 2025), stated=True, lang="zh")
        if table.draft is not None and table.draft.period_missing:
            text = text.replace("    rows:", "    period: 2020\n    rows:").replace(
                "{files: ", "{period: 2020, files: "
            )
        (root / "targets.yaml").write_text(text, encoding="utf-8")
        plan, findings = plan_room.load(root / "targets.yaml")
        assert plan is not None
        assert not [f for f in findings if f.severity > 0], text
        extraction, _ = extract(plan, [root / "data"], root)
        assert sorted(o.value for o in extraction.observations) == values, (grid, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(("", "北京", "2020", "12.5", "亿元", "—", "合计", "1", "2021年", "x")),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=10,
    )
)
def test_no_sheet_breaks_the_survey_and_every_number_has_its_fate(rows: list[list[str]]) -> None:
    grid = "\n".join(" | ".join(row) for row in rows)
    if not any(cell for row in cells(grid) for cell in row):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "a.xlsx", {"S": grid})
        found, findings = survey(data_file(path, "a.xlsx"))
        assert found is not None or findings
        for sheet in found.sheets if found else ():
            assert sheet.account is not None
            assert sheet.account.holds
            assert sheet.account.numbers >= sheet.numbers  # symbols have a fate too

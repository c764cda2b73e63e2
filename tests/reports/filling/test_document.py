"""The office's own document filled: loops, tables, slips with their paragraph, hostile templates."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from fzplan.reports import Settings, filling
from fzplan.reports.filling.vocabulary import Vocabulary
from tests.reports.filling.test_vocabulary import WITH_MEMBERS
from tests.reports.outcomes import OUTCOME

if TYPE_CHECKING:
    from fzplan.model.results import Outcome

BANNER = "{{banner}}"


def made(*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(rows=len(table), cols=max(map(len, table)))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def filled(content: bytes, outcome: Outcome = WITH_MEMBERS, lang: Any = "zh") -> tuple[Any, list[str]]:
    done, told = filling.filled(outcome, Settings(lang), content, "模板.docx")
    return None if done is None else docx.Document(io.BytesIO(done)), [
        f"{d.at} {d.code} {d.message(lang)}" for d in told
    ]


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_names_fields_and_members() -> None:
    document, told = filled(
        made(
            BANNER,
            "截至{{ as_of }}，总收入{{总收入.2024}}亿元，东区{{总收入[东区].2024}}亿元，{{total_income.verdict}}。",
            header="{{plan.name}}",
        )
    )
    assert told == []
    assert lines(document) == ["示例数据，非统计资料，不得引用", "截至2024年，总收入8466.0亿元，东区5400.0亿元，滞后。"]
    assert document.sections[0].header.paragraphs[0].text == "丰台园“十四五”发展规划"


def test_loops_and_conditions_and_rows_of_a_table() -> None:
    document, told = filled(
        made(
            BANNER,
            "{%p for t in lagging %}",
            "{{loop.index}}．{{t.name}}{% if t.outlook == '难以完成' %}（难）{% endif %}{% if t.remark %}{{t.remark}}{% else %}原因：＿＿{% endif %}",
            "{%p endfor %}",
            "共{{targets|length}}项，{% for g in groups %}{{g.section}}{{g.targets|length}}项；{% endfor %}",
            table=(
                ("序号", "指标", "2024年"),
                ("{%tr for t in targets if t.verdict_code == 'behind' %}",),
                ("{{t.no}}", "{{t.name}}", "{{t.actual}}{{t.unit}}"),
                ("{%tr endfor %}",),
            ),
        )
    )
    assert told == []
    assert lines(document)[1:5] == [
        "1．总收入（难）原因：＿＿", "2．地均产出（难）原因：＿＿", "3．单位能耗（难）原因：＿＿",
        "共12项，二(三)2 具体目标8项；三(一)1 两大千亿产业集群4项；",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["序号", "指标", "2024年"], ["1", "总收入", "8466.0亿元"], ["3", "地均产出", "480.2亿元/平方公里"],
        ["10", "单位能耗", "-7.3%"],
    ]  # fmt: skip


def test_lists_that_have_nothing_are_empty_and_tasks_are_there() -> None:
    document, told = filled(
        made(
            BANNER,
            "{% for d in deliverables %}{{d.name}}{{d.date}}{% endfor %}",
            "{% for d in definitions %}{{d.unit}} {% endfor %}",
        )
    )
    assert told == []
    assert lines(document)[1] == "超级计算中心2023-06-01轨道交通特色园区"
    assert lines(document)[2].startswith("亿元 万元/人 ")


def test_a_missing_figure_says_so_and_is_told_with_its_paragraph() -> None:
    document, told = filled(made(BANNER, "劳均产出为{{劳均产出.2024}}。"))
    assert lines(document)[1] == "劳均产出为（无数据）。"
    assert told == [
        "模板.docx:劳均产出为{{劳均产出.2024}}。 FZ923 劳均产出.2024 没有数，此处为“（无数据）”：缺从业人员平均人数2024年数据"
    ]


def test_every_slip_is_told_in_one_run_and_nothing_is_written() -> None:
    document, told = filled(
        made(
            BANNER, "收入{{总收人.2024}}与{{总收入.2042}}", "{% for t in targets %}{{t.verdct}}{% endfor %}", "{{总收入}}",
            "{{plan.nam}}", "{{as_of.year}}", "{{groups}}", "{% for t in targets %}{{t}}{% endfor %}", header="{{bannr}}",
        )
    )  # fmt: skip
    assert document is None
    assert sorted(line[line.index("FZ") :] for line in told) == [
        "FZ921 模板中的 as_of.year 没有对应的数：没有这个年份、成员或项目",
        "FZ921 模板中的 bannr 没有对应的数：规划文件没有这个名称",
        "FZ921 模板中的 groups 没有对应的数：后面要写年份或项目",
        "FZ921 模板中的 plan.nam 没有对应的数：没有这个年份、成员或项目",
        "FZ921 模板中的 t 没有对应的数：后面要写年份或项目",
        "FZ921 模板中的 t.verdct 没有对应的数：没有这个年份、成员或项目",
        "FZ921 模板中的 总收人.2024 没有对应的数：规划文件没有这个名称",
        "FZ921 模板中的 总收入 没有对应的数：后面要写年份或项目",
        "FZ921 模板中的 总收入.2042 没有对应的数：没有这个年份、成员或项目",
    ]
    assert any(line.startswith("模板.docx:收入{{总收人.2024}}与") for line in told)


HOSTILE = {
    "{{ as_of.__class__ }}": "不能取内部属性",
    "{{ plan['__class__'] }}": "不能取内部属性",
    "{{ ''.__class__.__mro__ }}": "模板不执行代码",
    "{{ cycler.__init__.__globals__.os.popen('touch hacked').read() }}": "模板不执行代码",
    "{{ targets.append(1) }}": "模板不执行代码",
    "{{ 'a' * 10**10 }}": "模板不执行代码",
    "{{ '%9999999999d'|format(1) }}": "模板不执行代码",
    "{{ targets|map(attribute='__class__')|list }}": "模板不执行代码",
    "{% set x = 1 %}": "模板不执行代码",
    "{% macro m() %}{{ m() }}{% endmacro %}": "模板不执行代码",
    "{% include '/etc/passwd' %}": "模板不执行代码",
    "{% for i in range(10**12) %}x{% endfor %}": "只能在所列的列表上循环，如 targets、lagging、groups",
    "{% for i in 'abc' %}x{% endfor %}": "只能在所列的列表上循环，如 targets、lagging、groups",
    "{% for a in as_of %}x{% endfor %}": "只能在所列的列表上循环，如 targets、lagging、groups",
    "{% for a in targets recursive %}{{ loop(targets) }}{% endfor %}": "只能在所列的列表上循环，如 targets、lagging、groups",
    "{% for a in targets %}{% for b in targets %}{% for c in targets %}x{% endfor %}{% endfor %}{% endfor %}": "循环最多两层",
    "{{ a b }}": "写法有误：expected token 'end of print statement', got 'b'",
    "{% for t in targets %}": None,
}


@pytest.mark.parametrize(("text", "reason"), HOSTILE.items(), ids=HOSTILE)
def test_no_code_of_a_template_is_run(text: str, reason: str | None, tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    began = time.monotonic()
    document, told = filled(made(BANNER, text))
    assert document is None
    assert time.monotonic() - began < 5
    assert list(tmp_path.iterdir()) == []
    assert all("FZ922" in line for line in told)
    assert reason is None or any(line.endswith(f"不能使用：{reason}") for line in told), told


def test_texts_of_the_data_are_texts() -> None:
    from dataclasses import replace

    evil = replace(OUTCOME.assessments[0].target, owner="<w:p/> & {{plan.name}}{% for %}")
    outcome = replace(OUTCOME, assessments=(replace(OUTCOME.assessments[0], target=evil), *OUTCOME.assessments[1:]))
    document, told = filled(made(BANNER, "{{total_income.owner}}"), outcome)
    assert told == []
    assert lines(document)[1] == "<w:p/> & {{plan.name}}{% for %}"


def test_a_template_says_what_the_data_are() -> None:
    assert filled(made("{{as_of}}"))[1] == ["模板.docx FZ925 模板没有写明“示例数据，非统计资料，不得引用”的地方"]


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no zip", "它不是 .docx，或已损坏、加了密码"),
        (zipped(a=b"x"), "它不是 .docx，或已损坏、加了密码"),
        (zipped(a=b"\0" * 60_000_000), "展开后超过 50 MB"),
        (zipped(**{"[Content_Types].xml": b"<Types>wordprocessingml.document.main+xml</Types>"}), None),
        (made("没有占位符"), "没有任何可填之处（{{占位符}} 或可认的名称）"),
    ],
    ids=["no zip", "another zip", "bomb", "hollow", "nothing"],
)
def test_a_template_that_cannot_be_used(content: bytes, reason: str | None) -> None:
    document, told = filled(content)
    assert document is None
    assert "FZ920" in told[0]
    assert reason is None or told[0] == f"模板.docx FZ920 模板不能用：{reason}"


def test_the_same_template_gives_the_same_bytes() -> None:
    content = made(BANNER, "{{total_income.sentence}}")
    coreless = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(coreless, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "_rels/.rels":
                part = part.replace(b"docProps/core.xml", b"docProps/app.xml").replace(
                    b"metadata/core-properties", b"x"
                )
            if name != "docProps/core.xml":
                target.writestr(name, part)
    for one in (content, coreless.getvalue()):
        first = filling.filled(OUTCOME, Settings(), one, "a.docx")
        assert first == filling.filled(OUTCOME, Settings(), one, "a.docx")
        assert first[0] is not None
        with zipfile.ZipFile(io.BytesIO(first[0])) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert str(dt.datetime.now(dt.UTC).year).encode() not in archive.read("docProps/core.xml")


def test_english() -> None:
    document, told = filled(made(BANNER, "{{总收入.name}}: {{total_income.verdict}}, {{劳均产出.2024}}"), lang="en")
    assert lines(document)[1] == "total income: behind, (no data)"
    assert len(told) == 1


def test_the_vocabulary_is_that_of_workbooks() -> None:
    vocabulary = Vocabulary(WITH_MEMBERS, Settings())
    for name in vocabulary.names():
        assert vocabulary.record(name) is not None


def test_the_example_of_the_documentation_works() -> None:
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text(encoding="utf-8")
    example = page[page.index("{%p for t in lagging %}") :].partition("```")[0].strip().splitlines()
    document, told = filled(made(BANNER, *example))
    assert told == []
    assert lines(document)[1].startswith("1．2024年总收入8466.0亿元")
    assert lines(document)[1].endswith("原因：＿＿＿＿")

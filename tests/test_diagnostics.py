from __future__ import annotations

from fzplan.diagnostics import (
    CellRef,
    FileRef,
    Related,
    Rule,
    Severity,
    Span,
    Text,
    column_letters,
    ordered,
)

UNIT = Rule(
    "FZ299",
    "unit-test",
    Severity.ERROR,
    says=Text("应为{want}，实为{got}", "expected {want}, found {got}"),
    mend=Text("改为{want}", "write {want}"),
    page=Text("说明", "page"),
)


def test_a_finding_speaks_both_languages_and_its_facts_too() -> None:
    finding = UNIT(Span("t.yaml", 3, 7), want="亿元", got=Text("人", "persons"))
    assert finding.code == "FZ299"
    assert finding.message("zh") == "应为亿元，实为人"
    assert finding.message("en") == "expected 亿元, found persons"
    assert finding.help("zh") == "改为亿元"
    assert str(finding.at) == "t.yaml:3:7"


def test_places_are_written_as_people_find_them() -> None:
    assert str(CellRef("data/2024.xlsx", "收入", 14, 4)) == "data/2024.xlsx:收入!D14"
    assert str(CellRef("a.csv", "", 2, 28)) == "a.csv:AB2"
    assert str(CellRef("a.xlsx", "S", 5, 4, 2004, 4)) == "a.xlsx:S!D5:D2004"
    assert str(FileRef("a.xlsx")) == "a.xlsx"
    assert str(FileRef("a.xlsx", "S")) == "a.xlsx:S"
    assert Span("t.yaml", 3, 7).shifted(4, 2) == Span("t.yaml", 3, 11, 2)
    assert column_letters(702) == "ZZ"


def test_severity_can_be_set_and_has_labels() -> None:
    finding = UNIT(FileRef("a"), severity=Severity.INFO, want="1", got="2")
    assert finding.severity is Severity.INFO
    assert [s.label.zh for s in Severity] == ["提示", "核实", "准强制", "强制"]
    assert Severity.CONFIRM.code == "confirm"


def test_order_is_by_file_place_and_code_and_equal_findings_count_once() -> None:
    cell = UNIT(CellRef("b.xlsx", "S", 2, 1), want="1", got="2")
    line = UNIT(Span("a.yaml", 9, 1), want="1", got="2")
    file = UNIT(FileRef("b.xlsx"), want="1", got="2")
    related = UNIT(Span("a.yaml", 9, 1), Related(FileRef("x"), Text("见", "see")), want="1", got="2")
    assert ordered([cell, file, line, related]) == (line, file, cell)

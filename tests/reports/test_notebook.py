"""The gap table in notebooks: all columns, nothing from data unescaped, the verdict a word."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from fzplan.reports import Settings, lines, notebook
from tests.reports.outcomes import OUTCOME


class Reader(HTMLParser):
    """Counts tags and collects the texts of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: dict[str, int] = {}
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen[tag] = self.seen.get(tag, 0) + 1
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert not reader.open
    return reader


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_cell_of_the_table_is_there(lang: str) -> None:
    html = notebook.render(OUTCOME, Settings(lang))  # type: ignore[arg-type]
    reader = read(html)
    assert reader.seen["td"] == len(OUTCOME.assessments) * len(lines.COLUMNS)
    for group in lines.groups(OUTCOME, lang):  # type: ignore[arg-type]
        for line in group.lines:
            assert set(filter(None, line.cells.values())) <= set(reader.texts)
    assert lines.banners(OUTCOME, lang)[0] in reader.texts  # type: ignore[arg-type]


def test_what_stands_in_data_is_escaped() -> None:
    evil = "<script>alert(1)</script>&\"'"
    head = replace(OUTCOME.plan.head, name=evil)
    target = replace(OUTCOME.assessments[0].target, section=evil)
    found = replace(
        OUTCOME,
        plan=replace(OUTCOME.plan, head=head, labels={"behind": evil}),
        assessments=(replace(OUTCOME.assessments[0], target=target, unit=evil),),
    )
    html = notebook.render(found, Settings())
    assert "<script" not in html
    assert read(html).texts.count(evil) >= 3  # caption, section, unit


def test_no_colour_tells_anything() -> None:
    html = notebook.render(OUTCOME, Settings())
    assert "color" not in html
    assert "<strong>滞后</strong>" in html
    assert "△ 最新数变动1%以内判定即会改变" in html

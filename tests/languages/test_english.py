"""A plan without a Chinese word, in English: no command prints or writes a Chinese character.

What is left of Chinese in an English run is data: ids, members, sheets and files of the plan. This plan has none, so
anything Chinese would be the program's own.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.cli.runs import Done, fzplan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan:
      {name: Plan of the district, short: District, baseline: 2020, span: 2021-2025, lang: en, source: Notice 5 of 2021,
       office: Office of statistics}
    dimensions:
      zone: {members: [East, West], partition: true}
    measures:
      income: {unit: million CNY, kind: flow, decimals: 1}
      staff: {unit: persons, kind: average}
      women: {unit: persons, kind: stock}
      area: {unit: km2, kind: fixed}
      research: {unit: million CNY, kind: flow}
      sales: {unit: million CNY, kind: flow}
    indicators:
      output_per_head:
        unit: CNY/person
        formula: income / staff
        target: {id: per_head, at_least: 400000, by: 2025, nature: binding, owner: Bureau of industry, weight: 3, quote: 400 thousand per head}
      intensity:
        unit: "%"
        decimals: 2
        formula: research / income
        targets: [{id: intensity_range, between: [3, 4], by: 2025}, {id: intensity_rise, rise_by: 0.5 pp, over: 2021-2025}]
      growth_of_income: {unit: "%", formula: growth(income)}
      total_income:
        unit: million CNY
        formula: income
        targets:
          - {id: income_growth, of: growth, at_least: 8%, over: 2021-2025}
          - {id: income_total, of: total, at_least: 40000, over: 2021-2025}
          - {id: income_twice, times: 1.5, by: 2025}
          - {id: each_year, at_least: 7000, each: 2021-2025}
      women_share: {unit: "%", formula: women / staff, target: {id: women_up, direction: up, over: 2021-2025}}
      dense: {unit: million CNY/km2, formula: income / area, target: {id: dense, more_than: 50, by: 2025, milestones: {2023: 40}}}
      watched: {unit: persons, formula: staff, target: {id: watched, monitor: the plan names no number}}
    deliverables: {Computing centre: {id: centre, by: 2023}, Library: {id: library, by: 2025}}
    forms:
      annual: {files: "annual*.xlsx", sheets: Main, rows: measure, columns: period}
      zones: {files: "zones*.xlsx", rows: "{measure} > {zone}", columns: period, unit: million CNY}
      tasks: {files: "tasks*.xlsx", rows: task, columns: value}
      firms:
        files: "firms*.xlsx"
        rows: entity
        period: 2024
        key: code
        fields: {turnover: {column: sales, unit: million CNY}, zone: {column: zone}, code: {column: code}}
        aggregate: {sales: sum(turnover)}
    checks:
      - {id: R01, within: women <= staff, note: women are staff}
      - {id: R02, level: verify, period: {measure: income, growth: ["-5%", "6%"]}}
      - {id: R03, level: confirm, within: research < income}
      - {id: R04, code: {field: firms.code, pattern: "[0-9A-Z]{4}", unique: true}}
      - {id: R05, jump: {of: [income, staff]}}
    claims:
      - {id: C-1, quote: growth of 10%, printed: 10%, formula: "cagr(income, since=2020, until=2024)"}
      - {id: C-2, quote: 1.2 times, implies: {income@2020: income@2024 / 1.2}}
    examples:
      - {indicator: output_per_head, given: {income: 8000 million CNY, staff: 20000 persons}, expect: 400000 CNY/person}
"""
MAIN = """
    Item | Unit | 2020 | 2021 | 2022 | 2023 | 2024
    income | million CNY | 6000.0 | 6300.0 | 6500.0 | 7000.0 | 7600.0
    staff | persons | 18200 | 18400 | 19000 | 19100 | 19800
    women | persons | 9000 | 9100 | 9200 | 9300 | 9400
    area | km2 | 150 | | | |
    research | million CNY | 170 | 190 | 200 | 230 | 260
"""
FAULTY = """
    Item | Unit | 2020 | 2021 | 2022 | 2023 | 2024
    income | million CNY | 6000.0 | 6300.0 | n/a? | 7000.0 | 7600.0
    staff | persons | 18200 | 18400 | 19000 | 19100 | 19800
    women | persons | 9000 | 9100 | 9200 | 9300 | 20000
    research | million CNY | 170 | 190 | 200 | 230 | 26000
    other | persons | 1 | 2 | 3 | 4 | 5
"""
ZONES = """
    Item | Zone | 2023 | 2024
    income | East | 4000.0 | 4500.0
    income | West | 3000.0 | 3100.0
"""
FIRMS = """
    name | code | zone | sales
    Alpha | A001 | East | 4500
    Beta | B002 | West | 3100
"""
FAULTY_FIRMS = FIRMS + "    Gamma | A001 | North | x\n    Delta | 7 | East | 12\n"
TASKS = """
    task | state | date
    Computing centre | done | 2023-05-01
"""
CHINESE = re.compile("[\u3400-\u9fff、：；，（）。「」《》]+")
FONTS = re.compile(r'"[^"<>]*"(?=[^<>]*/>)|<(?:name|rFont|a:ea|a:latin|font)\b[^>]*>|<style>.*?</style>', re.DOTALL)
"""Names of fonts are Chinese: attributes of an element that says nothing else, and rules of a style sheet."""
CODES = re.compile('unit": "百分点"|(?<=,)百分点(?=,)')
"""In JSON and CSV a unit is what the plan file may say: it does not change with the language."""
DESIGN = ("styles.xml", "theme1.xml", "fontTable.xml", ".schema.json")
RENDERED = "gap.xlsx gap.docx gap.html gap.md gap.json gap.csv gap.targets.csv gap.sdmx.csv gap.txt"

SAID = [
    "compute", "compute --by zone --score --method cagr-ratio --verbose", "compute --format json --by zone",
    "compute --format md", "compute --format csv", "compute --format sdmx",
    "compute --set income@2024=9000 --fail-on-target missed", "compute --year 1990",
    "compute --by none --method none --set none@2024=1", "check", "check --format concise", "check --format json",
    "check --format csv", "check --format md", "check --format github", "check --format gitlab", "check --format junit",
    "check --coverage --verbose --strict --fail-on verify", "explain output_per_head", "explain per_head",
    "explain intensity_range 2023", "explain intensity_rise", "explain income_growth", "explain income_total",
    "explain each_year", "explain women_up", "explain dense", "explain watched", "explain income 2024 --by zone=East",
    "explain sales", "explain R01", "explain R02", "explain R03", "explain R04", "explain R05", "explain C-1",
    "explain none", "explain output_per_head 1990", "schedule", "schedule --format json", "diff old data",
    "diff old data --format json", "diff old none", "diff --last", "audit", "audit --format json", "inspect data",
    "inspect data --format json", "inspect data/annual.xlsx --dump", "init", "init --targets none.xlsx",
    "template none",  "import-checks list.txt --format json", "import-checks none.txt",
    "pack --verify none.zip", "pack", "rule NOTHING", "completion bash", "completion none", "doctor",
    "nonsense", "compute --nonsense", "compute --year x", "compute -o x.odt", "compute --plan none.yaml", "--help",
]  # fmt: skip
"""Lines whose output is looked at: right ones and wrong ones."""
WRITTEN = [
    f"compute --fail-on never {' '.join(f'-o out/{name}' for name in RENDERED.split())}",
    "compute --fail-on never --set income@2024=9000 -o out/what-if.xlsx -o out/what-if.html -o out/what-if.docx",
    "compute --fail-on never --public -o out/public.html -o out/public.md",
    "check -o out/check.xlsx -o out/check.md -o out/check.csv -o out/check.txt -o out/check.xml --exit-zero",
    "check --annotate out/marked --exit-zero",
    "schedule --fail-on never -o out/schedule.xlsx -o out/schedule.txt -o out/schedule.json",
    "diff old data -o out/diff.xlsx -o out/diff.md -o out/diff.json",
    "audit --fail-on never -o out/audit.json",
    "init data --plan out/drafted.yaml --name Name --span 2021-2025",
    "pack -o out/pack.zip --fail-on never",
]


@pytest.fixture(scope="module", params=["right", "faulty"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp(request.param)
    right = request.param == "right"
    builders.plan(place, PLAN)
    builders.workbook(place / "data" / "annual.xlsx", {"Main": MAIN if right else FAULTY})
    builders.workbook(place / "data" / "zones.xlsx", {"Zones": ZONES})
    builders.workbook(place / "data" / "firms.xlsx", {"Firms": FIRMS if right else FAULTY_FIRMS})
    builders.workbook(place / "data" / "tasks.xlsx", {"Tasks": TASKS})
    shutil.copytree(place / "data", place / "old")
    builders.workbook(place / "old" / "annual.xlsx", {"Main": MAIN.replace("7600.0", "7500.0")})
    (place / "list.txt").write_text("1. income >= research\n2. income >= nothing\n", encoding="utf-8")
    return place


def run(line: str, folder: Path) -> Done:
    done = fzplan(*line.split(), cwd=folder, FZPLAN_LANG="en", COLUMNS="160")
    assert done.returncode != 3, done.stderr
    return done


@pytest.mark.parametrize("line", SAID)
def test_nothing_chinese_is_said(line: str, folder: Path) -> None:
    done = run(line, folder)
    said = [part for part in CODES.sub("", done.stdout + done.stderr).splitlines() if CHINESE.search(part)]
    assert said == []


@pytest.mark.parametrize("line", WRITTEN)
def test_nothing_chinese_is_written(line: str, folder: Path) -> None:
    shutil.rmtree(folder / "out", ignore_errors=True)
    done = run(line, folder)
    assert done.returncode == 0, done.stderr
    written = [path for path in (folder / "out").rglob("*") if path.is_file()]
    assert written
    for path in written:
        for part, text in texts(path):
            found = CHINESE.search(text)
            assert not found, (path.name, part, text[max(0, found.start() - 80) : found.end() + 80])


def texts(path: Path) -> Iterator[tuple[str, str]]:
    if not zipfile.is_zipfile(path):
        yield "", readable(path.read_bytes())
        return
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            if name.endswith((".xml", ".txt", ".json", ".csv", ".yaml", ".md", ".html")) and not name.endswith(DESIGN):
                yield name, readable(opened.read(name))


def readable(content: bytes) -> str:
    """Return the text of a file without what is no text of it."""
    return CODES.sub("", FONTS.sub("", content.decode("utf-8")))


def test_it_is_a_plan_in_english() -> None:
    assert dedent(PLAN).isascii()

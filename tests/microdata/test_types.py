"""Columns of types that Parquet has and workbooks have not: read alike by every engine, or refused by every engine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fzplan.returns import table_files
from tests.microdata.tables import AT_HAND, EXPECTED, KINDS, ROWS, aggregated, csv, parquet, told, written

if TYPE_CHECKING:
    from pathlib import Path

engines = pytest.mark.parametrize("engine", AT_HAND)
PLACES = dict(zip(KINDS, range(4), strict=True))


def stored(path: Path, column: str, kind: Any, of: Any) -> None:
    """Write the records with one column stored otherwise."""
    at = PLACES[column]
    rows = [(*row[:at], None if row[at] is None else of(row[at]), *row[at + 1 :]) for row in ROWS]
    parquet(path, rows, kinds={**KINDS, column: kind})


@engines
@pytest.mark.parametrize(
    ("column", "kind", "of"),
    [
        ("园区", pa.dictionary(pa.int8(), pa.string()), str),
        ("代码", pa.dictionary(pa.int32(), pa.string()), str),
        ("年份", pa.uint16(), int),
        ("年份", pa.date32(), lambda y: dt.date(y, 12, 31)),
        ("年份", pa.timestamp("ns"), lambda y: dt.datetime(y, 12, 31, 23, 59)),  # noqa: DTZ001
        ("年份", pa.dictionary(pa.int8(), pa.string()), lambda y: f"{y}年"),
    ],
)
def test_read_alike(tmp_path: Path, engine: str, column: str, kind: Any, of: Any) -> None:
    written(tmp_path)
    stored(tmp_path / "data" / "a.parquet", column, kind, of)
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@engines
def test_whole_numbers_beyond_what_a_float_counts(tmp_path: Path, engine: str) -> None:
    """They are rounded to the nearest float, as everything that is computed."""
    written(tmp_path)
    rows = [(2024, "甲", "东区", 2**53 + 1), (2024, "乙", "东区", 2**60 + 129), (2024, "丙", "西区", None)]
    parquet(tmp_path / "data" / "a.parquet", rows, kinds={**KINDS, "营业收入": pa.int64()})
    found, findings = aggregated(tmp_path, engine)
    assert told(findings) == []
    # 9007199254740993 + 1152921504606847105 = 1161928703861588098 千元
    assert found["总收入", "2024", ("东区",)] == pytest.approx(116192870386158809.8, rel=1e-15)  # 万元


@engines
@pytest.mark.parametrize(
    ("column", "kind", "of", "wanted"),
    [
        ("营业收入", pa.list_(pa.float64()), lambda v: [v], "figures"),
        ("营业收入", pa.bool_(), bool, "figures"),
        ("园区", pa.list_(pa.string()), lambda v: [v], "texts, numbers or dates"),
        ("代码", pa.struct([("x", pa.string())]), lambda v: {"x": v}, "texts, numbers or dates"),
        ("代码", pa.binary(), str.encode, "texts, numbers or dates"),
        ("年份", pa.struct([("y", pa.int32())]), lambda v: {"y": v}, "texts, numbers or dates"),
        (
            "年份",
            pa.timestamp("us", "Asia/Shanghai"),
            lambda y: dt.datetime(y, 1, 1, tzinfo=dt.UTC),
            "dates without a time zone",
        ),
    ],
)
def test_refused_alike(tmp_path: Path, engine: str, column: str, kind: Any, of: Any, wanted: str) -> None:
    written(tmp_path)
    stored(tmp_path / "data" / "a.parquet", column, kind, of)
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ954"])
    (facts,) = (d.facts for d in findings if d.code == "FZ954")
    assert (facts["column"], facts["wanted"].en) == (column, wanted)


@engines
def test_words_that_mean_nothing_to_some_readers_are_texts(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "*.csv"')
    rows = [(2024, code, "东区", 20.0) for code in ("NA", "null", "None", "nan", "")]
    csv(tmp_path / "data" / "a.csv", rows=rows)
    found, findings = aggregated(tmp_path, engine)
    assert told(findings) == []
    assert found["企业数", "2024", ("东区",)] == 4  # the last one has no code
    csv(tmp_path / "data" / "a.csv", rows=[*rows, (2024, "己", "东区", "NA")])
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ952"])  # no figure, and nobody says that it is missing


@engines
@pytest.mark.parametrize(
    ("ending", "more"),
    [
        ("\n\n\n", ""),  # empty lines
        ("\n,,,\n,,,\n", ""),  # rows of a sheet that were once filled
        ("\n", '"备注,""甲"""'),  # a column whose name has a comma and quotation marks
    ],
)
def test_csv_as_offices_save_it(
    tmp_path: Path, engine: str, ending: str, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line of nothing is a record: the year is in the name of the file, so it would count."""
    monkeypatch.setattr(table_files, "LARGE", 10)
    plan = written(tmp_path, 'files: "{year}年.csv"').read_text(encoding="utf-8")
    plan = plan.replace("    period: year(年份)\n", "").replace("count_distinct(代码)", "count()")
    (tmp_path / "targets.yaml").write_text(plan.replace("    where: 营业收入 > 1万元\n", ""), encoding="utf-8")
    path = csv(tmp_path / "data" / "2024年.csv", rows=ROWS[:5])
    lines = path.read_text(encoding="utf-8").splitlines()
    if more:
        lines = [f"{line},{more if k == 0 else k}" for k, line in enumerate(lines)]
    path.write_text("\n".join(lines) + ending, encoding="utf-8")
    found, findings = aggregated(tmp_path, engine)
    assert told(findings) == []
    assert found["企业数", "2024", ("_T",)] == 5
    assert found["总收入", "2024", ("_T",)] == 16.55  # (100 + 25.5 + 30 + 10) 千元


@engines
@pytest.mark.parametrize("place", [1, 3])
def test_a_line_with_too_much_in_it_shifts_nothing(
    tmp_path: Path, engine: str, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "*.csv"')
    path = csv(tmp_path / "data" / "a.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[place] = lines[place].replace(",", ",2024,", 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ952"])


def pointed(folder: Path) -> None:
    """Write a register whose key has a name full of what is syntax elsewhere."""
    name = '1.信用`代码"'
    plan = written(folder).read_text(encoding="utf-8")
    plan = plan.replace("key: 代码", f"key: '{name}'").replace("count_distinct(代码)", "count()")
    (folder / "targets.yaml").write_text(plan, encoding="utf-8")
    path = parquet(folder / "data" / "a.parquet", [*ROWS, ROWS[0]])  # 甲 has two records of 2024
    pq.write_table(pq.read_table(path).rename_columns([name if c == "代码" else c for c in KINDS]), path)


@engines
def test_a_key_of_any_name(tmp_path: Path, engine: str) -> None:
    pointed(tmp_path)
    found, findings = aggregated(tmp_path, engine)
    assert told(findings) == ["FZ959"]
    assert found["总收入", "2024", ("东区",)] == 22.55  # (100 + 25.5 + 100) 千元


@pytest.mark.long
def test_a_key_of_any_name_on_spark(tmp_path: Path, spark: object) -> None:
    assert spark
    pointed(tmp_path)
    found, findings = aggregated(tmp_path, "spark")
    assert told(findings) == ["FZ959"]
    assert found["总收入", "2024", ("东区",)] == 22.55


@engines
def test_a_power_without_a_real_value_is_missing(tmp_path: Path, engine: str) -> None:
    plan = written(tmp_path).read_text(encoding="utf-8")
    plan = plan.replace("    where: 营业收入 > 1万元\n", "").replace(
        "sum(营业收入)", "sum(营业收入 * (营业收入 / 4千元) ^ 0.5)"
    )
    (tmp_path / "targets.yaml").write_text(plan, encoding="utf-8")
    rows = [(2024, "甲", "东区", 4.0), (2024, "乙", "东区", -8.0), (2024, "丙", "东区", 16.0)]
    parquet(tmp_path / "data" / "a.parquet", rows)
    found, findings = aggregated(tmp_path, engine)
    assert told(findings) == []
    assert found["总收入", "2024", ("东区",)] == 3.6  # 4 × 1 + 16 × 2 = 36 千元; −8/4 has no root

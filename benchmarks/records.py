"""Records at scale: a Parquet file of 12 columns drawn by DuckDB, always the same, and its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

ROW_GROUP = 500_000
DRAW = """
COPY (SELECT
  (2016 + i % 10)::INT AS 年份,
  ['东区', '西一区', '西二区', '扩区'][1 + (hash(i * 7) % 4)::INT] AS 园区,
  ['371', '374', '3720', '409', '265', '6510', '2710'][1 + (hash(i * 13) % 7)::INT] AS 行业代码,
  '9111' || lpad((hash(i * 3) % {units})::VARCHAR, 14, '0') AS 统一社会信用代码,
  CASE WHEN hash(i * 5) % 97 = 0 THEN NULL ELSE (hash(i * 17) % 100000000) / 100.0 END AS 营业收入,
  CASE WHEN hash(i * 11) % 31 = 0 THEN NULL ELSE (hash(i * 19) % 1000000) / 100.0 END AS 研发费用,
  (hash(i * 23) % 500)::INT AS 从业人员,
  (hash(i * 29) % 100000) / 10.0 AS 净利润,
  ['规上', '规下'][1 + (hash(i * 31) % 2)::INT] AS 规模,
  (hash(i * 37) % 1000)::DOUBLE AS 用地面积,
  hash(i * 41) % 2 = 0 AS 高新,
  DATE '2000-01-01' + (hash(i * 43) % 9000)::INT AS 成立日期
FROM range({rows}) drawn(i)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {group})
"""
PLAN = """
plan: {name: 规模, baseline: 2020, span: 2021-2025}
dimensions:
  园区: {members: [东区, 西一区, 西二区, 扩区], partition: true}
  产业:
    members:
      轨道交通: {codes: ["371", "3720"]}
      航空航天: {codes: ["374"]}
      智能制造: {codes: ["409"]}
      新材料: {codes: ["265"]}
      新一代信息技术: {codes: ["6510"]}
      生物医药: {codes: ["2710"]}
    partition: true
measures:
  总收入: {unit: 千元, kind: flow}
  户均收入: {unit: 千元, kind: flow}
  企业数: {unit: 家, kind: stock}
  亿元企业数: {unit: 家, kind: stock}
indicators: {}
forms:
  台账:
    files: "*.parquet"
    rows: entity
    source: administrative
    period: year(年份)
    fields:
      园区: {column: 园区}
      产业: {column: 行业代码, by: code}
      代码: {column: 统一社会信用代码}
      收入: {column: 营业收入, unit: 千元}
    aggregate:
      总收入: sum(收入)
      户均收入: mean(收入)
      企业数: count_distinct(代码)
      亿元企业数: count(收入 >= 100000千元)
"""


def write(folder: Path, rows: int) -> None:
    """Write the plan and its file of so many records; each unit has five, spread over the years."""
    (folder / "data").mkdir(parents=True)
    (folder / "targets.yaml").write_text(PLAN, encoding="utf-8")
    path = folder / "data" / "records.parquet"
    with duckdb.connect(config={"preserve_insertion_order": "false", "threads": "1"}) as connection:
        connection.execute(DRAW.format(rows=rows, units=max(1, rows // 5), path=path, group=ROW_GROUP))

"""Microdata by hand in PySpark, local mode with two threads and few partitions: one aggregation a set of groups."""

import json
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

INDUSTRY = {"轨道交通": ["371", "3720"], "航空航天": ["374"], "智能制造": ["409"], "新材料": ["265"],
            "新一代信息技术": ["6510"], "生物医药": ["2710"]}  # fmt: skip
SETS = (["年份"], ["年份", "园区"], ["年份", "产业"], ["年份", "园区", "产业"])

settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
industry = f.lit(None)
for member, codes in INDUSTRY.items():
    industry = f.when(f.col("行业代码").isin(codes), member).otherwise(industry)
records = session.read.parquet(sys.argv[1]).withColumn("产业", industry)
revenue, units = f.col("营业收入"), f.countDistinct("统一社会信用代码")
wanted = (f.sum(revenue), f.avg(revenue), units, f.sum(f.when(revenue >= 100_000, 1).otherwise(0)))
cells = {}
for of in SETS:
    for row in records.groupBy(*of).agg(*wanted).collect():
        label = dict(zip(of, row, strict=False))
        if None not in label.values():
            cells[f"{label['年份']}/{label.get('园区', '')}/{label.get('产业', '')}"] = list(row[len(of) :])
print(json.dumps(dict(sorted(cells.items())), ensure_ascii=False))

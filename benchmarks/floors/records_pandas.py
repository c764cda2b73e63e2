"""Microdata by hand in pandas: the columns needed, Arrow-backed, and one group-by a set of groups."""

import json
import sys

import pandas as pd

INDUSTRY = {
    "371": "轨道交通", "3720": "轨道交通", "374": "航空航天", "409": "智能制造", "265": "新材料",
    "6510": "新一代信息技术", "2710": "生物医药",
}  # fmt: skip
SETS = (["年份"], ["年份", "园区"], ["年份", "产业"], ["年份", "园区", "产业"])

columns = ["年份", "园区", "行业代码", "统一社会信用代码", "营业收入"]
records = pd.read_parquet(sys.argv[1], columns=columns, dtype_backend="pyarrow")
records["产业"] = records["行业代码"].map(INDUSTRY)
records["large"] = records["营业收入"].fillna(0) >= 100_000
cells = {}
for of in SETS:
    groups = records.groupby(of, observed=True)
    found = groups.agg(sum=("营业收入", "sum"), mean=("营业收入", "mean"), units=("统一社会信用代码", "nunique"),
                       large=("large", "sum")).reset_index()  # fmt: skip
    for row in found.to_dict("records"):
        label = (str(row["年份"]), row.get("园区", ""), row.get("产业", ""))
        cells["/".join(label)] = [float(row[name]) for name in ("sum", "mean", "units", "large")]
print(json.dumps(dict(sorted(cells.items())), ensure_ascii=False))

"""What may stand behind the keys of a plan file: one or two examples a key, which editors show with its hover text.

Keys whose values are words to choose from, yes or no, or a section of their own need none: the schema lists those.
Imported when the schema is asked for, never to read a plan.
"""

from __future__ import annotations

from typing import Any

from fzplan.observations import EDITIONS, QUALITIES
from fzplan.plan import build_head, options
from fzplan.plan.key_examples_screens import SCREENS

Examples = dict[str, tuple[Any, ...]]
QUOTE, NOTE = ("劳均产出 400万元 /人",), ("规划只写“左右”，按不低于判定",)
QUANTITY: Examples = {
    "unit": ("亿元", "万人", "%", "万元/人"),
    "en": ("total income",),
    "aliases": ("园区总收入", ["园区总收入", "企业总收入"]),
    "decimals": (1,),
    "breaks": ([{"at": 2023, "why": "统计范围改变"}],),
    "price": ("current", "constant 2020"),
    "prefer": ("年报", ["年报", "快报"]),
    "note": ("不含免税收入",),
}
"""Of measures, and of indicators too."""
BY_SECTION: dict[str, Examples] = {
    "PlanFile": {
        "fzplan": (1,),
        "requires": (">=1,<2",),
        "labels": ({"on_track": "基本符合预期"},),
        "dimensions": ({"园区": {"en": "zone", "members": ["东区", "西区"], "partition": True}},),
        "measures": ({"总收入": {"unit": "亿元", "kind": "flow"}},),
        "indicators": ({"劳均产出": {"unit": "万元/人", "formula": "总收入 / 从业人员平均人数"}},),
        "deliverables": (["超级计算中心"], {"超级计算中心": {"by": 2025}}),
        "forms": ({"年报": {"files": "*.xlsx", "rows": "measure", "columns": "period"}},),
        "connections": ({"统计库": {"url": "postgresql://reader:${FZPLAN_PASSWORD}@127.0.0.1/stats"}},),
        "screens": ({"准入标准": {"form": "申报材料", "indicators": SCREENS["ScreenFile"]["indicators"][0]}},),
        "checks": ([{"id": "R01", "within": "女性人员 <= 期末从业人员"}],),
        "claims": ([{"id": "C-10", "printed": "11.0%", "formula": "cagr(总收入, since=2016, until=2020)"}],),
        "examples": (
            [
                {
                    "indicator": "劳均产出",
                    "given": {"总收入": "8000亿元", "从业人员平均人数": "20万人"},
                    "expect": "400万元/人",
                }
            ],
        ),
    },
    "DisclosureFile": {"respondents": (3,), "p_percent": (10,)},
    "DominanceFile": {"n": (1,), "k": (85,)},
    "HeadFile": {
        "name": ("某区“十四五”规划",),
        "short": ("某区",),
        "baseline": (2020,),
        "source": ("某政发〔2021〕5号，2021年3月",),
        "office": ("某区统计局",),
        "notice": ("内部资料　注意保密",),
    },
    "UnitFile": {"alias": (["Mcal"],), "factor": (1000,), "of": ("大卡",)},
    "UnitsFile": {"same": ([["家", "个", "户"]],)},
    "MemberFile": {"en": ("rail transit",), "aliases": ("智能制造", ["智能制造"]), "codes": (["371", "3720"],)},
    "DimensionFile": {
        "en": ("industry",),
        "members": (["东区", "西区"], {"轨道交通": {"codes": ["371"]}}),
        "groups": ({"千亿": ["轨道交通", "航空航天"]},),
    },
    "BreakFile": {"at": (2023,), "why": ("统计范围由园区改为全区",)},
    "MeasureFile": QUANTITY,
    "IndicatorFile": QUANTITY
    | {
        "formula": ("总收入 / 从业人员平均人数", "growth(总收入)"),
        "targets": ([{"id": "floor", "at_least": 400, "by": 2025}],),
    },
    "BaselineFile": {"year": (2020,), "value": ("39.9亿元", 6648.7), "note": ("规划所载为快报数",)},
    "AmendedFile": {"since": (2023,), "source": ("中期调整通知，某政办发〔2023〕8号",)},
    "TargetFile": {
        "id": ("income_per_employee",),
        "between": ([3, 4], ["3%", "4%"]),
        "rise_by": ("13.5%", "2个百分点", "1岁"),
        "fall_by": ("13.5%", "0.5个百分点"),
        "within": ("0.5个百分点",),
        "limit": ("100%",),
        "times": (1.5,),
        "doublings": (2,),
        "near": ("国内生产总值增长",),
        "monitor": ("规划未定数值",),
        "by": (2025,),
        "baseline": (2019, {"year": 2020, "value": "39.9亿元"}),
        "for": ({"产业": "轨道交通"},),
        "path": ("linear", {"2023": 8000}),
        "milestones": ({"2023": 8000},),
        "proxy": ("以发明专利授权数代替",),
        "quality": ("unconfirmed",),
        "method": ("plan-linear",),
        "compat": ("sdg-build",),
        "owner": ("区发展改革局",),
        "weight": (5,),
        "remarks": ({"2023": "项目推迟到下一年投产"},),
        "quote": QUOTE,
        "section": ("第二章(三)2",),
        "note": NOTE,
    },
    "DeliverableFile": {
        "id": ("supercomputing_centre",),
        "by": (2025,),
        "quote": ("建设超级计算中心",),
        "section": ("三(四)2",),
        "owner": ("区科技局",),
        "aliases": ("超算中心",),
        "note": ("以竣工验收为准",),
    },
    "ColumnFile": {
        "column": ("QC05_0",),
        "formula": ("营业收入 - 补贴",),
        "unit": ("千元",),
        "dimension": ("产业",),
    },
    "ConnectionFile": {"url": ("postgresql://reader:${FZPLAN_PASSWORD}@127.0.0.1/stats",)},
    "FormFile": {
        "files": ("returns/*.xlsx", ["2023/*.xlsx", "2024/*.xls"]),
        "sheets": ("主要指标",),
        "rows": ("measure", "{measure} > {period}", "entity"),
        "columns": ("period", "{measure} > {year}", "value"),
        "key": ("统一社会信用代码",),
        "fields": ({"营业收入": {"column": "QC05_0", "unit": "千元"}},),
        "connection": ("统计库",),
        "table": ("企业年报",),
        "where": ("营业收入 > 0",),
        "aggregate": ({"总收入": "sum(营业收入)"},),
        "period": (2021, "year(上市日期)"),
        "names": ({"营收": "总收入"},),
        "readings": ({"*_累计": "to_date"},),
        "symbols": ({"x": "suppressed"},),
        "fixed": ({"unit": "人"},),
        "skip": ("备注*",),
        "header": (4, "4-9"),
        "labels": (2,),
        "range": ("A5:F40",),
        "unit": ("亿元",),
        "panels": ("join",),
        "edition": ("年报",),
        "quality": ("illustrative",),
        "published": ("2024-03-01",),
        "reporter": ("某区统计局", "{园区}"),
        "due": ("次月10日", "2025-03-31"),
        "note": ("由各园区管委会报送",),
    },
    "ClaimFile": {
        "id": ("C-10",),
        "quote": ("年均增速11.0%",),
        "printed": ("11.0%",),
        "formula": ("cagr(总收入, since=2016, until=2020)",),
        "implies": ({"总收入@2016": "总收入@2020 / 1.5"},),
        "given": ({"总收入@2015": "3800亿元"},),
        "source": ("2020年统计公报",),
        "section": ("第一章(一)",),
        "note": ("统计范围不含扩区",),
    },
    "ExampleFile": {
        "indicator": ("劳均产出",),
        "given": ({"总收入": "8000亿元", "从业人员平均人数": "20万人"},),
        "year": (2024,),
        "expect": ("400万元/人",),
        "tolerance": (0.05,),
        "note": ("按2024年年报手工核算",),
    },
    "CheckFile": {
        "id": ("R01", "FZ401"),
        "files": ("old/*",),
        "sheets": ("主要指标",),
        "within": ("女性人员 <= 期末从业人员",),
        "across": ("甲表.收入 = 乙表.收入",),
        "period": ("期初数 = 期末数@-1", {"measure": "营业收入", "growth": ["-50%", "100%"]}),
        "aggregate": ("sum(企业年报.营业收入) = 主要指标.总收入",),
        "tolerance": ("auto", 0.01, "1%"),
        "note": ("制度第3部分审核关系第12条",),
    },
    "PartsFile": {"total": ("总收入",), "parts": (["技术收入", "产品销售收入"],), "over": ("园区",)},
    "ItemsFile": {"total": ("期末从业人员",), "items": (["女性人员", "留学归国人员"],)},
    "JumpFile": {
        "of": ("营业收入", ["营业收入", "总产值"]),
        "times": (["1e3", "1e4", "1e8"],),
        "per": ("期末人数",),
        "group": ("行业",),
        "least": (8,),
    },
    "OutlierFile": {
        "of": ("营业收入 / 期末人数",),
        "group": ("行业",),
        "cut": (3.5,),
        "size": (0.5,),
        "least": (10,),
    },
    "PeriodFile": {
        "relation": ("期初数 = 期末数@-1",),
        "measure": ("营业收入",),
        "growth": (["-50%", "100%"],),
        "change_above": ("1亿元",),
    },
    "RevisionFile": {"measures": ("总收入",), "against": ("published", "last")},
    "CheckExamplesFile": {
        "pass": ([{"女性人员": 5, "期末从业人员": 10}],),
        "fail": ([{"女性人员": 11, "期末从业人员": 10}],),
    },
    "CodeFile": {
        "field": ("统一社会信用代码", "企业数据.行业代码"),
        "list": (["01", "02"], "codes.csv"),
        "pattern": ("[0-9]{6}",),
        "determines": ("企业名称",),
    },
    "RosterFile": {"form": ("企业数据",), "against": ("名录", "previous"), "by": ("信用代码",)},
    **SCREENS,
}
"""Section → key as it is written in the file → examples."""
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "TargetFile": {"method": options.METHODS, "compat": options.COMPATIBLE, "quality": QUALITIES},
    "FormFile": {"edition": EDITIONS, "quality": QUALITIES},
    "StandardFile": {"quality": QUALITIES},
}
"""Section → key → the words that can stand there, where the builders and not the shapes know them."""


def shown(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of the plan file with examples, without the titles that only repeat the names of keys."""
    sections = {name: _section(part, name) for name, part in schema["$defs"].items()}
    return _section(schema, "PlanFile") | {"$defs": sections}


def _section(section: dict[str, Any], name: str) -> dict[str, Any]:
    examples = BY_SECTION.get(name, {})
    keys = {key: _key(part, examples.get(key, ())) for key, part in section["properties"].items()}
    for key, words in WORDS.get(name, {}).items():
        keys[key] = keys[key] | {"enum": list(words)}
    if name == "PlanFile":
        keys["labels"] = keys["labels"] | {"propertyNames": {"enum": list(build_head.labelled())}}
    return {word: part for word, part in section.items() if word != "title"} | {"properties": keys}


def _key(part: dict[str, Any], examples: tuple[Any, ...]) -> dict[str, Any]:
    untitled = {word: value for word, value in part.items() if word != "title"}
    return untitled | ({"examples": list(examples)} if examples else {})

"""Faults that only the plan's own checks find: a sum that does not add up, a part larger than its whole, a jump."""

from __future__ import annotations

from tests.corpus.case import Case

RULES = [
    Case("within", "years", {"C8": "206501"}, ("error FZ600 C8",), plan="checks: [{id: R01, within: 女性人员 <= 期末人员}]\n"),
    Case("within-holds", "years", {}, plan="checks: [{id: R01, within: 女性人员 <= 期末人员}]\n"),
    Case("within-of-records", "entities", {"E5": "8301.25"}, ("error FZ600 E5",),
         plan="checks: [{id: R01, within: 研发费用 <= 营业收入}]\n"),
    Case("condition", "entities", {"F5": "0"}, ("verify FZ600 F5",),
         plan="checks: [{id: R01, level: verify, within: 若 营业收入 > 0 则 人员 >= 1人}]\n"),
    Case("sum", "years", {"C4": "7633.1"}, ("error FZ600 C4",),
         plan="checks: [{id: R01, sum: {total: 总收入, parts: [技术收入, 产品收入]}, tolerance: 0.05}]\n"),
    Case("sum-over-zones", "zones", {"C3": "7980.4"}, ("error FZ600 C3",),
         plan="checks: [{id: R01, sum: {total: 总收入, over: 园区}}]\n"),
    Case("sum-over-zones-holds", "zones", {}, plan="checks: [{id: R01, sum: {total: 总收入, over: 园区}}]\n"),
    Case("of-which", "years", {"B8": "201001", "C8": "206501"}, ("error FZ600 B8:C8",),
         plan="checks: [{id: R01, of_which: {total: 期末人员, items: [女性人员]}}]\n"),
    Case("bad-cell-is-the-cause", "years", {"C8": "#REF!"}, ("error FZ403 C8", "info FZ603 targets.yaml:11:15"),
         plan="checks: [{id: R01, within: 女性人员 <= 期末人员}]\n"),
    Case("two-forms-disagree", "pair", {"C3": "7980.4"}, ("error FZ331 C3", "info FZ603 targets.yaml:16:10")),
    Case("aggregate", "summed", {"C2": "17911"}, ("error FZ600 data/企业年报_2023.{kind}:企业!D3:D8",)),
    Case("slip-below-a-power", "panel", {"D5": "73025"}),
    Case("jump", "panel", {"D5": "7302500"}, ("verify FZ606 D5",)),
    Case("code", "entities", {"A5": "'B003"}, ("error FZ619 A5",),
         plan="checks: [{id: R01, code: {field: 企业代码, pattern: 'A\\d{3}'}}]\n"),
    Case("entity-missing", "panel", {"-5": ""}, ("verify FZ623 data/企业年报_2022.{kind}:企业!A5",)),
    Case("entity-of-no-roster", "panel", {"+9": "'A007 | 庚公司 | 西区 | 12.5 | 1.5 | 3"}, ("verify FZ624 A9",)),
    Case("across", "forms", {"B2": "7980.4"}, ("error FZ600 data/年报.{kind}:年报!D4",)),
    Case("period", "years", {"D7": "90000", "D8": "40000"}, ("verify FZ600 D7",),
         plan="checks: [{id: R01, level: verify, period: 期末人员 >= 期末人员@-1 * 0.5}]\n"),
]  # fmt: skip

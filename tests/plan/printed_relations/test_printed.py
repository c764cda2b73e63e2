"""Printed relations → relations of the plan: what is printed beside what it becomes, or why it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.model.printed import Codebook, Meaning
from fzplan.plan.printed_relations.names import Names, UnknownCode
from fzplan.plan.printed_relations.parsing import DEEPEST, LONGEST, NotUnderstood, parse
from fzplan.plan.printed_relations.splitting import pieces
from fzplan.plan.printed_relations.tokens import tokens
from fzplan.plan.printed_relations.writing import written

FIVE = {"01": "收入", "02": "技术", "03": "产品", "04": "商品", "05": "其他"}
PADDED = Codebook(
    "年报",
    {**{code: (Meaning(name, unit="千元"),) for code, name in FIVE.items()}, "06": (Meaning("人数", unit="人"),),
     "07": (Meaning("甲"), Meaning("乙")), "S1": (Meaning("2020年数（亿元）", (("产业", "甲业"),)),)},
    {"C3": (Meaning("收入"),), "D3": (Meaning("收入", back=1),), "C4": (Meaning("技术"),), "D4": (Meaning("技术", back=1),)},
    ("01", "02", "03", "04", "05", "06", "S1"),
)  # fmt: skip
PLAIN = Codebook(
    "项目表",
    {**{str(k): (Meaning(f"第{k}栏"),) for k in (*range(1, 7), 10, 11)}, "8": (Meaning("来源", text=True),),
     "QC05_0": (Meaning("营收"),), "QC05": (Meaning("总计"),)},
    {},
    ("1", "2", "3", "4", "5", "6", "10", "11", "8", "QC05_0", "QC05"),
)  # fmt: skip
MONTHLY = Codebook("月报", {"C3": (Meaning("产量"),)}, a_year=12)
LABELS = {
    name: Meaning(name) for name in ("女性", "期末人员", "或有负债", "当年收入", "上月止累计", "本月", "本月止累计")
}


def become(text: str, own: Codebook | None = PADDED) -> list[str]:
    """Return kind and text of each relation that a text becomes."""
    names = Names(own, {"T2": PLAIN, "SJ_01": MONTHLY}, LABELS)
    known = [*LABELS, *(own.codes if own is not None else ())]
    trees = parse(text, [k for k in known if not k.isdigit()])
    return [f"{w.kind} {w.text}" for tree in trees for w in written(tree, names)]


@pytest.mark.parametrize(
    ("printed", "becomes"),
    [
        ("03≥04", "within 产品 ≥ 商品"),
        ("[01]≥[02]+[03]", "within 收入 ≥ 技术 + 产品"),
        ("【01】＞＝〔02〕", "within 收入 ≥ 技术"),
        ("01=02+03+04", "sum 收入 = 技术 + 产品 + 商品"),
        ("01=02至05之和", "sum 收入 = 技术 + 产品 + 商品 + 其他"),
        ("01=02～05", "sum 收入 = 技术 + 产品 + 商品 + 其他"),
        ("01≥(02+…+05)", "within 收入 ≥ 技术 + 产品 + 商品 + 其他"),
        ("01≥02+03+...+05", "within 收入 ≥ 技术 + 产品 + 商品 + 其他"),
        ("01>=sum(02,03)", "within 收入 ≥ 技术 + 产品"),
        ("01>=SUM(02:04)", "within 收入 ≥ 技术 + 产品 + 商品"),
        ("01>=sum(C3:C4)", "within 收入 ≥ 收入 + 技术"),
        ("01=02、03、04之和", "sum 收入 = 技术 + 产品 + 商品"),
        ("01等于02与03之和", "sum 收入 = 技术 + 产品"),
        ("01≥（02～04）合计", "within 收入 ≥ 技术 + 产品 + 商品"),
        ("01大于等于02", "within 收入 ≥ 技术"),
        ("02不大于01", "within 技术 ≤ 收入"),
        ("01==02 and 03>0 or 04!=05", "within 收入 = 技术 且 产品 > 0 或 商品 ≠ 其他"),
        ("01 > = 02", "within 收入 ≥ 技术"),
        ("02＜＞01", "within 技术 ≠ 收入"),
        ("01>02>03", "within 收入 > 技术 > 产品"),
        ("01≥02×2", "within 收入 ≥ 技术 * 2"),
        ("01≥1.5*02", "within 收入 ≥ 1.5 * 技术"),
        ("01≥50%×02", "within 收入 ≥ 50% * 技术"),
        ("01-02≥0", "within 收入 - 技术 ≥ 0"),
        ("01-(02-03)≥(04+05)/2", "within 收入 - (技术 - 产品) ≥ (商品 + 其他) / 2"),
        ("02/01*100≤100", "within 技术 / 收入 * 100 ≤ 100"),  # a ratio has no unit
        ("(01-02)/01<0.5", "within (收入 - 技术) / 收入 < 0.5"),
        ("2*02≤100", "within 2 * 技术 ≤ 100千元"),
        ("01>0时，02>0", "within 若 收入 > 0 则 技术 > 0"),
        ("01>0，则02>0", "within 若 收入 > 0 则 技术 > 0"),
        ("第1行≥第2行", "within 收入 ≥ 技术"),
        ("-02≤01", "within 0 - 技术 ≤ 收入"),
        ("01≤99999", "within 收入 ≤ 99999千元"),  # in the unit that the form prints
        ("01≤5亿元", "within 收入 ≤ 5亿元"),
        ("06≥01", "within 人数 ≥ 收入"),  # units are for the plan to judge
        ("若01≠00,则02>0且03>0", "within 若 收入 ≠ 0 则 技术 > 0 且 产品 > 0"),
        ("若01＞0，则02＞0，否则03=0", "within 若 收入 > 0 则 技术 > 0 否则 产品 = 0"),
        ("如果01>0且02>0或03>0那么04>0", "within 若 收入 > 0 且 技术 > 0 或 产品 > 0 则 商品 > 0"),
        ("若01>0,02>0,则03>0", "within 若 收入 > 0 且 技术 > 0 则 产品 > 0"),
        ("当01>0，02>0", "within 若 收入 > 0 则 技术 > 0"),
        ("若(01>0或02>0)且03>0则04>0", "within 若 (收入 > 0 或 技术 > 0) 且 产品 > 0 则 商品 > 0"),
        ("((01+02))≥03", "within 收入 + 技术 ≥ 产品"),
        ("S1≥0", "within 「2020年数（亿元）」[产业=甲业] ≥ 0"),
        ("女性（人）≤期末人员（人）", "within 女性 ≤ 期末人员"),
        ("01(千元)≥[02](千元)", "within 收入 ≥ 技术"),
        ("女性≤期末人员", "within 女性 ≤ 期末人员"),
        ("上月止累计+本月=本月止累计", "within 上月止累计 + 本月 = 本月止累计"),
        ("或有负债≤当年收入", "within 或有负债 ≤ 当年收入"),
        ("代码01≥第02行", "within 收入 ≥ 技术"),
        ("01行≥02行", "within 收入 ≥ 技术"),
        ("@-1 01≤01", "period 收入@-1 ≤ 收入"),
        ("C3>D3", "period 收入 > 收入@-1"),
        ("T2->QC05_0=01", "across 项目表.营收 = 年报.收入"),
        ("@-12SJ_01->C3=01", "across 月报.产量@-1 = 年报.收入"),
    ],
)  # fmt: skip
def test_what_a_printed_relation_becomes(printed: str, becomes: str) -> None:
    assert become(printed) == [becomes]


@pytest.mark.parametrize(
    ("printed", "becomes"),
    [
        (
            "若6≠000000,则5≤6且5≤201612且6≥201601",
            "within 若 第6栏 ≠ 0 则 第5栏 ≤ 第6栏 且 第5栏 ≤ 201612 且 第6栏 ≥ 201601",
        ),
        ("若5≤201512或6≥201701,则4>0", "within 若 第5栏 ≤ 201512 或 第6栏 ≥ 201701 则 第4栏 > 0"),
        ("1=2+3+4", "sum 第1栏 = 第2栏 + 第3栏 + 第4栏"),
        ("若8=1,则10>0", 'within 若 来源 = "1" 则 第10栏 > 0'),  # beside a field of texts a number is a text
        ("QC05≥QC05_0", "within 总计 ≥ 营收"),
    ],
)
def test_codes_without_leading_zeros(printed: str, becomes: str) -> None:
    assert become(printed, PLAIN) == [becomes]


@pytest.mark.parametrize(
    ("printed", "becomes"),
    [
        ("03≥04，05≥06", ["within 产品 ≥ 商品", "within 其他 ≥ 人数"]),
        ("若01>0则02>0，若03>0则04>0", ["within 若 收入 > 0 则 技术 > 0", "within 若 产品 > 0 则 商品 > 0"]),
        ("02、03、04≤01，", ["within 技术 ≤ 收入", "within 产品 ≤ 收入", "within 商品 ≤ 收入"]),
        ("[C3:C4] >= [D3:D4]", ["period 收入 ≥ 收入@-1", "period 技术 ≥ 技术@-1"]),
    ],
)
def test_one_text_may_be_several(printed: str, becomes: list[str]) -> None:
    assert become(printed) == becomes


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("01", "末尾缺比较符号（= ≠ < ≤ > ≥）"),
        ("01≥", "末尾缺代码、名称或数"),
        ("若01>0", "末尾缺“则”"),
        ("若01>0,则02>0,03>0", "“则”后面的逗号不明是“且”还是另一条关系"),
        ("02至04≤01", "不明“至”是合计还是逐个"),
        ("02、03≤04、05", "两边都是“、”列举，不明怎样配对"),
        ("若02、03>0则01>0", "条件里用“、”列举，不明是逐个还是全部"),
        ("[C3:C4] > [D3:D5]", "两边的区域大小不同"),
        ("[C3:ZZ9999] > 0", "不是一块单元格，或太大"),
        ("[C3:甲] > 0", "不是一块单元格，或太大"),
        ("05至02之和≤01", "“至”的两端之间没有代码"),
        ("女性至期末人员之和≤01", "“至”的两端之间没有代码"),
        ("(01+02)至03之和≤04", "“至”的两端应是代码"),
        ("01=02/06*1000", "乘除的 1000 像是单位换算，而公式自己换算单位，请照意思另写"),
        ("@-1SJ_01->C3=01", "要与同年的上期相比，而审核关系只能写 @-1（上年）"),
        ("01≥02-03+…+05", "“至”的两端应是代码"),
        ("01≥02²", "“²”不明是序号还是数"),
        ("01≥02②03≥04", "“②”不明是序号还是数"),
        ("01—02=03", "“—”处应是比较符号（= ≠ < ≤ > ≥）"),
        ("01≥02)", "“)”处应是比较符号（= ≠ < ≤ > ≥）"),
        ("[]≥02", "“≥”处应是代码、名称或数"),
        ("01≥?", "“?”处应是代码、名称或数"),
        ("01 02≥03", "“02”处应是比较符号（= ≠ < ≤ > ≥）"),
        ("(" * 30 + "01" + ")" * 30 + "≥02", "括号层数太多"),
        ("01" + "+01" * 400 + "≥02", f"超过 {LONGEST} 个字"),
    ],
)
def test_what_is_not_understood_says_why(printed: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as found:
        become(printed)
    if printed == "[]≥02":
        reason = "代码、名称或数"
    assert found.value.reason.zh == reason
    assert found.value.reason.en


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("09≥01", "09"),
        ("01.02≥03", "01.02"),
        ("1≥02+03", "1"),  # 01 that lost its nought, or the number
        ("01≥5", "5"),
        ("9999≥8888", "9999"),  # numbers alone
        ("若7777≠0则66666≤7777", "7777"),
        ("01≥08", "08"),
        ("07≥01", "07"),
        ("T9->C3=01", "T9"),
        ("T2->99=01", "T2->99"),
        ("收人≥01", "收人"),
    ],
)
def test_a_code_that_stands_for_nothing_is_told(printed: str, code: str) -> None:
    with pytest.raises(UnknownCode) as found:
        become(printed)
    assert found.value.code == code


def test_without_a_form_only_names_are_known() -> None:
    assert become("女性≤期末人员", None) == ["within 女性 ≤ 期末人员"]
    with pytest.raises(UnknownCode):
        become("[01]≤女性", None)


def test_lines_of_a_table_whose_columns_are_measures_hold_in_every_column() -> None:
    members = {"01": (), "02": (("产业", "甲业"),), "03": (("产业", "乙业"),)}
    codes = {c: tuple(Meaning(name, m) for name in ("收入", "人数")) for c, m in members.items()}
    table = Codebook("产业表", {**codes, "04": (Meaning("面积"),)}, {}, tuple(members))
    assert become("01=02+03", table) == [
        "sum 收入 = 收入[产业=甲业] + 收入[产业=乙业]",
        "sum 人数 = 人数[产业=甲业] + 人数[产业=乙业]",
    ]
    assert become("01≥5", table) == ["within 收入 ≥ 5", "within 人数 ≥ 5"]
    with pytest.raises(UnknownCode):
        become("01≥04", table)


def test_codes_of_letters_have_an_order() -> None:
    assert become("1=QC05_0至QC05之和", PLAIN) == ["sum 第1栏 = 营收 + 总计"]


@pytest.mark.parametrize(
    ("printed", "split"),
    [
        (
            "4.审核关系:表内审核:(1)若6≠000000,则5≤6且5≤201612且6≥201601 (2)若5≤201512或6≥201701,则7=0",
            ["若6≠000000,则5≤6且5≤201612且6≥201601", "若5≤201512或6≥201701,则7=0"],
        ),
        ("审核关系：（1）03≥04；（2）05≥06。", ["03≥04", "05≥06"]),
        ("①03≥04 ②05≥06", ["03≥04", "05≥06"]),
        ("①03≥04②05≥06", ["03≥04", "05≥06"]),
        ("1．03≥04\n2．05≥06", ["03≥04", "05≥06"]),
        ("1、03≥04；2、05≥06", ["03≥04", "05≥06"]),
        ("02、03≤01", ["02、03≤01"]),  # codes, no numbering
        ("- 01≥02\n• 03≥04", ["01≥02", "03≥04"]),
        ("(1)=(2)+(3)", ["(1)=(2)+(3)"]),  # codes in brackets, no numbering
        ("若03>0，\n则04>0", ["若03>0，  则04>0".replace("  ", " ")]),
        ("03≥04+\n05", ["03≥04+ 05"]),
        ("03≥04\n05≥06", ["03≥04", "05≥06"]),
        ("03≥1.5*04", ["03≥1.5*04"]),
        ("表内逻辑关系 (1) 01≥02 (2) 03≥04", ["01≥02", "03≥04"]),
        ("（一）01=02+03；（二）03≥04", ["01=02+03", "03≥04"]),
        ("一、01≥02\n1）03≥04", ["01≥02", "03≥04"]),
        ("", []),
        ("审核关系：", []),
    ],
)
def test_a_cell_is_cut_into_relations(printed: str, split: list[str]) -> None:
    assert [piece.text for piece in pieces(printed)] == split
    for piece in pieces(printed.replace("\n", " ")):
        assert printed.replace("\n", " ")[piece.offset :].startswith(piece.text)


def test_levels_and_notes_beside_a_relation() -> None:
    found = pieces("强制性审核：03≥04；核实性审核：05≥06 提示：人数应大于研发人员")
    assert [(p.text, p.level, p.note) for p in found] == [
        ("03≥04", "error", ""),
        ("05≥06", "verify", "人数应大于研发人员"),
    ]


PRINTED = st.text(alphabet="0123456789若则且或否=≠<>≤≥+-*/()[]（）、，；:@至…%CT->甲乙收入 .\n", max_size=60)


@given(PRINTED)
def test_any_text_is_read_or_refused(text: str) -> None:
    for piece in pieces(text):
        try:
            found = become(piece.text)
        except (NotUnderstood, UnknownCode):
            continue
        assert all(found)


@given(st.text(max_size=80))
def test_tokens_leave_nothing_out(text: str) -> None:
    found = tokens(text, ["收入"])
    assert "".join(t.text for t in found).replace(" ", "") == "".join(text.split())
    assert found[-1].kind == "END"


NUMBERS = st.sampled_from(["01", "02", "03", "04", "05"])
SUMS = st.lists(NUMBERS, min_size=1, max_size=4)


@given(SUMS, st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]), SUMS)
def test_sums_of_codes_keep_their_terms(left: list[str], sign: str, right: list[str]) -> None:
    (found,) = become(f"{'+'.join(left)}{sign}{'+'.join(right)}")
    sides = [" + ".join(FIVE[code] for code in side) for side in (left, right)]
    assert found.split(" ", 1)[1] == f"{sides[0]} {sign} {sides[1]}"


def test_depth_is_bounded() -> None:
    assert become("(" * (DEEPEST - 2) + "01" + ")" * (DEEPEST - 2) + "≥02") == ["within 收入 ≥ 技术"]

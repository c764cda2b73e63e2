"""What checks of completeness say: entities that are missing or too many, returns that were not filed."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

SAYS = Text("{check} {where}{code}：{why}{words}{more}", "{check} {where}{code}: {why}{words}{more}")

ENTITY_MISSING = Rule(
    "FZ623",
    "entity-missing",
    Severity.ERROR,
    says=SAYS,
    mend=Text(
        "请该单位补报；已注销、迁出的，从名录中去掉或说明。",
        "have the entity report; where it has closed or moved away, take it off the roster or explain.",
    ),
    page=Text(
        "名录（另一个表式、上一期或所列单位）里有、报表里没有的单位。位置是名录中的单元格。"
        "与逐年的名录比，用同一期的，没有就用之前最近一期的；与台账比，用到该期为止登记的。",
        "An entity that the roster has (another form, the period before, or a list) and the return has not. The place "
        "is its cell in the roster. Of a roster filed every year the same period counts, else the latest before; of "
        "a register all that is entered by then.",
    ),
)
ENTITY_EXTRA = Rule(
    "FZ624",
    "entity-not-on-roster",
    Severity.VERIFY,
    says=SAYS,
    mend=Text(
        "核对代码是否抄错；确是新增单位的，补进名录。",
        "compare the code; where the entity is new, add it to the roster.",
    ),
    page=Text(
        "报表里有、名录里没有的单位：多半是代码抄错，或是名录未更新，所以至多作核实。",
        "An entity that the return has and the roster has not: mostly a code copied wrongly, or a roster that is out "
        "of date, so it is to be verified at most.",
    ),
)
RETURN_OVERDUE = Rule(
    "FZ625",
    "return-overdue",
    Severity.VERIFY,
    says=Text(
        "{label}{form} 截至 {as_of} 逾期未报 {late} 份（应报 {expected}，已报 {reported}）：{which}{words}",
        "{label}{form}: overdue as of {as_of}: {late} (to be filed {expected}, filed {reported}): {which}{words}",
    ),
    mend=Text(
        "请催报；已报送的，看文件名、工作表名是否与表式 {form} 相符。",
        "ask for it; where it was sent, see whether its file and sheet are named as the form {form} says.",
    ),
    page=Text(
        "表式写了 due:（如 次月10日、3月31日、期后15日）时，每一期、每个填报单位的报表都应在这天以前报来。"
        "填报单位是 reporter:，写花括号里的分组名，即它的各成员。是否逾期只看 --as-of 给出的日期，不看时钟。",
        "Where a form says `due:` (such as 次月10日, 3月31日, 15 days after), the return of every period and of every "
        "reporting office (`reporter:`; a dimension in braces stands for its members) has to be there by that day. "
        "Whether it is overdue follows from `--as-of` alone, never from the clock.",
    ),
)
RETURN_MISSING = Rule(
    "FZ626",
    "return-missing",
    Severity.INFO,
    says=Text(
        "{label}{form} 应报 {expected}，已报 {reported}，未报 {missing}：{which}{words}",
        "{label}{form}: to be filed {expected}, filed {reported}, missing {missing}: {which}{words}",
    ),
    mend=Text(
        "请催报；不必报的，改 reporter: 或 periods:。要判断是否逾期，写 due: 并给出 --as-of。",
        "ask for them; what need not be filed is taken out of `reporter:` or `periods:`. With `due:` and `--as-of` it "
        "is told what is overdue.",
    ),
    page=Text(
        "应报 = 期数 × 填报单位数。期数取 periods: 所写的年份；没有写的，从读到的第一期到最后一期，"
        "给出 --as-of 时到已到期的最后一期。",
        "To be filed are the periods times the reporting offices. The periods are those of `periods:`, else from the "
        "first one read to the last (with `--as-of`, to the last one due by then).",
    ),
)

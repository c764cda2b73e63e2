"""Findings about `screens:`, made when the plan is loaded."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NOT_ADMINISTRATIVE = Rule(
    "FZ760",
    "screen-not-administrative",
    Severity.ERROR,
    says=Text(
        "准入筛查不能用表式“{form}”：它{declared}，不是行政记录",
        "a screen cannot use the form “{form}”: it {declared}, and is no administrative record",
    ),
    mend=Text(
        "改用申报材料、履约协议一类的表式；确属行政记录的，在表式里写 source: administrative。",
        "use a form of applications or agreements; where it is an administrative record, declare "
        "`source: administrative` in the form.",
    ),
    page=Text(
        "《中华人民共和国统计法》规定，统计调查中获得的能够识别或者推断单个统计调查对象身份的资料，任何单位和个人"
        "不得对外提供、泄露，不得用于统计以外的目的（2009年修订第二十五条）。用企业报给统计调查的数决定准入或者追究"
        "履约，就是用于统计以外的目的。因此 screens: 只读写明 source: administrative 的表式（企业为申请、履约而交的"
        "材料），没有写来源的也不读，规划文件因此不可用，退出码是 2。",
        "The Statistics Law of China forbids any use, other than for statistics, of what a statistical survey has "
        "learned of a single respondent (article 25 of the 2009 revision). To admit or to pursue an enterprise by the "
        "figures that it gave to a survey is such a use. So `screens:` reads only forms declared as `source: "
        "administrative` (what enterprises hand in to apply, or to account for an agreement), not even those that "
        "state no source; the plan file is unusable, the exit code 2.",
    ),
)
INCOMPLETE = Rule(
    "FZ761",
    "screen-incomplete",
    Severity.ERROR,
    says=Text("准入筛查“{screen}”{lack}", "the screen “{screen}” {lack}"),
    mend=Text("{hint}。", "{hint}."),
    page=Text(
        "筛查要说明看哪张表的哪些企业（rows: entity 和 key:），与什么比（standards: 或 committed:）。承诺与实际按 key "
        "和时期对应，字段同名才能用同一个公式。",
        "A screen says which entities of which form it looks at (`rows: entity` and `key:`) and what they are held "
        "against (`standards:` or `committed:`). Commitments and actual figures are matched by key and period, and one "
        "formula serves both where the fields have the same names.",
    ),
)
STANDARDS_TIE = Rule(
    "FZ762",
    "standards-tie",
    Severity.ERROR,
    says=Text(
        "“{indicator}”有两条同样具体的标准，会同时适用于一个对象：{first}、{second}",
        "two standards of “{indicator}” are equally specific and may both apply to one entity: {first} and {second}",
    ),
    mend=Text(
        "改一条的 for:，或另写一条同时限定两者的标准。",
        "change the `for:` of one, or add a standard that names the members of both.",
    ),
    page=Text(
        "一个对象只按最具体的一条标准判断：限定的分组多的优先，限定成员的先于限定合称的。同样具体又都适用，就说不清"
        "该达到哪个数。",
        "An entity is held against the most specific standard: the one that names more dimensions, and a member before "
        "a group. Where two are equally specific and both apply, nobody can tell which number is due.",
    ),
)
NO_DIMENSION = Rule(
    "FZ763",
    "standard-without-field",
    Severity.ERROR,
    says=Text(
        "标准按“{dimension}”区分，但表式“{form}”没有这个分组的字段",
        "a standard depends on “{dimension}”, of which the form “{form}” has no field",
    ),
    mend=Text(
        "在表式的 fields: 里加上，如 {dimension}: {{column: 列名}}。",
        "add it to the `fields:` of the form, as in {dimension}: {{column: heading}}.",
    ),
    page=Text(
        "标准按产业、园区等区分时，要从申报材料里知道每个对象属于哪个成员。",
        "Where standards differ by industry or zone, the form has to say to which member an entity belongs.",
    ),
)

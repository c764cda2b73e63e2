"""What a check of codes says: a wrong check character, a wrong shape, a right code written wrongly, one of no list."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

SAYS = Text("{check} {where}{code}：{why}{words}{more}", "{check} {where}{code}: {why}{words}{more}")

CHECK_CHARACTER = Rule(
    "FZ615",
    "code-check-character",
    Severity.ERROR,
    says=SAYS,
    mend=Text(
        "按营业执照等原件核对整个代码：错的可能是其中任何一位，不要只改末位。",
        "compare the whole code with the document it is from: any character may be the wrong one, not just the last.",
    ),
    page=Text(
        "统一社会信用代码（GB 32100）、组织机构代码（GB 11714）、居民身份证号码（GB 11643）的末位由前面各位算出，"
        "抄错一位或相邻两位颠倒都会算得不符。算得相符也只说明写得对，不说明确有其码。",
        "The last character of codes by GB 32100, GB 11714 and GB 11643 follows from the others: one character copied "
        "wrongly, or two exchanged, and it no longer does. A code that agrees is well written; whether it was ever "
        "given to anybody it does not say.",
    ),
)
MALFORMED = Rule(
    "FZ616",
    "code-malformed",
    Severity.ERROR,
    says=SAYS,
    mend=Text("按原件改正代码。", "correct the code by the document it is from."),
    page=Text(
        "位数、所用字符、其中的省级代码、出生日期或门类与标准不符。",
        "Its length, its characters, or the province, the day of birth or the section in it are not those of the "
        "standard.",
    ),
)
MISWRITTEN = Rule(
    "FZ617",
    "code-miswritten",
    Severity.ERROR,
    says=SAYS,
    mend=Text("{remedy}。", "{remedy}."),
    page=Text(
        "代码本身可能没有错，只是写法不对：首尾或中间有空格、全角字符、小写字母、字母 O 代替数字 0，"
        "或被 Excel 当作数值（丢了开头的 0；超过 15 位的，后几位变成 0，只能重新录入）。只有首尾空格的作提示。",
        "The code itself may be right and only its writing wrong: spaces, full-width or lower-case characters, the "
        "letter O for 0, or Excel took it for a number (leading noughts are lost; of more than 15 figures the last "
        "ones are noughts now and have to be entered again). Spaces at its ends alone are told as info.",
    ),
)
NOT_LISTED = Rule(
    "FZ618",
    "code-not-listed",
    Severity.ERROR,
    says=SAYS,
    mend=Text(
        "改成代码表里的代码；代码表不全的，请补上。",
        "use a code of the list; where the list lacks it, add it there.",
    ),
    page=Text(
        "list: 给出的代码表、文件或分组里没有这个代码。",
        "The list, file or dimension under `list:` does not have this code.",
    ),
)
NOT_MATCHED = Rule(
    "FZ619",
    "code-pattern",
    Severity.ERROR,
    says=SAYS,
    mend=Text("按 pattern: 的写法改正；写法有别的，请改 {check}。", "write it as the pattern asks, or change {check}."),
    page=Text(
        "整个代码要与 pattern: 相符；最长 64 个字符。",
        "The whole code has to match `pattern:`; codes have at most 64 characters.",
    ),
)
SEVERAL_NAMES = Rule(
    "FZ620",
    "code-of-several",
    Severity.ERROR,
    says=SAYS,
    mend=Text(
        "核对所列各处：代码抄错的改代码，名称写法不同的统一写法；确已更名的，请说明。",
        "compare the places listed: correct a wrong code, write one name in one way; explain a change of name.",
    ),
    page=Text(
        "determines: 要求一个代码在各期各表中只对应一个值（空格和全角、半角之别不计）；与多数不同的那几处被指出。",
        "`determines:` wants one value for each code, in all periods and files (spaces and full-width characters "
        "aside); the places that differ from most are told.",
    ),
)
REPEATED = Rule(
    "FZ621",
    "code-repeated",
    Severity.ERROR,
    says=SAYS,
    mend=Text("删去重复的记录，或改正抄错的代码。", "remove the repeated record, or correct the code."),
    page=Text(
        "unique: 要求同一期内（几个文件合在一起）没有重复的代码；第二次及以后出现的被指出。",
        "`unique:` wants no code twice in one period, all files together; the second and later ones are told.",
    ),
)
KEY_CHECK = Rule(
    "FZ622",
    "key-check-character",
    Severity.VERIFY,
    says=Text("{where}{code}：{why}{more}", "{where}{code}: {why}{more}"),
    mend=Text("{remedy}。", "{remedy}."),
    page=Text(
        "表式的 key: 是统一社会信用代码时，不写规则也按 GB 32100 验算末位；代码抄错，各期、各表就对不上同一个单位。"
        "要作强制审核，请在 checks: 里写 code:。",
        "Where the `key:` of a form is 统一社会信用代码, its check character is computed (GB 32100) without any rule: "
        "with a wrong code, returns of one entity no longer meet. Write `code:` in `checks:` to make it an error.",
    ),
)

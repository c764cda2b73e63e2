"""Lines to copy, under the help of each command; every one is run by a test on the plan that comes with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang


class Example(NamedTuple):
    """A line as each language would have it, and what it does."""

    line: Text
    about: Text


def _one(line: str, zh: str, en: str, *, english: str = "") -> Example:
    return Example(Text(line, english or line), Text(zh, en))


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "compute": (
        _one("fzplan compute", "差距表", "the gap table"),
        _one("fzplan compute --year 2023 -o gap.xlsx -o gap.docx", "2023年的 Excel 和 Word 报告", "reports of 2023"),
        _one(
            "fzplan compute --by 园区", "另按分园区列出", "by the members of a dimension too",
            english="fzplan compute --by zone",
        ),
    ),
    "check": (
        _one("fzplan check", "核对全部文件", "all files"),
        _one("fzplan check -o findings.xlsx", "问题清单，供填报单位说明", "a list for the offices to explain"),
        _one("fzplan check --annotate marked", "标注副本：哪一格、什么问题", "marked copies of the workbooks"),
    ),
    "explain": (
        _one(
            "fzplan explain 劳均产出", "最近一年的数从哪里来", "where the latest figure comes from",
            english="fzplan explain income_per_employee",
        ),
        _one(
            "fzplan explain 劳均产出 2023 --by 园区=东区", "2023年东区的", "an earlier year",
            english="fzplan explain income_per_employee 2023",
        ),
    ),
    "records": (
        _one("fzplan records", "有哪些逐户记录的表式", "which forms have records"),
        _one(
            "fzplan records 企业数据 2024 --by 园区=东区 --measure 总收入 --top 5", "东区贡献最大的五户", "them all",
            english="fzplan records --lang en",
        ),
    ),
    "schedule": (
        _one("fzplan schedule", "各年应完成、还需多少", "what each year has to bring"),
        _one("fzplan schedule -o schedule.xlsx", "写成 Excel", "as a workbook"),
    ),
    "screen": (
        _one("fzplan screen", "逐个项目对照标准和承诺", "each project against standards and commitments"),
        _one("fzplan screen --failing -o screen.xlsx", "只列未达标的，写成 Excel", "what fails, as a workbook"),
    ),
    "overview": (
        _one("fzplan overview . --year 2023", "文件夹里的全部规划，2023年", "every plan of a folder, as of 2023"),
        _one(
            "fzplan overview . --rank-by attainment -o overview.xlsx", "按完成率排位，写成 Excel",
            "ranked by attainment, as a workbook",
        ),
    ),
    "diff": (
        _one("fzplan diff data.old data", "两批报表有哪些不同", "two deliveries of returns"),
        _one("fzplan diff data.old data --only verdicts", "只看判定的变化", "the verdicts only"),
    ),
    "audit": (
        _one("fzplan audit", "规划自己的数对不对得上", "whether the plan's own figures agree"),
        _one("fzplan audit -o audit.json", "供程序使用", "for programs"),
    ),
    "inspect": (
        _one("fzplan inspect data/returns", "这些工作簿里有什么", "what is in these workbooks"),
        _one("fzplan inspect data/returns --format json", "供程序使用", "for programs"),
    ),
    "init": (
        _one("fzplan init --example fengtai trial", "拿随附的规划试用", "try the plan that comes with the program"),
        _one("fzplan init data/returns --plan new.yaml", "由报表起草", "drafted from returns"),
        _one("fzplan init --to-xlsx table.xlsx", "目标写成指标表", "the targets as a table"),
        _one("fzplan init --targets table.xlsx --plan again.yaml", "由指标表起草", "drafted from such a table"),
    ),
    "template": (_one("fzplan template -o blank --year 2025", "2025年的空白报表", "blank returns for 2025"),),
    "import-checks": (
        _one("fzplan import-checks names.txt -o checks.yaml", "关系写的是指标名称", "relations between names"),
        _one(
            "fzplan import-checks codes.txt --form 企业科技活动综合表 --format json",
            "关系写的是该表的代码", "as JSON",
            english="fzplan import-checks names.txt --format json",
        ),
    ),
    "pack": (
        _one("fzplan pack -o evidence.zip", "出具证据包", "make the pack"),
        _one("fzplan pack --verify evidence.zip data", "核验：文件未动，重算一致", "unaltered, and computed again"),
    ),
    "rule": (
        _one("fzplan rule FZ204", "这种问题是什么意思、怎样改", "what it means, how to mend it"),
        _one("fzplan rule", "全部编号", "all of them"),
    ),
    "schema": (
        _one("fzplan schema > targets.schema.json", "供编辑器提示键名", "editors complete keys by it"),
        _one("fzplan schema -o schemas", "全部写入一个文件夹", "all of them into a folder"),
    ),
    "completion": (
        _one("fzplan completion bash >> ~/.bashrc", "bash", "bash"),
        _one("fzplan completion zsh >> ~/.zshrc", "zsh", "zsh"),
        _one("fzplan completion fish > ~/.config/fish/completions/fzplan.fish", "fish", "fish"),
        _one("fzplan completion powershell | Add-Content $PROFILE", "PowerShell", "PowerShell"),
    ),
    "doctor": (
        _one("fzplan doctor", "看一看", "look around"),
        _one("fzplan doctor --format json > doctor.json", "寄给支持人员", "for whoever helps"),
    ),
}  # fmt: skip


def shown(command: str, lang: Lang) -> str:
    """Return the examples of a command as the end of its help; each line stands as it is."""
    found = EXAMPLES.get(command, ())
    if not found:
        return ""
    heading = "例：" if lang == "zh" else "Examples:"
    lines = [part for one in found for part in (f"  {one.line.of(lang)}", f"      {one.about.of(lang)}")]
    return "\n".join(["\b", heading, *lines])

"""The table of contents of the site: sections, and pages with their titles in both languages."""

from __future__ import annotations

from pathlib import Path

Page = tuple[str, str, str]
CONTENTS: tuple[tuple[str, str, tuple[Page, ...]], ...] = (
    ("开始", "Start", (
        ("index.md", "fzplan", "fzplan"),
        ("tutorial.md", "教程：丰台园规划", "Tutorial: the Fengtai plan"),
        ("check-tutorial.md", "审核练习", "Tutorial: returns with faults"),
    )),
    ("怎样做", "How to", (
        ("howto/new-plan.md", "从规划的指标表做起", "A new plan from a printed table"),
        ("howto/messy-workbooks.md", "不规整的工作簿", "Messy workbooks"),
        ("ci.md", "数据仓库的自动审核", "CI for a data repository"),
        ("templates.md", "本单位的模板", "The office's own templates"),
        ("audit-list.md", "审核清单和标注副本", "List of findings, marked copies"),
        ("import-checks.md", "导入审核关系", "Importing printed relations"),
        ("microdata.md", "逐户资料和集群", "Microdata and clusters"),
        ("screen.md", "筛选", "Screens"),
        ("many-plans.md", "许多规划", "Many plans"),
        ("pack.md", "证据包", "The evidence pack"),
        ("diff.md", "比较两次运行", "Comparing two runs"),
        ("offline.md", "离线安装", "Offline installation"),
        ("shell.md", "命令补全", "Shell completion"),
    )),
    ("参考", "Reference", (
        ("commands.md", "命令", "Commands"),
        ("plan-file.md", "规划文件", "The plan file"),
        ("functions/README.md", "公式函数", "Formula functions"),
        ("rules/README.md", "规则", "Rules"),
        ("json.md", "JSON 约定", "The JSON contract"),
        ("library.md", "Python 库", "The Python library"),
        ("check-outputs.md", "审核的各种输出", "Outputs of check"),
        ("open-formats.md", "开放格式", "Open formats"),
        ("html.md", "网页报告", "The HTML report"),
        ("terminal.md", "终端", "The terminal"),
        ("inspect.md", "看工作簿", "Looking at workbooks"),
        ("editor.md", "在编辑器里", "In the editor"),
        ("plan-file-versions.md", "规划文件的版本", "Versions of the plan file"),
        ("versioning.md", "版本规则", "Versioning"),
    )),
    ("说明", "Explanation", (
        ("explanation.md", "数是怎样来的", "Where a number comes from"),
        ("methods.md", "方法", "Methods"),
        ("audit.md", "复算", "The audit of printed figures"),
        ("disclosure.md", "披露控制", "Disclosure control"),
        ("china-14fyp.md", "国家“十四五”规划", "China's 14th five-year plan"),
        ("engines.md", "两个读取引擎", "Two reading engines"),
        ("workbooks.md", "真实工作簿", "Real workbooks"),
        ("spec/verdicts.md", "规则：判定", "Rules: verdicts"),
        ("spec/figures.md", "规则：哪个数算数", "Rules: which figure counts"),
        ("spec/formula.md", "规则：公式", "Rules: formulas"),
        ("spec/units.md", "规则：单位", "Rules: units"),
        ("spec/extraction.md", "规则：从单元格到观测值", "Rules: from cells to observations"),
        ("spec/as-of.md", "规则：截至某月", "Rules: as of a month"),
        ("spec/why.md", "规则：原因代码", "Rules: reasons"),
        ("spec/checks.md", "规则：审核关系", "Rules: checks"),
        ("spec/built-in-checks.md", "规则：内置审核", "Rules: built-in checks"),
        ("spec/explanations.md", "规则：说明和基线", "Rules: explanations, baseline"),
        ("spec/templates.md", "规则：空白报表", "Rules: blank returns"),
    )),
    ("内部", "Inside", (
        ("architecture.md", "结构", "Architecture"),
            ("security.md", "安全", "Security"),
        ("mutants.md", "变异测试", "Mutation testing"),
        ("decisions/README.md", "决定", "Decisions"),
    )),
)  # fmt: skip


def navigation(lang: str, pages: set[str]) -> list[object]:
    """Return the navigation of one language; a page of the table that the site lacks is a mistake of the table."""
    at = ("zh", "en").index(lang)
    missing = [path for *_, of_section in CONTENTS for path, *_ in of_section if path not in pages]
    if missing:
        message = f"no such pages: {', '.join(missing)}"
        raise FileNotFoundError(message)
    functions = [path for path in sorted(pages) if path.startswith("functions/") and not path.endswith("README.md")]
    nested: dict[str, list[object]] = {"functions/README.md": [{Path(path).stem: path} for path in functions]}

    def entry(path: str, title: str) -> object:
        below = nested.get(path)
        return {title: [{title: path}, *below]} if below else {title: path}

    return [{section[at]: [entry(path, titles[at]) for path, *titles in section[2]]} for section in CONTENTS]

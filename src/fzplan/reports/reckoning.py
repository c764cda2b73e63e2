"""A check with its arithmetic, as `fzplan explain R01` prints it: the rule, the three outcomes, each comparison.

In: a reckoning. Out: lines of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.checks import Check, Holding, Reckoning

OUTCOMES = {
    "pass": Text("通过", "pass"), "implausible": Text("核实", "verify"), "fail": Text("不通过", "fail"),
}  # fmt: skip
KINDS = {
    "within": Text("表内", "within a form"), "sum": Text("合计", "sum"), "of_which": Text("其中", "of which"),
    "across": Text("表间", "between forms"), "period": Text("跨期", "over time"),
    "aggregate": Text("汇总", "aggregate"), "code": Text("代码", "codes"), "roster": Text("应报未报", "completeness"),
    "jump": Text("单位跳变", "jump of unit"), "outlier": Text("离群", "outlier"), "growth": Text("增幅", "growth"),
    "revision": Text("修订", "revision"),
}  # fmt: skip
AUTO = Text("按各数的小数位数推算", "from the printed decimals")


def text(reckoning: Reckoning, lang: Lang, year: int | None = None) -> str:
    """Return the check and its comparisons: of `year`, else of the latest year that has any."""
    years = [h.year for h in reckoning.holdings if h.year is not None]
    wanted = year if year is not None else max(years, default=None)
    return "\n".join(_lines(reckoning, lang, wanted)) + "\n"


def _lines(reckoning: Reckoning, lang: Lang, wanted: int | None) -> Iterator[str]:
    check = reckoning.check
    kind, level = KINDS.get(check.kind, Text(check.kind, check.kind)).of(lang), check.level.label.of(lang)
    yield f"{check.id}　{level}　{kind}" if lang == "zh" else f"{check.id}  {level}  {kind}"
    if check.relations:
        yield (f"  关系：{check.text}" if lang == "zh" else f"  relation: {check.said.en}")
    elif check.text:
        yield (f"  对象：{check.text}" if lang == "zh" else f"  of: {check.said.en}")
    if check.note:
        yield f"  说明：{check.note}" if lang == "zh" else f"  note: {check.note}"
    if check.relations:
        yield (f"  容差：{_tolerance(check, lang)}" if lang == "zh" else f"  tolerance: {_tolerance(check, lang)}")
    counts = (reckoning.passed, reckoning.failed, reckoning.unknown)
    yield (
        "  通过 {} 处，不通过 {} 处，无法审核 {} 处" if lang == "zh" else "  passed {}, failed {}, not evaluable {}"
    ).format(*counts) + (f"：{reckoning.because.zh}" if lang == "zh" else f": {reckoning.because.en}") * bool(counts[2])
    for holding in reckoning.holdings:
        if holding.year is None or holding.year == wanted:
            yield from _held(holding, lang)


def _held(holding: Holding, lang: Lang) -> Iterator[str]:
    outcome = OUTCOMES[holding.outcome].of(lang)
    yield f"{holding.at}: {outcome} {holding.sentence.of(lang)}"
    for related in holding.cells:
        yield f"    -> {related.at}: {related.label.of(lang)}"


def _tolerance(check: Check, lang: Lang) -> str:
    tolerance = check.tolerance
    if tolerance.kind == "auto":
        return AUTO.of(lang)
    if tolerance.kind == "relative":
        return f"{tolerance.value * 100:g}%"
    return f"{tolerance.value:g}"

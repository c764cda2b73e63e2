"""A review as JUnit XML: a suite a file, a case a check of the plan or a code of a built-in one, passes included.

A case fails where a place of 核实 or above is open; the body lists the cells. It passes, with the reason as its
output, where all is explained or known; it is skipped where nothing could be evaluated. No clock is read: there are
no times. Valid against junit-10.xsd of the xUnit plugin of Jenkins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.reports.review.cases import Case, suites
from fzplan.reports.review.places import file_of
from fzplan.reports.review.rows import STANDINGS, gates, of_finding, sheet_and_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings
    from fzplan.reports.review.cases import Suite

LISTED = 200
"""Cells in the body of a failure; the others are counted."""
BUILT_IN = Text("内置审核", "built-in checks")
NO_FIGURES = Text("没有读到它所涉及的数", "none of its figures was read")
ILLEGAL = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 cannot hold."""


class Counts(NamedTuple):
    """Cases of a suite, by outcome."""

    tests: int
    failures: int
    skipped: int


def render(review: Review, settings: Settings) -> bytes:
    """Return the document in UTF-8."""
    root = Element("testsuites", name="fzplan check")
    counted = [_suite(root, suite, settings) for suite in suites(review)]
    root.set("tests", str(sum(c.tests for c in counted)))
    root.set("failures", str(sum(c.failures for c in counted)))
    root.set("errors", "0")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _suite(root: Element, suite: Suite, settings: Settings) -> Counts:
    node = SubElement(root, "testsuite", name=legal(file_of(suite.at, settings)))
    outcomes = [_case(node, suite, case, settings) for case in suite.cases]
    counts = Counts(len(outcomes), outcomes.count("failure"), outcomes.count("skipped"))
    for name, number in zip(("tests", "failures", "errors", "skipped"), (*counts[:2], 0, counts.skipped), strict=True):
        node.set(name, str(number))
    return counts


def _case(node: Element, suite: Suite, case: Case, settings: Settings) -> str:
    """Add a case; return its outcome."""
    lang = settings.lang
    made = SubElement(node, "testcase", name=legal(_title(case, lang)), classname=legal(file_of(suite.at, settings)))
    failing = [f for f in case.findings if f.standing == "open" and gates(f.severity)]
    if failing:
        worst = max(failing, key=lambda finding: finding.severity)
        said = worst.diagnostic.message(lang)
        failure = SubElement(made, "failure", type=worst.severity.code, message=legal(said))
        failure.text = legal("\n".join(_cut(_open(case, lang), lang)))
    elif case.counted and not case.counted.passed and not case.counted.failed:
        because = case.counted.because.of(lang) or NO_FIGURES.of(lang)
        SubElement(made, "skipped", message=legal(because))
    out = "\n".join(_cut(_beside(case, lang), lang))
    if out:
        SubElement(made, "system-out").text = legal(out)
    return "failure" if failing else "skipped" if made.find("skipped") is not None else "passed"


def _title(case: Case, lang: Lang) -> str:
    if case.counted:
        check = case.counted.check
        return f"{check.id} {check.note or check.said.of(lang)}".rstrip()
    if not case.findings:
        return BUILT_IN.of(lang)
    rule = case.findings[0].diagnostic.rule
    return f"{rule.code} {rule.slug}"


def _open(case: Case, lang: Lang) -> Iterator[str]:
    """Yield a line for each open place of a case."""
    for finding in case.findings:
        for row in of_finding(finding):
            if row.mark.standing == "open":
                yield f"{sheet_and_cell(row.mark.at)}: {row.diagnostic.severity.label.of(lang)} {row.message(lang)}"


def _beside(case: Case, lang: Lang) -> Iterator[str]:
    """Yield what is no failure: hints, what is explained or known, what could not be evaluated."""
    for finding in case.findings:
        for row in of_finding(finding):
            standing, why = row.mark.standing, row.mark.explanation
            if standing != "open":
                reason = f": {why.reason}" if why else ""
                yield f"{sheet_and_cell(row.mark.at)}: {STANDINGS[standing].of(lang)}{reason}"
            elif not gates(finding.severity):
                yield f"{sheet_and_cell(row.mark.at)}: {finding.severity.label.of(lang)} {row.message(lang)}"
    one = case.counted
    if one and one.unknown and (one.passed or one.failed):
        because = one.because.of(lang)
        zh = lang == "zh"
        yield f"无法审核 {one.unknown} 处：{because}" if zh else f"not evaluable at {one.unknown} places: {because}"


def _cut(lines: Iterable[str], lang: Lang) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    rest = 0
    for k, line in enumerate(lines):
        if k < LISTED:
            yield line
        else:
            rest += 1
    if rest:
        yield f"另有 {rest} 处" if lang == "zh" else f"{rest} more"


def legal(text: str) -> str:
    r"""Return text without the characters that XML cannot hold, as a damaged return may have.

    >>> legal("总\x00收\x1b入")
    '总收入'
    """
    return ILLEGAL.sub("", text)

"""The sums that `explain` writes out for a verdict come out as written, whatever the kind of target."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from fzplan import periods
from fzplan.model.results import Assessment, Outcome
from fzplan.observations import Extraction
from fzplan.reports import arithmetic
from fzplan.reports.clauses import Clauses
from fzplan.reports.workings import lines
from tests.gaps.plans import NAN, PERCENT, WHOLE, judged, plan_of, target

SIGNS = str.maketrans({"（": "(", "）": ")", "＋": "+", "−": "-", "×": "*", "÷": "/", "^": "^"})
SHARE = re.compile(r"([\d.]+)%")
NUMBER = re.compile(r"-?[\d.]+%?$")


def clauses(a: Assessment, lang: Any = "zh", **options: Any) -> Clauses:
    outcome = Outcome(
        plan_of(a.target, **options), a.period or periods.year(2020), Extraction((), ()), assessments=(a,)
    )
    return Clauses(outcome, a, lang)


def told(aim: Any, series: list[float], lang: Any = "zh", **options: Any) -> list[str]:
    return lines(clauses(judged(aim, series, **options), lang, **options))


def sums(line: str) -> tuple[float, float]:
    """Return what stands on the right of a sum, recomputed, and the result written behind it."""
    name, *parts = (part.strip() for part in line.replace("=", " = ").split(" = "))
    assert name
    written = re.split(r"[（，,(]| in ", parts[-1])[0].strip()
    body = parts[-2].replace("年均 ", "").replace(" on average", "").translate(SIGNS).replace("^", "**")
    value = eval(SHARE.sub(r"(\1/100)", body))
    result = float(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    return value, result


CASES: list[tuple[Any, list[float], dict[str, Any]]] = [
    (target(at_least=200, by=2025), [100, 110, 137], {}),
    (target(at_least=10000, by=2025, path="geometric"), [6648.7, 7000, 7500, 8000, 8466.0], {}),
    (target(at_most=60, by=2025), [100, 97, 85], {}),
    (target(between=(3, 4), by=2025), [2.435, 2.5, 2.9, 2.95], {"unit": PERCENT}),
    (target(kind="multiple", at_least=2, by=2025), [100, 110, 137], {}),
    (target(kind="total", at_least=500, over=(2021, 2025)), [NAN, 108, 121, 97], {"unit": WHOLE}),
    (target(kind="total", at_least=3, over=(2021, 2025)), [NAN, 1, 0, 0, 1], {"unit": WHOLE}),
    (target(kind="total", at_most=500, over=(2021, 2025)), [NAN, 108, 121, 97], {}),
    (target(kind="each", at_least=3000, each=(2021, 2025)), [NAN, 3120, 2874, 3301, 3402], {"unit": WHOLE}),
    (target(kind="growth", at_least=0.06, over=(2021, 2025)), [39.9, 42.6, 43.9, 47.7, 51.3], {}),
    (target(fall_by=0.135, over=(2021, 2025)), [0.5, 0.49, 0.47, 0.4635], {}),
    (target(rise_by=2.0, mode="points", over=(2021, 2025)), [30, 30.5, 31], {"unit": PERCENT}),
]


@pytest.mark.parametrize(("aim", "series", "options"), CASES, ids=lambda x: x.kind if hasattr(x, "kind") else "")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_ratio_and_the_progress_can_be_recomputed(aim: Any, series: list[float], options: Any, lang: Any) -> None:
    found = told(aim, series, lang, **options)
    assessed = judged(aim, series, **options)
    of_ratio = [line for line in found if line.startswith(("比值", "ratio"))]
    assert len(of_ratio) == 1
    value, written = sums(of_ratio[0])
    assert (round(value, 3), written) == (pytest.approx(written), pytest.approx(assessed.ratio, abs=5e-4))
    for line in found:
        if line.startswith(("完成进度", "progress")):
            value, written = sums(line)
            assert value == pytest.approx(written, abs=5.1e-4)


def test_what_is_due_is_written_by_its_path() -> None:
    assert (
        told(target(at_least=200, by=2025), [100, 110, 137])[0]
        == "应完成 = 100.0 ＋（200.0 − 100.0）× 40.0% = 140.0（线性）"
    )
    geometric = told(target(at_least=10000, by=2025, path="geometric"), [6648.7, 7000, 7500, 8000, 8466.0])
    assert geometric[0] == "应完成 = 6648.7 ×（10000.0 ÷ 6648.7）^ 0.8 = 9216.1（等速增长）"
    stones = told(target(at_least=200, by=2025, milestones={2022: 150}), [100, 110, 137])
    assert stones[0] == "应完成 150.0（自定年度目标）"
    few = told(target(kind="total", at_least=3, over=(2021, 2025)), [NAN, 1, 0, 0, 1], unit=WHOLE)
    assert few[0] == "应完成 = 3 × 80.0% = 2.4，取整 2"
    total = told(target(kind="total", at_least=500, over=(2021, 2025), milestones={2022: 150}), [NAN, 1, 150])
    assert total[0] == "应完成 150.0（自定年度目标）"


@pytest.mark.parametrize(
    ("aim", "series", "options", "zh"),
    [
        (target(at_least=200, by=2025), [100, 110, 210], {}, "已达到目标，判定提前实现"),
        (target(at_least=200, by=2025), [100, 120, 140, 160, 180, 190], {}, "已到期：只看是否达到目标"),
        (target(at_least=3, by=2025), [0, 1, 1, 2, 2], {"unit": WHOLE}, "与应完成相差不足1个整数单位，不判滞后"),
        (target(at_least=3, by=2025), [0, 1, 1, 2, 2], {"unit": WHOLE}, "没有落下1个整数单位，趋势不判难以完成"),
        (target(at_least=5, by=2025), [0, 0, 2.5], {"unit": WHOLE}, "超出应完成不足1个整数单位，不判快于预期"),
        (target(kind="each", at_least=100, each=(2021, 2025)), [NAN, 99, 150, 150], {}, "2021年未达到，不判快于预期"),
        (target(kind="each", at_least=100, each=(2021, 2025)), [NAN, 150, 150, 89], {}, "2023年未达到，判定滞后"),
        (
            target(kind="each", at_least=100, each=(2021, 2025), reading="every"),
            [NAN, 99, 150, 150],
            {},
            "2021年未达到，判定滞后",
        ),
        (target(at_least=200, by=2025), [100, 120, 140, 160, 172.5], {}, "趋势为难以完成，判定滞后"),
        (
            target(at_least=200, by=2025, milestones={2022: 145}),
            [100, 120, 141.5],
            {},
            "阶段目标未达到，判定滞后",
        ),
    ],
)
def test_what_decided_beside_the_ratio_is_said(aim: Any, series: list[float], options: Any, zh: str) -> None:
    assert zh in told(aim, series, **options)
    assert len(told(aim, series, "en", **options)) == len(told(aim, series, **options))


def test_what_is_not_known_has_no_line() -> None:
    geometric = target(fall_by=0.135, over=(2021, 2025), path="geometric")
    assert [line.split(" ")[0] for line in told(geometric, [0.5, 0.49, 0.47])] == ["完成进度", "k"]
    level = judged(target(at_least=200, by=2025), [100, 110, 137])
    assert lines(clauses(replace(level, base=None))) == ["k = 尚需速度 ÷ 已有速度 = 1.14，属 (1, 1.5]"]
    total = judged(target(kind="total", at_least=500, over=(2021, 2025)), [NAN, 108, 200])
    assert len(lines(clauses(replace(total, value=None, low=None)))) == 1
    change = judged(target(fall_by=0.135, over=(2021, 2025)), [0.5, 0.49, 0.47])
    assert len(lines(clauses(replace(change, value=None)))) == 1
    yearly = judged(target(kind="each", at_least=100, each=(2021, 2025)), [NAN, 99, 150, 150])
    assert lines(clauses(replace(yearly, series={}))) == ["2021年未达到，不判快于预期"]


def test_k_is_written_with_its_class() -> None:
    # 40 of 100 is due after two of five years; 30 done: the other 70 in 3 years against 15 a year so far, k 1.56
    assert "k = 尚需速度 ÷ 已有速度 = 1.56，属 ＞1.5" in told(target(at_least=200, by=2025), [100, 110, 130])
    assert "k = 尚需速度 ÷ 已有速度 = 1.14，属 (1, 1.5]" in told(target(at_least=200, by=2025), [100, 110, 137])
    assert "k = 尚需速度 ÷ 已有速度 = 0.67，属 ≤1" in told(target(at_least=200, by=2025), [100, 110, 150])


def test_what_has_no_ratio_has_no_sums() -> None:
    assert told(target(at_most=3, each=(2021, 2025), kind="each"), [NAN, 2, 2.5]) == []
    assert told(target(direction=1, over=(2021, 2025)), [1, 2, 3]) == []
    by_sum = target(kind="growth", at_least=0.06, over=(2021, 2025), mean="sum")
    assert [line for line in told(by_sum, [100, 107, 115]) if line.startswith("比值")] == []


def test_a_margin_that_rounds_to_nothing_says_which_way() -> None:
    met = judged(target(kind="total", at_least=5, over=(2021, 2025)), [NAN, 2.5, 2.5])
    assert met.verdict == "achieved_early"
    shown = arithmetic.lines(clauses(met).outcome, replace(met, margin=0.0), "zh")
    assert "  最新数略降（不足 0.01亿元）判定即改变" in shown
    assert "  最新数略升（不足 0.01亿元）判定即改变" in arithmetic.lines(
        clauses(met).outcome, replace(met, margin=1e-9), "zh"
    )


def test_a_monitored_target_says_why_once() -> None:
    quiet = judged(target(kind="monitor", monitor="总量未公布", time="none", first=0, last=0), [NAN])
    shown = arithmetic.lines(clauses(quiet).outcome, quiet, "zh")
    assert shown[0].startswith("目标 t　x 监测")
    assert shown[-2:] == ["  x：规划未提出数值，仅作监测，尚无数据。", "  说明：总量未公布"]

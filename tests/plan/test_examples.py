"""Worked examples: given figures → the indicator's formula → the expected figure; all mistakes at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan import plan as plan_room
from fzplan.model.claims import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

PLAN = """
dimensions:
  产业: {members: [甲, 乙], groups: {两大: [甲, 乙]}}
measures:
  总收入: {unit: 亿元, kind: flow}
  人数: {unit: 万人, kind: average}
  研发: {unit: 亿元, kind: flow}
  增幅: {unit: "%", kind: rate}
indicators:
  劳均: {unit: 万元/人, formula: 总收入 / 人数}
  十倍: {unit: 万元/人, formula: 劳均 * 10}
  增速: {unit: "%", formula: "cagr(总收入, since=2020)"}
  同比: {unit: "%", formula: growth(总收入)}
  强度: {unit: "%", formula: 研发 / 总收入}
  甲占比: {unit: "%", formula: "总收入[产业=甲] / 总收入"}
  两大占比: {unit: "%", formula: "总收入[产业 in 两大] / 总收入"}
  五年合计: {unit: 亿元, formula: "总收入@2021 + 研发 * 0"}
  税收: {unit: 亿元}
  链: {unit: "%", formula: "chain(增幅, since=2020)"}
  累计: {unit: 亿元, formula: "cumulative(总收入, since=2021)"}
  倍: {unit: "1", formula: 总收入 / 研发}
examples:
  - """


@pytest.fixture
def tried(load: Callable[..., Any]) -> Callable[[str], tuple[Diagnostic, ...]]:
    """Return what is found of one example, when it is read and when it is tried."""

    def found(example: str) -> tuple[Diagnostic, ...]:
        loaded = load(PLAN + example + "\n")
        return (*loaded.findings, *plan_room.rehearse(loaded.plan))

    return found


@pytest.mark.parametrize(
    "example",
    [
        "{indicator: 劳均, given: {总收入: 8000亿元, 人数: 20万人}, expect: 400万元/人}",
        "{indicator: 劳均, given: {总收入: 80000000万元, 人数: 200000人}, expect: 400}",  # other multipliers
        "{indicator: 劳均, given: {总收入: 8000, 人数: 21}, expect: 381.0}",  # 380.952…
        "{indicator: 劳均, given: {总收入: 8000, 人数: 21}, expect: 0.0381亿元/人}",
        "{indicator: 劳均, given: {总收入: 8000, 人数: 20}, expect: 401, tolerance: 1}",
        "{indicator: 劳均, given: {总收入: 8000, 人数: 20}, expect: 401, tolerance: 0.0001亿元/人}",
        "{indicator: 十倍, given: {总收入: 8000, 人数: 20}, expect: 4000}",  # through the formula of 劳均
        "{indicator: 十倍, given: {劳均: 400}, expect: 4000}",
        "{indicator: 增速, given: {总收入@2020: 100, 总收入@2025: 161.051}, expect: 10.0%}",
        "{indicator: 增速, year: 2025, given: {总收入@2020: 100, 总收入: 161.051}, expect: 10%}",
        "{indicator: 同比, given: {总收入@2020: 100, 总收入@2021: 110}, expect: 10.00%}",
        "{indicator: 强度, given: {研发: 5, 总收入: 100}, expect: 5.1%, tolerance: 0.1个百分点}",
        '{indicator: 甲占比, given: {"总收入[产业=甲]": 30, 总收入: 100}, expect: 30%}',
        '{indicator: 两大占比, given: {"总收入[产业=甲]": 30, "总收入[产业=乙]": 20, 总收入: 100}, expect: 50%}',
        "{indicator: 链, given: {增幅@2021: 10, 增幅@2022: 10}, expect: 21.0%}",
        "{indicator: 累计, given: {总收入@2021: 10, 总收入@2022: 20.5}, expect: 30.5}",
        "{indicator: 累计, year: 2022, given: {总收入@2021-2022: 30.5}, expect: 30.5}",  # of both years together
        "{indicator: 倍, given: {总收入: 30, 研发: 20}, expect: 1.5}",
        "{indicator: 五年合计, given: {总收入@2021: 7, 研发@2025: 1}, expect: 7}",
    ],
)
def test_what_the_formula_gives_is_right(tried: Callable[..., Any], example: str) -> None:
    assert [d.message("zh") for d in tried(example)] == []


@pytest.mark.parametrize(
    ("example", "words"),
    [
        (
            "{indicator: 劳均, given: {总收入: 8000, 人数: 200000人}, expect: 40万元/人}",
            "算例应得 40万元/人，按公式算得 400 万元/人：总收入 ÷ 人数 = 8000 亿元 ÷ 20 万人 = 400 万元/人",
        ),
        (  # 5 years at 10 %: 1.1⁵ = 1.61051
            "{indicator: 增速, given: {总收入@2020: 100, 总收入@2025: 161.051}, expect: 10.1%}",
            "算例应得 10.1%，按公式算得 10%：年均增速（总收入，自2020年） = 10%（总收入@2020 100 亿元，总收入@2025 161.051 亿元）",
        ),
        (
            "{indicator: 劳均, given: {总收入: 8000, 人数: 20}, expect: 401, tolerance: 0.9}",
            "算例应得 401，按公式算得 400 万元/人：总收入 ÷ 人数 = 8000 亿元 ÷ 20 万人 = 400 万元/人",
        ),
        (
            "{indicator: 倍, given: {总收入: 30, 研发: 20}, expect: 2.5}",
            "算例应得 2.5，按公式算得 1.5：总收入 ÷ 研发 = 30 亿元 ÷ 20 亿元 = 1.5",
        ),
        (  # rounding is by the decimals of what is expected
            "{indicator: 强度, given: {研发: 5, 总收入: 1000}, expect: 0.6%}",
            "算例应得 0.6%，按公式算得 0.5%：研发 ÷ 总收入 = 5 亿元 ÷ 1000 亿元 × 100 = 0.5%",
        ),
    ],
)
def test_another_result_is_told_with_its_arithmetic(tried: Callable[..., Any], example: str, words: str) -> None:
    (finding,) = tried(example)
    assert (finding.code, finding.message("zh")) == ("FZ740", words)
    assert finding.excerpt.splitlines()[1].strip("^ ") == ""
    assert finding.message("en").startswith("the example expects")


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ("{indicator: 劳均, given: {总收入: 8000}, expect: 400}", "没有给出 人数"),
        ("{indicator: 增速, given: {总收入@2025: 8000}, expect: 4%}", "没有给出 总收入@2020"),
        ("{indicator: 甲占比, given: {总收入: 100}, expect: 4%}", "没有给出 总收入[产业=甲]"),
        ("{indicator: 强度, given: {研发: 5, 总收入: 0}, expect: 4%}", "所给的数算不出结果"),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2, 研发: 3}, expect: 4}", "公式没有用到 研发"),
        ("{indicator: 劳均, given: {总收入: 80, 总收入@2020: 8, 人数: 2}, expect: 4}", "总收入@2020 给了两次"),
        ("{indicator: 劳均, given: {总收入: 80万人, 人数: 2}, expect: 4}", "“80万人”的单位不能换算成 亿元"),
        ("{indicator: 劳均, given: {总收入: 很多, 人数: 2}, expect: 4}", "“很多”不是一个数"),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2}, expect: 4亿元}", "“4亿元”的单位不能换算成 万元/人"),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2}, expect: 若干}", "“若干”不是一个数"),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2}, expect: 4, tolerance: 1%}", "“1%”的单位不能换算"),
        ("{indicator: 税收, given: {总收入: 80}, expect: 4}", "该指标没有公式"),
    ],
)
def test_an_example_that_cannot_be_used_is_told(tried: Callable[..., Any], example: str, reason: str) -> None:
    (finding,) = tried(example)
    assert finding.code == "FZ741"
    assert reason in finding.message("zh")
    assert finding.help("en")


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        ("{indicator: 无名, given: {别名: 1}, expect: 2}", ["FZ123", "FZ123"]),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2}, year: 明年, expect: 4}", ["FZ711"]),
        ("{indicator: 劳均, given: {总收入: 80 斗, 人数: 2}, expect: 4}", ["FZ121"]),
        ("{indicator: 劳均, given: {总收入: 80, 人数: 2}, expect: 4 斗}", ["FZ121"]),
        ("{indicator: 甲占比, given: {总收入 + 1: 80}, expect: 4}", ["FZ123"]),
        ('{indicator: 甲占比, given: {"总收入[产业 in 两大]": 80}, expect: 4}', ["FZ717"]),
    ],
)
def test_mistakes_of_writing_have_their_own_codes(tried: Callable[..., Any], example: str, codes: list[str]) -> None:
    assert [d.code for d in tried(example)] == codes


def test_an_example_of_a_faulty_formula_is_left_alone(load: Callable[..., Any]) -> None:
    text = PLAN.replace("formula: 总收入 / 人数", "formula: 总收入 / 人", 1)
    found = load(text + "{indicator: 劳均, given: {总收入: 8000}, expect: 400}\n")
    assert [d.code for d in found.findings if "例" in d.message("zh")] == []
    assert found.plan.examples == ()


def test_an_example_is_data_in_declared_units(load: Callable[..., Any]) -> None:
    text = PLAN + "{indicator: 劳均, given: {总收入: 80000万元, 人数: 2}, expect: 4.0, tolerance: 0.1, note: 试算}\n"
    (example,) = load(text).plan.examples
    assert example.given[Quantity("总收入", 2020, 2020)].value == 8
    assert (example.year, example.expect.decimals, example.tolerance, example.note) == (2020, 1, 0.1, "试算")


def test_a_plan_without_examples_loads_no_numpy(tmp_path: Path) -> None:
    import subprocess
    import sys

    plan = tmp_path / "targets.yaml"
    plan.write_text("fzplan: 1\nplan: {name: 测试, baseline: 2020, span: 2021-2025}\n", encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from fzplan import plan\n"
        "found, _ = plan.load(Path(sys.argv[1])); assert plan.rehearse(found) == ()\n"
        "print('numpy' in sys.modules, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(plan)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_examples_are_tried_without_pandas(tmp_path: Path) -> None:
    import subprocess
    import sys

    plan = tmp_path / "targets.yaml"
    head = "fzplan: 1\nplan: {name: 测试, baseline: 2020, span: 2021-2025}\n"
    example = "{indicator: 劳均, given: {总收入: 8000, 人数: 20}, expect: 40}\n"
    plan.write_text(head + PLAN + example, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from fzplan import plan\n"
        "print([d.code for d in plan.rehearse(plan.load(Path(sys.argv[1]))[0])], 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(plan)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['FZ740'] False"

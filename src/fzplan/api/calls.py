"""load, compute, check and explain: one function a command, with the same words.

In: paths and options. Out: what was found, as objects with frames.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from fzplan.api.results import Checked, Explained, Loaded, Result
from fzplan.api.usage import UsageError, existing, refuse, sentence, several

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from fzplan.api.usage import Where
    from fzplan.diagnostics import Lang
    from fzplan.workflow import Explanation

    Data = Where | Sequence[Where] | None

PLAN = "targets.yaml"


def load(plan: Where = PLAN, *, lang: Lang | None = None) -> Loaded:
    """Read and check a plan file, without any data.

    Args:
        plan: The plan file.
        lang: Of names and messages; default: the language of the plan.

    Raises:
        UsageError: There is no such file.

    >>> import fzplan
    >>> plan = fzplan.load("tests/api/small/targets.yaml")
    >>> plan.usable, list(plan.targets.index), plan.indicators.loc["劳均产出", "formula"]
    (True, ['income', 'per_head'], '总收入 ÷ 从业人员')
    """
    from fzplan import plan as plan_room

    found, diagnostics = plan_room.load(existing(plan))
    return Loaded(found, diagnostics, _speech(lang, found.head.lang if found else None))


def compute(
    plan: Where = PLAN,
    data: Data = None,
    *,
    year: int | None = None,
    as_of: str | date | None = None,
    by: str | Sequence[str] = (),
    methods: Sequence[str] = (),
    overrides: Sequence[str] = (),
    score: bool = False,
    lang: Lang | None = None,
) -> Result:
    """Run the whole plan: read the returns, compute the indicators, assess the targets.

    Args:
        plan: The plan file.
        data: Folders or files; default: `data/` beside the plan file.
        year: The year to assess; default: the latest.
        as_of: Only what was published by this day counts: a date, or text ("2023", "2023-06", "2023-06-30").
        by: Dimensions whose members `table` shows; the frames have the members of all.
        methods: Published methods that are evaluated too, as `--method` names them.
        overrides: Figures in place of returned ones ("总收入@2024=8200亿元"): a what-if, no statistics.
        score: Add the score of targets with `weight:` or `owner:`.
        lang: Of names and messages; default: the language of the plan.

    Raises:
        UsageError: A file is not there, or the plan does not know a year, a dimension, a method or a figure.

    >>> import fzplan
    >>> result = fzplan.compute("tests/api/small/targets.yaml")
    >>> result.targets["verdict"].to_dict()
    {'income': 'ahead', 'per_head': 'behind'}
    >>> print(result.targets.loc["per_head", "gap"])  # 9000 亿元 ÷ 25 万人 − 400 万元/人
    -40.0
    """
    from fzplan import workflow

    run = workflow.compute(
        existing(plan), several(data), year=year, as_of=None if as_of is None else str(as_of),
        by=(by,) if isinstance(by, str) else tuple(by), methods=tuple(methods), overrides=tuple(overrides),
        score=score, in_full=True, by_member=True,
    )  # fmt: skip
    speech = _speech(lang, run.plan.head.lang if run.plan else None)
    refuse(run.diagnostics, speech)
    return Result(run, speech)


def check(
    plan: Where = PLAN, data: Data = None, *, as_of: str | date | None = None, lang: Lang | None = None
) -> Checked:
    """Check the plan file and the data files, as `fzplan check` does.

    Args:
        plan: The plan file; `explanations.yaml` beside it tells what is explained.
        data: Folders or files; default: `data/` beside the plan file.
        as_of: The day that decides which returns are overdue and which explanations have expired.
        lang: Of messages; default: the language of the plan.

    Raises:
        UsageError: A file is not there, or `as_of` is no date.

    >>> import fzplan
    >>> review = fzplan.check("tests/api/small/targets.yaml")
    >>> review.ok, review.findings["code"].tolist()
    (True, [])
    """
    from fzplan import workflow

    review = workflow.check(existing(plan), several(data), as_of=None if as_of is None else str(as_of))
    speech = _speech(lang, review.plan.head.lang if review.plan else None)
    refuse(review.diagnostics, speech)
    return Checked(review, speech)


def explain(
    name: str,
    plan: Where = PLAN,
    data: Data = None,
    *,
    year: int | None = None,
    as_of: str | date | None = None,
    by: Mapping[str, str] | None = None,
    overrides: Sequence[str] = (),
    lang: Lang | None = None,
) -> Explained:
    """Explain one number down to the cells: of an indicator, a measure, a target or a check.

    Args:
        name: Its id (of a quantity an alias too).
        plan: The plan file.
        data: Folders or files; default: `data/` beside the plan file.
        year: The year; default: the latest with a figure.
        as_of: As for `compute`.
        by: Members, as ``{"园区": "东区"}``.
        overrides: As for `compute`.
        lang: Of names and messages; default: the language of the plan.

    Raises:
        UsageError: A file is not there, or the plan does not know the name, the year or the member.

    >>> import fzplan
    >>> print(fzplan.explain("劳均产出", "tests/api/small/targets.yaml", year=2023))
    劳均产出　2023年　360.0 万元/人（公布数）
      = 总收入 ÷ 从业人员
      = 9000 亿元 ÷ 25 万人
    ├─ 总收入 2023年　　9000.0 亿元　← data/年报.csv:E2
    └─ 从业人员 2023年　25 万人　　　← data/年报.csv:E3
    ...
    """
    from fzplan import workflow

    wanted = unicodedata.normalize("NFKC", name).strip()
    found = workflow.explain(
        existing(plan), several(data), wanted, year=year, as_of=None if as_of is None else str(as_of), by=by,
        overrides=tuple(overrides),
    )  # fmt: skip
    speech = _speech(lang, found.run.plan.head.lang if found.run.plan else None)
    refuse(found.run.diagnostics, speech)
    _refuse_unknown(found, speech)
    return Explained(found, speech, year)


def _refuse_unknown(found: Explanation, lang: Lang) -> None:
    """Raise UsageError for a name that nothing has: the run went well, and there is nothing to explain."""
    if found.run.outcome is not None and found.value is None and found.reckoning is None:
        raise UsageError(sentence(found.run.diagnostics[-1], lang))


def _speech(asked: Lang | None, of_plan: Lang | None) -> Lang:
    return asked or of_plan or "zh"

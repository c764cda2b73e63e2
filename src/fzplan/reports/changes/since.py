"""What changed since the last run, in one sentence; counted as people count: figures, indicators, verdicts.

In: `Changes` and the options of both runs. Out: one line of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fzplan.diagnostics import Lang
    from fzplan.model.changes import Changes
    from fzplan.model.snapshots import Options

ALWAYS = (
    ("observations", Text("原始数据变动{}处", "{} figures changed"), Text("", "{} figure changed")),
    ("indicators", Text("指标变动{}项", "{} indicators moved"), Text("", "{} indicator moved")),
    ("verdicts", Text("判定变化{}项", "{} verdicts flipped"), Text("", "{} verdict flipped")),
)
"""What is counted even where it is none; the second text is the English of one."""
WHERE_ANY = (
    ("outlooks", Text("趋势判断变化{}项", "{} outlooks changed"), Text("", "{} outlook changed")),
    ("deliverables", Text("重点任务变化{}项", "{} deliverables changed"), Text("", "{} deliverable changed")),
    (
        "plan",
        Text("规划文件变动{}处", "the plan file changed in {} places"),
        Text("", "the plan file changed in {} place"),
    ),
)
UNCHANGED = Text("没有变化", "nothing changed")
LISTED = Text("（逐项见 {}）", " (listed by {})")


def counts(changes: Changes) -> dict[str, int]:
    """Return how much differs; an indicator that moved in several years and members is one."""
    return {
        "observations": len(changes.observations),
        "indicators": len({moved.id for moved in changes.indicators}),
        "verdicts": len(changes.verdicts),
        "outlooks": len(changes.outlooks),
        "deliverables": len(changes.deliverables),
        "plan": len(changes.plan),
    }


def summary(changes: Changes, lang: Lang, told_of: Callable[[str], bool] = bool) -> str:
    """Return the counts in words: 原始数据变动3处，指标变动2项，判定变化1项; `told_of` says which."""
    if not changes:
        return UNCHANGED.of(lang)
    found = counts(changes)
    told = [one for one in (*ALWAYS, *WHERE_ANY) if told_of(one[0]) and (one in ALWAYS or found[one[0]])]
    parts = [
        (one if found[name] == 1 and lang == "en" else many).of(lang).format(found[name]) for name, many, one in told
    ]
    return ("，" if lang == "zh" else ", ").join(parts)


def sentence(changes: Changes, before: Options, after: Options, plan_path: Path, lang: Lang) -> str:
    """Return what `compute` says of the run before it; one that read other data is named with its data."""
    last = Text("与上次相比：", "since the last run: ").of(lang)
    if before.data != after.data:
        data = "、".join(before.data) or "data"
        last = Text(f"与上次（数据 {data}）相比：", f"since the last run (data {data}): ").of(lang)
    asked = [f"--as-of {after.as_of}"] * bool(after.as_of) + [f"--year {after.year}"] * bool(after.year)
    asked += [f"--plan {plan_path.as_posix()}"] * (plan_path.as_posix() != "targets.yaml")
    command = " ".join(("fzplan diff --last", *asked))
    return last + summary(changes, lang) + (LISTED.of(lang).format(command) if changes else "")

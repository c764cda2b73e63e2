"""The tables of docs/china-14fyp.md, made from the plan and the data of the example by the program itself.

A block between ``<!-- made: NAME LANG -->`` and ``<!-- end -->`` is remade; all other text is written by hand.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scripts.china.source import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome

PAGE = EXAMPLE.parents[1] / "docs" / "china-14fyp.md"
MADE = re.compile(r"(<!-- made: (?P<name>[\w-]+) (?P<lang>zh|en) -->\n).*?(\n<!-- end -->)", re.DOTALL)
YEARS = (2022, 2023, 2024)
BASE = 2020
METHODS = (
    "cagr-ratio", "eustat", "unsd-projection", "dns-weather", "escap-status", "log-progress", "to-date",
    "plan-completion",
)  # fmt: skip
FAVOURABLE = frozenset({
    "achieved_early", "achieved", "ahead", "on_track",
    "target_achieved", "substantial_progress", "significant_progress", "sun", "slightly_cloudy", "progress",
    "on_schedule", "on_scope", "above", "fulfilled", "over_fulfilled",
})  # fmt: skip
"""What counts as a good word, of the verdict and of each method."""
INTENSITIES = (
    ("2022-08-31", 2021, "2.44"), ("2022-12-31", 2021, "2.43"), ("2023-09-30", 2022, "2.54"),
    ("2024-02-29", 2023, "2.64"), ("2024-10-31", 2023, "2.65"), ("2025-02-28", 2024, "2.68"),
    ("2025-09-30", 2024, "2.69"), ("2026-02-28", 2025, "2.80"),
)  # fmt: skip
"""Day of knowledge, year, and the R&D intensity that was printed then."""


class Words(NamedTuple):
    """One phrase in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the phrase of a language."""
        return self.zh if lang == "zh" else self.en


def page(path: Path = PAGE) -> str:
    """Return the page with its tables made anew."""
    return MADE.sub(
        lambda block: block[1] + "\n".join(TABLES[block["name"]](block["lang"])) + block[4],  # type: ignore[arg-type]
        path.read_text(encoding="utf-8"),
    )


@lru_cache(maxsize=32)
def outcome_of(year: int | None, as_of: str = "", *, methods: bool = False) -> Outcome:
    """Return what the example gives for a year, known at a day."""
    from fzplan import workflow

    run = workflow.compute(
        EXAMPLE / "targets.yaml", [EXAMPLE / "data"], year=year, as_of=as_of or None, methods=METHODS if methods else ()
    )
    assert run.outcome is not None
    return run.outcome


def _rows(heads: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)


def _title(outcome: Outcome, a: Assessment, lang: Lang) -> str:
    from fzplan.reports import lines

    cells = lines.line(outcome, a, lang).cells
    return f"{cells['name']}　{cells['goal']}" if lang == "zh" else f"{cells['name']}: {cells['goal']}"


def verdicts(lang: Lang) -> Iterator[str]:
    """Yield a row a target: figure and verdict in each year."""
    from fzplan.reports import lines

    def rows() -> Iterator[list[str]]:
        for some in zip(*(outcome_of(year).assessments for year in YEARS), strict=True):
            row = [_title(outcome_of(YEARS[0]), some[0], lang)]
            for year, a in zip(YEARS, some, strict=True):
                cells = lines.line(outcome_of(year), a, lang).cells
                row.append("<br>".join(filter(None, (f"**{cells['verdict']}**", cells["actual"]))))
            yield row

    head = Words("指标和目标", "indicator and target").of(lang)
    yield from _rows([head, *map(str, YEARS)], rows())


def methods(lang: Lang) -> Iterator[str]:
    """Yield a row a target and year for which a published method says anything."""
    from fzplan.model import words

    def rows() -> Iterator[list[str]]:
        for year in YEARS:
            outcome = outcome_of(year, methods=True)
            for a in outcome.assessments:
                said = _said(outcome, a, year)
                if said:
                    own = words.verdict(a.verdict, lang, outcome.plan.labels)
                    yield [str(year), _title(outcome, a, lang), f"**{own}**", *(said.get(m, "—") for m in METHODS)]

    heads = Words("年|指标和目标|本程序", "year|indicator and target|ours").of(lang).split("|")
    yield from _rows([*heads, *METHODS], rows())


def _said(outcome: Outcome, a: Assessment, year: int) -> dict[str, str]:
    """Return the word of each method that gives one; a method that looks back names the year that it judged."""
    latest = max((y for y in range(2020, year + 1) if _figure(outcome, a.target.indicator, y) is not None), default=0)
    spans = a.period is not None and a.period.year == year and a.actual is not None
    if year < a.target.first and a.target.time == "each":
        return {}  # its year has not come
    base = a.target.baseline.year if a.target.baseline else BASE
    if not spans and latest <= base:
        return {}  # nothing is known but the base
    older = f" ({latest})" if latest < year and not spans else ""
    return {m.id: f"`{m.status}`{older}" for m in a.methods if m.id in METHODS and m.status != "not_available"}


def _figure(outcome: Outcome, name: str, year: int) -> float | None:
    return next((v.value for v in outcome.values if v.id == name and v.period.year == year and not v.by), None)


def disagreements(lang: Lang) -> Iterator[str]:
    """Yield the targets and years on which good and bad words meet."""
    from fzplan.model import words

    def rows() -> Iterator[list[str]]:
        for year in YEARS:
            outcome = outcome_of(year, methods=True)
            for a in outcome.assessments:
                said = {m.id: m.status for m in a.methods if m.id in METHODS and m.status != "not_available"}
                if a.verdict == "not_assessable" or not said:
                    continue
                ours = words.verdict(a.verdict, lang, outcome.plan.labels)
                good = [m for m, status in said.items() if status in FAVOURABLE]
                bad = [f"{m} `{status}`" for m, status in said.items() if status not in FAVOURABLE]
                favourable = a.verdict in FAVOURABLE
                if (favourable and bad) or (not favourable and good):
                    both = [", ".join(good) or "—", ", ".join(bad) or "—"]
                    yield [str(year), _title(outcome, a, lang), f"**{ours}**", *both]

    heads = Words(
        "年|指标和目标|本程序|说好的方法|说不好的方法", "year|indicator and target|ours|favourable|unfavourable"
    )
    yield from _rows(heads.of(lang).split("|"), rows())


def unassessed(lang: Lang) -> Iterator[str]:
    """Yield every target that could not be assessed in some year, with the reasons."""
    from fzplan.reports import wording

    plan = outcome_of(YEARS[0]).plan

    def rows() -> Iterator[list[str]]:
        for some in zip(*(outcome_of(year).assessments for year in YEARS), strict=True):
            if all(a.verdict != "not_assessable" for a in some):
                continue
            row = [_title(outcome_of(YEARS[0]), some[0], lang)]
            for a in some:
                told = [wording.why(plan, reason, lang) for reason in a.why if reason.code != "proxy"]
                row.append("<br>".join(told) if a.verdict == "not_assessable" else "")
            yield row

    yield from _rows([Words("指标和目标", "indicator and target").of(lang), *map(str, YEARS)], rows())


def intensities(lang: Lang) -> Iterator[str]:
    """Yield the R&D intensity that the measures give as of each day, with the editions it comes from."""
    from fzplan.model import words

    def rows() -> Iterator[list[str]]:
        for day, year, shown in INTENSITIES:
            outcome = outcome_of(year, day)
            value = next(v for v in outcome.values if v.id == "研发经费投入强度" and v.period.year == year)
            assert value.value is not None
            parts = [outcome.extraction.observations[i] for i in value.inputs]
            rd, gdp = (next(o for o in parts if o.measure == name) for name in ("研发经费支出", "国内生产总值"))
            said = [f"{o.value:.10g} {words.EDITIONS[o.edition].of(lang)} {o.published}" for o in (rd, gdp)]
            command = f"`fzplan explain 研发经费投入强度 {year} --as-of {day}`"
            yield [command, *said, f"{value.value:.4f}", f"**{value.value:.2f}**", shown]

    heads = Words(
        "命令|研发经费（亿元）|国内生产总值（亿元）|算得（%）|两位|所印",
        "command|R&D|GDP|computed (%)|two places|printed",
    )
    yield from _rows(heads.of(lang).split("|"), rows())


@lru_cache(maxsize=1)
def _audit() -> dict[str, list[dict[str, object]]]:
    import json

    from scripts.china.running import run

    found: dict[str, list[dict[str, object]]] = json.loads(
        run("fzplan audit --format json", "zh", EXAMPLE, errors=False)
    )
    return found


def claims(_: Lang) -> Iterator[str]:
    """Yield the claims: what is printed, what the pair of editions gives, with the interval."""

    def rows() -> Iterator[list[str]]:
        for claim in _audit()["claims"]:
            low, high, computed = (f"{claim[key]:.4f}" for key in ("low", "high", "computed"))
            formula = f"`{claim['formula']}`"
            yield [
                str(claim["id"]),
                str(claim["printed"]),
                formula,
                computed,
                f"{low}—{high}",
                str(claim["verdict_label"]),
            ]

    yield from _rows(["", "所印 printed", "公式 formula", "复算 computed", "区间 interval", "结论 verdict"], rows())


def implied(_: Lang) -> Iterator[str]:
    """Yield the GDP that the printed shares imply, beside the GDP that is printed."""

    def rows() -> Iterator[list[str]]:
        for quantity in _audit()["implied"]:
            if quantity["basis"] != "claims":
                continue
            for said in quantity["statements"]:  # type: ignore[attr-defined]
                who = said.get("claim", "所印 printed")
                yield [
                    f"国内生产总值 {quantity['period']}",
                    who,
                    f"{said['computed']:.0f}",
                    f"{said['low']:.0f}—{said['high']:.0f}",
                ]

    yield from _rows(["", "依据 by", "亿元 100 million yuan", "区间 interval"], rows())


def strict(lang: Lang) -> Iterator[str]:
    """Yield what the revision flips where income must be in step within 0.1 instead of 0.5 百分点."""
    from scripts.china.running import run

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = (EXAMPLE / "targets.yaml").read_text(encoding="utf-8")
        assert "within: 0.5个百分点" in plan
        (folder / "targets.yaml").write_text(
            plan.replace("within: 0.5个百分点", "within: 0.1个百分点"), encoding="utf-8"
        )
        shutil.copytree(EXAMPLE / "data", folder / "data")
        command = "fzplan diff data/初次公布 data --year 2022 --only verdicts"
        yield f"```text\n{run(command, lang, folder, errors=False)}\n```"


TABLES: dict[str, Callable[[Lang], Iterator[str]]] = {
    "verdicts": verdicts,
    "methods": methods,
    "disagreements": disagreements,
    "unassessed": unassessed,
    "intensities": intensities,
    "claims": claims,
    "implied": implied,
    "strict": strict,
}

"""`fzplan rule`: the manual page of a finding, or the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli import console, options
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang, Rule

Code = Annotated[
    str | None,
    typer.Argument(metavar="CODE", help=both("问题编号，例如 FZ204", "number of a finding, for example FZ204")),
]


def rule(code: Code = None, *, lang: options.Language = None, debug: options.Debug = False) -> None:  # noqa: ARG001  (read by app.run)
    """Print one page, or a line for each."""
    from fzplan import catalog

    speech = console.lang(lang)
    if code is None:
        console.say("\n".join(_line(r, speech) for r in catalog.rules()))
        return
    found = catalog.rule(code)
    if found is None:
        console.note(_unknown(code, catalog.rules(), speech))
        raise typer.Exit(console.USAGE)
    console.say(page(found, speech))


def page(rule: Rule, lang: Lang) -> str:
    """Return the manual page of a rule: why it exists, what it says, how to mend it."""
    page_ = f"{rule.page.of(lang)}\n\n"
    if lang == "zh":
        head = f"{rule.code} {rule.slug}（{rule.severity.label.zh} {rule.severity.code}）\n\n"
        return f"{head}{page_}报告：{rule.says.zh}\n处理：{rule.mend.zh}\n"
    return f"{rule.code} {rule.slug} ({rule.severity.code})\n\n{page_}says: {rule.says.en}\nhelp: {rule.mend.en}\n"


def _line(rule: Rule, lang: Lang) -> str:
    return f"{rule.code}  {rule.severity.code:<7}  {rule.slug:<24}  {rule.says.of(lang)}"


def _unknown(code: str, rules: tuple[Rule, ...], lang: Lang) -> str:
    from difflib import get_close_matches

    names = {name.lower(): r.code for r in rules for name in (r.code, r.slug)}
    near = dict.fromkeys(names[n] for n in get_close_matches(code.lower(), names, n=3, cutoff=0.5))
    if lang == "zh":
        return f"没有编号 {code}" + (f"；是否指 {'、'.join(near)}？" if near else "；fzplan rule 列出全部编号。")
    return f"there is no {code}" + (f"; did you mean {', '.join(near)}?" if near else "; `fzplan rule` lists them all.")

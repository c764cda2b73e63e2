"""What a shell may put where the cursor is: commands, options, their words, and the names of the plan in the folder.

A shell starts the program with the words of the line, the one being written last, and with FZPLAN_COMPLETE naming
itself; what it reads is one offer a line (value, tab, what it is). No offer: the shell completes the names of files. A
plan that is faulty, or none, is no reason to say anything: a key was pressed, no question was asked.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from fzplan.cli import app, language, quoting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.plan.naming import Names

SHELL = "FZPLAN_COMPLETE"
"""The variable of the environment that names the shell that asks."""


class Offer(NamedTuple):
    """A word that may stand there, and what it is."""

    value: str
    about: str = ""


def run(arguments: Sequence[str]) -> int:
    """Print what can stand at the end of a line; whatever goes wrong, a shell gets no offer and no message."""
    try:
        sys.stdout.write("".join(_lines(arguments, os.environ[SHELL])))
    except Exception:  # noqa: BLE001  (half a line is no wrong usage, and half a plan is no fault)
        return 1
    return 0


def _lines(arguments: Sequence[str], shell: str) -> Iterable[str]:
    words = quoting.words(arguments, shell, os.environ.get("FZPLAN_BREAKS", ""))
    raw = arguments[-1] if arguments else ""
    for offer in offers(words, language.chosen(words, os.environ) or "zh"):
        value = quoting.quoted(offer.value, shell, raw, words[-1])
        about = " ".join(offer.about.split())
        if value and offer.value.isprintable() and not offer.value.startswith("-") ^ words[-1].startswith("-"):
            yield f"{value}\t{about}\n" if about.isprintable() and about and shell != "bash" else f"{value}\n"


def offers(words: Sequence[str], lang: Lang = "zh") -> list[Offer]:
    """Return what may stand in place of the last word, as far as it is written."""
    *before, written = words
    at = next((n for n, word in enumerate(before) if word in app.COMMANDS), None)
    group = app.command(lang, [] if at is None else [before[at]])
    if at is None:
        commands = [Offer(name, language.part(about, lang)) for name, about in app.COMMANDS.items()]
        found = _here(group, None, before, written, commands)
    else:
        found = _here(group.commands[before[at]], before[at], before[at + 1 :], written, [])
    begun = quoting.folded(written)
    return [offer for offer in found if quoting.folded(offer.value).startswith(begun)]


def _here(
    command: Any, name: str | None, before: Sequence[str], written: str, words: Sequence[Offer]
) -> Sequence[Offer]:
    """Return what the place of the last word takes: the value of an option, an option, or an argument."""
    options = {opt: param for param in command.params if param.param_type_name == "option" for opt in param.opts}
    waiting, position = None, 0
    for word in before:
        if waiting is not None:
            waiting = None
        elif word in options:
            waiting = None if options[word].is_flag else options[word]
        elif not word.startswith("-"):
            position += 1
    if waiting is not None:
        return _values(name, waiting, before)
    option, sign, _ = written.partition("=")
    if sign and option in options:
        return [Offer(f"{option}={each.value}", each.about) for each in _values(name, options[option], before)]
    if written.startswith("-"):
        return [Offer(max(p.opts, key=len), p.help or "") for p in dict.fromkeys(options.values())]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    if name is None or not arguments or (position >= len(arguments) and arguments[-1].nargs != -1):
        return words
    return _values(name, arguments[min(position, len(arguments) - 1)], before)


def _values(command: str | None, param: Any, before: Sequence[str]) -> Sequence[Offer]:
    """Return what an option or an argument takes: the words it declares, or names of the plan."""
    declared = _words(command, param)
    if declared:
        return [Offer(word) for word in declared]
    source = SOURCES.get(f"{command}.{param.name}") or SOURCES.get(param.name)
    return list(source(_names(before))) if source else []


def _words(command: str | None, param: Any) -> tuple[str, ...]:
    """Return the words of a `Literal`; of a repeatable option those of its placeholder (``plan|verdicts``)."""
    if "|" in (param.metavar or ""):
        return tuple(param.metavar.split("|"))
    module = import_module(f"fzplan.cli.{command.replace('-', '_')}") if command else app
    function = getattr(module, command.replace("-", "_")) if command else app._program  # noqa: SLF001  (its parser)
    return tuple(_literals(get_type_hints(function).get(param.name)))


def _literals(annotation: Any) -> Iterable[str]:
    if get_origin(annotation) is Literal:
        return map(str, get_args(annotation))
    return [word for part in get_args(annotation) for word in _literals(part)]


def _names(before: Sequence[str]) -> Names:
    """Return the names of the plan that the line speaks of."""
    from fzplan import plan

    written = "targets.yaml"
    for at, word in enumerate(before):
        option, sign, value = word.partition("=")
        if option in ("--plan", "-p"):
            written = value if sign else "".join(before[at + 1 : at + 2])
    return plan.names(Path(written).expanduser())


def _ids(names: Names) -> Iterable[Offer]:
    yield from (Offer(name, unit) for name, unit in names.indicators.items())
    yield from (Offer(target, indicator) for target, indicator in names.targets.items())
    yield from (Offer(name, unit) for name, unit in names.measures.items())
    yield from (Offer(check, note) for check, note in names.checks.items())


def _years(names: Names) -> Iterable[Offer]:
    return [Offer(str(year)) for year in names.years]


def _members(names: Names) -> Iterable[Offer]:
    return [Offer(f"{dimension}={member}") for dimension, members in names.dimensions.items() for member in members]


def _settings(names: Names) -> Iterable[Offer]:
    return [Offer(f"{name}@{year}=", unit) for name, unit in names.measures.items() for year in names.years]


def _methods(_: Names) -> Iterable[Offer]:
    from fzplan.plan.options import METHODS

    return [Offer(method) for method in METHODS]


def _rules(_: Names) -> Iterable[Offer]:
    from fzplan import catalog

    return [Offer(rule.code, rule.slug) for rule in catalog.rules()]


SOURCES: dict[str, Callable[[Names], Iterable[Offer]]] = {
    "compute.by": lambda names: map(Offer, names.dimensions),
    "explain.by": _members,
    "explain.name": _ids,
    "explain.rest": _years,
    "rule.code": _rules,
    "template.forms": lambda names: map(Offer, names.forms, names.forms.values()),
    "form": lambda names: map(Offer, names.forms, names.forms.values()),
    "method": _methods,
    "set_": _settings,
    "year": _years,
}
"""Parameter, of one command or of all → the names it takes. What is not here, and declares no words, takes files."""

"""The language a run speaks: `--lang`, else FZPLAN_LANG, else the locale, else the plan's own.

In: arguments, environment. Out: "zh", "en" or None (nothing says so: the plan decides).
Help texts are written in both languages at once, joined by `both`, and parted when the language is known.
"""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Lang

SEPARATOR = "\x1f"


def both(zh: str, en: str) -> str:
    """Return one help text that holds both languages."""
    return f"{zh}{SEPARATOR}{en}"


def part(text: str, lang: Lang) -> str:
    """Return the half of a help text that is in `lang`.

    >>> part(both("规划文件", "plan file"), "en")
    'plan file'
    """
    halves = text.split(SEPARATOR)
    return halves[-1] if lang == "en" else halves[0]


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang | None:
    """Return the language asked for before any argument is parsed, or None.

    >>> chosen(["compute", "--lang=en"], {}), chosen([], {"FZPLAN_LANG": "zh", "LANG": "en_US.UTF-8"})
    ('en', 'zh')
    """
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return _known(arguments[position + 1])
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    return _known(environment.get("FZPLAN_LANG", "")) or _of_locale(environment)


def _of_locale(environment: Mapping[str, str]) -> Lang | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _known(environment[name])
    return _known((locale.getlocale(locale.LC_CTYPE)[0] or "").replace("Chinese", "zh").replace("English", "en"))


def _known(name: str) -> Lang | None:
    lowered = name.lower()
    if lowered.startswith("zh"):
        return "zh"
    return "en" if lowered.startswith("en") else None

r"""Text that Markdown shows as it is: nothing from the data is read as markup, places stand in code spans.

In: text. Out: Markdown that GitHub, GitLab and Gitea draw alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKUP = regex(r"([\\`*_{}\[\]<>#|~@]|&(?=#?[0-9A-Za-z]+;))")
"""Signs of Markdown; an ampersand where it would begin a character reference, and not in R&D."""


def plain(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> plain("a|b *x* <i>")
    'a\\|b \\*x\\* \\<i\\>'
    >>> plain("R&D &lt;")
    'R&D \\&lt;'
    """
    return MARKUP.sub(r"\\\1", text).replace("\n", " ")


def code(text: str) -> str:
    """Return text as a code span; nothing for none.

    >>> code("data/年报.xlsx"), code("")
    ('`data/年报.xlsx`', '')
    """
    return "`" + text.replace("`", "'").replace("|", "\\|").replace("\n", " ") + "`" if text else ""


def line(cells: Iterable[str]) -> str:
    """Return a line of a table; its cells are Markdown already."""
    return "| " + " | ".join(cells) + " |"

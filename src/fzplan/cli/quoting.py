"""Words of a command line as a shell hands them over while they are written, and offers as it wants them back.

What is offered comes from a plan file, which may be anyone's, and is put into the line of a shell: whatever means
something to that shell is quoted, or not offered at all.
"""

from __future__ import annotations

import shlex
import unicodedata
from typing import TYPE_CHECKING

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

GLUE = "=:@"
"""Where bash parts one word into several, among the characters that stand in words of this program."""
HOST = "@"
"""The one of them that bash takes for part of the word that follows it."""
_SPECIAL = regex(r"""[^\w@%+=:,./\-（）“”《》、，。·]""")
"""Everything but what is plain to bash; letters of any script are."""
_SPECIAL_THERE = regex(r"""^@|[^\w@%+=:./\-（）《》、，。·]""")
"""The same for PowerShell, to which “ is a quotation mark and a comma parts the items of a list."""
_QUOTE = regex("['‘’‚‛]")
"""What PowerShell takes for a single quote."""
_WITHIN = regex(r"""['"\\$`!]""")
"""What has a meaning to bash within quotes."""


def words(arguments: Sequence[str], shell: str, breaks: str) -> list[str]:
    """Return the words of a line, the one being written last; `breaks`: where bash parts words.

    >>> words(["explain", "劳均产出", "--by", "产业", "=", "轨"], "bash", " =:")
    ['explain', '劳均产出', '--by', '产业=轨']
    >>> words(["explain", '""'], "powershell", "")
    ['explain', '']
    """
    if shell not in ("bash", "powershell"):
        return list(arguments) or [""]
    found: list[str] = []
    glued = False
    for word in arguments:
        joins = shell == "bash" and bool(word) and all(sign in GLUE and sign in breaks for sign in word)
        if found and (joins or glued):
            found[-1] += word
        else:
            found.append(word)
        glued = joins
    return [_plain(word) for word in found] or [""]


def _plain(word: str) -> str:
    r"""Return a word without its quotes, which may still be open.

    >>> _plain("'a b"), _plain(r"a\ b"), _plain('"a"b')
    ('a b', 'a b', 'ab')
    """
    for closing in ("", "'", '"'):
        try:
            return "".join(shlex.split(word + closing))
        except ValueError:
            continue
    return word


def folded(word: str) -> str:
    """Return a word as names are compared: full-width and half-width spellings are one."""
    return unicodedata.normalize("NFKC", word)


def quoted(value: str, shell: str, raw: str, written: str) -> str:
    r"""Return an offer as a shell puts it into its line; "" where it cannot safely stand there.

    `raw` is the last word as the shell gave it, `written` the same as it was read: bash replaces only what follows the
    last sign at which it parts words.

    >>> quoted("产业=轨道交通", "bash", "轨", "产业=轨"), quoted("a b$(c)", "bash", "", "")
    ('轨道交通', 'a\\ b\\$\\(c\\)')
    >>> quoted("a b", "powershell", "", ""), quoted("it's", "powershell", "", ""), quoted("a b", "zsh", "", "")
    ("'a b'", "'it''s'", 'a b')
    """
    if shell == "powershell":
        return value if not _SPECIAL_THERE.search(value) else "'" + _QUOTE.sub(r"\g<0>\g<0>", value) + "'"
    if shell != "bash":
        return value  # these quote what they insert
    if raw[:1] in ("'", '"'):
        return "" if _WITHIN.search(value) else value
    parted = len(written) - len("" if raw in tuple(GLUE) else _plain(raw))
    if written[:parted].endswith(HOST):
        parted -= 1
    rest = value[parted:]
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", rest)

"""The one pattern language of forms: what a name in files, sheets, rows and columns names.

Text stands for itself, `*` for anything, `{field}` reads a name; ` > ` separates levels from outer to inner.
In: a `Pattern` of the plan. Out: matchers that turn names into fields, and fields into what they stand for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

PERIOD_PARTS = frozenset({"period", "year", "quarter", "month", "day"})
LONGEST = 500
"""Characters of a name; what is longer is a remark, and would only cost time."""
_PIECE = regex(r"\{([^{}]+)\}|(\*)")
_OF_FIELD = {"year": r"(?:19|20)\d\d(?:年度?)?", "quarter": r"[1-4一二三四]", "month": r"\d{1,2}", "day": r"\d{1,2}"}


def fields(levels: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that the levels read, in order.

    >>> fields(("D_*_{性别}", "{year}年{measure}"))
    ('性别', 'year', 'measure')
    """
    return tuple(found[1] for level in levels for found in _PIECE.finditer(level) if found[1])


def sole(level: str) -> str:
    """Return the field of a level that is nothing but one field, else ``""``."""
    found = _PIECE.fullmatch(level)
    return (found[1] or "") if found else ""


def match(level: str, text: str) -> dict[str, str] | None:
    """Match one name against one level; the fields it read, or None.

    >>> match("D_*_{性别}", "D_2016_2022_男"), match("主要指标*.xlsx", "主要指标2021.xlsx"), match("a", "b")
    ({'性别': '男'}, {}, None)
    """
    compiled, names = _compiled(level, slashes=False)
    found = compiled.fullmatch(fold(text)) if len(text) <= LONGEST else None
    return dict(zip(names, found.groups(), strict=True)) if found else None


def match_path(pattern: str, path: str) -> dict[str, str] | None:
    """Match a file's posix path; `*` and fields never cross a slash.

    >>> match_path("microdata/{year}.xlsx", "microdata/2021.xlsx"), match_path("*.xlsx", "a/b.xlsx")
    ({'year': '2021'}, None)
    """
    compiled, names = _compiled(pattern, slashes=True)
    found = compiled.fullmatch(fold(path))
    return dict(zip(names, found.groups(), strict=True)) if found else None


@lru_cache(maxsize=1024)
def _compiled(level: str, *, slashes: bool) -> tuple[re.Pattern[str], tuple[str, ...]]:
    anything = r"[^/]" if slashes else r"."
    pieces = list(_PIECE.finditer(level))
    ends = [*(piece.start() for piece in pieces[1:]), len(level)][: len(pieces)]
    source, names = re.escape(fold(level[: pieces[0].start()] if pieces else level)), []
    for k, (piece, end) in enumerate(zip(pieces, ends, strict=True)):
        text = re.escape(fold(level[piece.end() : end]))
        if piece[1]:
            names.append(piece[1])
            source += f"({_OF_FIELD.get(piece[1], anything + '+?')}){text}"
        elif k + 1 < len(pieces) and pieces[k + 1][2]:
            source += f"(?>{anything}*?{text})"  # the next * takes whatever is left: no need to try again
        else:
            source += f"{anything}*{text}"
    return re.compile(source, re.DOTALL), tuple(names)

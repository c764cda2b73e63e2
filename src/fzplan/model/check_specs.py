"""What the checks declare that are no relation: codes and the lists they have to be on, who has to report what.

In: nothing. Out: frozen values, made when the plan is loaded and held against the returns by `checks`.
"""

from __future__ import annotations

from fzplan.frozen import frozen


@frozen
class CodeRule:
    """`code:` — what the codes in one field of a form with records have to be; all that is given has to hold."""

    form: str
    field: str
    standard: str = ""
    """统一社会信用代码 and the like: a name of `STANDARDS`."""
    allowed: frozenset[str] | None = None
    """The codes there are, as written in the plan, in a file beside it, or as members of a dimension."""
    prefixes: tuple[str, ...] = ()
    """Codes of a dimension: what begins with one of them is allowed too."""
    source: str = ""
    """What the allowed codes are called in a sentence: the file or the dimension."""
    pattern: str = ""
    determines: str = ""
    """The field that has one value for each code (one code, one name)."""
    unique: bool = False
    """No two records of one period have the same code."""


STANDARDS = {
    "统一社会信用代码": "credit",
    "组织机构代码": "organisation",
    "居民身份证": "identity",
    "行业代码": "industry",
    "行政区划代码": "division",
}
"""Name of a national standard of codes in a plan file → the same in one word."""


@frozen
class EntityRoster:
    """`roster: {form, against}` — the entities that a form with records has to have."""

    form: str
    key: str
    """The field of the form that names an entity."""
    against: str = ""
    """Another form with records; "" for `previous` and `listed`."""
    against_key: str = ""
    previous: bool = False
    """The entities of the period before."""
    listed: tuple[str, ...] = ()
    source: str = ""
    """What the roster is called in a sentence."""


@frozen
class ReturnRoster:
    """`roster: {form, periods}` — the returns that offices have to file: every period, every office (应报)."""

    forms: tuple[str, ...]
    first: int
    last: int

r"""Regular expressions of a plan file: only those that are matched in few steps, whatever they are held against.

An engine that goes back tries the ways in which repeats can share a text among them: ``(\d+)*x`` has 2ⁿ for n figures.
The ways are counted when the plan is loaded, for codes of at most `LONGEST` characters; beyond `WAYS` of them the
expression is refused. The count is an upper bound: ``[A-Z]{2}\d+`` has 64 ways, ``.*-.*`` 65 × 65.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, NamedTuple

from fzplan.diagnostics import Text

LONGEST = 64
"""Characters of a code; `checks.coding` takes no longer one for a match."""
LENGTH = 200
WAYS = 5_000
_PLAIN = frozenset(("LITERAL", "NOT_LITERAL", "ANY", "IN", "AT"))
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT"))


class Refused(NamedTuple):
    """Why an expression is not used, and at which of its characters."""

    offset: int
    why: Text


class UncountedError(Exception):
    """A construct that is not counted: look-around, back references, conditions."""


def refusal(written: str) -> Refused | None:
    r"""Return why an expression is refused, None where it is fit for use.

    >>> refusal(r"GR20\d{10}"), refusal(r"(\d+)*x").why.en
    (None, 'its repeats can share a text in too many ways')
    >>> refusal("[A-Z").offset
    0
    """
    if len(written) > LENGTH:
        return Refused(LENGTH, Text(f"超过 {LENGTH} 个字符", f"it has more than {LENGTH} characters"))
    try:
        ways = _ways(import_module("re._parser").parse(written, re.ASCII))
    except (re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "msg", "") or type(error).__name__
        return Refused(
            getattr(error, "pos", 0) or 0, Text(f"不是正则表达式（{said}）", f"it is no regular expression ({said})")
        )
    except UncountedError as construct:
        return Refused(
            0,
            Text(f"不支持这种写法（{construct}）", f"this construct is not supported ({construct})"),
        )
    return Refused(0, TOO_MANY) if ways > WAYS else None


def _ways(parts: Any) -> int:
    """Return in how many ways a sequence can match one text, at most."""
    ways = 1
    for operation, argument in parts:
        name = str(operation)
        if name in _REPEATS:
            least, most, inner = argument
            most = min(int(most), LONGEST)
            ways *= max(most - least + 1, 1) * _power(_ways(inner), most)
        elif name == "SUBPATTERN":
            ways *= _ways(argument[3])
        elif name == "BRANCH":
            ways *= sum(_ways(branch) for branch in argument[1])
        elif name not in _PLAIN:
            raise UncountedError(name.lower())
        ways = min(ways, WAYS + 1)
    return ways


def _power(ways: int, times: int) -> int:
    return WAYS + 1 if ways > 1 and times > WAYS.bit_length() else ways**times


TOO_MANY = Text("其中的重复可以有太多种分法", "its repeats can share a text in too many ways")

"""The parser of `grammar.lark`, from tables computed beforehand: building them at each start would take 50 ms.

`scripts/formula_tables.py` writes `grammar.json`. Where it was made of another grammar or by another lark, the
parser is built from the grammar, slower and equal.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, __version__
from lark.grammar import Rule
from lark.lexer import TerminalDef

from fzplan.formula.building import Builder

OPTIONS = {"parser": "lalr", "lexer": "basic", "keep_all_tokens": True, "maybe_placeholders": False}


@cache
def parser() -> Lark:
    """Return the parser; its callbacks make the tree of `nodes`."""
    found = json.loads(_read("grammar.json"), object_hook=_numbered)
    if (found["grammar"], found["lark"]) != (fingerprint(), __version__):
        return built()
    return Lark.__new__(Lark)._load(found["tables"], transformer=Builder())  # noqa: SLF001  (as lark's standalone does)


def built() -> Lark:
    """Return the parser, built from the grammar."""
    return Lark(_read("grammar.lark"), transformer=Builder(), **OPTIONS)


def tables() -> str:
    """Return the tables of the grammar as JSON text."""
    data, memo = Lark(_read("grammar.lark"), **OPTIONS).memo_serialize([TerminalDef, Rule])
    found = {"grammar": fingerprint(), "lark": __version__, "tables": {"data": data, "memo": memo}}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=sorted) + "\n"


def fingerprint() -> str:
    """Return the hash of the grammar that the tables are made of."""
    return hashlib.sha256(_read("grammar.lark").encode()).hexdigest()


def _read(name: str) -> str:
    return (files("fzplan.formula") / name).read_text(encoding="utf-8")


def _numbered(found: dict[str, Any]) -> dict[Any, Any]:
    """Return the object with numbers for keys again: JSON has text keys only."""
    return {int(key) if key.isdigit() else key: value for key, value in found.items()}

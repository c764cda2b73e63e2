"""A pattern that waits behaves as a compiled one, and every one that the modules declare can be compiled."""

from __future__ import annotations

import ast
import copy
import pickle
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from unittest import mock

import pytest

import fzplan
from fzplan.regex import regex


def test_nothing_is_compiled_before_the_first_use_and_never_twice() -> None:
    with mock.patch("re.compile", wraps=re.compile) as compiling:
        year = regex("(?P<year>20[0-9]{2})年")
        assert not compiling.called
        assert [year.search("在2024年"), year.match("在2024年")][1] is None
        assert year.fullmatch("2024年")
    assert compiling.call_count == 1


def test_everything_a_compiled_pattern_offers_is_there() -> None:
    offered = {name for name in dir(re.Pattern) if not name.startswith("__")} - {"scanner"}
    waiting, compiled = regex("(a)|B", re.IGNORECASE), re.compile("(a)|B", re.IGNORECASE)
    assert {name for name in offered if hasattr(waiting, name)} == offered
    assert waiting.sub(r"<\1>", "xAby") == compiled.sub(r"<\1>", "xAby") == "x<A><>y"
    assert (waiting.flags, waiting.groups, waiting.pattern) == (compiled.flags, compiled.groups, compiled.pattern)
    with pytest.raises(AttributeError, match="matches"):
        _ = waiting.matches  # type: ignore[attr-defined]


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_waits_too(again: object) -> None:
    assert callable(again)
    made = again(regex(rb"\d+"))
    assert made.findall(b"1, 22") == [b"1", b"22"]
    assert repr(regex("a")) == "regex('a', 0)"


def test_every_pattern_of_every_module_can_be_compiled() -> None:
    found = 0
    for module in pkgutil.walk_packages(fzplan.__path__, "fzplan."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                if type(value).__name__ == "_Regex":
                    assert re.compile(value.pattern, value.flags)
                    found += 1
    assert found > 150


@pytest.mark.parametrize("module", sorted(Path(fzplan.__path__[0]).rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_compiles_a_pattern_when_it_is_loaded(module: Path) -> None:
    loaded = [
        s for s in ast.parse(module.read_text(encoding="utf-8")).body if isinstance(s, ast.Assign | ast.AnnAssign)
    ]
    assert "re.compile(" not in "".join(map(ast.unparse, loaded)), "fzplan.regex.regex compiles at the first use"

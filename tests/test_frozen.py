"""Immutable values behave as the dataclasses of the standard library do, frozen and with slots."""

from __future__ import annotations

import copy
import math
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Usual:
    name: str
    value: float = 1.0
    facts: Mapping[str, int] = field(default_factory=dict)
    memory: list[int] = field(default_factory=list, compare=False, repr=False)


@frozen
class Quick:
    name: str
    value: float = 1.0
    facts: Mapping[str, int] = field(default_factory=dict)
    memory: list[int] = field(default_factory=list, compare=False, repr=False)


@frozen
class Node:
    offset: int = field(default=0, kw_only=True)


@frozen
class Name(Node):
    name: str


@pytest.mark.parametrize("kind", [Usual, Quick])
def test_made_shown_compared_and_replaced(kind: Any) -> None:
    one = kind("甲")
    assert repr(one).endswith("(name='甲', value=1.0, facts={})")
    assert one == kind("甲", 1.0, memory=[3])
    assert one != kind("乙")
    assert one != ("甲", 1.0, {})
    assert replace(one, value=2.0).value == 2.0
    assert [part.name for part in fields(one)] == ["name", "value", "facts", "memory"]
    assert kind("甲").facts is not one.facts
    with pytest.raises(TypeError):
        kind()
    match one:
        case kind(name, value):
            assert (name, value) == ("甲", 1.0)


@pytest.mark.parametrize("kind", [Usual, Quick])
def test_nothing_can_be_set_or_deleted(kind: Any) -> None:
    one = kind("甲")
    with pytest.raises(FrozenInstanceError):
        one.name = "乙"
    with pytest.raises(FrozenInstanceError):
        del one.name
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("kind", [Usual, Quick])
def test_copies_and_pickles_are_equal(kind: Any) -> None:
    one = kind("甲", facts={"a": 1})
    assert copy.deepcopy(one) == one == copy.copy(one) == pickle.loads(pickle.dumps(one))


def test_a_class_of_another_kind_is_never_equal() -> None:
    assert Name("a") == Name("a", offset=0)
    assert Name("a") != Name("a", offset=1)
    assert hash(Name("a")) == hash(Name("a"))
    assert Node() != Name("a")
    assert isinstance(Name("a"), Node)


def test_nan_is_the_same_missing_figure() -> None:
    @frozen
    class Figure:
        value: float

    assert Figure(math.nan) == Figure(math.nan)


def test_what_a_class_says_itself_is_kept() -> None:
    @frozen
    class Loud:
        name: str

        def __repr__(self) -> str:
            return "!"

    assert repr(Loud("a")) == "!"
    assert Loud("a") == Loud("a")

"""The schema of the plan file as an editor shows it: every key explained in both languages, with examples that hold."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fzplan import plan
from fzplan.plan.key_examples import BY_SECTION

SCHEMA = plan.schema()
SECTIONS = SCHEMA["$defs"] | {"PlanFile": SCHEMA}
KEYS = [(section, key, part) for section, found in SECTIONS.items() for key, part in found["properties"].items()]
CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize(("section", "key", "part"), KEYS, ids=[f"{section}.{key}" for section, key, _ in KEYS])
def test_a_key_is_explained_in_both_languages_with_examples_that_are_right(
    section: str, key: str, part: dict[str, Any]
) -> None:
    chinese, english = part["description"].split("\n")
    assert CHINESE.search(chinese) or chinese == english == "id", f"{section}.{key}"
    assert re.search("[a-z]", english)
    examples = part.get("examples", [])
    assert examples or _choice(part), f"{section}.{key} has no example"
    right = Draft202012Validator({"$ref": f"#/$defs/{section}/properties/{key}", "$defs": SECTIONS})
    for example in examples:
        assert [error.message for error in right.iter_errors(example)] == []


def _choice(part: dict[str, Any]) -> bool:
    """Tell whether the schema itself lists what may stand there, or points to a section of its own."""
    ways = part.get("anyOf", [part])
    return all("enum" in way or "$ref" in way or way.get("type") in ("boolean", "null") for way in ways)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_explained_in_both_languages(section: str) -> None:
    chinese, english = SECTIONS[section]["description"].split(" · ")
    assert CHINESE.search(chinese)
    assert re.search("[a-z]", english)


def test_there_are_no_examples_of_keys_that_are_none() -> None:
    known = {section: set(found["properties"]) for section, found in SECTIONS.items()}
    assert {s: set(keys) - known[s] for s, keys in BY_SECTION.items() if set(keys) - known[s]} == {}


def test_no_title_repeats_a_name() -> None:
    assert "title" not in SCHEMA
    assert [key for _, key, part in KEYS if "title" in part] == []

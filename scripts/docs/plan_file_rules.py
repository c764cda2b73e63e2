"""Which rules speak of which key of the plan file: known from the cases, where each finding names line and column."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.docs.plan_file_parts import GROUPS

if TYPE_CHECKING:
    from fzplan.plan.places import Node

CASES = Path(__file__).parents[2] / "tests" / "cases"
FINDING = re.compile(r"^(?P<place>\S.*?): (?:error|confirm|verify|info) (?P<code>FZ\d{3}) ")
RELATED = re.compile(r"^ +-> (?P<place>[^ ]+?): ")
IN_PLAN = re.compile(r"targets\.yaml:(\d+):(\d+)")
RELATIONS = GROUPS["CheckFile"][1][1]
Schema = dict[str, Any]


class Spot(NamedTuple):
    """A section of the schema and a key in it; "" speaks of an entry of the section as a whole."""

    section: str
    key: str


def of_any_key() -> tuple[str, ...]:
    """Return the rules that hold for every key: of YAML, and of unknown, missing and wrong keys."""
    from fzplan.diagnostics import Rule
    from fzplan.plan import codes, codes_file

    of_the_text = [rule.code for rule in vars(codes_file).values() if isinstance(rule, Rule)]
    return tuple(sorted([*of_the_text, codes.UNKNOWN_KEY.code, codes.MISSING_KEY.code, codes.WRONG_VALUE.code]))


def of_key(section: str, key: str) -> tuple[str, ...]:
    """Return the rules whose cases point at a key."""
    return found().get(Spot(section, key), ())


def of_section(section: str) -> tuple[str, ...]:
    """Return the rules whose cases point at an entry of a section."""
    return found().get(Spot(section, ""), ())


@cache
def found() -> dict[Spot, tuple[str, ...]]:
    """Return the rules by what they speak of."""
    from fzplan import plan
    from fzplan.plan import yaml_source

    schema = plan.schema()
    gathered: dict[Spot, set[str]] = defaultdict(set)
    for folder in sorted(CASES.iterdir()):
        file, expected = folder / "targets.yaml", folder / "expected.txt"
        source = yaml_source.read(file)[0] if file.exists() and expected.exists() else None
        if source is None:
            continue
        for code, line, column in spoken(expected.read_text(encoding="utf-8")):
            offset = sum(len(text) + 1 for text in source.places.text.split("\n")[: line - 1]) + column - 1
            spot = spot_of(schema, path_at(source.root, offset))
            if spot and code not in of_any_key():
                gathered[spot].add(code)
        for code, kind in judged(expected.read_text(encoding="utf-8"), source.root.plain()):
            gathered[Spot("CheckFile", kind)].add(code)
    return {spot: tuple(sorted(codes)) for spot, codes in gathered.items()}


def judged(expected: str, written: Schema) -> list[tuple[str, str]]:
    """Return rule and kind of check of the findings in data that a case makes: they name the check by its id."""
    checks = [check for check in written.get("checks") or [] if isinstance(check, dict)]
    kinds = {str(check.get("id")): next((kind for kind in RELATIONS if kind in check), "") for check in checks}
    findings = (FINDING.match(line) for line in expected.split("\n"))
    named = [
        (found["code"], kinds.get(found.string[found.end() :].split(" ")[0], ""))
        for found in findings
        if found and not IN_PLAN.fullmatch(found["place"])
    ]
    return [(code, kind) for code, kind in named if kind and code < "FZ630"]  # then come explanations of findings


def spoken(expected: str) -> list[tuple[str, int, int]]:
    """Return rule, line and column of what a case says of its plan file: of a finding in data, where it is declared."""
    told: list[tuple[str, int, int]] = []
    elsewhere = ""
    for line in expected.split("\n"):
        finding = FINDING.match(line)
        place = finding or RELATED.match(line)
        if finding:
            elsewhere = "" if IN_PLAN.fullmatch(finding["place"]) else finding["code"]
        at = IN_PLAN.fullmatch(place["place"]) if place else None
        if at and (finding or elsewhere):
            told.append((finding["code"] if finding else elsewhere, int(at[1]), int(at[2])))
    return told


def path_at(root: Node, offset: int) -> tuple[str | int, ...]:
    """Return the path to what stands at an offset of a plan file."""
    if root.kind == "mapping":
        for name, (key, value) in root.value.items():
            if key.start <= offset < key.end:
                return (name,)
            if value.start <= offset < value.end:
                return (name, *path_at(value, offset))
    if root.kind == "sequence":
        for at, value in enumerate(root.value):
            if value.start <= offset < value.end:
                return (at, *path_at(value, offset))
    return ()


def spot_of(schema: Schema, path: tuple[str | int, ...]) -> Spot | None:
    """Return the section and key that a path of a plan file leads to; None for the file as a whole."""
    section, key, here = "PlanFile", "", [schema]
    for step in path:
        owner = next((part for part in here if step in part.get("properties", {})), None)
        if owner is not None:
            key, here = str(step), _ways(owner["properties"][step], schema)
        else:
            inner = "items" if isinstance(step, int) else "additionalProperties"
            extra = next((part for part in here if "properties" in part), None)
            if extra is not None and isinstance(extra.get(inner), dict) and "$ref" not in str(extra[inner]):
                return Spot(section, "fixed")  # a constant that stands in the form directly
            here = [way for part in here if isinstance(part.get(inner), dict) for way in _ways(part[inner], schema)]
        reached = next((part for part in here if "properties" in part), None)
        if reached is not None:
            section, key = reached["$id"], ""
    return Spot(section, key) if path else None


def _ways(part: Schema, schema: Schema) -> list[Schema]:
    ways = part.get("anyOf", [part])
    names = [way["$ref"].rpartition("/")[2] if "$ref" in way else "" for way in ways]
    return [schema["$defs"][name] | {"$id": name} if name else way for way, name in zip(ways, names, strict=True)]

"""What a key of the plan file takes, in words: the types of the schema as a statistician would say them."""

from __future__ import annotations

import json
from typing import Any

from scripts.docs.plan_file_parts import PARTS

Schema = dict[str, Any]
NAMED = {
    "number": ("数、带单位的数，或公式", "a number, a number with its unit, or a formula"),
    "figure": ("数，或带单位的数", "a number, or a number with its unit"),
    "year": ("年份", "a year"),
    "years": ("年份的起止", "first and last year"),
    "text_by_year": ("若干 `年份: 文字`", "`year: text` pairs"),
    "by_year": ("若干 `年份: 数`", "`year: number` pairs"),
    "rows": ("行号，或起止行号", "a row number, or the first and last"),
}
"""The types that `$comment` names in the schema."""
SIMPLE = {
    "string": ("文字", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数", "number"),
    "boolean": ("`true` 或 `false`", "`true` or `false`"),
    "object": ("若干 `键: 值`", "`key: value` pairs"),
}
LIMITS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
ANY = ("任意", "anything")
OR = ("，或", ", or ")
NAME, CODE = ("名称", "name"), ("代码", "code")
LIST_OF_SECTIONS = ("列表，每条有", "a list, each with ")
OF_CODES = ("；代码：", "; codes: ")
OWN = ("[若干键]({link})", "[keys of its own]({link})")
DEFAULT = ("；默认 `{default}`", "; default `{default}`")


def takes(schema: Schema, at: int) -> str:
    """Return what a key takes, and its default."""
    default = schema.get("default")
    words = typed(schema, at)
    if default in (None, "", [], {}):
        return words
    shown = default if isinstance(default, str) else json.dumps(default, ensure_ascii=False).replace('"', "")
    return words + DEFAULT[at].format(default=shown)


def bare(schema: Schema) -> list[Schema]:
    """Return the ways in which a key may be written, without “nothing”."""
    return [way for way in schema.get("anyOf", [schema]) if way.get("type") != "null"]


def typed(schema: Schema, at: int) -> str:
    """Return what stands there, each way joined by “or”."""
    if "$comment" in schema:
        return NAMED[schema["$comment"]][at]
    ways = bare(schema)
    texts = [way.get("type") for way in ways]
    ways = [way for way in ways if not ("string" in texts and way.get("type") == "integer")]  # 01 is text to a reader
    return OR[at].join(dict.fromkeys(_way(way, at) for way in ways))


def _way(way: Schema, at: int) -> str:
    """Return one way of writing a key."""
    if "$ref" in way:
        part = next(p for p in PARTS if p.name == way["$ref"].rpartition("/")[2])
        return OWN[at].format(link=f"#{part.anchor}")
    if "enum" in way:
        return _words(way["enum"], at)
    if way.get("type") == "array":
        return _list(way, at)
    if isinstance(way.get("additionalProperties"), dict):
        return _mapping(way, at)
    return NAMED[way["$comment"]][at] if "$comment" in way else _plain(way, at)


def _plain(way: Schema, at: int) -> str:
    kinds = way.get("type", [])
    limits = ", ".join(f"{sign} {way[name]:g}" for name, sign in LIMITS.items() if name in way)
    text = OR[at].join(SIMPLE[one][at] for one in ([kinds] if isinstance(kinds, str) else kinds)) or ANY[at]
    return f"{text} {limits}".rstrip()


def _list(way: Schema, at: int) -> str:
    least, most = way.get("minItems", 0), way.get("maxItems")
    exactly = (f"恰 {least} 个", f"exactly {least}")[at] if least and least == most else ""
    if "$ref" in way.get("items", {}):
        return LIST_OF_SECTIONS[at] + _way(way["items"], at)
    items = typed(way["items"], at) if way.get("items") else ANY[at]
    if OR[at] in items or way.get("items", {}).get("type") == "array":
        return (
            f"{exactly}的列表，各为{items}".removeprefix("的"),
            f"a list{f' of {exactly}' if exactly else ''}, each {items}",
        )[at]
    return (f"{items}的列表", f"a list of {items}")[at]


def _mapping(way: Schema, at: int) -> str:
    inner = typed(way["additionalProperties"], at)
    words = way.get("propertyNames", {}).get("enum", [])
    name = (CODE if words else NAME)[at]
    has = ("，各有" if inner.startswith("[") else " ", ", each with " if inner.startswith("[") else " ")[at]
    codes = OF_CODES[at] + _words(words, at) if words else ""
    return (f"若干 `{name}:`{has}{inner}", f"any number of `{name}:`{has}{inner}")[at] + codes


def _words(words: list[str], at: int) -> str:
    return ("、", ", ")[at].join(f"`{word}`" for word in words if word != "")

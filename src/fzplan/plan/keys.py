"""The pieces that the models of the file format are made of: a documented key, and the few types of values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


class Section(BaseModel):
    """A mapping of the file: frozen, no unknown keys, numbers accepted where text is wanted (``section: 3``)."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, coerce_numbers_to_str=True, use_attribute_docstrings=False
    )


def key(zh: str, en: str, default: Any = None, **more: Any) -> Any:
    """Return a field with its hover text in both languages; ``...`` as default makes the key necessary."""
    return Field(default, description=f"{zh}\n{en}", **more)


def _listed(value: Any) -> Any:
    """Read ``x`` as ``[x]``."""
    return [value] if isinstance(value, str | int | float) and not isinstance(value, bool) else value


def as_named(value: Any) -> Any:
    """Read a list of names as a mapping without details, and a name without details as ``{}``."""
    if isinstance(value, list):
        return {str(name): {} for name in value}
    if isinstance(value, dict):
        return {name: {} if detail is None else detail for name, detail in value.items()}
    return value


def as_columns(value: Any) -> Any:
    """Read ``营业收入: QC05_0`` as ``营业收入: {column: QC05_0}``."""
    if isinstance(value, dict):
        return {k: {"column": v} if isinstance(v, str | int) else v for k, v in value.items()}
    return value


def as_base(value: Any) -> Any:
    """Read ``2019`` as ``{year: 2019}``."""
    return {"year": value} if isinstance(value, int | str) and not isinstance(value, bool) else value


TEXT_OR_NUMBER: dict[str, Any] = {"type": ["string", "number"]}
Scalar = Annotated[Any, WithJsonSchema(TEXT_OR_NUMBER)]
Figure = Annotated[Any, WithJsonSchema({"$comment": "figure", **TEXT_OR_NUMBER, "examples": [400, "39.9亿元"]})]
"""A number in the unit of the indicator, or with its own. `$comment` names a type to the reference of the file."""
Number = Annotated[
    Any,
    WithJsonSchema({"$comment": "number", **TEXT_OR_NUMBER, "examples": [400, "39.9亿元", "6%", "国内生产总值增长"]}),
]
"""A number as `Figure`, or a formula."""
Year = Annotated[
    Any,
    WithJsonSchema({"$comment": "year", "anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d{4}年?$"}]}),
]
WholeYear = Annotated[int, WithJsonSchema({"$comment": "year", "type": "integer"})]
Years = Annotated[Any, WithJsonSchema({"$comment": "years", "type": "string", "examples": ["2021-2025"]})]
ByYear = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "$comment": "by_year",
            "type": "object",
            "propertyNames": {"pattern": r"^\d{4}年?$"},
            "additionalProperties": TEXT_OR_NUMBER,
        }
    ),
]
TextByYear = Annotated[
    dict[str, str],
    WithJsonSchema(
        {
            "$comment": "text_by_year",
            "type": "object",
            "propertyNames": {"pattern": r"^\d{4}年?$"},
            "additionalProperties": {"type": "string"},
        }
    ),
]
Rows = Annotated[
    str,
    Field(pattern=r"^[1-9]\d*(-[1-9]\d*)?$"),
    WithJsonSchema(
        {
            "$comment": "rows",
            "anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^\d+(-\d+)?$"}],
        }
    ),
]
"""A row, or the first and the last of several: ``4``, ``4-9``."""
Texts = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | int | list[str | int])]
Path = Annotated[
    Any, WithJsonSchema({"anyOf": [{"enum": ["linear", "geometric"]}, {"$comment": "by_year", "type": "object"}]})
]

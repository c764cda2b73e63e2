"""The names of files and sheets of a blank return: such that the form finds the filled one again."""

from __future__ import annotations

from itertools import product
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import pattern
from fzplan.returns.blanking.choices import FIELD
from fzplan.returns.keys import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Form
    from fzplan.returns.blanking.choices import Wanted
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names

FORBIDDEN = regex(r"[\[\]:*?/\\']")
LONGEST = 31
"""Characters of a sheet's name in Excel."""
SUFFIX = ".xlsx"


class Place(NamedTuple):
    """One sheet of one file, and what their names already say."""

    file: str
    sheet: str
    context: Key


def places(wanted: Wanted) -> tuple[Place, ...]:
    """Return the sheets of a form, file by file; a name that its own pattern does not read again is left out."""
    form, names = wanted.form, wanted.names
    file_pattern = next((p.text for p in form.files if p.text.lower().endswith(SUFFIX)), form.files[0].text)
    found = []
    for file in _filled(file_pattern, wanted, form.id):
        fields = pattern.match_path(file_pattern, file)
        if fields is None or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
            continue
        known = _known(form, names, fields)
        for sheet in _sheets(wanted, known):
            read = _read(form, sheet)
            if read is not None:
                found.append(Place(_named(file), sheet, _known(form, names, {**fields, **read})))
    return tuple(found)


def _read(form: Form, sheet: str) -> dict[str, str] | None:
    """Return what the name of a sheet says by the first pattern that takes it; None where none does."""
    if not form.sheets:
        return {}
    return next((found for p in form.sheets if (found := pattern.match(p.text, sheet)) is not None), None)


def _sheets(wanted: Wanted, known: Key) -> list[str]:
    form = wanted.form
    if not form.sheets:
        return [FORBIDDEN.sub("", form.id)[:LONGEST] or "Sheet1"]
    exact = next((p.text for p in form.sheets if not FIELD.search(p.text) and "*" not in p.text), "")
    filled = [exact] if exact else _filled(form.sheets[0].text, wanted, "", known)
    return [sheet for sheet in filled if 0 < len(sheet) <= LONGEST and not FORBIDDEN.search(sheet)]


def _filled(text: str, wanted: Wanted, default: str, known: Key = NOTHING) -> list[str]:
    """Return a pattern with every field filled in; `*` is what may be left out, or the year where none is named."""
    years = [str(year) for year in wanted.years] if len(wanted.years) == 1 else []
    blank = f"{years[0]}年" if years and not _dated(wanted, text) else ""
    pieces: list[Sequence[str]] = []
    at = 0
    for found in FIELD.finditer(text):
        pieces += [[text[at : found.start()]], _choices(found[1], wanted, known)]
        at = found.end()
    pieces.append([text[at:]])
    made = ["".join(parts) for parts in product(*pieces)]
    filled = [_starred(one, blank, default) for one in made]
    return list(dict.fromkeys(filled))


def _choices(name: str, wanted: Wanted, known: Key) -> Sequence[str]:
    if name == "_":
        return [str(wanted.years[-1])]
    if name == "month":
        return [f"{int(text):02}" for text in wanted.field(name, known, within=True)]
    found = wanted.field(name, known, within=True)
    return [text for text in found if not wanted.names.skipped(text)]


def _dated(wanted: Wanted, text: str) -> bool:
    """Tell whether the pattern itself, or what stands on the axes, already says the year."""
    axes = [a.levels for a in (wanted.form.rows, wanted.form.columns) if a]
    named = {field for levels in axes for field in pattern.fields(levels)} | set(FIELD.findall(text))
    return bool(named & {"year", "period", "_"}) or bool(wanted.form.period)


def _starred(text: str, blank: str, default: str) -> str:
    """Fill the stars: with the year, or with nothing where the name does not end up empty."""
    if "*" not in text:
        return text
    path = PurePosixPath(text)
    bare = path.stem.replace("*", "")
    first = blank if bare else (blank or default)
    folder = "/".join(part.replace("*", "") or default for part in path.parts[:-1])
    name = path.name.replace("*", first, 1).replace("*", "")
    return f"{folder}/{name}" if folder else name


def _named(file: str) -> str:
    """Return the name of the file written: always an .xlsx, whatever else the form also reads."""
    return file if file.lower().endswith(SUFFIX) else str(PurePosixPath(file).with_suffix(SUFFIX))


def _known(form: Form, names: Names, fields: dict[str, str]) -> Key:
    """Return what names of file and sheet and the constants of the form say, as the reader takes them."""
    context: Key = NOTHING
    for name, text in fields.items():
        context = (names.value(name, text, (text,)) or NOTHING).over(context)
    constants = dict(form.fixed)
    if form.period and "(" not in form.period:
        constants.setdefault("period", form.period)
    for name, text in constants.items():
        context = (names.value(name, str(text), (str(text),)) or NOTHING).over(context)
    return context

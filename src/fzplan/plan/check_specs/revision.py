"""`revision:` - the frozen years, which figures, what they are held against."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text, listed
from fzplan.model.plausible import Revision
from fzplan.plan import numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_specs.declared import Declared, wrong
from fzplan.plan.codes import BAD_YEAR
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from fzplan.model.plausible import Source
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.checkformat import RevisionFile
    from fzplan.plan.places import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".et")
LAST = "last"


def declared(spec: RevisionFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of published history."""
    span = _span(spec.freeze)
    if span is None:
        room.draft.report(BAD_YEAR, (*path, "freeze"), key="freeze", found=spec.freeze, expected=SPAN)
    measures = []
    for k, name in enumerate(spec.measures):
        if folded(name) in room.scope.symbols:
            measures.append(folded(name))
        elif folded(name) not in room.draft.faulty:
            unknown(room.draft, (*path, "measures", k), name, MEASURE, tuple(room.scope.symbols))
    held = _against(spec.against, (*path, "against"), room)
    if span is None or held is None or len(measures) < len(spec.measures):
        return None
    named = listed(measures)
    text = Text(f"{spec.freeze} {named.zh}".strip(), f"{spec.freeze} {named.en}".strip())
    return Declared(Revision(*span, tuple(measures), *held), text=text)


def _span(written: object) -> tuple[int, int] | None:
    found = numbers.years(written)
    year = numbers.year(written)
    return found or (None if year is None else (year, year))


def _against(written: str, path: Path, room: CheckRoom) -> tuple[Source, str] | None:
    """Return what the figures are held against; nothing outside the project is read."""
    if written == "published":
        return "published", ""
    if written == LAST:
        return "snapshot", LAST
    if folded(written) in room.forms:
        return "form", folded(written)
    pure = PurePosixPath(written.replace("\\", "/"))
    if pure.suffix.lower() not in (*WORKBOOKS, ".json"):
        unknown(room.draft, path, written, FORM, ("published", LAST, *room.forms))
        return None
    if ".." in pure.parts or pure.is_absolute() or PureWindowsPath(written).drive:
        wrong(room.draft, path, written, INSIDE, AGAINST)
        return None
    return ("snapshot" if pure.suffix.lower() == ".json" else "file"), pure.as_posix()


SPAN = Text("一年或一段年份，如 2016-2020", "a year or a span such as 2016-2020")
MEASURE = Text("原始指标或指标", "measure or indicator")
FORM = Text("表式、数据文件或快照", "form, data file or snapshot")
INSIDE = Text(
    "应是项目之内的文件，从规划文件所在的文件夹写起", "a file of the project, named from the folder of the plan file"
)
AGAINST = Text(
    "published 是数据中的其他版次，last 是上次的快照，其他写表式或文件名",
    "published: other editions in the data; last: the last snapshot; else the name of a form or a file",
)

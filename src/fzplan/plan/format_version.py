"""`fzplan:`, the version of the file format: a file of another version is not judged by the rules of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.plan.codes import FORMAT_VERSION

if TYPE_CHECKING:
    from fzplan.plan.draft import Draft

FORMAT = 1
"""The one format there has been. A file that names none is of this format, in every later version too."""


def is_another(draft: Draft) -> bool:
    """Tell (and report) that a file is of another format: its keys may mean something else, so no more is said."""
    entry = draft.places.root.value.get("fzplan")
    written = str(entry.value.value) if entry is not None and entry.value.kind == "scalar" else ""
    if not written.isdecimal() or int(written) == FORMAT:
        return False
    draft.report(FORMAT_VERSION, ("fzplan",), found=written, expected=FORMAT)
    return True

"""What a program finds around itself: versions, fonts, encodings, permissions; each with whether it will do.

Gathered by `workflow.environment`, drawn by `reports.environment`.
"""

from __future__ import annotations

from typing import Literal

from fzplan.diagnostics import Text
from fzplan.frozen import frozen

State = Literal["ok", "absent", "limited", "wrong"]
STATES: dict[State, Text] = {
    "ok": Text("正常", "ok"),
    "absent": Text("没有", "absent"),
    "limited": Text("受限", "limited"),
    "wrong": Text("有误", "wrong"),
}
"""`absent`: what is optional is not there; `limited`: something will look or work less well; `wrong`: to be mended."""
Group = Literal["program", "library", "extra", "office", "console", "files"]
GROUPS: dict[Group, Text] = {
    "program": Text("程序", "Program"),
    "library": Text("所需的库", "Libraries"),
    "extra": Text("可选组件", "Optional"),
    "office": Text("字体和办公软件", "Fonts and office"),
    "console": Text("语言和编码", "Language and encoding"),
    "files": Text("文件", "Files"),
}


@frozen
class Circumstance:
    """One thing that was looked at."""

    id: str
    group: Group
    name: Text
    state: State
    found: Text
    """What there is: a version, a path, a name."""
    note: Text = Text("", "")
    """What follows from it, and what to do."""

"""The storeys of the house drawn from the import contract in `pyproject.toml`, and what each room is for."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HIGH, GAP = 860, 30, 10
TEXTS = {
    "zh": (
        "# 结构",
        "导入只许向下；同一层的房间互不导入，模块之间没有循环导入。图由 `pyproject.toml` 的导入契约画出，CI 中的 import-linter 守着它，新模块必须写明在哪一层。",
        ("规划声明目标，报表进来，算出指标，评估差距，报告出去。每一步都是纯函数 `步骤(规划, 表) -> (结果, 问题)`：不打印、不看时钟、不改参数；"
        "使用者的错误是数据（一处 `Diagnostic`），异常只表示程序有错或调用有错；一步遇错不停，凡依赖出错部分的，结果为“不能评估”并写明原因。"),
        "来历不存，随时重算：网格的每一格只记一个整数，即它出自哪个观测值；`explain`、JSON、Excel 活公式走的是同一棵 `Trace` 树。",
        "## 房间和门", "| 房间 | 用途（取自模块说明） |",
    ),
    "en": (
        "# Architecture",
        "Imports go downwards only; rooms of one storey never import each other, and no modules import each other in a circle. Drawn from the import contract in `pyproject.toml`, which import-linter holds in CI; a new module has to be given a storey.",
        ("A plan is declared, returns come in, indicators are computed, gaps are assessed, reports go out. Every stage is a pure function `stage(plan, table) -> (result, diagnostics)`: "
        "it prints nothing, reads no clock and changes no argument. A user's mistake is data (a `Diagnostic`); an exception is a bug or a wrong call. A stage never stops at the first fault: what depends on a faulty part is not assessable, with the reason."),
        "Lineage is recomputed, not stored: a cell of the grid keeps one integer, the observation it came from; `explain`, JSON and the live formulas of Excel walk the same `Trace` tree.",
        "## Rooms and doors", "| room | what it is for (from the module itself) |",
    ),
}  # fmt: skip


def storeys(root: Path) -> list[list[str]]:
    """Return the storeys from the top down, each with its rooms."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(c for c in contracts["contracts"] if c["type"] == "layers")["layers"]
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def drawn(floors: list[list[str]]) -> str:
    """Return the house as inline SVG: a row a storey, a box a room, as wide as its name needs."""
    parts = []
    for at, rooms in enumerate(floors):
        total = sum(len(room) + 4 for room in rooms)
        left = 0.0
        for room in rooms:
            wide = WIDTH * (len(room) + 4) / total
            top = at * (HIGH + GAP)
            parts.append(f'<rect x="{left + 2:.0f}" y="{top}" width="{wide - 4:.0f}" height="{HIGH}" rx="3"/>')
            parts.append(f'<text x="{left + wide / 2:.0f}" y="{top + 20}" text-anchor="middle">{room}</text>')
            left += wide
    height = len(floors) * (HIGH + GAP)
    return (
        f'<svg class="house" viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{" / ".join(" ".join(rooms) for rooms in floors)}">\n' + "\n".join(parts) + "\n</svg>"
    )


def purpose(root: Path, room: str) -> str:
    """Return the first sentence of a room's own docstring."""
    home = root / "src" / "fzplan" / room
    source = home / "__init__.py" if home.is_dir() else home.with_suffix(".py")
    told = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return " ".join(told.split("\n\n", 1)[0].split()).replace("|", "\\|")


def pages(docs: Path, root: Path) -> dict[Path, str]:
    """Return the architecture page in both languages."""
    floors = storeys(root)
    rooms = [f"| `{room}` | {purpose(root, room)} |" for floor in floors for room in floor]
    found = {}
    for lang, (title, contract, stages, lineage, heading, head) in TEXTS.items():
        text = "\n\n".join(
            [title, contract, drawn(floors), stages, lineage, heading, "\n".join([head, "|---|---|", *rooms])]
        )
        found[docs / ("architecture.md" if lang == "zh" else "architecture.en.md")] = text + "\n"
    return found

"""Every real workbook read twice, by the readers and by a second engine: each difference is of an explained class."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.compare_engines import CLASSES, ENTRY, compared, kind_of

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "workbooks"
WORKBOOKS = ENTRY.findall((SHARED / "INDEX.md").read_text(encoding="utf-8")) if SHARED.is_dir() else []


@pytest.mark.parametrize(
    ("number", "name"), WORKBOOKS or [("0", "")], ids=[number for number, _ in WORKBOOKS or [("none", "")]]
)
def test_two_engines_agree_on_a_real_workbook(number: str, name: str) -> None:
    if not name:
        pytest.skip("the shared workbooks are not beside the checkout")
    found = compared(int(number), SHARED / name.strip())
    assert found.unexplained == ()
    assert set(found.differences) <= set(CLASSES)
    counts = "、".join(f"{what} {count}" for what, count in sorted(found.differences.items())) or "—"
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    assert f"| {number} | `{found.path}` | {found.kind} | {found.other} | {found.cells} | {counts} |" in page


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        (1.0, 1, ""),
        ("a\nb", "a_x000D_\nb", "escape"),
        ("a", "a ", "unexplained"),
        ("", 1.0, "unexplained"),
        ("截止日期", "*bbk", "unexplained"),
    ],
)
def test_classes_of_differences(ours: object, theirs: object, kind: str) -> None:
    assert kind_of(ours, theirs) == kind

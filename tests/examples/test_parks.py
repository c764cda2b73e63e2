"""`examples/parks/`: made by `scripts.parks`, run in one go, whatever the number of processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scripts.parks import write

from tests.cli.runs import fzplan
from tests.snapshots import same

if TYPE_CHECKING:
    from collections.abc import Iterator

PARKS = Path(__file__).parents[2] / "examples" / "parks"


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".xlsx"):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_the_parks_are_what_the_script_writes(tmp_path: Path) -> None:
    write(tmp_path)
    assert dict(files(PARKS)) == dict(files(tmp_path))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page(lang: str) -> None:
    done = fzplan("overview", "parks", "--lang", lang, cwd=PARKS.parent, COLUMNS="80")
    assert done.returncode == 0, done.stderr
    same(f"cli/overview-{lang}.txt", done.stdout)


def test_figures_and_ranks() -> None:
    found = json.loads(fzplan("overview", "parks", "--format", "json", "--year", "2023", cwd=PARKS.parent).stdout)
    rows = {row["id"]: row for row in found["targets"]}
    # 806.4 亿元; 5025000 万元 = 502.5 亿元; 312 亿元
    plans = {cell["plan"].split("/")[1]: cell for cell in rows["total_income"]["plans"]}
    assert {park: (cell["actual"], cell["rank"]) for park, cell in plans.items()} == {
        "东园": (806.4, 1),
        "西园": (502.5, 2),
        "北园": (312.0, 3),
    }
    # less is better: 275000 / 8064000 = 0.0341; 113000 / 5025000 = 0.0225
    energy = {cell["plan"].split("/")[1]: cell["rank"] for cell in rows["energy_per_income"]["plans"]}
    assert energy == {"东园": 2, "西园": 1}
    assert rows["new_listed_companies"]["ranked"] == {"actual": 1, "attainment": 1}


def test_processes_change_nothing() -> None:
    one, two = (
        fzplan("overview", "parks", "--format", "json", "--jobs", jobs, cwd=PARKS.parent).stdout for jobs in "12"
    )
    assert one == two

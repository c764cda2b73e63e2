"""What the documentation says in numbers is what the program computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripts.docs.functions import write
from scripts.docs.transcripts import page
from scripts.docs.worked import WORKED, Worked

import fzplan
from fzplan.formula.functions import REGISTRY

if TYPE_CHECKING:
    from pathlib import Path


def test_every_function_has_a_worked_number() -> None:
    assert [worked.name for worked in WORKED] == [function.name for function in REGISTRY]


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked.name)
def test_a_worked_number_is_what_the_program_computes(worked: Worked, tmp_path: Path) -> None:
    plan = write(worked, tmp_path)
    loaded = fzplan.load(plan)
    assert loaded.usable, loaded.findings
    table = fzplan.compute(plan, tmp_path / "data").indicators
    rows = table[(table["indicator"] == "结果") & (table["period"].astype(str) == str(worked.year))]
    if "园区" in rows:
        rows = rows[rows["园区"] == (worked.member or "_T")]
    assert rows["value"].tolist() == [pytest.approx(worked.answer, rel=1e-9)]


def test_a_transcript_is_made_of_what_its_commands_print(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_text("收入 1\n", encoding="utf-8")
    text = (
        '<!-- folder: data -->\n```yaml title="b.yaml"\nx: 1\n```\n'
        "```console\n$ cat data/a.txt\nold\n$ cat b.yaml\n$ fzplan twice\n```\n"
    )
    made = page(text, "zh", tmp_path, lambda command, lang, folder: f"{command} {lang} {(folder / 'data').exists()}")
    assert made.endswith(
        "```console\n$ cat data/a.txt\n收入 1\n$ cat b.yaml\nx: 1\n$ fzplan twice\nfzplan twice zh True\n```\n"
    )

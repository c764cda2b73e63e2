"""Write the parser tables of the formula grammar; run it after every change of `grammar.lark`."""

from __future__ import annotations

from pathlib import Path

from fzplan.formula.tables import tables

TARGET = Path(__file__).parents[1] / "src" / "fzplan" / "formula" / "grammar.json"

if __name__ == "__main__":
    TARGET.write_text(tables(), encoding="utf-8")

"""Read small workbooks built from grids, and look at what came out in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.builders import workbook

from fzplan import periods
from fzplan.observations import TOTAL
from fzplan.returns import extract
from fzplan.returns.files import DataFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.observations import Account, Extraction, Observation


def data_file(path: Path, shown: str) -> DataFile:
    """Return a workbook as a folder of data names it."""
    return DataFile(path, shown, path.name, default=False)


class Read(NamedTuple):
    """An extraction with its findings, looked at by short names."""

    extraction: Extraction
    findings: tuple[Diagnostic, ...]

    @property
    def values(self) -> dict[str, float]:
        """Return values by `measure period [members] [basis]`."""
        return {self.name(o): o.value for o in self.extraction.observations}

    def name(self, o: Observation) -> str:
        members = [m for m in o.members if m != TOTAL]
        basis = [] if o.basis == "published" else [o.basis]
        return " ".join([o.measure, periods.text(o.period), *members, *basis])

    def one(self, name: str) -> Observation:
        (found,) = [o for o in self.extraction.observations if self.name(o) == name]
        return found

    def place(self, name: str) -> str:
        return str(self.extraction.sources.place(self.one(name)))

    @property
    def codes(self) -> list[str]:
        return [f.code for f in self.findings]

    def serious(self) -> list[str]:
        """Return the findings above info, as `code place message`."""
        return [f"{f.code} {f.at} {f.message('zh')}" for f in self.findings if f.severity > 0]

    def finding(self, code: str) -> Diagnostic:
        (found,) = [f for f in self.findings if f.code == code]
        assert found.message("en")
        assert found.help("zh")
        assert found.help("en")
        return found

    def account(self, index: int = 0) -> Account:
        account = self.extraction.accounts[index]
        assert account.holds
        return account


def read(tmp_path: Path, plan: Plan, files: Mapping[str, str | Mapping[str, str]]) -> Read:
    """Write the workbooks (`name`: one grid, or grids by sheet) into `data/` and read them."""
    for name, sheets in files.items():
        workbook(tmp_path / "data" / name, {"Sheet1": sheets} if isinstance(sheets, str) else sheets)
    return again(tmp_path, plan)


def again(tmp_path: Path, plan: Plan) -> Read:
    """Read what stands in `data/` already."""
    (tmp_path / "data").mkdir(exist_ok=True)
    return Read(*extract(plan, [tmp_path / "data"], tmp_path))

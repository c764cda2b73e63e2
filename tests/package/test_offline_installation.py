"""The package as others get it: built, installed into an empty environment without a network, used from elsewhere.

`make package` runs these; they fetch what is locked from the package index.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from scripts.bundle import package, wheels
from scripts.bundle.platforms import PLATFORMS

from tests import offline

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.package
HERE = sys.version_info[:2]
SCRIPT = """\
import fzplan

result = fzplan.compute("targets.yaml")
reveal_type(result)
reveal_type(result.usable)
reveal_type(result.table(lang="zh"))
result.table(width="wide")
"""


class Installed(NamedTuple):
    """An environment with nothing in it but fzplan from a wheelhouse, and a folder outside the repository."""

    bin: Path
    folder: Path
    environment: dict[str, str]

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment without a network."""
        return subprocess.run(
            [*offline.walled(), self.bin / command[0], *command[1:]],
            cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetched") / "wheelhouse"
    wheels.wheelhouse(folder, PLATFORMS["linux-x86_64"], HERE)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheelhouse: Path) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "env", with_pip=True)
    found = Installed(folder / "env" / "bin", folder, offline.environment(folder / "wall"))
    pip = ("python", "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheelhouse)
    done = found.run(*pip, "fzplan")
    assert done.returncode == 0, done.stderr
    return found


def test_the_wall_holds(installed: Installed) -> None:
    done = installed.run("python", "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert offline.ASKED in done.stderr


def test_nothing_but_what_runs_fzplan_was_installed(installed: Installed, wheelhouse: Path) -> None:
    listed = installed.run("python", "-m", "pip", "list", "--format", "freeze").stdout.split()
    names = {line.split("==")[0].lower().replace("_", "-") for line in listed} - {"pip", "setuptools"}
    wheeled = {path.name.split("-")[0].lower().replace("_", "-") for path in wheelhouse.iterdir()}
    assert {name.replace(".", "-") for name in names} == wheeled
    assert installed.run("python", "-m", "pip", "check").stdout.strip() == "No broken requirements found."


def test_its_size_is_the_one_that_is_stated(wheelhouse: Path) -> None:
    page = (package.ROOT / "docs" / "offline.md").read_text(encoding="utf-8")
    stated = float(page.split("\nall ")[1].split()[0])
    sizes = [entry.file_size for path in wheelhouse.iterdir() for entry in zipfile.ZipFile(path).infolist()]
    assert sum(sizes) / 1e6 == pytest.approx(stated, rel=0.06)  # numpy for Python 3.11 is another version


def test_the_sample_is_computed_outside_the_repository(installed: Installed) -> None:
    assert installed.run("fzplan", "init", "--example", "fengtai").returncode == 0
    done = installed.run("fzplan", "compute", "-o", "gap.xlsx", "-o", "gap.docx", "-o", "gap.html")
    assert done.returncode == 0, done.stderr
    assert "示例数据，非统计资料，不得引用" in done.stdout
    assert "共41项目标" in done.stdout
    assert {"gap.xlsx", "gap.docx", "gap.html"} <= {path.name for path in installed.folder.iterdir()}


def test_a_script_against_the_installed_package_is_typed(installed: Installed) -> None:
    script = installed.folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", installed.bin / "python", "--config-file=",
         "--cache-dir", installed.folder / "cache", script.name],
        cwd=installed.folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    revealed = [line.rpartition(" is ")[2].strip('"') for line in done.stdout.splitlines() if "Revealed" in line]
    assert revealed == ["fzplan.api.results.Result", "bool", "str"], done.stdout
    assert [line for line in done.stdout.splitlines() if "error" in line][:-1] == [
        (
            'script.py:7: error: Argument "width" to "table" of "Result" has incompatible type "str"; expected "int"'
            "  [arg-type]"
        )
    ]


def test_the_sdist_gives_the_same_wheel(tmp_path: Path) -> None:
    source, direct = package.build(tmp_path / "dist", package.committed(tmp_path / "source"))
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    (again,) = package.build(tmp_path / "again", unpacked, ("wheel",))
    with zipfile.ZipFile(direct) as first, zipfile.ZipFile(again) as second:
        assert first.namelist() == second.namelist()
        assert all(first.read(name) == second.read(name) for name in first.namelist())
    assert {"LICENSE", "CHANGELOG.md", "README.md", "targets.yaml", "data", "src"} <= {
        p.name for p in unpacked.iterdir()
    }

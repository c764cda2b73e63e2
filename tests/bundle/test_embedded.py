from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from scripts.bundle import __main__ as bundle
from scripts.bundle import embedded

from tests.bundle.stand_ins import AMD64, ARM64, I386, embeddable

if TYPE_CHECKING:
    from pathlib import Path


def test_the_version_is_that_of_its_path_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(embeddable(tmp_path / "python-3.13.1-embed-amd64.zip", 13)) as archive:
        assert embedded.version(archive) == (3, 13)


@pytest.mark.parametrize(
    ("minor", "machine", "says"),
    [(12, I386, "64-bit"), (12, ARM64, "64-bit Windows on x86"), (10, AMD64, "Python 3.10; fzplan needs 3.11")],
)
def test_a_python_that_will_not_do_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], minor: int, machine: int, says: str
) -> None:
    path = embeddable(tmp_path / "python.zip", minor, machine)
    assert bundle.main(["--folder", str(tmp_path / "dist"), "windows", str(path)]) == 2
    assert says in capsys.readouterr().err
    assert not list((tmp_path / "dist").iterdir())


def test_an_installer_or_any_other_zip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python.exe", b"")
    assert bundle.main(["--folder", str(tmp_path), "windows", str(path)]) == 2
    assert "python-3.x.y-embed-amd64.zip" in capsys.readouterr().err


@pytest.mark.parametrize("program", [b"", b"MZ", b"MZ".ljust(0x44, b"\0"), b"\x7fELF"])
def test_what_is_no_windows_program_has_no_machine(program: bytes) -> None:
    assert embedded.machine(program) == 0


def test_modules_are_looked_for_in_site_packages_and_nowhere_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(embeddable(tmp_path / "python.zip")) as archive:
        assert embedded.lay_out(archive, tmp_path / "python") == tmp_path / "python" / "Lib" / "site-packages"
    told = (tmp_path / "python" / "python312._pth").read_bytes().decode("ascii")
    lines = [line for line in told.split("\r\n") if line and not line.startswith("#")]
    assert lines == ["python312.zip", ".", "Lib\\site-packages"]

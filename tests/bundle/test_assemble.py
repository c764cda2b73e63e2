"""Both bundles laid out, with the real wheel of fzplan and one other; with all of them in tests/package."""

from __future__ import annotations

import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from scripts.bundle import archive, assemble, launchers, package
from scripts.bundle.platforms import PLATFORMS

from fzplan import examples
from tests.bundle.stand_ins import embeddable, wheel

OWN = Path(__file__).parents[2] / "src"


@pytest.fixture(scope="module")
def fzplan_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("wheel")
    (built,) = package.build(work / "dist", package.committed(work / "source"), ("wheel",))
    return built


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory, fzplan_wheel: Path) -> Path:
    work = tmp_path_factory.mktemp("windows")
    part = wheel(work, "cp312-cp312-win_amd64", "License-Expression: MIT")
    with zipfile.ZipFile(embeddable(work / "python.zip")) as python:
        assemble.windows(work / "fzplan-windows", python, (fzplan_wheel, part))
    return work / "fzplan-windows"


@pytest.fixture(scope="module")
def linux(tmp_path_factory: pytest.TempPathFactory, fzplan_wheel: Path) -> Path:
    work = tmp_path_factory.mktemp("linux")
    part = wheel(work, "cp312-abi3-manylinux_2_28_aarch64", "Classifier: License :: OSI Approved :: BSD License")
    assemble.linux(work / "fzplan-linux", PLATFORMS["linux-aarch64"], (3, 12), (fzplan_wheel, part))
    return work / "fzplan-linux"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_user_of_windows_sees_four_files_and_two_folders(windows: Path) -> None:
    assert names(windows) == {"先读我.txt", "一键计算.cmd", "fzplan.cmd", "示例", "python", "许可清单.txt"}
    modules = windows / "python" / "Lib" / "site-packages"
    assert {"fzplan", "part.py"} <= names(modules)
    assert "bin" not in names(modules)  # programs that start the Python of the machine that built the bundle
    assert (windows / "python" / "oneclick.py").is_file()
    assert not list(windows.rglob("*.pyc"))


def test_a_user_of_linux_sees_the_same(linux: Path) -> None:
    assert names(linux) == {"先读我.txt", "一键计算.sh", "fzplan", "oneclick.py", "示例", "lib", "许可清单.txt"}
    assert {"fzplan", "part.py"} <= names(linux / "lib")


def test_files_that_cmd_reads_are_ascii_with_its_ends_of_lines(windows: Path) -> None:
    for path in windows.glob("*.cmd"):
        text = path.read_bytes()
        assert text.isascii()
        assert text.count(b"\n") == text.count(b"\r\n") > 0


def test_what_is_said_where_the_zip_was_not_unpacked_is_chinese_in_character_codes() -> None:
    codes = re.search(r"\[char\[\]\]\(([0-9a-fx,]+)\)", launchers.WINDOWS["一键计算.cmd"])
    assert codes
    assert (
        "".join(chr(int(code, 16)) for code in codes[1].split(","))
        == "请先把整个压缩包解压到一个文件夹，再双击“一键计算”。"
    )


def test_texts_are_known_as_utf8_by_every_notepad(windows: Path, linux: Path) -> None:
    for folder, end in ((windows, b"\r\n"), (linux, b"\n")):
        for name in ("先读我.txt", "许可清单.txt"):
            text = (folder / name).read_bytes()
            assert text.startswith(b"\xef\xbb\xbf")
            assert text.count(b"\r\n") == (text.count(b"\n") if end == b"\r\n" else 0)
            assert "{" not in text.decode("utf-8")
    told = (windows / "先读我.txt").read_text(encoding="utf-8-sig")
    assert "64 位 Windows 10 或更高版本" in told
    assert "编造" in told


def test_the_licence_of_every_part_is_listed(windows: Path, linux: Path) -> None:
    assert "part 1.0：MIT\n" in (windows / "许可清单.txt").read_text(encoding="utf-8-sig")
    listed = (linux / "许可清单.txt").read_text(encoding="utf-8-sig")
    assert "part 1.0：BSD License\n" in listed
    assert re.search(r"^fzplan \S+：MIT$", listed, re.MULTILINE)


def test_the_sample_is_the_one_that_init_writes(windows: Path, linux: Path) -> None:
    for folder in (windows, linux):
        sample = folder / "示例"
        lying = {path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file()}
        assert lying == set(examples.copy("fengtai"))


def test_one_folder_gives_one_archive(windows: Path, linux: Path, tmp_path: Path) -> None:
    for folder, suffix in ((windows, ".zip"), (linux, ".tar.gz")):
        first, second = (archive.pack(folder, tmp_path / f"{name}{suffix}") for name in "ab")
        assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert "fzplan-windows/一键计算.cmd" in packed.namelist()
    with tarfile.open(tmp_path / "a.tar.gz") as packed:
        assert packed.getmember("fzplan-linux/一键计算.sh").mode == 0o755
        assert packed.getmember("fzplan-linux/先读我.txt").mode == 0o644


def test_a_system_without_that_python_is_told_so(linux: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", linux / "fzplan", "--version"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/bin/false"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode == 0:
        pytest.skip("the python3 of this system is a 3.12")
    assert (done.returncode, done.stdout) == (2, "")
    assert "需要 Python 3.12" in done.stderr


def test_the_wheel_carries_the_example_its_licence_and_its_types(fzplan_wheel: Path) -> None:
    with zipfile.ZipFile(fzplan_wheel) as built:
        inside = set(built.namelist())
        info = next(name.split("/")[0] for name in inside if name.endswith("/METADATA"))
        told = built.read(f"{info}/METADATA").decode("utf-8")
    assert {f"fzplan/examples/fengtai/{name}" for name in examples.copy("fengtai")} <= inside
    assert {"fzplan/py.typed", "fzplan/__init__.pyi", f"{info}/licenses/LICENSE"} <= inside
    assert "License-Expression: MIT" in told
    assert "Requires-Python: >=3.11" in told
    assert not [name for name in inside if "__pycache__" in name or name.startswith(("tests", "scripts"))]


def test_what_lies_in_a_checkout_beside_the_commit_gets_into_no_package(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    root.mkdir()
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    (root / "kept").write_text("committed", encoding="utf-8")
    for command in (("init", "-q"), ("add", "kept"), ("commit", "-qm", "x")):
        subprocess.run([*git, *command], cwd=root, check=True)
    (root / "kept").write_text("changed", encoding="utf-8")
    (root / "真实年报.xlsx").touch()
    source = package.committed(tmp_path / "source", root)
    assert {path.name: path.read_text(encoding="utf-8") for path in source.iterdir()} == {"kept": "committed"}
    assert package.committed(tmp_path / "again", source) == source  # an unpacked sdist: no git, all of it is meant

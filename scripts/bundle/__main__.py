"""`python -m scripts.bundle package | wheelhouse | windows | linux | size`: see docs/offline.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from scripts.bundle import archive, assemble, embedded, package, size, wheels
from scripts.bundle.platforms import PLATFORMS, WINDOWS

from fzplan import __version__

LIMIT = 80_000_000
DIST = package.ROOT / "dist"
HERE = sys.version_info[:2]


def main(arguments: list[str] | None = None) -> int:
    """Make what is asked for and say where it lies."""
    asked = _parser().parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    try:
        made = COMMANDS[asked.command](asked)
    except embedded.NotThePythonError as error:
        print(f"{asked.python}: {error}", file=sys.stderr)
        return 2
    for path in made:
        print(f"{path}  {_bytes(path) / 1e6:.1f} MB")
    if asked.command in {"windows", "linux"} and _bytes(made[0]) > LIMIT:
        print(f"{made[0]} is larger than {LIMIT / 1e6:.0f} MB", file=sys.stderr)
        return 1
    return 0


def _package(asked: argparse.Namespace) -> tuple[Path, ...]:
    with tempfile.TemporaryDirectory() as work:
        return package.build(asked.folder, package.committed(Path(work, "source")))


def _wheelhouse(asked: argparse.Namespace) -> tuple[Path, ...]:
    folder = asked.folder / f"wheelhouse-{asked.platform}-py{asked.version[0]}{asked.version[1]}"
    with tempfile.TemporaryDirectory(dir=asked.folder) as work:
        wheels.wheelhouse(Path(work, "wheels"), PLATFORMS[asked.platform], asked.version)
        shutil.rmtree(folder, ignore_errors=True)
        Path(work, "wheels").rename(folder)
    return (folder,)


def _windows(asked: argparse.Namespace) -> tuple[Path, ...]:
    with tempfile.TemporaryDirectory() as work, zipfile.ZipFile(asked.python) as python:
        fetched = wheels.wheelhouse(Path(work, "wheels"), WINDOWS, embedded.version(python))
        folder = Path(work, f"fzplan-{__version__}-{WINDOWS.name}")
        assemble.windows(folder, python, fetched)
        return (archive.pack(folder, asked.folder / f"{folder.name}.zip"),)


def _linux(asked: argparse.Namespace) -> tuple[Path, ...]:
    platform = PLATFORMS[asked.platform]
    with tempfile.TemporaryDirectory() as work:
        fetched = wheels.wheelhouse(Path(work, "wheels"), platform, asked.version)
        folder = Path(work, f"fzplan-{__version__}-{platform.name}-py{asked.version[0]}{asked.version[1]}")
        assemble.linux(folder, platform, asked.version, fetched)
        return (archive.pack(folder, asked.folder / f"{folder.name}.tar.gz"),)


def _size(_: argparse.Namespace) -> tuple[Path, ...]:
    print(size.table())
    return ()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.bundle", description=__doc__)
    parser.add_argument("--folder", type=Path, default=DIST, help="where to put it (dist/)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("package", help="wheel and sdist, from the last commit")
    for name, help_ in (("wheelhouse", "a folder of wheels"), ("linux", "the bundle for Linux, as a .tar.gz")):
        command = commands.add_parser(name, help=help_)
        every = sorted(PLATFORMS if name == "wheelhouse" else set(PLATFORMS) - {WINDOWS.name})
        command.add_argument("--platform", choices=every, default="linux-x86_64")
        command.add_argument("--version", type=_version, default=HERE, help="of Python, as 3.12 (that of this one)")
    command = commands.add_parser("windows", help="the bundle for Windows, as a .zip")
    command.add_argument("python", type=Path, metavar="python-3.x.y-embed-amd64.zip")
    commands.add_parser("size", help="what an installation takes on the disk")
    return parser


def _version(text: str) -> tuple[int, int]:
    major, minor = map(int, text.split("."))
    return major, minor


def _bytes(path: Path) -> int:
    return sum(part.stat().st_size for part in (path.rglob("*") if path.is_dir() else (path,)) if part.is_file())


COMMANDS = {"package": _package, "wheelhouse": _wheelhouse, "windows": _windows, "linux": _linux, "size": _size}

if __name__ == "__main__":
    sys.exit(main())

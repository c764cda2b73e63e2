"""The tests under every Python at hand, with the oldest and the newest dependencies that `pyproject.toml` allows.

    python -m scripts.platforms [--python 3.12] [--resolution locked|lowest|newest] [-- PYTEST ARGUMENTS]

Each pair gets an environment of its own in a temporary folder, and the last commit to test. Tests of what belongs to
the workshop (lint, types, CI, documents, browsers, bundles) are left to `make check`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.bundle.package import ROOT, committed

MINORS = (11, 12, 13, 14)
TOOLS = ("pytest", "hypothesis", "jsonschema", "odfpy", "pyxlsb", "xlrd", "xmlschema", "packaging")
TESTED = (
    "tests/api", "tests/audit", "tests/changes", "tests/checks", "tests/cube", "tests/formula", "tests/gaps",
    "tests/plan", "tests/reports", "tests/returns", "tests/units", "tests/cli/test_compute.py",
    "tests/cli/test_everywhere.py", "tests/cli/test_outputs.py", "tests/examples/test_shipped.py",
    "tests/test_cases.py", "tests/test_diagnostics.py", "tests/test_figures.py", "tests/test_frozen.py",
    "tests/test_observations.py", "tests/test_periods.py", "tests/test_samples.py",
)  # fmt: skip
BROWSER = ("--ignore=tests/reports/html/test_in_browser.py",)
RESOLUTIONS = {"locked": "highest", "lowest": "lowest-direct", "newest": "highest"}
UV = (sys.executable, "-m", "uv", "--quiet")


def main(arguments: list[str] | None = None) -> int:
    """Run every pair that is asked for; return 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.platforms", description=__doc__)
    parser.add_argument("--python", action="append", help="a version or a path; default: every one at hand")
    parser.add_argument("--resolution", action="append", choices=RESOLUTIONS, help="default: all three")
    parser.add_argument("tests", nargs="*", help="for pytest, after --; default: what runs without the workshop")
    asked = parser.parse_args(arguments)
    here = at_hand()
    for missing in (f"3.{minor}" for minor in MINORS if f"3.{minor}" not in here):
        print(f"Python {missing} is not on this machine: not tried")
    failed = False
    for python in asked.python or here:
        for resolution in asked.resolution or RESOLUTIONS:
            with tempfile.TemporaryDirectory() as work:
                passed = tried(Path(work), here.get(python, python), resolution, asked.tests or list(TESTED))
            print(f"Python {python}, {resolution} dependencies: {'passed' if passed else 'FAILED'}", flush=True)
            failed |= not passed
    return int(failed)


def at_hand() -> dict[str, str]:
    """Return the Pythons that start on this machine, on the path or in pyenv, by version."""
    found = {}
    for minor in MINORS:
        version = f"3.{minor}"
        for candidate in (shutil.which(f"python{version}"), *_of_pyenv(version)):
            if candidate and _starts(candidate):
                found[version] = str(candidate)
                break
    return found


def _of_pyenv(version: str) -> list[str]:
    if not shutil.which("pyenv"):
        return []
    root = subprocess.run(["pyenv", "root"], capture_output=True, encoding="utf-8", check=True).stdout.strip()
    return [str(path) for path in sorted(Path(root, "versions").glob(f"{version}.*/bin/python{version}"))]


def _starts(python: str) -> bool:
    return subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode == 0


def tried(work: Path, python: str, resolution: str, tests: list[str]) -> bool:
    """Make an environment, install what the resolution gives, run the tests of the last commit in it."""
    source = committed(work / "source")
    environment = work / "env"
    subprocess.run([*UV, "venv", "--python", python, str(environment)], check=True)
    inside = environment / "bin" / "python"
    install = [*UV, "pip", "install", "--python", str(inside)]
    pins = work / "pins.txt"
    if resolution == "locked":
        shutil.copy(ROOT / "requirements" / "dev.txt", pins)
    else:
        resolve = [*UV, "pip", "compile", str(source / "pyproject.toml"), "--python", str(inside), "--no-header"]
        subprocess.run(
            [*resolve, "--resolution", RESOLUTIONS[resolution], "--output-file", str(pins)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    subprocess.run([*install, "--constraint", str(pins), str(source), *TOOLS], check=True)
    versions = subprocess.run(
        [*UV, "pip", "freeze", "--python", str(inside)], check=True, capture_output=True, encoding="utf-8"
    ).stdout.split("\n")
    print(" ".join(line for line in versions if line.startswith(("numpy=", "pandas=", "pydantic=", "openpyxl="))))
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [inside, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", *BROWSER, *tests],
        cwd=source,
        env=clean,
        check=False,
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

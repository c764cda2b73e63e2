"""Start-up and the main job: `--help` against bare Python, `compute` against pandas plus the bare reader."""

from __future__ import annotations

from benchmarks.measure import PYTHON, interleaved, report


def main() -> None:
    """Print both tables."""
    fzplan = [PYTHON, "-m", "fzplan"]
    report(
        "start-up",
        interleaved({"python -c pass": [PYTHON, "-c", "pass"], "fzplan --help": [*fzplan, "--help"]}),
        "python -c pass",
        {"fzplan --help": 8.0},
    )
    report(
        "the repository's returns",
        interleaved(
            {
                "pandas + bare reader": [PYTHON, "benchmarks/floors/read_and_pandas.py", "data"],
                "fzplan compute": [*fzplan, "compute"],
                "fzplan compute --format json": [*fzplan, "compute", "--format", "json"],
                "fzplan check": [*fzplan, "check"],
            }
        ),
        "pandas + bare reader",
        {"fzplan compute": 1.8},
    )

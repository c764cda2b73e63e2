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
    for title, folders in (
        ("the repository's returns", ["data/published", "data/returns", "data/registers"]),
        ("the same with the microdata of 2,000 enterprises", ["data"]),
    ):
        report(
            title,
            interleaved(
                {
                    "pandas + bare reader": [PYTHON, "benchmarks/floors/read_and_pandas.py", *folders],
                    "fzplan compute": [*fzplan, "compute", *folders],
                    "fzplan compute --format json": [*fzplan, "compute", "--format", "json", *folders],
                    "fzplan check": [*fzplan, "check", *folders],
                }
            ),
            "pandas + bare reader",
            {"fzplan compute": 1.8},
        )

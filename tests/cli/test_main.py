"""The end of a process: streams written, exit code kept, or raised where the output could not be written."""

from __future__ import annotations

import atexit
import os
import sys
from io import BytesIO, TextIOWrapper

import pytest

from fzplan import __version__, cli


class Left(Exception):  # noqa: N818  (it is no error)
    """Stands for the end of the process, which a test would not survive."""


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    codes: list[int] = []

    def leave(code: int) -> None:
        codes.append(code)
        raise Left

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(atexit, "_run_exitfuncs", lambda: None)
    return codes


@pytest.mark.parametrize(
    ("arguments", "code", "printed"),
    [(["--version"], 0, f"fzplan {__version__}\n"), (["rule", "FZ999"], 2, ""), (["rule", "FZ902"], 0, "FZ902")],
)
def test_the_exit_code_is_that_of_the_command(
    arguments: list[str], code: int, printed: str, left: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = TextIOWrapper(BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "argv", ["fzplan", *arguments])
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(Left):
        cli.main()
    assert left == [code]
    assert printed in out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_output_that_cannot_be_written_is_no_success(left: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(TextIOWrapper):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full(BytesIO(), "utf-8"))
    with pytest.raises(Left):
        cli._leave(0)
    assert left == [1]
    monkeypatch.undo()

"""The progress bar: on a terminal only, for long work only, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from fzplan.cli import waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "after", "shown"), [(Terminal(), 0.0, True), (Terminal(), 3600.0, False), (io.StringIO(), 0.0, False)]
)
def test_shown_where_somebody_waits(
    stream: io.StringIO, after: float, *, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "AFTER", after)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with waiting.Waiting() as watch:
        for k in range(3):
            watch("data/[年报].xlsx", k, 3)
    assert bool(stream.getvalue()) == shown
    assert ("[年报].xlsx" in stream.getvalue()) == shown

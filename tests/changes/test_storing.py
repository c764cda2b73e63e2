"""The file of a snapshot: whole or refused, never guessed at."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import changes, periods
from fzplan.changes import Flaw
from fzplan.diagnostics import Text
from fzplan.model.results import Value, Why
from fzplan.model.snapshots import Options
from tests.changes.test_compare import outcome
from tests.cube.samples import seen

KEPT = changes.take(
    replace(
        outcome(seen("总收入", 2024, 8466.0, edition="年报", unit="亿元")),
        values=(
            Value("总收入", periods.year(2024), {}, 8466.0),
            Value("总收入", periods.year(2023), {"园区": "东区"}, None, why=(
                Why("missing_input", (("name", Text("总收入", "income")), ("year", 2023), ("revised", 1.5))),
            )),
        ),
    ),
    program="1.0.0", sha256="a" * 64, files={"data/0.xlsx": "b" * 64}, options=Options("2024", "", ("data",)),
)  # fmt: skip
FILE = changes.dump(KEPT)


def packed(body: object, version: object = 1) -> bytes:
    """Return a file whose digest is right, whatever is in it."""
    text = json.dumps(body).encode()
    head = json.dumps({"fzplan_snapshot": version, "sha256": hashlib.sha256(text).hexdigest()}).encode()
    return head + b"\n" + text + b"\n"


def test_what_was_kept_comes_back_with_reasons_in_both_languages() -> None:
    assert changes.load(FILE) == KEPT
    assert changes.is_snapshot(FILE[:64])
    assert not changes.is_snapshot(b"PK\x03\x04")


@given(st.integers(0, len(FILE) - 2))
def test_a_file_cut_off_anywhere_is_damaged(length: int) -> None:
    assert changes.load(FILE[:length]) == Flaw("damaged")


@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_a_byte_changed_anywhere_is_never_taken_for_figures(at: int, byte: int) -> None:
    found = changes.load(FILE[:at] + bytes([byte]) + FILE[at + 1 :])
    assert found == KEPT or isinstance(found, Flaw)


@given(st.binary(max_size=200))
def test_no_content_raises(content: bytes) -> None:
    assert isinstance(changes.load(content), Flaw)
    assert isinstance(changes.load(b'{"fzplan_snapshot": 1, "sha256": "' + content), Flaw)


@pytest.mark.parametrize(
    "body", [[], {}, {"name": 1}, None, "x", {**json.loads(FILE.split(b"\n")[1]), "as_of": ["2024", 12]},
             {**json.loads(FILE.split(b"\n")[1]), "lang": 3}],
)  # fmt: skip
def test_another_shape_with_the_right_digest_is_damaged(body: object) -> None:
    assert changes.load(packed(body)) == Flaw("damaged")


@pytest.mark.parametrize("version", [2, "1", None])
def test_another_version_of_the_format_is_named(version: object) -> None:
    assert changes.load(packed({}, version)) == Flaw("format", str(version))


def test_nothing_of_the_cells_as_printed_is_kept() -> None:
    raw = outcome(seen("总收入", 2024, 8466.0, raw="八千四百六十六（某企业）"))
    assert "某企业" not in changes.dump(changes.take(raw)).decode()

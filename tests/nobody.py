"""Acting as somebody who may not read and write everywhere, also where the tests are run by the superuser."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Be nobody for a while; an ordinary user stays who they are. Import beforehand what will be used."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that everybody may enter (those of pytest are the owner's alone)."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no permissions of this kind")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)

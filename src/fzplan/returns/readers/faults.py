"""Why a file cannot be read: raised inside the readers, one finding at their door."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text
from fzplan.returns import file_codes

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic


class ForeignError(ValueError):
    """The content is of another kind than a workbook."""

    def __init__(self, kind: Text) -> None:
        super().__init__(kind.en)
        self.kind = kind


class DamagedError(ValueError):
    """The content begins as a workbook and is none to its end."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class LockedError(ValueError):
    """Another password than Excel's own guards the workbook."""


class OversizedError(ValueError):
    """There is more than the limit allows: `size` of `sheet`, or of the file where that is ""."""

    def __init__(self, size: str, limit: str, option: str, sheet: str = "") -> None:
        super().__init__(f"{sheet}: {size}")
        self.size, self.limit, self.option, self.sheet = size, limit, option, sheet


class SlowError(Exception):
    """Reading took longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, LookupError,
    NotImplementedError, RuntimeError, SlowError,
)  # fmt: skip
"""What reading a broken, encrypted or exotic file raises."""
_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Text], ...] = (
    ((zipfile.BadZipFile, zlib.error), Text("压缩结构不完整", "its zip structure is broken")),
    ((struct.error, EOFError, IndexError), Text("内容比它所称的短", "it is shorter than it says")),
    (Exception, Text("内容不符合文件格式", "its content does not follow the format")),
)


def finding(error: Exception, at: FileRef) -> Diagnostic:
    """Return the finding that a fault of the readers is for the user."""
    match error:
        case LockedError():
            return file_codes.PASSWORD(at)
        case ForeignError():
            return file_codes.NOT_A_WORKBOOK(at, kind=error.kind)
        case OversizedError():
            place = FileRef(at.file, error.sheet)
            return file_codes.TOO_LARGE(place, size=error.size, limit=error.limit, option=error.option)
        case SlowError():
            return file_codes.TOO_SLOW(at, seconds=f"{error.seconds:g}")
        case DamagedError():
            return file_codes.DAMAGED(at, reason=error.reason)
    reason = next(text for kinds, text in _REASONS if isinstance(error, kinds))
    return file_codes.DAMAGED(at, reason=Text(reason.zh, f"{reason.en} ({error})" if str(error) else reason.en))


def check_cells(height: int, width: int, limit: int, sheet: str = "") -> None:
    """Raise `OversizedError` where a used range has more than `limit` cells."""
    if height * width > limit:
        raise OversizedError(f"{height} × {width}", str(limit), "--max-cells", sheet)


def check_size(size: int, limit: int) -> None:
    """Raise `OversizedError` where a file has, or expands to, more than `limit` bytes."""
    if size > limit:
        raise OversizedError(f"{size // 1_000_000} MB", f"{limit // 1_000_000} MB", "--max-size")

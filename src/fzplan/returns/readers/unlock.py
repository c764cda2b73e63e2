"""Workbooks "encrypted" with Excel's own default password: opened as Excel and WPS open them, without asking.

A workbook whose structure is protected is stored encrypted, and where the author gave no password Excel takes a
fixed one (MS-OFFCRYPTO 2.4.2.3; most yearbook tables are such files). Any other password is never guessed.
"""

from __future__ import annotations

import io

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns.readers.faults import DamagedError, LockedError

DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 – published in MS-OFFCRYPTO, guards nothing
_SPINS = regex(rb'spinCount="(\d+)"')
_MOST_SPINS = 1_000_000
"""Rounds of hashing that a key may take: Excel writes 100,000; a file that asks for more only costs time."""


def opened(data: bytes) -> bytes:
    """Return the file as it was before Excel encrypted it.

    `data` is an OLE container: an .xls (XOR, RC4, RC4 CryptoAPI) or an encrypted .xlsx (standard, agile).
    Raises LockedError where another password guards it, DamagedError where the password fits and the content is
    broken.
    """
    import msoffcrypto

    if any(int(spins[1]) > _MOST_SPINS for spins in _SPINS.finditer(data)):
        raise LockedError
    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        if locked.format == "ooxml":
            locked.load_key(password=DEFAULT_PASSWORD, verify_password=True)
        else:
            locked.load_key(password=DEFAULT_PASSWORD)
    except Exception as error:  # a foreign parser of hostile bytes; what it cannot read it cannot open
        raise LockedError from error
    try:
        locked.decrypt(plain)
    except Exception as error:
        raise DamagedError(Text("解密后的内容不完整", f"what it holds is broken ({error})")) from error
    return plain.getvalue()

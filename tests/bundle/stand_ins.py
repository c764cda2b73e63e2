"""What the tests of bundles take in place of what they cannot have: python.org's file for Windows, and its wheels.

The stand-in for the embeddable Python is laid out as the real one is (python.exe with a PE header, python312._pth,
python312.zip), but nothing in it runs: what the bundle does on Windows itself is not tried here.
"""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

I386, AMD64, ARM64 = 0x014C, 0x8664, 0xAA64


def embeddable(path: Path, minor: int = 12, machine: int = AMD64) -> Path:
    """Write a zip laid out as python-3.MINOR.x-embed-amd64.zip."""
    program = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0" + struct.pack("<H", machine)
    told = f"python3{minor}.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python.exe", program)
        archive.writestr(f"python3{minor}._pth", told)
        archive.writestr(f"python3{minor}.zip", b"")
    return path


def wheel(folder: Path, tag: str, licence: str) -> Path:
    """Write a wheel `part` of one module, for the machines of a tag."""
    path = folder / f"part-1.0-{tag}.whl"
    info = "part-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("part.py", "VALUE = 1\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: part\nVersion: 1.0\n{licence}\n")
        pure = "true" if tag.endswith("any") else "false"
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: {pure}\nTag: {tag}\n")
        archive.writestr(f"{info}/entry_points.txt", "[console_scripts]\npart = part:main\n")
        archive.writestr(f"{info}/RECORD", f"part.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return path

"""What the locked installation takes on the disk, part by part: the figures of docs/offline.md."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from scripts.bundle import wheels
from scripts.bundle.platforms import PLATFORMS

LARGE = 1e6


def table(platform: str = "linux-x86_64", python: tuple[int, int] = (3, 12)) -> str:
    """Return the sizes of the unpacked wheels of the lock: each of a megabyte or more, the others, all."""
    with tempfile.TemporaryDirectory() as work:
        fetched = wheels.wheelhouse(Path(work, "wheels"), PLATFORMS[platform], python)
        sizes = {path.name.split("-")[0]: _unpacked(path) for path in fetched}
        packed = sum(path.stat().st_size for path in fetched)
    large = {name: taken for name, taken in sizes.items() if taken >= LARGE}
    parts = sorted(large.items(), key=lambda item: -item[1])
    parts.append((f"{len(sizes) - len(large)} others", sum(sizes.values()) - sum(large.values())))
    parts.append(("all", sum(sizes.values())))
    head = f"{platform}, Python {python[0]}.{python[1]}: {len(fetched)} wheels, {packed / 1e6:.0f} MB packed"
    return "\n".join([head, *(f"{name:20}{taken / 1e6:8.1f} MB" for name, taken in parts)])


def _unpacked(wheel: Path) -> int:
    with zipfile.ZipFile(wheel) as archive:
        return sum(entry.file_size for entry in archive.infolist())

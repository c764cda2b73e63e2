"""The machines that wheels are fetched for: the tags of their wheels and what markers of requirements read there."""

from __future__ import annotations

from typing import NamedTuple

GLIBC = (28, 27, 26, 24, 17, 12, 5)
"""Minor versions of glibc 2 whose wheels are taken: 2.28 is that of 统信 UOS 20, 银河麒麟 V10 and RHEL 8."""


class Platform(NamedTuple):
    """One kind of machine. `tags` are those of pip's `--platform`, the newest first."""

    name: str
    tags: tuple[str, ...]
    markers: dict[str, str]

    def environment(self, python: tuple[int, int]) -> dict[str, str]:
        """Return what markers of requirements are held against there, under a version of Python."""
        version = f"{python[0]}.{python[1]}"
        return {
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "python_version": version,
            "python_full_version": f"{version}.0",
            "extra": "",
            **self.markers,
        }


def _linux(machine: str) -> Platform:
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in GLIBC), f"manylinux2014_{machine}")
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": machine}
    return Platform(f"linux-{machine}", tags, markers)


WINDOWS = Platform(
    "windows-x64",
    ("win_amd64",),
    {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
)
PLATFORMS = {found.name: found for found in (WINDOWS, _linux("x86_64"), _linux("aarch64"))}

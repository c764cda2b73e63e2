"""The files that start the program in a bundle. Those for Windows are ASCII: cmd.exe reads them in any code page."""

from __future__ import annotations

UNPACK = "请先把整个压缩包解压到一个文件夹，再双击“一键计算”。"
CODES = ",".join(f"0x{ord(character):04x}" for character in UNPACK)

WINDOWS = {
    "fzplan.cmd": """\
@echo off
"%~dp0python\\python.exe" -m fzplan %*
""",
    "一键计算.cmd": f"""\
@echo off
title fzplan
if not exist "%~dp0python\\python.exe" goto unpack
"%~dp0python\\python.exe" "%~dp0python\\oneclick.py" "%~dp0." %*
if errorlevel 1 pause
exit /b

:unpack
echo Unzip the whole archive into a folder first, then start this file again.
powershell -NoProfile -Command "Write-Host (-join [char[]]({CODES}))"
pause
""",
}
"""By name. Python is told the folder as `…\\.`: a backslash before the closing quote would escape it."""

_START = """\
#!/bin/sh
# {what}; the modules lie in lib/, Python {python} is the system's (or PYTHON=/path/to/python)
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for python in "${{PYTHON:-python{python}}}" python3; do
	if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != ({comma}))' 2>/dev/null; then
		PYTHONPATH=$here/lib exec "$python" -sP {arguments}
	fi
done
echo "需要 Python {python}；请安装，或用 PYTHON=/路径/python{python} 指明。Python {python} is needed." >&2
exit 2
"""


def linux(python: tuple[int, int]) -> dict[str, str]:
    """Return the launchers of a bundle for one version of Python, by name."""
    version, comma = f"{python[0]}.{python[1]}", f"{python[0]}, {python[1]}"
    return {
        "fzplan": _START.format(what="fzplan", python=version, comma=comma, arguments='-m fzplan "$@"'),
        "一键计算.sh": _START.format(
            what="compute the plan beside this file, else the sample", python=version, comma=comma,
            arguments='"$here/oneclick.py" "$here" "$@"',
        ),
    }  # fmt: skip

"""What a double click on 一键计算 runs: compute the plan beside it, write the report, wait for Enter.

This file goes into the bundles as it is and is run by their Python. It speaks Chinese, as those do who click.
A plan file (or its folder) that is dropped on 一键计算 is computed; else the one beside it; else the sample, with a
word on how to go on.
"""

from __future__ import annotations

import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

SAMPLE = "示例"
REPORTS = ("报告/差距表.xlsx", "报告/差距表.docx", "报告/差距表.html")
REVIEW = "报告/审核清单.xlsx"
OWN = """\
现在算的是附带的示例（2021—2024年的数是编造的，不得引用）。算自己的规划：
  1. 把自己的 targets.yaml 和 data 文件夹放到“一键计算”旁边，再双击一次；
     或者把 targets.yaml（或它所在的文件夹）拖到“一键计算”上。
  2. 还没有 targets.yaml：见“先读我.txt”第三节。
"""
MISSING = """\
没有找到规划文件：{place}
请把 targets.yaml（或它所在的文件夹）拖到“一键计算”上，一次拖一个。
"""
HELD = """\
这些报告不能替换，多半正在 Excel 或 WPS 中打开：
{names}
请关闭后再双击一次“一键计算”。
"""


class Work(NamedTuple):
    """What is to be computed: a plan file, and whether it is the sample that came along."""

    plan: Path
    sample: bool


def chosen(dropped: list[str], home: Path) -> Work:
    """Return what was dropped on the launcher, else the plan beside it, else the sample."""
    if dropped:
        place = Path(dropped[0])
        return Work(place / "targets.yaml" if place.is_dir() else place, sample=False)
    beside = home / "targets.yaml"
    if beside.is_file():
        return Work(beside, sample=False)
    return Work(home / SAMPLE / "targets.yaml", sample=True)


def run(work: Work) -> str:
    """Compute and write the reports beside the plan; return what is to be said at the end."""
    folder = work.plan.parent
    if shut := [path for path in (folder / name for name in (*REPORTS, REVIEW)) if held(path)]:
        return HELD.format(names="\n".join(f"  {path}" for path in shut))
    written = [argument for name in REPORTS for argument in ("-o", str(folder / name))]
    code = fzplan("compute", "-p", str(work.plan), *written)
    if code == 0:
        names = "\n".join(f"  {folder / name}" for name in REPORTS)
        return f"算好了。报告在：\n{names}\n" + (f"\n{OWN}" if work.sample else "")
    if code == 1:
        review = folder / REVIEW
        fzplan("check", "-p", str(work.plan), "-o", str(review), quiet=True)
        listed = f"，清单在：\n  {review}\n" if review.is_file() else "，见上面逐条的说明。\n"
        return f"报表或规划文件有待处理的问题{listed}改好并保存，关闭 Excel，再双击一次“一键计算”。\n"
    if code == 2:
        return "没有算成，原因见上面。改好后再双击一次“一键计算”。\n"
    return "程序出错了，不是数据的问题。请把上面的内容发给维护者。\n"


def held(path: Path) -> bool:
    """Tell whether a report of an earlier click cannot be replaced: Windows locks what another program has open."""
    try:
        path.open("r+b").close()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def fzplan(*arguments: str, quiet: bool = False) -> int:
    """Run a command of the program in this console; return its exit code."""
    stream = subprocess.DEVNULL if quiet else None
    program = [sys.executable, "-P", "-s", "-m", "fzplan", *arguments, "--lang", "zh"]
    return subprocess.run(program, check=False, stdout=stream, stderr=stream).returncode


def main(dropped: list[str], home: Path) -> None:
    """Say what is done, do it, and keep the window open until Enter is pressed."""
    work = chosen(dropped, home)
    try:
        if work.plan.is_file() and len(dropped) < 2:
            print(f"fzplan 规划指标监测\n正在计算 {work.plan} ……\n", flush=True)
            print("\n" + run(work), flush=True)
        else:
            print(MISSING.format(place=" ".join(dropped) or work.plan), flush=True)
        print("按回车键关闭这个窗口。", end="", flush=True)
        sys.stdin.readline()
    except KeyboardInterrupt:
        print("\n已停止。")


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    main(sys.argv[2:], Path(sys.argv[1]))

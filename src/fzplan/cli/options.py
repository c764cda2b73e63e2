"""The arguments that several commands share, with their help in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.returns import Limits

Data = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="DATA",
        help=both(
            "数据文件夹或工作簿；不写则为规划文件旁的 data/",
            "folders or workbooks of data; default: data/ beside the plan file",
        ),
        show_default=False,
    ),
]
PlanFile = Annotated[
    Path,
    typer.Option("--plan", "-p", metavar="FILE", help=both("规划文件", "plan file")),
]
Language = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help=both("输出语言", "language of the output"), show_default=False),
]
Year = Annotated[
    int | None, typer.Option("--year", help=both("评估到哪一年（默认最近一年）", "year to assess (latest)"))
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=both("只用到此日为止已公布的数（年、月或日）", "only what was published by then (year, month or day)"),
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME@PERIOD=FIGURE",
        help=both(
            "测算：以此数代替报表数，如 总收入@2024=8200亿元（可多次）；结果不是统计数据",
            "what-if: use this figure in place of the returned one (repeatable); not statistics",
        ),
        show_default=False,
    ),
]
Date = Annotated[
    dt.datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help=both("报告上的编制日期", "date printed on the report")),
]
TableFormat = Annotated[
    Literal["table", "json", "csv", "md"], typer.Option("--format", help=both("标准输出的格式", "format on stdout"))
]
TableFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=both(
            "另存为文件，可多次：.xlsx .csv .md .json .txt", "write a file too (repeatable): .xlsx .csv .md .json .txt"
        ),
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help=both("覆盖已有的文件", "replace an existing file"))]
FailOn = Annotated[
    Literal["error", "confirm", "verify", "info", "never"],
    typer.Option(
        "--fail-on", help=both("发现该级别及以上的问题时退出码为 1", "findings of this severity or above exit with 1")
    ),
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help=both("列出全部提示和每张表的读取情况", "print all findings and sheets"))
]
MaxSize = Annotated[
    int | None,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=1,
        help=both("单个文件展开后的上限（默认 1500 MB）", "what one file may expand to (1500 MB)"),
        show_default=False,
    ),
]
MaxCells = Annotated[
    int | None,
    typer.Option(
        "--max-cells",
        metavar="N",
        min=1,
        help=both("单张工作表单元格数的上限（默认 30000000）", "cells that one sheet may have (30000000)"),
        show_default=False,
    ),
]
MaxSeconds = Annotated[
    float | None,
    typer.Option(
        "--max-seconds",
        metavar="S",
        min=0.001,
        help=both("读取单个文件的时限（默认 120 秒）", "time that reading one file may take (120 s)"),
        show_default=False,
    ),
]
Engine = Annotated[
    Literal["auto", "pandas", "polars", "duckdb", "spark"],
    typer.Option(
        "--engine",
        help=both(
            "用什么汇总逐户记录的表（Parquet、DuckDB、大的 CSV）；auto 按大小选",
            "what adds up tables of records (Parquet, DuckDB, large CSV); auto goes by size",
        ),
    ),
]
Connect = Annotated[
    bool,
    typer.Option(
        "--connect", help=both("允许打开规划文件写的数据库连接", "open the databases that the plan file names")
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help=both("程序出错时显示回溯信息", "print the traceback of a bug"))]


def limits(
    size: int | None, cells: int | None, seconds: float | None, engine: str = "auto", *, connect: bool = False
) -> Limits:
    """Return how reading is done: what was given, for the rest the usual."""
    from fzplan.returns import Limits

    usual = Limits()
    return Limits(
        size=usual.size if size is None else size * 1_000_000,
        cells=cells or usual.cells,
        seconds=seconds or usual.seconds,
        engine=engine,
        connect=connect,
    )

"""先读我.txt: what a statistician reads who has unpacked a bundle. The facts are those of docs/offline.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import __version__

if TYPE_CHECKING:
    from scripts.bundle.platforms import Platform

_TEXT = """\
fzplan {version} 规划指标监测（离线版）

读规划文件 targets.yaml 和各单位的 Excel 报表，计算指标，评估差距，生成报告。
每个数都能追到“文件:工作表!单元格”。全程不联网，数据不出本机。

一、要求
{needs}

二、试一试
  {start}
  报告写在“示例”文件夹的“报告”里：差距表.xlsx、差距表.docx、差距表.html。
  示例是中关村科技园区丰台园“十四五”规划；2021—2024年的数全部是编造的，不是统计资料，不得引用。

三、算自己的规划
  1. 准备 targets.yaml 和 data 文件夹（里面放各单位的报表，.xlsx、.xls、.csv、.ods、.et 等）。
     还没有 targets.yaml：在本文件夹打开命令行，从规划指标表或报表起草：
       {fzplan} init --targets 规划指标表.xlsx
       {fzplan} init 我的报表文件夹
     起草的文件可以用记事本改；写法照“示例”里的 targets.yaml。
  2. 把 targets.yaml 和 data 放到“一键计算”旁边，{again}
     {drop}
  3. 有问题时不写报告，逐条说明在哪个文件、哪张表、哪个单元格、怎样改，
     并写“报告”里的审核清单.xlsx。改好、保存、关闭 Excel，再运行一次。

四、命令
  {fzplan} compute        计算并打印差距表
  {fzplan} check          只审核
  {fzplan} explain 指标    一个数是怎样来的
  {fzplan} --help         全部命令

五、常见情形
{cases}
  · “不能替换”：报告正在 Excel 或 WPS 中打开，关闭后再运行。
  · 升级：解压新版到另一个文件夹，把自己的 targets.yaml 和 data 移过去。删除：删去文件夹即可。
  · 本包所含软件的许可见“许可清单.txt”。
"""


def windows() -> str:
    """Return the text of the Windows bundle."""
    return _TEXT.format(
        version=__version__,
        needs="  64 位 Windows 10 或更高版本（x86 处理器）。不需要安装 Python，不需要网络，不需要管理员权限。",
        start="先把整个压缩包解压到一个文件夹（不要在压缩包里直接打开），然后双击“一键计算”。",
        again="双击“一键计算”。",
        drop="也可以把别处的 targets.yaml（或它所在的文件夹）拖到“一键计算”上。",
        fzplan="fzplan",
        cases="""\
  · 弹出“Windows 已保护你的电脑”：右键点压缩包，属性，勾选“解除锁定”，再解压。
  · 第一次运行较慢（要为各模块建立缓存），以后就快了。
  · 窗口一闪而过：多半没有解压整个压缩包。""",
    )


def linux(python: tuple[int, int], platform: Platform) -> str:
    """Return the text of the bundle for a kind of Linux machine with one version of Python."""
    version = f"{python[0]}.{python[1]}"
    return _TEXT.format(
        version=__version__,
        needs=(
            f"  {platform.markers['platform_machine']} 的 Linux，glibc 2.28 或更高（统信 UOS 20、银河麒麟 V10 等），"
            f"\n  以及 Python {version}。不需要网络，不需要 root。"
        ),
        start="解压，然后运行 ./一键计算.sh。",
        again="运行 ./一键计算.sh。",
        drop="也可以写明别处的规划文件：./一键计算.sh /路径/targets.yaml",
        fzplan="./fzplan",
        cases=f"  · Python {version} 不叫 python{version} 时：PYTHON=/路径/python ./一键计算.sh",
    )

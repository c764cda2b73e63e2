"""Rules of `screen`: a plan without screens, a screen that is not there."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_SCREENS = Rule(
    "FZ940",
    "no-screens",
    Severity.ERROR,
    says=Text("规划文件没有 screens:，没有可筛查的", "the plan file has no `screens:`: there is nothing to screen"),
    mend=Text(
        "写明表式、逐户的指标和标准，写法见 docs/screen.md。",
        "declare the form, the figures of an entity and the standards, as docs/screen.md shows.",
    ),
    page=Text(
        "标准都由规划文件写明，程序不带任何标准。",
        "All standards are stated in the plan file; the program brings none.",
    ),
)
UNKNOWN_SCREEN = Rule(
    "FZ941",
    "unknown-screen",
    Severity.ERROR,
    says=Text("没有用到“{found}”的准入筛查", "no screen is named “{found}” or uses a form of that name"),
    mend=Text("可用的名称：{known}。", "names that can be given: {known}."),
    page=Text(
        "--form 后写筛查的名称，或它所用表式的名称。",
        "`--form` takes the name of a screen, or of a form that it uses.",
    ),
)

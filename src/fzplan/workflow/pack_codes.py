"""Rules of the evidence pack: what cannot be opened, what was changed, what cannot be recomputed, what differs."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_PACK = Rule(
    "FZ926",
    "no-pack",
    Severity.ERROR,
    says=Text("{file} 不是本程序的证据包：{reason}", "{file} is no evidence pack of this program: {reason}"),
    mend=Text(
        "核对文件名；如果是传送中损坏的，请对方重新发送并核对 SHA-256。",
        "check the name; if it was damaged on its way, have it sent again and compare its SHA-256.",
    ),
    page=Text(
        "证据包是 fzplan pack 写出的 zip 文件，其中有 manifest.json。文件读不出来、不是 zip、"
        "没有清单或清单的格式不认识时，什么都没有核验，退出码为 2。",
        "An evidence pack is a zip that `fzplan pack` has written, with a `manifest.json` in it. Where the file "
        "cannot be read, is no zip, or has no manifest of a known format, nothing has been verified: the exit code "
        "is 2.",
    ),
)
UNSAFE = Rule(
    "FZ927",
    "unsafe-member",
    Severity.ERROR,
    says=Text("证据包不可拆开：{member} {reason}", "the pack must not be unpacked ({member}: {reason})"),
    mend=Text(
        "不要用别的工具拆开它；向出具单位索取用 fzplan pack 写出的原件。",
        "do not unpack it with another tool; ask whoever issued it for the file that `fzplan pack` wrote.",
    ),
    page=Text(
        "本程序写出的证据包，成员都是不压缩的普通文件，路径都在文件夹之内，名称各不相同，加起来不大于文件本身。"
        "路径带“..”或盘符、链接、文件夹、重名、压缩（可能是解压炸弹）的成员一律拒绝，什么都不写到磁盘上，退出码为 2。"
        "拆开后重新打包的文件正是这样，所以也不收。",
        "Members of a pack are plain files, stored as they are, with paths inside the folder, each name once, "
        "together no larger than the file. A path with `..` or a drive, a link, a folder, a name that comes twice, a "
        "compressed member (which may be a bomb) are refused; nothing is written to disk, and the exit code is 2. A "
        "pack that was unpacked and packed again has such members, and is refused too.",
    ),
)
CHANGED = Rule(
    "FZ928",
    "member-changed",
    Severity.ERROR,
    says=Text("证据包被改动：{member} {difference}", "the pack was changed: {member} {difference}"),
    mend=Text(
        "以出具单位的原件为准；确有更正的，重新运行 fzplan pack 出具新的证据包。",
        "go by the file of whoever issued it; where something had to be corrected, run `fzplan pack` anew.",
    ),
    page=Text(
        "清单列有每个成员的大小和 SHA-256，清单自身也有封印，zip 的其余字节由成员唯一确定；"
        "所以任何一个字节改了都看得出来，并指明是哪个成员。只看字节不能发现连同清单一起伪造的包，"
        "那由重新计算发现（FZ930）。",
        "The manifest has size and SHA-256 of every member and a seal of its own, and all other bytes of the zip "
        "follow from the members: no byte can change unseen, and the member is named. A pack forged together with "
        "its manifest is not found by its bytes but by computing it again (FZ930).",
    ),
)
NOT_PACKED = Rule(
    "FZ929",
    "input-not-packed",
    Severity.ERROR,
    says=Text(
        "证据包里只有 {count} 个输入文件的 SHA-256，没有找到内容相符的文件，不能重新计算：{files}",
        "the pack has only the SHA-256 of some inputs, and no files with that content were found: it cannot be "
        "computed again ({count}: {files})",
    ),
    mend=Text(
        "在 --verify 之后写明原始文件所在的文件夹，例如 fzplan pack --verify {pack} data/；文件名不必相同，"
        "内容必须相同。",
        "name the folder with the original files after the pack, as in `fzplan pack --verify {pack} data/`; names may "
        "differ, contents may not.",
    ),
    page=Text(
        "--hashes-only 的证据包不含报表，含逐户记录的文件除非 --with-microdata 也只记 SHA-256。核验时按 SHA-256 "
        "在所给的文件夹里找；缺一个就不能重新计算，成员的字节仍然核对，退出码为 2，因为没有算过的不能算通过。",
        "A pack made with `--hashes-only` holds no returns, and of files with records only the SHA-256 unless made "
        "with `--with-microdata`. They are looked for by SHA-256 in the folders given. If one is missing nothing "
        "can be computed; the bytes of the members are compared all the same. The exit code is 2: what was not "
        "computed must not look green.",
    ),
)
DIFFERS = Rule(
    "FZ930",
    "result-differs",
    Severity.ERROR,
    says=Text("重新计算的结果与证据包不同：{member} {difference}", "computed again, {member} differs: {difference}"),
    mend=Text(
        "以重新计算的为准，或向出具单位询问；所用的报表和规划文件都在 inputs/ 里，可用 fzplan explain 逐步查看。",
        "trust what was computed, or ask whoever issued it; plan and returns stand in `inputs/`, and `fzplan "
        "explain` shows every step.",
    ),
    page=Text(
        "核验时用包里的规划文件和报表重新计算，逐个比较输出的字节；结果文件和逐值来源逐个数值比较，指出指标、"
        "报告期和两边的数。程序或所用软件包的版本不同时（FZ931），只比较数值，允许最后几位的差别（相对 1e-12）。",
        "To verify, everything is computed again from the plan file and the returns in the pack, and each output "
        "is compared byte by byte; of the result and the lineage, value by value, with indicator, period and both "
        "figures. Where program or packages have other versions (FZ931) values alone are compared, to a relative "
        "1e-12.",
    ),
)
OTHER_VERSIONS = Rule(
    "FZ931",
    "other-versions",
    Severity.INFO,
    says=Text(
        "证据包由其他版本写成：{versions}；只比较数值",
        "written by other versions: {versions}; values alone are compared",
    ),
    mend=Text(
        "无须处理；要逐字节比较，安装同样的版本（证据包的 versions.json）。",
        "nothing is to be done; to compare every byte, install the same versions (`versions.json` of the pack).",
    ),
    page=Text(
        "版本不同的程序写出的报表，版式可能不同，所以只比较结果文件和逐值来源中的数值，以及每个成员的 SHA-256。",
        "Reports of another version may be laid out differently: the values of the result and of the lineage are "
        "compared, and the SHA-256 of every member.",
    ),
)
MICRODATA_LEFT_OUT = Rule(
    "FZ932",
    "microdata-left-out",
    Severity.INFO,
    says=Text(
        "{count} 个文件含逐户记录，证据包只记它们的 SHA-256：{files}",
        "of files with records of single respondents the pack has the SHA-256 alone ({count}: {files})",
    ),
    mend=Text(
        "无须处理；证据包只在本单位内使用、确需放入的，加 --with-microdata。",
        "nothing is to be done; for a pack that stays in the office, add `--with-microdata`.",
    ),
    page=Text(
        "证据包会被转发，所以默认不含单个填报单位的任何信息：rows: entity 的表式所读的文件只记 SHA-256，会泄露"
        "填报单位的数不列，指向这些文件的审核问题不列、只计数。与它们比较的历次运行记录也只记 SHA-256。",
        "Packs are passed on. By default there is nothing of single respondents in them: of files that a form with "
        "`rows: entity` reads only the SHA-256, no figure that would tell on one, no finding that leads to such a "
        "file (they are counted). Of snapshots of earlier runs beside them the SHA-256 alone is kept too.",
    ),
)

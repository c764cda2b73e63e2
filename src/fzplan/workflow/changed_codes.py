"""Rules of a check of changed files alone: what changed cannot be told, or nothing that changed is a return."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_HISTORY = Rule(
    "FZ915",
    "no-history",
    Severity.ERROR,
    says=Text(
        "不能由 git 得知文件夹“{folder}”中改了哪些文件：{reason}",
        "git cannot tell which files of the folder '{folder}' have changed: {reason}",
    ),
    mend=Text(
        "在 git 仓库中运行，或用 --changed 列出所改的文件；都不写则核对全部文件。",
        "run it in a git repository, or name the changed files after --changed; without either all files count.",
    ),
    page=Text(
        "--changed-since 由本机的 git 比较工作区与所给的提交（从两者的共同祖先算起），未提交和未跟踪的新文件也算在内。"
        "得不到改动清单时什么都没有核对，不能算通过，因此退出码是 2。",
        "`--changed-since` asks the git of this machine what differs between the working tree and the common ancestor "
        "with that commit; files that are not committed or not tracked yet count too. Without that list nothing has "
        "been checked, and that must not look green: the exit code is 2.",
    ),
)
NO_COMMIT = Rule(
    "FZ916",
    "no-such-commit",
    Severity.ERROR,
    says=Text("仓库中没有“{ref}”这个提交、分支或标签", "the repository has no commit, branch or tag '{ref}'"),
    mend=Text(
        "核对拼写；CI 中往往是克隆时没有取历史，请取全部历史（GitHub: fetch-depth: 0；GitLab: GIT_DEPTH: 0）。",
        "check its spelling; in CI the clone often has no history: fetch all of it (GitHub: `fetch-depth: 0`, "
        "GitLab: `GIT_DEPTH: 0`).",
    ),
    page=Text(
        "--changed-since 接受一个提交、分支或标签；以“-”开头的字会被 git 当作选项，范围（A..B）不是一个提交，"
        "都不接受。",
        "`--changed-since` takes one commit, branch or tag. A word that begins with `-` would be an option of git, "
        "and a range (A..B) is no commit: neither is taken.",
    ),
)
NONE_OF_THEM = Rule(
    "FZ917",
    "no-return-changed",
    Severity.INFO,
    says=Text(
        "{what}，没有需要核对的",
        "{what}: there is nothing to check",
    ),
    mend=Text(
        "无须处理；应当核对的，看看表式的 files: 和数据文件夹是否包括它。",
        "nothing is to be done; if one should have been checked, see whether `files:` of a form and the data folder "
        "include it.",
    ),
    page=Text(
        "--changed 和 --changed-since 只使涉及所改文件的问题不通过。所改的文件既不是规划文件、说明或基线，"
        "也不属于任何表式时，不读任何报表，退出码是 0，并说明没有核对。",
        "With `--changed` and `--changed-since` only findings that touch the changed files fail. Where none of these "
        "is the plan file, the explanations, the baseline or a return of some form, no return is read, the exit code "
        "is 0, and it is said that nothing was checked.",
    ),
)

"""`check --changed` and `--changed-since`: all is evaluated, what touches no changed file fails nothing."""

from __future__ import annotations

import os
import socket
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from fzplan.cli.app import command
from fzplan.cli.changed import spread
from fzplan.diagnostics import Severity
from fzplan.workflow import git_history
from tests import builders
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from fzplan.model.findings import Review

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    dimensions:
      区: {members: [东区, 西区], partition: true}
    measures:
      总收入: {unit: 亿元, kind: flow}
      其中出口: {unit: 亿元, kind: flow}
    forms:
      年报: {files: "年报/{区}.xlsx", rows: measure, columns: period}
      全市: {files: "全市.xlsx", rows: measure, columns: period}
    checks:
      - {id: R01, of_which: {total: 总收入, items: [其中出口]}}
      - {id: R02, sum: {total: 总收入, over: 区}}
"""
GRID = """
    指标 | 2021年
    总收入（亿元） | {total}
    其中出口（亿元） | {part}
"""


def returns(folder: Path, east: tuple[str, str], west: tuple[str, str], whole: tuple[str, str]) -> Path:
    """Write the plan file and three returns: of two members, and of the whole."""
    builders.plan(folder, PLAN)
    for name, (total, part) in (("年报/东区", east), ("年报/西区", west), ("全市", whole)):
        builders.workbook(folder / "data" / f"{name}.xlsx", {"表": GRID.format(total=total, part=part)})
    return folder


def faulty(folder: Path) -> Path:
    """In both members the part is more than the whole (30 > 20, 50 > 40); 20 + 40 = 60 holds."""
    return returns(folder, ("20", "30"), ("40", "50"), ("60", "10"))


def standings(review: Review) -> dict[str, str]:
    """Return by place how each finding stands."""
    return {str(f.diagnostic.at): f.standing for f in review.findings if f.diagnostic.code == "FZ600"}


EAST, WEST, WHOLE = "data/年报/东区.xlsx:表!B3", "data/年报/西区.xlsx:表!B3", "data/全市.xlsx:表!B2"


def test_only_what_touches_the_changed_file_fails(tmp_path: Path) -> None:
    review = workflow.check(faulty(tmp_path) / "targets.yaml", changed=[tmp_path / "data/年报/东区.xlsx"])
    assert standings(review) == {EAST: "open", WEST: "elsewhere"}
    assert fzplan("check", "--changed", "data/年报/东区.xlsx", cwd=tmp_path).returncode == 1


def test_findings_in_other_files_are_counted_not_listed(tmp_path: Path) -> None:
    returns(tmp_path, ("40", "30"), ("40", "50"), ("80", "10"))
    done = fzplan("check", "--changed", "data/年报/东区.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "西区.xlsx:表!B3" not in done.stdout
    assert "不在所改文件中 1 处" in done.stdout + done.stderr


def test_a_finding_touches_the_files_of_the_cells_beside_it(tmp_path: Path) -> None:
    """The total stands in 全市.xlsx: 70 is not 20 + 40; each of the parts is a cell of the comparison."""
    returns(tmp_path, ("20", "10"), ("40", "10"), ("70", "10"))
    for name in ("年报/东区", "年报/西区", "全市"):
        review = workflow.check(tmp_path / "targets.yaml", changed=[tmp_path / f"data/{name}.xlsx"])
        assert standings(review) == {WHOLE: "open"}


def test_an_entity_that_is_missing_touches_the_return_that_lacks_it(tmp_path: Path) -> None:
    """Its cell stands in the return of the year before: A1 is missing in 2022, A2 in 2023."""
    builders.plan(
        tmp_path,
        """
        fzplan: 1
        plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
        forms: {企业: {files: "企业{year}.xlsx", rows: entity, key: 代码, fields: {收入: {column: 收入, unit: 万元}}}}
        checks: [{id: K1, roster: {form: 企业, against: previous}}]
        """,
    )
    for year, codes in ((2021, "A1 A2 A3"), (2022, "A2 A3"), (2023, "A3")):
        rows = "\n".join(f"{code} | 1" for code in codes.split())
        builders.workbook(tmp_path / f"data/企业{year}.xlsx", {"表": f"代码 | 收入\n{rows}"})
    first, second = "data/企业2021.xlsx:表!A2", "data/企业2022.xlsx:表!A2"
    for year, expected in (
        (2021, {first: "open", second: "elsewhere"}),
        (2022, {first: "open", second: "open"}),  # A1 is missing there, and A2 stands there
        (2023, {first: "elsewhere", second: "open"}),
    ):
        review = workflow.check(tmp_path / "targets.yaml", changed=[tmp_path / f"data/企业{year}.xlsx"])
        missing = [f for f in review.findings if f.diagnostic.code == "FZ623"]
        assert {str(f.diagnostic.at): f.standing for f in missing} == expected


def test_several_files_follow_one_option(tmp_path: Path) -> None:
    faulty(tmp_path)
    names = ["data/年报/东区.xlsx", "data/年报/西区.xlsx"]
    done = fzplan("check", "--changed", *names, "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert "data/年报/西区.xlsx" in done.stdout
    review = workflow.check(tmp_path / "targets.yaml", changed=[tmp_path / name for name in names])
    assert standings(review) == {EAST: "open", WEST: "open"}


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("check data --changed a.xlsx b.xlsx --strict", ["a.xlsx", "b.xlsx"]),
        ("check --changed --plan p.yaml --strict --lang=en a.xlsx -o x.json b.xlsx", ["a.xlsx", "b.xlsx"]),
        ("check --changed a.xlsx --changed b.xlsx", ["a.xlsx", "b.xlsx"]),
        ("check --strict --changed -- -a.xlsx", ["-a.xlsx"]),
        ("check data --changed --strict", [""]),
        ("check data --strict", []),
    ],
)
def test_every_file_after_the_option_is_meant(written: str, files: list[str]) -> None:
    """What runs a hook puts further options between `--changed` and the files."""
    taken = spread(written.split(), command("zh", ["check"]))
    assert [word for before, word in pairwise(taken) if before == "--changed"] == files
    kept = [word for word in written.split() if word not in {"--changed", "--", *files}]
    assert [word for word in taken if word not in {"--changed", *files}] == kept


def test_a_changed_plan_file_touches_what_its_own_checks_say(tmp_path: Path) -> None:
    faulty(tmp_path)
    builders.workbook(tmp_path / "data/年报/东区.xlsx", {"表": GRID.format(total="20", part="#DIV/0!")})
    review = workflow.check(tmp_path / "targets.yaml", changed=[tmp_path / "targets.yaml"])
    found = {f.diagnostic.rule.slug: f.standing for f in review.findings if f.severity == Severity.ERROR}
    assert found == {"relation-fails": "open", "error-cell": "elsewhere"}


def test_nothing_that_belongs_to_a_form_is_0_and_said(tmp_path: Path) -> None:
    faulty(tmp_path)
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    names = ["README.md", "data/通知.xlsx", "data/年报/~$东区.xlsx"]
    done = fzplan("check", "--changed", *names, cwd=tmp_path)
    assert done.returncode == 0
    assert "FZ917" in done.stdout
    assert "所改的 3 个文件" in done.stdout
    english = fzplan("check", "--lang", "en", "--changed", *names, cwd=tmp_path)
    assert "there is nothing to check" in english.stdout
    assert fzplan("check", "--changed", cwd=tmp_path).returncode == 0
    assert fzplan("check", "--fail-on", "info", "--changed", *names, cwd=tmp_path).returncode == 0
    assert fzplan("check", "--changed", "全市.xlsx", cwd=tmp_path).returncode == 0, "it is not in the data folder"


def test_a_workbook_may_be_data_and_changed(tmp_path: Path) -> None:
    faulty(tmp_path)
    book = "data/年报/东区.xlsx"
    assert fzplan("check", book, "--changed", book, cwd=tmp_path).returncode == 1
    assert fzplan("check", book, "--changed", "data/年报/西区.xlsx", cwd=tmp_path).returncode == 0


def test_a_baseline_is_of_everything(tmp_path: Path) -> None:
    faulty(tmp_path)
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    known = tmp_path / "known.json"
    for name in ("README.md", "data/年报/东区.xlsx"):
        assert fzplan("check", "--write-baseline", "known.json", "--changed", name, cwd=tmp_path).returncode == 0
        assert known.read_text(encoding="utf-8").count('"check": "R01"') == 2
    done = fzplan("check", "--baseline", "known.json", "--changed", "known.json", cwd=tmp_path)
    assert (done.returncode, "FZ917" in done.stdout) == (0, False), "the baseline of the run is no foreign file"


def test_links_and_names_from_other_folders_are_the_same_file(tmp_path: Path) -> None:
    faulty(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    book = tmp_path / "data/年报/东区.xlsx"
    kept = book.rename(tmp_path / "elsewhere" / "东区.xlsx")
    book.symlink_to(kept)
    plan = tmp_path / "targets.yaml"
    for name in (book, kept, Path(os.path.relpath(book))):
        if name != kept:
            assert standings(workflow.check(plan, changed=[name]))[EAST] == "open"
    done = fzplan(
        "check", "--plan", "../targets.yaml", "--changed", "../data/年报/东区.xlsx", cwd=tmp_path / "elsewhere"
    )
    assert done.returncode == 1


def test_a_link_to_itself_belongs_to_no_form(tmp_path: Path) -> None:
    faulty(tmp_path)
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    assert fzplan("check", "--changed", "loop.xlsx", cwd=tmp_path).returncode == 0


def test_without_a_plan_file_it_is_as_usual(tmp_path: Path) -> None:
    done = fzplan("check", "--changed", "data/东区.xlsx", cwd=tmp_path)
    assert (done.returncode, "FZ101" in done.stdout) == (2, True)


def test_why_a_run_is_unusable_is_seen_whatever_changed(tmp_path: Path) -> None:
    faulty(tmp_path)
    builders.plan(tmp_path, PLAN.replace("unit: 亿元, kind: flow}\n      其中", "unit: 亿蚊, kind: flow}\n      其中"))
    review = workflow.check(tmp_path / "targets.yaml", changed=[tmp_path / "data/全市.xlsx"])
    assert review.unusable
    assert [f.standing for f in review.findings if f.diagnostic.at.file.endswith("targets.yaml")].count("open")
    assert fzplan("check", "--changed", "data/全市.xlsx", cwd=tmp_path).returncode == 2


# ── --changed-since ──────────────────────────────────────────────────────────────────────────────────────────────────


def git(folder: Path, *arguments: str) -> str:
    named = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {"GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *named, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose one commit holds the faulty returns; the project is a folder of it."""
    faulty(tmp_path / "项目")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def since(folder: Path, ref: str) -> dict[str, str]:
    return standings(workflow.check(folder / "项目" / "targets.yaml", changed_since=ref))


def names(folder: Path, ref: str) -> set[str]:
    found, faults = git_history.changed_since(ref, folder / "项目")
    assert not faults
    return {path.relative_to(folder.resolve()).as_posix() for path in found}


def test_what_differs_from_a_commit_counts(repository: Path) -> None:
    builders.workbook(repository / "项目/data/年报/东区.xlsx", {"表": GRID.format(total="20", part="40")})
    assert since(repository, "HEAD") == {EAST: "open", WEST: "elsewhere"}
    git(repository, "commit", "-q", "-a", "-m", "second")
    assert since(repository, "HEAD~1") == {EAST: "open", WEST: "elsewhere"}
    done = fzplan("check", "--changed-since", "HEAD", cwd=repository / "项目")
    assert (done.returncode, "FZ917" in done.stdout) == (0, True)
    assert "没有改动的文件，没有需要核对的" in done.stdout


def test_new_renamed_deleted_and_untracked_files_in_any_script(repository: Path) -> None:
    data = repository / "项目/data"
    git(repository, "mv", "项目/data/全市.xlsx", "项目/data/全市 2021\t年.xlsx")
    (data / "年报/西区.xlsx").unlink()
    (data / "“新”.xlsx").write_bytes(b"new")
    (repository / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (data / "a.tmp").write_bytes(b"")
    assert names(repository, "HEAD") == {
        ".gitignore",
        "项目/data/“新”.xlsx",
        "项目/data/全市 2021\t年.xlsx",
        "项目/data/全市.xlsx",
        "项目/data/年报/西区.xlsx",
    }


def test_what_the_other_branch_changed_in_the_meantime_is_none_of_it(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "work")
    builders.workbook(repository / "项目/data/年报/东区.xlsx", {"表": GRID.format(total="20", part="40")})
    git(repository, "commit", "-q", "-a", "-m", "on work")
    git(repository, "checkout", "-q", "main")
    builders.workbook(repository / "项目/data/年报/西区.xlsx", {"表": GRID.format(total="40", part="60")})
    git(repository, "commit", "-q", "-a", "-m", "on main")
    git(repository, "checkout", "-q", "work")
    assert names(repository, "main") == {"项目/data/年报/东区.xlsx"}


def test_without_a_common_ancestor_the_commit_itself_is_compared_with(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-q", "--orphan", "alone")
    builders.workbook(repository / "项目/data/年报/东区.xlsx", {"表": GRID.format(total="20", part="40")})
    git(repository, "commit", "-q", "-a", "-m", "without history")
    assert names(repository, first) == {"项目/data/年报/东区.xlsx"}


def test_a_deleted_return_touches_what_is_missing_because_of_it(repository: Path) -> None:
    (repository / "项目/data/全市.xlsx").unlink()
    review = workflow.check(repository / "项目" / "targets.yaml", changed_since="HEAD")
    missing = [f for f in review.findings if f.diagnostic.facts.get("form") == "全市"]
    assert missing
    assert {f.standing for f in missing} == {"open"}


def test_both_options_together(repository: Path) -> None:
    builders.workbook(repository / "项目/data/年报/东区.xlsx", {"表": GRID.format(total="20", part="40")})
    west = repository / "项目/data/年报/西区.xlsx"
    review = workflow.check(repository / "项目/targets.yaml", changed=[west], changed_since="HEAD")
    assert standings(review) == {EAST: "open", WEST: "open"}


def test_the_variables_that_git_sets_for_hooks_mislead_nobody(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_PREFIX", "x/")
    (repository / "项目/data/年报/东区.xlsx").write_bytes(b"")
    assert names(repository, "HEAD") == {"项目/data/年报/东区.xlsx"}


def test_outside_a_repository_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = fzplan("check", "--changed-since", "HEAD", cwd=faulty(tmp_path))
    assert done.returncode == 2
    assert "FZ915" in done.stdout
    assert "不在 git 仓库中" in done.stdout


def test_a_repository_that_is_damaged_is_2(repository: Path) -> None:
    (repository / ".git/index").write_bytes(b"nonsense")
    done = fzplan("check", "--changed-since", "HEAD", "--lang", "en", cwd=repository / "项目")
    assert done.returncode == 2
    assert "FZ915" in done.stdout
    assert "index" in done.stdout


def test_without_git_is_2(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = fzplan("check", "--changed-since", "HEAD", cwd=repository / "项目", PATH="")
    assert done.returncode == 2
    assert "本机没有 git 命令" in done.stdout


@pytest.mark.parametrize("ref", ["no-such", "--output=pwned", "-h", "HEAD..HEAD~1", ""])
def test_no_commit_is_2_and_no_option_of_git(ref: str, repository: Path) -> None:
    done = fzplan("check", f"--changed-since={ref}", cwd=repository / "项目")
    assert done.returncode == 2
    assert "FZ916" in done.stdout
    assert not list(repository.rglob("pwned"))


def test_no_connection_is_opened_and_nothing_outside_is_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A decoy beside the project cannot be opened, a socket cannot be made: the check does not notice."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    decoy = tmp_path_factory.mktemp("outside") / "东区.xlsx"
    builders.workbook(decoy, {"表": GRID.format(total="20", part="40")})
    opened: list[str] = []
    really = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: opened.append(str(self)) or really(self))
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    builders.workbook(repository / "项目/data/年报/东区.xlsx", {"表": GRID.format(total="20", part="40")})
    assert since(repository, "HEAD") == {EAST: "open", WEST: "elsewhere"}
    assert all(Path(name).resolve().is_relative_to(repository.resolve()) for name in opened)

"""`fzplan init --example`: the sample plan as a user gets it, from the checkout; from the wheel in tests/package."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fzplan import examples
from fzplan.reports import folders
from tests.cli.runs import fzplan
from tests.nobody import nobody

ROOT = Path(__file__).parents[2]


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def tracked(*places: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *places], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return set(listed.stdout.decode().strip("\0").split("\0"))


def test_the_example_is_the_plan_and_all_data_of_the_repository() -> None:
    assert set(examples.copy("fengtai")) == tracked("targets.yaml", "data")


def test_a_copy_computes_what_the_repository_computes(tmp_path: Path) -> None:
    done = fzplan("init", "--example", "fengtai", cwd=tmp_path)
    assert done.returncode == 0
    assert "编造的示例" in done.stderr
    assert done.stderr.endswith("接下来：fzplan compute\n")
    here, there = (fzplan("compute", "--format", "json", cwd=folder) for folder in (tmp_path, ROOT))
    assert here.returncode == there.returncode == 0
    figures, original = (run.stdout.split('"targets":')[1] for run in (here, there))
    assert figures == original
    assert '"quality":"illustrative"' in here.stdout.replace(" ", "")


def test_into_a_folder_under_another_name(tmp_path: Path) -> None:
    done = fzplan("init", "--example", "fengtai", "我的 试用", "-p", "规划.yaml", "--lang", "en", cwd=tmp_path)
    assert done.stderr.endswith('next: fzplan compute -p "我的 试用/规划.yaml"\n')
    assert tree(tmp_path / "我的 试用") >= {"规划.yaml", "data/README.md", "data/faulty/targets.yaml"}
    assert not [name for name in tree(tmp_path) if name.endswith(".part")]


def test_only_the_line_for_the_editor_of_the_repository_is_another() -> None:
    first, rest = examples.copy("fengtai")["targets.yaml"].decode().split("\n", 1)
    assert first == "# fzplan init --example fengtai"
    assert rest == (ROOT / "targets.yaml").read_text(encoding="utf-8").split("\n", 1)[1]


@pytest.mark.parametrize("existing", ["targets.yaml", "data/年报.xlsx"])
def test_nothing_is_replaced(tmp_path: Path, existing: str) -> None:
    mine = tmp_path / existing
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    done = fzplan("init", "--example", "fengtai", cwd=tmp_path)
    assert done.returncode == 1
    assert "文件已存在" in done.stderr
    assert (tree(tmp_path), mine.read_text(encoding="utf-8")) == (before, "mine")


@pytest.mark.parametrize("more", [("--force",), ("a", "b"), ("--targets", "t.xlsx"), ("--to-xlsx", "t.xlsx")])
def test_what_does_not_go_together_is_wrong_usage(tmp_path: Path, more: tuple[str, ...]) -> None:
    done = fzplan("init", "--example", "fengtai", *more, cwd=tmp_path)
    assert done.returncode == 2
    assert "--example" in done.stderr
    assert not tree(tmp_path)


def test_an_example_that_is_none(tmp_path: Path) -> None:
    assert fzplan("init", "--example", "haidian", cwd=tmp_path).returncode == 2
    with pytest.raises(ValueError, match="haidian"):
        examples.copy("haidian")


def test_all_or_none_where_a_name_cannot_be_taken(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "sample"
    fault = folders.write(folder, {"a/1": b"", "a": b""})  # `a` cannot be a folder and a file
    assert fault is not None
    assert not tree(tmp_path)


def test_all_or_none_in_a_folder_that_may_not_be_written_to(open_folder: Path) -> None:
    shut = open_folder / "shut"
    shut.mkdir()
    shut.chmod(0o555)
    with nobody():
        fault = folders.write(shut, {"a": b"", "b/c": b""})
    assert fault is not None
    assert fault.rule.code == "FZ901"
    assert not tree(shut)


def test_what_was_placed_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, placed = Path.rename, []

    def fails_at_the_third(self: Path, target: Path) -> Path:
        placed.append(target)
        if len(placed) == 3:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_at_the_third)
    fault = folders.write(tmp_path, {"a": b"", "b/c": b"", "d": b""})
    assert fault is not None
    assert "磁盘已满" in fault.message("zh")
    assert len(placed) == 3
    assert not tree(tmp_path)


def test_what_others_put_beside_the_sample_is_not_part_of_it(tmp_path: Path) -> None:
    for name in ("data/returns/示例_2024年.xlsx", "data/returns/真实年报.xlsx", "data/returns/~$示例_2024年.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in examples.lying(tmp_path)] == ["示例_2024年.xlsx"]

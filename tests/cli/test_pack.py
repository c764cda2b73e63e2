"""fzplan pack: what is in it, what is not, and that whatever was changed is told with its member."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from fzplan.reports.pack import archive, differing, manifest, outputs
from fzplan.workflow import packing, verifying
from tests import builders
from tests.cli.runs import GRID, PLAN, fzplan, project
from tests.reports.tidy import plans

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with one return, and its pack `e.zip`."""
    folder = project(tmp_path_factory.mktemp("pack"))
    done = fzplan("pack", "-o", "e.zip", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def members(pack: Path) -> Members:
    return archive.read(pack.read_bytes()).members


def resealed(found: Members, change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a pack whose manifest fits its members again: what a forger would hand out."""
    document = json.loads(found["manifest.json"])
    change(document)
    for one in document["members"]:
        one |= {"bytes": len(found[one["name"]]), "sha256": manifest.digest(found[one["name"]])}
    for one in document["inputs"]:
        content = found.get(f"inputs/{one['name']}")
        if content is not None:
            one |= {"bytes": len(content), "sha256": manifest.digest(content)}
    told, _ = manifest.load(manifest.text(document))
    assert told is not None
    return archive.write({**found, "manifest.json": manifest.dump(told)})


def test_what_is_in_a_pack(home: Path) -> None:
    found = members(home / "e.zip")
    assert set(found) == {
        "manifest.json", "versions.json", "lineage.json", "inputs/targets.yaml", "inputs/data/年报.xlsx",
        "outputs/gap.txt", "outputs/gap.json", "outputs/gap.md", "outputs/gap.csv", "outputs/gap.targets.csv",
        "outputs/gap.sdmx.csv", "outputs/gap.xlsx", "outputs/gap.docx", "outputs/gap.html",
    }  # fmt: skip
    assert found["inputs/data/年报.xlsx"] == (home / "data" / "年报.xlsx").read_bytes()
    told = json.loads(found["manifest.json"])
    assert [(one["name"], one["kind"], one["packed"]) for one in told["inputs"]] == [
        ("data/年报.xlsx", "return", True), ("targets.yaml", "plan", True),
    ]  # fmt: skip
    assert set(json.loads(found["versions.json"])) == {"fzplan", "python", *outputs.PACKAGES}
    with zipfile.ZipFile(home / "e.zip") as book:
        assert book.testzip() is None


def test_the_lineage_leads_to_the_cells(home: Path) -> None:
    lineage = json.loads(members(home / "e.zip")["lineage.json"])
    value = next(v for v in lineage["values"] if v["period"] == "2024")
    assert round(value["value"], 4) == 371.1530  # 8466.0 / 22.81
    assert value["trace"]["op"] == "/"
    places = [lineage["observations"][str(part["observation"])]["place"] for part in value["trace"]["of"]]
    assert places == ["data/年报.xlsx:主要指标!D2", "data/年报.xlsx:主要指标!D3"]
    missing = next(v for v in lineage["values"] if v["period"] == "2021")
    assert (missing["value"], missing["why"]) == (None, ["missing_input", "missing_input"])


def test_outputs_are_those_of_compute(home: Path) -> None:
    assert fzplan("compute", "-o", "gap.json", "-o", "gap.csv", cwd=home).returncode == 0
    for name in ("gap.json", "gap.csv"):
        assert members(home / "e.zip")[f"outputs/{name}"] == (home / name).read_bytes()


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一处" / "plan"
    shutil.copytree(home, elsewhere, ignore=shutil.ignore_patterns("*.zip", "gap.*", ".fzplan"))
    os.utime(elsewhere / "data" / "年报.xlsx", (0, 0))
    done = fzplan("pack", "-p", str(elsewhere / "targets.yaml"), "-o", str(tmp_path / "e.zip"), LC_ALL="en_US.UTF-8")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "e.zip").read_bytes() == (home / "e.zip").read_bytes()


def test_a_pack_is_verified_anywhere(home: Path, tmp_path: Path) -> None:
    shutil.copy(home / "e.zip", tmp_path)
    done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "核验无误：13 个成员" in done.stdout  # all but the manifest
    assert manifest.digest((tmp_path / "e.zip").read_bytes()) in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["e.zip"]
    assert "13 members are as listed" in fzplan("pack", "--verify", "e.zip", "--lang", "en", cwd=tmp_path).stdout


def test_data_outside_the_folder_of_the_plan(tmp_path: Path) -> None:
    project(tmp_path / "plan")
    shutil.move(tmp_path / "plan" / "data", tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere", tmp_path / "again")
    for data in ("elsewhere", "again/年报.xlsx"):
        done = fzplan("pack", f"../{data}", "-o", "e.zip", "--force", cwd=tmp_path / "plan")
        assert done.returncode == 0, done.stderr
        assert "inputs/outside/1/年报.xlsx" in members(tmp_path / "plan" / "e.zip")
        assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path / "plan").returncode == 0


def test_data_beside_the_plan_file(tmp_path: Path) -> None:
    project(tmp_path)
    shutil.move(tmp_path / "data" / "年报.xlsx", tmp_path / "年报.xlsx")
    assert fzplan("pack", ".", "-o", "e.zip", cwd=tmp_path).returncode == 0
    assert "inputs/年报.xlsx" in members(tmp_path / "e.zip")
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 0


def test_options_are_those_of_the_pack(tmp_path: Path) -> None:
    project(tmp_path)
    assert fzplan("pack", "--year", "2023", "--lang", "en", "-o", "e.zip", cwd=tmp_path).returncode == 0
    asked = json.loads(members(tmp_path / "e.zip")["manifest.json"])["asked"]
    assert (asked["year"], asked["lang"], asked["data"]) == (2023, "en", ["data"])
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 0


def test_hashes_only_is_verified_against_the_data(tmp_path: Path) -> None:
    project(tmp_path)
    assert fzplan("pack", "--hashes-only", "-o", "e.zip", cwd=tmp_path).returncode == 0
    assert [name for name in members(tmp_path / "e.zip") if name.startswith("inputs/")] == ["inputs/targets.yaml"]
    alone = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert alone.returncode == 2
    assert "FZ929" in alone.stdout
    assert "data/年报.xlsx" in alone.stdout
    (tmp_path / "data" / "年报.xlsx").rename(tmp_path / "data" / "改了名.xlsx")
    assert fzplan("pack", "--verify", "e.zip", "data", cwd=tmp_path).returncode == 0
    assert fzplan("pack", "--verify", "e.zip", "data/改了名.xlsx", cwd=tmp_path).returncode == 0
    builders.workbook(tmp_path / "data" / "改了名.xlsx", {"主要指标": GRID.replace("8466.0", "8467.0")})
    assert fzplan("pack", "--verify", "e.zip", "data", cwd=tmp_path).returncode == 2


def test_nothing_of_single_respondents(tmp_path: Path) -> None:
    plans.enterprises(tmp_path)
    done = fzplan("pack", "-o", "e.zip", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "FZ932" in done.stderr
    found = members(tmp_path / "e.zip")
    assert not [name for name in found if "企业" in name]
    told = json.loads(found["manifest.json"])
    assert {one["name"]: (one["kind"], one["packed"]) for one in told["inputs"]} == {
        "data/2020年企业.xlsx": ("microdata", False),
        "data/2024年企业.xlsx": ("microdata", False),
        "targets.yaml": ("plan", True),
    }
    written = [content.decode() for name, content in found.items() if not name.endswith((".xlsx", ".docx", ".html"))]
    book = openpyxl.load_workbook(BytesIO(found["outputs/gap.xlsx"]))
    written += [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    with zipfile.ZipFile(BytesIO(found["outputs/gap.docx"])) as document:
        words = [document.read(name).decode() for name in document.namelist() if name.endswith(".xml")]
    words.append(found["outputs/gap.html"].decode())
    assert not [text for text in written if "公司" in text or "84.0" in text or text == "84"]  # 41 + 43 of the two
    assert not [text for text in words if "公司" in text or re.search(r"[>（]84(\.0)?[<亿 ]", text)]
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 2
    assert fzplan("pack", "--verify", "e.zip", "data", cwd=tmp_path).returncode == 0


def test_with_microdata_everything_is_packed(tmp_path: Path) -> None:
    plans.enterprises(tmp_path)
    assert fzplan("pack", "--with-microdata", "-o", "e.zip", cwd=tmp_path).returncode == 0
    found = members(tmp_path / "e.zip")
    assert "inputs/data/2024年企业.xlsx" in found
    assert b"84.0" in found["outputs/gap.json"]
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 0


def test_findings_about_records_are_counted_and_not_packed(tmp_path: Path) -> None:
    plans.enterprises(tmp_path)
    again = plans.ENTERPRISES.replace("公司8 |", "公司7 |")
    builders.workbook(tmp_path / "data" / "2024年企业.xlsx", {"企业": again})
    done = fzplan("pack", "-o", "e.zip", "--fail-on", "never", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(members(tmp_path / "e.zip")["manifest.json"])
    assert told["withheld_findings"] == 2  # FZ336, a key that comes twice; FZ511, years missing between the files
    assert "FZ336" in done.stderr
    assert b"FZ336" not in members(tmp_path / "e.zip")["outputs/gap.json"]


def test_open_findings_withhold_the_pack(tmp_path: Path) -> None:
    project(tmp_path, grid=GRID.replace("8466.0", "#DIV/0!"))
    done = fzplan("pack", "-o", "e.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "e.zip").exists()
    assert fzplan("pack", "-o", "e.zip", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("plan", ["fzplan: [", PLAN + "  坏: 1\n"])
def test_a_plan_that_cannot_be_used_gives_no_pack(plan: str, tmp_path: Path) -> None:
    done = fzplan("pack", "-o", "e.zip", cwd=project(tmp_path, plan))
    assert done.returncode == 2
    assert not (tmp_path / "e.zip").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["-o", "a.zip", "--verify", "b.zip"], ["-o", "a.zip", "--hashes-only", "--with-microdata"],
     ["--verify", "a.zip", "--year", "2024"]],
)  # fmt: skip
def test_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    assert fzplan("pack", *arguments, cwd=project(tmp_path)).returncode == 2


def test_an_existing_pack_and_the_inputs_are_kept(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "e.zip").write_bytes(b"old")
    done = fzplan("pack", "-o", "e.zip", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "e.zip").read_bytes()) == (1, b"old")
    assert "--force" in done.stderr
    before = (tmp_path / "targets.yaml").read_bytes()
    assert fzplan("pack", "-o", "targets.yaml", "--force", cwd=tmp_path).returncode == 1
    assert (tmp_path / "targets.yaml").read_bytes() == before
    assert fzplan("pack", "-o", "e.zip", "--force", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["inputs/targets.yaml", "inputs/data/年报.xlsx", "outputs/gap.json", "lineage.json"])
def test_a_changed_byte_is_told_with_its_member(name: str, home: Path, tmp_path: Path) -> None:
    content = (home / "e.zip").read_bytes()
    inside = members(home / "e.zip")[name]
    at = content.index(inside) + len(inside) // 2
    (tmp_path / "e.zip").write_bytes(bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]]))
    done = fzplan("pack", "--verify", "e.zip", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert f"FZ928 the pack was changed: {name} should have SHA-256 {manifest.digest(inside)[:12]}" in done.stdout


def test_members_left_out_added_or_swapped_are_told(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    less = {name: content for name, content in found.items() if name != "outputs/gap.md"}
    for changed, told in (
        (less, "outputs/gap.md 缺失"),
        ({**found, "outputs/more.md": b"more"}, "outputs/more.md 清单里没有"),
        ({**found, "manifest.json": found["manifest.json"] + b"\n"}, "manifest.json 与它的封印不符"),
    ):
        (tmp_path / "e.zip").write_bytes(archive.write(changed))
        done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
        assert done.returncode == 1
        assert told in done.stdout
    (tmp_path / "e.zip").write_bytes((home / "e.zip").read_bytes()[:-2] + b"\x04\x00note")
    done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert "在 zip 的第" in done.stdout


def test_a_forged_output_is_found_by_computing(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    found["outputs/gap.json"] = found["outputs/gap.json"].replace(b'"gap": -28.8', b'"gap": 28.8')
    found["outputs/gap.md"] = found["outputs/gap.md"].replace("滞后".encode(), "已完成".encode())
    (tmp_path / "e.zip").write_bytes(resealed(found))
    done = fzplan("pack", "--verify", "e.zip", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(
        r"FZ930.*gap.json differs: targets\[per_head 2025\]\.gap: 28\.8\d* in the pack, -28\.8", done.stdout
    )
    assert "outputs/gap.md differs: line" in done.stdout
    assert "FZ928" not in done.stdout


def test_a_forged_return_is_found_by_computing(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    other = builders.workbook(tmp_path / "x.xlsx", {"主要指标": GRID.replace("8466.0", "9466.0")})
    (tmp_path / "e.zip").write_bytes(resealed({**found, "inputs/data/年报.xlsx": other.read_bytes()}))
    done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert "lineage.json values[劳均产出 2024].value：证据包中为 371.15" in done.stdout
    assert "重新计算为 414.99" in done.stdout  # 9466.0 / 22.81
    assert "其中的部件不同：" in done.stdout


def test_forged_options_are_found_by_computing(home: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document["asked"]["year"] = 2023
        document["withheld_findings"] = 3

    (tmp_path / "e.zip").write_bytes(resealed(members(home / "e.zip"), change))
    done = fzplan("pack", "--verify", "e.zip", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "outputs/gap.json differs" in done.stdout
    assert "3 findings left out, not 0" in done.stdout


def test_a_plan_broken_on_the_way_cannot_be_computed(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    (tmp_path / "e.zip").write_bytes(resealed({**found, "inputs/targets.yaml": b"fzplan: ["}))
    done = fzplan("pack", "--verify", "e.zip", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "it cannot be computed again" in done.stdout


def test_inputs_that_contradict_the_members_are_told(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    document = json.loads(found["manifest.json"])
    document["inputs"][0]["packed"] = False
    told, _ = manifest.load(manifest.text(document))
    assert told is not None
    (tmp_path / "e.zip").write_bytes(archive.write({**found, "manifest.json": manifest.dump(told)}))
    done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert "前后不一" in done.stdout


def test_other_versions_are_said_and_values_compared(home: Path, tmp_path: Path) -> None:
    found = members(home / "e.zip")
    found["versions.json"] = found["versions.json"].replace(b'"fzplan": "', b'"fzplan": "0.')
    found["outputs/gap.txt"] += b"laid out otherwise\n"
    (tmp_path / "e.zip").write_bytes(resealed(found))
    done = fzplan("pack", "--verify", "e.zip", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "FZ931" in done.stdout
    found["lineage.json"] = found["lineage.json"].replace(b"371.15", b"372.15")
    (tmp_path / "e.zip").write_bytes(resealed(found))
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 1


def test_what_is_no_pack_is_2(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    (tmp_path / "b.zip").write_bytes(archive.write({"a.txt": b"a"}))
    (tmp_path / "c.zip").write_bytes(archive.write({"../a.txt": b"a"}))
    for name, code in (("a.zip", "FZ926"), ("b.zip", "FZ926"), ("c.zip", "FZ927"), ("none.zip", "FZ926")):
        done = fzplan("pack", "--verify", name, cwd=tmp_path)
        assert done.returncode == 2, name
        assert code in done.stdout


@pytest.mark.parametrize(
    "names", [["../x"], ["targets.yaml", "targets.yaml/x"], ["targets.yaml", "targets.yaml"], ["x"]]
)
def test_a_manifest_whose_inputs_lead_elsewhere_is_refused(names: list[str], tmp_path: Path) -> None:
    listed = tuple(manifest.Input(name, "return", 1, "0" * 64, packed=False) for name in names)
    told = manifest.Manifest("targets.yaml", manifest.Asked(), listed, 0, {})
    (tmp_path / "e.zip").write_bytes(archive.write({"manifest.json": manifest.dump(told)}))
    found = verifying.verify(tmp_path / "e.zip")
    assert found.unusable
    assert [d.code for d in found.diagnostics] == ["FZ926"]


def test_a_return_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    real = packing.shutil.copyfile

    def refused(source: Path, target: Path) -> object:
        if str(source).endswith(".xlsx"):
            raise PermissionError
        return real(source, target)

    monkeypatch.setattr(packing.shutil, "copyfile", refused)
    made = packing.pack(tmp_path / "targets.yaml", asked=manifest.Asked())
    assert made.content is None
    assert "FZ355" in {d.code for d in made.run.diagnostics} | {d.code for d in made.diagnostics}


def test_the_snapshot_that_a_check_names_is_an_input(tmp_path: Path) -> None:
    check = "    checks:\n      - {id: R1, revision: {freeze: 2020, against: last}}\n"
    project(tmp_path, PLAN + check)
    assert fzplan("compute", "-o", "gap.json", cwd=tmp_path).returncode == 0  # leaves a snapshot
    done = fzplan("pack", "-o", "e.zip", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(members(tmp_path / "e.zip")["manifest.json"])
    assert [one["name"] for one in told["inputs"] if one["kind"] == "snapshot"] == [".fzplan/targets.yaml/000001.json"]
    assert fzplan("pack", "--verify", "e.zip", cwd=tmp_path).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_in_the_middle_the_old_pack_stays(home: Path, tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "e.zip").write_bytes(b"old")
    script = (
        "import os, time\nfrom fzplan.cli import app\n"
        "os.fsync = lambda _: (print('half', flush=True), time.sleep(60))\n"
        "app.run(['pack', '-o', 'e.zip', '--force'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=tmp_path
    ) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == b"half\n"
        writing.send_signal(signal.SIGKILL)
        writing.wait(10)
    assert (tmp_path / "e.zip").read_bytes() == b"old"
    assert fzplan("pack", "-o", "e.zip", "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "e.zip").read_bytes() == (home / "e.zip").read_bytes()


def test_differences_in_words() -> None:
    def told(name: str, one: str, other: str, *, close: bool = False) -> list[str]:
        return [text.en for text in differing.differences(name, one.encode(), other.encode(), close=close)]

    assert told("a.json", '{"a": [1]}', '{"a": [1]}') == []
    assert told("a.json", '{"a": 1}', '{"a":1}') == ["it is written in another way"]
    assert told("a.json", '{"a": [1, 2]}', '{"a": [1]}') == ["a: [1, 2] in the pack, [1] computed again"]
    assert told("a.json", '{"a": [1, {}]}', '{"a": [2, {"b": 1}]}') == [
        "a[0]: 1 in the pack, 2 computed again", "a[1].b: — in the pack, 1 computed again",
    ]  # fmt: skip
    assert told("a.json", "{", "{}") == ["it is no JSON"]
    assert told("a.json", '{"a": 1.0}', '{"a": 1.0000000000000002, "b": 1}', close=True) == []
    assert told("a.json", '{"a": "x"}', '{"a": "y"}', close=True) == ['a: "x" in the pack, "y" computed again']
    assert told("a.csv", "a\nb\n", "a\n") == ['line 2: "b" in the pack, — computed again']
    assert told("a.docx", "x", "y") == ["it cannot be opened"]
    assert told("a.txt", "x" * 99, "y")[0].startswith('line 1: "' + "x" * 59 + "…")


def test_a_pack_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    done = fzplan("pack", "--verify", "nix.zip", "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 2
    assert "nix.zip 不是本程序的证据包：没有这个文件" in done.stderr + done.stdout
    (tmp_path / "folder.zip").mkdir()
    assert fzplan("pack", "--verify", "folder.zip", cwd=tmp_path).returncode == 2

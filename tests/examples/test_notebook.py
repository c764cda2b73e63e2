"""The worked notebook is run from its first cell in a kernel of its own, and shows what it is kept with.

`FZPLAN_UPDATE_SNAPSHOTS=1` keeps what it shows today.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebook" / "monitoring.ipynb"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client", "ignore::DeprecationWarning:zmq")
def test_the_notebook_shows_what_it_is_kept_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    import nbformat

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    kept = NOTEBOOK.read_text(encoding="utf-8")
    notebook = nbformat.reads(kept, as_version=4)
    here = {"metadata": {"path": str(NOTEBOOK.parent)}}
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources=here).execute()
    shown = text(notebook)
    if os.environ.get("FZPLAN_UPDATE_SNAPSHOTS"):
        NOTEBOOK.write_text(shown, encoding="utf-8")
        kept = shown
    assert shown == kept


def text(notebook: Any) -> str:
    """Return a notebook as it is kept: lines as a list, no times of the run, no versions of the kernel."""
    document: dict[str, Any] = json.loads(json.dumps(notebook))
    document["metadata"]["language_info"] = {"name": "python"}
    for cell in document["cells"]:
        cell["metadata"] = {}
        cell["source"] = cell["source"].splitlines(keepends=True)
        for output in cell.get("outputs", ()):
            for kind, said in output.get("data", {}).items():
                output["data"][kind] = said.splitlines(keepends=True)
            if "text" in output:
                output["text"] = output["text"].splitlines(keepends=True)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_no_cell_went_wrong_and_no_path_of_a_machine_is_shown() -> None:
    document = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    for output in (output for cell in code for output in cell["outputs"]):
        assert output["output_type"] in ("execute_result", "stream")
        assert output.get("name", "stdout") == "stdout"
    assert str(Path.home()) not in NOTEBOOK.read_text(encoding="utf-8")
    assert "示例数据" in json.dumps(code[0]["outputs"], ensure_ascii=False)

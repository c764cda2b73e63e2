"""The YAML server that editors start (VS Code, Neovim, Emacs …), spoken to as an editor speaks: LSP over stdio."""

from __future__ import annotations

import json
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
server_needed = pytest.mark.skipif(
    not PROGRAM.exists() and "FZPLAN_REQUIRE_EDITOR" not in os.environ,
    reason="yaml-language-server is not installed (npm ci --prefix tests/editor)",
)
"""Marks a test that needs the server; where FZPLAN_REQUIRE_EDITOR is set it fails without."""
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
"""Nothing is looked up on the network: the schema is the file that the first line of the plan names."""


class Server:
    """One conversation: requests are answered, notifications of the server are kept until they are asked for."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._number = 0
        self._heard: list[dict[str, Any]] = []

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request; return its result."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._heard.append(message)

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, file: Path) -> None:
        """Open a file as an editor does."""
        text = file.read_text(encoding="utf-8")
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text},
        )

    def diagnostics(self, file: Path) -> list[tuple[int, str]]:
        """Return what the server marks in a file: line (from 1) and sentence."""
        while True:
            message = self._heard.pop(0) if self._heard else self._receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == file.as_uri():
                return [
                    (each["range"]["start"]["line"] + 1, each["message"]) for each in message["params"]["diagnostics"]
                ]

    def completions(self, file: Path, line: int, column: int) -> list[str]:
        """Return the keys or values offered at a place (line from 1, column from 0)."""
        found = self.ask("textDocument/completion", **_at(file, line, column))
        return [item["label"] for item in (found or {}).get("items", [])]

    def hover(self, file: Path, line: int, column: int) -> str:
        """Return what is shown for the word at a place."""
        found = self.ask("textDocument/hover", **_at(file, line, column))
        return found["contents"]["value"] if found else ""

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message that needs no answer; answer what the server asks."""
        while True:
            message = self._read()
            if "id" not in message or "method" not in message:
                return message
            asked = message.get("params", {}).get("items", [])
            answer = [SETTINGS if item.get("section") == "yaml" else {} for item in asked]
            self._send({"id": message["id"], "result": answer or None})

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = self._process.stdout.read(1)
            assert byte, "the server has ended"
            head += byte
        length = re.search(rb"Content-Length: (\d+)", head)
        assert length
        message: dict[str, Any] = json.loads(self._process.stdout.read(int(length[1])))
        return message


def _at(file: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line - 1, "character": column}}


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Start the server for a folder."""
    assert PROGRAM.exists(), "npm ci --prefix tests/editor"
    with subprocess.Popen([PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as process:
        server = Server(process)
        abilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        server.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=abilities)
        server.tell("initialized")
        server.tell("workspace/didChangeConfiguration", settings={"yaml": SETTINGS})
        try:
            yield server
        finally:
            process.kill()

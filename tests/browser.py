"""A real browser: Chromium as the system has it, without network, driven by playwright."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browser_needed = pytest.mark.skipif(
    CHROMIUM is None and "FZPLAN_REQUIRE_BROWSER" not in os.environ, reason="Chromium is not installed"
)
"""Marks a test that needs Chromium; where FZPLAN_REQUIRE_BROWSER is set it fails without."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; its sandbox needs rights that a container does not give."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "Chromium is not installed"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, *, width: int = 1440, **options: Any) -> Iterator[Page]:
    """Open a file; whatever it asks for beyond itself, and whatever it complains of, fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, offline=True, reduced_motion="reduce", **options
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
    page.set_default_timeout(5000)
    page.goto(file.as_uri())
    yield page
    context.close()
    assert complaints == []

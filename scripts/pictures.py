"""Make the pictures of the reports in docs/pictures/ from the repository's own data.

    python -m scripts.pictures

Needs Chromium, LibreOffice, pdftotext and pdftoppm. Looks differ a little from one version of these programs to the
next, so the pictures are made by hand when a report changes, and not compared.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.cli.app import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDE, TALL = 1180, 700
PAGES = {
    "gap.xlsx": {"xlsx-table": "主要指标完成情况表", "xlsx-trends": "劳均产出（万元", "xlsx-workings": "结果（公式）"},
    "gap.docx": {"docx-page": "各指标完成进度与序时进度之差"},
}
"""Report → name of a picture → words of the first page of its print that it shows."""
DOTS = "72"


def main() -> int:
    """Write the report, open it and take its pictures; return 1 where there is no browser."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("Chromium is not installed", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        report = Path(folder) / "gap.html"
        code = run(["compute", "--plan", str(ROOT / "targets.yaml"), "-o", str(report), "--lang", "zh"])
        if code:
            return code
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, report, "html-summary", "body", "light", WIDE)
        take(browser, report, "html-card", "#c2", "light", WIDE)
        take(browser, report, "html-card-dark", "#c7", "dark", WIDE)
        browser.close()
    prints()
    return 0


def prints() -> None:
    """Print the workbook and the document of `reports/`, and take pictures of some of their pages."""
    with tempfile.TemporaryDirectory() as folder:
        for report, pages in PAGES.items():
            command = [
                "soffice",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(ROOT / "reports" / report),
            ]
            subprocess.run(command, check=True, capture_output=True)
            printed = Path(folder) / f"{Path(report).stem}.pdf"
            text = subprocess.run(["pdftotext", str(printed), "-"], check=True, capture_output=True, text=True).stdout
            for name, words in pages.items():
                page = 1 + next(k for k, said in enumerate(text.split("\f")) if words in said)
                only = ["-f", str(page), "-l", str(page), "-singlefile", "-r", DOTS, "-png"]
                subprocess.run(["pdftoppm", *only, str(printed), str(PICTURES / name)], check=True)


def take(browser: Browser, report: Path, name: str, place: str, scheme: str, width: int) -> None:
    """Take the picture of a window that begins at `place`."""
    context = browser.new_context(
        viewport={"width": width, "height": TALL}, offline=True, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(report.as_uri())
    if place != "body":
        page.evaluate("document.querySelector('#tools').style.position = 'static'")
        page.evaluate("document.querySelectorAll('#c2 .lineage, #c2 .lineage details').forEach(d => d.open = true)")
    element = page.locator(place)
    clip = element.bounding_box()
    assert clip is not None
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip={**clip, "height": min(clip["height"], TALL)})
    context.close()


if __name__ == "__main__":
    raise SystemExit(main())

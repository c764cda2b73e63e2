"""Build the documentation site in `build/site`: Chinese under `zh/`, English under `en/`, no network, links checked.

A page `NAME.en.md` or `NAME.zh.md` is the page `NAME` of its language; `NAME.md` serves every language that has none.
What a page links to outside of `docs/` is copied beside it. A broken link or anchor fails the build.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, the scripts beside it are not found
DOCS = ROOT / "docs"
WORK = ROOT / "build" / "site-source"
SITE = ROOT / "build" / "site"
LANGUAGES = {"zh": "中文", "en": "English"}
OUTSIDE = "repository"
"""The folder of the site with the files of the repository that pages link to."""
OF_A_LANGUAGE = re.compile(r"^(?P<name>.+)\.(?P<lang>zh|en)\.md$")
LINK = re.compile(r"(?P<before>\]\()(?P<target>[^)\s#:]+)(?P<after>[)#])")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NAMES = {
    "zh": "fzplan 规划指标监测",
    "en": "fzplan: targets of a plan, monitored",
}


def sources(lang: str) -> dict[str, Path]:
    """Return the files of one language of the site: place in the site → file of the repository."""
    found: dict[str, Path] = {}
    own: dict[str, Path] = {}
    for path in sorted(p for p in DOCS.rglob("*") if p.is_file() and not p.is_relative_to(DOCS / "site")):
        place = path.relative_to(DOCS).as_posix()
        if special := OF_A_LANGUAGE.match(place):
            if special["lang"] == lang:
                own[special["name"] + ".md"] = path
        else:
            found[place] = path
    return {**found, **own}


def page(text: str, source: Path, place: str, linked: dict[str, Path]) -> str:
    """Return a page with its links as the site has them; files outside of `docs/` are added to `linked`."""

    def anew(link: re.Match[str]) -> str:
        target = (source.parent / link["target"]).resolve()
        target = target / "targets.yaml" if (target / "targets.yaml").exists() else target  # the folder of a plan
        if not target.is_file():
            return link[0]  # left as it is: the build says where it leads nowhere
        if target.is_relative_to(DOCS):
            inside = target.relative_to(DOCS).as_posix()
            special = OF_A_LANGUAGE.match(inside)
            inside = special["name"] + ".md" if special else inside
        else:
            inside = f"{OUTSIDE}/{target.relative_to(ROOT).as_posix()}"
            inside = inside if target.suffix != ".md" else inside + ".txt"
            linked[inside] = target
        return link["before"] + os.path.relpath(inside, Path(place).parent.as_posix()) + link["after"]

    return LINK.sub(anew, text)


def assemble(lang: str) -> None:
    """Write the sources and the settings of one language."""
    from scripts.docs.contents import navigation

    folder = WORK / lang
    linked: dict[str, Path] = {}
    pages = sources(lang)
    for place, source in pages.items():
        target = folder / "docs" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.write_text(page(source.read_text(encoding="utf-8"), source, place, linked), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    for place, source in linked.items():
        target = folder / "docs" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copytree(DOCS / "site", folder / "site")
    shutil.copytree(DOCS / "site" / "assets", folder / "docs" / "assets")
    (folder / "mkdocs.yml").write_text(
        json.dumps(settings(lang, navigation(lang, set(pages))), ensure_ascii=False), encoding="utf-8"
    )


def settings(lang: str, nav: list[object]) -> dict[str, object]:
    """Return the settings of one language (JSON is YAML)."""
    palette = [
        {"media": f"(prefers-color-scheme: {scheme})", "scheme": name, "primary": "teal", "accent": "teal",
         "toggle": {"icon": f"material/{icon}", "name": label[lang]}}
        for scheme, name, icon, label in (
            ("light", "default", "weather-night", {"zh": "深色", "en": "dark"}),
            ("dark", "slate", "weather-sunny", {"zh": "浅色", "en": "light"}),
        )
    ]  # fmt: skip
    return {
        "site_name": NAMES[lang],
        "docs_dir": "docs",
        "site_dir": "site-out",
        "use_directory_urls": False,
        "theme": {
            "variant": "classic", "font": False, "language": lang, "custom_dir": "site/overrides", "palette": palette,
            "features": ["navigation.tabs", "navigation.top", "content.code.copy", "toc.follow"],
        },
        "nav": nav,
        "extra_css": ["assets/site.css"],
        "extra": {
            "generator": False,
            "alternate": [{"name": name, "link": f"../{code}/", "lang": code} for code, name in LANGUAGES.items()],
            "languages": [{"name": name, "lang": code} for code, name in LANGUAGES.items()],
        },
        "markdown_extensions": [
            "admonition", "attr_list", "md_in_html", "tables", "sane_lists", {"toc": {"permalink": True}},
            {"pymdownx.highlight": {"anchor_linenums": False}}, "pymdownx.superfences", "pymdownx.inlinehilite",
        ],
    }  # fmt: skip


def main() -> int:
    """Build both languages; the first one that fails decides."""
    for folder in (WORK, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    for lang in LANGUAGES:
        assemble(lang)
        program = Path(sys.executable).parent / "zensical"
        done = subprocess.run(
            [program, "build", "--strict", "--config-file", WORK / lang / "mkdocs.yml"],
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            print(COLOUR.sub("", done.stdout).partition("Traceback")[0])
            return 1
        shutil.move(WORK / lang / "site-out", SITE / lang)
    shutil.copyfile(DOCS / "site" / "index.html", SITE / "index.html")
    print(f"{SITE.relative_to(ROOT)}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The page in a real browser: filter, sort, lineage, dark, print, narrow and wide, accessibility, no network."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from fzplan import workflow
from fzplan.reports import Settings, render
from tests.browser import browser_needed, chromium, opened
from tests.reports.html.hostile import HOSTILE, hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from fzplan.model.results import Outcome

ROOT = Path(__file__).resolve().parents[3]
OWNERS = ("统计科", "科技科", "")
pytestmark = browser_needed
SHOWN = "#cards article:not([hidden])"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """Return the repository's own plan, with owners."""
    found = workflow.compute(ROOT / "targets.yaml", in_full=True).outcome
    assert found is not None
    owned = [replace(a, target=replace(a.target, owner=OWNERS[k % 3])) for k, a in enumerate(found.assessments)]
    schedules = tuple(
        replace(s, target=next(a.target for a in owned if a.target.id == s.target.id)) for s in found.schedules
    )
    return replace(found, assessments=tuple(owned), schedules=schedules)


@pytest.fixture(scope="module")
def report(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "报告.html"
    content = render(outcome, "html", "zh")
    assert isinstance(content, str)
    file.write_text(content, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def attribute(page: Page, name: str) -> list[str | None]:
    """Return an attribute of the cards that are shown, in their order; one call, for each takes a while."""
    found: list[str | None] = page.eval_on_selector_all(
        SHOWN, "(cards, name) => cards.map(c => c.getAttribute(name))", name
    )
    return found


def test_filter_by_verdict_shows_those_cards_and_rows_alone(browser: Browser, report: Path, outcome: Outcome) -> None:
    given = Counter(a.verdict for a in outcome.assessments)
    with opened(browser, report) as page:
        assert page.locator(SHOWN).count() == len(outcome.assessments)
        page.get_by_role("checkbox", name="滞后").check()
        assert attribute(page, "data-verdict") == ["behind"] * given["behind"]
        assert page.locator("#table tr[data-item]:not([hidden])").count() == given["behind"]
        assert page.locator("#shown").inner_text() == f"显示 {given['behind']} 项，共 {len(outcome.assessments)} 项"
        page.get_by_role("checkbox", name="快于预期").check()
        assert Counter(attribute(page, "data-verdict")) == {v: given[v] for v in ("behind", "ahead")}
        visible = page.locator("#cards .group:not([hidden])").count()
        assert visible == len({a.target.section for a in outcome.assessments if a.verdict in ("behind", "ahead")})
        page.get_by_role("button", name="全部显示").click()
        assert page.locator(SHOWN).count() == len(outcome.assessments)


def test_filter_by_section_owner_and_words(browser: Browser, report: Path, outcome: Outcome) -> None:
    first = outcome.assessments[0].target.section
    with opened(browser, report) as page:
        page.get_by_label("章节", exact=True).select_option(label=first)
        assert page.locator(SHOWN).count() == sum(a.target.section == first for a in outcome.assessments)
        page.get_by_label("责任单位", exact=True).select_option(label="科技科")
        both = [a for a in outcome.assessments if (a.target.section, a.target.owner) == (first, "科技科")]
        assert page.locator(SHOWN).count() == len(both) > 0
        page.get_by_role("button", name="全部显示").click()
        page.get_by_label("查找", exact=True).fill("劳均产出")
        assert page.locator(f"{SHOWN} h4").all_inner_texts()[0].startswith("2 劳均产出")
        page.get_by_label("查找", exact=True).fill("没有这个指标")
        assert page.get_by_text("没有符合条件的指标。").is_visible()
        page.locator("#summary .attention a").first.click()  # a link to a card that is filtered away brings it back
        assert page.locator(SHOWN).count() == len(outcome.assessments)


def test_sort_by_verdict_by_pace_by_owner_and_back(browser: Browser, report: Path) -> None:
    with opened(browser, report) as page:
        planned = attribute(page, "id")
        page.get_by_label("排序", exact=True).select_option("rank")
        ranks = [int(rank or 0) for rank in attribute(page, "data-rank")]
        assert ranks == sorted(ranks)
        assert page.locator("#cards .group:not([hidden]) h3").all_inner_texts() == ["判定，滞后在前"]
        page.get_by_label("排序", exact=True).select_option("lead")
        leads = [float(lead) for lead in attribute(page, "data-lead") if lead is not None]
        assert leads == sorted(leads)
        assert attribute(page, "data-lead")[: len(leads)].count(None) == 0  # those without one stand last
        page.get_by_label("排序", exact=True).select_option("owner")
        owners = [owner for owner in attribute(page, "data-owner") if owner]
        assert owners == sorted(owners)
        rows = page.eval_on_selector_all("#table tr[data-item]:not([hidden])", "rows => rows.map(r => r.dataset.item)")
        assert [f"c{number}" for number in rows] == attribute(page, "id")
        page.get_by_label("排序", exact=True).select_option("number")
        assert attribute(page, "id") == planned


def test_lineage_opens_down_to_the_cell_with_the_keyboard(browser: Browser, report: Path) -> None:
    with opened(browser, report) as page:
        card = page.locator("#c2")  # 劳均产出 = 总收入 ÷ 从业人员平均人数
        cell = card.locator("code", has_text="示例_2024年主要指标.xlsx:示例主要指标2024!C6")
        assert not cell.is_visible()
        summary = card.locator(".lineage > summary")
        summary.focus()
        page.keyboard.press("Enter")
        assert cell.is_visible()
        assert "= 总收入 ÷ 从业人员平均人数" in card.locator(".lineage").inner_text()
        page.get_by_role("button", name="展开全部来路").click()
        assert page.locator("details.trace:not([open])").count() == 0
        page.get_by_role("button", name="收起全部").click()
        assert page.locator("details.trace[open]").count() == 0


def test_the_keyboard_reaches_filter_and_skips_to_the_cards(browser: Browser, report: Path) -> None:
    with opened(browser, report) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "cards"
        page.get_by_role("checkbox", name="滞后").focus()
        page.keyboard.press("Space")
        assert set(attribute(page, "data-verdict")) == {"behind"}


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, report: Path, width: int, scheme: str) -> None:
    with opened(browser, report, width=width, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('#c1 details, #c2 details').forEach(d => d.open = true)")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        outside = page.evaluate(
            """() => Array.from(document.querySelectorAll("svg.chart text")).filter(text => {
                const [inner, outer] = [text.getBBox(), text.ownerSVGElement.viewBox.baseVal];
                return inner.x < 0 || inner.y < 0 || inner.x + inner.width > outer.width + 0.5 ||
                    inner.y + inner.height > outer.height + 0.5;
            }).map(text => text.textContent)"""
        )
        assert outside == []


def test_english_words_fit_a_telephone(browser: Browser, outcome: Outcome, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    content = render(outcome, "html", "en")
    assert isinstance(content, str)
    file.write_text(content, encoding="utf-8")
    with opened(browser, file, width=360) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_dark_is_dark_and_light_is_light(browser: Browser, report: Path) -> None:
    def paper(scheme: str) -> int:
        with opened(browser, report, color_scheme=scheme) as page:
            rgb = page.evaluate("getComputedStyle(document.body).backgroundColor")
            return sum(map(int, re.findall(r"\d+", rgb)[:3]))

    assert paper("dark") < 3 * 64 < 3 * 192 < paper("light")


def test_print_leaves_the_controls_out_and_the_banner_on_every_page(browser: Browser, report: Path) -> None:
    with opened(browser, report) as page:
        content = page.pdf(prefer_css_page_size=True)
        assert content.startswith(b"%PDF")
        pages = max(int(count) for count in re.findall(rb"/Count (\d+)", content))
        assert 8 <= pages <= 30
        page.emulate_media(media="print")
        assert not page.locator("#tools").is_visible()
        assert not page.locator("nav").is_visible()
        assert page.locator(SHOWN).first.is_visible()
        assert page.locator(".wide").first.is_visible()
        style = page.locator("style").text_content() or ""
        assert '@top-center { content: "示例数据，非统计资料，不得引用"; }' in style


def test_without_scripts_everything_can_be_read(browser: Browser, report: Path, outcome: Outcome) -> None:
    with opened(browser, report, java_script_enabled=False) as page:
        assert page.locator(SHOWN).count() == len(outcome.assessments)
        assert not page.locator("#tools").is_visible()
        card = page.locator("#c2")
        assert card.locator(".sentence").is_visible()
        assert card.locator("svg.chart").is_visible()
        card.locator(".lineage > summary").click()
        assert card.locator("code", has_text="示例主要指标2024!C6").is_visible()


@pytest.mark.parametrize("public", [False, True])
def test_data_never_become_markup(browser: Browser, tmp_path: Path, public: bool) -> None:
    file = tmp_path / "hostile.html"
    content = render(hostile(), "html", settings=Settings("zh", public=public))
    assert isinstance(content, str)
    file.write_text(content, encoding="utf-8")
    with opened(browser, file) as page:
        assert page.evaluate("window.hit") is None
        assert page.locator("script").count() == page.locator("style").count() == 1
        assert page.locator("img, iframe, object, link, base, form").count() == 0
        assert page.locator("h1").inner_text() == HOSTILE
        assert HOSTILE in page.locator("blockquote").first.inner_text()
        page.get_by_label("责任单位", exact=True).select_option(label=HOSTILE)
        assert page.locator(SHOWN).count() > 0

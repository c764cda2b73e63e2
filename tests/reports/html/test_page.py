"""The page as text: one file that loads nothing, the same bytes for the same input, small, complete in English."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fzplan import workflow
from fzplan.model.results import MethodResult, Outcome, ToDate
from fzplan.model.scores import ScoreLine, ScoreSheet
from fzplan.periods import Period
from fzplan.reports import FORMATS, Settings, render
from tests.reports.html.hostile import HOSTILE, hostile
from tests.reports.outcomes import OUTCOME, PUBLISHED

ROOT = Path(__file__).resolve().parents[3]
VOID = {"meta", "input", "br"}
MOST = 1_500_000


def page(outcome: Outcome, **settings: object) -> str:
    content = render(outcome, "html", settings=Settings(**{"lang": "zh", **settings}))  # type: ignore[arg-type]
    assert isinstance(content, str)
    return content


@pytest.fixture(scope="module")
def whole() -> Outcome:
    found = workflow.compute(ROOT / "targets.yaml", in_full=True).outcome
    assert found is not None
    return found


class Tree(HTMLParser):
    """Reads a page strictly: every element that opens is closed, in order; what stands in it is remembered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("outcome", [OUTCOME, PUBLISHED, hostile()], ids=["every kind", "published", "hostile"])
def test_the_page_is_well_formed_and_asks_for_nothing(outcome: Outcome, lang: str, public: bool) -> None:
    text = page(outcome, lang=lang, public=public)
    tree = Tree(text)
    assert tree.open == []
    assert not {"img", "link", "iframe", "object", "form", "base", "use", "image"} & set(tree.tags)
    assert not {"src", "action", "data", "style", "xlink:href"} & {name for _, name, _ in tree.attributes}
    assert not [name for _, name, _ in tree.attributes if name.startswith("on")]
    assert all(value.startswith("#") for value in tree.values("href"))
    ids = Counter(tree.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    pointed = {p for name in ("for", "aria-labelledby") for value in tree.values(name) for p in value.split()}
    assert pointed | {value[1:] for value in tree.values("href")} <= set(ids)
    assert not re.search(r"url\((?!#)|@import|https?:", text)


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    text = page(OUTCOME)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for element in ("style", "script"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in unescape(policy)
    assert unescape(policy).startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("public", [False, True])
def test_data_are_text_wherever_they_stand(public: bool) -> None:
    text = page(hostile(), public=public)
    assert "<script>window" not in text
    assert "<img" not in text
    assert "</title></style>" not in text
    assert "window.hit" not in text.rpartition("<script>")[2]
    assert "{{7*7}}" in text  # a template in the data is no template
    assert text.count("&lt;script&gt;window.hit=1&lt;/script&gt;") > 50
    assert HOSTILE.partition("`")[0] in unescape(text)


def test_the_whole_plan_is_small_and_the_same_bytes(whole: Outcome) -> None:
    first = page(whole)
    assert len(first.encode()) < MOST / 2
    assert page(whole) == first
    assert first.count("<article") == len(whole.assessments) == 41
    assert first.count('class="chart"') == first.count("<desc") == 38  # all but the three that are monitored
    for name, digest in whole.digests.items():
        assert name in first
        assert digest in first


def test_no_words_of_the_other_language() -> None:
    text = page(OUTCOME, lang="en")
    said = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    for word in ("判定", "完成进度", "趋势", "章节", "来路", "修约", "单位：", "应完成", "实际（", "未启动"):
        assert word not in said, word
    assert '<html lang="en">' in text
    assert "ILLUSTRATIVE DATA" in text


def test_the_banner_stands_over_illustrative_figures_alone() -> None:
    assert page(OUTCOME).count("示例数据，非统计资料，不得引用") >= 3  # above, below, on paper
    assert "不得引用" not in page(PUBLISHED)
    assert "@top-center" not in page(PUBLISHED)


def test_a_target_without_figures_says_why_and_has_no_chart() -> None:
    card = re.findall(r"<article.*?</article>", page(OUTCOME), re.DOTALL)[1]
    assert "劳均产出因缺从业人员平均人数2024年数据，暂无法评估。" in card
    assert 'svg class="chart"' not in card
    assert "判定怎么得出" not in card
    assert "<summary>劳均产出　2024年　无法计算：缺从业人员平均人数2024年数据</summary>" in card


def test_owner_nature_remarks_and_date_are_shown_where_there_are_any() -> None:
    first, *rest = OUTCOME.assessments
    told = replace(first, target=replace(first.target, nature="binding", remarks={2024: "口径已统一"}))
    text = page(replace(OUTCOME, assessments=(told, *rest)), date=dt.date(2025, 3, 1))
    card = re.findall(r"<article.*?</article>", text, re.DOTALL)[0]
    assert "<span>约束性</span>" in card
    assert "<span>统计科</span>" in card
    assert "<b>2024年说明：</b>口径已统一" in card
    assert "2025-03-01" in text
    assert 'id="by-owner"' in text
    assert 'id="by-owner"' not in page(replace(OUTCOME, assessments=tuple(rest)))


def test_the_year_so_far_is_shown_and_not_judged() -> None:
    first, *rest = OUTCOME.assessments
    so_far = ToDate(Period(2025 * 12, 6), 4400.0, "亿元", growth=5.0, basis="comparable")
    text = page(replace(OUTCOME, assessments=(replace(first, to_date=so_far), *rest)))
    assert "<b>本年累计（不作判定）：</b>2025年1—6月4400.0亿元，同比增长5.0%（同口径）</p>" in text


def test_published_methods_and_scores_are_tables_where_they_were_asked_for() -> None:
    first, *rest = OUTCOME.assessments
    found = replace(first, methods=(MethodResult("cagr-ratio", "sdg-build-2.4", 0.8937, "moderate_progress", 2.098),))
    line = ScoreLine("total_income", "统计科", 2.0, 81.25, breached=False)
    sheet = ScoreSheet("", 81.25, 2.0, (line,), (), (), vetoed=False)
    text = page(replace(OUTCOME, assessments=(found, *rest), scores=(sheet, replace(sheet, owner="统计科"))))
    assert "<td>cagr-ratio</td><td>sdg-build-2.4</td><td>0.8937</td><td>moderate_progress</td><td>2.0980</td>" in text
    assert '<th scope="row">统计科</th><td class="num">2</td><td class="num">81.3</td>' in text
    assert "按所发表的方法" not in page(OUTCOME)


def test_a_plan_without_sections_and_tasks_has_one_group() -> None:
    bare = [replace(a, target=replace(a.target, section="")) for a in OUTCOME.assessments]
    text = page(replace(OUTCOME, assessments=tuple(bare), deliverables=()))
    assert text.count('class="group" data-home') == 1
    assert "（未写章节）" in text
    assert 'id="tasks"' not in text
    assert "分章节" not in text


def test_a_plan_without_targets_is_a_page_all_the_same() -> None:
    assert Tree(page(replace(OUTCOME, assessments=(), deliverables=()))).open == []


def test_html_is_drawn_in_full() -> None:
    assert FORMATS["html"].in_full

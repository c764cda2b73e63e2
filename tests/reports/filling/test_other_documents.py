"""Documents that are made to do harm, or came to some: refused with a sentence; and names with any characters."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.reports.filling.test_document import BANNER, filled, lines, made
from tests.reports.filling.test_vocabulary import WITH_MEMBERS

if TYPE_CHECKING:
    from fzplan.model.results import Outcome

AT = "模板.docx"


def with_text(inside: bytes) -> bytes:
    """Return a document whose body begins with that XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(BANNER))) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:body>", b"<w:body>" + inside))
    return content.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 2_000 + "as_of" + ")" * 2_000 + " }}",
        "{{ " + "not " * 3_000 + "as_of }}",
        "{% if as_of %}" * 600 + "{% endif %}" * 600,
        "{{ as_of" + ".a" * 3_000 + " }}",
    ],
)
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    document, told = filled(made(BANNER, text))
    assert document is None
    assert told == [f"{AT} FZ922 模板中的 {{{{…}}}} 不能使用：嵌套太深"]


@pytest.mark.parametrize(("opened", "closed"), [("{%", "%}"), ("{{", "}}"), ("{#", "#}")])
def test_tags_that_never_end_are_refused_before_the_library_looks_for_their_ends(opened: str, closed: str) -> None:
    document, told = filled(made(BANNER, f"{opened} " * 30_000))
    assert document is None
    assert told == [f"{AT} FZ920 模板不能用：{opened} 没有配对的 {closed}"]


def test_text_without_measure_is_refused() -> None:
    paragraph = b"<w:p><w:r><w:t>" + b"x" * 5_000_000 + b"</w:t></w:r></w:p>"
    assert filled(with_text(paragraph))[1] == [f"{AT} FZ920 模板不能用：正文超过 5 MB"]


def test_loops_do_not_multiply_without_measure() -> None:
    """Twelve targets in twelve targets are 144 times 200 000 characters: 28.8 million."""
    document, told = filled(
        made(BANNER, "{% for a in targets %}{% for b in targets %}" + "x" * 200_000 + "{% endfor %}{% endfor %}")
    )
    assert document is None
    assert told == [f"{AT} FZ920 模板不能用：循环使正文超过 2000 万字"]


def test_a_damaged_part_is_told() -> None:
    content = bytearray(made(BANNER))
    content[content.find(b"word/document.xml") + 60] ^= 0xFF
    assert filled(bytes(content))[1] == [f"{AT} FZ920 模板不能用：它不是 .docx，或已损坏、加了密码"]


def test_entities_are_not_expanded() -> None:
    declared = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(BANNER, "甲"))) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:document", declared.encode() + b"<w:document").replace("甲".encode(), b"&x;")
            target.writestr(name, part)
    document, _ = filled(content.getvalue())
    assert document is None or lines(document)[1] == ""


def test_characters_that_xml_cannot_have_are_left_out_and_nothing_else() -> None:
    """A name of the plan or a cell of a return may hold any: without them the library drops what follows."""
    first, *others = WITH_MEMBERS.assessments
    named = replace(first, target=replace(first.target, owner="甲\x0b乙\x1f<b>&\ufffe丙\U0001f600"))
    outcome: Outcome = replace(WITH_MEMBERS, assessments=(named, *others))
    document, told = filled(made(BANNER, "{% for t in targets %}{{ t.owner }}|{% endfor %}完"), outcome)
    assert told == []
    assert lines(document)[1] == "甲乙<b>&丙\U0001f600|" + "".join(f"{a.target.owner}|" for a in others) + "完"

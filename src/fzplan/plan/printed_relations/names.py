"""What the references of a printed relation stand for: codes and cells of a form, labels of the plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text, listed
from fzplan.plan.printed_relations.parsing import NotUnderstood
from fzplan.plan.printed_relations.reasons import NO_FORM, NO_TABLE, PART_OF_YEAR, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.model.printed import Codebook, Meaning
    from fzplan.plan.printed_relations.trees import Number, Reference

MOST_KNOWN = 12
"""Codes that one message lists."""


class UnknownCode(Exception):  # noqa: N818  (what was found, no fault of the program)
    """A code that stands for nothing, or for several things."""

    def __init__(self, code: str, where: Text, book: Codebook | None) -> None:
        super().__init__(code)
        self.code, self.where, self.book = code, where, book


@dataclass
class Names:
    """What the references of one relation stand for: `own` is the codebook of its form, `tables` those of others."""

    own: Codebook | None
    tables: Mapping[str, Codebook]
    labels: Mapping[str, Meaning]
    """Names that the plan itself has."""
    used: set[str] = field(default_factory=set)
    """Forms met while writing."""
    shifted: bool = False

    def of(self, reference: Reference) -> Meaning:
        """Return what a reference stands for; raise `UnknownCode`."""
        book = self.book(reference.table)
        found = _looked_up(reference.text, book)
        if not found and reference.text in self.labels and not reference.table:
            found = (self.labels[reference.text],)
        if len(found) != 1:
            raise UnknownCode(_said(reference), SEVERAL if found else where_of(book), book)
        back = found[0].back + self.years(reference.back, book)
        self.shifted |= bool(back)
        form = book.form if book is not None else ""
        if reference.table or form:
            self.used.add(form)
        return found[0]._replace(form=form, back=back)

    def book(self, table: str) -> Codebook | None:
        """Return the codebook of a table, "" for that of the relation's own form."""
        if not table:
            return self.own
        if table not in self.tables:
            raise UnknownCode(table, NO_TABLE, None)
        return self.tables[table]

    def columns(self, codes: Iterable[str]) -> list[str]:
        """Return the measures that each of these codes stands for, where there are several and always the same ones.

        The line 01 of a table whose columns are measures is one of each: a relation of lines holds in every column.
        """
        lines = [_looked_up(code, self.own) for code in codes]
        found = [list(dict.fromkeys(meaning.name for meaning in line)) for line in lines if line]
        alike = bool(found) and all(set(names) == set(found[0]) for names in found)
        single = all(len(line) == len(names) for line, names in zip(filter(None, lines), found, strict=True))
        return found[0] if alike and single and len(found[0]) > 1 else []

    def only(self, name: str) -> Names:
        """Return the same for one measure of several."""
        assert self.own is not None
        codes = {code: tuple(m for m in meanings if m.name == name) for code, meanings in self.own.codes.items()}
        return replace(self, own=replace(self.own, codes=codes), used=set())

    @staticmethod
    def years(back: int, book: Codebook | None) -> int:
        """Return periods back as years; a part of a year cannot be asked for."""
        a_year = book.a_year if book is not None else 1
        if back % a_year:
            raise NotUnderstood(PART_OF_YEAR)
        return back // a_year

    def is_code(self, number: Number) -> bool | None:
        """Tell whether a number without a unit is a code; None where it looks like one that is not known."""
        book = self.own
        if number.unit or book is None:
            return False
        if "." in number.text:
            return None if number.text[0] == "0" and number.text[1] != "." else False
        if _looked_up(number.text, book) and (number.text in book.codes or number.text[0] == "0"):
            return True
        digits = [code for code in book.codes if code.isdigit()]
        if not digits or not number.text.strip("0"):
            return False
        padded = all(len(code) == len(digits[0]) for code in digits) and len(digits[0]) > 1
        if padded:  # 1 beside codes 01, 02 …: a number, or a code that lost its nought
            doubtful = len(number.text) == len(digits[0]) or any(int(code) == int(number.text) for code in digits)
            return None if doubtful else False
        longest = max(map(len, digits))
        return None if len(number.text) <= longest or number.text.startswith("0") else False


def _looked_up(text: str, book: Codebook | None) -> tuple[Meaning, ...]:
    if book is None:
        return ()
    found = book.codes.get(text) or book.codes.get(text.upper()) or book.cells.get(text.upper(), ())
    if found or not text.isdigit() or not int(text):
        return found
    same = [code for code in book.codes if code.isdigit() and int(code) == int(text)]  # 01 of a cell that holds 1
    return book.codes[same[0]] if len(same) == 1 else ()


def _said(reference: Reference) -> str:
    return f"{reference.table}->{reference.text}" if reference.table else reference.text


def where_of(book: Codebook | None) -> Text:
    """Return where a code was looked for."""
    if book is None:
        return NO_FORM
    return Text(f"表式 {book.form}", f"form {book.form}")


def known_codes(book: Codebook | None) -> Text:
    """Return the codes that a form has, for a message."""
    codes = [f"{code} {book.codes[code][0].name}" for code in book.order[:MOST_KNOWN]] if book is not None else []
    return listed(codes, more=book is not None and len(book.order) > MOST_KNOWN) if codes else Text("—", "—")

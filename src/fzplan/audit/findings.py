"""Findings about claims: what does not reproduce, what contradicts, what could not be computed; each at its claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.audit import codes
from fzplan.diagnostics import FileRef, Related, Text, listed
from fzplan.figures import with_unit
from fzplan.model import words
from fzplan.model.claims import shown, spanned
from fzplan.model.words import DEFINITIONS

if TYPE_CHECKING:
    from fzplan.cube.table import Cube
    from fzplan.diagnostics import Diagnostic, Lang, Place
    from fzplan.figures import Interval
    from fzplan.model.claims import Audit, ClaimResult, Contradiction, Statement
    from fzplan.model.plan import Plan
    from fzplan.model.results import Why

SIGNS: tuple[tuple[str, Lang], ...] = (("，", "zh"), ("; ", "en"))
PRINT = Text("所印的数", "the print")
CUT = Text("截去尾数", "cutting the digits off")


def found(plan: Plan, cube: Cube, audit: Audit) -> tuple[Diagnostic, ...]:
    """Return the findings of an audit."""
    findings = [finding for result in audit.claims if (finding := _of_claim(result)) is not None]
    findings += [_of_clash(plan, cube, clash) for clash in audit.contradictions]
    at = {claim.id: claim.at for claim in plan.claims}
    unable = [s for one in audit.implied for s in one.statements if s.interval is None and s.claim]
    findings += [_unable(at[s.claim], s.claim, s.why) for s in unable]
    return tuple(findings)


def _of_claim(result: ClaimResult) -> Diagnostic | None:
    claim = result.claim
    if result.verdict == "not_assessable":
        return _unable(claim.at, claim.id, result.why)
    if result.value is None or result.interval is None or claim.printed is None:
        return None
    said: dict[str, Any] = {
        "claim": claim.id,
        "printed": claim.printed.text,
        "computed": _figure(result.value, result.unit),
    }
    if result.verdict == "fails":
        return codes.NOT_REPRODUCED(claim.at, interval=spanned(result.interval), **said)
    if result.verdict == "unit_slip":
        return codes.SLIP(claim.at, factor=f"{10.0**result.power:g}", **said)
    if result.verdict in ("truncation", "other_definition"):
        how = CUT if result.verdict == "truncation" else DEFINITIONS[result.definition]
        return codes.OTHERWISE(claim.at, how=how, **said)
    return None


def _of_clash(plan: Plan, cube: Cube, clash: Contradiction) -> Diagnostic:
    at = {claim.id: claim.at for claim in plan.claims}
    places = [_place(plan, cube, side, at.get(side.claim)) for side in clash.sides]
    left, right = (_said(s, i, clash.unit) for s, i in zip(clash.sides, clash.intervals, strict=True))
    facts: dict[str, Any] = {"quantity": clash.quantity.label, "left": left, "right": right}
    facts |= {"held": _held(clash), "agree": _agreement(clash)}
    return codes.CLASH(places[0], Related(places[1], right), **facts)


def _place(plan: Plan, cube: Cube, side: Statement, at: Place | None) -> Place:
    if at is not None:
        return at
    return cube.place(side.inputs[0]) if side.inputs else FileRef(plan.file)


def _held(clash: Contradiction) -> Text:
    if not clash.held:
        return Text("", "")
    names = listed(quantity.label for quantity in clash.held)
    return Text(f"（两边的 {names.zh} 是同一个数）", f" ({names.en} being one number in both)")


def _said(side: Statement, interval: Interval, unit: str) -> Text:
    name = Text(side.claim, side.claim) if side.claim else PRINT
    return Text(f"{name.zh} 为 {spanned(interval)} {unit}", f"{name.en} says {spanned(interval)} {unit}")


def _agreement(clash: Contradiction) -> Text:
    if not clash.agree:
        return Text("", "")
    named = [(claim or PRINT.zh, claim or PRINT.en, DEFINITIONS[name], of) for claim, name, of in clash.agree]
    zh = "；".join(f"{claim}{f' 的 {of} 按截尾' if of else ' 按' + name.zh}" for claim, _, name, of in named)
    en = "; ".join(f"{claim} ({f'{of} read as cut off' if of else name.en})" for _, claim, name, of in named)
    return Text(f"以下理解可使两者相容：{zh}。", f" They agree if read so: {en}.")


def _unable(at: Place, claim: str, why: tuple[Why, ...]) -> Diagnostic:
    said = Text(*(sign.join(words.why(reason, lang) for reason in why) for sign, lang in SIGNS))
    return codes.UNABLE(at, claim=claim, why=said)


def _figure(value: float, unit: str) -> str:
    return with_unit(shown(value), unit)

"""`disclosure:` of the file format: the rules by which an aggregate of records is withheld.

The rules are the usual ones of statistical disclosure control: the least number of respondents, the p%-rule and the
(n, k)-rule of dominance. Only the first has a default. May import: plan.keys, pydantic.
"""

from __future__ import annotations

from fzplan.plan.keys import Section, key


class DominanceFile(Section):
    """dominance: (n, k) 规则，少数几家占了大部分 · the (n, k)-rule: a few respondents make up most of it."""

    n: int = key("最大的几家", "how many of the largest respondents", ..., ge=1, le=99)
    k: float = key("合计超过百分之几即不公布", "withheld where they are more than this per cent", ..., gt=0, lt=100)


class DisclosureFile(Section):
    """disclosure: 由逐户记录汇总的数何时不公布 · when aggregates of records are withheld."""

    respondents: int = key(
        "最少填报单位数，少于此数不公布，默认 3",
        "the least number of respondents of a published aggregate; default: 3",
        3,
        ge=2,
    )
    p_percent: float | None = key(
        "p% 规则：除去最大两家，余下的不足最大一家的百分之几即不公布；不写则不用",
        "p%-rule: withheld where what remains without the two largest is less than this per cent of the largest; "
        "not applied unless written",
        gt=0,
        le=100,
    )
    dominance: DominanceFile | None = key(
        "(n, k) 规则：最大 n 家合计超过 k% 即不公布；不写则不用",
        "(n, k)-rule: withheld where the n largest are more than k per cent; not applied unless written",
    )

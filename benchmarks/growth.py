"""How cost grows: a power law fitted to measurements, and both drawn on logarithmic axes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Points = Sequence[tuple[float, float]]

COLOURS = ("#9aa5b1", "#1f5fa8", "#c9b79c", "#b4532a", "#8fb08c", "#2f7d4f")
LEFT, TOP, WIDE, HIGH, NAMES = 64, 20, 420, 260, 200


def fitted(points: Points) -> tuple[float, float]:
    """Return a and b of y = a · x^b by least squares of the logarithms.

    >>> [round(v, 9) for v in fitted([(1, 3), (2, 12), (4, 48)])]
    [3.0, 2.0]
    """
    logs = [(math.log(x), math.log(y)) for x, y in points]
    x_mean, y_mean = (sum(v) / len(logs) for v in zip(*logs, strict=True))
    power = sum((x - x_mean) * (y - y_mean) for x, y in logs) / sum((x - x_mean) ** 2 for x, _ in logs)
    return math.exp(y_mean - power * x_mean), power


def drawn(lines: Mapping[str, Points], across: str, up: str) -> str:
    """Return an SVG: the points of each line, the power law through them, its exponent beside its name."""
    xs = sorted({x for points in lines.values() for x, _ in points})
    ys = [y for points in lines.values() for _, y in points]
    low, high = math.floor(math.log2(min(ys))), math.ceil(math.log2(max(ys)))

    def place(x: float, y: float) -> tuple[float, float]:
        right = math.log(x / xs[0]) / math.log(xs[-1] / xs[0])
        return LEFT + WIDE * right, TOP + HIGH * (high - math.log2(y)) / (high - low)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + NAMES} {TOP + HIGH + 50}"',
        ' font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        _, y = place(xs[0], 2.0**power)
        out.append(f'<path d="M{LEFT} {y:.1f}h{WIDE}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{2.0**power:g}</text>')
    out += [
        f'<text x="{place(x, 2.0**low)[0]:.1f}" y="{TOP + HIGH + 18}" text-anchor="middle">{x:g}</text>' for x in xs
    ]
    out.append(f'<text x="{LEFT + WIDE / 2}" y="{TOP + HIGH + 38}" text-anchor="middle">{escape(across)}</text>')
    out.append(f'<text x="4" y="14">{escape(up)}</text>')
    for n, (name, points) in enumerate(lines.items()):
        colour, (a, b) = COLOURS[n % len(COLOURS)], fitted(points)
        (x1, y1), (x2, y2) = place(xs[0], a * xs[0] ** b), place(xs[-1], a * xs[-1] ** b)
        out.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="1.5"/>')
        out += [f'<circle cx="{place(*p)[0]:.1f}" cy="{place(*p)[1]:.1f}" r="3" fill="{colour}"/>' for p in points]
        label = f'<text x="{LEFT + WIDE + 14}" y="{TOP + 16 + 18 * n}" fill="{colour}">{escape(name)}'
        out.append(f"{label} ∝ x^{b:.2f}</text>")
    return "\n".join((*out, "</svg>", ""))

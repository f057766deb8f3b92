"""A drawing as an SVG file: the same boxes at the same places as on the screen, arrows with names, a legend."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from math import hypot

from kg.links.boxes import HEIGHT, Box, make_box, units
from kg.links.expand import Shown
from kg.links.layout import Point
from kg.links.web import Fact

MARGIN, LEGEND = 24.0, 34.0
INK, LINE, GREY = "#1f2733", "#7d8494", "#5b6270"
FONT = "'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


@dataclass(frozen=True)
class Style:
    """What a drawing is told: a class's colour and name, a relation's name as read from its subject."""

    colour: Callable[[str], str]
    kind: Callable[[str], str]
    relation: Callable[[str], str]


def make_svg(shown: Shown, points: Mapping[str, Point], style: Style, *, heading: str = "") -> bytes:
    """The drawing as a UTF-8 SVG, things where `points` has them; everything that comes from a document is escaped."""
    boxes = {node.id: make_box(node.name) for node in shown.nodes}
    left = min((points[key][0] - box.width / 2 for key, box in boxes.items()), default=0.0) - MARGIN
    top = min((points[key][1] - box.height / 2 for key, box in boxes.items()), default=0.0) - MARGIN - LEGEND
    right = max((points[key][0] + box.width / 2 for key, box in boxes.items()), default=0.0) + MARGIN
    bottom = max((points[key][1] + box.height / 2 for key, box in boxes.items()), default=0.0) + MARGIN
    legend, width = _legend(shown, style, left + MARGIN, top + LEGEND / 2)
    right = max(right, left + width + 2 * MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" font-family="{FONT}" font-size="13" role="img">',
        f"<title>{_text(heading)}</title>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0,0 L8,4 L0,8 z" fill="{LINE}"/></marker></defs>',
        f'<rect x="{left:.0f}" y="{top:.0f}" width="100%" height="100%" fill="#ffffff"/>',
        *(_edge(fact, points, boxes, style) for fact in shown.facts),
        *(_node(shown, node.id, node.type, points[node.id], boxes[node.id], style) for node in shown.nodes),
        legend,
        "</svg>",
    ]
    return "\n".join(parts).encode("utf-8")


def _node(shown: Shown, key: str, kind: str, point: Point, box: Box, style: Style) -> str:
    """White with the class's colour around; what the drawing starts from is filled with it."""
    x, y = point
    colour, start = style.colour(kind), key in shown.starts
    lines = "".join(
        f'<text x="{x:.1f}" y="{y + (number - (len(box.lines) - 1) / 2) * HEIGHT + 4.6:.1f}" text-anchor="middle" '
        f'fill="{"#ffffff" if start else INK}">{_text(line)}</text>'
        for number, line in enumerate(box.lines)
    )
    return (
        f'<g><rect x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="5" fill="{colour if start else "#ffffff"}" stroke="{colour}" stroke-width="2"/>'
        f"{lines}</g>"
    )


def _edge(fact: Fact, points: Mapping[str, Point], boxes: Mapping[str, Box], style: Style) -> str:
    x1, y1 = _border(points[fact.source], points[fact.target], boxes[fact.source])
    x2, y2 = _border(points[fact.target], points[fact.source], boxes[fact.target])
    return (
        f'<g><line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{LINE}" stroke-width="1.2" '
        f'marker-end="url(#arrow)"/><text x="{(x1 + x2) / 2:.1f}" y="{(y1 + y2) / 2 - 3:.1f}" text-anchor="middle" '
        f'font-size="10.5" fill="{GREY}" stroke="#ffffff" stroke-width="3" paint-order="stroke">'
        f"{_text(style.relation(fact.relation))}</text></g>"
    )


def _border(of: Point, towards: Point, box: Box) -> Point:
    """Where the line from the middle of a box to another's leaves the box."""
    dx, dy = towards[0] - of[0], towards[1] - of[1]
    if not hypot(dx, dy):
        return of
    scale = min(
        (box.width / 2 + 2) / abs(dx) if dx else float("inf"), (box.height / 2 + 2) / abs(dy) if dy else float("inf")
    )
    return of[0] + dx * min(scale, 0.5), of[1] + dy * min(scale, 0.5)


def _legend(shown: Shown, style: Style, x: float, y: float) -> tuple[str, float]:
    """The classes that are there with their colours, and how wide that is."""
    parts, start = [], x
    for kind in dict.fromkeys(node.type for node in shown.nodes):
        name = style.kind(kind)
        parts.append(
            f'<rect x="{x:.1f}" y="{y - 7:.1f}" width="14" height="14" rx="3" fill="{style.colour(kind)}"/>'
            f'<text x="{x + 20:.1f}" y="{y + 4.6:.1f}" fill="{INK}">{_text(name)}</text>'
        )
        x += 13 * units(name) + 40
    return "".join(parts), x - start


def _text(text: str) -> str:
    return escape(printable(text))


def printable(text: str) -> str:
    """A text without the control signs that XML does not know; a blank stands for each."""
    return "".join(sign if sign >= " " or sign in "\n\t" else " " for sign in text if sign not in "\ufffe\uffff")

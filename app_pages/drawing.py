"""The neighbourhood of an entity as a static SVG: itself in the middle, what it is linked to in two columns.

Two columns rather than a force layout: sixty Chinese names stay readable, the same data always gives the same
picture, and nothing has to be loaded to draw it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from app_pages.markup import esc

MOST_NODES = 60
WIDTH, STEP, MARGIN, GAP = 780, 24, 30, 16
COLUMN = 165  # from the middle to a column of names
LONGEST_NAME = 15
CENTRE_LINE = 9  # signs of a line of the box in the middle
COLOURS = {
    "Department": "#23406E", "Task": "#4A6FA5", "Policy": "#6B4E8E", "Park": "#2F6B57", "Region": "#6A8A3A",
    "Platform": "#1F7A8C", "Institution": "#3E7CB1", "Enterprise": "#A65A2E", "Industry": "#B0862B", "Project": "#8C2F2B",
    "Cluster": "#9A6A3A", "Title": "#A23E68", "Fund": "#5E6B2F", "Indicator": "#5A5F6E", "Observation": "#8A8F9C",
}  # fmt: skip
GREY = "#8A8F9C"


@dataclass(frozen=True)
class Neighbour:
    """One thing at the other end of a fact; `direction` is out where the entity in the middle is the subject."""

    id: str
    name: str
    type: str
    relation: str
    direction: str


@dataclass(frozen=True)
class Wording:
    """What the drawing needs to be told: labels in the session's language, and where a name leads."""

    relation: Callable[[str, str], str]
    href: Callable[[str], str]


def neighbours_of(rows: Sequence[Mapping[str, object]], entity_id: str) -> list[Neighbour]:
    """The entity's direct neighbours out of the rows of the query `neighbourhood`, each thing and relation once."""
    found = []
    for row in rows:
        direction = "out" if row["source_id"] == entity_id else "in"
        end = "target" if direction == "out" else "source"
        if entity_id not in (row["source_id"], row["target_id"]) or row[f"{end}_id"] == entity_id:
            continue
        labels = row[f"{end}_labels"]
        kind = str(labels[0]) if isinstance(labels, list | tuple) and labels else ""
        found.append(Neighbour(str(row[f"{end}_id"]), str(row[f"{end}_name"]), kind, str(row["relation"]), direction))
    return sorted(dict.fromkeys(found), key=lambda one: (one.relation, one.direction, one.type, one.name))


def draw(name: str, neighbours: Sequence[Neighbour], wording: Wording) -> str:
    """The SVG as one block of HTML without a blank line; neighbours beyond MOST_NODES - 1 are not drawn (the table beside it lists them)."""
    shown = list(neighbours)[: MOST_NODES - 1]
    groups = [list(group) for _, group in groupby(shown, key=lambda one: (one.relation, one.direction))]
    left, right = _split(groups)
    height = max(_height(left), _height(right), 220)
    middle = (WIDTH / 2, height / 2)
    sides = [_column(groups, side, height, wording) for groups, side in ((left, -1), (right, 1))]
    edges = "".join(edge for edge, _ in sides)
    names = "".join(text for _, text in sides)
    return (
        f'<div><svg class="pg-graph" viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{esc(" ".join(name.split()))}">{edges}{_centre(name, *middle)}{names}</svg></div>'
    )


def _split(groups: list[list[Neighbour]]) -> tuple[list[list[Neighbour]], list[list[Neighbour]]]:
    """Groups to the left and to the right, so that both are about as high; a big group alone is cut in two."""
    total = sum(map(len, groups))
    left: list[list[Neighbour]] = []
    right: list[list[Neighbour]] = []
    for group in groups:
        room = (total + 1) // 2 - sum(map(len, right))
        if room > 0:
            right.append(group[:room])
        if group[max(room, 0) :]:
            left.append(group[max(room, 0) :])
    return left, right


def _height(groups: list[list[Neighbour]]) -> int:
    return 2 * MARGIN + sum(len(group) * STEP + GAP for group in groups)


def _column(groups: list[list[Neighbour]], side: int, height: float, wording: Wording) -> tuple[str, str]:
    """Edges and names of one side; -1 = left. The relation's name stands above its group."""
    x = WIDTH / 2 + side * COLUMN
    y = (height - _height(groups)) / 2 + MARGIN + GAP
    anchor = "start" if side > 0 else "end"
    edges, names = [], []
    for group in groups:
        label = wording.relation(group[0].relation, group[0].direction)
        names.append(
            f'<text class="pg-relation" x="{x - side * 16}" y="{y - 4}" text-anchor="{"end" if side > 0 else "start"}">{esc(label)}</text>'
        )
        for one in group:
            edges.append(_edge(x, y, height / 2, side, COLOURS.get(one.type, GREY)))
            names.append(
                f'<a href="{esc(wording.href(one.id))}" target="_self"><title>{esc(" ".join(one.name.split()))}</title>'
                f'<circle cx="{x}" cy="{y}" r="5" fill="{COLOURS.get(one.type, GREY)}"/>'
                f'<text x="{x + side * 12}" y="{y + 4.5}" text-anchor="{anchor}">{esc(shorten(one.name))}</text></a>'
            )
            y += STEP
        y += GAP
    return "".join(edges), "".join(names)


def _edge(x: float, y: float, middle: float, side: int, colour: str) -> str:
    start = WIDTH / 2
    bend = start + side * COLUMN * 0.55
    return f'<path d="M{start},{middle} C{bend},{middle} {bend},{y} {x},{y}" stroke="{colour}" fill="none"/>'


def _centre(name: str, x: float, y: float) -> str:
    """The name in one line or two: the box must leave room for the relations' names beside it."""
    text = shorten(name, 2 * CENTRE_LINE)
    length = len(text) if len(text) <= CENTRE_LINE else ceil(len(text) / 2)
    lines = [text[:length], text[length:]] if len(text) > length else [text]
    width, height = 30 + 15 * length, 16 + 20 * len(lines)
    written = "".join(
        f'<text class="pg-centre" x="{x}" y="{y + 5 + 20 * (place - (len(lines) - 1) / 2)}" text-anchor="middle">{esc(line)}</text>'
        for place, line in enumerate(lines)
    )
    return f'<rect x="{x - width / 2}" y="{y - height / 2}" width="{width}" height="{height}" rx="4" fill="#1C2B48"/>{written}'


def shorten(name: str, most: int = LONGEST_NAME) -> str:
    """A name on one line, as long as the drawing has room for; … where it goes on."""
    name = " ".join(name.split())
    return name if len(name) <= most else name[: most - 1] + "…"

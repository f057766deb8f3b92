"""Where each box of a drawing stands: the same for the same things, no box on another.

Ways and chains stand in columns, left to right; a neighbourhood is spread by networkx and then pushed apart.
"""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Any

from kg.links.boxes import Box, make_box
from kg.links.expand import Shown

Point = tuple[float, float]
GAP, COLUMN_GAP, ROW = 14.0, 90.0, 84.0
MOST_ROWS = 26  # boxes below each other before a column goes on beside itself
SPREAD, WIDE = 2.6, 1.6  # how much more room than the boxes fill; wider than high, as screens are
ROUNDS, PATIENCE = 600, 25


def place(shown: Shown) -> dict[str, Point]:
    """The middle of each thing's box by its id."""
    boxes = {node.id: make_box(node.name) for node in shown.nodes}
    if shown.columns:
        return _columns(shown, boxes)
    return _spread(shown, boxes)


def _columns(shown: Shown, boxes: Mapping[str, Box]) -> dict[str, Point]:
    """A column a step, its boxes beside what they hang on, around the middle."""
    columns: dict[int, list[str]] = {}
    for node in shown.nodes:
        columns.setdefault(shown.steps[node.id], []).append(node.id)
    points: dict[str, Point] = {}
    x = 0.0
    for step in sorted(columns):
        order = _beside(columns[step], shown, points)
        for start in range(0, len(order), _rows(len(order))):
            part = order[start : start + _rows(len(order))]
            width = max(boxes[key].width for key in part)
            y = -sum(boxes[key].height + GAP for key in part) / 2
            for key in part:
                points[key] = (x + width / 2, y + boxes[key].height / 2)
                y += boxes[key].height + GAP
            x += width + GAP
        x += COLUMN_GAP
    return _in_rows(shown, points) if shown.rows else points


def _in_rows(shown: Shown, points: Mapping[str, Point]) -> dict[str, Point]:
    """Each thing at the height of its row, so that lines run beside the boxes of other rows."""
    return {key: (x, shown.rows[key] * ROW) for key, (x, _) in points.items()}


def _rows(number: int) -> int:
    """Rows of a column's parts: as few parts as MOST_ROWS allows, of equal length."""
    return ceil(number / ceil(number / MOST_ROWS))


def _beside(keys: Sequence[str], shown: Shown, points: Mapping[str, Point]) -> list[str]:
    """A column's things in the order of the mean height of those that they are tied to and that stand already."""
    heights: dict[str, list[float]] = {key: [] for key in keys}
    for fact in shown.facts:
        for one, other in ((fact.source, fact.target), (fact.target, fact.source)):
            if one in heights and other in points:
                heights[one].append(points[other][1])
    place = {key: number for number, key in enumerate(keys)}
    return sorted(keys, key=lambda key: (sum(heights[key]) / len(heights[key]) if heights[key] else 0.0, place[key]))


def _spread(shown: Shown, boxes: Mapping[str, Box]) -> dict[str, Point]:
    import networkx as nx
    import numpy as np

    keys = sorted(boxes)
    if len(keys) < 2:
        return dict.fromkeys(keys, (0.0, 0.0))
    graph = nx.Graph((fact.source, fact.target) for fact in shown.facts)
    graph.add_nodes_from(keys)
    around = nx.spring_layout(graph, seed=1, iterations=80, k=1.6 / sqrt(len(keys)))
    sizes = np.array([(boxes[key].width + GAP, boxes[key].height + GAP) for key in keys])
    side = sqrt(float((sizes[:, 0] * sizes[:, 1]).sum()) * SPREAD) / 2
    at = np.array([around[key] for key in keys]) * (side * sqrt(WIDE), side / sqrt(WIDE))
    at = _push_apart(at, sizes)
    return {key: (round(float(x), 1), round(float(y), 1)) for key, (x, y) in zip(keys, at, strict=True)}


def _push_apart(at: Any, sizes: Any) -> Any:
    """Boxes that lie on each other are moved off along the shorter way; where that does not help all get more room."""
    import numpy as np

    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    first = np.arange(len(at))[:, None] > np.arange(len(at))[None, :]
    for number in range(1, ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        over = need - np.abs(apart)
        hit = (over > 0.5).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        one, other = np.nonzero(hit & first)
        gap, way = over[one, other], apart[one, other]
        axis = gap.argmin(axis=1)
        pick = np.arange(len(one))
        push = np.zeros_like(gap)
        push[pick, axis] = np.where(way[pick, axis] < 0, -0.5, 0.5) * gap[pick, axis]
        np.add.at(at, one, push)
        np.add.at(at, other, -push)
        if number % PATIENCE == 0:
            at = at * 1.08
    return at

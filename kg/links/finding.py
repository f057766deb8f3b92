"""Things of the web by name: what a person types, in full or in part, or another name of it."""

from kg.links.web import Node, Web
from kg.text.normalize import fold

MOST = 50
# What a view starts from.
PICKABLE = (
    "Enterprise", "Industry", "Park", "Platform", "Project", "Institution", "Title", "Cluster", "Fund", "Region",
    "Department",
)  # fmt: skip


def find_nodes(web: Web, text: str = "", *, kind: str = "", most: int = MOST) -> list[Node]:
    """The things whose name or alias holds the text, equal names first, then those with most links.

    Without a text those with most links; `kind` limits to one class. What has no link comes last.
    """
    asked = fold(text.strip())
    ranked = []
    for node in web.nodes.values():
        if kind and node.type != kind:
            continue
        names = [fold(name) for name in (node.name, *node.aliases)]
        if not any(asked in name for name in names):
            continue
        ranked.append((asked not in names, -web.degree(node.id), node.name, node.id))
    return [web.nodes[key] for *_, key in sorted(ranked)[:most]]

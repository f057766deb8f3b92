"""What is shown as files for other programs: GraphML and JSON by networkx, rows for CSV."""

import json
from collections.abc import Mapping
from typing import Any

from kg.links.expand import Shown
from kg.links.svg import Style, printable
from kg.links.web import Fact, cite
from kg.records import Document


def as_networkx(shown: Shown, documents: Mapping[str, Document], style: Style) -> Any:
    """A networkx MultiDiGraph; every attribute is text or a number, each edge carries its citations."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in shown.nodes:
        graph.add_node(
            node.id,
            name=node.name,
            type=node.type,
            type_name=style.kind(node.type),
            aliases="|".join(node.aliases),
            step=shown.steps[node.id],
        )
    for fact in shown.facts:
        graph.add_edge(fact.source, fact.target, key=fact.id, **_attributes(fact, documents, style))
    return graph


def _attributes(fact: Fact, documents: Mapping[str, Document], style: Style) -> dict[str, object]:
    citations = cite(fact, documents)
    return {
        "relation": fact.relation,
        "relation_name": style.relation(fact.relation),
        "role": "、".join(fact.roles),
        "status": "、".join(fact.statuses),
        "evidence": len(citations),
        "quotes": "\n".join(plain(one.quote) for one in citations),
        "citations": "\n".join(one.official for one in citations),
    }


def to_graphml(graph: Any) -> bytes:
    """GraphML, as Gephi, yEd and networkx read it; control signs that XML does not know become blanks."""
    import networkx as nx

    clean = nx.MultiDiGraph()
    clean.add_nodes_from((key, _clean(data)) for key, data in graph.nodes(data=True))
    clean.add_edges_from((*edge, _clean(data)) for *edge, data in graph.edges(keys=True, data=True))
    return "\n".join(nx.generate_graphml(clean)).encode("utf-8")


def _clean(data: Mapping[str, object]) -> dict[str, object]:
    return {key: printable(value) if isinstance(value, str) else value for key, value in data.items()}


def to_json(graph: Any) -> bytes:
    """The node-link form of networkx (`edges`), as D3 and others read it."""
    import networkx as nx

    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1).encode("utf-8")


def node_rows(shown: Shown, style: Style) -> list[dict[str, object]]:
    """A row a thing, those that are not drawn at the end."""
    drawn = [(node, shown.steps[node.id]) for node in shown.nodes]
    rest: list[tuple[Any, object]] = [(node, "") for node in shown.left_out]
    return [
        {
            "id": node.id,
            "名称": node.name,
            "类型": style.kind(node.type),
            "别名": "、".join(node.aliases),
            "步数": step,
            "画出": "是" if step != "" else "否",
        }
        for node, step in [*drawn, *rest]
    ]


def edge_rows(shown: Shown, documents: Mapping[str, Document], style: Style) -> list[dict[str, object]]:
    """A row a piece of evidence: a fact that two passages state stands twice."""
    names = {node.id: node for node in shown.nodes}
    return [
        {
            "source": fact.source,
            "target": fact.target,
            "主体": names[fact.source].name,
            "关系": style.relation(fact.relation),
            "客体": names[fact.target].name,
            "角色": "、".join(fact.roles),
            "状态": "、".join(fact.statuses),
            "原文": plain(one.quote),
            "出处": one.official,
        }
        for fact in shown.facts
        for one in cite(fact, documents)
    ]


def plain(quote: str) -> str:
    """A quote on one line."""
    return " ".join(quote.split())

"""Paths, centrality and communities over the small graph, read from both engines."""

from kg.graph import GraphStore
from kg.graph.analytics import find_communities, find_paths, load_subgraph, rank_central
from tests.graph_factory import fill


def walk(store: GraphStore, left: str, right: str, **options: int) -> list[list[tuple[str, str, str]]]:
    paths = find_paths(store, left, right, **options)
    return [[(link.source_id, link.relation, link.target_id) for link in path] for path in paths]


def test_find_paths_names_relations_in_their_own_direction(store: GraphStore) -> None:
    fill(store)
    assert walk(store, "dept-kewei", "inst-college") == [
        [
            ("dept-kewei", "RESPONSIBLE_FOR", "task-2"),
            ("task-2", "CONCERNS", "plat-test"),
            ("inst-college", "BUILDS", "plat-test"),
        ]
    ]


def test_find_paths_prefers_ends_that_are_no_hubs(store: GraphStore) -> None:
    fill(store)
    paths = walk(store, "proj-factory", "ind-robot")
    assert paths == [[("proj-factory", "IN_INDUSTRY", "ind-robot")]]
    over = walk(store, "ent-lanhai", "region-qinglan")
    assert over == [[("ent-lanhai", "LOCATED_IN", "park-east"), ("region-qinglan", "COOPERATES_WITH", "park-east")]]


def test_find_paths_carries_the_evidence(store: GraphStore) -> None:
    fill(store)
    ((link,),) = find_paths(store, "ent-lanhai", "park-east")
    assert (link.document_id, link.quote, link.start_char, link.end_char) == (
        "doc-action",
        "东区的蓝海机器人",
        310,
        318,
    )
    assert (link.source_label, link.target_label, link.section) == ("Enterprise", "Park", "二、重点任务")


def test_find_paths_without_a_way_is_empty(store: GraphStore) -> None:
    fill(store)
    assert walk(store, "dept-kewei", "inst-college", max_hops=2) == []
    assert walk(store, "dept-kewei", "unknown") == []
    assert walk(store, "dept-kewei", "dept-kewei") == []


def test_subgraph_keeps_one_edge_a_piece_of_evidence(store: GraphStore) -> None:
    fill(store)
    graph = load_subgraph(store, ["ent-lanhai"], hops=2)
    assert graph.number_of_edges("ent-lanhai", "park-east") == 2
    assert graph.nodes["park-east"] == {"name": "青岚科技园东区", "label": "Park"}
    assert "dept-kewei" not in graph


def test_rank_central_puts_the_crossing_first(store: GraphStore) -> None:
    fill(store)
    ranked = rank_central(load_subgraph(store, ["ent-lanhai"], hops=1), limit=2)
    assert [(score.id, score.label, score.score) for score in ranked] == [
        ("ent-lanhai", "Enterprise", 1.0),
        ("ind-robot", "Industry", 0.0),
    ]


def test_find_communities_covers_every_entity_once(store: GraphStore) -> None:
    fill(store)
    graph = load_subgraph(store, ["ent-lanhai"], hops=4)
    groups = find_communities(graph)
    assert sorted(node for group in groups for node in group) == sorted(graph)
    assert {"inst-college", "plat-test"} <= next(set(group) for group in groups if "plat-test" in group)
    assert find_communities(load_subgraph(store, ["unknown"])) == []

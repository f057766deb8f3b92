"""Names, neighbourhoods and ways over the small graph."""

from itertools import pairwise

import pytest

from kg.errors import QueryError
from kg.links.expand import expand
from kg.links.finding import find_nodes
from kg.links.paths import ALONE, APART, ONLY_HUBS, TOO_LONG, find_paths, show_paths
from kg.links.web import EXPLORED, RELATIONS, Node, Web
from tests.links_factory import link, small_web, star

WEB = small_web()


def ids(nodes) -> list[str]:
    return [node.id for node in nodes]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("蓝海机器人", "", ["ent-lanhai"]),
        ("机器人", "Industry", ["ind-robot"]),
        ("青岚科技园", "Park", ["park-qinglan", "park-east"]),
        ("区科委", "", ["dept-kewei"]),
        ("不存在的名称", "", []),
    ],
    ids=["alias", "within a class", "the equal name first", "short name", "none"],
)
def test_things_are_found_by_any_of_their_names(text: str, kind: str, found: list[str]) -> None:
    assert ids(find_nodes(WEB, text, kind=kind)) == found


def test_without_a_name_those_with_most_links_come_first() -> None:
    parks = find_nodes(WEB, kind="Park")
    degrees = [WEB.degree(park.id) for park in parks]
    assert degrees == sorted(degrees, reverse=True)
    assert parks[-1].id == "park-west"


def test_one_fact_keeps_all_that_states_it() -> None:
    fact = WEB.facts["LOCATED_IN:ent-lanhai:park-east"]
    assert [one.quote for one in fact.evidence] == ["蓝海机器人落户东区", "东区的蓝海机器人"]


@pytest.mark.parametrize(
    ("direction", "hops", "found"),
    [
        ("out", 1, {"park-east", "ind-robot", "title-giant", "proj-factory", "inst-college"}),
        ("in", 1, set()),
        ("out", 2, {"park-east", "ind-robot", "title-giant", "proj-factory", "inst-college", "park-qinglan", "ind-smart", "plat-test"}),
        ("both", 0, set()),
    ],
)  # fmt: skip
def test_a_walk_follows_direction_and_steps(direction: str, hops: int, found: set[str]) -> None:
    shown = expand(WEB, ["ent-lanhai"], direction=direction, hops=hops)
    assert {node.id for node in shown.nodes} == found | {"ent-lanhai"}
    assert shown.left_out == ()


def test_a_walk_takes_the_chosen_relations_alone() -> None:
    shown = expand(WEB, ["park-east"], relations=["LOCATED_IN"])
    assert {fact.relation for fact in shown.facts} == {"LOCATED_IN"}
    assert {node.id for node in shown.nodes} == {"park-east", "ent-lanhai", "plat-test", "proj-factory"}


def test_a_direction_shows_no_fact_that_leads_back() -> None:
    shown = expand(WEB, ["park-east"], direction="out", hops=1)
    assert {fact.source for fact in shown.facts} == {"park-east"}


def test_no_steps_shows_what_is_between_the_starts() -> None:
    shown = expand(WEB, ["ent-lanhai", "park-east", "ind-robot"], hops=0)
    assert {fact.id for fact in shown.facts} == {
        "LOCATED_IN:ent-lanhai:park-east",
        "FOCUSES_ON:park-east:ind-robot",
        "IN_INDUSTRY:ent-lanhai:ind-robot",
    }


def test_at_most_two_hundred_are_drawn_those_stated_most_often_first() -> None:
    web = star(250)
    shown = expand(web, ["park"])
    assert len(shown.nodes) == 200
    assert shown.total == 251
    assert shown.nodes[0].id == "park"
    stated = [len(fact.evidence) for fact in shown.facts]
    left = [len(web.facts[f"FOCUSES_ON:park:{node.id}"].evidence) for node in shown.left_out]
    assert set(left) == {1}
    assert stated.count(3) == 83
    assert stated.count(2) == 83


def test_an_unknown_thing_is_refused() -> None:
    with pytest.raises(QueryError, match="没有这个实体"):
        expand(WEB, ["ent-nobody"])


def test_ways_are_listed_the_shortest_first_with_their_facts() -> None:
    paths = find_paths(WEB, "ent-lanhai", "ind-smart", most=2)
    assert paths.routes[0] == ("ent-lanhai", "ind-robot", "ind-smart")
    assert [[fact.id for fact in facts] for facts in paths.links[0]] == [
        ["IN_INDUSTRY:ent-lanhai:ind-robot"],
        ["SUB_INDUSTRY:ind-robot:ind-smart"],
    ]
    assert len(paths.routes) == 2
    assert len(paths.routes[1]) > len(paths.routes[0])
    assert all(fact.evidence for links in paths.links for facts in links for fact in facts)


def test_ways_pass_no_region_unless_asked() -> None:
    closed = find_paths(WEB, "ent-heming", "ind-smart", most=10)
    assert closed.routes
    assert all("region-qinglan" not in route for route in closed.routes)
    assert ("ent-heming", "park-qinglan", "region-qinglan", "ind-smart") in find_paths(
        WEB, "ent-heming", "ind-smart", most=10, hubs=True
    ).routes


@pytest.mark.parametrize(
    ("left", "right", "relations", "why"),
    [
        ("ent-lanhai", "park-west", EXPLORED, ALONE),
        ("ent-heming", "ent-lanhai", ["IN_INDUSTRY"], APART),
        ("park-qinglan", "ind-smart", ["LOCATED_IN", "FOCUSES_ON", "IN_INDUSTRY"], ONLY_HUBS),
    ],
)
def test_why_there_is_no_way(left: str, right: str, relations: list[str], why: str) -> None:
    paths = find_paths(WEB, left, right, relations=relations)
    assert (paths.routes, paths.why) == ((), why)
    assert paths.alone == (("park-west",) if why == ALONE else ())


def test_a_way_that_is_too_long_is_told_as_such() -> None:
    chain = Web(
        [Node(f"p{n}", "Park", f"园{n}") for n in range(9)], [link("PART_OF", f"p{n}", f"p{n + 1}") for n in range(8)]
    )
    assert find_paths(chain, "p0", "p8").why == TOO_LONG
    assert len(find_paths(chain, "p0", "p6").routes[0]) == 7


def test_twice_the_same_end_is_refused() -> None:
    with pytest.raises(QueryError, match="两端是同一个实体"):
        find_paths(WEB, "ent-lanhai", "ent-lanhai", relations=RELATIONS)


def test_ways_are_drawn_between_their_ends() -> None:
    ends = ("ent-lanhai", "ind-smart")
    shown = show_paths(WEB, find_paths(WEB, *ends, most=3), ends)
    assert shown.steps["ent-lanhai"] == 0
    assert shown.steps["ind-smart"] == max(shown.steps.values())
    assert {fact.source for fact in shown.facts} | {fact.target for fact in shown.facts} == {
        node.id for node in shown.nodes
    }


def test_a_thing_of_several_ways_stands_right_of_all_that_come_before_it() -> None:
    """The short way passes what the long one passes later: in one column the line between them would run behind a box."""
    web = Web(
        [Node(key, "Industry", key) for key in ("a", "mid", "side", "late", "z")],
        [link("SUB_INDUSTRY", *pair) for pair in (("a", "mid"), ("mid", "z"), ("a", "side"), ("side", "z"))]
        + [link("SUB_INDUSTRY", "a", "late"), link("SUB_INDUSTRY", "late", "mid")],
    )
    found = find_paths(web, "a", "z", most=3)
    assert ("a", "late", "mid", "z") in found.routes
    shown = show_paths(web, found, ("a", "z"))
    assert all(shown.steps[one] < shown.steps[other] for route in found.routes for one, other in pairwise(route))

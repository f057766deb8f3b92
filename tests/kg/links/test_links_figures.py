"""Chains, measures and what is missing, over the small graph."""

from collections import Counter

import pytest

from kg.errors import QueryError
from kg.links.chains import AGAIN, HERE, LEADER, chain_of, count_chain, show_chain, trim
from kg.links.measures import find_communities, is_sampled, measured, rank_central, rank_shared
from kg.links.missing import find_missing
from kg.links.web import EXPLORED, Node, Web
from tests.links_factory import link, small_web, star

WEB = small_web()


def lines(root: str, web: Web = WEB) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(depth, branch.id, branch.marks) for depth, branch in chain_of(web, root).walk()]


def test_an_industry_has_finer_ones_their_firms_and_parks() -> None:
    assert lines("ind-smart") == [
        (0, "ind-smart", ()),
        (1, "ind-robot", ()),
        (2, "ent-lanhai", (LEADER,)),
        (3, "park-east", ()),
        (2, "park-east", ()),
    ]


def test_a_park_has_industries_their_firms_and_parts() -> None:
    assert lines("park-qinglan") == [
        (0, "park-qinglan", ()),
        (1, "ind-health", ()),
        (2, "ent-heming", (HERE,)),
        (1, "park-east", ()),
        (2, "ind-robot", ()),
        (3, "ent-lanhai", (LEADER, HERE)),
    ]


def test_a_firm_elsewhere_is_listed_unmarked_and_one_of_no_such_industry_below_the_park() -> None:
    nodes = [
        Node("p", "Park", "甲园"),
        Node("q", "Park", "乙园"),
        Node("i", "Industry", "产业"),
        Node("x", "Enterprise", "甲厂"),
    ]
    nodes += [Node("y", "Enterprise", "乙厂"), Node("fine", "Industry", "细分")]
    facts = [link("FOCUSES_ON", "p", "i"), link("IN_INDUSTRY", "x", "i"), link("LOCATED_IN", "x", "q")]
    facts += [link("LOCATED_IN", "y", "p"), link("SUB_INDUSTRY", "fine", "i")]
    web = Web(nodes, facts)
    assert lines("p", web) == [(0, "p", ()), (1, "i", ()), (2, "x", ()), (1, "y", (HERE,))]
    assert count_chain(web, chain_of(web, "p")) == {"industries": 1, "firms": 2, "leaders": 0, "here": 1, "parks": 0}


def test_a_ring_of_industries_ends() -> None:
    nodes = [Node("a", "Industry", "甲"), Node("b", "Industry", "乙")]
    web = Web(nodes, [link("SUB_INDUSTRY", "a", "b"), link("SUB_INDUSTRY", "b", "a")])
    assert lines("a", web) == [(0, "a", ()), (1, "b", ()), (2, "a", (AGAIN,))]


def test_an_industry_under_two_others_is_told_once() -> None:
    nodes = [Node(key, "Industry", key) for key in "abcd"] + [Node("x", "Enterprise", "厂")]
    facts = [link("SUB_INDUSTRY", "b", "a"), link("SUB_INDUSTRY", "c", "a"), link("SUB_INDUSTRY", "d", "b")]
    web = Web(nodes, [*facts, link("SUB_INDUSTRY", "d", "c"), link("IN_INDUSTRY", "x", "d")])
    assert lines("a", web) == [
        (0, "a", ()), (1, "b", ()), (2, "d", ()), (3, "x", ()), (1, "c", ()), (2, "d", (AGAIN,)),
    ]  # fmt: skip


def test_a_tree_is_trimmed_from_below() -> None:
    chain = chain_of(WEB, "park-qinglan")
    trimmed, left_out = trim(chain, 4)
    assert [(depth, branch.id) for depth, branch in trimmed.walk()] == [
        (0, "park-qinglan"), (1, "ind-health"), (2, "ent-heming"), (1, "park-east"),
    ]  # fmt: skip
    assert left_out == 2
    assert trim(chain, 100) == (chain, 0)


def test_a_chain_is_counted_and_drawn_once_each() -> None:
    chain = chain_of(WEB, "ind-smart")
    assert count_chain(WEB, chain) == {"industries": 1, "firms": 1, "leaders": 1, "here": 0, "parks": 1}
    shown = show_chain(WEB, chain)
    assert shown.columns
    assert [node.id for node in shown.nodes] == ["ind-smart", "ind-robot", "ent-lanhai", "park-east"]
    assert "LOCATED_IN:ent-lanhai:park-east" in {fact.id for fact in shown.facts}


def test_a_large_chain_says_what_is_not_drawn() -> None:
    shown = show_chain(star(250), chain_of(star(250), "park"))
    assert (len(shown.nodes), len(shown.left_out)) == (200, 51)


def test_a_chain_begins_with_an_industry_or_a_park() -> None:
    with pytest.raises(QueryError, match="产业链从一个产业或园区展开"):
        chain_of(WEB, "ent-lanhai")


def test_the_middle_of_a_star_is_passed_by_all() -> None:
    web = star(5)
    first, *rest = rank_central(web, measured(web, EXPLORED))
    assert (first.node.id, first.neighbours, first.passed) == ("park", 5, 1.0)
    assert {(one.neighbours, one.passed) for one in rest} == {(1, 0.0)}


def test_measures_leave_regions_out_unless_asked() -> None:
    assert "region-qinglan" not in measured(WEB, EXPLORED)
    assert "region-qinglan" in measured(WEB, EXPLORED, hubs=True)
    assert set(measured(WEB, EXPLORED, within=["ent-lanhai", "park-east"])) == {"ent-lanhai", "park-east"}


def test_a_large_web_is_sampled_and_still_ranks_its_middle_first() -> None:
    web = star(1200)
    graph = measured(web, EXPLORED)
    assert is_sampled(graph)
    assert rank_central(web, graph)[0].node.id == "park"


def test_communities_part_what_is_loosely_tied() -> None:
    nodes = [Node(f"{side}{n}", "Park", f"{side}{n}") for side in "ab" for n in range(4)]
    facts = [link("COOPERATES_WITH", f"{side}{n}", f"{side}{m}") for side in "ab" for n in range(4) for m in range(n)]
    web = Web(nodes, [*facts, link("COOPERATES_WITH", "a0", "b0")])
    groups = find_communities(web, measured(web, EXPLORED))
    assert [{node.id[0] for node in group} for group in groups] == [{"a"}, {"b"}]
    assert [group[0].id for group in groups] == ["a0", "b0"]


def test_shared_neighbours_are_counted_for_pairs_of_one_class() -> None:
    nodes = [
        Node("p", "Park", "甲园"),
        Node("q", "Park", "乙园"),
        *(Node(f"i{n}", "Industry", f"业{n}") for n in range(3)),
    ]
    facts = [link("FOCUSES_ON", "p", f"i{n}") for n in range(3)] + [link("FOCUSES_ON", "q", f"i{n}") for n in range(2)]
    web = Web(nodes, facts)
    graph = measured(web, EXPLORED)
    found = {frozenset((one.left.id, one.right.id)): one for one in rank_shared(web, graph)}
    assert set(found) == {frozenset("pq"), frozenset(("i0", "i1"))}
    parks = found[frozenset("pq")]
    assert [node.id for node in parks.common] == ["i0", "i1"]
    assert parks.share == pytest.approx(2 / 3)
    [asked] = rank_shared(web, graph, ids=["p", "i2"])
    assert asked.common == ()


def test_what_is_missing_in_the_small_graph() -> None:
    found = find_missing(WEB)
    assert {(one.kind, one.node.id) for one in found} == {
        ("park_industry", "park-west"),
        ("project_place", "proj-road"),
        ("project_builder", "proj-road"),
    }


def test_a_parks_industry_without_a_firm_there_tells_those_elsewhere() -> None:
    nodes = [
        Node("p", "Park", "甲园"),
        Node("q", "Park", "甲园东区"),
        Node("i", "Industry", "产业"),
        Node("x", "Enterprise", "甲厂"),
    ]
    facts = [link("FOCUSES_ON", "p", "i"), link("IN_INDUSTRY", "x", "i"), link("PART_OF", "q", "p")]
    kinds = Counter(one.kind for one in find_missing(Web(nodes, facts)))
    assert kinds == {"park_industry_firm": 1, "park_industry": 1, "firm_place": 1}
    [lacking] = [one for one in find_missing(Web(nodes, facts)) if one.kind == "park_industry_firm"]
    assert [fact.id for fact in lacking.facts] == ["FOCUSES_ON:p:i", "IN_INDUSTRY:x:i"]
    there = find_missing(Web(nodes, [*facts, link("LOCATED_IN", "x", "q")]))
    assert {one.kind for one in there} == {"park_industry"}


def test_an_industry_in_focus_without_any_firm() -> None:
    nodes = [
        Node("r", "Region", "青岚区"),
        Node("i", "Industry", "产业"),
        Node("j", "Industry", "细分"),
        Node("x", "Enterprise", "厂"),
    ]
    bare = [link("FOCUSES_ON", "r", "i"), link("SUB_INDUSTRY", "j", "i")]
    assert "industry_firm" in {one.kind for one in find_missing(Web(nodes, bare))}
    assert "industry_firm" not in {one.kind for one in find_missing(Web(nodes, [*bare, link("IN_INDUSTRY", "x", "j")]))}

"""The web of the sample plans: the same facts as either store tells, every quote where it is cited."""

from kg.engine import Engine
from kg.graph import GraphStore
from kg.links.chains import chain_of, count_chain
from kg.links.finding import find_nodes
from kg.links.missing import find_missing
from kg.links.web import FURTHER, RELATIONS, cite, read_web
from kg.projection import projection_of
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["sample_engine"]


def test_the_web_tells_what_the_store_tells(sample_engine: Engine, store: GraphStore) -> None:
    store.rebuild(projection_of(document, sample_engine.resolution) for document in sample_engine.loaded.values())
    web = read_web(sample_engine.loaded.values(), sample_engine.resolution)
    rows = store.read("links", {"ids": sorted(web.nodes), "limit": 100_000})
    told = {
        (
            str(row["relation"]),
            row["source_id"],
            row["target_id"],
            row["document_id"],
            row["start_char"],
            row["end_char"],
        )
        for row in rows
        if row["relation"] in RELATIONS
    }
    ours = {
        (fact.relation, fact.source, fact.target, one.document_id, one.start, one.end)
        for fact in web.facts.values()
        for one in fact.evidence
    }
    assert ours == told
    assert {relation for relation, *_ in ours} >= {"FOCUSES_ON", "IN_INDUSTRY", "LOCATED_IN", *FURTHER[:2]}


def test_every_quote_is_in_its_document(sample_engine: Engine) -> None:
    web = read_web(sample_engine.loaded.values(), sample_engine.resolution)
    for fact in web.facts.values():
        for evidence, citation in zip(fact.evidence, cite(fact, sample_engine.loaded), strict=True):
            assert citation.quote == evidence.quote
            assert citation.official.startswith("《")


def test_chain_and_gaps_of_the_sample_plans_agree(sample_engine: Engine) -> None:
    web = read_web(sample_engine.loaded.values(), sample_engine.resolution)
    lacking = {one.node.id for one in find_missing(web) if one.kind == "industry_firm"}
    industries = find_nodes(web, kind="Industry", most=500)
    assert lacking
    for industry in industries:
        firms = count_chain(web, chain_of(web, industry.id))["firms"]
        assert not (industry.id in lacking and firms)
    assert any(count_chain(web, chain_of(web, one.id))["firms"] for one in industries)

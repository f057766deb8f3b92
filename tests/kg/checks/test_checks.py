"""The data checks as a whole: clean data has no error, a damaged graph is found out, the report tells how to repair it."""

import re
from pathlib import Path

import pytest

from kg.checks import Finding, Library, load_profile, run_checks
from kg.checks.graph import OWN, RING, WRONG_ENDS, graph_queries, iter_places
from kg.checks.model import Place
from kg.checks.report import iter_report
from kg.checks.run import check_names, ontology_findings
from kg.errors import OntologyError
from kg.graph import GraphStore
from kg.lint import ERROR, Fault
from kg.resolve.linker import Resolution
from tests.graph_factory import fill
from tests.neo4j_support import run_raw

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOTHING = Library((), Resolution({}, {}))


def test_run_checks_finds_no_fault_in_good_data(store: GraphStore) -> None:
    fill(store)
    assert {finding.severity for finding in run_checks(store, NOTHING)} == {"INFO"}
    store.clear()
    assert run_checks(store, NOTHING) == []


def test_run_checks_puts_errors_first(store: GraphStore) -> None:
    fill(store)
    run_raw(store, "MATCH (o:Observation {id: 'obs-rd-2028'}) SET o.of_id = '', o.of_name = ''")
    run_raw(store, "MATCH (:Enterprise {id: 'ent-lanhai'})-[r:HOLDS_TITLE]->() SET r.quote = ''")
    first, second, third, *_ = run_checks(store, NOTHING)
    assert (first.severity, first.check, first.place.id) == ("ERROR", "relation_without_evidence", "ent-lanhai")
    assert first.place.detail == "获得称号"
    assert (second.severity, second.check, second.place.id) == ("WARN", "observation_without_of", "obs-rd-2028")
    assert third.severity == "INFO"


def test_wrong_ends_are_those_the_ontology_forbids(store: GraphStore) -> None:
    fill(store)
    assert list(iter_places(store, WRONG_ENDS)) == []
    run_raw(
        store,
        "MATCH (t:Title {id: 'title-giant'}) MATCH (f:Fund) CREATE (t)-[r:PART_OF]->(f) SET r.quote = '荣誉属于基金', r.document_id = 'doc-plan', r.start_char = 1, r.end_char = 7",
    )
    (place,) = iter_places(store, WRONG_ENDS)
    assert (place.name, place.detail) == ("PART_OF", "Title → Fund：1 条")


@pytest.mark.parametrize("length", [2, 3, 12])
def test_rings_of_any_length_are_told_once(store: GraphStore, length: int) -> None:
    fill(store)
    assert list(iter_places(store, RING)) == []
    for step in range(length):
        run_raw(store, f"CREATE (n:Park {{id: 'ring-{step:02}', name: '第{step}园'}})")
    for step in range(length):
        above = (step + 1) % length
        run_raw(
            store,
            f"MATCH (a:Park {{id: 'ring-{step:02}'}}) MATCH (b:Park {{id: 'ring-{above:02}'}}) CREATE (a)-[r:PART_OF]->(b) SET r.quote = '属于', r.document_id = 'doc-plan'",
        )
    (place,) = iter_places(store, RING)
    assert place.id == "ring-00"
    assert place.detail == " → ".join(f"第{step % length}园" for step in range(length + 1))


def test_every_check_says_in_chinese_what_it_looks_for_and_how_to_repair_it() -> None:
    texts = {name: (query.question, query.repair) for name, query in graph_queries().items()} | dict(OWN)
    assert len(graph_queries()) >= 25
    assert [name for name, said in texts.items() if not all(CHINESE.search(text) for text in said)] == []


def test_report_counts_shows_a_few_places_and_how_to_repair() -> None:
    places = [Place(f"t{n}", f"任务{n}", "细节", "d", "原文" * 40) for n in range(5)]
    findings = [Finding("WARN", "some_check", "某种问题", "请改正。", place, "规划.txt") for place in places]
    text = "\n".join(iter_report(findings, examples=2, checks=50))
    assert "WARN 　某种问题（some_check）：5 处" in text
    assert text.count("规划.txt") == 2
    assert f"“{'原文' * 30}…”" in text
    assert "另有 3 处" in text
    assert "修复：请改正。" in text
    assert text.endswith("共 50 项检查：ERROR 0 项、WARN 1 项、INFO 0 项")
    assert "没有发现问题" in "\n".join(iter_report([], examples=2, checks=50))


def test_faults_of_the_ontology_are_findings() -> None:
    (finding,) = ontology_findings([Fault(ERROR, "classes/Park.yaml", "label.zh", "是空的；请填写")])
    row = finding.to_json()
    assert (row["severity"], row["check"], row["where"]) == (
        "ERROR",
        "ontology",
        "classes/Park.yaml label.zh",
    )
    assert "是空的" in row["message"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("FATAL entity_without_name\n", "ERROR、WARN、INFO"), ("ERROR no_such_check\n", "no_such_check")],
)
def test_load_profile_refuses_faults(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "profile.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_profile(check_names(), path)

"""The data checks: clean data has no error, a damaged graph is found out, the profile is complete."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.graph import GraphStore
from kg.graph.checks import load_profile, run_checks
from tests.graph_factory import fill
from tests.neo4j_support import run_raw


def test_run_checks_finds_no_fault_in_good_data(store: GraphStore) -> None:
    fill(store)
    assert {finding.severity for finding in run_checks(store)} == {"INFO"}
    store.clear()
    assert run_checks(store) == []


def test_run_checks_puts_errors_first(store: GraphStore) -> None:
    fill(store)
    run_raw(store, "MATCH (o:Observation {id: 'obs-rd-2028'}) SET o.of_id = '', o.of_name = ''")
    run_raw(store, "MATCH (:Enterprise {id: 'ent-lanhai'})-[r:HOLDS_TITLE]->() SET r.quote = ''")
    first, second, third, *_ = run_checks(store)
    assert (first.severity, first.check, first.id) == ("ERROR", "relation_without_evidence", "ent-lanhai")
    assert (second.severity, second.check, second.id) == ("WARN", "observation_without_of", "obs-rd-2028")
    assert third.severity == "INFO"


def test_run_checks_finds_ends_the_ontology_forbids(store: GraphStore) -> None:
    fill(store)
    run_raw(
        store,
        "MATCH (t:Title {id: 'title-giant'}) MATCH (f:Fund) CREATE (t)-[r:PART_OF]->(f) SET r.quote = '荣誉属于基金', r.document_id = 'doc-plan', r.start_char = 1, r.end_char = 7",
    )
    (finding,) = [finding for finding in run_checks(store) if finding.severity == "ERROR"]
    assert (finding.check, finding.name, finding.detail) == (
        "relation_between_wrong_classes",
        "PART_OF",
        "Title → Fund: 1",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [("FATAL entity_without_name\n", "ERROR、WARN、INFO"), ("ERROR no_such_check\n", "no_such_check")],
)
def test_load_profile_refuses_faults(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "profile.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_profile(path)

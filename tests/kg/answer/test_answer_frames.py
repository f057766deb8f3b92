"""What a question names as its frame binds the answer: a box, a table, a chapter, a category, a period, a place, a formula."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import ROOT, Settings

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests/cases/frames.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("frames"))
    assert {row["status"] for row in add_paths([ROOT / "tests/cases/frames"], settings)} == {"added"}
    with Engine.open(settings) as opened:
        yield opened


def asked(kind: str) -> list[Any]:
    return [pytest.param(case, question, id=question) for case in CASES[kind] for question in case["ask"]]


@pytest.mark.parametrize(("case", "question"), asked("answered"))
def test_frame_named_binds_the_answer(engine: Engine, case: Mapping[str, Any], question: str) -> None:
    answer = engine.ask(question)
    assert answer.status == "answered", answer.text
    assert sorted(row.name for row in answer.answers) == sorted(case.get("rows", [row.name for row in answer.answers]))
    assert case.get("text", "") in answer.text
    documents = {document.id: document for document in engine.loaded.values()}
    for citation in (one for row in answer.answers for one in row.evidence):
        assert documents[citation.document_id].text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("case", "question"), asked("refused"))
def test_frame_that_does_not_exist_is_refused(engine: Engine, case: Mapping[str, Any], question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.answers) == ("not_found", ())
    assert case["text"] in answer.text

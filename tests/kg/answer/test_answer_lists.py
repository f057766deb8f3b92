"""Lists, counts, chains and positions: the whole list that the asked words govern, or a refusal."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from ingest.pipeline import add_paths
from kg.engine import Engine
from kg.settings import ROOT, Settings

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests/cases/lists.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("lists"))
    assert {row["status"] for row in add_paths([ROOT / "tests/cases/lists"], settings)} == {"added"}
    with Engine.open(settings) as opened:
        yield opened


def asked(kind: str) -> list[Any]:
    return [pytest.param(case, question, id=question) for case in CASES[kind] for question in case["ask"]]


@pytest.mark.parametrize(("case", "question"), asked("answered"))
def test_list_is_the_asked_one_and_whole(engine: Engine, case: Mapping[str, Any], question: str) -> None:
    answer = engine.ask(question)
    assert answer.status == "answered", answer.text
    assert sorted(row.name for row in answer.answers) == sorted(case.get("rows", [row.name for row in answer.answers]))
    assert case.get("text", "") in answer.text


@pytest.mark.parametrize(("case", "question"), asked("refused"))
def test_list_of_something_else_is_refused(engine: Engine, case: Mapping[str, Any], question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.answers) == ("not_found", ()), answer.text

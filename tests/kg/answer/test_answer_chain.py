"""Questions through the whole chain: invented plans are ingested, the answers are complete and cite them word for word."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from ingest.pipeline import add_paths
from kg.answer.model import Answer
from kg.engine import LONGEST_QUESTION, Engine
from kg.errors import QueryError
from kg.settings import ROOT, Settings

EARLY = 300  # characters of an answer that every reader sees
CASES = ROOT / "tests" / "cases"
CORPORA = {
    name: CASES / folder
    for name, folder in (
        ("plan_questions", "plans"),
        ("answers", "answers"),
        ("places", "places"),
        ("comparing", "comparing"),
        ("tables", "tables"),
        ("spoken", "spoken"),
        ("limits", "limits"),
        ("measured", "measured"),
        ("papers", "papers"),
        ("bearers", "bearers"),
        ("plain", "plain"),
        ("hops", "hops"),
        ("joins", "joins"),
        ("wordings", "wordings"),
        ("orders", "orders"),
        ("reworded", "reworded"),
        ("filled", "filled"),
        ("asides", "asides"),
        ("conventions", "conventions"),
        ("valued", "valued"),
        ("sides", "sides"),
        ("cells", "cells"),
        ("lookups", "lookups"),
        ("halves", "halves"),
    )
}
GROUPS = {name: yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")) for name in CORPORA}
QUESTIONS = [
    pytest.param(name, group, question, id=question[:40])
    for name, groups in GROUPS.items()
    for group in groups
    for question in group["ask"]
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Engine]]:
    """An engine over each corpus."""
    made = {}
    for name, folder in CORPORA.items():
        settings = Settings(home=tmp_path_factory.mktemp(name))
        assert {row["status"] for row in add_paths([folder], settings)} == {"added"}
        made[name] = Engine.open(settings)
    yield made
    for engine in made.values():
        engine.close()


def names_of(answer: Answer) -> list[set[str]]:
    """The names of each row."""
    return [{row.name, *row.aliases} for row in answer.answers]


@pytest.mark.parametrize(("corpus", "group", "question"), QUESTIONS)
def test_chain_answers(engines: Mapping[str, Engine], corpus: str, group: Mapping[str, Any], question: str) -> None:
    engine = engines[corpus]
    answer = engine.ask(question)
    names, wanted = names_of(answer), group.get("names", [])
    assert answer.status == group.get("status", "answered"), answer.text
    assert answer.intent in group.get("intent", answer.intent), answer.text
    assert [name for name in wanted if not any(name in row for row in names)] == []
    assert not group.get("only") or [row for row in names if wanted and not row & set(wanted)] == []
    assert set(group.get("numbers", [])) <= {row.number for row in answer.answers}
    assert [words for words in group.get("says", []) if words not in answer.text] == [], answer.text
    assert [words for words in group.get("early", []) if words not in answer.text[:EARLY]] == [], answer.text
    untold = re.findall("[^。]*没有找到[^。]*", answer.text)
    assert [words for words in group.get("open", []) if not any(words in one for one in untold)] == [], answer.text
    assert [words for words in group.get("silent_on", []) if words in answer.text] == [], answer.text
    for citation in (citation for row in answer.answers for citation in row.evidence):
        assert engine.document(citation.document_id).text[citation.start : citation.end] == citation.quote


def test_chain_asks_enough() -> None:
    assert len(QUESTIONS) >= 150
    assert sum(group.get("status") == "not_found" for *_, group, _ in (case.values for case in QUESTIONS)) >= 25


@pytest.mark.parametrize("question", ["", "  \n", "问" * 10_000])
def test_chain_refuses_nothing_and_too_much(engines: Mapping[str, Engine], question: str) -> None:
    with pytest.raises(QueryError, match=f"是空的|超过了 {LONGEST_QUESTION}"):
        engines["plan_questions"].ask(question)


def test_chain_takes_a_long_question_in_its_stride(engines: Mapping[str, Engine]) -> None:
    question = "你好，我是新来的工作人员，正在整理材料，想请教一下，" * 10 + "人才公寓由谁负责？"
    assert engines["plan_questions"].ask(question).status in {"answered", "not_found"}


def test_chain_text_is_clean_prose(engines: Mapping[str, Engine]) -> None:
    for corpus, groups in GROUPS.items():
        for question in (group["ask"][0] for group in groups):
            text = engines[corpus].ask(question).text
            assert not [
                mark for mark in ("\t", "\n", "None", "<", "**", "。。", "；。", "、、", "（）") if mark in text
            ], text
            assert text.count("“") == text.count("”"), text
            assert text.count("（") == text.count("）"), text
            assert text.endswith(("。", "。”", "）", ").")), text

"""Questions of every newer kind to the sample plans: complete, counted, compared, cited word for word or honestly refused."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.answer.asked.intents import load_asking
from kg.answer.kinds import KINDS
from kg.answer.model import Answer
from kg.engine import Engine
from kg.errors import IndexStateError
from kg.settings import ROOT, Settings
from tests.kg.answer.sample_engine import sample_engine
from tests.kg.answer.sample_questions import iter_questions

__all__ = ["sample_engine"]
GROUPS = yaml.safe_load((ROOT / "tests" / "cases" / "questions_kinds.yaml").read_text(encoding="utf-8"))
TABLES = [
    group
    for name in ("tables", "filled")
    for group in yaml.safe_load((ROOT / "tests" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
]
PHRASINGS = 3  # of every kind of question, here and in tests/cases/questions/
QUESTIONS = [pytest.param(group, question, id=question[:40]) for group in GROUPS for question in group["ask"]]


def names_of(answer: Answer) -> list[set[str]]:
    """The names of each row."""
    return [{row.name, *row.aliases} for row in answer.answers]


def assert_cited(engine: Engine, answer: Answer) -> None:
    """Every row of an answer has evidence, and every quote is a slice of its document."""
    assert all(row.evidence for row in answer.answers), answer.text
    assert bool(answer.answers) == (answer.status == "answered"), answer.text
    for citation in (citation for row in answer.answers for citation in row.evidence):
        assert citation.quote
        assert engine.document(citation.document_id).text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("group", "question"), QUESTIONS)
def test_kinds_answer(sample_engine: Engine, group: dict[str, Any], question: str) -> None:
    answer = sample_engine.ask(question)
    names, wanted = names_of(answer), group.get("names", [])
    quotes = "".join(citation.quote for row in answer.answers for citation in row.evidence)
    assert answer.status == group.get("status", "answered"), answer.text
    assert answer.intent in group.get("intent", answer.intent), answer.text
    assert [name for name in wanted if not any(name in row for row in names)] == []
    assert not group.get("only") or [row for row in names if not row & set(wanted)] == []
    assert len(names) == group.get("rows", len(names)), answer.text
    assert [words for words in group.get("says", []) if words not in answer.text] == [], answer.text
    assert [words for words in group.get("quotes", []) if words not in quotes] == [], answer.text
    assert_cited(sample_engine, answer)


def test_kinds_are_all_asked() -> None:
    asked = {
        name
        for group in (*GROUPS, *TABLES)
        for name in ([group["intent"]] if isinstance(group.get("intent"), str) else [])
    }
    assert {intent.name for intent in load_asking().intents if intent.handler in KINDS} <= asked


def test_every_kind_of_question_is_asked_in_three_ways() -> None:
    asked: Counter[str] = Counter()
    for group in (*GROUPS, *TABLES, *({**group, "ask": [question]} for _, group, question in iter_questions())):
        said = group.get("intent", [])
        for intent in [said] if isinstance(said, str) else said:
            asked[intent] += len(group["ask"])
    assert {one.name: asked[one.name] for one in load_asking().intents if asked[one.name] < PHRASINGS} == {}
    assert [one.name for one in load_asking().intents if len(one.phrasings) < PHRASINGS] == []


def test_kinds_text_is_clean_prose(sample_engine: Engine) -> None:
    for question in (group["ask"][0] for group in GROUPS):
        text = sample_engine.ask(question).text
        assert not [mark for mark in ("\t", "\n", "None", "。。", "；。", "、、", "（）", "{") if mark in text], text
        assert text.count("“") == text.count("”"), text
        assert text.endswith(("。", "。”", "）")), text


def test_kinds_tell_a_page_where_the_format_has_pages(sample_engine: Engine) -> None:
    answer = sample_engine.ask("为什么没有把新能源汽车列为主导产业？")
    [citation] = answer.answers[0].evidence
    assert citation.page
    assert citation.official.endswith(f"，第{citation.page}页")


def test_kinds_tell_what_a_heading_gives(sample_engine: Engine) -> None:
    rows = sample_engine.ask("澄湖区新规划比上一轮规划新提了哪些产业？").answers
    inferred = [row for row in rows if all(citation.basis == "heading" for citation in row.evidence)]
    assert inferred
    assert all("一端由标题推出" in (row.note or "") for row in inferred)
    assert all(row in inferred or "一端由标题推出" not in (row.note or "") for row in rows)


def test_kinds_tell_silence_from_a_search_that_could_not_be_made(sample_engine: Engine, tmp_path: Path) -> None:
    home = tmp_path / "copy"
    shutil.copytree(sample_engine.settings.home, home)
    shutil.rmtree(home / "index")
    silent, missing = "如何发展海洋渔业？", "《澄湖区交通规划》里有哪些举措？"
    assert sample_engine.ask(silent).status == "not_found"
    with Engine.open(Settings(home=home)) as engine:
        assert engine.ask(missing).intent == "no_such_document"
        assert engine.ask("每个部门牵头几项任务？").answers
        with pytest.raises(IndexStateError, match="没有检索索引"):
            engine.ask(silent)

"""ontology/intents.yaml: readable, bound to real queries and handlers, and telling kinds of question apart."""

import pytest

from kg.answer.ask import HANDLERS
from kg.answer.asked.intents import load_asking
from kg.answer.asked.question import read_question
from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.queries import load_queries
from tests.kg.answer.question_cases import CASES, make_documents, make_index

ASKING, INDEX, DOCUMENTS = load_asking(), make_index(), make_documents()


def test_intents_use_queries_handlers_and_types_that_exist():
    queries, types = load_queries(), set(load_ontology().entity_types)
    for intent in ASKING.intents:
        assert queries[intent.query].folder == "competency", intent.name
        assert intent.handler in HANDLERS, intent.name
        assert set(intent.needs) | set(intent.gives) <= types, intent.name


def test_intents_are_many_named_once_and_labelled():
    names = [intent.name for intent in ASKING.intents]
    assert len(names) == len(set(names)) >= 20
    assert all(set(intent.label) == {"zh", "en"} and intent.phrasings for intent in ASKING.intents)


def test_every_handler_is_used():
    assert {intent.handler for intent in ASKING.intents} == set(HANDLERS)


@pytest.mark.parametrize("case", CASES["intents"], ids=lambda case: case["question"])
def test_intents_best_reading(case):
    question = read_question(case["question"], asking=ASKING, names=INDEX, documents=DOCUMENTS)
    fitting = [intent for intent in ASKING.intents if not intent.needs or question.entities(intent.needs)]
    assert max(fitting, key=lambda intent: intent.score(question.text)).name == case["intent"]


def test_intents_fault_names_the_intent(tmp_path):
    text = "words: {stop: [], same: [], kinds: {}, verbs: {}}\nasks: []\nmessages: {}\nintents:\n  - {name: odd, label: {}, handler: x, query: y, cues: ['(']}\n"
    path = tmp_path / "intents.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"odd 的 .* 不是正则表达式"):
        load_asking(path)


def test_intents_unknown_key_is_refused(tmp_path):
    path = tmp_path / "intents.yaml"
    path.write_text(
        "words: {stop: [], same: [], kinds: {}, verbs: {}}\nasks: []\nmessages: {}\nintents:\n  - {name: odd, label: {}, handler: x, query: y, cues: [], cue: []}\n",
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match="odd 没有 cue 这个键"):
        load_asking(path)

"""Reading a question: years, documents, the form of answer, what it is about."""

import pytest

from kg.answer.asked.intents import load_asking
from kg.answer.asked.question import LONGEST_QUESTION, content_words, read_question
from kg.errors import QueryError
from tests.kg.answer.question_cases import CASES, make_documents, make_index

INDEX, DOCUMENTS, ASKING = make_index(), make_documents(), load_asking()


def read(text):
    return read_question(text, asking=ASKING, names=INDEX, documents=DOCUMENTS)


@pytest.mark.parametrize("case", CASES["scopes"], ids=lambda case: case["question"])
def test_question_keeps_to_the_documents_it_names(case):
    question = read(case["question"])
    assert list(question.documents) == case["documents"]
    assert question.missing_title == case.get("missing", "")


@pytest.mark.parametrize("case", CASES["readings"], ids=lambda case: case["question"])
def test_question_tells_form_and_years(case):
    question = read(case["question"])
    assert (question.form, list(question.years)) == (case["form"], case["years"])
    assert question.number_of == case.get("number_of", question.number_of)


def test_question_keeps_a_name_as_one_word():
    words = read("蓝海机器人（青岚）有限公司的总投资是多少？").words
    assert "总投资" in words
    assert "多少" not in words


def test_content_words_write_equal_words_alike():
    assert content_words("GDP", ASKING) == content_words("地区生产总值", ASKING)


@pytest.mark.parametrize("text", ["", "  \n", "？？！"])
def test_question_refuses_nothing(text):
    with pytest.raises(QueryError, match="没有收到问题"):
        read(text)


def test_question_refuses_ten_thousand_characters():
    with pytest.raises(QueryError, match=f"10000个字，超过了{LONGEST_QUESTION}"):
        read("问" * 10_000)

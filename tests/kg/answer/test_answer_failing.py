"""A fault of the program ends the answer to its own question, and says so."""

import logging

import pytest

from kg.answer.failing import FAILED, or_failure
from kg.answer.model import ANSWERED, NOT_FOUND, Answer
from kg.errors import QueryError


def test_fault_is_told_as_not_looked_up(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Answer:
        raise IndexError("tuple index out of range")

    with caplog.at_level(logging.ERROR):
        told = or_failure("甲区有几家企业？", fail)
    assert (told.question, told.status, told.intent, told.answers) == ("甲区有几家企业？", NOT_FOUND, FAILED, ())
    assert told.text.startswith("没能查找：回答时程序出错（IndexError）")
    assert "没能回答“甲区有几家企业？”" in caplog.text
    assert "Traceback" in caplog.text


def test_answer_and_own_errors_come_as_they_are() -> None:
    answer = Answer("问", ANSWERED, "passage", "答。")
    assert or_failure("问", lambda: answer) is answer

    def refuse() -> Answer:
        raise QueryError("问题是空的")

    with pytest.raises(QueryError, match="问题是空的"):
        or_failure("", refuse)

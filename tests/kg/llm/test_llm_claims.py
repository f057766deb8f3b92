"""The claim checker over invented quotes: what stands in them is kept, all else is removed with its reason."""

from collections.abc import Callable, Sequence

import pytest
import yaml

from kg.answer.asked.called import Named
from kg.answer.asked.names import NameIndex
from kg.answer.model import Answer, AnswerRow, Citation
from kg.extract.extractor import Extractor
from kg.llm.claims import Checker, Words, cited, parts, split
from kg.llm.evidence import LONGEST_ALL, LONGEST_QUOTE, MOST_QUOTES, Numbered, number_quotes
from kg.llm.figures import missing_figures
from kg.ontology import load_ontology
from kg.records import Mention
from kg.settings import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "claims.yaml").read_text(encoding="utf-8"))


def cite(quote: str, place: int) -> Citation:
    return Citation("规划.txt", "doc", "规划", ("一、目标",), quote, place, place + len(quote))


@pytest.fixture(scope="module")
def checker() -> Checker:
    ontology = load_ontology()
    quotes = [
        Numbered(n, cite(row["quote"], n), row["quote"], tuple(row.get("names", ())), tuple(row.get("roles", ())))
        for n, row in enumerate(CASES["quotes"], start=1)
    ]
    named = [Named(f"e{n}", kind, name, tuple(rest)) for n, (kind, name, *rest) in enumerate(CASES["names"])]
    names = NameIndex(named, {label: one.heads for label, one in ontology.classes.items()})
    annotate: Callable[[str], Sequence[Mention]] = Extractor.load().annotate
    return Checker(quotes, names, annotate=annotate, words=Words.of(ontology))


@pytest.mark.parametrize("sentence", CASES["kept"])
def test_checker_keeps_what_its_quotes_hold(checker: Checker, sentence: str) -> None:
    kept, removed = checker.check(sentence)
    assert [one.why for one in removed] == []
    assert len(kept) == 1
    assert kept[0].citations


@pytest.mark.parametrize(("why", "sentence"), CASES["removed"])
def test_checker_removes_the_rest_and_says_why(checker: Checker, why: str, sentence: str) -> None:
    kept, removed = checker.check(sentence)
    assert [one.text for one in kept] == []
    assert any(why in one.why for one in removed), removed


def test_checker_takes_each_sentence_by_itself(checker: Checker) -> None:
    text = f"{CASES['kept'][0]}{CASES['removed'][4][1]}\n1. {CASES['kept'][6]}"
    kept, removed = checker.check(text)
    assert [one.citations for one in kept] == [(1,), (4,)]
    assert [one.text for one in removed] == [CASES["removed"][4][1]]


def test_marks_are_read_as_models_write_them() -> None:
    assert list(split("甲60亿元。[1][2] 乙3家【3】。\n- 丙[1，4]。")) == [
        "甲60亿元[1][2] 。",
        "乙3家[3]。",
        "丙[1，4]。",
    ]
    assert cited("甲[1][2，4]，乙[2]") == (1, 2, 4)
    assert parts("甲[1]，乙[2][3]完") == [("甲", (1,)), ("，乙完", (2, 3))]


def test_missing_figures_compares_by_value() -> None:
    assert missing_figures("1.2万亿元、一百二十家、5%", "12000亿元，120家，百分之五") == []
    assert missing_figures("第7项", "第3项") == ["7"]
    assert missing_figures("60亿", "60亿元") == []
    assert missing_figures("十分重要，一是进一步统一思想", "") == []


def test_quotes_are_numbered_once_and_kept_within_bounds() -> None:
    long = cite("长" * 3000, 0)
    rows = (
        AnswerRow("区科委", "Department", "d1", role="牵头、配合", evidence=(cite("短句", 0), long)),
        AnswerRow("区教委", "Department", "d2", role="责任", evidence=(cite("短句", 0),)),
        *(AnswerRow(f"{n}", "Passage", evidence=(cite(f"{n}" * 300, n),)) for n in range(100, 200)),
    )
    found = number_quotes(Answer("问", "answered", "x", "答", rows))
    assert (found[0].names, found[0].roles) == (("区科委", "区教委"), ("牵头", "配合", "责任"))
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert found[1].quote == "长" * LONGEST_QUOTE
    assert len(found) <= MOST_QUOTES
    assert sum(len(one.quote) for one in found) <= LONGEST_ALL

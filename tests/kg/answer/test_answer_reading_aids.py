"""What is settled around a question: exceptions, denials, the asker's place, English, short questions, masks."""

from typing import Any

import pytest
import yaml

from kg.answer.asked.english import in_chinese
from kg.answer.asked.following import Before, complete
from kg.answer.asked.here import localise
from kg.answer.asked.intents import load_asking
from kg.answer.asked.nearest import mask
from kg.answer.asked.negation import denied, split_exception
from kg.answer.asked.question import Question, read_question
from kg.answer.model import Citation
from kg.answer.quotes.columns import says_of
from kg.records import Chunk, Document
from kg.settings import ROOT
from tests.kg.answer.question_cases import make_documents, make_index

CASES: dict[str, Any] = yaml.safe_load((ROOT / "tests/cases/reading_aids.yaml").read_text(encoding="utf-8"))
INDEX, DOCUMENTS, ASKING = make_index(), make_documents(), load_asking()


def read(text: str) -> Question:
    return read_question(text, asking=ASKING, names=INDEX, documents=DOCUMENTS)


def is_whole(question: Question) -> bool:
    """Whether some question type fits the words and finds the names it needs."""
    return any(
        intent.score(question.text) > 0 and (not intent.needs or question.entities(intent.needs))
        for intent in ASKING.intents
    )


@pytest.mark.parametrize("case", CASES["except"], ids=lambda case: case["question"])
def test_exception_is_parted_from_its_question(case: dict[str, Any]) -> None:
    found = split_exception(case["question"])
    assert (found.text if found else None) == case["text"]
    assert list(found.names if found else []) == case.get("names", [])


@pytest.mark.parametrize("case", CASES["denied"], ids=lambda case: case["question"])
def test_denial_is_told_from_yes_or_no_and_from_words(case: dict[str, Any]) -> None:
    assert denied(case["question"], ASKING) == case["words"]


@pytest.mark.parametrize("case", CASES["here"], ids=lambda case: case["question"] + "".join(case["regions"]))
def test_own_region_is_named_where_one_is_loaded(case: dict[str, Any]) -> None:
    loaded = {region: Document(region, region, region, "", "", {"region": region}) for region in case["regions"]}
    here = localise(case["question"], loaded)
    if "text" in case:
        assert here.text == case["text"]
    else:
        assert (here.text, list(here.regions)) == (case["question"], case["may_be"])


@pytest.mark.parametrize("case", CASES["english"], ids=lambda case: case["question"])
def test_english_question_is_put_in_chinese(case: dict[str, Any]) -> None:
    asked = in_chinese(case["question"], DOCUMENTS, INDEX)
    assert (asked[0] if asked else None) == case["asks"]


@pytest.mark.parametrize("case", CASES["follow"], ids=lambda case: case["now"] + case["before"])
def test_short_question_takes_the_rest_from_the_one_before(case: dict[str, Any]) -> None:
    now, before = read(case["now"]), Before(read(case["before"]), lambda: case.get("rows", []))
    assert complete(now, before, ASKING, is_whole=is_whole(now)) == case["whole"]


@pytest.mark.parametrize("case", CASES["mask"], ids=lambda case: case["question"])
def test_mask_keeps_how_a_question_asks(case: dict[str, Any]) -> None:
    assert mask(read(case["question"])) == case["text"]


def test_column_over_a_name_tells_two_firms_apart() -> None:
    text = "智能制造\t甲公司\t乙公司"
    row = Chunk("c", "d", "s", (), text, 0, len(text), "table_row", "表1 企业｜产业 | 龙头企业 | 骨干企业")
    document = Document("d", "规划.docx", "规划", "", text, {}, chunks=(row,))
    citation = Citation("规划.docx", "d", "规划", (), text, 0, len(text))
    assert says_of(citation, ["甲公司"], {"d": document}) == "龙头企业"
    assert says_of(citation, ["乙公司"], {"d": document}) == "骨干企业"

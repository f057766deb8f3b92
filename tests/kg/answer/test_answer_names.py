"""Words of a question → entities of the graph."""

import pytest

from kg.answer.asked.names import make_names
from kg.answer.folding import fold
from tests.kg.answer.question_cases import CASES, make_index

INDEX = make_index()


@pytest.mark.parametrize("case", CASES["links"], ids=lambda case: case["question"])
def test_names_finds_what_is_meant_and_nothing_of_another_kind(case):
    links = INDEX.find(fold(case["question"]))
    assert [entity.name for link in links for entity in link.entities] == case["means"]


@pytest.mark.parametrize("case", CASES["near"], ids=lambda case: case["question"])
def test_names_near_takes_a_long_name_given_in_part(case):
    links = INDEX.near(fold(case["question"]), [case["type"]])
    assert (links[0].entities[0].name if links else "") == case["means"]


def test_names_prefers_the_longer_name():
    [link] = INDEX.find(fold("青岚高新区管委会"))
    assert (link.start, link.end, link.entities[0].type) == (0, 8, "Department")


def test_make_names_reads_the_rows_of_the_query():
    [named] = make_names([{"id": "p1", "name": "北湖园", "labels": ["Park"], "aliases": "北湖|湖园", "region": None}])
    assert (named.type, named.aliases, named.region) == ("Park", ("北湖", "湖园"), "")

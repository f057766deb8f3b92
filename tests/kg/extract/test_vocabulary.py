"""No word of the extraction vocabulary is in vain."""

import re

import pytest

from kg.extract.words.cues import pattern_of
from kg.extract.words.vocabulary import gather
from kg.extract.words.wordlists import any_of, any_spaced, rows_in
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.mark.parametrize("key", ["weak_heads", "place_alone", "listed_heads"])
def test_vocabulary_words_about_heads_are_heads(ontology: Ontology, key: str) -> None:
    listed = ontology.vocabulary("extraction")[key]
    assert isinstance(listed, dict)
    strange = {
        (kind, word) for kind, words in listed.items() for word in words if word not in ontology.classes[kind].heads
    }
    assert not strange


def test_vocabulary_holds_the_groups_of_bodies_as_weak_heads(ontology: Ontology) -> None:
    vocabulary = gather(ontology)
    assert set(vocabulary.bodies.groups) <= set(vocabulary.heads["Department"]) & vocabulary.weak_heads["Department"]


def test_an_alternative_of_no_words_matches_nothing() -> None:
    for pattern in (any_of(()), any_spaced(()), pattern_of(()).pattern):
        assert not re.search(pattern, "澄湖区")


def test_every_kind_of_document_that_is_a_law_sets_no_measures(ontology: Ontology) -> None:
    rows = rows_in(ontology.vocabulary("plan_kinds")["kinds"])
    assert {bool(row.get("law")) for row in rows} == {bool(row.get("measures")) for row in rows} == {True, False}
    assert not [row["name"] for row in rows if row.get("law") and row.get("measures")]

"""No word of the extraction vocabulary is in vain."""

import pytest

from kg.extract.vocabulary import gather
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

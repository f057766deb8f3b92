"""What a correction would change, told before it is kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.corrections.apply import apply
from kg.corrections.model import Correction
from kg.curation.shelf import Shelf
from kg.records import Document


@dataclass(frozen=True)
class Effect:
    """How many documents it touches, and the facts and mentions that go and come."""

    documents: int
    facts_gone: int
    facts_new: int
    mentions_gone: int
    mentions_new: int


def effect_of(shelf: Shelf, correction: Correction) -> Effect:
    """The effect on the documents as they are, other corrections included."""
    before = tuple(shelf.engine.loaded.values())
    result = apply(before, [correction])
    touched = result.applied[correction.id]
    old, new = (_counted(one for one in several if one.id in touched) for several in (before, result.documents))
    (facts_gone, mentions_gone), (facts_new, mentions_new) = (_sums(old - new), _sums(new - old))
    return Effect(len(touched), facts_gone, facts_new, mentions_gone, mentions_new)


def _sums(found: Counter[tuple[str, ...]]) -> tuple[int, int]:
    """How many of them are facts, and how many mentions."""
    facts = sum(number for key, number in found.items() if key[0] == "fact")
    return facts, found.total() - facts


def _counted(documents: Iterable[Document]) -> Counter[tuple[str, ...]]:
    """Every fact and mention of documents, by what makes it the one it is."""
    found: Counter[tuple[str, ...]] = Counter()
    for document in documents:
        found.update(
            ("fact", document.id, one.id, one.subject_id, one.object_id) for one in document.extraction.relations
        )
        found.update(
            ("mention", document.id, str(one.start), str(one.end), one.entity_id)
            for one in document.extraction.mentions
        )
    return found

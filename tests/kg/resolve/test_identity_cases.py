"""The corpus of name pairs: who is one thing by rule, who is proposed to a person, who is neither."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract.extractor import Extractor
from kg.extract.linking import Linker
from kg.extract.names.identity import Place
from kg.records import Document, Entity, Extraction, Mention
from kg.resolve.around import look_around
from kg.resolve.linker import resolve

FILE = Path(__file__).parents[2] / "cases" / "identity.yaml"
Case = dict[str, Any]
CASES: list[Case] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
LEVELS = {"市": "市", "省": "省", "区": "区县"}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def reader_at(where: str, name: str, extractor: Extractor) -> Linker:
    """The linker of an empty document of a region: 「澄湖区<云州市」."""
    region, _, upper = where.partition("<")
    level = LEVELS.get(region[-1], "")
    metadata = {"region": region, "province_or_city": upper, "level": level}
    document = Document(name, name, name, "", "", metadata)
    return Linker(document, Place(region, upper, level), extractor.bodies, extractor.scope)


def document_of(reader: Linker, entities: list[Entity], between: str = "") -> Document:
    """The reader's document with these entities; the first two stand in its text with `between` between them."""
    document = reader.document
    mentions: tuple[Mention, ...] = ()
    text = ""
    if between:
        left, right = entities[:2]
        at = len(left.name + between)
        text = left.name + between + right.name
        mentions = (
            Mention(0, len(left.name), left.name, left.type, entity_id=left.id),
            Mention(at, len(text), right.name, right.type, entity_id=right.id),
        )
    return Document(
        document.id,
        document.name,
        document.title,
        "",
        text,
        document.metadata,
        extraction=Extraction(mentions, tuple(entities)),
    )


def outcome(case: Case, extractor: Extractor) -> tuple[str, tuple[str, ...]]:
    """same, doubt or different, and the reasons given."""
    kind = case["kind"]
    here = reader_at(case["at"], "doc-a", extractor)
    left = here.entity(kind, case["a"], alias=case.get("alias", ""))
    more = [here.entity(kind, name) for name in case.get("with", ())]
    more += [here.entity("Region", name) for name in case.get("regions", ())]
    more += [here.entity("Enterprise", case["owner"])] if "owner" in case else []
    if "at_b" in case:
        there = reader_at(case["at_b"], "doc-b", extractor)
        right = there.entity(kind, case["b"])
        documents = [document_of(here, [left, *more]), document_of(there, [right])]
    else:
        right = here.entity(kind, case["b"])
        documents = [document_of(here, [left, right, *more], case.get("between", ""))]
    entities = [entity for document in documents for entity in document.extraction.entities]
    found = resolve(entities, {}, look_around(documents))
    ends = {found.canonical[left.id], found.canonical[right.id]}
    if len(ends) == 1:
        return "same", tuple(text for one in found.merged for text in one.reasons)
    doubts = [one for one in found.candidates if set(one.pair) == ends]
    return ("doubt", doubts[0].reasons) if doubts else ("different", ())


def test_corpus_is_large_and_holds_both_directions() -> None:
    verdicts = [case["is"] for case in CASES]
    assert len(CASES) >= 100
    assert verdicts.count("different") >= 35
    assert verdicts.count("same") >= 35
    assert len(
        {(case["kind"], case["a"], case["b"], case["at"], case.get("at_b"), str(case)) for case in CASES}
    ) == len(CASES)


def test_pairs_are_told_apart_with_f1_of_95_percent(extractor: Extractor) -> None:
    found = [(case, *outcome(case, extractor)) for case in CASES]
    wrong = [
        f"{case['a']} / {case['b']}: {case['is']}, got {got} {why}" for case, got, why in found if case["is"] != got
    ]
    hits = sum(case["is"] == got == "same" for case, got, _ in found)
    wanted = sum(case["is"] == "same" for case in CASES)
    claimed = sum(got == "same" for _, got, _ in found)
    f1 = 2 * hits / (wanted + claimed)
    assert f1 >= 0.95, "\n".join(wrong)
    assert len(wrong) <= 0.05 * len(CASES), "\n".join(wrong)


@pytest.mark.parametrize("case", [c for c in CASES if c["is"] == "different"], ids=lambda c: f"{c['a']}/{c['b']}")
def test_different_things_are_not_even_proposed(case: Case, extractor: Extractor) -> None:
    assert outcome(case, extractor)[0] == "different"

"""Each check over records finds its fault, with place and words, and says nothing of a sound document."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from kg.checks.model import Library, Place
from kg.checks.records import GAPS, RECORD_CHECKS
from kg.gazetteer import GazetteerEntry
from kg.records import GAP_KINDS, Chunk, Document, Entity, Evidence, Extraction, Gap, Mention, Relation, Section
from kg.resolve.linker import resolve

TEXT = "一、重点任务\n澄湖区科技局牵头建设澄湖高新区。\n二、保障措施\n在青岚城设立分园，发展AI产业。"
ROWS = (
    GazetteerEntry("r1", "Region", "澄湖区"),
    GazetteerEntry("r2", "Region", "青岚区"),
    GazetteerEntry("p1", "Park", "澄湖高新区", ("高新区",)),
    GazetteerEntry("p2", "Park", "青岚城设立分园"),
)
CHECKS = {check.name: check for check in RECORD_CHECKS}
Change = Callable[[Document], Document]


@cache
def sound() -> Document:
    """A document of two sections with a department, a park, a fact and a passage, all in their places."""
    sections = (
        Section("s1", "d", "一、重点任务", ("一、重点任务",), 1, 0, TEXT.index("二、")),
        Section("s2", "d", "二、保障措施", ("二、保障措施",), 1, TEXT.index("二、"), len(TEXT)),
    )
    start = TEXT.index("澄湖区科技局")
    end = TEXT.index("\n二、")
    evidence = Evidence("d", ("一、重点任务",), TEXT[start:end], start, end, "note/1")
    body = Entity("e-body", "Department", "澄湖区科技局", region="澄湖区")
    park = Entity("e-park", "Park", "澄湖高新区", region="澄湖区")
    mentions = (mention(body, "bodies/1"), mention(park, "gazetteer/1"))
    relation = Relation("rel", "BUILDS", "e-body", "e-park", (evidence,))
    chunk = Chunk("c", "d", "s1", ("一、重点任务",), TEXT[start:end], start, end)
    extraction = Extraction(mentions, (body, park), (relation,))
    return Document("d", "澄湖.txt", "澄湖", "0", TEXT, {}, sections, chunks=(chunk,), extraction=extraction)


def mention(entity: Entity, extractor: str, text: str = "") -> Mention:
    start = TEXT.index(text or entity.name)
    return Mention(start, start + len(text or entity.name), text or entity.name, entity.type, extractor, "", entity.id)


def with_entity(kind: str, name: str, *, text: str = "", extractor: str = "heads/1") -> Change:
    """One more entity, mentioned where the text has it."""

    def change(document: Document) -> Document:
        own = document.extraction
        entity = Entity("e-more", kind, name)
        mentions = (*own.mentions, *((mention(entity, extractor, text),) if text else ()))
        return replace(document, extraction=replace(own, mentions=mentions, entities=(*own.entities, entity)))

    return change


def with_relation(**values: object) -> Change:
    return lambda d: replace(
        d,
        extraction=replace(d.extraction, relations=(replace(d.extraction.relations[0], **values),)),  # type: ignore[arg-type]
    )


def with_evidence(**values: object) -> Change:
    return lambda d: with_relation(evidence=(replace(d.extraction.relations[0].evidence[0], **values),))(d)  # type: ignore[arg-type]


def with_mention(**values: object) -> Change:
    return lambda d: replace(
        d,
        extraction=replace(d.extraction, mentions=(replace(d.extraction.mentions[0], **values),)),  # type: ignore[arg-type]
    )


def with_chunk(**values: object) -> Change:
    return lambda d: replace(d, chunks=(replace(d.chunks[0], **values),))  # type: ignore[arg-type]


def with_gap(kind: str) -> Change:
    return lambda d: replace(d, gaps=(Gap(kind, "原因", 0, 3, TEXT[:3], ("一、重点任务",)),))


def find(name: str, document: Document, judged: frozenset[str] = frozenset()) -> list[Place]:
    resolution = resolve(document.extraction.entities, {})
    return list(CHECKS[name].find(Library((document,), resolution, ROWS, judged)))


FAULTS: list[tuple[str, Change, str]] = [
    ("quote_not_in_text", with_evidence(quote="澄湖区财政局牵头"), "原文此处是“澄湖区科技局牵头建设澄湖高新区。”"),
    ("mention_not_in_text", with_mention(text="澄湖区财政局"), "原文此处是“澄湖区科技局”"),
    ("chunk_not_in_text", with_chunk(text="别的文字"), ""),
    ("relation_without_entity", with_relation(object_id="e-gone"), "e-gone"),
    ("evidence_outside_section", with_evidence(section=("二、保障措施",)), "二、保障措施"),
    ("evidence_outside_section", with_evidence(section=("三、没有的章",)), "三、没有的章"),
    ("relation_ends_are_one", with_relation(object_id="e-body"), "BUILDS"),
    (
        "name_in_longer_word",
        with_entity("Region", "青岚城", text="青岚城", extractor="gazetteer/1"),
        "只见于“青岚城设立分园”",
    ),
    ("name_in_longer_word", with_entity("Industry", "A", text="A", extractor="gazetteer/1"), "只见于“AI”"),
    ("name_brackets_broken", with_entity("Park", "澄湖（东区"), "缺（或）"),
    ("region_unknown", with_entity("Region", "青岚城", text="青岚城"), ""),
    *((name, with_gap(kind), "原因") for kind, (name, _) in GAPS.items()),
]
MISSES: list[tuple[str, Change]] = [
    ("name_in_longer_word", with_entity("Region", "青岚城", text="青岚城")),  # found by what it is, not looked up
    ("name_in_longer_word", with_entity("Park", "澄湖高新区", text="高新区", extractor="gazetteer/1")),  # of one row
    ("name_brackets_broken", with_entity("Park", "澄湖（东区)")),  # a full and a half bracket make a pair
    ("region_unknown", with_entity("Region", "云溪镇")),
    ("region_unknown", with_entity("Park", "青岚城", text="青岚城")),
]


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "judgement_of_absent_entity"])
def test_check_says_nothing_of_a_sound_document(name: str) -> None:
    assert find(name, sound()) == []


@pytest.mark.parametrize(("name", "change", "detail"), FAULTS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(FAULTS)])
def test_check_finds_its_fault_once(name: str, change: Change, detail: str) -> None:
    (place,) = find(name, change(sound()))
    assert place.detail == detail
    assert place.name


@pytest.mark.parametrize(("name", "change"), MISSES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(MISSES)])
def test_check_lets_a_near_miss_pass(name: str, change: Change) -> None:
    assert find(name, change(sound())) == []


def test_check_finds_judgements_on_what_is_gone() -> None:
    judged = frozenset({"e-body", "e-gone"})
    assert [place.id for place in find("judgement_of_absent_entity", sound(), judged)] == ["e-gone"]


def test_every_record_check_has_a_fault_and_every_kind_of_gap_a_check() -> None:
    assert {name for name, _, _ in FAULTS} | {"judgement_of_absent_entity"} == set(CHECKS)
    assert set(GAPS) == set(GAP_KINDS)


def test_line_of_an_entity_is_where_it_is_mentioned_else_its_first_fact() -> None:
    document = with_entity("Region", "青岚城", text="青岚城")(sound())
    unmentioned = replace(document, extraction=replace(document.extraction, mentions=()))
    entities = resolve(document.extraction.entities, {})
    assert Library((document,), entities).line_of("e-more") == ("d", "在青岚城设立分园，发展AI产业。")
    assert Library((unmentioned,), entities).line_of("e-park") == ("d", "澄湖区科技局牵头建设澄湖高新区。")
    assert Library((unmentioned,), entities).line_of("e-more") == ("", "")

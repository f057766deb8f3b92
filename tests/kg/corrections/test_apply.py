"""Corrections on documents: every kind, in every order, on texts that changed since, and with names that mean harm."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.corrections.apply import apply
from kg.corrections.model import KINDS, Correction, Ref, correction_from
from kg.projection import projection_of
from kg.records import Document, Entity, Relation
from kg.resolve.linker import resolve
from tests.factory import facts, make_plan

LINES = (
    "澄湖区测试规划",
    "一、重点任务",
    "1.建设概念验证中心。支持高校在区内转化成果。（牵头单位：区科技局；配合单位：区财政局）",
    "二、产业布局",
    "湖东产业园重点发展智能装备产业。湖东产业园位于澄湖区。",
    "到2030年，高新技术企业达到300家。",
)
WHO = "王"
LEADS = ("区科技局", "牵头", "建设概念验证中心")


@pytest.fixture(scope="module")
def plan() -> Document:
    return make_plan(*LINES)


def ref(document: Document, name: str, kind: str = "") -> Ref:
    one = entity(document, name, kind)
    return Ref(one.type, one.name, (one.id,))


def entity(document: Document, name: str, kind: str = "") -> Entity:
    return next(e for e in document.extraction.entities if e.name == name and kind in ("", e.type))


def of_fact(document: Document, relation: Relation, **more: object) -> Correction:
    """A rejection of a fact as the desk makes it."""
    entities = {one.id: one for one in document.extraction.entities}
    subject, target = (entities[one] for one in (relation.subject_id, relation.object_id))
    return Correction(
        "reject",
        Ref(subject.type, subject.name, (subject.id,)),
        WHO,
        relation=relation.type,
        object=Ref(target.type, target.name, (target.id,)),
        properties={"role": relation.properties.get("role", "")},
        document_id=document.id,
        **more,
    )


def fact(document: Document, kind: str, role: str = "") -> Relation:
    return next(r for r in document.extraction.relations if r.type == kind and r.properties.get("role", "") == role)


def corrected(document: Document, *corrections: Correction) -> Document:
    """The document, after a look at what must hold of every document."""
    result = apply([document], corrections)
    assert set(result.applied) == {one.id for one in corrections}
    made = result.documents[0]
    known = {one.id for one in made.extraction.entities}
    assert all({r.subject_id, r.object_id} <= known for r in made.extraction.relations)
    assert all(m.entity_id in known and made.text[m.start : m.end] == m.text for m in made.extraction.mentions)
    quotes = (e for r in made.extraction.relations for e in r.evidence)
    assert all(made.text[e.start : e.end] == e.quote for e in quotes)
    projection_of(made, resolve(made.extraction.entities, {}, named=result.named)).check(
        [e.type for e in made.extraction.entities], [*{r.type for r in made.extraction.relations}, "MENTIONS"]
    )
    return made


def test_without_corrections_the_documents_are_the_records(plan: Document) -> None:
    assert apply([plan], []).documents[0] is plan


def test_rejected_fact_is_gone_and_the_others_stay(plan: Document) -> None:
    made = corrected(plan, of_fact(plan, fact(plan, "RESPONSIBLE_FOR", "牵头")))
    before, after = facts(plan.extraction, "RESPONSIBLE_FOR"), facts(made.extraction, "RESPONSIBLE_FOR")
    assert before - after == {LEADS}
    assert len(after) == 1
    assert "建设概念验证中心" in {one.name for one in made.extraction.entities}


def test_rejected_value_takes_its_observation_along(plan: Document) -> None:
    made = corrected(plan, of_fact(plan, fact(plan, "HAS_VALUE")))
    assert [one for one in made.extraction.entities if one.type == "Observation"] == []


def test_rejected_evidence_leaves_the_fact_to_the_other() -> None:
    twice = make_plan(*LINES, "三、保障", "湖东产业园重点发展智能装备产业，加快建设。")
    relation = fact(twice, "FOCUSES_ON")
    assert len(relation.evidence) == 2
    made = corrected(twice, of_fact(twice, relation, quote=relation.evidence[0].quote))
    assert fact(made, "FOCUSES_ON").evidence == relation.evidence[1:]
    both = [of_fact(twice, relation, quote=one.quote) for one in relation.evidence]
    assert facts(corrected(twice, *both).extraction, "FOCUSES_ON") == set()


CHANGED = {
    "a chapter before it": (*LINES[:1], "总则", "本规划自发布之日起施行。", *LINES[1:]),
    "the rest rewritten": (*LINES[:3], "二、布局", "湖西产业园位于澄湖区。"),
    "signs of another width": (*LINES[:2], LINES[2].replace("；", ";").replace("（", "(").replace("）", ")")),
}


@pytest.mark.parametrize("lines", CHANGED.values(), ids=list(CHANGED))
@pytest.mark.parametrize("quoted", [False, True])
def test_rejection_holds_in_the_text_as_it_is_read_again(plan: Document, lines: tuple[str, ...], quoted: bool) -> None:
    again = replace(make_plan(*lines), id=plan.id)
    relation = fact(plan, "RESPONSIBLE_FOR", "牵头")
    correction = of_fact(plan, relation, quote=relation.evidence[0].quote if quoted else "")
    assert LEADS in facts(again.extraction, "RESPONSIBLE_FOR")
    assert LEADS not in facts(corrected(again, correction).extraction, "RESPONSIBLE_FOR")


def test_correction_that_fits_no_more_changes_nothing_and_says_so(plan: Document) -> None:
    correction = of_fact(plan, fact(plan, "RESPONSIBLE_FOR", "牵头"))
    other = replace(make_plan(*LINES[:1], "一、重点任务", "1.建设人才公寓。（牵头单位：区住建局）"), id=plan.id)
    result = apply([other], [correction])
    assert result.documents == (other,)
    assert result.applied == {correction.id: frozenset()}
    assert result.stamps == {}


def added(plan: Document, **more: object) -> Correction:
    quote = "湖东产业园位于澄湖区"
    told = {
        "relation": "PART_OF",
        "object": Ref("Park", "澄湖高新区"),
        "document_id": plan.id,
        "quote": quote,
        "start": plan.text.index(quote),
    }
    return Correction("add", ref(plan, "湖东产业园"), WHO, **{**told, **more})


def test_added_fact_has_its_quote_section_and_author(plan: Document) -> None:
    made = corrected(plan, added(plan))
    assert facts(made.extraction, "PART_OF") == {("湖东产业园", "", "澄湖高新区")}
    (evidence,) = fact(made, "PART_OF").evidence
    assert (evidence.extractor, evidence.section[-1]) == ("human/王", "二、产业布局")


def test_added_fact_follows_its_quote_and_falls_with_it(plan: Document) -> None:
    again = replace(make_plan(*CHANGED["a chapter before it"]), id=plan.id)
    (evidence,) = fact(corrected(again, added(plan)), "PART_OF").evidence
    assert evidence.start == again.text.index("湖东产业园位于澄湖区") != plan.text.index("湖东产业园位于澄湖区")
    gone = replace(make_plan(*CHANGED["the rest rewritten"]), id=plan.id)
    assert apply([gone], [added(plan)]).applied == {added(plan).id: frozenset()}


def test_added_task_and_value_are_like_those_that_were_read(plan: Document) -> None:
    task = added(
        plan,
        relation="RESPONSIBLE_FOR",
        object=Ref("Task", "支持高校在区内转化成果"),
        quote="支持高校在区内转化成果",
        properties={"role": "责任"},
    )
    task = replace(task, subject=ref(plan, "区财政局"))
    value = added(
        plan,
        relation="HAS_VALUE",
        object=Ref("Observation", "320家（2030年）"),
        quote="高新技术企业达到300家",
        properties={"value": "320", "unit": "家", "year": "2030", "kind": "target"},
    )
    value = replace(value, subject=Ref("Indicator", "高新技术企业数量"))
    made = corrected(plan, task, value)
    assert ("区财政局", "责任", "支持高校在区内转化成果") in facts(made.extraction, "RESPONSIBLE_FOR")
    assert ("高新技术企业数量", "", "320家（2030年）") in facts(made.extraction, "HAS_VALUE")
    assert entity(made, "320家（2030年）").properties["amount"] == 320


def test_renamed_thing_keeps_its_id_and_its_old_name(plan: Document) -> None:
    made = corrected(plan, Correction("rename", ref(plan, "湖东产业园"), WHO, text="湖东未来产业园"))
    one = entity(made, "湖东未来产业园")
    assert (one.id, one.aliases) == (entity(plan, "湖东产业园").id, ("湖东产业园",))
    assert ("湖东未来产业园", "", "智能装备") in facts(made.extraction, "FOCUSES_ON")


def test_name_that_a_person_gave_leads_a_longer_one(plan: Document) -> None:
    longer = make_plan("青岚市规划", "一、布局", "湖东产业园（湖东国家级产业园）位于澄湖区。", name="二.txt")
    correction = Correction("rename", ref(plan, "湖东产业园"), WHO, text="湖东园")
    result = apply([plan, longer], [correction])
    one = ref(plan, "湖东产业园").ids[0]
    several = [replace(entity(longer, "湖东产业园"), id="park-0"), *result.documents[0].extraction.entities]
    joined = resolve(several, {}, named=result.named)
    assert joined.entities[joined.canonical[one]].name == "湖东园"


def test_retyped_thing_loses_the_facts_that_such_a_thing_cannot_have(plan: Document) -> None:
    made = corrected(plan, Correction("retype", ref(plan, "湖东产业园"), WHO, text="Platform"))
    assert entity(made, "湖东产业园").type == "Platform"
    assert {m.type for m in made.extraction.mentions if m.text == "湖东产业园"} == {"Platform"}
    assert facts(made.extraction, "FOCUSES_ON") == set()
    assert facts(made.extraction, "LOCATED_IN") == {("湖东产业园", "", "澄湖区")}


def test_alias_is_a_name_and_its_places_are_mentions() -> None:
    plan = make_plan(*LINES, "三、保障", "东园要加快建设。湖东产业园与东园是一处。")
    made = corrected(plan, Correction("alias", ref(plan, "湖东产业园"), WHO, text="东园"))
    one = entity(made, "湖东产业园")
    assert "东园" in one.aliases
    assert [m.text for m in made.extraction.mentions if m.entity_id == one.id].count("东园") == 2


def test_negative_alias_takes_name_mentions_and_what_rested_on_them(plan: Document) -> None:
    made = corrected(plan, Correction("not_alias", ref(plan, "湖东产业园"), WHO, text="湖东产业园"))
    assert "湖东产业园" not in {one.name for one in made.extraction.entities}
    assert facts(made.extraction, "FOCUSES_ON") == facts(made.extraction, "LOCATED_IN") == set()


def test_negative_alias_within_a_longer_name_leaves_the_name_elsewhere() -> None:
    plan = make_plan(*LINES, "三、保障", "湖东产业园餐厅位于澄湖区。")
    before = [m.start for m in plan.extraction.mentions if m.text == "湖东产业园"]
    made = corrected(plan, Correction("not_alias", ref(plan, "湖东产业园"), WHO, text="湖东产业园餐厅"))
    wrong = plan.text.index("湖东产业园餐厅")
    assert [m.start for m in made.extraction.mentions if m.text == "湖东产业园"] == [x for x in before if x != wrong]
    assert facts(made.extraction, "FOCUSES_ON") == facts(plan.extraction, "FOCUSES_ON")


def test_later_corrections_see_the_earlier_ones(plan: Document) -> None:
    first = Correction("rename", ref(plan, "湖东产业园"), WHO, text="东园")
    renamed = corrected(plan, first)
    second = of_fact(renamed, fact(renamed, "FOCUSES_ON"))
    assert facts(corrected(plan, first, second).extraction, "FOCUSES_ON") == set()
    assert facts(corrected(plan, second).extraction, "FOCUSES_ON") == set()  # the name taken back, the id tells


def test_thing_whose_ids_are_gone_is_found_by_its_name(plan: Document) -> None:
    correction = Correction("alias", Ref("Park", "湖东产业园", ("park-0",)), WHO, text="东园")
    assert "东园" in entity(corrected(plan, correction), "湖东产业园").aliases


HOSTILE = ("'; DROP TABLE x; --", '<script>alert("x")</script>', "名\\称$&{}[]*", "很" * 60, "😀名")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(plan: Document, name: str) -> None:
    subject = ref(plan, "湖东产业园")
    several = [
        Correction("rename", subject, WHO, text=name),
        Correction("alias", ref(plan, "澄湖区", "Region"), WHO, text=name),
        added(plan, object=Ref("Park", name + "甲")),
    ]
    made = corrected(plan, *several, Correction("not_alias", subject, WHO, text=name))
    assert entity(made, "湖东产业园").id == subject.ids[0]
    assert [correction_from(one.to_json()) for one in several] == several


def kinds_of(plan: Document) -> Iterator[Correction]:
    yield of_fact(plan, fact(plan, "LOCATED_IN"))
    yield added(plan)
    for kind, text in (("rename", "东园"), ("retype", "Platform"), ("alias", "东园"), ("not_alias", "湖东产业园")):
        yield Correction(kind, ref(plan, "湖东产业园"), WHO, text=text)


def test_applying_is_pure_and_stamps_every_document_it_changed(plan: Document) -> None:
    stamps = set()
    before = repr(plan)
    assert [one.kind for one in kinds_of(plan)] == list(KINDS)
    for one in kinds_of(plan):
        result = apply([plan], [one])
        assert result == apply([plan], [one])
        assert result.applied[one.id] == {plan.id}
        stamps.add(result.stamps[plan.id])
    assert len(stamps) == len(KINDS)
    assert repr(plan) == before

"""What a correction must be before it is kept; each refusal says what is wrong and what to write instead."""

import re
from collections.abc import Mapping

from kg.corrections.model import ADD, NOT_ALIAS, OF_FACTS, REJECT, RENAME, RETYPE, Correction, Ref
from kg.errors import QueryError
from kg.ontology import Ontology, RelationDef
from kg.records import Document

LONGEST_NAME, LONGEST_WHO, LONGEST_TASK = 60, 40, 2000  # characters
UNTYPED = frozenset({"Task", "Indicator", "Observation"})  # are what they are by where they stand
YEAR = re.compile(r"(?:(?:19|20)\d\d(?:-(?:19|20)?\d\d)?)?")


def check_correction(one: Correction, documents: Mapping[str, Document], ontology: Ontology) -> None:
    """Refuses with a QueryError what names no author, no sound name or class, no such fact or no quote of a document."""
    check_name(one.who, "更正人", longest=LONGEST_WHO, shortest=1)
    if one.kind in OF_FACTS:
        _check_fact(one, documents, ontology)
    else:
        _check_thing(one, ontology)


def check_name(text: str, owner: str, *, longest: int = LONGEST_NAME, shortest: int = 2) -> None:
    """Refuses a name that is too short or long, has blanks at its ends, or signs that no name has."""
    if text != text.strip() or not shortest <= len(text) <= longest:
        raise QueryError(f"{owner}“{text[:LONGEST_NAME]}”：须有 {shortest} 至 {longest} 个字，首尾没有空格；请改正")
    if not text.isprintable() or "|" in text:
        raise QueryError(f"{owner}“{text}”：不能含换行、竖线和控制字符；请改正")


def _check_thing(one: Correction, ontology: Ontology) -> None:
    name = one.subject.name
    if one.kind == RETYPE:
        if one.subject.type in UNTYPED or one.text in UNTYPED or one.text not in ontology.entity_types:
            allowed = "、".join(kind for kind in ontology.entity_types if kind not in UNTYPED)
            raise QueryError(f"{name}：不能由 {one.subject.type} 改为 {one.text}；可以是 {allowed}")
        if one.text == one.subject.type:
            raise QueryError(f"{name}：已经是 {one.text}；请选另一个类型")
        return
    check_name(one.text, "名称", longest=LONGEST_TASK if one.subject.type == "Task" else LONGEST_NAME)
    if one.kind != NOT_ALIAS and one.text == name:
        raise QueryError(f"{name}：已经叫这个名称；请写另一个")
    if one.kind == RENAME and one.subject.type == "Observation":
        raise QueryError(f"{name}：数值没有名称；请去掉这条数值，再补上正确的")


def _check_fact(one: Correction, documents: Mapping[str, Document], ontology: Ontology) -> None:
    document = documents.get(one.document_id)
    if document is None:
        raise QueryError(f"{one.document or one.document_id}：没有这份文件；`python -m ingest status` 列出已入库的文件")
    relation = ontology.relations.get(one.relation)
    if relation is None or not relation.is_fact or one.object is None:
        raise QueryError(f"关系 {one.relation}：没有这种事实；可以是 {'、'.join(ontology.facts)}")
    if one.kind == REJECT:
        return
    if not one.quote.strip() or one.quote not in document.text:
        raise QueryError(
            f"{document.name}：原文里没有“{one.quote[:LONGEST_NAME]}”；引文须逐字照抄原文的一段，请从原文复制"
        )
    _check_ends(one.subject, one.object, relation, ontology)
    _check_told(one, relation)


def _check_ends(subject: Ref, target: Ref, relation: RelationDef, ontology: Ontology) -> None:
    for end, allowed in ((subject, relation.subject), (target, relation.object)):
        if end.type not in allowed:
            raise QueryError(
                f"{end.name}（{end.type}）：不能是“{relation.label_zh}”的这一端；须是 {'、'.join(allowed)} 之一"
            )
        if not end.ids and end.type != "Observation":
            check_name(end.name, "名称", longest=LONGEST_TASK if end.type == "Task" else LONGEST_NAME)
    if subject.ids[:1] == target.ids[:1] and (
        subject.ids or (subject.type, subject.name) == (target.type, target.name)
    ):
        raise QueryError(f"{subject.name}：一条事实的两端须是两个实体；请改选一端")


def _check_told(one: Correction, relation: RelationDef) -> None:
    told = {key: str(value) for key, value in one.properties.items()}
    if one.object and one.object.type == "Observation":
        if not told.get("value", "").strip() or not YEAR.fullmatch(told.get("year", "")):
            raise QueryError(f"{one.subject.name}：数值须写明，年份须是四位数字或空着；请改正")
        return
    for key, value in told.items():
        known = relation.properties.get(key)
        if known is None or (known.values and value not in known.values):
            allowed = "、".join(known.values if known else relation.properties) or "空"
            raise QueryError(f"{relation.label_zh}：{key} 不能是“{value}”；可以是 {allowed}")
    if relation.name == "RESPONSIBLE_FOR" and one.kind == ADD and not told.get("role"):
        raise QueryError("责任须写明角色（role）：牵头、配合、责任之一；请补上")

"""A correction in a Chinese sentence."""

from functools import cache

from kg.corrections.model import ADD, ALIAS, NOT_ALIAS, REJECT, RENAME, RETYPE, Correction
from kg.ontology import Ontology, load_ontology
from kg.text.normalize import quoted

SENTENCES = {
    RENAME: "{subject}更名为{text}",
    RETYPE: "{subject}由{old}改为{new}",
    ALIAS: "{text}也是{subject}的名称",
    NOT_ALIAS: "{text}不是{subject}",
    REJECT: "去掉事实：{fact}",
    ADD: "补充事实：{fact}",
}


@cache
def _ontology() -> Ontology:
    return load_ontology()


def told(one: Correction) -> str:
    """What the correction says."""
    classes = _ontology().classes
    old, new = (classes[key].label_zh if key in classes else key for key in (one.subject.type, one.text))
    return SENTENCES[one.kind].format(
        subject=quoted(one.subject.name),
        text=quoted(one.text),
        old=old,
        new=new,
        fact=fact_told(one) if one.object else "",
    )


def fact_told(one: Correction) -> str:
    """The fact of a correction: 区科技局 —负责（牵头）→ 建设概念验证中心."""
    relation = _ontology().relations.get(one.relation)
    label = relation.label_zh if relation else one.relation
    role = f"（{one.role}）" if one.role else ""
    only = "（只去掉一处引文）" if one.kind == REJECT and one.quote else ""
    return f"{one.subject.name} —{label}{role}→ {one.object.name if one.object else ''}{only}"

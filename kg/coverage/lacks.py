"""What the plans leave open, in words: targets nobody answers for, tasks without a lead, idle departments, values missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.model import Citation, titled
from kg.coverage.axes import THEME as THEME_AXIS
from kg.coverage.axes import Line, Scope, make_lines
from kg.coverage.speaking import Passage
from kg.coverage.survey import NOTHING, Survey
from kg.coverage.terms import Term
from kg.engine import Engine
from kg.records import Document, Entity, Evidence
from kg.tasks.ledger import LEAD

THEME, LEADLESS, UNASSIGNED, IDLE, NO_TARGET, NO_BASE = "theme", "lead", "nobody", "idle", "target", "base"
KINDS: Mapping[str, str] = {
    THEME: "有目标而没有责任部门的主题",
    LEADLESS: "没有牵头单位的任务",
    UNASSIGNED: "没有责任单位的任务",
    IDLE: "没有任务的部门",
    NO_TARGET: "没有目标值的指标",
    NO_BASE: "没有基期值的指标",
}
# What a remark says, in Chinese, by its key.
NOTES: Mapping[str, str] = {
    "tasks": "有 {} 项任务，都没有写明责任单位",
    "none": "没有相应的任务",
    "untold": "这份文件通篇只写责任单位，不区分牵头与配合",
    "duties": "责任单位：{}",
    "group": "{}",
    "named": "提到 {} 段",
    "actual": "现值 {}",
    "target": "目标 {}",
}


@dataclass(frozen=True)
class Lack:
    """One thing left open: what it is, a remark (a key of NOTES and what fills it), and the words of the plans that show it."""

    kind: str  # one of KINDS
    key: str
    name: str
    document: str
    remark: tuple[str, str]
    citations: tuple[Citation, ...]

    @property
    def note(self) -> str:
        """The remark in words."""
        key, said = self.remark
        return NOTES[key].format(said)


def find_lacks(scope: Scope, themes: Sequence[Line]) -> list[Lack]:
    """All that is left open within the scope, by kind in the order of KINDS."""
    return [*_themes(scope, themes), *_tasks(scope), *_departments(scope), *_indicators(scope)]


def read_lacks(engine: Engine, documents: tuple[str, ...], terms: tuple[Term, ...]) -> Sequence[Lack]:
    """All that these documents (all where none are named) leave open of these themes."""
    scope = Scope(engine.once(Survey), documents)
    return tuple(find_lacks(scope, make_lines(scope, THEME_AXIS, terms)))


def _themes(scope: Scope, themes: Sequence[Line]) -> Iterator[Lack]:
    """The themes that a target speaks of and no task with a department does, document by document."""
    tasks = scope.survey.tasks
    for document in scope.loaded:
        targets = _targets(document)
        for line in themes:
            spoken = line.spoken or NOTHING
            passages = spoken.within([document.id])
            cited = [Citation.of_evidence(document, one) for one in targets if _holds(passages, one)]
            own = [tasks[key] for key in spoken.tasks if tasks[key].document_id == document.id] if cited else []
            if cited and not any(task.duties for task in own):
                note = ("tasks", str(len(own))) if own else ("none", "")
                yield Lack(
                    THEME, f"{document.id}|{line.key}", line.name, document.title, note, tuple(dict.fromkeys(cited))
                )


def _targets(document: Document) -> list[Evidence]:
    """The words that state a target."""
    kinds = {one.id: one.properties.get("kind") for one in document.extraction.entities if one.type == "Observation"}
    values = (one for one in document.extraction.relations if one.type == "HAS_VALUE")
    return [evidence for one in values if kinds.get(one.object_id) == "target" for evidence in one.evidence]


def _holds(passages: Sequence[Passage], evidence: Evidence) -> bool:
    """Whether a sentence that speaks of the theme states the target."""
    return any(start < evidence.end and evidence.start < end for one in passages for start, end in one.spans)


def _tasks(scope: Scope) -> Iterator[Lack]:
    """Tasks with departments and no lead, then those without any department."""
    inside = [task for task in scope.survey.tasks.values() if task.document_id in scope.inside]
    leads = {task.document_id for task in inside if task.in_role(LEAD)}
    for task in inside:
        if task.duties and not task.in_role(LEAD):
            note = ("duties", "、".join(task.departments)) if task.document_id in leads else ("untold", "")
            yield Lack(LEADLESS, task.id, task.name, task.document, note, task.citations)
    for task in inside:
        if not task.duties:
            yield Lack(UNASSIGNED, task.id, task.name, task.document, ("group", task.group), task.citations)


def _departments(scope: Scope) -> Iterator[Lack]:
    """The departments that the documents name and give no task."""
    survey = scope.survey
    named: dict[str, list[Passage]] = {}
    for key in survey.departments:
        spoken = survey.thing(key)
        inside = [one for one in spoken.passages.values() if one.citation.document_id in scope.inside]
        if inside and not any(survey.tasks[one].document_id in scope.inside for one in spoken.tasks):
            named[key] = inside
    for key, passages in sorted(named.items(), key=lambda pair: (-len(pair[1]), survey.departments[pair[0]])):
        papers = "、".join(dict.fromkeys(titled(one.citation.title) for one in passages))
        cited = tuple(one.citation for one in passages)
        yield Lack(IDLE, key, survey.departments[key], papers, ("named", str(len(cited))), cited)


def _indicators(scope: Scope) -> Iterator[Lack]:
    """Indicators with a value of today and no target, then those with a target and no value to start from."""
    found = [(document, *told) for document in scope.loaded for told in _values(document)]
    for kind, has, lacks in ((NO_TARGET, "actual", "target"), (NO_BASE, "target", "actual")):
        for document, indicator, of, values in found:
            if has in values and lacks not in values:
                said = "、".join(dict.fromkeys(value for value, _ in values[has]))
                cited = tuple(dict.fromkeys(one for _, cited in values[has] for one in cited))
                name = f"{of}：{indicator.name}" if of else indicator.name
                yield Lack(kind, f"{document.id}|{indicator.id}|{of}", name, document.title, (has, said), cited)


Values = Mapping[str, Sequence[tuple[str, tuple[Citation, ...]]]]


def _values(document: Document) -> Iterator[tuple[Entity, str, Values]]:
    """Every indicator and whose it is, with its values by kind."""
    entities = {one.id: one for one in document.extraction.entities}
    found: dict[tuple[str, str, str], dict[str, list[tuple[str, tuple[Citation, ...]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for relation in document.extraction.relations:
        if relation.type == "HAS_VALUE":
            value = entities[relation.object_id]
            cited = tuple(Citation.of_evidence(document, one) for one in relation.evidence)
            whose = value.properties
            own = found[relation.subject_id, str(whose.get("of_id") or ""), str(whose.get("of_name") or "")]
            own[str(value.properties.get("kind"))].append((value.name, cited))
    for (indicator, _, of), values in found.items():
        yield entities[indicator], of, values

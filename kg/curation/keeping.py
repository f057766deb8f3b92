"""Makes corrections: checked against what is in, kept as lines, and graph and index brought up to them; takes them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.corrections.apply import apply
from kg.corrections.log import UNDO, load_corrections
from kg.corrections.model import Correction
from kg.curation.checking import LONGEST_WHO, check_correction, check_name
from kg.curation.reviewed import now
from kg.engine import Engine
from kg.errors import QueryError, StoreError
from kg.ontology import load_ontology
from kg.projection import project
from kg.records import Document
from kg.store import CORRECTIONS, append_lines


@dataclass(frozen=True)
class Line:
    """A correction in force, and the names of the documents that it changes now; none: it fits nothing any more."""

    correction: Correction
    documents: tuple[str, ...]


def correction_lines(engine: Engine) -> list[Line]:
    """The corrections in force, the latest first."""
    names = {key: document.name for key, document in engine.loaded.items()}
    applied = engine.corrected.applied
    return [
        Line(one, tuple(sorted(names[key] for key in applied.get(one.id, ()))))
        for one in reversed(load_corrections(engine.settings.home).values())
    ]


def correct(engine: Engine, *corrections: Correction) -> None:
    """`change` by these corrections."""
    change(engine, corrections, {})


def undo(engine: Engine, correction_id: str, *, who: str) -> None:
    """`change` that takes one correction back."""
    change(engine, (), {correction_id: who})


def change(engine: Engine, corrections: Sequence[Correction], undone: Mapping[str, str]) -> None:
    """Takes corrections back (id → who says so) and keeps new ones, all or none; brings graph and index up to it.

    Refuses an unknown id, what `check_correction` does, what is in force already and what would change nothing. The
    engine is of the state before: open another, with its `next`.
    """
    with engine.store.writing():
        in_force = load_corrections(engine.settings.home)
        rows = [_undone(in_force, *pair) for pair in undone.items()]
        records = engine.store.documents()
        made = [replace(one, when=now()) for one in corrections]
        if made:
            _check(made, in_force, records)
        append_lines(engine.settings.home / CORRECTIONS, [*rows, *(one.to_json() for one in made)])
        try:
            engine.next = project(engine.settings, engine.store, records=records)
        except StoreError as err:
            raise StoreError(f"{err}；更正已保存，处理后请运行 `python -m kg rebuild` 补齐图谱和索引") from err


def _undone(in_force: dict[str, Correction], correction_id: str, who: str) -> dict[str, str]:
    """The line that takes a correction back, which goes out of those in force."""
    check_name(who, "更正人", longest=LONGEST_WHO, shortest=1)
    if in_force.pop(correction_id, None) is None:
        raise QueryError(f"{correction_id}：没有可以撤回的更正；`python -m kg corrections` 列出已有的更正")
    return {UNDO: correction_id, "who": who, "when": now()}


def _check(made: Sequence[Correction], in_force: Mapping[str, Correction], records: Sequence[Document]) -> None:
    documents = {one.id: one for one in apply(records, in_force.values()).documents}
    ontology = load_ontology()
    for one in made:
        check_correction(one, documents, ontology)
        if one.id in in_force:
            raise QueryError(f"{one.subject.name}：已有这条更正（{in_force[one.id].who}）；不必再作")
    applied = apply(records, [*in_force.values(), *made]).applied
    for one in made:
        if not applied[one.id]:
            raise QueryError(f"{one.subject.name}：库中没有这条更正所指的内容；请核对名称、关系和文件")

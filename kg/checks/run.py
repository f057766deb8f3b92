"""Runs every check of profile.txt over graph and records, errors first."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.checks.graph import OWN, graph_queries, iter_places
from kg.checks.model import SEVERITIES, Finding, Library, Place, load_profile
from kg.checks.records import RECORD_CHECKS
from kg.gazetteer import load_gazetteer
from kg.graph.base import GraphStore
from kg.lint import Fault, lint
from kg.ontology import load_ontology
from kg.records import Document
from kg.resolve.judgements import load_judgements
from kg.resolve.linker import Resolution
from kg.store import JUDGEMENTS

ONTOLOGY = "ontology"
CODE = re.compile(r"(?<![A-Za-z_])[A-Z][A-Za-z_]+(?![A-Za-z_])")  # Park, LOCATED_IN


def check_names() -> list[str]:
    """The names of all checks of data."""
    return [*graph_queries(), *OWN, *(check.name for check in RECORD_CHECKS)]


def check_all(
    home: Path, documents: Sequence[Document], resolution: Resolution, *, graph: Callable[[], GraphStore]
) -> list[Finding]:
    """The faults of ontology/ and of the data under `home`, errors first; without documents there is no data."""
    gazetteer = load_gazetteer()
    found = ontology_findings(lint(load_ontology(), gazetteer))
    if documents:
        judged = frozenset(entity_id for pair in load_judgements(home / JUDGEMENTS) for entity_id in pair)
        found += run_checks(graph(), Library(documents, resolution, gazetteer, judged))
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def run_checks(graph: GraphStore, library: Library) -> list[Finding]:
    """All findings, errors first, each check's together; an empty list means good data."""
    names = {document.id: document.name for document in library.documents}
    profile = load_profile(check_names())
    found = [
        Finding(profile[name], name, question, repair, place, names.get(place.document_id, ""))
        for name, question, repair, places in _checks(graph, library)
        for place in (_for_readers(one, library) for one in places)
    ]
    order = list(profile)
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), order.index(one.check)))


def ontology_findings(faults: Iterable[Fault]) -> list[Finding]:
    """The faults of ontology/ as findings of one check."""
    question, repair = "本体或词表有误", "请按说明改正 ontology/ 下的这个文件；ERROR 会使回答出错，WARN 是白写的内容。"
    return [
        Finding(fault.severity, ONTOLOGY, question, repair, Place(fault.file, fault.key, fault.message), fault.file)
        for fault in faults
    ]


def _for_readers(place: Place, library: Library) -> Place:
    """The place with Chinese words for classes and relations, and with the text around its entity where it has none."""
    document_id, quote = place.document_id, place.quote
    if not quote and place.id in library.resolution.entities:
        document_id, quote = library.line_of(place.id)
    return Place(place.id, _in_chinese(place.name), _in_chinese(place.detail), document_id, quote)


def _in_chinese(text: str) -> str:
    labels = _labels()
    return CODE.sub(lambda match: labels.get(match[0], match[0]), text)


@cache
def _labels() -> Mapping[str, str]:
    ontology = load_ontology()
    classes = {name: one.label_zh for name, one in ontology.classes.items()}
    return {**classes, **{name: one.label_zh for name, one in ontology.relations.items()}}


def _checks(graph: GraphStore, library: Library) -> Iterator[tuple[str, str, str, Iterator[Place]]]:
    for name, query in graph_queries().items():
        yield name, query.question, query.repair, iter_places(graph, name)
    for name, (question, repair) in OWN.items():
        yield name, question, repair, iter_places(graph, name)
    for check in RECORD_CHECKS:
        yield check.name, check.question, check.repair, check.find(library)

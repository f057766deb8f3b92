"""Documents as they were read, and corrections → documents as they hold: one pure function, in the order of making."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.corrections.facts import add, reject
from kg.corrections.library import Library
from kg.corrections.log import load_corrections
from kg.corrections.model import ADD, ALIAS, NOT_ALIAS, REJECT, RENAME, RETYPE, Correction
from kg.corrections.names import add_alias, forbid_alias, rename, retype
from kg.ids import make_id
from kg.ontology import load_ontology
from kg.records import Document
from kg.store import RecordStore


@dataclass(frozen=True)
class Corrected:
    """The corrected documents, and what each correction did."""

    documents: tuple[Document, ...]
    stamps: Mapping[str, str]  # document id → changes with the corrections that were put on it; absent without any
    applied: Mapping[str, Collection[str]]  # correction id → ids of the documents it was put on; empty: fits none now
    named: frozenset[str]  # entity ids whose name a person gave


def load_corrected(store: RecordStore, records: Iterable[Document] | None = None) -> Corrected:
    """The records of a data folder, read unless they are at hand, with the corrections in force."""
    read = store.documents() if records is None else records
    return apply(read, load_corrections(store.home).values())


def apply(documents: Iterable[Document], corrections: Iterable[Correction]) -> Corrected:
    """Puts corrections on documents, one after the other; one that fits no document changes nothing."""
    loaded = tuple(documents)
    several = tuple(corrections)
    if not several:
        return Corrected(loaded, {}, {}, frozenset())
    library = Library(loaded)
    applied = {one.id: frozenset(put(one, library)) for one in several}
    lines: dict[str, list[str]] = defaultdict(list)
    for one in several:
        for document_id in applied[one.id]:
            lines[document_id].append(json.dumps(one.to_json(), sort_keys=True, default=str))
    made = tuple(library.drafts[one.id].made() if one.id in lines else one for one in loaded)
    stamps = {document_id: make_id("corrections", *told) for document_id, told in lines.items()}
    return Corrected(made, stamps, applied, frozenset(library.named))


def put(correction: Correction, library: Library) -> set[str]:
    """Puts one correction on the drafts; the ids of the documents that it fits."""
    if correction.kind == RETYPE:
        return retype(correction, library, dict(load_ontology().relations))
    ways = {REJECT: reject, ADD: add, RENAME: rename, ALIAS: add_alias, NOT_ALIAS: forbid_alias}
    return ways[correction.kind](correction, library)

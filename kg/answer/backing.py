"""Every row of an answer has a quote: one that no fact backs cites where the plans first name it, else it is left out."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.answer.mentions import sentence_at
from kg.answer.model import AnswerRow
from kg.records import Document

log = logging.getLogger(__name__)


def backed(rows: Iterable[AnswerRow], documents: Mapping[str, Document]) -> tuple[AnswerRow, ...]:
    """The rows, each with evidence; those that no document names are left out with a warning."""
    kept = []
    for row in rows:
        found = row if row.evidence else _named(row, documents)
        if found:
            kept.append(found)
        else:
            log.warning("no plan names %s: the row is left out", row.name)
    return tuple(kept)


def _named(row: AnswerRow, documents: Mapping[str, Document]) -> AnswerRow | None:
    for name in (row.name, *row.aliases):
        for document in documents.values():
            place = document.text.find(name)
            if place >= 0:
                return replace(row, evidence=(sentence_at(document, place),))
    return None

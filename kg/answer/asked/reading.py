"""One question on its way to an answer: what was read, where to look, and how rows become cited answers."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from kg.answer.asked.intents import Asking, Intent
from kg.answer.asked.limits import Limit, kept, place_limits, thing_limits
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import Question
from kg.answer.context import AnswerContext, Row
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation, QueryUsed, titled
from kg.records import Document, Hit

log = logging.getLogger(__name__)
SEPARATOR = " > "  # of a heading path in the graph
MOST_NAMES = 30  # in a sentence
MOST_CITATIONS = 3  # in the prose; the rows carry all of them
PART = re.compile("([\u4e00-\u9fff]{2})(?:类|的)?(?:项目|工程)的?[^，。？]{0,8}(?:合计|总计|一共|共计|总共|总额|总和)")
WHOLE = "所有、全部、重点、重大、各类、这些、储备、建设、上述、清单、表中、规划、附件、总投资"


@dataclass(frozen=True)
class Ask:
    """A question with everything that answering it needs; `intent` is the reading being tried."""

    question: Question
    intent: Intent
    context: AnswerContext
    asking: Asking
    names: NameIndex
    relations: Mapping[str, str] = field(default_factory=dict)  # relation → its Chinese label
    memo: dict[object, Any] = field(default_factory=dict, compare=False)  # what was found for this question
    kept: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False)  # all tasks of a scope, read once

    @cached_property
    def held(self) -> dict[tuple[str, str], float]:
        """How much of a word a text holds, as far as it was looked up for this reading."""
        return {}

    def rows(self, params: Mapping[str, object], query: str = "") -> list[dict[str, object]]:
        """The rows of the intent's query (or of another), kept to the question's documents where it takes them."""
        return self.context.read(query or self.intent.query, params)

    def ids(self, types: Sequence[str] = ()) -> list[str]:
        """The ids of the entities that the question names, of the types the intent needs."""
        return [entity.id for entity in self.question.entities(types or self.intent.needs)]

    def scoped(self, **params: object) -> dict[str, object]:
        """Parameters with the question's documents added."""
        return {**params, "documents": list(self.question.documents)}

    @property
    def place(self) -> tuple[Limit, ...]:
        """The limit that the question's places set; none where it names no place."""
        key = ("place", self.question)
        if key not in self.memo:
            self.memo[key] = place_limits(self.question, self.context.documents, self.context.read)
        found: tuple[Limit, ...] = self.memo[key]
        return found

    def things(self, types: Sequence[str]) -> tuple[Limit, ...]:
        """The limits that the question's things of these types set, and its names that nothing bears."""
        key = ("things", self.question, tuple(types))
        if key not in self.memo:
            self.memo[key] = thing_limits(self.question, types, self.context.read)
        found: tuple[Limit, ...] = self.memo[key]
        return found

    def limited(self, rows: Iterable[AnswerRow], types: Sequence[str] = ()) -> list[AnswerRow]:
        """The rows that have to do with the places that the question names, and with its things of these types."""
        return kept(rows, (*self.place, *self.things(types)))

    @property
    def scope(self) -> tuple[str, ...]:
        """The documents that are looked through: those the question keeps to, else all."""
        return self.question.documents or tuple(self.context.documents)

    def scope_names(self) -> str:
        """The titles of the documents that are looked through; of many the first three and how many there are."""
        documents, scope = self.context.documents, self.scope
        names = "、".join(titled(documents[key].title) for key in scope[:3])
        return f"{names}等{len(scope)}份" if len(scope) > 3 else names

    def answered(
        self,
        text: str,
        rows: Iterable[AnswerRow],
        params: Mapping[str, object],
        *,
        query: str = "",
        passages: tuple[Hit, ...] = (),
    ) -> Answer:
        """An answer of this intent."""
        name = query or self.intent.query
        return Answer(
            question=self.question.text,
            status=ANSWERED,
            intent=self.intent.name,
            text=text,
            answers=tuple(rows),
            query=QueryUsed(name, self.context.cypher(name), dict(params)),
            passages=passages,
        )


def cite(row: Row, documents: Mapping[str, Document], prefix: str = "") -> Citation | None:
    """The row's evidence as a citation; None, and a warning, where the document does not hold the quote there."""
    document = documents.get(str(row.get(f"{prefix}document_id") or ""))
    quote, start, end = row.get(f"{prefix}quote"), row.get(f"{prefix}start_char"), row.get(f"{prefix}end_char")
    if document is None or not quote or start is None or end is None:
        return None
    first, last = int(str(start)), int(str(end))
    if document.text[first:last] != quote:
        log.warning(
            "%s [%d, %d) does not hold the quoted words: the row is left out; run `kg rebuild`",
            document.name,
            first,
            last,
        )
        return None
    section = tuple(part for part in str(row.get(f"{prefix}section") or "").split(SEPARATOR) if part)
    return Citation.of(document, section, first, last, str(row.get(f"{prefix}basis") or "direct"))


def merge(rows: Iterable[AnswerRow]) -> tuple[AnswerRow, ...]:
    """One row per entity and number, in the order of their first appearance, their evidence put together."""
    merged: dict[tuple[str, str, str | None], AnswerRow] = {}
    for row in rows:
        key = (row.entity_id or row.name, row.type, row.value)
        if key not in merged:
            merged[key] = row
            continue
        kept = merged[key]
        evidence = tuple(dict.fromkeys((*kept.evidence, *row.evidence)))
        merged[key] = replace(
            kept,
            evidence=evidence,
            role=_together(kept.role, row.role, "、"),
            note=_together(kept.note, row.note, "；"),
            group=_together(kept.group, row.group, "；"),
            parts=merge((*kept.parts, *row.parts)) if row.parts else kept.parts,
        )
    return tuple(merged.values())


def _together(left: str | None, right: str | None, joint: str) -> str | None:
    """Both texts, each once: a department that leads one task and supports another has both roles."""
    parts = dict.fromkeys(part for text in (left, right) if text for part in text.split(joint))
    return joint.join(parts) or None


def listing(names: Sequence[str], unit: str, joint: str = "、") -> str:
    """The names as a sentence takes them: of a long list the first, and how many there are; the rows hold them all."""
    if len(names) <= MOST_NAMES:
        return joint.join(names)
    return f"{joint.join(names[:MOST_NAMES])}等{len(names)}{unit}"


def text_of(value: object) -> str | None:
    """A property as text; None for an absent or empty one."""
    return str(value) if value not in (None, "") else None


def aliases_of(row: Row, key: str = "aliases") -> tuple[str, ...]:
    """The aliases of a row."""
    return tuple(alias for alias in str(row.get(key) or "").split("|") if alias)


def citations_text(rows: Iterable[AnswerRow]) -> str:
    """The citations behind the rows as officials write them: （《…》，一、…；《…》，…）; '' where there are none."""
    shown = list(dict.fromkeys(citation.official for row in rows for citation in row.evidence))
    more = f"等{len(shown)}处" if len(shown) > MOST_CITATIONS else ""
    return f"（{'；'.join(shown[:MOST_CITATIONS])}{more}）" if shown else ""


def with_citations(sentence: str, rows: Iterable[AnswerRow]) -> str:
    """The sentence with its citations before the final stop."""
    body = sentence.rstrip("。")
    return f"{body}{citations_text(rows)}。"


def is_of_all(ask: Ask, told: Iterable[str]) -> bool:
    """Whether a sum is asked of all projects, or of such (停建项目) as these words or the question's names tell of."""
    part = PART.search(ask.question.text)
    known = (WHOLE, *told, *(link.text for link in ask.question.links))
    return not part or part[1] in "".join(known) or ask.asking.spell(part[1]) in ask.asking.spell("".join(known))


def words_naming(question: Question, *, things: bool = False) -> str:
    """The words of a question that name something, in a row; '' where none do. `things`: without indicators where it can be."""
    links = [link for link in question.links if {one.type for one in link.entities} - {"Indicator"}] if things else []
    return "".join(dict.fromkeys(link.text for link in links or question.links))

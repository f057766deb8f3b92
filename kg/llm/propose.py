"""A query proposed by a model for a question that no query of ours answers: shown first, run when the reader says so.

What is run has been proven to read only here (kg/llm/grammar.py) and explained by the engine, and is cut off in time.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.answer.asked.intents import load_asking
from kg.answer.asked.reading import cite
from kg.answer.folding import fold
from kg.answer.model import NOT_FOUND, Answer, Citation
from kg.engine import Engine
from kg.errors import LlmError, QueryError
from kg.llm.client import ChatModel
from kg.llm.grammar import prove
from kg.llm.prompts import cypher_prompt
from kg.llm.prose import load_names

SECONDS = 5.0
FENCED = re.compile(r"```[a-zA-Z]*\n(.*?)```", re.DOTALL)
NONE = "NONE"
UNKNOWABLE = frozenset({"none", "no_such_document", "frame"})  # intents of refusals that no query can help
QUOTED = "passage"  # the intent of an answer in the plans' own words, which no query gave
QUOTING = ("document_id", "quote", "start_char", "end_char")
TOLD = (*QUOTING, "section", "basis")
NOT_NEEDED = "已有现成的查询回答了这个问题，没有请语言模型拟查询"
CANNOT_KNOW = "这个问题图谱无从知道，没有请语言模型拟查询"


@dataclass(frozen=True)
class Proposal:
    """A query to be shown; `refused` says why it may not run, `note` why there is none."""

    model: str
    cypher: str = ""
    refused: str = ""
    note: str = ""

    @property
    def can_run(self) -> bool:
        """Whether it has been proven and the engine has explained it."""
        return bool(self.cypher) and not self.refused

    def to_json(self) -> dict[str, object]:
        """The proposal as the field `proposal` of `kg ask --json`."""
        return {
            "machine_proposed": bool(self.model),
            "model": self.model or None,
            "cypher": self.cypher or None,
            "refused": self.refused or None,
            "note": self.note or None,
        }


@dataclass(frozen=True)
class ProposedRow:
    """One row of a proposed query, with its evidence where the query returns one that the document holds."""

    values: Mapping[str, object]
    citation: Citation | None = None

    @property
    def shown(self) -> dict[str, str]:
        """The values as text, without those that the citation tells."""
        told = TOLD if self.citation else ()
        return {name: "" if value is None else str(value) for name, value in self.values.items() if name not in told}

    def to_json(self) -> dict[str, object]:
        """The row with its evidence."""
        return {"values": dict(self.values), "evidence": self.citation.to_json() if self.citation else None}


@dataclass(frozen=True)
class Result:
    """The rows of a query that was run, and how many were left out because the document does not hold their quote."""

    rows: tuple[ProposedRow, ...]
    left_out: int = 0

    def to_json(self) -> dict[str, object]:
        """The rows as fields of `proposal`."""
        return {"rows": [row.to_json() for row in self.rows], "left_out": self.left_out}


def why_not(answer: Answer) -> str:
    """Why no query is proposed for this answer; '' where one may be: no query of ours has answered, but one could."""
    if answer.status != NOT_FOUND and answer.intent != QUOTED:
        return NOT_NEEDED
    outside = any(word in answer.question for word in load_asking().words["outside"])
    return CANNOT_KNOW if outside or answer.intent in UNKNOWABLE else ""


def propose(engine: Engine, answer: Answer) -> Proposal:
    """The model's query, proven and explained but not run; a SettingsError where no model is configured."""
    model = ChatModel.from_settings(engine.settings)
    if reason := why_not(answer):
        return Proposal(model.name, note=reason)
    found = [one for link in load_names(engine).find(fold(answer.question)) for one in link.entities]
    data = {"question": answer.question, "names": [{"name": one.name, "type": one.type} for one in found[:20]]}
    try:
        text = query_in(model.complete(cypher_prompt(), json.dumps(data, ensure_ascii=False)))
    except LlmError as err:
        return Proposal(model.name, note=f"语言模型没有拟出查询（{err}）")
    if text.strip(" 。.").upper() == NONE:
        return Proposal(model.name, note="语言模型认为图谱答不了这个问题，没有拟出查询")
    return check_proposal(engine, text, model.name)


def check_proposal(engine: Engine, text: str, model: str = "") -> Proposal:
    """A query as a proposal: proven by our grammar and explained by the engine, or refused with the reason."""
    try:
        cypher = prove(text)
        engine.graph.explore(cypher, seconds=SECONDS, run=False)
    except QueryError as err:
        return Proposal(model, text, refused=str(err))
    return Proposal(model, cypher)


def run_proposal(engine: Engine, cypher: str) -> Result:
    """The rows of a query that a reader has seen, proven anew; a QueryError where it may not run."""
    rows = engine.graph.explore(prove(cypher), seconds=SECONDS)
    made = [ProposedRow(row, cite(row, engine.loaded)) for row in rows]
    kept = tuple(row for row in made if row.citation or not all(row.values.get(key) is not None for key in QUOTING))
    return Result(kept, len(made) - len(kept))


def query_in(reply: str) -> str:
    """The query in a reply: what is fenced as code, else all of it."""
    fenced = FENCED.search(reply)
    return (fenced[1] if fenced else reply).strip()

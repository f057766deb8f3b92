"""Prose of an answer: a model words the numbered quotes, the checker keeps what stands; rows and evidence stay as they are."""

import json
from dataclasses import dataclass

from kg.answer.asked.names import NameIndex, make_names
from kg.answer.model import Answer
from kg.engine import Engine
from kg.errors import LlmError
from kg.llm.claims import Checker, Removed, Sentence, Words
from kg.llm.client import ChatModel
from kg.llm.evidence import Numbered, number_quotes
from kg.llm.prompts import prose_prompt
from kg.ontology import load_ontology

NO_QUOTES = "这个回答没有可引的原文，没有请语言模型成文"
NONE_KEPT = "语言模型所写的句子都没有通过核对，请看原来的回答"


@dataclass(frozen=True)
class Prose:
    """The sentences that stand, those removed with the reason, the quotes they cite; `note` says why there are none."""

    model: str
    sentences: tuple[Sentence, ...] = ()
    removed: tuple[Removed, ...] = ()
    quotes: tuple[Numbered, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The sentences in their order; '' where none stands."""
        return "".join(sentence.text for sentence in self.sentences)

    def to_json(self) -> dict[str, object]:
        """The prose as the field `prose` of `kg ask --json`; `evidence` holds the quotes that are cited."""
        cited = {number for sentence in self.sentences for number in sentence.citations}
        return {
            "text": self.text,
            "sentences": [{"text": one.text, "citations": list(one.citations)} for one in self.sentences],
            "removed": [{"text": one.text, "why": one.why} for one in self.removed],
            "evidence": [one.to_json() for one in self.quotes if one.number in cited],
            "model": self.model,
            "note": self.note or None,
        }


def load_names(engine: Engine) -> NameIndex:
    """The names of the graph, to be found in a model's sentences and in questions."""
    heads = {label: (*one.heads, *one.generic) for label, one in load_ontology().classes.items()}
    return NameIndex(make_names(engine.query("names")), heads)


def write_prose(engine: Engine, answer: Answer) -> Prose:
    """The answer in prose; a SettingsError where no model is configured, a note where it is down, slow or not believed."""
    model = ChatModel.from_settings(engine.settings)
    quotes = number_quotes(answer)
    if not quotes:
        return Prose(model.name, note=NO_QUOTES)
    data = {"question": answer.question, "evidence": [one.to_prompt() for one in quotes]}
    try:
        reply = model.complete(prose_prompt(), json.dumps(data, ensure_ascii=False, indent=1))
    except LlmError as err:
        return Prose(model.name, quotes=quotes, note=f"语言模型没有成文，以上是原来的回答（{err}）")
    checker = Checker(quotes, load_names(engine), annotate=engine.annotate, words=Words.of(load_ontology()))
    kept, removed = checker.check(reply)
    return Prose(model.name, kept, removed, quotes, "" if kept else NONE_KEPT)

"""The quotes of an answer, numbered: all that a model is given to write from, and all that its sentences may claim."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.answer.model import Answer, Citation

MOST_QUOTES = 40
LONGEST_QUOTE = 800  # characters; of a longer one the beginning is given, and only that may be claimed
LONGEST_ALL = 12_000


@dataclass(frozen=True)
class Numbered:
    """One quote with its number, and what the answer's rows say of it: who it is about, in which role."""

    number: int
    citation: Citation
    quote: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def to_prompt(self) -> dict[str, object]:
        """The quote as the model reads it: data, no instruction."""
        about = [*self.names, *self.roles]
        return {"number": self.number, "source": self.citation.official, "about": about, "quote": self.quote}

    def to_json(self) -> dict[str, object]:
        """The quote as CONTRACT's evidence row, with its number."""
        return {"number": self.number, **self.citation.to_json()}


def number_quotes(answer: Answer) -> tuple[Numbered, ...]:
    """The answer's quotes in the order of their rows, each once, as many as there is room for."""
    names: dict[Citation, list[str]] = {}
    roles: dict[Citation, list[str]] = {}
    for row in answer.answers:
        for citation in row.evidence:
            names.setdefault(citation, [])
            if row.entity_id:
                names[citation].append(row.name)
            roles.setdefault(citation, []).extend((row.role or "").split("、") if row.role else [])
    return tuple(_fitting(names, roles))


def _fitting(names: Mapping[Citation, list[str]], roles: Mapping[Citation, list[str]]) -> list[Numbered]:
    made: list[Numbered] = []
    room = LONGEST_ALL
    for citation in list(names)[:MOST_QUOTES]:
        quote = citation.quote[:LONGEST_QUOTE]
        room -= len(quote)
        if room < 0:
            break
        about, role = tuple(dict.fromkeys(names[citation])), tuple(dict.fromkeys(roles[citation]))
        made.append(Numbered(len(made) + 1, citation, quote, about, role))
    return made

"""English questions: each kind is a pattern with the Chinese question it is; names and terms are put in the plans' words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

import yaml

from kg.answer.folding import fold
from kg.answer.intents import Asking, Intent
from kg.answer.model import AMBIGUOUS, ANSWERED, Answer, AnswerRow
from kg.answer.names import NameIndex
from kg.answer.reading import MOST_NAMES, citations_text
from kg.errors import OntologyError
from kg.records import Document
from kg.search.wording import Spoken, read_english
from kg.settings import ROOT

FILE = ROOT / "ontology" / "english_questions.yaml"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[a-z][a-z' -]*")
SMALL = frozenset(["the", "a", "an", "of", "for", "in", "on", "to", "and", "or", "all", "any", "there", "each"])
MOST_READINGS = 4
ONE = re.compile(r"\b1 (\w+?)s\b")
ROLES = {"牵头": "lead", "主责": "lead", "配合": "support", "责任": "responsible", "龙头": "leading"}


@dataclass(frozen=True)
class Pattern:
    """One kind of English question."""

    match: re.Pattern[str]
    ask: str


@lru_cache(maxsize=1)
def load_patterns() -> tuple[Pattern, ...]:
    """The kinds of English questions; an OntologyError where the file cannot be read so."""
    try:
        rows = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["questions"]
        return tuple(Pattern(re.compile(row["match"]), str(row["ask"])) for row in rows)
    except (yaml.YAMLError, re.error, KeyError, TypeError) as err:
        raise OntologyError(f"{FILE.name}：无法读取（{err}）；每行写成 match 和 ask") from err


def in_chinese(question: str, documents: Mapping[str, Document], names: NameIndex) -> list[str]:
    """The Chinese questions that an English one may be, the likeliest first; [] for a kind or a word that is not known."""
    asked = " ".join(question.lower().split()).strip("?？!. ")
    for pattern in load_patterns():
        if match := pattern.match.fullmatch(asked):
            said = {key: _readings(value, documents, names) for key, value in match.groupdict().items()}
            choices = islice(product(*said.values()), MOST_READINGS)
            return [pattern.ask.format(**dict(zip(said, choice, strict=True))) for choice in choices]
    return []


def _readings(words: str, documents: Mapping[str, Document], names: NameIndex) -> list[str]:
    """What some words are in the plans: Chinese stays, English terms by the glossary, those that plans write most first."""
    if words.isdigit():
        return [words]
    if CHINESE.search(words):
        return [LATIN.sub(_kept, words).strip()]
    terms = [one for one in read_english(words) if one.words not in SMALL]
    if not terms or not all(one.chinese or one.words.isdigit() for one in terms):
        return []
    texts = [document.text for document in documents.values()]
    found = ["".join(choice) for choice in islice(product(*map(_choices, terms)), 24)]
    rated = {one: sum(text.count(one) for text in texts) + (fold(one) in names.known) for one in found}
    return sorted(rated, key=lambda one: -rated[one])


def _choices(one: Spoken) -> Sequence[str]:
    return one.chinese or (one.words,)


def _kept(match: re.Match[str]) -> str:
    """Latin letters inside a Chinese name stay (5g, ai), small words and what the plans' language has are put aside."""
    words = [word for word in match[0].split() if word not in SMALL]
    return " ".join(words)


def in_english(answer: Answer, asking: Asking, question: str) -> Answer:
    """The reply with its text in English, names as in the plans."""
    if answer.status != ANSWERED:
        return replace(answer, text=_refusal(answer, asking, question))
    intent = next((one for one in asking.intents if one.name == answer.intent), None)
    cited = citations_text(answer.answers)[1:-1]
    text = f"{_sentence(answer, intent).rstrip('.')} ({cited})."
    return replace(answer, text=text)


def _sentence(answer: Answer, intent: Intent | None) -> str:
    rows = answer.answers
    said = [_told(row) for row in rows[:MOST_NAMES]]
    names = ", ".join(dict.fromkeys(said)) + (f" and {len(rows) - MOST_NAMES} more" if len(rows) > MOST_NAMES else "")
    template = intent.text.get("en", "") if intent else ""
    of = ", ".join(dict.fromkeys(row.group for row in rows if row.group))
    sentence = (template or "{n} results: {names}.").format(of=of, n=len(rows), names=names, role="")
    return ONE.sub(r"1 \1", sentence, count=1)


def _told(row: AnswerRow) -> str:
    """A row in a sentence: the name, then in brackets its number, year, value and role."""
    number = f"No. {row.number}" if row.number and row.number.isdigit() else ""
    value = f"{row.value}{row.unit or ''}" if row.value and row.value != row.name else ""
    roles = "/".join(ROLES.get(role, role) for role in (row.role or "").split("、") if role)
    extra = "; ".join(part for part in (number, row.year or "", value, roles) if part)
    return f"{row.name} ({extra})" if extra else row.name


def _refusal(answer: Answer, asking: Asking, question: str) -> str:
    if answer.status == AMBIGUOUS:
        return asking.messages["ambiguous"]["en"].format(
            words=question, n=len(answer.suggestions), names=", ".join(answer.suggestions)
        )
    return asking.messages["silent"]["en"].format(what=question)

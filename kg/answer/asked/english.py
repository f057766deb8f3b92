"""English questions: each kind is a pattern with the Chinese question it is; names and terms are put in the plans' words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import Any

import yaml

from kg.answer.asked.english_words import Reader
from kg.answer.asked.intents import Asking, Intent
from kg.answer.asked.names import NameIndex
from kg.answer.asked.reading import MOST_NAMES, citations_text
from kg.answer.asked.romanised import Romanised
from kg.answer.model import AMBIGUOUS, ANSWERED, Answer, AnswerRow
from kg.errors import OntologyError
from kg.records import Document
from kg.settings import ROOT

FILE = ROOT / "ontology" / "english_questions.yaml"
AND = re.compile(r",? and (?=(?:who|what|where|when|how|which|by whom)\b)|(?<=[a-z0-9])\? *(?:and )?")
IT = re.compile(
    r"\b(?:it|they|them|this (?:project|park|platform|plan|company|task)|the (?:project|company|park))(?=$| )"
)
MOST_READINGS = 6
ONE = re.compile(r"\b1 (\w+?)s\b")
ROLES = {
    "牵头": "lead", "主责": "lead", "配合": "support", "责任": "responsible", "龙头": "leading", "主导": "leading",
    "重点": "key", "培育": "fostered", "布局": "laid out", "项目单位": "project owner", "建设单位": "builder",
    "依托单位": "host", "共建单位": "joint builder", "运营单位": "operator", "管理单位": "administrator",
    "印发": "issued", "联合印发": "issued jointly", "起草": "drafted", "编制": "drawn up",
}  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """One kind of English question."""

    match: re.Pattern[str]
    ask: str


@lru_cache(maxsize=1)
def load_words() -> Mapping[str, Any]:
    """How a question is put before it is read (`put`), words left out (`idle`), words between (`between`), places."""
    try:
        node = _load()
        return {key: node[key] for key in ("put", "idle", "between", "places")}
    except (yaml.YAMLError, KeyError, TypeError) as err:
        raise OntologyError(f"{FILE.name}：无法读取（{err}）；要有 put、idle、between、places") from err


def _load() -> Mapping[str, Any]:
    node: Mapping[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return node


@lru_cache(maxsize=1)
def load_patterns() -> tuple[Pattern, ...]:
    """The kinds of English questions; an OntologyError where the file cannot be read so."""
    try:
        rows = _load()["questions"]
        return tuple(Pattern(re.compile(row["match"]), str(row["ask"])) for row in rows)
    except (yaml.YAMLError, re.error, KeyError, TypeError) as err:
        raise OntologyError(f"{FILE.name}：无法读取（{err}）；每行写成 match 和 ask") from err


def in_chinese(question: str, documents: Mapping[str, Document], names: NameIndex) -> list[str]:
    """The Chinese questions that an English one may be, the likeliest first; [] for a kind or a word that is not known."""
    asked = " ".join(question.lower().replace("’", "'").split()).strip("?？!. ")
    for written, plain in load_words()["put"].items():
        asked = re.sub(written, plain, asked)
    reader = _reader(documents, names)
    found: list[list[str]] = []
    subject = ""
    for part in AND.split(asked.strip(" ,")):
        read = _one_question(IT.sub(subject or "it", part), reader)
        if read is None:
            return []
        said, about = read
        found.append(said)
        subject = subject or about
    return ["".join(choice) for choice in islice(product(*found), MOST_READINGS)]


def _one_question(asked: str, reader: Reader) -> tuple[list[str], str] | None:
    """The Chinese questions of one kind, and the English words of what is asked about; None where no kind fits."""
    for pattern in load_patterns():
        if match := pattern.match.fullmatch(asked):
            said = {key: reader.readings(value) for key, value in match.groupdict().items() if value}
            if not all(said.values()):
                continue
            choices = islice(product(*said.values()), MOST_READINGS)
            unsaid = dict.fromkeys(match.groupdict(), "")
            asks = [pattern.ask.format(**{**unsaid, **dict(zip(said, choice, strict=True))}) for choice in choices]
            return asks, match.groupdict().get("x") or ""
    return None


def _reader(documents: Mapping[str, Document], names: NameIndex) -> Reader:
    words = load_words()
    romanised = Romanised(names, documents.values())
    return Reader(documents, names, romanised, frozenset(words["idle"]), frozenset(words["between"]), words["places"])


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

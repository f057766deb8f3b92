"""Loads and checks a gold folder: mentions, facts, qa, retrieval and entities, each as JSON lines."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import EvaluationError

Row = Mapping[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True)
class GoldMention:
    """A span to be found; an optional one counts neither way."""

    start: int
    end: int
    text: str
    type: str
    optional: bool = False
    alt_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoldText:
    """A paragraph with all its mentions."""

    document: str
    text: str
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True)
class GoldEnd:
    """One end of a fact."""

    type: str
    name: str


@dataclass(frozen=True)
class GoldValue:
    """A measured value: as written, its year where it has one, and what it measures."""

    value: str
    year: str
    of: str


@dataclass(frozen=True)
class GoldFact:
    """A fact that a document states; `table` names the table it stands in."""

    document: str
    relation: str
    subject: GoldEnd
    object: GoldEnd | GoldValue
    evidence: str
    accept: tuple[str, ...] = ()
    alt_relation: str = ""
    table: str = ""


@dataclass(frozen=True)
class GoldEntity:
    """All names of one thing."""

    type: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class GoldQuestion:
    """A question; no answers = the plans do not say. `answers[i]` lists every accepted form, the usual one first."""

    id: str
    question: str
    kind: str
    answers: tuple[tuple[str, ...], ...]
    task_numbers: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()  # document, text


@dataclass(frozen=True)
class GoldPassage:
    """A passage that answers a query: grade 2 directly, 1 helps."""

    document: str
    evidence: str
    grade: int


@dataclass(frozen=True)
class GoldQuery:
    """A search text with every passage that answers it."""

    id: str
    query: str
    relevant: tuple[GoldPassage, ...]


@dataclass(frozen=True)
class Gold:
    """What a folder holds; `missing` lists the files it lacks."""

    folder: Path
    fingerprint: str
    texts: tuple[GoldText, ...]
    facts: tuple[GoldFact, ...]
    questions: tuple[GoldQuestion, ...]
    queries: tuple[GoldQuery, ...]
    entities: tuple[GoldEntity, ...]
    missing: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that facts and passages are asked from, by the start of their names."""
        asked = {fact.document for fact in self.facts}
        return tuple(sorted(asked | {one.document for query in self.queries for one in query.relevant}))


FILES = ("mentions.jsonl", "facts.jsonl", "qa.jsonl", "retrieval.jsonl", "entities.jsonl")


def load_gold(folder: Path) -> Gold:
    """The gold of a folder; refuses a folder without any of FILES, and a faulty line by file and number."""
    present = [name for name in FILES if (folder / name).is_file()]
    if not present:
        raise EvaluationError(f"{folder}：没有金标文件；文件夹里至少要有 {'、'.join(FILES)} 之一")
    digest = hashlib.sha256(b"\0".join((folder / name).read_bytes() for name in present))
    return Gold(
        folder,
        digest.hexdigest()[:16],
        texts=_load(folder / "mentions.jsonl", _text),
        facts=_load(folder / "facts.jsonl", _fact),
        questions=_load(folder / "qa.jsonl", _question),
        queries=_load(folder / "retrieval.jsonl", _query),
        entities=_load(folder / "entities.jsonl", _entity),
        missing=tuple(name for name in FILES if name not in present),
    )


def _load(path: Path, make: Callable[[Row], Item]) -> tuple[Item, ...]:
    return tuple(_items(path, make)) if path.is_file() else ()


def _items(path: Path, make: Callable[[Row], Item]) -> Iterator[Item]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise EvaluationError(f"{path}：读不了（{err}）；金标文件须是 UTF-8 的 JSON 行") from err
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield make(json.loads(line))
        except KeyError as err:
            raise EvaluationError(f"{path} 第 {number} 行：缺少字段 {err}") from err
        except (ValueError, TypeError, AttributeError) as err:
            raise EvaluationError(f"{path} 第 {number} 行：内容不合格式（{err}）") from err


def _text(row: Row) -> GoldText:
    return GoldText(str(row.get("doc", "")), str(row["text"]), tuple(_mention(m, row["text"]) for m in row["mentions"]))


def _mention(row: Row, text: str) -> GoldMention:
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(text):
        raise ValueError(f"mention [{start}, {end}) 不在正文之内")
    optional = bool(row.get("optional", False))
    return GoldMention(start, end, text[start:end], str(row["type"]), optional, tuple(row.get("alt_types") or ()))


def _fact(row: Row) -> GoldFact:
    props, target = row.get("props") or {}, row["obj"]
    value = "value" in target
    return GoldFact(
        str(row["doc"]),
        str(row["rel"]),
        _end(row["subj"]),
        GoldValue(str(target["value"]), str(target.get("year") or ""), str(target.get("of") or ""))
        if value
        else _end(target),
        str(row["evidence"]),
        accept=tuple(str(other) for other in props.get("accept") or ()),
        alt_relation=str(props.get("alt_rel") or ""),
        table=str(props.get("table") or ""),
    )


def _end(row: Row) -> GoldEnd:
    return GoldEnd(str(row["type"]), str(row["name"]))


def _question(row: Row) -> GoldQuestion:
    answers = row["answers"]
    others = row.get("accept") or [[] for _ in answers]
    return GoldQuestion(
        str(row["qid"]),
        str(row["question"]),
        str(row["kind"]),
        tuple((str(one), *map(str, more)) for one, more in zip(answers, others, strict=False)),
        tuple(str(number) for number in row.get("task_nos") or ()),
        tuple((str(e["doc"]), str(e["text"])) for e in row.get("evidence") or ()),
    )


def _query(row: Row) -> GoldQuery:
    relevant = tuple(GoldPassage(str(e["doc"]), str(e["evidence"]), int(e["grade"])) for e in row["relevant"])
    if not relevant:
        raise ValueError("relevant 是空的：检索题至少要有一段答案")
    return GoldQuery(str(row["qid"]), str(row["query"]), relevant)


def _entity(row: Row) -> GoldEntity:
    return GoldEntity(str(row["type"]), str(row["name"]), tuple(str(alias) for alias in row.get("aliases") or ()))

"""A question without the courtesies around it, its everyday words put as an official would write them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.answer.asked.briefly import in_short
from kg.errors import OntologyError
from kg.records import Document
from kg.settings import ROOT

FILE = ROOT / "ontology" / "everyday_questions.yaml"
QUOTED = re.compile(r"(《[^《》]*》|“[^“”]*”)")
PAUSES = "，,。；;：:、 ？?！!～~"
SHORTEST = 4  # characters that must be left of a question
MASK = 0xE000  # the first of the signs, of private use, that stand for what is quoted while words around it are written anew


@dataclass(frozen=True)
class Everyday:
    """How people talk when they ask: courtesies at either end, requests to list, and words with what to write for them."""

    openings: re.Pattern[str]
    endings: re.Pattern[str]
    lists: tuple[re.Pattern[str], ...]
    words: tuple[tuple[re.Pattern[str], str], ...]
    again: tuple[tuple[re.Pattern[str], str], ...]  # another order of the same words


def plainly(text: str) -> str:
    """The question as it is read; itself where nothing in it is a courtesy or an everyday word."""
    said = load_everyday()
    bare = _without(said, text)
    for pattern in said.lists:
        if match := pattern.fullmatch(bare.rstrip(PAUSES)):
            bare = f"{match['of'].strip(PAUSES)}{'' if _asks(match['of']) else '有哪些'}？"
            break
    quotes = dict(enumerate(QUOTED.findall(bare), MASK))
    signs = iter(quotes)
    return _written(said, QUOTED.sub(lambda _: chr(next(signs)), bare)).translate(quotes)


def otherwise(text: str, documents: Mapping[str, Document]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same question for one that nothing answers, with the documents it is then kept to, if any.

    With the plans' own short names; in another order of its words (六项任务有哪些, 哪六项任务). An answer to that is taken where it
    tells as many things in the plans' words as are asked for, not what the graph has of a kind.
    """
    short, own = in_short(text, documents)
    if short != text:
        yield short, own
    for pattern, written in load_everyday().again:
        if match := pattern.fullmatch(text.rstrip("？? ")):
            yield f"{match.expand(written)}？", ()


def _without(said: Everyday, text: str) -> str:
    """The text without its courtesies; as it was where hardly anything would be left."""
    left, before = text, ""
    while left != before:
        before = left
        if (match := said.openings.match(left)) and len(rest := left[match.end() :].lstrip(PAUSES)) >= SHORTEST:
            left = rest
        if (match := said.endings.search(left)) and len(rest := left[: match.start()].rstrip("，,；; ")) >= SHORTEST:
            left = rest
    return left


def _asks(text: str) -> bool:
    return bool(re.search("哪|什么|谁|多少|几[个家项]|怎么|如何", text))


def _written(said: Everyday, text: str) -> str:
    for pattern, written in said.words:
        text = pattern.sub(written, text)
    return text


@lru_cache(maxsize=1)
def load_everyday(path: Path = FILE) -> Everyday:
    """The parsed file; an OntologyError says what is wrong with it."""
    try:
        node: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        opening, ending = ("|".join(node[key]) for key in ("openings", "endings"))
        return Everyday(
            re.compile(rf"(?:{opening})[，,：: ]*"),
            re.compile(rf"[，,。；; ]*(?:{ending})[。？?！!～~]*$"),
            tuple(re.compile(one) for one in node["lists"]),
            tuple((re.compile("|".join(map(str, one["said"]))), str(one["write"])) for one in node["words"]),
            tuple((re.compile(str(one["said"])), str(one["write"])) for one in node["again"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, re.error) as err:
        raise OntologyError(f"{path}：不能读作提问用语（{err}）；请对照文件开头的说明改正") from err

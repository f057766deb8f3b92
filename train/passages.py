"""Passages to ask for: articles of laws, parts of news that read like a plan, and other plans where a folder has some."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.text.sentences import iter_sentences

LAWS, NEWS, PLANS = "laws_title_article", "xwlb_title_body_2012_2025", "plan_passages"
SHORTEST, TARGET, LONGEST = 50, 200, 260  # characters
NEWS_SINCE = "2022"  # held apart
LAWS_APART = 3  # every third title, by its letters' sum, is held apart
# Words of plans: of news only what has several of them is asked for.
PLAN_WORDS = re.compile(
    "产业|园区|创新|项目|企业|平台|人才|科技|基地|集群|数字|绿色|生态|示范|规划|行动|试点|"
    "医疗|教育|养老|交通|农业|乡村|能源|金融|补贴|亿元|目标"
)
WORDS_OF_A_PART = 4


class Passage(NamedTuple):
    """One passage. `whole`: the text it is a part of, whose other parts are no wrong answers; `apart`: never trained on."""

    kind: str  # law | news | plan
    text: str
    whole: str
    apart: bool


def key_of(text: str) -> str:
    """The name of a passage in our files, which hold no text of it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def load_passages(folder: Path) -> Iterator[Passage]:
    """Every passage of the three sets; a set that the folder lacks has none."""
    for row in read_rows(folder, LAWS):
        text = " ".join(row["positive"].split())
        if SHORTEST <= len(text) <= LONGEST + 60:
            yield Passage("law", text, text, is_apart(LAWS, row))
    for row in read_rows(folder, NEWS):
        whole = " ".join(row["positive"].split())
        for part in parts(whole):
            if len(set(PLAN_WORDS.findall(part))) >= WORDS_OF_A_PART:
                yield Passage("news", part, whole, is_apart(NEWS, row))
    for row in read_rows(folder, PLANS):
        yield Passage("plan", row["text"], row["text"], apart=False)


def read_rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a set; none where its file is not there."""
    path = folder / f"{name}.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def is_apart(name: str, row: dict[str, Any]) -> bool:
    """Whether a law or a piece of news is kept for measuring."""
    if name == LAWS:
        return sum(map(ord, row["title"])) % LAWS_APART == 0
    return bool(row["date"] >= NEWS_SINCE)


def parts(text: str) -> list[str]:
    """Runs of whole sentences of about TARGET characters."""
    runs: list[tuple[int, int]] = []
    for start, end in iter_sentences(text):
        if runs and end - runs[-1][0] <= TARGET:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [text[start:end].strip() for start, end in runs if 70 <= end - start <= LONGEST]

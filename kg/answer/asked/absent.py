"""What a question names and no document holds, in the question's own words: 跨境电商, not 跨境 and 电商."""

import math
import re
from collections.abc import Collection, Mapping

from kg.answer.asked.intents import Asking
from kg.answer.asked.question import Question
from kg.answer.asked.spelled import spelled
from kg.answer.folding import fold
from kg.records import Document
from kg.text.normalize import quoted

RANKS = ("省", "市", "区县旗")  # of the government that a body belongs to
ALL_RANKS = "".join(RANKS)
SHORTEST_PIECE, MOST = 5, 0.75  # characters, and the share of a name that they are
LEGAL = re.compile("(?<=.{2})(?:企业|公司)$")


def absent_phrases(question: Question, asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Words that stand together in the question and in no document, without those at either end that documents hold.

    Words that only ask (负责, 落户) are not looked for: a plan that writes 责任单位 has them in other words.
    """
    texts = [spelled(asking, one) for one in documents.values()]
    asked = {
        *asking.words["charge"],
        *asking.words["light"],
        *(verb for verbs in asking.verbs.values() for verb in verbs),
    }
    bodies = [asking.spell(link.text) for link in question.links if link.of_type(["Department"])]
    found = []
    for run in _runs(question.text, question.words):
        missing = [
            word not in asked
            and not any(word.endswith(body) for body in bodies)  # 自治区民委 of a plan that writes 自治区教育厅、民委
            and not any(core_of(word) in text for text in texts)
            for word in run
        ]
        if any(missing):
            first, last = missing.index(True), len(missing) - missing[::-1].index(True)
            found.append("".join(asking.written(word, question.text) for word in run[first:last]))
    return tuple(one for one in dict.fromkeys(found) if not nearly_held(asking.spell(one), texts))


def other_rank(question: Question, asking: Asking, documents: Mapping[str, Document]) -> str:
    """That the bodies named are of a rank at which no document names them (市财政局, where all say 区财政局); '' where none is."""
    others: dict[str, None] = {}
    absent = []
    for link in question.links:
        asked = question.folded[max(link.start - 1, 0) : link.start]
        rank = next((one for one in RANKS if asked and asked in one), "")
        ranked = {one.name: fold(one.name).removesuffix(link.text)[-1:] for one in link.of_type(["Department"])}
        if not rank or not ranked or any(not own or own in rank or own not in ALL_RANKS for own in ranked.values()):
            continue
        if not any(asking.spell(f"{asked}{link.text}") in spelled(asking, one) for one in documents.values()):
            absent.append(quoted(f"{asked}{link.text}"))
            others |= dict.fromkeys(ranked)
    return asking.message("other_rank", what="、".join(absent), others="、".join(others)) if absent else ""


def core_of(word: str) -> str:
    """A firm's name without its legal form, which a question may leave out or add: 安驰线控 of 安驰线控公司."""
    return LEGAL.sub("", word)


def nearly_held(name: str, texts: Collection[str]) -> bool:
    """Whether most of a long name stands in one piece in a text: 口腔医院国家中心 of 北大口腔医院国家中心 is no absence."""
    size = max(SHORTEST_PIECE, math.ceil(MOST * len(name)))
    pieces = [name[at : at + size] for at in range(len(name) - size + 1)]
    return any(piece in text for piece in pieces for text in texts)


def _runs(text: str, words: Collection[str]) -> list[list[str]]:
    """The words in groups that stand next to each other in the text."""
    runs: list[list[str]] = []
    end = -1
    for word in words:
        start = text.find(word, max(end, 0))
        if start < 0:
            continue
        if start == end:
            runs[-1].append(word)
        else:
            runs.append([word])
        end = start + len(word)
    return runs

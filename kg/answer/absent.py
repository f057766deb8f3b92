"""What a question names and no document holds, in the question's own words: 跨境电商, not 跨境 and 电商."""

from collections.abc import Collection, Mapping

from kg.answer.intents import Asking
from kg.answer.question import Question
from kg.answer.spelled import spelled
from kg.records import Document


def absent_phrases(question: Question, asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Words that stand together in the question and in no document, without those at either end that documents hold.

    Words that only ask (负责, 牵头) are not looked for: a plan that writes 责任单位 has them in other words.
    """
    texts = [spelled(asking, one) for one in documents.values()]
    found = []
    for run in _runs(question.text, question.words):
        missing = [word not in asking.words["charge"] and not any(word in text for text in texts) for word in run]
        if any(missing):
            first, last = missing.index(True), len(missing) - missing[::-1].index(True)
            found.append("".join(run[first:last]))
    return tuple(dict.fromkeys(found))


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

"""When a question may mean several things: a bare 管委会, 中试平台 or 规划; the candidates are asked back."""

import re
from collections.abc import Mapping, Sequence

from kg.answer.asked.called import Named
from kg.answer.asked.intents import Asking, Intent
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import Question
from kg.answer.folding import fold
from kg.answer.model import AMBIGUOUS, Answer
from kg.records import Document

MOST = 8  # more candidates than that are no question back but a list to be asked for
SHORTEST = 2
ASKED = re.compile(r"(?:哪|什么|几|多少|所有|全部|各|每|这|有|个)[一些个家几类种]*$")
BARE_PLAN = re.compile(
    r"^(?:请问)?(?:这[个份]|本|该|那[个份])?(?P<word>规划|方案|文件)(?=由|是|的|依|根|谁|什么时候|何时|哪|有|设|定)"
)
DOCUMENT_HANDLERS = frozenset({"plan", "indicators"})


def candidates(question: Question, intent: Intent, names: NameIndex) -> tuple[str, list[Named]]:
    """The bare head by which a question means one of several entities, and these; ('', []) where it names one."""
    if not intent.needs:
        return "", []
    named = [link for link in question.links if link.of_type(intent.needs)]
    for text in _heads(question, [link.text for link in named]):
        held = [one for one in names.ending(text, intent.needs) if not _is_plainer(one, text)]
        if 1 < len(held) <= MOST and all(link.text == text and not link.whole for link in named):
            return text, held
    return "", []


def namesakes(question: Question, intent: Intent) -> tuple[str, list[Named]]:
    """A whole name that things of several regions bear (高新区), and these; ('', []) where the question or its plan says which."""
    for link in question.links:
        same = [one for one in link.of_type(intent.needs) if one.region and fold(one.name) == link.text]
        if (
            link.whole
            and len({one.region for one in same}) > 1
            and not question.documents
            and not _told(question, same)
        ):
            return link.text, same
    return "", []


def _told(question: Question, same: Sequence[Named]) -> bool:
    """Whether the question names the region of one of them."""
    return any(region.name in one.region for region in question.entities(["Region"]) for one in same)


def _heads(question: Question, links: Sequence[str]) -> list[str]:
    """What may be a bare name: the question's beginning up to each verb or particle, and short names that were linked."""
    match = re.match(
        r"(?:请问|那个|这个|该|那家|这家)*(?P<head>[\u4e00-\u9fff]+?)(?=在哪|位于|由谁|由哪|是谁|的?总?投资|规模|负责|承担|要做|有哪|重点|主导|发展|牵头|获得|包括|属于|总投资)",
        question.text,
    )
    head = fold(match["head"]) if match else ""
    return [one for one in dict.fromkeys([head, *links]) if len(one) >= SHORTEST]


def _is_plainer(one: Named, text: str) -> bool:
    """Whether the entity is named by nothing but the head."""
    return fold(one.name) == text


def bare_plan(question: Question, intent: Intent, documents: Mapping[str, Document]) -> tuple[str, list[str]]:
    """「规划」 where several are loaded and the question tells none: the word and the titles it may mean."""
    match = BARE_PLAN.match(question.text)
    if not match or intent.handler not in DOCUMENT_HANDLERS or question.documents or question.entities(["Policy"]):
        return "", []
    word = match["word"]
    titles = [one.title for one in documents.values() if word == "文件" or _is_kind(one, word)]
    return (word, titles) if len(titles) > 1 else ("", [])


def _is_kind(document: Document, word: str) -> bool:
    """Whether a document is what the word names; a paper that explains a plan bears its title but is of another kind."""
    kind = document.metadata.get("kind", "")
    return kind.endswith(word) if kind else document.title.endswith(word) or f"{word}（" in document.title


def ask_back(text: str, intent: str, asking: Asking, words: str, names: Sequence[str]) -> Answer:
    """The question back: what the words may mean, and the question again for each."""
    suggestions = tuple(text.replace(words, name, 1) for name in names)
    said = asking.message("ambiguous", words=words, n=len(names), names="、".join(names))
    return Answer(text, AMBIGUOUS, intent, said, suggestions=suggestions)

"""Which documents hold some words, how often, and where first: for questions after mention."""

import re
from collections.abc import Sequence

from kg.answer.folding import fold
from kg.answer.model import AnswerRow, Citation
from kg.answer.reading import Ask
from kg.records import Document
from kg.text.sentences import iter_sentences, sentence_from

MENTIONS = re.compile(
    r"(?:提到|提及|涉及|写到|写明|说到|说过|讲到|谈到|出现|包含)(?:了|过)?(?P<what>[^，。？?]{2,40}?)(?:的(?:规划|计划|方案|文件|文档|材料|意见|纲要)(?:有|是)?(?:哪些|哪几份|什么)?)?(?:吗|没有|了)*[？?]?$"
)


def mentioned(ask: Ask) -> str:
    """What a question after mention asks for: 「有没有提到低空经济」 → 低空经济; '' for another question."""
    match = MENTIONS.search(ask.question.text)
    return match["what"].strip("“”《》 ") if match else ""


def names_for(ask: Ask, words: str) -> list[str]:
    """The words, and every other name of the thing that the question names in them."""
    named = [one for link in ask.question.links if link.text == fold(words) for one in link.entities]
    return list(dict.fromkeys([words, *(name for one in named for name in (one.name, *one.aliases))]))


def mentions_of(ask: Ask, names: Sequence[str]) -> list[AnswerRow]:
    """The documents that hold one of the names, each with how often and the first sentence."""
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    rows = []
    for key in ask.scope:
        document = ask.context.documents[key]
        places = [match.start() for match in pattern.finditer(document.text)]
        if places:
            evidence = (sentence_at(document, places[0]),)
            rows.append(
                AnswerRow(document.title, "Policy", document.id, value=str(len(places)), unit="处", evidence=evidence)
            )
    return rows


def namings(ask: Ask, ids: Sequence[str]) -> dict[str, tuple[Citation, ...]]:
    """The sentences that name each thing, in the documents that are looked through."""
    found: dict[str, dict[Citation, None]] = {}
    for row in ask.rows(ask.scoped(ids=list(ids)), "passages_of") if ids else []:
        document = ask.context.documents.get(str(row["document_id"]))
        place = int(str(row["start_char"]))
        if document is not None and 0 <= place < len(document.text):
            found.setdefault(str(row["id"]), {})[sentence_at(document, place)] = None
    return {key: tuple(citations) for key, citations in found.items()}


def title_of(document: Document) -> Citation:
    """The document's title where it stands in it, else its first line: all there is to cite where it is silent."""
    place = max(document.text.find(document.title), 0)
    end = place + len(document.title) if document.text.startswith(document.title, place) else document.text.find("\n")
    end = end if end > place else len(document.text)
    return Citation(document.name, document.id, document.title, (), document.text[place:end], place, end)


def sentence_at(document: Document, place: int) -> Citation:
    """The sentence around a place of the document as a citation; a heading whole."""
    chunk = next((one for one in document.chunks if one.start <= place < one.end), None)
    if chunk is None:  # a heading
        return Citation.at(document, *sentence_from(document.text, place))
    start, end = chunk.start, chunk.end
    for first, last in iter_sentences(document.text[start:end]):
        if start + first <= place < start + last:
            start, end = start + first, start + last
            break
    return Citation.of(document, chunk.path, start, end)

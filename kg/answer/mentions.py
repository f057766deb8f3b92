"""Which documents hold some words, how often, and where first: for questions after mention."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.answer.model import AnswerRow, Citation
from kg.records import Document, Section
from kg.text.sentences import iter_sentences, sentence_from

MENTIONS = re.compile(
    r"(?:提到|提及|涉及|写到|写明|说到|说过|讲到|谈到|出现|包含)(?:了|过)?(?P<what>[^，。？?]{2,40}?)(?:的(?:规划|计划|方案|文件|文档|材料|意见|纲要)(?:有|是)?(?:哪些|哪几份|什么)?)?(?:吗|没有|了)*[？?]?$"
)

HEADING = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[章节])\s*"
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


def head_cell(row: str) -> str:
    """The first cell of a row that is no number."""
    return next((cell for cell in row.split("\t") if not re.fullmatch(r"[\s\d.、]*", cell)), "")


def headed(document: Document, match: re.Match[str]) -> Section | None:
    """The section that a name heads: 1.医药健康产业, （一）青屿医谷; None for a heading that says more, and for a text."""
    section = next(
        (one for one in document.sections if one.start <= match.start() < one.start + len(one.heading)), None
    )
    rest = HEADING.sub("", section.heading).replace(match[0], "", 1) if section else ""
    return section if section and not re.sub("产业|行业|集群|园区|[：:\\s]", "", rest) else None


def sentences_under(document: Document, section: Section) -> Iterator[Citation]:
    """The sentences right under a heading."""
    for chunk in document.chunks:
        if (
            section.start <= chunk.start < section.end
            and chunk.kind != "table_row"
            and chunk.path[-1:] == section.path[-1:]
        ):
            for first, last in iter_sentences(chunk.text):
                yield Citation.of(document, chunk.path, chunk.start + first, chunk.start + last)

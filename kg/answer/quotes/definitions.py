"""What a term means: 以下简称, 是指, notes and glossaries, the entry under its name; never a definition made up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.folding import fold
from kg.answer.mentions import sentence_at
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation
from kg.answer.quotes.passages import find_sentences, quote_of
from kg.records import Document
from kg.text.normalize import quoted

ASKED = (
    re.compile(r"(?:什么是|何谓|何为|什么叫)(?P<term>.{1,40}?)[？?。]?$"),
    re.compile(
        r"(?P<term>[^，。]{1,40}?)(?:一词|这个词|这个概念)?(?:是)?(?:指的?是?什么|是什么意思|什么意思|的(?:定义|含义|内涵|意思|全称|简称)|全称|简称|是什么的简称|是哪.{0,6}的?简称|是谁的简称)"
    ),
    re.compile(r"(?:解释|说明)(?:一下)?(?P<term>[^，。]{1,40}?)(?:的(?:定义|含义|意思))?[？?。]?$"),
)
OPENING = re.compile(
    r"^(?:请问|规划(?:里|中)?(?:的|所说的|提到的)?|文件(?:里|中)?(?:的|所说的|提到的)?|.{0,12}(?:里|中)(?:说的|提到的))"
)
NOTES = re.compile(
    r"(?:注|注释|脚注|说明)(?:里|中|是)?(?:怎么|如何)?(?:说|写|讲)|(?:表|附注|注释|脚注).{0,6}(?:注|说明)(?:是|有|里|中)?(?:什么|哪些)"
)
GLOSSARY = re.compile("名词|术语|注释|释义|解释")
SHORT = r"[（(](?:以下|下文|下面)?(?:简称|统称|又称)(?:为)?[:：]?[“\"《]?{term}[”\"》]?[）)]"
MEANS = r"{term}[”\"》]?(?:[（(][^（）()]{{0,30}}[)）])?[，,]?(?:是指|指的是|系指|即指|指|：|:|是(?=[^，。]{{2,30}}的(?:简称|总称|统称)))"
IS = r"(?:(?<=[。\n])|^)\s*(?:所谓)?[“\"《]?{term}[”\"》]?[，,]?是(?:一种|一类|以|由|通过|依托|基于|利用|运用|围绕|面向|在)[^。\n]{{4,}}的[^，。；的]{{2,20}}(?=[。，；])"
LONGEST_NAME = re.compile(r"[^，。；：、\s]{2,60}$")
WAYS = {
    "short": "原文写明简称",
    "means": "原文写明含义",
    "note": "见注释",
    "entry": "规划没有下定义，同名条目这样写",
    "parts": "规划没有下定义，以它为题的一节分为这些部分",
}


@dataclass(frozen=True)
class Defined:
    """A place that tells what a term means, and by which way."""

    way: str
    citation: Citation
    full: str = ""


def answer_definition(ask: Ask) -> Answer | None:
    """What the plans say a term means, the plainest way first; not found where they use it without saying so."""
    if NOTES.search(ask.question.text):
        return _notes(ask)
    term = asked_term(ask.question.text)
    if not term or len(fold(term)) < 2:
        return _sign(ask, term) if term else None
    documents = [ask.context.documents[key] for key in ask.question.documents or ask.context.documents]
    forms = _forms(ask, term)
    found = [one for document in documents for one in _defined(document, forms)]
    if not found:
        return _sign(ask, term) or _unsaid(ask, term, documents)
    order = list(WAYS)
    best = min(order.index(one.way) for one in found)
    kept = list({one.citation: one for one in found if order.index(one.way) == best}.values())[:6]
    rows = merge(
        AnswerRow(
            one.full or " ".join(one.citation.quote.split()), "Definition", note=WAYS[one.way], evidence=(one.citation,)
        )
        for one in kept
    )
    return Answer(ask.question.text, ANSWERED, ask.intent.name, with_citations(_sentence(term, kept), rows), rows)


def asked_term(text: str) -> str:
    """The term a question asks the meaning of; '' for another question."""
    for pattern in ASKED:
        if match := pattern.search(text):
            return OPENING.sub("", match["term"]).strip('“”"「」《》 ，的')
    return ""


def _forms(ask: Ask, term: str) -> list[str]:
    """The term and, where it names something, that thing's other names, the term itself first."""
    named = [one for link in ask.question.links if link.text == fold(term) for one in link.entities]
    return list(dict.fromkeys([term, *(name for one in named for name in (one.name, *one.aliases))]))


def _defined(document: Document, forms: Sequence[str]) -> Iterator[Defined]:
    text, spans = document.text, _note_spans(document)
    for form in forms:
        term = re.escape(form)
        for match in re.finditer(SHORT.format(term=term), text):
            name = LONGEST_NAME.search(text[max(0, match.start() - 80) : match.start()])
            citation = sentence_at(document, match.start())
            yield Defined("short", citation, _full_name(document, match.start()) or (name[0] if name else ""))
        glossed = [(one.start, one.end) for one in document.sections if GLOSSARY.search(one.heading)]
        for match in re.finditer(MEANS.format(term=term), text):
            colon = match[0].endswith(("：", ":"))
            if not colon or any(first <= match.start() < last for first, last in (*spans, *glossed)):
                yield Defined("means", sentence_at(document, match.start()))
        for match in re.finditer(IS.format(term=term), text):  # 某某经济是以……为牵引的经济形态
            yield Defined("means", sentence_at(document, match.start() + len(match[0]) - len(match[0].lstrip())))
        for first, last in spans:
            if text[first:last].startswith(form):
                yield Defined("note", _cited(document, first, last))
        yield from _entries(document, form)


def _full_name(document: Document, place: int) -> str:
    """The name right before 「（以下简称…」 as the plan's own mention bounds it."""
    ending = [one for one in document.extraction.mentions if one.end == place or one.end == place - 1]
    return max((one.text for one in ending), key=len, default="")


def _entries(document: Document, form: str) -> Iterator[Defined]:
    """The section of that very name, and the sections under a heading that quotes it."""
    for section in document.sections:
        own = fold(re.sub(r"^[^\u4e00-\u9fffA-Za-z]*", "", section.heading))
        if section.level and section.kind == "item" and own == fold(form):
            yield Defined("entry", _cited(document, section.start, section.end))
        children = [one for one in document.sections if one.parent_id == section.id]
        if (
            section.level
            and len(children) > 1
            and fold(form) in fold(section.heading)
            and len(fold(form)) * 3 > len(own)
        ):
            for child in children:
                yield Defined("parts", _cited(document, child.start, child.start + len(child.heading)), child.heading)


def _cited(document: Document, start: int, end: int) -> Citation:
    """A span as a citation, its blank ends left out, in the innermost section that holds it."""
    while start < end and document.text[end - 1].isspace():
        end -= 1
    path: tuple[str, ...] = ()
    for section in document.sections:
        if section.start <= start < section.end:
            path = section.path
    return Citation.of(document, path, start, end)


def _note_spans(document: Document) -> list[tuple[int, int]]:
    """Foot- and endnotes, and the notes of tables where the text holds them."""
    spans = list(document.notes)
    for table in document.tables:
        for note in table.notes:
            place = document.text.find(note, table.start)
            place = place if place >= 0 else document.text.find(note)
            if place >= 0:
                spans.append((place, place + len(note)))
    return sorted(set(spans))


def _notes(ask: Ask) -> Answer | None:
    """All notes of the documents, or those that hold a word of the question."""
    keys = ask.scope
    cited = [
        _cited(document, *span)
        for key in keys
        for document in [ask.context.documents[key]]
        for span in _note_spans(document)
    ]
    words = [word for word in ask.question.words if len(word) > 2]
    cited = [one for one in cited if any(word in ask.asking.spell(one.quote) for word in words)] or cited
    if not cited:
        return None
    rows = merge(AnswerRow(" ".join(one.quote.split()), "Note", note=WAYS["note"], evidence=(one,)) for one in cited)
    said = "；".join(quoted(row.name.rstrip("。")) for row in rows)
    return Answer(
        ask.question.text, ANSWERED, ask.intent.name, with_citations(f"注释有{len(rows)}条：{said}。", rows), rows
    )


def _sign(ask: Ask, sign: str) -> Answer | None:
    """The note that explains a sign: 「[ ]内的数」, ▲, *."""
    bare = re.sub(r"\s|[内里中的数字值符号标记]", "", sign)
    if not bare or fold(bare):
        return None
    cited = [
        _cited(document, *span)
        for document in ask.context.documents.values()
        for span in _note_spans(document)
        if bare in re.sub(r"\s", "", document.text[span[0] : span[1]])
    ]
    if not cited:
        return None
    rows = merge(AnswerRow(" ".join(one.quote.split()), "Note", note=WAYS["note"], evidence=(one,)) for one in cited)
    text = with_citations(f"注释写明：{quoted(rows[0].name.rstrip('。'))}。", rows)
    return Answer(ask.question.text, ANSWERED, ask.intent.name, text, rows)


def _sentence(term: str, found: Sequence[Defined]) -> str:
    first = found[0]
    quote = quoted(" ".join(first.citation.quote.split()).rstrip("。；"))
    if first.way == "short":
        return f"{quoted(term)}：{WAYS['short']}，{quote}。"
    if first.way == "parts":
        return f"{WAYS['parts']}：{'、'.join(one.full for one in found)}。"
    return f"{WAYS[first.way]}：{quote}。"


def _unsaid(ask: Ask, term: str, documents: Sequence[Document]) -> Answer | None:
    """Not found, with the nearest place, where the plans use the term; None where they do not even hold it."""
    if not any(form in document.text for document in documents for form in _forms(ask, term)):
        return None
    found, _ = find_sentences(ask)
    best = next((one for one in found if term in one.text and len(one.text) > len(term) + 6), None)
    nearest = ask.asking.message("nearest", where=best.cite(*quote_of(ask, best)).official) if best else ""
    text = ask.intent.text["none"].format(term=quoted(term), documents=ask.scope_names(), nearest=nearest)
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)

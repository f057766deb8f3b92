"""Lists that headings make: the sections right under one that counts them, and neighbours that hold the same words."""

import re
from collections.abc import Iterator

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.enumerated import asked_noun, kind_of, last_word
from kg.answer.quotes.lists import Listed, span_rows
from kg.answer.quotes.passages import Found, coverage, weights_of
from kg.records import Chunk, Document, Section
from kg.text.numbers import parse_number

COUNTED = re.compile(r"(?<![第十百\d.])([两二三四五六七八九十]|\d{1,2})(?:个|大|家|项|种|类|条)")
NUMBERING = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[章节条、.．]|[（(][一二三四五六七八九十\d]+[）)]|[-—]+)\s*")
ORDINAL = re.compile(r"^第[一二三四五六七八九十]+[，,：:]\s*")  # its title may have two clauses, up to the full stop
ALIKE = re.compile(
    r"哪(?:些|几|[两二三四五六七八九十]|\d+)(?:个|项|条|种|类|大)?[“\"「](?P<word>[^“”\"「」]{2,8})[”\"」](?:[？?]|$)"
)
HEADED = 0.75  # of the question's words that a heading must hold for the sections under it to be the list


def section_rows(ask: Ask) -> Listed | None:
    """The headings under a heading that holds the question and counts as many of them as there are."""
    if ask.question.form not in {"list", ""}:
        return None
    words, noun = weights_of(ask), asked_noun(ask.question.text)
    kind = kind_of(ask.asking, noun)
    rated = []
    for document in _scope(ask):
        title = ask.asking.spell(document.title)
        for section, children in _counted_sections(ask, document):
            above = ask.asking.spell("".join(section.path[:-1]))
            if ask.question.form == "" and len(children) > 1:
                continue
            if kind and last_word(noun) not in f"{above}{section.heading}":
                continue  # 总体要求、重点任务 are no platforms
            score, _ = coverage(ask, words, (ask.asking.spell(section.heading), above, "", title))
            rated.append((score, document.id, section.start, document, section, children))
    if not rated or max(rated)[0] < HEADED:
        return None
    *_, document, section, children = max(rated, key=lambda one: (one[0], -one[2]))
    end = section.start + len(section.heading)
    chunk = Chunk("", document.id, section.id, section.path, section.heading, section.start, end)
    found = Found(document, chunk, section.start, end, 1.0)
    spans = [own_title(document, child) for child in children]
    return span_rows(found, spans, "Item", (children[0].start, spans[-1][1]))


def alike_headings(ask: Ask) -> Listed | None:
    """The neighbouring headings that all hold the words in marks of 哪四个“相结合”, as many as are asked for; None where none do."""
    told = ALIKE.search(ask.question.text)
    rated: list[tuple[float, int, Document, list[Section]]] = []
    if not told:
        return None
    for document in _scope(ask):
        groups: dict[str, list[Section]] = {}
        for section in document.sections:
            if section.parent_id and told["word"] in document.text[slice(*own_title(document, section))]:
                groups.setdefault(section.parent_id, []).append(section)
        for own in groups.values():
            above = ask.asking.spell("".join(own[0].path[:-1]) + document.title)
            if len(own) > 1 and ask.question.number_of in (None, len(own)):
                words = {one: 1.0 for one in ask.question.words if one not in ask.asking.spell(told["word"])}
                rated.append((coverage(ask, words, (above, "", "", ""))[0], len(rated), document, own))
    if not rated or max(one[0] for one in rated) < HEADED:
        return None
    *_, document, own = max(rated, key=lambda one: (one[0], -one[1]))
    spans = [own_title(document, one) for one in own]
    rows = tuple(
        AnswerRow(document.text[a:b].strip(), "Item", evidence=(Citation.of(document, one.path, a, b),))
        for one, (a, b) in zip(own, spans, strict=True)
    )
    return rows, with_citations(f"{'、'.join(row.name for row in rows)}。", rows)


def are_alike(ask: Ask, listed: Listed | None) -> bool:
    """Whether each thing of a list holds the words in marks by which the question calls them, if it does: “相结合”."""
    told = ALIKE.search(ask.question.text)
    return not told or (listed is not None and all(told["word"] in row.name for row in listed[0]))


def _scope(ask: Ask) -> list[Document]:
    keys = ask.scope
    return [ask.context.documents[key] for key in keys]


def _counted_sections(ask: Ask, document: Document) -> Iterator[tuple[Section, list[Section]]]:
    """Sections with sections right under them, of the number that the heading says, or several of that asked for."""
    below: dict[str, list[Section]] = {}
    for section in document.sections:
        if section.parent_id:
            below.setdefault(section.parent_id, []).append(section)
    for section in document.sections:
        children = below.get(section.id, [])
        said = {int(parse_number(match[1]) or 0) for match in COUNTED.finditer(section.heading)}
        count, wanted = len(children), ask.question.number_of
        if (count > 1 and count == wanted) or (wanted is None and count in said):
            yield section, children


def own_title(document: Document, section: Section) -> tuple[int, int]:
    """A section's heading without its number, up to the first pause."""
    end = document.text.find("\n", section.start)
    line = document.text[section.start : min(end if end >= 0 else len(document.text), section.end)]
    ordinal = ORDINAL.match(line)
    number = ordinal or NUMBERING.match(line)
    start = number.end() if number else 0
    pause = re.search("[。；]" if ordinal else r"[：:。，；]|——", line[start:])
    return section.start + start, section.start + start + (pause.start() if pause else len(line) - start)

"""Industries by rank (主导产业, 未来产业) as the plan's own headings list them: the sections under the heading of that rank."""

import re
from collections.abc import Iterator, Sequence

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.quotes.heading_lists import own_title
from kg.records import Document, Section

RANK = re.compile(r"(?:主导|优势|支柱|未来|战略性新兴|新兴|特色|传统)产业")
CLAUSE = re.compile(r"[^，,；;。]+")
TIED = re.compile("(?:等|这|一|个|[两二三四五六]|大|项|类)*$")  # between an industry and its rank
LEADING = "主导"
NOT = re.compile(r"未将|未把|不再|不将|建议将|建议把")
FEWEST = 2


def answer_headed(ask: Ask) -> Answer | None:
    """The industries that head the sections under a heading of the asked rank; None where no heading lists industries so."""
    rank = _rank(ask)
    regions = ask.question.entities(["Region"])
    if not rank or ask.question.entities(["Park"]):
        return None
    for document in _documents(ask, {one.name for one in regions}):
        for section, children in _listing(document, rank[0]):
            rows = [row for child in children if (row := _row(ask, document, section, child))]
            if len(rows) >= FEWEST and len(rows) * 2 > len(children):
                names = "、".join(row.name for row in rows)
                place = f"{regions[0].name}的" if regions else ""
                text = f"{place}{rank[0]}有{len(rows)}个：{names}。"
                return ask.answered(with_citations(text, rows), rows, ask.scoped(ids=[one.id for one in regions]))
    return None


def _rank(ask: Ask) -> re.Match[str] | None:
    """The rank of the industries that are asked for; none in 甲特色产业 and 甲、乙两大主导产业, which name them."""
    named = [link for link in ask.question.links if link.of_type(["Industry"])]
    for rank in RANK.finditer(ask.question.folded):
        before = TIED.sub("", ask.question.folded[: rank.start()])
        if not any(link.end == len(before) for link in named):
            return rank
    return None


def of_rank(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The industries that a clause, else a heading, calls by the asked rank (未来产业); all where neither is found."""
    rank = _rank(ask)
    told = [row for row in rows if any("\t" in one.quote for one in row.evidence)]  # a park's own row of a table
    if not rank:
        return [*told, *(row for row in rows if row not in told)]
    if (
        ask.question.entities(["Park"])
        and rank[0].startswith(LEADING)
        and (own := [row for row in told if LEADING in row.roles])
    ):
        return own
    called = [row for row in rows if any(_is_called(row, one, rank[0]) for one in row.evidence)]
    return (
        called
        or [row for row in rows if any(rank[0] in part for one in row.evidence for part in one.section)]
        or list(rows)
    )


def _is_called(row: AnswerRow, citation: Citation, rank: str) -> bool:
    """Whether a clause of the quote names the industry and then the rank: 「巩固甲、乙两大主导产业」, not 「未将甲列为主导产业」."""
    clauses = [clause.partition(rank)[0] for clause in CLAUSE.findall(citation.quote) if rank in clause]
    return any(name in clause and not NOT.search(clause) for clause in clauses for name in (row.name, *row.aliases))


def _documents(ask: Ask, regions: set[str]) -> list[Document]:
    keys = ask.scope
    found = [ask.context.documents[key] for key in keys]
    return [one for one in found if not regions or one.metadata.get("region", "") in regions]


def _listing(document: Document, rank: str) -> Iterator[tuple[Section, list[Section]]]:
    """The sections whose heading names the rank, each with the sections right under it."""
    for section in document.sections:
        children = [one for one in document.sections if one.parent_id == section.id]
        if section.level and rank in section.heading and len(children) >= FEWEST:
            yield section, children


def _row(ask: Ask, document: Document, section: Section, child: Section) -> AnswerRow | None:
    """The industry that a heading names, by its whole words or as a part of them."""
    start, end = own_title(document, child)
    words = document.text[start:end].strip()
    linked = [one for link in ask.names.find(fold(words)) for one in link.of_type(["Industry"])]
    if not words or not linked:
        return None
    citation = Citation.of(document, section.path, start, end, "heading")
    whole = len(linked) == 1 and fold(linked[0].name) in fold(words)
    return AnswerRow(
        linked[0].name if whole else words, "Industry", linked[0].id if whole else "", evidence=(citation,)
    )

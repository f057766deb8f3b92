"""What the plans say of one named thing where a question asks for no more: 甲参与了什么, 甲的建设情况, 甲推进到什么程度."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.called import Named
from kg.answer.asked.reading import Ask, with_citations
from kg.answer.mentions import sentence_at
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.quotes.holding import forms_of
from kg.answer.quotes.passages import Found, find_sentences, lacks_core
from kg.answer.quotes.states import UNDER_WAY, UNTOLD, asks_state, by_state, stage_in, stage_of
from kg.text.normalize import quoted

MOST_SAID = 3
LONGEST_SAID = 120
HOLDS_ALL = 0.95  # of the question's weight, for a sentence that comes before the others
CLAUSE = re.compile(r"[^，；。：:;\n]+")
STATED = re.compile("进展|进度|状态|阶段|情况")
GOES_ON = re.compile("(?:目前|现|现已|现在|项目|主体|一期|二期)?(?:已|正|完成|基本|全面|进入|处于)")
HOW_FAR = re.compile("推进|程度|阶段|地步|进展|进度|进行|一步|项目|工程|建设|目前|现在|最新|状态|情况|完成|怎么样")


def answer_told(ask: Ask) -> Answer | None:
    """Every sentence that names the thing, each a row; None where the question asks for something of it besides."""
    named = _fullest(ask.question.entities(ask.intent.needs))
    held = [ask.asking.spell(link.text) for link in ask.question.links]
    idle = {ask.asking.spell(word) for key in ("telling", "tasking") for word in ask.asking.words[key]}
    rest = [word for word in ask.question.words if word not in idle and not any(word in name for name in held)]
    titles = ask.asking.spell("".join(ask.context.documents[key].title for key in ask.question.documents))
    if not named or any(word not in titles for word in rest):
        return None
    params = ask.scoped(ids=[one.id for one in named])
    rows = _surest(ask, held)
    for row in ask.rows(params):
        document = ask.context.documents.get(str(row["document_id"]))
        place = int(str(row["start_char"]))
        if document is not None and 0 <= place < len(document.text):
            citation = sentence_at(document, place)
            words = " ".join(citation.quote.split())
            rows.setdefault((document.id, citation.start), AnswerRow(words, "Passage", evidence=(citation,)))
    made = tuple(row for row in rows.values() if not _asks_fate(ask) or any(word in row.name for word in _fates(ask)))
    if not made:
        return None
    lead = ""
    if asks_state(ask.question.text):
        made, lead = _by_state(ask, made, [name for one in named for name in (one.name, *one.aliases)])
    said = "".join(quoted(_short(row.name)) for row in made[:MOST_SAID])
    more = f"，先读{MOST_SAID}处" if len(made) > MOST_SAID else ""
    names = "、".join(dict.fromkeys(one.name for one in named))
    return ask.answered(with_citations(f"{lead}规划写到{names}的有{len(made)}处{more}：{said}。", made), made, params)


def _fullest(named: Sequence[Named]) -> list[Named]:
    """Without what only lends another its name: 云岫大学 beside 云岫大学医学中心."""
    return [one for one in named if not any(one is not other and one.name in other.name for other in named)]


def _by_state(ask: Ask, rows: Sequence[AnswerRow], names: Sequence[str]) -> tuple[tuple[AnswerRow, ...], str]:
    """The rows that tell how far the thing is, what is done first, and what is to be said where none is; all rows where none tells."""
    stages = [stage_of(row.evidence[0], names) for row in rows]
    order = by_state(ask, [(row.evidence[0], stage) for row, stage in zip(rows, stages, strict=True)])
    kept = [at for at in order if stages[at] != UNTOLD] or order
    is_told = min(stages) <= UNDER_WAY
    return tuple(rows[at] for at in kept), "" if is_told else ask.asking.message("no_state")


def answer_progress(ask: Ask) -> Answer | None:
    """How far a thing is, in the plans' own clauses that name it and tell a stage (已完成选址); None where none does."""
    rows = stages_told(ask)
    if not rows:
        return None
    said = "".join(quoted(row.name) for row in rows)
    return ask.answered(with_citations(f"规划这样写：{said}。", rows), rows, ask.scoped())


def tells_stage(found: Found) -> bool:
    """Whether a sentence, or a row with a column for it, tells how far something is, or is to be."""
    if found.chunk.kind == "table_row":
        return bool(STATED.search(found.chunk.header))
    return any(stage_in(clause) != UNTOLD for clause in CLAUSE.findall(found.text))


def stages_told(ask: Ask) -> tuple[AnswerRow, ...]:
    """The clauses that name all that the question is about and tell how far it is, one a document; wishes left out."""
    held = [ask.asking.spell(link.text) for link in ask.question.links]
    stages = [ask.asking.spell(word) for word in ask.asking.words["stages"]]
    words = tuple(
        word for word in ask.question.words if word in held or not (HOW_FAR.fullmatch(word) or word in stages)
    )
    about = replace(ask, question=replace(ask.question, words=words, form="", years=()))
    found, _ = find_sentences(about) if words else ([], [])
    rows: dict[str, AnswerRow] = {}
    for one in found:
        if one.document.id in rows or one.chunk.kind == "table_row" or one.missing or lacks_core(about, one):
            continue
        if citation := _stage_of(about, one):
            rows[one.document.id] = AnswerRow(citation.quote.strip(), "Passage", evidence=(citation,))
    return tuple(rows.values())[:MOST_SAID]


def _stage_of(ask: Ask, found: Found) -> Citation | None:
    """The clause that names the thing and tells its stage, with the next where that one tells it."""
    clauses = [match.span() for match in CLAUSE.finditer(found.text)]
    core = ask.question.words[-1]
    for at, (start, end) in enumerate(clauses):
        text = found.text[start:end]
        if not any(form in ask.asking.spell(text) for form in forms_of(ask, core)):
            continue
        after = clauses[at + 1] if at + 1 < len(clauses) else (end, end)
        following = found.text[after[0] : after[1]]
        above = found.chunk.path
        goes_on = GOES_ON.match(following) and _is_reached(following, above)
        last = end if _is_reached(text, above) else after[1] if goes_on else 0
        if last:
            return found.cite(found.start + start, found.start + last)
    return None


def _is_reached(clause: str, above: Sequence[str]) -> bool:
    return stage_in(clause, above) <= UNDER_WAY


def _surest(ask: Ask, names: Sequence[str]) -> dict[tuple[str, int], AnswerRow]:
    """The sentences that hold the names and every other word of the question (承担 of 甲承担什么), by their place."""
    plain = {ask.asking.spell(word) for word in ask.asking.words["routine"]}
    if all(word in plain or any(word in name for name in names) for word in ask.question.words):
        return {}
    found, _ = find_sentences(ask)
    sure = [
        one
        for one in found
        if one.fits
        and one.chunk.kind != "table_row"
        and one.score >= HOLDS_ALL
        and not one.missing
        and not lacks_core(ask, one)
    ]
    made = [(one, sentence_at(one.document, one.start)) for one in sure[:MOST_SAID]]
    return {
        (one.document.id, citation.start): AnswerRow(" ".join(citation.quote.split()), "Passage", evidence=(citation,))
        for one, citation in made
    }


def _asks_fate(ask: Ask) -> bool:
    """Whether the question asks what becomes of the thing (怎么处置), which not every sentence that names it tells."""
    return any(word in ask.question.text for word in ask.asking.words["fate"])


def _fates(ask: Ask) -> tuple[str, ...]:
    return ask.asking.words["fates"]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}……"

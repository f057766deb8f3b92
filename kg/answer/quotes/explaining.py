"""Why and how: the plans' own sentences, chosen by the heading that the question words or by search, grouped by section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.answer.asked.reading import SEPARATOR, Ask
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.passages import Found, adds_nothing, coverage, find_sentences, lacks_core, weights_of
from kg.records import Document, Section
from kg.text.normalize import quoted
from kg.text.sentences import iter_sentences

HEADED = 0.75  # of the theme's weighted words that a heading must hold for its section to be the answer
ENOUGH = 0.68  # the same for a sentence found by search
LEAST_GIVEN = 0.5  # the same for a sentence that asks or says itself why
GIVEN = re.compile(
    "为什么|为何|之所以|原因(?:有|是|在于|主要|如下)|理由(?:有|是|在于|如下)|(?:基于|出于)[^，。]{0,12}考虑|是因为|主要考虑"
)
COUNTED = re.compile(
    "[一二三四五六七八](?:是|则)|第?[一二三四五六七八](?:、|，|,)|首先|其次|再次|最后|此外|同时|其[一二三四五六]"
)
NEAR_BEST = 0.1
BACKGROUND = 4  # the first of the words of background also stand for one another: 背景, 意义, 必要性
MOST_SECTIONS, MOST_ROWS, MOST_SAID = 3, 24, 6
LONGEST_SAID = 100
WHO = re.compile(
    r"(?:责任|牵头|配合)(?:单位|部门)[:：].*|[（(〔【\[［][^（()）〕】]{2,160}[)）〕】\]］]。?"
)  # a bracket alone: who is responsible
WHY, ANY = re.compile(r"(?:为什么|为何|缘何).*[？?]\s*$"), re.compile("")
NOTE = {"heading": "列在标题之下", "search": "按词语找到", "reason": "说明原因"}


@dataclass(frozen=True)
class Told:
    """One sentence of the answer with its section, and how it was found."""

    document: Document
    path: tuple[str, ...]
    start: int
    end: int
    way: str

    @property
    def citation(self) -> Citation:
        """The sentence as a citation; a slice of the text as it is."""
        return Citation.of(
            self.document, self.path, self.start, self.end, "heading" if self.way == "heading" else "direct"
        )


def answer_how(ask: Ask) -> Answer | None:
    """The section under the heading that the question words, sentence by sentence; else the sentences that hold its words."""
    if ask.question.number_of is not None:
        return None
    asked = _about(ask, "explain")
    if not asked.question.words:
        return None
    told = [one for section in _sections(asked) for one in _under(ask, *section)]
    return _answer(ask, told or _found(asked))


def answer_why(ask: Ask) -> Answer | None:
    """Sentences that give a reason for what is asked; a section of background or meaning where that is asked for."""
    asked = _about(ask, "explain")
    reasons = [word for word in ask.asking.words["background"] if word in ask.question.text]
    told = [one for section in _backgrounds(ask, asked, reasons) for one in _under(ask, *section)] if reasons else []
    return _answer(ask, told or _given(asked) or _reasons(asked))


def _about(ask: Ask, key: str) -> Ask:
    """The question kept to what it is about, without the words by which it asks."""
    idle = {ask.asking.spell(word) for word in ask.asking.words[key]}
    words = tuple(word for word in ask.question.words if word not in idle)
    regions = {one.name for one in ask.question.entities(["Region"])}
    own = tuple(key for key, one in ask.context.documents.items() if one.metadata.get("region", "") in regions)
    if own and not ask.question.documents:  # the plans of the place that is named, whose name no heading repeats
        named = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region"])]
        words = tuple(word for word in words if word not in named) or words
        ask = replace(ask, question=replace(ask.question, documents=own))
    titles = ask.asking.spell("".join(ask.context.documents[key].title for key in ask.question.documents))
    words = tuple(word for word in words if word not in titles) or words  # the plan is told by other means
    return replace(ask, question=replace(ask.question, words=words, form="", number_of=None, counted=""))


def _documents(ask: Ask) -> list[Document]:
    keys = ask.scope
    return sorted((ask.context.documents[key] for key in keys), key=_age)


def _age(document: Document) -> tuple[int, str]:
    """The newest plan first."""
    start = document.metadata.get("period_start", "")
    return (-int(start) if start.isdigit() else 0, document.id)


def _sections(ask: Ask) -> list[tuple[Document, Section]]:
    """The sections whose own heading holds the theme, best first; one inside another only once."""
    words = weights_of(ask)
    rated = []
    for order, document in enumerate(_documents(ask)):
        for section in document.sections:
            if section.level and section.kind != "annex":
                score, missing = coverage(ask, words, (ask.asking.spell(section.heading), "", "", ""))
                if score >= HEADED and not _lacks_name(ask, missing):
                    rated.append((round(score, 1), -order, -section.level, -section.start, document, section))
    rated.sort(key=lambda one: one[:4], reverse=True)
    best = rated[0][0] if rated else 0.0
    kept: list[tuple[Document, Section]] = []
    for score, *_, document, section in rated:
        inside = any(other is document and section.start < own.end and own.start < section.end for other, own in kept)
        if score >= best - NEAR_BEST and not inside:
            kept.append((document, section))
    return kept[:MOST_SECTIONS]


def _lacks_name(ask: Ask, missing: Sequence[str]) -> bool:
    names = [link.text for link in ask.question.links if not link.of_type(["Region", "Indicator"])]
    return any(word in name or name in word for word in missing for name in (*names, *ask.question.strange))


def _backgrounds(ask: Ask, asked: Ask, reasons: Sequence[str]) -> list[tuple[Document, Section]]:
    """Sections headed by background or meaning, where the question asks of the plan itself and not of a theme."""
    if any(not _of_plan(ask, word) for word in asked.question.words):
        return []
    sections = [(document, one) for document in _documents(ask) for one in document.sections if one.level]
    for words in (reasons, ask.asking.words["background"][:BACKGROUND]):
        if found := [one for one in sections if any(word in one[1].heading for word in words)]:
            return found[:MOST_SECTIONS]
    return []


def _of_plan(ask: Ask, word: str) -> bool:
    """Whether a word only names the plan: of its title, or a policy."""
    keys = ask.scope
    return any(word in ask.asking.spell(ask.context.documents[key].title) for key in keys)


def _under(ask: Ask, document: Document, section: Section) -> Iterator[Told]:
    """The sentences under a heading in their order, those of the headings below it too, read by the named query; no headings, no rows of tables."""
    path = SEPARATOR.join(section.path)
    kinds = {chunk.id: chunk.kind for chunk in document.chunks}
    for row in ask.rows({"documents": [document.id], "section": path}, "section_passages"):
        own = str(row["section"])
        if kinds.get(str(row["chunk_id"])) != "text" or not (own == path or own.startswith(f"{path}{SEPARATOR}")):
            continue
        first, last = int(str(row["start_char"])), int(str(row["end_char"]))
        if not section.start <= first < section.end:
            continue
        for start, end in iter_sentences(document.text[first:last]):
            span = (first + start, first + end)
            line = document.text[span[0] : span[1]]
            if any(map(str.isalnum, line)) and not WHO.fullmatch(line.strip()) and not is_heading(document, *span):
                yield Told(document, tuple(own.split(SEPARATOR)), *span, "heading")


def is_heading(document: Document, start: int, end: int) -> bool:
    """Whether a span is a heading and nothing more: 「1.保障用地需求。」 of a run-in one."""
    line = document.text[start:end].rstrip("。；：: ")
    return any(one.start == start and line == one.heading.rstrip("。；：: ") for one in document.sections)


def _found(ask: Ask) -> list[Told]:
    """The best sentences of the search, in the order of their documents."""
    found, _ = find_sentences(ask)
    good = [one for one in found if one.score >= ENOUGH and not lacks_core(ask, one) and not adds_nothing(ask, one)]
    good = [one for one in good if not is_heading(one.document, one.start, one.end)]
    best = max((one.score for one in good), default=0.0)
    told = [_tell(one, "search") for one in good if one.score >= best - NEAR_BEST]
    return sorted(told, key=lambda one: (_age(one.document), one.start))


def _reasons(ask: Ask) -> list[Told]:
    """Sentences with a word of reason that hold the theme, or that stand right beside one in its paragraph which does."""
    marks = re.compile("|".join(map(re.escape, ask.asking.words["reasons"])))
    found, _ = find_sentences(ask)
    good = [one for one in found if one.score >= ENOUGH and not lacks_core(ask, one)]
    good = [one for one in good if not is_heading(one.document, one.start, one.end)]
    own = [one for one in good if marks.search(one.text)]
    own = [one for one in own if not one.missing] or own  # beside a sentence on all that is asked a part of it pads
    if own:
        return [_tell(one, "reason") for one in own[:MOST_SECTIONS]]
    for one in good[:MOST_SECTIONS]:
        if beside := _next_reason(one, ANY if WHY.search(one.text) else marks):  # 为什么……？一是……
            return [_tell(one, "search"), beside]
    return []


def _given(ask: Ask) -> list[Told]:
    """The sentence by which the plan itself asks or says why, with those behind it that count the reasons: 一是 …"""
    found, _ = find_sentences(ask)
    for one in sorted(found, key=lambda one: -one.score):
        if one.score < LEAST_GIVEN or lacks_core(ask, one):
            continue
        if GIVEN.search(one.text):
            spans = [(one.chunk.start + a, one.chunk.start + b) for a, b in iter_sentences(one.chunk.text)]
            told = [Told(one.document, one.chunk.path, *span, "reason") for span in spans if span[0] >= one.end]
            if not one.text.rstrip().endswith(("？", "?")):
                return [_tell(one, "reason"), *takewhile(_counts, told)]
            if told:  # the plan's own question is no reason: what stands right behind it is, however it begins
                return [told[0], *takewhile(_counts, told[1:])]
    return []


def _counts(told: Told) -> bool:
    """Whether a sentence goes on counting: 二是 …"""
    return bool(COUNTED.match(told.document.text[told.start : told.end].strip()))


def _next_reason(found: Found, marks: re.Pattern[str]) -> Told | None:
    """The sentence right behind, of the same passage, where it gives a reason."""
    text, offset = found.chunk.text, found.chunk.start
    for start, end in iter_sentences(text):
        if offset + start >= found.end:
            if marks.search(text[start:end]):
                return Told(found.document, found.chunk.path, offset + start, offset + end, "reason")
            return None
    return None


def _tell(found: Found, way: str) -> Told:
    return Told(found.document, found.chunk.path, found.start, found.end, way)


def _answer(ask: Ask, told: Sequence[Told]) -> Answer | None:
    """The sentences grouped by section; of many the first, and how many there are."""
    told = list({(one.document.id, one.start): one for one in told}.values())
    if not told:
        return None
    shown = told[:MOST_ROWS]
    rows = tuple(_row(one) for one in shown)
    groups: dict[str, list[Told]] = {}
    for one in shown[:MOST_SAID]:
        groups.setdefault(one.citation.official, []).append(one)
    said = "；".join(f"{place}：{''.join(_quote(one) for one in part)}" for place, part in groups.items())
    more = f"共{len(told)}处" + (f"，列出前{len(shown)}处" if len(told) > len(shown) else "")
    more += f"，先读{MOST_SAID}处" if len(shown) > MOST_SAID else ""
    text = f"规划原文{more}。{said}。"
    if all(one.way == "heading" for one in told):
        sections = {SEPARATOR.join(one.path): one for one in told}
        params: Mapping[str, object] = {"documents": [told[0].document.id], "section": next(iter(sections))}
        return ask.answered(text, rows, params, query="section_passages")
    return Answer(ask.question.text, ANSWERED, ask.intent.name, text, rows)


def _row(one: Told) -> AnswerRow:
    words = " ".join(one.citation.quote.split())
    return AnswerRow(
        words, "Passage", note=NOTE[one.way], group=one.path[-1] if one.path else None, evidence=(one.citation,)
    )


def _quote(one: Told) -> str:
    words = " ".join(one.citation.quote.split())
    return quoted(words if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}……")

"""What the sentences that name one thing say of it: by whom, where, when, how far, how much; nothing of the things beside it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.intents import Asking
from kg.answer.asked.name_parts import Link
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import Question
from kg.answer.asked.reading import with_citations
from kg.answer.context import AnswerContext
from kg.answer.folding import fold, share
from kg.answer.mentions import head_cell, headed, sentence_at, sentences_under
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.actors import tells_who
from kg.answer.quotes.becoming import counts_otherwise
from kg.answer.quotes.columns import cell_sentences, said_row
from kg.answer.quotes.holders import asks_holders
from kg.answer.quotes.holding import is_whole_of
from kg.answer.quotes.wanted import (
    ASKS,
    EVERYTHING,
    NAMED,
    OF,
    Subject,
    Wanted,
    fits,
    is_of_period,
    is_of_years,
    longest_first,
    wanted_of,
)
from kg.extract.words.lexer import lex
from kg.records import Document

THINGS = ("Enterprise", "Institution", "Platform", "Project", "Park", "Fund", "Cluster")
RIVALS = frozenset({"Platform", "Project", "Park", "Fund"})  # what a clause that names one is about
SMALLER = frozenset({"Platform", "Project"})  # in a clause with a park or a firm it is about them
ASIDE = re.compile("(?:在|于|落户|依托|入驻|位于|由|与|和|联合|会同|依托[^，；。]{1,30}、)$")  # before where, with whom
NOT_LINKED = re.compile(
    r"^[^，；。]{2,24}?(?:中心|平台|基地|实验室|项目|装置|研究院|工程)(?:由|依托|位于|落户|坐落|面向)"
)
GOES_ON = re.compile(
    "(?:该|其|本|项目|工程|平台|基地|中心|装置|园区|[一二三]期|建成后|建设期|目前|现已|截至|已|计划|预计|拟|总投资|投资|规划|占地|建筑面积"
    "|主要|重点|主体|设计|年产|可|将|面向|提供|服务|力争|到20)"
)
MOST_FURTHER, SHORTEST, LONGEST = 2, 4, 30  # sentences that go on about a thing; characters of a name not in the graph
LIKE = 0.75  # of a name's pieces that a sentence must have that writes it otherwise
BUILT, COUNTED = re.compile("项目|工程|平台|基地|中心|实验室|生产线|产线|工厂"), re.compile("(?:几|多少)[个家项]")
CLAUSE = re.compile(r"[^，,；;]+")
LEVEL = re.compile("(?:国家|省|市|区|县)级")  # 首批国家级平台 tells a kind, and is no name
PROMOTING = re.compile(
    "(?:(?:高标准|高质量|高水平|重点|着力|全力|大力|积极|统筹)?(?:支持|推动|推进|加快|引导|鼓励|建设|打造|完善|提升))?"
)
DEED = re.compile(
    "[建组]设|推[进动]|打造|加快|支持|实施|组建|设立|建成|新建|依托|位于|落户|承建|运营|发展|培育|引导|完善|提升|的"
)
NO_NAME = re.compile(f"{DEED.pattern}|首批|第.{{1,2}}批")
DEEDS = re.compile(
    r"(?:^|[，；])[^，；]{0,8}?(?:推动|推进|建设|支持|开展|打造|实施|布局|设立|组建|发展|引进|培育|完善)"
)


@dataclass(frozen=True)
class Attributes:
    """Looks up what is asked of a thing in the sentences that name it."""

    context: AnswerContext
    asking: Asking
    names: NameIndex

    def subject(self, question: Question) -> Subject | None:
        """The thing that the words before the first ask name; None where they name none.

        A longer name that a plan writes and the graph does not know stands before the short one within it.
        """
        asked = ASKS.search(question.text)
        before = OF.sub("", question.text[: asked.start()]) if asked else question.text
        links = [link for link in question.links if link.of_type(THINGS)]
        if written := self._written(before, links):
            return Subject(written, (written,))
        if not links:
            return None
        link = links[0]
        named = link.of_type(THINGS)
        forms = dict.fromkeys([*(name for one in named for name in (one.name, *one.aliases)), link.text])
        return Subject(link.text, tuple(forms), frozenset(one.type for one in named))

    def _written(self, before: str, links: Sequence[Link]) -> str:
        """The longest run of words that a plan writes as a name, longer than every name in it that the graph knows; ''."""
        texts, starts = [one.text for one in self.context.documents.values()], [one.start for one in lex(before)]
        runs = [before[start : start + size] for size in range(LONGEST, SHORTEST - 1, -1) for start in starts]
        for run in runs:
            if NAMED.fullmatch(run) and not NO_NAME.match(run) and any(run in text for text in texts):
                inside = [one for one in links if one.text in fold(run)]  # 建设甲基地 is 甲基地
                known = tuple(one.text for one in inside if one.whole or one.text == fold(run))
                return "" if fold(run).endswith(known) or (links and not inside) or LEVEL.match(run) else run
        return ""

    def told(
        self, subject: Subject, part: str, cited: Sequence[Citation] = (), documents: Sequence[str] = ()
    ) -> Answer | None:
        """The clauses about the thing that hold what a part asks, with their citation; None where none does.

        `cited` keeps to the sentences of these citations.
        """
        wanted = wanted_of(self.asking, subject, part)
        everything = bool(EVERYTHING.match(part.strip("，, ")))
        if wanted is None and not everything:
            return None
        for citation, start in self._stretches(subject, [one.document_id for one in cited] or documents):
            is_apart = cited and not any(_overlap(citation, one) for one in cited)
            if is_apart or not is_of_period(citation, part):
                continue
            found = self._all_of(citation, start) if everything else wanted and self._clauses(citation, start, wanted)
            if found:
                return self._said(part, found)
        return None

    def preferred(self, question: Question, sentence: Answer | None) -> Answer | None:
        """The sentence that answers a question on one thing; where it is on another, or there is none, what clauses on it tell."""
        about = None if asks_holders(question.text) else self.subject(question)
        rest = question.text.replace(about.text, "") if about else ""  # 甲公司的某项目 is asked of, not 甲公司
        is_own = question.form in {"number", "date"} and not (COUNTED.search(rest) or BUILT.search(rest))
        if about and sentence and is_own:
            cited = [one for row in sentence.answers for one in row.evidence]
            sentence = None if cited and all(self._is_of_inner(about, one) for one in cited) else sentence
        if about is None or (sentence and self.is_of(sentence, about)):
            return sentence
        told = self.told(about, question.text, documents=question.documents)
        if told and not counts_otherwise(question, told.text) and tells_who(self.context, self.asking, question, told):
            return replace(told, question=question.text)
        return None if about.types and question.form == "date" else sentence  # when another thing is done

    def _said(self, part: str, citation: Citation) -> Answer:
        """A citation as the answer to a part; of a row of a table the cells under their columns' names."""
        said = said_row(citation, self.context.documents) or " ".join(citation.quote.split()).rstrip("，。；,;")
        row = AnswerRow(said, "Passage", evidence=(citation,))
        return Answer(part, ANSWERED, "passage", with_citations(f"{said}。", [row]), (row,))

    def told_beside(self, answer: Answer, part: str, known: Sequence[str] = ()) -> Answer | None:
        """The same in the very sentences that an answer cites, of the things that it tells.

        `known` are names of the part that those sentences are known to be about.
        """
        cited = [one for row in answer.answers for one in row.evidence] if answer.status == ANSWERED else []
        rows = [sentence_at(self.context.documents[one.document_id], one.start) for one in cited]
        rows += [one for one in cited if "\t" in one.quote]
        wanted = wanted_of(self.asking, Subject("", tuple(known)), part)
        for row in rows if wanted else ():
            if wanted and "\t" in row.quote and fits(self.asking, said_row(row, self.context.documents), wanted):
                return self._said(part, row)
            for one in cell_sentences(row, self.context.documents):
                if wanted and any(form in one.quote for form in known) and fits(self.asking, one.quote, wanted):
                    return self._said(part, one)
        forms = [name for row in answer.answers for name in (row.name, *row.aliases) if row.type != "Passage"]
        quotes = [row.name for row in answer.answers if row.type == "Passage"]
        subject = Subject(
            "", tuple(dict.fromkeys([*forms, *quotes, *known])), frozenset(row.type for row in answer.answers)
        )
        return self.told(subject, part, cited=cited) if cited else None

    def is_of(self, reply: Answer, subject: Subject | None) -> bool:
        """Whether an answer is about the thing: what the graph joins with it, a sentence that says it of the thing."""
        if subject is None or reply.intent != "passage":
            return True
        return any(self.is_about(subject, one) for row in reply.answers for one in row.evidence)

    def is_about(self, subject: Subject, citation: Citation) -> bool:
        """Whether a citation lies in what the plans say of the thing, under a heading that names it, or in its row."""
        around = (citation.title, *citation.section, *([citation.quote] if "\t" in citation.quote else []))
        if any(form in part for form in subject.forms for part in around):
            return True
        sentence = sentence_at(self.context.documents[citation.document_id], citation.start)
        if any(share(form, sentence.quote) >= LIKE for form in subject.forms):  # 甲中心建设项目 is 甲中心项目
            return True
        return any(_overlap(one, citation) for one, _ in self._stretches(subject, (citation.document_id,)))

    def _is_of_inner(self, subject: Subject, citation: Citation) -> bool:
        """Whether a citation that names a park or a firm is on what is built there or by it: a row, a clause with a project."""
        sentence = sentence_at(self.context.documents[citation.document_id], citation.start)
        cells = [head_cell(sentence.quote)] if "\t" in sentence.quote else CLAUSE.findall(sentence.quote)
        own = cells if "\t" in sentence.quote else [one for one in cells if any(form in one for form in subject.forms)]
        kinds = SMALLER - subject.types
        return len(kinds) == len(SMALLER) and any(self._names(subject, one, kinds) for one in own[:1])

    def said_of(self, subject: Subject, row: AnswerRow) -> Iterator[str]:
        """What the sentences that a row cites say of the thing."""
        for citation, _ in self._stretches(subject, [one.document_id for one in row.evidence]):
            if any(_overlap(citation, one) for one in row.evidence):
                yield citation.quote

    def _stretches(self, subject: Subject, scope: Sequence[str]) -> Iterator[tuple[Citation, int]]:
        """The stretches of text about the thing, each with the place where its naming clause begins."""
        pattern = re.compile("|".join(map(re.escape, longest_first(subject))))
        seen: set[tuple[str, int]] = set()
        for key in dict.fromkeys(scope) or self.context.documents:
            document = self.context.documents[key]
            for match in pattern.finditer(document.text):
                sentence = sentence_at(document, match.start())
                if (key, sentence.start) in seen:
                    continue
                seen.add((key, sentence.start))
                if section := headed(document, match):
                    yield from ((one, one.start) for one in sentences_under(document, section))
                    continue
                if "\t" in sentence.quote:
                    if pattern.search(head_cell(sentence.quote)):  # a row is about its first name, no place in it
                        yield sentence, sentence.start
                elif not is_whole_of(sentence.quote, match[0]) and not ASIDE.search(
                    document.text[sentence.start : match.start()]
                ):
                    yield self._stretch(subject, document, sentence, match.start())

    def _stretch(self, subject: Subject, document: Document, sentence: Citation, place: int) -> tuple[Citation, int]:
        """The clauses of a sentence about the thing, and the sentences behind that go on about it."""
        spans = [(sentence.start + one.start(), sentence.start + one.end()) for one in CLAUSE.finditer(sentence.quote)]
        own = next((at for at, (_, end) in enumerate(spans) if place < end), 0)
        behind_other = any(self._others(subject, document.text[slice(*one)]) for one in spans[:own])
        first, last = own if behind_other else 0, own
        inner = SMALLER - subject.types and self._names(subject, document.text[slice(*spans[own])], SMALLER)
        while (
            not inner
            and last + 1 < len(spans)
            and not self._begins_other(subject, document.text[slice(*spans[last + 1])])
        ):
            last += 1
        end = sentence.end if last + 1 == len(spans) else spans[last][1]
        if end == sentence.end and not inner:
            end = self._further(subject, document, end)
        return Citation.of(document, sentence.section, spans[first][0], end), spans[own][0]

    def _further(self, subject: Subject, document: Document, end: int) -> int:
        """The end of the sentences of the paragraph that go on about the thing: 项目总投资…, 目前…"""
        for _ in range(MOST_FURTHER):
            if document.text[end : end + 1] in {"\n", ""}:
                break
            following = sentence_at(document, end)
            if following.start < end or "\t" in following.quote or not GOES_ON.match(following.quote):
                break
            if self._others(subject, following.quote):
                break
            end = following.end
        return end

    def _others(self, subject: Subject, clause: str) -> bool:
        """Whether a clause names another thing of the kind, or one that it would be about."""
        return bool(NOT_LINKED.match(clause)) or self._names(subject, clause, RIVALS | subject.types)

    def _names(self, subject: Subject, clause: str, kinds: Collection[str]) -> bool:
        return any(
            link.of_type(tuple(kinds)) and not _is_own(subject, link.text) for link in self.names.find(fold(clause))
        )

    def _begins_other(self, subject: Subject, clause: str) -> bool:
        """Whether a clause begins with another thing, which it is about then."""
        if NOT_LINKED.match(clause):
            return True
        kinds = RIVALS | subject.types
        links = self.names.find(fold(clause))
        start = len(clause) - len(PROMOTING.sub("", clause, count=1))  # 支持甲 is about 甲, 落户甲 is not
        return any(link.start == start and link.of_type(kinds) and not _is_own(subject, link.text) for link in links)

    def _clauses(self, stretch: Citation, own: int, wanted: Wanted) -> Citation | None:
        """The fewest clauses of a stretch that hold all that is wanted, from the clause that names the thing on."""
        document = self.context.documents[stretch.document_id]
        if "\t" in stretch.quote:
            said = said_row(stretch, self.context.documents)
            return stretch if fits(self.asking, said, wanted) and all(year in said for year in wanted.years) else None
        spans = [(stretch.start + one.start(), stretch.start + one.end()) for one in CLAUSE.finditer(stretch.quote)]
        naming = next(at for at, (_, end) in enumerate(spans) if own < end)
        for size in (1, 2):  # what stands before the naming clause tells of it only together with it
            for at in range(max(0, naming + 1 - size), len(spans) - size + 1):
                first, last = spans[at][0], spans[at + size - 1][1]
                if fits(self.asking, document.text[first:last], wanted) and is_of_years(
                    document, first, last, wanted.years
                ):
                    first, last = min(first, own), max(last, next(end for _, end in spans if end > own))
                    return Citation.of(document, stretch.section, first, last)
        return None

    def _all_of(self, stretch: Citation, own: int) -> Citation | None:
        """A stretch from its naming clause on, where it tells several things to be done."""
        document = self.context.documents[stretch.document_id]
        sentence = sentence_at(document, own)
        is_own = sentence.start == own  # what the sentence's own thing does
        end = max(stretch.end, sentence.end) if is_own else stretch.end
        deeds = len(DEEDS.findall(document.text[own:end]))
        return Citation.of(document, stretch.section, own, end) if deeds > 1 else None


def _is_own(subject: Subject, name: str) -> bool:
    """Whether a name is the thing's: one of its names, or what begins with a name that only the plan writes (甲园二期|主体工程)."""
    forms = [fold(form) for form in subject.forms]
    return any(name in form or (not subject.types and name.startswith(form)) for form in forms if form)


def _overlap(left: Citation, right: Citation) -> bool:
    return left.document_id == right.document_id and left.start < right.end and right.start < left.end

"""Several asks in one question: each part answered, or said to have no answer; none is left out without a word."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.described import RANKED
from kg.answer.asked.intents import Asking
from kg.answer.asked.negation import answer_excepting, put_name
from kg.answer.asked.question import Question, content_words
from kg.answer.asked.ranking import read_wish
from kg.answer.asked.reading import with_citations, words_naming
from kg.answer.figures.chosen import NOW
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer
from kg.answer.quotes.attributes import Attributes
from kg.answer.quotes.wanted import ASKS, EVERYTHING, OF, ROLE, Subject, idle_words
from kg.answer.shown.lead import together
from kg.answer.steps.asks import BARE, asks_share, beside_first, is_hollow, parts_of, shared_of
from kg.answer.steps.covering import PHASE, Covering

DATED = re.compile(r"20\d\d|[今去明前]年|目标|实际|增长|增幅|增速")  # a figure of another year is another figure
OWN_YEAR = re.compile(rf"20\d\d年?|(?:完成|达到|实现)了?$|(?:{NOW.pattern}|现)$")
IT = re.compile(
    r"(?:这|那|该|上述)[一]?[个家项座处条支只]?(?P<kind>[\u4e00-\u9fff]{2})|(?:(?<![\u4e00-\u9fff])|(?<=除了)|(?<=除))(?:它|其)(?![们中他余它])的?|那里|那儿"
)
WHICH = re.compile(
    r"(?:是|为)?哪(?:一)?[个家座项][\u4e00-\u9fff]{0,4}$|^(?:[^，]{0,12}[，的])?哪(?:一)?[个家座项]"
)  # asks which thing it is
PAUSE = re.compile("[，；。：]")
SOUGHT = re.compile(
    r"(?:哪[些一几两三四五]?[个家座项所条]?|什么)[^，。；]{0,6}?(?:项目|工程|企业|公司|平台|园区?|基地|机构|单位|部门|中心|集群|基金)"
)
KINDS = re.compile("现状|目前|如今|基期|完成|总?投资|变化|历年|累计")  # a figure that has a time of its own
MONEY = re.compile("投资|固投|建安|资金|造价")
Answering = Callable[[str], Answer]
APART = frozenset({"indicator_difference", "indicator_ratio"})  # tell the growth with the difference
GROWN = ("增长", "增幅", "增速")
TELLING = frozenset({"Enterprise", "Platform", "Project", "Fund", "Institution", "Park", "Cluster", "Department"})


@dataclass(frozen=True)
class Parts:
    """Answers what a question asks part by part; `one` answers a part in one step, within what the whole keeps to."""

    asking: Asking
    read: Callable[[str], Question]
    attributes: Attributes

    @property
    def covering(self) -> Covering:
        """What judges answers by the parts."""
        return Covering(self.asking, self.read, self.attributes.context.documents)

    def answer(self, text: str, whole: Answer, one: Answering) -> Answer:
        """「甲由谁牵头、什么时候完成」: the whole's answer with those to the parts that it leaves open, and which part has none."""
        said = parts_of(text)
        if len(said) < 2 or len({row.group for row in whole.answers if whole.intent == "named_set"}) == len(said):
            return whole
        of_share = asks_share(said)
        if whole.status == ANSWERED and (of_share or not self.attributes.is_of(whole, self._subject(said[0], whole))):
            whole = Answer(text, NOT_FOUND, "passage", "")
        whole, is_told = self.covering.without_number(whole, text, said[0]), whole.status == ANSWERED
        first = whole if is_told and self.covering.covers(whole, said[0]) else one(f"{said[0]}？")
        first = whole if first.status != ANSWERED and self._of_row(whole) else first  # a row of a table for all
        parts = {part: self._completed(part, said[:place], first) for place, part in enumerate(said)}
        heads = self._heads(said)
        if is_told and whole.query is None:  # one sentence for all: it gives way where the graph answers every part
            each = [self._one_part(asked, heads[part], first, one, loosely=False) for part, asked in parts.items()]
            if not all(reply and reply.query for reply in each):
                return self._in_words(text, whole, dict(zip(said, each, strict=True)))
            is_told = False
        dated = {*DATED.findall(said[0]), *(GROWN if whole.intent in APART else ())}
        covered = {
            part
            for part, asked in parts.items()
            if is_told
            and not (EVERYTHING.match(part) or ROLE.match(part))
            and (part == said[0] or set(DATED.findall(asked)) <= dated)
            and self.covering.covers(whole, asked)
            and (not _is_project(whole) or read_wish(text) or self.covering.covers(whole, heads[part]))
            and self.covering.tells(whole, asked)
        }
        lost = [] if is_told or first.status == ANSWERED else self._lost(said)
        found = {
            part: None if part in lost else self._one_part(asked, heads[part], first, one)
            for part, asked in parts.items()
            if part not in covered
        }
        found |= {
            part: self._beside(
                parts[part],
                [
                    *([whole] if is_told and heads[part] == said[0] else []),
                    *(found[one] for one in found if heads[one] == heads[part]),
                ],
                self._subject(heads[part], first),
            )
            for part in [part for part, reply in found.items() if reply is None]
        }
        answered = [reply for reply in found.values() if reply]
        if not (good := ([whole] if is_told and (covered or not answered) else []) + answered):
            return whole if whole.intent != "passage" else self._untold(text, whole, said)
        return self._joined(text, good, [part for part, reply in found.items() if reply is None])

    def _beside(self, part: str, replies: Sequence[Answer | None], about: Subject | None) -> Answer | None:
        """What the sentences that answer other parts on the same thing say of a part that nothing else answers."""
        known = [link.text for link in self.read(part).links if {one.type for one in link.entities} - {"Indicator"}]
        known += about.forms if about else ()
        told = (self.attributes.told_beside(reply, part, known) for reply in replies if reply)
        return next((one for one in told if one), None)

    def _joined(self, text: str, good: Sequence[Answer], silent: Sequence[str]) -> Answer:
        """The answers to parts as one, each fact before all citations, and the parts that have none."""
        rows = tuple(dict.fromkeys(row for reply in good for row in reply.answers))
        open_parts = [self.asking.message("untold_part", part=part) for part in silent]
        return replace(good[0], question=text, text=together([reply.text for reply in good], open_parts), answers=rows)

    def _heads(self, parts: Sequence[str]) -> dict[str, str]:
        """Of each part the one that it leans on: itself where it names a thing, else the last before that does."""
        heads: dict[str, str] = {}
        last = parts[0]
        for part in parts:
            last = part if {one.type for link in self.read(part).links for one in link.entities} & TELLING else last
            heads[part] = last
        return heads

    def _untold(self, text: str, whole: Answer, parts: Sequence[str]) -> Answer:
        """The refusal of a question of whose thing the plans tell nothing that is asked."""
        if whole.intent == "silent":
            return whole
        return Answer(text, NOT_FOUND, "open", "".join(self.asking.message("untold_part", part=part) for part in parts))

    def _in_words(self, text: str, whole: Answer, found: Mapping[str, Answer | None]) -> Answer:
        """The sentence for all parts with what is told of a part elsewhere, and those that nothing tells said to be open."""
        quotes = "".join(one.quote for row in whole.answers for one in row.evidence)
        silent = [
            part for part, reply in found.items() if not reply and not self.covering.is_held(part, quotes, [*found])
        ]
        told = [
            reply
            for part, reply in found.items()
            if reply and not self.covering.is_held(part, quotes, [*found], strictly=True)
        ]
        return self._joined(text, [whole, *told], silent) if told or silent else whole

    def _subject(self, part: str, reply: Answer) -> Subject | None:
        """The thing that a part is about: the one project of its answer, else what stands before its asking."""
        projects = [row for row in reply.answers if row.type == "Project"]
        if _is_project(reply) and len(projects) == 1:
            return Subject(projects[0].name, (projects[0].name, *projects[0].aliases), frozenset({"Project"}))
        return self._of_row(reply) or self.attributes.subject(self.read(part))

    def _of_row(self, reply: Answer) -> Subject | None:
        """The one project of the table row by which a part is answered in the plan's own words."""
        if reply.status != ANSWERED:
            return None
        rows = [
            one.quote for row in reply.answers if row.type == "Passage" for one in row.evidence if "\t" in one.quote
        ]
        links = [link for quote in rows for link in self.attributes.names.find(fold(quote)) if link.whole]
        project = next(
            (one for link in links for one in link.of_type(["Project"])), None
        )  # works in it stand behind it
        if len(rows) != 1 or not project:
            return None
        return Subject(project.name, (project.name, *project.aliases), frozenset({"Project"}))

    def _completed(self, part: str, earlier: Sequence[str], first: Answer) -> str:
        """A part with 这个基地 or 它 put as what the parts before name of that kind, else as what the first's answer tells."""
        match = IT.search(part)
        if not match or not earlier:
            return f"{shared_of(part, earlier)}{part}"
        kinds = tuple(self.asking.kinds_in(match["kind"] or ""))
        if match["kind"] and not kinds:
            return part
        links = self.read("，".join(earlier)).links
        told = [row.name for row in first.answers if (row.type in kinds if kinds else row.type in TELLING)]
        told += [row.value for row in first.answers if row.type == "Project" and row.value and "Park" in kinds]
        if not match["kind"] and WHICH.search(earlier[0]) and len(told) == 1:
            name = told[0]
        else:
            named = [one for link in links for one in link.of_type(kinds or TELLING)]
            name = next((one.name for one in named if fold(match["kind"] or "") in fold(one.name)), "")
            name = name or next((one.name for one in named), "") or (told[0] if told else "")
            name = name or (self._only_named(first, earlier[0], kinds) if kinds else "")
        return put_name(part, match, name) if name else part

    def _only_named(self, first: Answer, part: str, kinds: Sequence[str]) -> str:
        """The one thing of these kinds in the clauses of an answer's sentences that hold words of its part; '' for none or several."""
        words = [word for word in self.read(part).words if word not in self.asking.kinds]
        quotes = [one.quote for row in first.answers for one in row.evidence] if first.status == ANSWERED else []
        clauses = [clause for quote in quotes for clause in PAUSE.split(quote)]
        own = [spelled for clause in clauses if any(word in (spelled := self.asking.spell(clause)) for word in words)]
        itself = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "$")  # 甲公司|乙工厂
        links = [link for clause in own for link in self.attributes.names.find(itself.sub("，", clause))]
        names = {one.id: link.text for link in links for one in link.of_type(kinds)}
        return next(iter(names.values())) if len(names) == 1 else ""

    def _one_part(self, part: str, first: str, reply: Answer, one: Answering, *, loosely: bool = True) -> Answer | None:
        """The answer to one part, said of what the first part is about where it names nothing itself (什么时候完成)."""
        asked = ASKS.search(first)
        part, of_both = beside_first(part, first)
        hollow = is_hollow(part)
        bare = hollow or bool(BARE.match(part))
        before = OF.sub("", first[: asked.start()]) if asked and (bare or of_both) else ""
        before = OWN_YEAR.sub("", before) if hollow else before
        which = [row.name for row in reply.answers if row.type in TELLING] if WHICH.search(first) else []
        subject = (
            which[0]
            if len(which) == 1
            else (before if hollow or of_both else words_naming(self.read(first), things=True) or before)
        )
        phase = bool(PHASE.match(part))  # 二期 of what the first part names
        about = self._subject(first, reply)
        leans = part != first and self._leans(part, first, about)
        names_own = bool(words_naming(self.read(part))) and not leans
        if (
            part != first
            and names_own
            and about
            and not about.types
            and any(word in about.text for word in self.read(part).words)
        ):
            about = None  # the same in other words: 千亿级园区几个，甲区每个区几个园区
        if leans and asked and not {one.type for link in self.read(first).links for one in link.entities} & TELLING:
            subject = OF.sub("", first[: asked.start()])
        subject = "" if part == first or (names_own and not phase) else subject
        is_lost = part != first and bool(IT.search(part))  # 它 of which no name is known
        alone = [] if phase or (part != first and bare) or leans or is_lost else [f"{part}？"]
        whole_act = [f"{before}{part}？"] if bare and before and part != first else []  # 甲园二期建设|什么时候完成
        said: Answer | None = None
        if about and (EVERYTHING.match(part) or ROLE.match(part)) and (told := self.attributes.told(about, part)):
            return told
        own = [f"{about.text}{part}？"] if about and part != first and not names_own else []
        year = self._year_of(part, first)
        dated = [f"{year}年{subject}{part}？"] if year else []
        asks = [*own, *dated, *([f"{subject}{part}？"] if subject or not is_lost else []), *whole_act, *alone]
        for text in dict.fromkeys(asks):
            found = answer_excepting(text, one, self.attributes.names, self.asking) or one(text)
            if year and any(row.year and row.year != year for row in found.answers if row.type == "Indicator"):
                continue
            if found.status == ANSWERED and self.covering.holds(found, part) and self.attributes.is_of(found, about):
                if (found.query is not None or found.intent == "named_set") and self.covering.tells(found, part):
                    return found
                if loosely and found.query is None and not (about and text in alone and part != first):
                    said = said or (found if about or part == first else self._on_first(found, first, reply))
        told = self.attributes.told(about, part) if about else None
        return told or self.attributes.told_beside(reply, part) or said

    def _leans(self, part: str, first: str, about: Subject | None) -> bool:
        """Whether a part names nothing but a quantity, which is that of the thing that the first part names or tells: 总投资多少."""
        types, before = (
            {one.type for link in self.read(text).links for one in link.entities} for text in (part, first)
        )
        before |= about.types if about else frozenset()
        of_row = "Project" in before and bool(MONEY.search(part))  # 固投多少 of a project is no sum of a plan
        if types == {"Indicator"} and not before & TELLING and (about or self._tells_more(first)):
            return bool(MONEY.search(part))  # of what the first part tells in words of its own
        return (types == {"Indicator"} and bool(before & (TELLING - {"Department", "Park"}))) or (of_row and not types)

    def _lost(self, parts: Sequence[str]) -> list[str]:
        """The parts that name nothing but a quantity, where the first asks which thing it is, or tells it by its rank."""
        types = {part: {one.type for link in self.read(part).links for one in link.entities} for part in parts}
        seeks = SOUGHT.search(parts[0]) or re.search(RANKED, parts[0])
        is_open = bool(seeks) and not types[parts[0]] & TELLING
        return [part for part in parts[1:] if is_open and types[part] <= {"Indicator"}]

    def _year_of(self, part: str, first: str) -> str:
        """The one year that the first part names, of which a quantity is that a part names without one; else ''."""
        own, before = self.read(part), self.read(first)
        has_own = own.years or own.periods or DATED.search(part) or KINDS.search(part) or BARE.match(part)
        is_plain = part != first and own.form == "number" and not has_own
        types = {one.type for link in own.links for one in link.entities}
        return before.years[0] if is_plain and len(before.years) == 1 and types <= {"Indicator", "Industry"} else ""

    def _tells_more(self, first: str) -> bool:
        """Whether the words before what a part asks tell more than a place and a quantity."""
        asked, links = ASKS.search(first), self.read(first).links
        names = [self.asking.spell(link.text) for link in links if link.of_type(["Region", "Indicator"])]
        words = content_words(OF.sub("", first[: asked.start()]) if asked else first, self.asking)
        idle = idle_words(self.asking)
        return any(word not in idle and not any(word in name for name in names) for word in words)

    def _on_first(self, found: Answer, first: str, reply: Answer) -> Answer | None:
        """The sentences for a part that names nothing as far as they are on what the first part or its answer names."""
        if {one.type for link in self.read(found.question).links for one in link.entities}:
            return found
        rows = tuple(row for row in found.answers if self.covering.goes_with(row, first, reply))
        if not rows or len(rows) == len(found.answers):
            return found if rows else None
        return replace(found, answers=rows, text="".join(with_citations(f"{row.name}。", [row]) for row in rows))


def _is_project(answer: Answer) -> bool:
    """Whether an answer tells of projects, whose dates and builders are no other thing's."""
    return any(row.type == "Project" for row in answer.answers)

"""Questions over a thing that they only tell: which one it is, then what is asked of it; a half is never given as the whole."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.called import short_forms
from kg.answer.asked.described import Described, described, told_before
from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.negation import Excepted, without
from kg.answer.asked.question import Question
from kg.answer.asked.reading import listing, with_citations
from kg.answer.context import AnswerContext
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation
from kg.answer.quotes.attributes import Attributes
from kg.answer.quotes.columns import header_of
from kg.answer.quotes.wanted import LOOSE, Subject
from kg.answer.shown.lead import together
from kg.answer.steps.asks import parts_of
from kg.answer.steps.compose import UNTOLD_ROLE
from kg.answer.steps.finding_told import Finder, Found, words_of
from kg.text.normalize import quoted

TELLING = ("Enterprise", "Institution", "Department", "Platform", "Project", "Park", "Cluster", "Fund")
OF_ALL = re.compile("合计|总计|共计|总和|总额|之和|加起来|平均|最[大高多低小少早晚]")
LEADER = re.compile(  # 甲产业链主参与建设的装置: a firm that is told without 的
    "(?:产业链?|行业|领域)?的?(?P<role>链主|龙头)(?:企业|公司)?(?=参与|牵头|承建|建设|投资|共建|位于|坐落|落户|入驻|获评|入选)"
)
DEEPEST = 3  # descriptions within one another
MOST_EACH = 6  # things of which each is asked


@dataclass(frozen=True)
class Hops:
    """Answers in steps; `one` answers a question in one, `composed` in any way with so many steps behind it."""

    context: AnswerContext
    asking: Asking
    names: NameIndex
    read: Callable[[str], Question]
    one: Callable[[Question], Answer]
    composed: Callable[[Question, int], Answer]
    attributes: Attributes

    @property
    def finder(self) -> Finder:
        """What finds the things that are told."""
        return Finder(self.context, self.asking, self.names, self.read, self.one, self.attributes)

    def answer(self, question: Question, depth: int) -> Answer | None:
        """The answer to a question about a thing that it tells; None where it tells none, or one step may do.

        Where the thing is found and what is asked of it is not, the answer says both and is none.
        """
        if depth < DEEPEST and (led := self._of_leader(question, depth)):
            return led
        told = described(question.text) if depth < DEEPEST else None
        if told is None:
            return self._of_named(question, depth)
        found = self.finder.find(told)
        if found is None:
            return self._in_one(question, told)
        if len(found.names) > MOST_EACH:
            return Answer(question.text, NOT_FOUND, "open", found.text)
        if len(found.names) > 1 and OF_ALL.search(told.after):  # what several come to is no answer of each
            return None
        replies = self._replies(told, found, depth)
        good = [reply for _, reply in replies if reply]
        if not good and (
            wider := self.finder.above(found)
        ):  # what no plan says of the industry it may say of that over it
            wide = self._replies(told, wider, depth)
            found, replies = (wider, wide) if any(reply for _, reply in wide) else (found, replies)
            good = [reply for _, reply in replies if reply]
        kept = [self._others(reply, found) for reply in good] if told.others else good
        if good and all(one.status != ANSWERED for one in kept):
            return replace(kept[0], question=question.text, text=f"{kept[0].text}{found.text}")
        good = [one for one in kept if one.status == ANSWERED]
        if not good:
            return self._open(question, told, found, [reply for reply, _ in replies])
        rows = tuple(
            replace(row, evidence=tuple(dict.fromkeys((*row.evidence, *found.evidence))))
            for row in dict.fromkeys(row for reply in good for row in reply.answers)
        )
        text = together([reply.text for reply in good], found=found.text)
        return replace(good[0], question=question.text, text=text, answers=rows)

    def _of_named(self, question: Question, depth: int) -> Answer | None:
        """What is asked of a thing that a clause tells and then names, where no one sentence holds both: 要建甲厂的乙公司.

        A sentence of some plan must say the clause of it.
        """
        for told, rest in told_before(question.text):
            link = next((one for one in self.names.find(fold(rest)) if not one.start and one.of_type(TELLING)), None)
            cited = self.finder.own_words.said_of(told, link.text) if link else None
            if link and cited and self.one(question).status != ANSWERED:
                before, name, after = question.text.partition(f"{told}的")[0], link.text, rest[len(link.text) :]
                reply = self.composed(self.read(f"{before}{name}{after.lstrip('，, ')}"), depth + 1)
                row = AnswerRow(cited.quote, "Passage", evidence=(cited,))
                said = with_citations(f"规划写到{name}：{quoted(cited.quote.rstrip('。；，'))}。", [row])
                return replace(reply, question=question.text, text=f"{reply.text}{said}")
        return None

    def _of_leader(self, question: Question, depth: int) -> Answer | None:
        """What is asked of the one firm that a plan calls the leader of the industry named right before; None without such."""
        match = LEADER.search(question.text)
        before = question.text[: match.start()] if match else ""
        trades = [link.text for link in self.read(before).links if link.of_type(["Industry"])] if before else []
        trade = next((one for one in trades if before.endswith(one)), "")
        if not match or not trade:
            return None
        found = self.one(self.read(f"{before}产业的{match['role']}企业是谁？"))
        firms = [row for row in found.answers if row.type == "Enterprise"]
        if found.status != ANSWERED or len(firms) != 1 or UNTOLD_ROLE.match(found.text):
            return None
        known = self.names.by_id.get(firms[0].entity_id)
        name, after = known.name if known else firms[0].name, question.text[match.end() :]
        reply = self.composed(self.read(f"{before.removesuffix(trade)}{name}{after}"), depth + 1)
        if reply.status != ANSWERED:
            said = self.asking.message("untold_step", asked=after.strip("，, 的？?"), names=name)
            return Answer(question.text, NOT_FOUND, "open", f"{said}{found.text}")
        cited = tuple(one for row in firms for one in row.evidence)
        rows = tuple(replace(row, evidence=tuple(dict.fromkeys((*row.evidence, *cited)))) for row in reply.answers)
        return replace(reply, question=question.text, text=together([reply.text], found=found.text), answers=rows)

    def _replies(self, told: Described, found: Found, depth: int) -> list[tuple[Answer, Answer | None]]:
        """What is answered of each thing found, and as far as it is about that: else what sentences on it say."""
        made = []
        for name in found.names:
            reply = self.composed(self.read(told.asked_of(name)), depth + 1)
            kept = self._kept_to(reply, name, told)
            if not kept and not told.others and len(parts_of(told.after)) == 1:
                kept = self.attributes.told(self._subject(name), told.after)
            made.append((reply, kept))
        return made

    def _in_one(self, question: Question, told: Described) -> Answer | None:
        """The one sentence that holds description and answer; the refusal where the thing is pointed at and none does."""
        reply = self.one(question)
        if reply.status != ANSWERED or (reply.query is None and self._holds(reply, f"{told.told}{told.after}")):
            return reply
        if reply.query and self._holds(reply, f"{told.told}{told.noun if told.is_pointed else ''}"):
            return reply if told.is_pointed else None
        text = self.asking.message("untold_thing", what=told.words)
        return Answer(question.text, NOT_FOUND, reply.intent, text)

    def _open(self, question: Question, told: Described, found: Found, replies: Sequence[Answer]) -> Answer:
        """That the thing was found and what is asked of it was not; an answer where one sentence holds both."""
        reply = self.one(question)
        if reply.status == ANSWERED and reply.query is None and self._holds(reply, told.after):
            return reply
        asked = told.after.strip("，, 的？?")
        deeper = next((one.text for one in replies if one.intent == "open"), "")
        said = deeper or self.asking.message("untold_step", asked=asked, names="、".join(found.names))
        return Answer(question.text, NOT_FOUND, "open", f"{said}{found.text}")

    def _holds(self, reply: Answer, words: str) -> bool:
        """Whether the evidence of an answer has the words that tell something in a text."""
        held = self.asking.spell("".join(self._around(one) for row in reply.answers for one in row.evidence))
        idle = {*self.asking.kinds, *LOOSE, *map(self.asking.spell, self.asking.words["light"])}
        return all(self.asking.stands_in(one, held) for one in words_of(words, self.asking) if one not in idle)

    def _around(self, citation: Citation) -> str:
        """A quote with the headings over it: of its section, of its table."""
        return "".join((citation.quote, *citation.section, header_of(citation, self.context.documents)))

    def _kept_to(self, reply: Answer, name: str, told: Described) -> Answer | None:
        """The answer as far as it is about the thing: a sentence must name it or what tells it, and hold what is asked."""
        if reply.status != ANSWERED:
            return None
        if described(told.asked_of(name)):  # looked at step by step already
            return reply
        if reply.query is None:
            forms = [fold(one) for one in self._forms(name, told)]
            near = [fold(self._around(one)) for row in reply.answers for one in row.evidence]
            is_of = any(form in text for form in forms for text in near)
            several = len(parts_of(told.after)) > 1  # each part was held to the thing, and what has no answer is said
            return reply if is_of and (several or self._holds(reply, told.after)) else None
        links = [link for link in self.names.find(fold(name)) if link.whole]
        inner = max((link.text for link in links), key=len, default="")
        tail = fold(name).replace(inner, "")  # 西区 of 甲园西区, where the graph knows 甲园
        if not tail:
            return reply
        rows = tuple(row for row in reply.answers if any(tail in fold(one.quote) for one in row.evidence))
        said = f"规划写到{name}的有：{listing([row.name for row in rows], '个')}。"
        return replace(reply, answers=rows, text=with_citations(said, rows)) if rows else None

    def _forms(self, name: str, told: Described) -> Iterator[str]:
        """The names of the thing and of what it is told by."""
        yield name
        for link in (*self.names.find(fold(name)), *self.names.find(fold(told.told))):
            for one in link.entities if link.of_type(TELLING) else ():
                yield from (one.name, *one.aliases, *short_forms(one))

    def _subject(self, name: str) -> Subject:
        """The thing of a name, with its other names."""
        named = [one for link in self.names.find(fold(name)) if link.text == fold(name) for one in link.entities]
        forms = dict.fromkeys([name, *(form for one in named for form in (one.name, *one.aliases))])
        return Subject(name, tuple(forms), frozenset(one.type for one in named))

    def _others(self, reply: Answer, found: Found) -> Answer:
        """The answer without what the thing was found by, said anew where something is left out."""
        known = {fold(one) for one in found.known}
        left_out = tuple(dict.fromkeys(row.name for row in reply.answers if _is_known(row, known)))
        role = next((one for one in ("牵头", "配合") if one in reply.question), "")
        in_role = tuple(row for row in reply.answers if role in row.roles) if role else ()
        if not left_out:
            return reply
        return without(replace(reply, answers=in_role or reply.answers), Excepted(reply.question, left_out), self.names)


def _is_known(row: AnswerRow, known: Collection[str]) -> bool:
    """Whether a row tells no more than what the thing was found by: its name, a sentence on it."""
    said = "".join(fold(one.quote) for one in row.evidence) if row.type == "Passage" else ""
    return fold(row.name) in known or any(name in said for name in known)

"""Whether an answer has what one part of a question asks for: of its kind, its date, its words, its share."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.described import LEADING
from kg.answer.asked.intents import Asking
from kg.answer.asked.limits import names_only
from kg.answer.asked.negation import split_exception
from kg.answer.asked.question import Question, content_words
from kg.answer.asked.ranking import read_wish
from kg.answer.facts.projects import ACT, FIELDS
from kg.answer.figures.chosen import NOW
from kg.answer.folding import fold, share
from kg.answer.kinds import COMPARING, FIGURES
from kg.answer.mentions import sentence_at
from kg.answer.model import Answer, AnswerRow
from kg.answer.quotes.wanted import ASKS, NUMERAL, idle_words
from kg.answer.tasks.task_rows import WHEN
from kg.extract.words.lexer import lex
from kg.records import Document

UNIT = re.compile("[元里点米亩顷吨辆人倍成家个项次台套栋]$")
TOLD_PAUSE = re.compile(r"[，,；;、。：:\s]")
REPEATS = re.compile(
    r"(?:它们|他们|这些)?(?:分别|具体|都|各)*(?:是|有|为)?(?:哪些|哪几[个项家]|谁|什么)[？?]?"
)  # the rows of before
COUNT = re.compile(r"多少|几(?!乎)")
COUNTED = re.compile(
    rf"(?:{COUNT.pattern})[个家项户座套件条名人支所只处批]?[\u4e00-\u9fff]*?(?P<noun>[\u4e00-\u9fff]{{2}})(?=$|[？?])"
)
BY_UNIT = re.compile(rf"(?:{COUNT.pattern})(?P<unit>[家名座所场届次条套件支])(?P<noun>[\u4e00-\u9fff]{{2}})")
COUNT_OF = re.compile(rf"(?:{COUNT.pattern})[家个项名座所户](?P<noun>[^，。？]{{2,}})$")
PHASE = re.compile("^[一二三四]期")
# What is to be computed of two figures, and of that what is a share.
COMPUTED = re.compile(
    r"(?:比|较).{0,14}(?:多|少|高|低|大|小|增|减|降|提).{0,4}(?:多少|几)|差(?:了)?(?:多少|几|多大)|相差|差距|^(?:增幅|增长率|增速)|几倍|多少倍"
)
SHARES = re.compile("^(?:增幅|增长率|增速)|百分之|几倍|多少倍")
SHARE = re.compile(r"\d\s*%|百分之|\d倍")
IDLE_TYPES = frozenset({"Region", "Indicator"})  # that many sentences name
HALF = 0.5
COUNTS = re.compile("(?:多少|几)[个项]")  # how many of a list, which the list itself tells
LISTED = re.compile("哪些|哪几|分别是|有什么|都有谁")
NATURE = re.compile("属性|性质|约束性|预期性")
TOGETHER = COMPARING | {"growth"}
SINGLE = frozenset({"indicator", "indicators", "series"})  # readings that tell figures one by one
DATE = re.compile(r"20\d\d|\d{1,2}月|年底|长期|每年")


@dataclass(frozen=True)
class Covering:
    """Judges answers by the parts of a question."""

    asking: Asking
    read: Callable[[str], Question]
    documents: Mapping[str, Document]

    def covers(self, whole: Answer, part: str) -> bool:
        """Whether an answer is of the kind that a part of its question asks for."""
        intent = next((one for one in self.asking.intents if one.name == whole.intent), None)
        if REPEATS.fullmatch(part):  # 有几项，分别是哪几项: the list says both
            return all(row.name in whole.text for row in whole.answers)
        if intent is None or split_exception(part):
            return False
        if SHARES.search(part) and not SHARE.search(whole.text):
            return False
        if COMPUTED.search(part):
            return intent.handler in TOGETHER
        if intent.handler in COMPARING and names_only(self.read(part), whole.answers):
            return any(one.score(part) > 0 for one in self.asking.intents if one.handler in FIGURES)
        if intent.handler in SINGLE and NATURE.search(part):
            return "约束性" in whole.text or "预期性" in whole.text
        if intent.handler in SINGLE and not self._is_of_quantity(whole, part):
            return False
        if intent.handler in SINGLE and (kind := _kind_of(part)):
            return any(row.kind == kind for row in whole.answers)
        field = any(re.search(cue, part) for _, cue in FIELDS.values())
        if intent.handler == "project":
            return field and not PHASE.match(part)
        if intent.handler == "projects":
            return self._lists(whole, part, field=field)
        return intent.score(part) > 0 or (intent.handler == "theme" and bool(WHEN.search(part)))

    def without_number(self, whole: Answer, text: str, first: str) -> Answer:
        """The answer without the word that it has fewer than are asked for, where a later part asks for so many: 甲是哪家，乙是哪两家."""
        number = self.read(text).number_of
        said = self.asking.message("other_number", wanted=number, n=len(whole.answers))
        return whole if number == self.read(first).number_of else replace(whole, text=whole.text.replace(said, ""))

    def _is_of_quantity(self, whole: Answer, part: str) -> bool:
        """Whether the figures are of what a part counts (几家甲、几家乙), not only their sentence tells of it."""
        counted = COUNT_OF.search(part)
        words = content_words(counted["noun"], self.asking) if counted else ()
        told = self.asking.spell("".join(f"{row.name}{row.group or ''}" for row in whole.answers))
        return not words or any(word in told for word in words if word not in self.asking.kinds)

    def _lists(self, whole: Answer, part: str, *, field: bool) -> bool:
        """Whether a list of projects, or the largest of one, is what a part asks for."""
        asked = [label for name, (label, cue) in FIELDS.items() if name != "investment" and re.search(cue, part)]
        if asked and all(f"{label}为" in whole.text for label in asked):  # of projects found by what their cells hold
            return True
        ranked, asks_rank = (read_wish(text) is not None for text in (whole.question, part))
        if ranked:
            return asks_rank or (field and not self.read(part).links)
        return not (asks_rank or field or COUNTS.search(part))

    def is_held(self, part: str, quotes: str, parts: Sequence[str], *, strictly: bool = False) -> bool:
        """Whether quoted words hold what a part asks for: one word of its own, strictly all of them."""
        if part == parts[0] and not strictly:
            return True
        held, earlier = self.asking.spell(quotes), set(content_words(parts[0], self.asking)) if part != parts[0] else ()
        words = [word for word in content_words(part, self.asking) if word not in {*earlier, *self.asking.kinds}]
        listed = "、" in quotes or not LISTED.search(part)
        counted = bool(re.search(r"\d|[一二两三四五六七八九十]", quotes)) or not COUNT.search(part)
        shared = bool(SHARE.search(quotes)) or not SHARES.search(part)
        is_word = all if strictly else any
        told = (any(one in held for one in (word, *self.asking.near_to(word))) for word in words)
        of_others = (match := BY_UNIT.search(part)) and not re.search(
            rf"{NUMERAL}[余多]?{match['unit']}|{match['noun']}", quotes
        )  # 95万人次 tells not how many 所学校
        return _leads(part, quotes) and listed and counted and shared and not of_others and (is_word(told) or not words)

    def goes_with(self, row: AnswerRow, first: str, reply: Answer) -> bool:
        """Whether a sentence names what the first part or its answer does, or holds most of that with one name nearly whole."""
        quote = "".join(one.quote for one in row.evidence)
        held, before = self.asking.spell(quote), first[: match.start()] if (match := ASKS.search(first)) else first
        words = [word for word in content_words(first, self.asking) if word not in idle_words(self.asking)]
        names = [link.text for link in self.read(first).links if {one.type for one in link.entities} - IDLE_TYPES]
        alike = share(before, quote) >= HALF and any(share(name, fold(quote)) >= HALF for name in names)
        is_named = any(one.name in quote for one in reply.answers) or (words and all(one in held for one in words))
        return alike or bool(is_named)

    def tells(self, answer: Answer, part: str) -> bool:
        """Whether an answer of the graph has what a part asks: a date where it asks when, and every word of it that tells."""
        body = answer.text.partition("（《")[0]
        if WHEN.search(part) and not DATE.search(body):
            return False
        intent = next((one for one in self.asking.intents if one.name == answer.intent), None)
        rest = NOW.sub("，", ACT.sub("，", part))
        for cue in [*(intent.cues if intent else ()), *(re.compile(cue) for _, cue in FIELDS.values())]:
            rest = cue.sub("，", rest)
        told = (
            body,
            *(part for row in answer.answers for one in row.evidence for part in (one.title, one.quote, *one.section)),
        )
        held = self.asking.spell("".join(told))
        names = [self.asking.spell(link.text) for link in self.read(part).links]
        idle = idle_words(self.asking)
        words = [word for word in content_words(rest, self.asking) if len(word) > 1 and word not in idle]
        return all(word in held or any(word in name or name in word for name in names) for word in words)

    def holds(self, found: Answer, part: str) -> bool:
        """Whether an answer of a part is one: a difference, a share; of sentences one with most words of what is asked."""
        if found.query is None:
            cited = (one for row in found.answers for one in row.evidence)
            around = (sentence_at(self.documents[one.document_id], one.start).quote for one in cited)
            held = self.asking.spell("".join((found.text, *around)))  # with the columns' names of a row
            words = [word for word in content_words(part, self.asking) if word not in self.asking.kinds]
            counted = COUNTED.search(part) if lex(part)[-1].tag.startswith("n") else None  # 几所高校来建 counts no 来建
            noun = self.asking.spell(counted["noun"]) if counted and not UNIT.search(counted["noun"]) else ""
            pieces = [self.asking.spell(piece) for piece in TOLD_PAUSE.split(found.text)]
            if noun not in self.asking.kinds and not any(noun in piece for piece in pieces):
                return False  # 能收多少学生 is told by no sentence without them
            return _leads(part, found.text) and (sum(word in held for word in words) * 2 > len(words) or not words)
        return not (COMPUTED.search(part) or SHARES.search(part)) or self.covers(found, part)


def _leads(part: str, told: str) -> bool:
    """Whether a text calls somebody what a part asks of (链主): a word of the firm's kind, which else tells nothing."""
    return all(role in told for role in re.findall(LEADING, part))


def _kind_of(part: str) -> str:
    """target or actual where a part asks for that of a figure alone."""
    kinds = {
        "target": "目标" in part,
        "actual": bool(re.search(f"实际|完成|现状|基期|(?:做|达|实现)(?:到|成)?了|{NOW.pattern}", part)),
    }
    asked = [kind for kind, is_asked in kinds.items() if is_asked]
    return asked[0] if len(asked) == 1 else ""

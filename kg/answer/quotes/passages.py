"""Finds the sentence that answers: it must hold what is asked about, the year, and an answer of the wanted form."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from kg.answer.asked.conditions import asked_kinds, beside_place
from kg.answer.asked.reading import Ask
from kg.answer.asked.spelled import spelled
from kg.answer.asked.subjects import core_names, is_of_another, iter_clauses, kinds_named, subject_of
from kg.answer.asked.years import BESIDE_YEAR, tells_of
from kg.answer.folding import share
from kg.answer.model import Citation
from kg.answer.quotes.counted import holds_number
from kg.answer.quotes.holding import PARTLY, asked_is_held, forms_of, held_by
from kg.extract.words.lexer import lex
from kg.index.entries import is_telling
from kg.records import Chunk, Document, Hit
from kg.text.periods import iter_periods

DEPTH = 40  # passages looked through; the sentence asked for was never below the 25th
DATE = re.compile(r"\d{4}年|\d{1,2}月|[“\"]十[一二三四五六七八九]五[”\"]")
OFTEN, EVERY = (
    re.compile("多久[^，。？]{0,12}一[次轮回]"),
    re.compile("每(?:个|一|两|三|半)?[年季月周日天旬]|[年季月周日]度"),
)
LIST = re.compile(
    r"(?:与|和|同).{2,24}(?:共建|共同|联合|合作|合建)|[、；→]|[^\d—－–][—－–]{1,2}[^\d—－–]+[—－–]{1,2}[^\d—－–]|《[^《》]+》《|\d[.、）)]|[一二三四五六七八九十]是"
)
REACHED = re.compile("已|现有|目前")  # no figure of the year that stands far above: 到2030年
TITLED = re.compile(r"《[^《》]+》")
CLAUSE = re.compile(r"[^，；：]+[，；：]?")
PARTS = re.compile("[。；;\n]")
LINE = re.compile(r"[^\n]+")  # of short rows that stand in one passage each tells of its own
LONGEST_QUOTE = 150
LIGHT = 0.3  # of its weight, for a word that only says what kind of thing is asked for
COMPOUND_BONUS = 0.1  # for terms that stand in one piece
DATED_BONUS = 0.1  # for a clause with a date and the asked act
COUNTED_BONUS = 0.2  # for a sentence that counts as the question does: 三大领域
LOOK_BACK = 1000  # characters: 「到2030年，实现以下目标：」 stands over all its dashes
LISTING_BONUS = 0.03  # for a sentence that says that it lists, where a list is asked for
LISTING = re.compile(
    r"(?:包括|包含|涵盖|分为|分别[是为有]|主要有|即|为：)[^，。；]*、|、[^，。；]*等(?:[\d一二三四五六七八九十]+)?[个大项类家种]?(?:方面|领域|方向)"
)
SEVERAL = re.compile(
    "哪(?:些|几个?|几大)(?:主要|重点|具体|民生)?(?:领域|方面|方向|环节|赛道|板块|事业)"
)  # one is no answer
IN_PATH, IN_LEAD, IN_TITLE = 0.85, 0.7, 0.6  # what a word counts that stands above, before, in the title
OWN = 0.25  # of the question's weight that a sentence must hold itself where its headings hold none of it
ECHO = 0.99  # of a sentence's pieces that the question has itself


@dataclass(frozen=True)
class Found:
    """A sentence that answers, with how much of the question it holds (1 = all)."""

    document: Document
    chunk: Chunk
    start: int
    end: int
    score: float
    missing: tuple[str, ...] = ()
    fits: bool = True  # an answer of the wanted form and year is in it

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.document.text[self.start : self.end]

    def cite(self, start: int, end: int) -> Citation:
        """A citation of part of it."""
        return Citation.of(self.document, self.chunk.path, start, end)


Sentences = tuple[list[Found], list[Hit]]


def find_sentences(ask: Ask) -> tuple[list[Found], list[Hit]]:
    """The sentences of the best passages, best first, and the passages; the same question is searched once."""
    found, hits = ask.memo.get(ask.question) or ask.memo.setdefault(ask.question, _find_sentences(ask))
    return list(found), list(hits)


def _find_sentences(ask: Ask) -> Sentences:
    question = ask.question
    query = " ".join((question.text, *question.words))
    hits = list(ask.context.search(query, k=DEPTH, documents=question.documents))
    words = weights_of(ask)
    found = [one for hit in hits for one in _rate_chunk(ask, hit, words)]
    found.sort(key=lambda one: (-one.fits, -one.score, one.end - one.start, one.document.id, one.start))
    return found, hits


def weights_of(ask: Ask) -> dict[str, float]:
    """The question's words, each with how rare it is in the documents, or, where none has it, what comes near to it."""
    found: dict[str, float] = ask.memo.get(("weights", ask.question)) or ask.memo.setdefault(
        ("weights", ask.question), _weights(ask)
    )
    return found


def _weights(ask: Ask) -> dict[str, float]:
    texts = [spelled(ask.asking, document) for document in ask.context.documents.values()]
    size = sum(map(len, texts)) / 300 + 1
    light = {ask.asking.spell(word) for word in ask.asking.words["light"]}
    verbs = {ask.asking.spell(token.text) for token in lex(ask.question.text) if token.tag == "v"}
    verbs |= {word for word in ask.question.words if all(token.tag == "v" for token in lex(word))}  # 算|上
    kinds = asked_kinds(ask)
    words = [word for word in ask.question.words if word not in kinds or len(ask.question.words) == 1]

    def count(forms: Iterable[str]) -> int:
        return max((sum(text.count(form) for text in texts) for form in forms), default=0)

    counts = {word: count(forms_of(ask, word)) or count(ask.asking.near_to(word)) for word in words}
    # an act that no plan calls so (派上) stands there in other words: its absence tells little, unless it tells a relation
    cues = "".join(cue.pattern for intent in ask.asking.intents for cue in intent.cues)
    light |= {word for word in words if word in verbs and not counts[word] and word not in cues}
    return {word: (LIGHT if word in light else 1.0) * math.log(1 + size / (1 + counts[word])) for word in words}


def _rate_chunk(ask: Ask, hit: Hit, words: Mapping[str, float]) -> Iterator[Found]:
    chunk, document = hit.chunk, ask.context.documents.get(hit.chunk.document_id)
    if document is None:
        return
    words = beside_place(ask, words, document)
    lead, counted = "", ask.question.counted
    spell = ask.asking.spell
    above = spell(f"{''.join(chunk.path)}{chunk.header}")
    title = spell(document.title + document.name)
    kinds, is_row = kinds_named(ask), chunk.kind == "table_row"
    spans = [one.span() for one in LINE.finditer(chunk.text)] if is_row else iter_clauses(ask, chunk.text)
    for start, end in spans:
        sentence = chunk.text[start:end]
        own_subject = "" if is_row else subject_of(ask, sentence, kinds)
        told_before = "" if own_subject else lead  # what was told of another before is not told of this one
        held = (spell(sentence), above, spell(told_before), title)
        score, missing = coverage(ask, words, held)
        score += COUNTED_BONUS * (bool(counted) and counted in sentence)
        score += LISTING_BONUS * (ask.question.form == "list" and bool(LISTING.search(sentence)))
        score += COMPOUND_BONUS * _compounds_held(ask, held) + DATED_BONUS * _is_dated(ask, sentence)
        columns = spell(sentence + chunk.header)
        told = (columns, columns + spell("".join(chunk.path[-1:])), "".join(held[:3]))
        own = [held_by(ask, word, held[0]) for word in words]
        fits = (
            all(limit.holds((sentence, *held[1:], document.title), (), (document.id,)) for limit in ask.place)
            and (_form_fits(ask, sentence, chunk) or (_may_be_one(ask) and all(own)))
            and (
                sum(map(mul, own, words.values())) >= OWN * sum(words.values())
                or any(held_by(ask, word, held[1]) for word in words)
            )
            and asked_is_held(ask, words, told)
            and _year_fits(ask, sentence, lead, chunk, document)
            and not (own_subject and is_of_another(ask, own_subject, sentence))
        )
        yield Found(document, chunk, chunk.start + start, chunk.start + end, score, missing, fits)
        lead = f"{lead}{sentence}"


def coverage(ask: Ask, words: Mapping[str, float], held: tuple[str, str, str, str]) -> tuple[float, tuple[str, ...]]:
    """The weighted share of the question's words found in the sentence, above it, before it or in the title."""
    total = found = 0.0
    missing = []
    for word, weight in words.items():
        part = 0.0
        for factor, text in zip((1.0, IN_PATH, IN_LEAD, IN_TITLE), held, strict=True):
            part = max(part, factor * held_by(ask, word, text)) if part < factor else part
        total += weight
        found += weight * part
        if part < PARTLY:
            missing.append(word)
    return (found / total if total else 0.0), tuple(missing)


def _is_dated(ask: Ask, sentence: str) -> bool:
    """Whether a date is asked for and a clause holds one together with what is asked last: 10月正式开业 for 什么时候开业."""
    if ask.question.form != "date" or not ask.question.words:
        return False
    last = ask.question.words[-1]
    return any(DATE.search(clause) and last in ask.asking.spell(clause) for clause in CLAUSE.findall(sentence))


def _compounds_held(ask: Ask, held: tuple[str, str, str, str]) -> float:
    """The share of the question's compounds that stand in one piece in the sentence or above it."""
    compounds = ask.question.compounds
    return sum(any(one in text for text in held[:2]) for one in compounds) / len(compounds) if compounds else 0.0


def _form_fits(ask: Ask, sentence: str, chunk: Chunk) -> bool:
    form = ask.question.form
    sentence = re.sub(r"(?<=\d)[^\S\t]+(?=[\u4e00-\u9fff])", "", sentence)
    if form == "number":
        return holds_number(ask, sentence, chunk)
    if form == "date":
        return bool((EVERY if OFTEN.search(ask.question.text) else DATE).search(sentence))
    if form == "list":
        return bool(LIST.search(sentence)) or chunk.text.strip() == sentence.strip()
    if form == "title":
        return bool(TITLED.search(sentence))
    return True


def _may_be_one(ask: Ask) -> bool:
    """Whether a list is asked for that may be of one: 「获得哪些荣誉」 is answered by a single honour, 「哪三个」 is not."""
    return ask.question.form == "list" and ask.question.number_of is None and not SEVERAL.search(ask.question.text)


def _year_fits(ask: Ask, sentence: str, lead: str, chunk: Chunk, document: Document) -> bool:
    """Whether the sentence, or else what stands nearest before or above it, speaks of a year that is asked about."""
    years = [int(year) for year in ask.question.years]
    if not years or ask.question.form not in {"number", ""}:
        return True
    nearest = next((part for part in reversed(PARTS.split(lead)) if next(iter_periods(part), None)), "")
    for said in (sentence, nearest, chunk.header, "".join(chunk.path)):
        text = bare if re.search(r"20\d\d", bare := BESIDE_YEAR.sub("", said)) else said
        periods = list(iter_periods(text)) or list(iter_periods(re.sub(r"(20\d\d)(?!年|\d)", r"\1年", text)))
        singles = [period for period in periods if period.start == period.end]
        if said == chunk.header and singles:  # of a table's years each has its own column
            periods = singles
        if periods:
            # what a plan tells of five years in all is no figure of one of them, save of the last
            first = "end" if ask.question.form == "number" else "start"
            dated = any(getattr(period, first) <= year <= period.end for period in periods for year in years)
            return dated and (said != sentence or "\t" in said or first == "start" or tells_of(said, years))
    if REACHED.search(sentence):
        return False
    before = document.text[max(0, chunk.start - LOOK_BACK) : chunk.start]
    until = [period for period in iter_periods(before) if period.kind in {"until", "plan_end"}]
    return bool(until) and until[-1].end in years


def quote_of(ask: Ask, found: Found) -> tuple[int, int]:
    """The clauses of a sentence that hold most of the question and an answer of the wanted form, as a span of the document."""
    if found.end - found.start <= LONGEST_QUOTE:
        return found.start, found.end
    clauses = [match.span() for match in CLAUSE.finditer(found.text)]
    words = weights_of(ask)
    best, span = -1.0, (0, LONGEST_QUOTE)
    for first in range(len(clauses)):
        for last in range(first, len(clauses)):
            start, end = clauses[first][0], clauses[last][1]
            if end - start > LONGEST_QUOTE and last > first:
                break
            text = found.text[start:end]
            score, _ = coverage(ask, words, (ask.asking.spell(text), "", "", ""))
            score += 0.3 * _form_fits(ask, text, found.chunk) - 0.0005 * (end - start)
            if score > best:
                best, span = score, (start, end)
    return found.start + span[0], found.start + span[1]


def best_clause(ask: Ask, found: Found) -> tuple[int, int]:
    """The one clause of a sentence that holds most of the question, as a span of the document."""
    words = weights_of(ask)
    spans = [match.span() for match in re.finditer(r"[^，；：。,;]+", found.text)] or [(0, len(found.text))]
    rated = [(coverage(ask, words, (ask.asking.spell(found.text[a:b]), "", "", ""))[0], -a, b) for a, b in spans]
    _, start, end = max(rated)
    return found.start - start, found.start + end


def children_of(found: Found) -> list[tuple[int, int]]:
    """The numbered lines right under a short heading line: their own titles, as spans of the document."""
    text = found.document.text
    line_end = text.find("\n", found.start)
    goes_on = text[found.end : max(found.end, line_end)].strip()  # what follows is of the whole line, not of its part
    if goes_on or line_end < 0 or found.end - found.start > 60 or text[found.start : found.end].rstrip().endswith("。"):
        return []
    spans = []
    place = line_end + 1
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        match = re.match(r"\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])\s*([^：:。；\n]{2,40})", text[place:end])
        if not match:
            break
        spans.append((place + match.start(1), place + match.end(1)))
        place = end + 1
    return spans


def lacks_core(ask: Ask, found: Found) -> bool:
    """Whether the sentence misses a name that the question gives, or for a figure a part of what its owner is called."""
    named, missing = core_names(ask), found.missing
    if ask.question.form == "number":  # 软件产业, 未来产业先导区: another one's figure is none of it
        named += ask.question.compounds
        missing = tuple(word for word in missing if word not in ask.asking.words["measuring"])
    return any(word in name or name in word for word in missing for name in (*named, *ask.question.strange))


def adds_nothing(ask: Ask, found: Found) -> bool:
    """Whether it is a bare heading or signature, or holds no more than the question does, and no numbered lines follow."""
    words = re.sub(r"^\W*(?:[\d一二三四五六七八九十]+\W+)?", "", found.text)
    empty = not is_telling(found.chunk) or share(words, ask.question.text) >= ECHO
    return empty and not children_of(found)


def shown_passages(hits: Sequence[Hit], most: int = 3) -> tuple[Hit, ...]:
    """The first few passages, for the reader to judge."""
    return tuple(hits[:most])

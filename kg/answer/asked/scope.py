"""Which loaded documents a question keeps to: by 《title》, by age, by the words before 规划, by a bare period of a plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.answer.asked.described import ASKS
from kg.answer.asked.intents import Asking
from kg.answer.folding import fold, pairs, rarity, weigh
from kg.records import Document
from kg.text.periods import Period, iter_periods

SHORTEST_KIND = 4  # 方案 alone is too common a word to tell a document
CUT = re.compile(
    r"[，。？！?！；;：:、\s的在于和与从]|里(?!程)|中(?![心关国医药小试央])|按照|根据|依据|落实|(?:编制|制定|出台|起草|编写)(?=.{2})"
)
PAUSE = re.compile("[，；;]")
TITLE = re.compile(r"《([^《》]{2,60})》")
OWNER = re.compile(r"(?:^|[，。？！?!；;：:、\s在和与从])(?P<whose>[^，。？！?!；;：:、\s在和与从]{2,12})的$")
LEAD = re.compile(
    "^(?:请问?|麻烦|帮我?|给我|我想|想|看看?|查查?|找出?|列出|列一下|把|将|对|就|按|由|当初|当时|原来|现在|现行)+"
)
POINTED = "(?:[这那此该](?:一?[份个版部])?|上述|前述)(?P<kind>{kinds})"
# 落实哪个指导意见, 依据的是哪份规划: asks for a paper and names none.
ASKED_FOR = r"(?:哪|什么)[一二两三几些]*[个份部项]?[^，。？?的是由在按据被提]{{0,4}}(?:{kinds})(?=[，。？?；]|$|的(?:要求|精神|部署|规定))"
LOOSE_KINDS = ("计划", "要点", "行动")  # words of many a name: of a document only behind the place of its title
PLAN_PERIODS = frozenset({"plan", "range"})


@dataclass(frozen=True)
class Scope:
    """What a question keeps to: `documents`, () where it names none; `timely` are the plans of a period it only mentions."""

    documents: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # 《titles》 that no document bears
    timely: tuple[str, ...] = ()


def read_scope(text: str, periods: Sequence[Period], asking: Asking, documents: Mapping[str, Document]) -> Scope:
    """The documents that a question names; a period without the word 规划 (“十四五”时期) gives `timely` alone."""
    kinds = "|".join(sorted(map(re.escape, asking.words["document"]), key=len, reverse=True))
    plain = re.sub(ASKED_FOR.format(kinds=kinds), lambda asked: "，" * len(asked[0]), text)
    found, missing = _named(plain, periods, asking, documents)
    asks = [clause for clause in PAUSE.split(plain) if ASKS.search(clause)]
    if (
        found and len(asks) == 1 and not plain.startswith(asks[0])
    ):  # 上轮规划的甲，到新规划里变成了哪些: of the new plan
        own, _ = _named(asks[0], tuple(iter_periods(asks[0])), asking, documents)
        found = own if own and not set(own) & set(found) else found
    return Scope(found, tuple(missing), () if found else of_periods(periods, documents))


def of_periods(periods: Sequence[Period], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The plans of the very periods that the question mentions; () where that tells none apart."""
    asked = [period for period in periods if period.kind in PLAN_PERIODS]
    found = tuple(key for key, one in documents.items() if any(_of_period(one, period) for period in asked))
    return found if len(found) < len(documents) else ()


def _named(
    text: str, periods: Sequence[Period], asking: Asking, documents: Mapping[str, Document]
) -> tuple[tuple[str, ...], list[str]]:
    """The documents a question keeps to, and the 《titles》 that none of them bears."""
    titles = {key: fold(document.title + document.name) for key, document in documents.items()}
    weights = rarity(titles.values())
    missing = []
    for title in TITLE.findall(text):
        if found := _best(fold(title), titles, weights, least=0.75):
            return found, []
        missing.append(title)
    text = TITLE.sub(lambda title: "，" * len(title[0]), text)  # the words of another paper's title tell none of these
    if found := _by_age(text, asking, documents) or _pointed_at(text, asking, documents):
        return found, missing
    for phrase, span in _phrases(text, asking.words["document"]):
        inside = [one for one in periods if one.kind in PLAN_PERIODS and span[0] <= one.span[0] < span[1]]
        own = {key: fold(_timeless(documents[key])) for key in titles} if inside else titles  # 甲区|科创, on both sides
        fitting = {key: title for key, title in own.items() if not inside or _of_period(documents[key], inside[0])}
        if not fitting:
            continue
        words = phrase
        for period in inside:
            words = words.replace(period.text, "")
        words = fold(LEAD.sub("", words))
        if not words and inside:
            return _owned(text[: span[0]], tuple(fitting), titles), missing
        if words and (found := _best(words, fitting, weights, least=0.5)):
            return _owned(text[: span[0]], found, titles), missing
    return _by_kind(text, asking, documents) or _of_place(text, documents), missing


def _owned(before: str, found: tuple[str, ...], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Of several documents those whose title holds whose plan it is: 「某新城的」; all of them where none does."""
    match = OWNER.search(before)
    whose = fold(match["whose"]) if match else ""
    own = tuple(key for key in found if whose and whose in titles[key])
    return own or found


def _pointed_at(text: str, asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """那份方案: the one loaded document of that kind; () where there are several or it is the only document."""
    match = re.search(POINTED.format(kinds="|".join(sorted(asking.words["document"], key=len, reverse=True))), text)
    found = [key for key, one in documents.items() if match and one.metadata.get("kind", "").endswith(match["kind"])]
    return tuple(found) if len(found) == 1 and len(documents) > 1 else ()


def _of_place(text: str, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """云岫计划, 云岫要点: the documents whose title begins with the words before; () for a 计划 of another name (英才计划)."""
    for phrase, _ in _phrases(text, LOOSE_KINDS):
        words = fold(LEAD.sub("", phrase))
        found = [key for key, one in documents.items() if len(words) > 1 and fold(one.title).startswith(words)]
        if found and len(documents) > 1:
            return tuple(found)
    return ()


def _by_kind(text: str, asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """行动方案 alone: the one loaded document of that kind; 规划 alone may be any of them."""
    kinds = [kind for kind in asking.words["document"] if len(kind) >= SHORTEST_KIND and kind in text]
    found = {key for key, document in documents.items() if any(kind in document.title for kind in kinds)}
    return tuple(found) if len(found) == 1 and len(documents) > 1 else ()


def _by_age(text: str, asking: Asking, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """上一轮规划 and 新规划: the loaded plans with the earliest and the latest period."""
    starts = {key: document.metadata.get("period_start", "") for key, document in documents.items()}
    known = sorted({start for start in starts.values() if start})
    if len(known) < 2:
        return ()
    earlier = any(word in text for word in asking.words["earlier"])
    later = any(re.search(rf"(?<!创){word}", text) for word in asking.words["later"])  # 科技创新规划 is any
    if earlier == later:
        return ()
    meant = tuple(key for key, start in starts.items() if start == (known[0] if earlier else known[-1]))
    plans = tuple(key for key in meant if documents[key].metadata.get("kind") == "规划")
    return plans or meant


def _phrases(text: str, kinds: Sequence[str]) -> list[tuple[str, tuple[int, int]]]:
    """What stands before the words 规划, 方案 …, back to the last pause: 「高精尖」 of 「在高精尖规划里」."""
    found = []
    for match in re.finditer("|".join(sorted(kinds, key=len, reverse=True)), text):
        start = max((cut.end() for cut in CUT.finditer(text, 0, match.start())), default=0)
        if start < match.start():
            found.append((text[start : match.start()], (start, match.start())))
    return found


def _of_period(document: Document, period: Period) -> bool:
    """Whether it is the document's own period: an action plan of 2026—2028 is no plan of 2026—2030."""
    own = document.metadata
    return own.get("period_start", "") == str(period.start) and own.get("period_end", "") in ("", str(period.end))


def _timeless(document: Document) -> str:
    """A document's title and name without their periods."""
    said = document.title + document.name
    for period in iter_periods(said):
        said = said.replace(period.text, "")
    return said


def _best(words: str, titles: Mapping[str, str], weights: Mapping[str, float], *, least: float) -> tuple[str, ...]:
    """The documents whose titles hold most of the words, none below `least`."""
    wanted = set(pairs(words))
    total = weigh(wanted, weights) or 1.0
    shares = {key: weigh(wanted & set(pairs(title)), weights) / total for key, title in titles.items()}
    top = max(shares.values(), default=0.0)
    return tuple(key for key, value in shares.items() if value >= top - 0.05) if top >= least else ()

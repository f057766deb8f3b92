"""Answers in the plans' own words: a sentence, a list inside it, or the titles it names; refuses when none fits."""

import re
from collections.abc import Sequence

from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow
from kg.answer.passages import TITLED, Found, best_clause, children_of, find_sentences, quote_of, shown_passages
from kg.answer.reading import Ask
from kg.answer.relations import TYPE_WORDS
from kg.records import Hit

ENOUGH = 0.68  # of the question's weighted words that an answering sentence must hold
LISTED = 0.5  # the same for a sentence that lists exactly as many things as are asked for
DEPTH = 12
RELATED = 0.3  # below it, the plans do not speak of the matter at all
NEAR_BEST = 0.02
ITEM_SPLIT = re.compile(r"、|以及|和(?=[\u4e00-\u9fff]{2})|及(?=[\u4e00-\u9fff]{2})|；")
ITEM_HEAD = re.compile(
    r"^.*?(?:聚焦于?|围绕|包括|包含|打造|建设|发展|坚持|依托|引导|推动|推进|吸引|引进|培育|布局|分为|即|为|是|以|与|对接|面向|重点|设立|形成|开展|通过|鼓励|支持|发挥|实施|加快|：|:)(?=[\u4e00-\u9fffA-Za-z“\"《])"
)
ITEM_TAIL = re.compile(r"(?:等.*|(?:[两二三四五六七八九十]|\d+)(?:个|大|类|项|种|家|方面).*)$")
LONGEST_ITEM = 30


def answer_quote(ask: Ask, least: float = ENOUGH) -> Answer | None:
    """The best sentence with its citation; None where no sentence holds the question and an answer of its form."""
    found, hits = find_sentences(ask)
    found = [one for one in found if one.fits and one.score >= LISTED and not _lacks_core(ask, one)]
    if _names_kind(ask) and ask.question.form in {"list", "who"}:
        found = [one for one in found[:DEPTH] if _mentions(ask, one, one.start, one.end)]
    good = [one for one in found if one.score >= least]
    listed = _listed(ask, found)
    if not good and not listed:
        return None
    rows, text = listed or _title_rows(ask, good[0]) or _quote_rows(ask, _beside(ask, good))
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits))


def refuse(ask: Ask) -> Answer:
    """The reply when nothing answers: what was looked for, in which documents, and what comes nearest."""
    found, hits = find_sentences(ask)
    what = "、".join(ask.question.words) or ask.question.text
    documents = ask.context.documents
    scope = ask.question.documents or tuple(documents)
    names = "、".join(f"《{documents[key].title}》" for key in scope[:3])
    names += f"等{len(scope)}份" if len(scope) > 3 else ""
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.score < RELATED:
        return _not_found(ask, ask.asking.message("outside", what=what, documents=names))
    start, end = quote_of(ask, best)
    nearest = ask.asking.message("nearest", where=f"{best.cite(start, end).official}")
    return _not_found(
        ask, ask.asking.message("silent", what=what, documents=names, nearest=nearest), shown_passages(hits)
    )


def _listed(ask: Ask, found: Sequence[Found]) -> tuple[tuple[AnswerRow, ...], str] | None:
    """The list of the first sentence that has one; a weaker sentence counts only when the number of items is the one asked for."""
    best = max((one.score for one in found), default=0.0)
    for one in found[:8]:
        exact = ask.question.number_of is not None
        if one.score >= (LISTED if exact else max(ENOUGH, best - 0.1)) and (rows := _list_rows(ask, one)):
            return rows
    return None


def _not_found(ask: Ask, text: str, passages: tuple[Hit, ...] = ()) -> Answer:
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text, (), None, passages)


def _lacks_core(ask: Ask, found: Found) -> bool:
    """Whether the sentence misses a name that the question gives, or all but a trifle of what is asked of it."""
    named = [
        link.text for link in ask.question.links if not link.of_type(["Region", "Indicator"]) and len(link.text) >= 2
    ]
    return any(word in name or name in word for word in found.missing for name in (*named, *ask.question.strange))


def _beside(ask: Ask, good: Sequence[Found]) -> list[Found]:
    """The best sentence and, for a figure, one of another document that fits as well."""
    if ask.question.form != "number":
        return [good[0]]
    others = [
        one for one in good[1:] if one.document.id != good[0].document.id and one.score >= good[0].score - NEAR_BEST
    ]
    return [good[0], *others[:1]]


def _quote_rows(ask: Ask, found: Sequence[Found]) -> tuple[tuple[AnswerRow, ...], str]:
    rows, said = [], []
    for one in found:
        start, end = quote_of(ask, one)
        citation = one.cite(start, end)
        words = re.sub(r"\s*\t\s*", "，", citation.quote.strip())
        rows.append(AnswerRow(words, "Passage", evidence=(citation,)))
        said.append(f"{words.rstrip('。，；')}（{citation.official}）。")
    return tuple(rows), "".join(said)


def _title_rows(ask: Ask, found: Found) -> tuple[tuple[AnswerRow, ...], str] | None:
    """The 《titles》 of the sentence, where documents are asked for."""
    if ask.question.form != "title":
        return None
    start, end = quote_of(ask, found)
    spans = [(match.start(), match.end()) for match in TITLED.finditer(found.document.text, start, end)]
    spans = spans or [(match.start() + found.start, match.end() + found.start) for match in TITLED.finditer(found.text)]
    return _span_rows(found, [(first + 1, last - 1) for first, last in spans], "Policy", (start, end))


def _list_rows(ask: Ask, found: Found) -> tuple[tuple[AnswerRow, ...], str] | None:
    """The items that the sentence lists: numbered lines under it, names of the kind asked for, or what 、 joins."""
    if ask.question.form != "list":
        return None
    wanted = ask.question.number_of
    children = children_of(found)
    if len(children) >= 2 and wanted in (None, len(children)):
        return _span_rows(found, children, "Item", (found.start, found.end))
    start, end = quote_of(ask, found)
    for first, last in (best_clause(ask, found), (start, end), (found.start, found.end)):
        named = _mentions(ask, found, first, last)
        if len(named) >= 2 and wanted in (None, len(named)):
            return _span_rows(found, [(a, b) for a, b, _ in named], named[0][2], (first, last))
        for items in _joined(found.document.text, first, last):
            if wanted is None and _names_kind(ask):
                break
            if len(items) >= 2 and wanted in (None, len(items)):
                return _span_rows(found, items, "Item", (first, last))
    return None


def _names_kind(ask: Ask) -> bool:
    """Whether enterprises are asked for: those have names, and a list of other words is none of them."""
    asked = re.search(r"(?:哪|什么|几|多少|有).{0,10}", ask.question.text)
    return bool(asked and re.search(TYPE_WORDS["Enterprise"], asked[0]))


def _mentions(ask: Ask, found: Found, start: int, end: int) -> list[tuple[int, int, str]]:
    asked = re.search(r"(?:哪|什么|几|多少|有).{0,10}", ask.question.text)
    types = {label for label, words in TYPE_WORDS.items() if asked and re.search(words, asked[0])}
    mentions = ask.context.annotate(found.document.text[start:end]) if types else []
    return [(start + one.start, start + one.end, one.type) for one in mentions if one.type in types]


def _joined(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The enumerations between two pauses, longest first, each item a span."""
    runs = []
    for match in re.finditer(r"[^，。；：\n]+", text[start:end]):
        if "、" in match[0]:
            runs.append(_items(text, start + match.start(), start + match.end()))
    return sorted(runs, key=len, reverse=True)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(place for match in ITEM_SPLIT.finditer(text, start, end) for place in match.span()), end]
    items = []
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        if first == start and (head := ITEM_HEAD.match(text[first:last])):
            first += head.end()
        if last == end and (tail := ITEM_TAIL.search(text[first:last])):
            last = first + tail.start()
        if 1 < last - first <= LONGEST_ITEM:
            items.append((first, last))
    return items


def _span_rows(
    found: Found, spans: Sequence[tuple[int, int]], label: str, quote: tuple[int, int]
) -> tuple[tuple[AnswerRow, ...], str]:
    citation = found.cite(*quote)
    names = [found.document.text[first:last].strip('“”" \t') for first, last in spans]
    rows = tuple(AnswerRow(name, label, evidence=(citation,)) for name in dict.fromkeys(names) if name)
    original = f"原文：“{citation.quote.strip()}”" if len(citation.quote) <= 160 else ""
    return rows, f"{'、'.join(row.name for row in rows)}（{citation.official}）。{original}"

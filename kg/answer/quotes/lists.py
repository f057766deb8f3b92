"""Lists in the plans' own words: titles, names of a kind, what 、 joins, numbered lines and the sections under a heading."""

import re
from collections.abc import Collection, Sequence

from kg.answer.asked.reading import Ask, merge
from kg.answer.folding import fold
from kg.answer.model import AnswerRow
from kg.answer.quotes.becoming import counts_otherwise, ending_alike, ends_alike
from kg.answer.quotes.enumerated import (
    Enumeration,
    asked_noun,
    by_trade,
    enumerations,
    is_of_kind,
    is_of_sort,
    kind_of,
)
from kg.answer.quotes.holders import holders_in
from kg.answer.quotes.papers import titles_in
from kg.answer.quotes.passages import Found, best_clause, children_of, quote_of
from kg.extract.words.lexer import lex

Listed = tuple[tuple[AnswerRow, ...], str]
ASKED_KIND = re.compile(r"(?:哪|什么|几|多少|有).{0,10}")
ASKED_BEFORE = re.compile(r"(.{2,4}?)(?:都|分别|主要|各)*(?:有|是|包括)哪(?:些|几[家个])[？?]?$")
JOINS = frozenset("、；和与及") | {"以及"}
ITEM_HEAD = re.compile(
    r"^.*?(?:聚焦于?|锚定|瞄准|围绕|包括|包含|涵盖|覆盖|整合|汇聚|赋能|打造|壮大|做大|做强|做优|建设|发展|坚持|依托|引导|推动|推进|吸引|引进|培育|布局|分为|即|为|是|以|与|对接|面向|重点|设立|形成|开展|通过|鼓励|支持|发挥|实施|加快|落户|入驻|：|:)(?=[\u4e00-\u9fffA-Za-z“\"《])"
)
ITEM_TAIL = re.compile(r"(?:等.*|(?:[两二三四五六七八九十]|\d+)(?:个|大|类|项|种|家|方面).*)$")
INNER_MARK = re.compile(r"[^“][”](?=.)|(?<=.)“")  # “一轴三带”道路 keeps its marks
LONGEST_ITEM = 30
AMOUNT = re.compile(r"\d[余多]?(?:家|户|个|名|所|座|项|人)$")  # 瞪羚企业21户 counts firms and names none
NAMED = frozenset({"Enterprise", "Platform", "Project"})
SPECIFIC, NAMED_KIND = 4, 0.5  # characters of a telling kind; of the question that its sentence needs


def list_rows(ask: Ask, found: Found) -> Listed | None:
    """The items that a sentence lists: numbered lines under it, names of the kind asked for, or what 、 joins."""
    if ask.question.form != "list":
        return None
    wanted = ask.question.number_of
    children = children_of(found)
    if len(children) >= 2 and wanted in (None, len(children)):
        return span_rows(found, children, "Item", (found.start, found.end))
    if holders := holders_in(ask, found):
        held = next((one for one in holders if one.fits(wanted)), None)
        return span_rows(found, held.items, "Enterprise", held.clause) if held else None
    firms = mentions_in(
        ask, found, found.start, found.end, before=True
    )  # the run that names one lists what is asked for
    for first, last in dict.fromkeys((best_clause(ask, found), quote_of(ask, found), (found.start, found.end))):
        if spans := ending_alike(ask, found.document.text, first, last):
            return span_rows(found, spans, "Item", (first, last))
        lists = enumerations(ask, found.document.text, first, last)
        told = next((one for one in lists if is_of_kind(ask, found, one, told=True)), None)
        if told and wanted in (None, len(told.items)) and not _asks_firms(ask, ("Enterprise",)):
            return span_rows(found, told.items, "Item", (first, last))
        named = mentions_in(ask, found, first, last)
        if (whole := _whole_run(lists, named)) and wanted in (None, len(whole)):
            return span_rows(found, whole, named[0][2], (first, last))
        if len(named) >= 2 and wanted in (None, len(named)):
            return span_rows(found, [(a, b) for a, b, _ in named], named[0][2], (first, last))
        if wanted is None and asks_named(ask):
            continue
        for items in (one.items for one in lists if is_of_kind(ask, found, one)):
            counted = any(AMOUNT.search(found.document.text[a:b]) for a, b in items) and _asks_firms(ask)
            own = not firms or any(items[0][0] <= start < items[-1][1] for start, _, _ in firms)
            if len(items) >= 2 and wanted in (None, len(items)) and own and not counted:
                return span_rows(found, items, "Item", (first, last))
    return None


def _whole_run(lists: Sequence[Enumeration], named: Sequence[tuple[int, int, str]]) -> Sequence[tuple[int, int]] | None:
    """The one enumeration that holds all the names of the kind asked for and more, since what 、 joins is of a kind."""
    for items in (one.items for one in lists if len(named) >= 2):
        inside = [one for one in named if any(start <= one[0] and one[1] <= end for start, end in items)]
        if len(inside) == len(named) and len(named) < len(items) <= 2 * len(named):
            return items
    return None


def kind_rows(ask: Ask, found: Sequence[Found], shortest: int = SPECIFIC) -> Listed | None:
    """What the lists hold whose own closing noun is what is asked for: 等公共技术平台 for 哪些公共技术平台; None for a bare noun.

    All that the question says besides must be there, but for a verb: another may say the same.
    """
    noun = ask.asking.spell(asked_noun(ask.question.text))
    beside = [word for word in ask.question.words if word not in noun and lex(word)[0].tag != "v"]
    is_bare = len(noun) < shortest and (shortest > SPECIFIC or not beside)
    if not noun or is_bare or ask.question.form not in {"list", ""}:
        return None
    told = []
    for one in found:
        verbs = all(lex(word)[0].tag == "v" for word in one.missing)
        if one.score < NAMED_KIND or holders_in(ask, one) or len(one.missing) > 1 or not verbs:
            continue
        for listed in enumerations(ask, one.document.text, one.start, one.end):
            fits = ask.question.number_of in (None, len(listed.items))
            if fits and noun in ask.asking.spell(listed.noun) and is_of_kind(ask, one, listed, told=True):
                told.append(span_rows(one, listed.items, "Item", listed.run))
    rows = merge(row for rows, _ in told for row in rows)
    text = "".join(dict.fromkeys(text for _, text in told))
    return (rows, text) if rows else None


def names_kind(ask: Ask, found: Found) -> bool:
    """Whether a sentence names things of the kind asked for, or lists what it says is of that kind."""
    if holders_in(ask, found):
        return True
    if mentions_in(ask, found, found.start, found.end, before=True) or ends_alike(ask, found):
        return True
    lists = enumerations(ask, found.document.text, found.start, found.end)
    return not _asks_firms(ask, ("Enterprise",)) and any(is_of_kind(ask, found, one, told=True) for one in lists)


def under_place(ask: Ask, found: Sequence[Found]) -> list[Found]:
    """Of a park's industries the sentences under its own heading, where it has one; all of them else."""
    if kind_of(ask.asking, asked_noun(ask.question.text)) != "Industry":
        return list(found)
    names = [name for one in ask.question.entities(["Park"]) for name in (one.name, *one.aliases)]
    own = [one for one in found if any(name in part for name in names for part in one.chunk.path[-1:])]
    return own or list(found)


def lists_others(ask: Ask, found: Found) -> bool:
    """Whether all that a sentence lists is of another kind than a list is asked of, or it says that they are another number."""
    if counts_otherwise(ask.question, found.text):
        return True
    if ask.question.form != "list" or children_of(found) or ends_alike(ask, found):
        return False
    lists = enumerations(ask, found.document.text, found.start, found.end)
    named = bool(lists) and mentions_in(ask, found, found.start, found.end)
    return bool(lists) and not named and not any(is_of_kind(ask, found, one) for one in lists)


def title_rows(ask: Ask, found: Found) -> Listed | None:
    """The 《titles》 of the sentence, where documents are asked for."""
    if ask.question.form != "title":
        return None
    start, end = quote_of(ask, found)
    spans = titles_in(ask, found, start, end) or titles_in(ask, found, found.start, found.end)
    return span_rows(found, spans, "Policy", (start, end))


def asks_named(ask: Ask, *, before: bool = False) -> bool:
    """Whether things that have names are asked for (企业, 平台): a list of other words is none of them."""
    return bool(NAMED & set(asked_kinds(ask, before=before)))


def _asks_firms(ask: Ask, kinds: Collection[str] = NAMED) -> bool:
    return not set(kinds).isdisjoint(ask.asking.kinds_in(by_trade(ask.question.text)))


def asked_kinds(ask: Ask, *, before: bool = False) -> dict[str, str]:
    """The entity types that the words after 哪 or 有 ask for, with `before` else firms named right before (企业有哪些)."""
    text = by_trade(ask.question.text)
    asked, ahead = ASKED_KIND.search(text), ASKED_BEFORE.search(text)
    kinds = ask.asking.kinds_in(asked[0]) if asked else {}
    told = ask.asking.kinds_in(ahead[1]) if ahead and before else {}
    return kinds or {kind: word for kind, word in told.items() if kind == "Enterprise"}


def mentions_in(ask: Ask, found: Found, start: int, end: int, *, before: bool = False) -> list[tuple[int, int, str]]:
    """The names of the kind asked for in a span of the document, each once, none that the question gives (沿甲河某带，涵盖…)."""
    types, asked = asked_kinds(ask, before=before), {link.text for link in ask.question.links}
    mentions = ask.context.annotate(found.document.text[start:end]) if types else []
    own = {one.text: (start + one.start, start + one.end, one.type) for one in reversed(mentions) if one.type in types}
    kept = ((name, at) for name, at in own.items() if at[2] != "Park" or is_of_sort(types["Park"], name))
    return sorted(at for name, at in kept if fold(name) not in asked)


def items_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of one run; none at all where one of them is too long or goes on after 等."""
    cuts = [start]
    for token in lex(text[start:end]):
        if token.text in JOINS:
            cuts += [start + token.start, start + token.end]
    items = []
    for first, last in zip(cuts[::2], [*cuts[1::2], end], strict=True):
        if first == start and (head := ITEM_HEAD.match(text[first:last])):
            first += head.end()
        if last == end and (tail := ITEM_TAIL.search(text[first:last])):
            last = first + tail.start()
        if last - first > LONGEST_ITEM or "等" in text[first:last]:
            return []
        if last - first > 1:
            items.append((first, last))
    return items


def span_rows(found: Found, spans: Sequence[tuple[int, int]], label: str, quote: tuple[int, int]) -> Listed:
    """The names at these spans as rows with the quoted span as evidence, and the sentence that tells them."""
    citation = found.cite(*quote)
    names = [found.document.text[first:last].strip() for first, last in spans]
    names = [name.strip("“”") if not INNER_MARK.search(name) else name for name in names]
    rows = tuple(AnswerRow(name, label, evidence=(citation,)) for name in dict.fromkeys(names) if name)
    short = len(citation.quote) <= 160 and "\n" not in citation.quote
    stop = "" if citation.quote.strip().endswith("。") else "。"  # a clause ends with none of its own
    words = re.sub(r"\s*\t\s*", "，", citation.quote.strip())
    original = f"原文：“{words}”{stop}" if short else ""
    return rows, f"{'、'.join(row.name for row in rows)}（{citation.official}）。{original}"

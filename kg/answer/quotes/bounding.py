"""The words by which a question bounds what it asks for, beside names: 首个投入运行的 of 首个投入运行的大科学装置."""

import re
from collections.abc import Sequence

from kg.answer.asked.conditions import PLAIN as PLAIN_KINDS
from kg.answer.asked.conditions import amounts_in, bound_of, in_bounds, round_bounds
from kg.answer.asked.described import NO_TRADE
from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import content_words
from kg.answer.asked.reading import Ask
from kg.answer.context import AnswerContext
from kg.answer.folding import fold, with_thresholds
from kg.answer.mentions import sentence_at
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.holding import held_by
from kg.extract.words.lexer import lex

PLAIN = ("stop", "light", "tasking", "routine", "measuring", "telling", "titling", "explain", "document")
FIRSTS = tuple(f"{one}{kind}" for kind in "个家座批条项款" for one in ("首", "第一"))  # the lexer takes it for a number
CLAUSE = re.compile(r"[^，；。\n\t]+")
COUNTED = re.compile(
    "企业|公司|机构|单位|项目|园区|[比和与跟的，、；]"
)  # behind which a quantity is told: 几家企业|年收入
TRADE = re.compile("(?:哪[些几家个]{1,2}|的)(?P<trade>[^，。？的哪]{2,8}?)(?:企业|公司|厂商)")
SEVERAL, MOST_LOOSE = 2, 4  # rows of which it does not matter that none holds a word: it is said in other words


def bounded(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows of which the plans say the question's other words, in a clause with their name before a sentence without.

    A word that no row holds is said in other words of a few rows; of many it rules all of them out.
    """
    kept, unheld = list(rows), 0
    firsts = [FIRSTS] if any(one in ask.question.text for one in FIRSTS) else []
    for forms in (*firsts, *((word,) for word in telling_words(ask, ask.question.words, PLAIN, verbs=True))):
        named = [row for row in kept if any(form in said for form in forms for said in _own_words(ask, row))]
        held = named or [row for row in kept if any(form in said for form in forms for said in _said(ask, row))]
        kept, unheld = held or kept, unheld + (not held)
    return [] if unheld and len(kept) == len(rows) > MOST_LOOSE else kept


def of_trade(
    trade: str, names: Sequence[str], index: NameIndex, asking: Asking, context: AnswerContext
) -> Sequence[str]:
    """Of several firms those of the trade (饮料, 医疗器械), by their names or their industries; all where none is told, [] where none is of it."""
    if not trade or len(names) < SEVERAL:
        return names
    said = {}
    for name in names:
        own = [one for one in index.entities if name in (one.name[: len(name)], *one.aliases)]
        rows = context.read("industries_of_enterprise", {"ids": [one.id for one in own]})
        forms = [form for one in own for form in (one.name, *one.aliases)]
        said[name] = asking.spell("".join([name, *forms, *(str(row["name"]) for row in rows)]))
    words = [*content_words(trade, asking), trade[-2:]]  # the surest first: 医疗器械, 器械
    kept = ([name for name in names if asking.stands_in(word, said[name])] for word in words)
    return next(filter(None, kept), [])


def of_asked_trade(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """Of the holders of an honour those of the trade that the question asks for (获评…的饮料企业); all where it names none."""
    told = TRADE.search(ask.question.text)
    is_title = told and any(link.text in fold(told["trade"]) for link in ask.question.links if link.of_type(["Title"]))
    if not told or is_title or NO_TRADE.search(told["trade"]) or not all(one.tag == "n" for one in lex(told["trade"])):
        return list(rows)
    names = of_trade(told["trade"], [row.name for row in rows], ask.names, ask.asking, ask.context)
    is_known = any(one.type == "Industry" for one in ask.context.annotate(f"{told['trade']}产业"))
    return [row for row in rows if row.name in names or not (names or is_known)]


def of_size(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows of which a clause with their name tells an amount within what the question asks (产值超10亿元); all where it asks none."""
    bound = bound_of(ask.question.text)
    told = {id(row): _own_words(ask, row) for row in rows} if bound else {}
    return [row for row in rows if not bound or any(bound in said or _fits(ask, said) for said in told[id(row)])]


def tells_bound(ask: Ask, text: str) -> bool:
    """Whether a sentence tells the sum by which the question bounds what it asks; a round one (年收入超亿元) in a clause on its quantity.

    Another quantity above that sum, or the same above another, tells nothing.
    """
    asked = with_thresholds(ask.question.text)
    if not round_bounds(asked):
        sums = re.findall(r"\d[\d.]*", bound_of(ask.question.text))
        return all(re.search(rf"(?<![\d.]){re.escape(one)}(?![\d.])", text) for one in sums)
    clauses = [(with_thresholds(one), ask.asking.spell(one)) for one in CLAUSE.findall(text)]
    for start, amount in round_bounds(asked):
        before = ask.asking.spell(COUNTED.split(asked[:start])[-1])
        names = [link.text for link in ask.question.links if link.of_type(["Region", "Park"])]
        words = [one for one in ask.question.words if one in before and one not in names]
        if not any(
            amount in amounts_in(said) and all(held_by(ask, word, held) for word in words) for said, held in clauses
        ):
            return False
    return True


def tells_sum_within(ask: Ask, text: str) -> bool:
    """Whether a text tells a sum of money within what the question asks."""
    return _fits(ask, with_thresholds(text))


def _fits(ask: Ask, said: str) -> bool:
    return any(in_bounds(ask.question.text, amount) for amount in amounts_in(said))


def telling_words(
    ask: Ask, words: Sequence[str], plain: Sequence[str], known: Sequence[str] = (), *, verbs: bool = False
) -> list[str]:
    """The words of a question that tell which of many things it asks for: no name and plan of it, no word of asking.

    `plain` are the groups of words that tell nothing, `known` what is read of the question already.
    """
    asking, text = ask.asking, ask.question.text
    names = [link.text for link in ask.question.links] + [word for limit in ask.place for word in limit.said]
    plans = [ask.context.documents[key] for key in ask.scope]
    names += [part for one in plans for part in (one.title, one.metadata.get("region", ""))]
    cues = "".join(match[0] for cue in ask.intent.cues for match in cue.finditer(text))
    said = [asking.spell(name) for name in (*names, *known, cues) if name]
    groups = [*(asking.words[key] for key in plain), tuple(asking.kinds)]
    groups += [*asking.verbs.values(), *ask.intent.roles.values(), tuple(PLAIN_KINDS)] if verbs else []
    idle = {asking.spell(word) for group in groups for word in group}
    words = [one for one in words if one not in idle and not one.isascii()]
    return [one for one in words if not any(one in told or told in one for told in said)]


def _own_words(ask: Ask, row: AnswerRow) -> list[str]:
    """The clauses of the row's sentences that name it, and the headings over them."""
    names = {fold(name) for name in (row.name, *row.aliases)}
    parts = [clause for one in row.evidence for clause in CLAUSE.findall(_sentence(ask, one))]
    headings = [heading for one in row.evidence for heading in one.section]
    return [
        ask.asking.spell(part)
        for part in (*headings, *(one for one in parts if any(name in fold(one) for name in names)))
    ]


def _said(ask: Ask, row: AnswerRow) -> list[str]:
    """The row's name and note, and its sentences."""
    said = [row.name, *row.aliases, row.note or "", row.group or ""]
    said += [_sentence(ask, one) for one in row.evidence]
    return [ask.asking.spell(part) for part in said]


def _sentence(ask: Ask, citation: Citation) -> str:
    """The whole sentence of a citation, of which a row may quote a part."""
    document = ask.context.documents.get(citation.document_id)
    return sentence_at(document, citation.start).quote if document else citation.quote

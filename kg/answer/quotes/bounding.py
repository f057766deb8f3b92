"""The words by which a question bounds what it asks for, beside names: 首个投入运行的 of 首个投入运行的大科学装置."""

import re
from collections.abc import Sequence

from kg.answer.asked.conditions import PLAIN as PLAIN_KINDS
from kg.answer.asked.conditions import amounts_in, bound_of, in_bounds, round_bounds
from kg.answer.asked.reading import Ask
from kg.answer.folding import fold, with_thresholds
from kg.answer.mentions import sentence_at
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.holding import held_by

PLAIN = ("stop", "light", "tasking", "routine", "measuring", "telling", "titling", "explain", "document")
FIRSTS = tuple(f"{one}{kind}" for kind in "个家座批条项款" for one in ("首", "第一"))  # the lexer takes it for a number
CLAUSE = re.compile(r"[^，；。\n\t]+")
COUNTED = re.compile(
    "企业|公司|机构|单位|项目|园区|[比和与跟的，、；]"
)  # behind which a quantity is told: 几家企业|年收入
MOST_LOOSE = 4  # rows of which it does not matter that none holds a word: it is said in other words


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

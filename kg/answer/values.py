"""The value that a quoted sentence gives to what is asked: 66家 of 「集聚企业66家，年产值60亿元」; the sentence stays its evidence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.question import Question
from kg.answer.asked.reading import Ask
from kg.answer.asked.years import WHOLE_YEAR
from kg.answer.figures.chosen import CHANGE
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.quotes.cells import asked_cells
from kg.answer.quotes.counted import ALIKE, AREA, AREA_TOLD, FIRMS, TOLD_IN, asked_unit, counted_noun
from kg.answer.quotes.enumerated import asked_noun, is_of_sort, kind_of
from kg.answer.quotes.holding import PARTLY, held_by
from kg.answer.quotes.states import asks_state
from kg.answer.quotes.wanted import ASKS, NOT_TOLD
from kg.text.numbers import Quantity, iter_quantities
from kg.text.periods import iter_periods

BRACKET = re.compile(r"[（(][^（）()]{0,30}[）)]|《[^《》]*》")
PIECE = re.compile("[^，,；;。：:、\n\t]+[，,；;。：:、\n\t]?")
SHARE = re.compile("百分之|占比|比重|占[几多]|覆盖率|[^效功]率(?:是|为|有|达|能|要|到)*(?:多少|几|多[高大])")
NAMED_SO = re.compile("叫(?:什么|啥)|(?:名称|名字)是什么|什么(?=[\u4e00-\u9fff]{2})|哪(?:一)?[个家座所条]")
BODIES = frozenset({"Department", "Enterprise", "Institution"})
AIMS, ASKS_AIM = (
    re.compile(r"力争|争取|(?:^|[，。；：])到20\d\d年"),
    re.compile(r"20\d\d|十[一二三四五六]五|[要将拟]|能[到达做建形有]|目标|计划|打算|准备|力争"),
)
NTH = re.compile("第[一二三四五六七八九十]")  # of a name: 第二实验学校
CALLED = re.compile("[\u4e00-\u9fff]+(?=(?:的?(?:名称|名字)|叫)是?(?:什么|啥))")
INTO = re.compile("(打造|建设|培育|发展)(?:成为|成|为)?什么(?![\u4e00-\u9fff]{2})")
USE = re.compile("(?:为|成|是)([^，；。、为成是]{1,12}用地)")
REACHED = re.compile("^(?:力争)?(?:达到?|稳定在|保持在)")
ENDS = re.compile(r"(?:以[上下内]|左右)?(?:$|[，,；;。、：:\s（(）)　])")
ACTED = r"(?:[（(][^（）()]*[）)])?(?:负责|组织|共同|具体)*"
LONGEST_CELL = 40


@dataclass(frozen=True)
class Value:
    """Words of a text that may be what is asked for; of a number also its value and unit."""

    start: int
    end: int
    type: str = "Item"
    number: Quantity | None = None


def with_values(found: Answer, ask: Ask, read: Callable[[str], Question]) -> Answer:
    """An answer with the value that each ask has in the sentences it quotes in their place; as it was where one is not plain."""
    parts = [part for part in re.split("[，,；;、？?]", ask.question.text) if ASKS.search(part)]
    quoted = [row for row in found.answers if row.type == "Passage" and row.evidence and _is_quote(row)]
    others = [row for row in found.answers if row not in quoted]
    plain = len(parts) == 1 or all(len(ASKS.findall(part)) == 1 for part in parts)
    if not quoted or not plain or (others and len(parts) == 1):
        return found
    asks = [replace(ask, question=read(part)) for part in parts] if len(parts) > 1 else [ask]
    told = [_values(one, _fitting(one, quoted) if len(asks) > 1 else quoted) for one in asks]
    held = {form for row in others for form in (row.name, row.value, f"{row.value}{row.unit}")}
    rows = dict.fromkeys(row for rows in told for row in (rows if len(asks) == 1 else rows[:1]))
    rows = {row: None for row in rows if row.name not in held}
    if not rows or (len(rows) + len(others) < len(parts) if others else not all(told)):
        return found
    first = found.answers.index(quoted[0])
    answers = (*others[:first], *rows, *others[first:])
    said = "、".join(dict.fromkeys(row.name for row in rows))
    is_said = others or found.text.startswith(said)
    return replace(found, answers=answers, text=found.text if is_said else f"{said}：{found.text}")


def _fitting(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows whose sentences hold most words of an ask first: each ask has its value from its own sentence."""

    def left(row: AnswerRow) -> int:
        return sum(_held(ask, word, row.evidence[0].quote) < PARTLY for word in ask.question.words)

    return sorted(rows, key=left)


def _is_quote(row: AnswerRow) -> bool:
    """Whether a row is what its sentence or its row of a table says, no value of its own."""
    quote = row.evidence[0].quote
    return not row.value and ("\t" in quote or fold(row.name) in fold(quote))


def _values(ask: Ask, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows with the value that their quotes give; those that give none or several are left out."""
    text = ask.question.text
    if (
        CHANGE.search(text)
        or NOT_TOLD.search(NTH.sub("", text))
        or (ask.question.form != "number" and asks_state(text))
    ):
        return []
    told = ((row, _value_in(ask, row.evidence[0])) for row in rows)
    return [replace(one, evidence=row.evidence, group=row.group, note=row.note) for row, one in told if one]


def _value_in(ask: Ask, citation: Citation) -> AnswerRow | None:
    if ask.question.form == "number" and AIMS.search(citation.quote) and not ASKS_AIM.search(ask.question.text):
        return None  # 力争培育6个: not how many there are
    cells = asked_cells(ask, citation) if "\t" in citation.quote else None
    if cells is None:
        return _row_of(citation.quote, _value(ask, citation.quote))
    if len(cells) != 1:
        return None
    words = " ".join(cells[0][1].split())
    if value := _row_of(words, _value(ask, words)):
        return value
    return AnswerRow(words, "Item") if len(words) <= LONGEST_CELL and ask.question.form != "number" else None


def _row_of(text: str, value: Value | None) -> AnswerRow | None:
    if value is None:
        return None
    name, number = REACHED.sub("", text[value.start : value.end]), value.number
    if number is None:
        return AnswerRow(name, value.type)
    return AnswerRow(name, value.type, value=name.replace(number.unit, "", 1), unit=number.unit)


def _value(ask: Ask, text: str) -> Value | None:
    """The one value of the asked form in the clause that holds most of what is asked; None where two hold as much."""
    values = list(_candidates(ask, BRACKET.sub(lambda match: "　" * len(match[0]), text), text))
    pieces = _pieces(text, values)
    noun = counted_noun(ask.asking, ask.question.text) if ask.question.form == "number" else ""
    words = dict.fromkeys((*ask.question.words, *filter(None, [noun])))
    places = {ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Region"])}
    asked = [word for word in words if word not in places and _held(ask, word, text) >= PARTLY]
    years = [year for year in ask.question.years if ask.question.form == "number"]
    rated = []
    for value in values:
        at = next((at for at, one in enumerate(pieces) if one[0] <= value.start < one[1]), 0)
        start, end = pieces[at]
        if len(text[start:end].rstrip("，,")) == value.end - value.start:  # 2024年，某项目开工: of what follows
            end = pieces[min(at + 1, len(pieces) - 1)][1]
        beside = text[start:end] if value.number else f"{text[start : value.start]}，{text[value.end : end]}"
        own = sum(_held(ask, word, beside) for word in asked)  # a name does not vouch for itself
        told = WHOLE_YEAR.findall(text[start:end]) or WHOLE_YEAR.findall(text[:start])[-1:]
        of_year = not years or not told or bool(set(told) & set(years))
        is_told = all(_held(ask, word, text[:end]) >= PARTLY for word in asked)
        alone = len(values) == 1 and (ask.question.form != "number" or bool(asked_unit(ask)))
        if of_year and ((own and is_told) or (alone and (own or not asked or ask.question.form == "who"))):
            rated.append((own, value))
    best = [value for own, value in rated if own == max(own for own, _ in rated)]
    return best[0] if len(best) == 1 else _acting(ask, text, best)


def _acting(ask: Ask, text: str, values: Sequence[Value]) -> Value | None:
    """Of several bodies the one right before what the question says is done: 区科委牵头、各部门分工落实."""
    acts = [word for word in ask.question.words if ask.question.form == "who" or "哪个" in ask.question.text]
    acting = [one for one in values if any(re.match(ACTED + re.escape(act), text[one.end :]) for act in acts)]
    return acting[0] if len(acting) == 1 else None


def _held(ask: Ask, word: str, text: str) -> float:
    return held_by(ask, word, ask.asking.spell(text))


def _pieces(text: str, values: Sequence[Value]) -> list[tuple[int, int]]:
    """The clauses of a text, one that lists values (收入3亿元、纳税1亿元) cut between them."""
    masked = BRACKET.sub(lambda match: "　" * len(match[0]), text)
    pieces: list[tuple[int, int]] = []
    start = 0
    for piece in PIECE.finditer(masked):
        has_value = any(start <= value.start < piece.end() for value in values if value.number)
        if piece[0][-1] != "、" or has_value:
            pieces.append((start, piece.end()))
            start = piece.end()
    return [*pieces, (start, len(text))]


def _candidates(ask: Ask, masked: str, text: str) -> Iterator[Value]:
    form, asked = ask.question.form, ask.question.text
    if form == "number":
        quantities = list(iter_quantities(masked))
        for one in quantities:
            before = re.split(r"[，,；;。：:、\t]", masked[: one.start])[-1]
            of_some = list(iter_quantities(before))  # 73家企业年投入超千万元: what each of some has
            if not of_some and _is_of_unit(ask, one, masked[one.end :]):
                yield Value(one.start, one.end, number=one)
    elif form == "date":
        yield from (Value(*one.span) for one in iter_periods(masked))
    elif form in {"who", "place", ""} or NAMED_SO.search(asked):
        noun = (CALLED.search(asked) or [asked_noun(asked)])[0].rstrip("？?")
        if becomes := INTO.search(asked):
            told = re.compile(rf"{becomes[1]}(?:成为|成|为)?([^，,；;。：:\n\t]+)")
            yield from (Value(*match.span(1)) for match in told.finditer(masked))
            return
        if noun.endswith("用地"):
            yield from (Value(*match.span(1)) for match in USE.finditer(masked))
            return
        kind = kind_of(ask.asking, noun)
        if form != "who" and not (kind and NAMED_SO.search(asked)):
            return
        for named in ask.context.annotate(text):
            is_of = named.type == kind and is_of_sort(noun, named.text) if kind else named.type in BODIES
            is_whole = masked[named.start : named.end] == named.text and "\t" not in named.text
            if is_of and is_whole and fold(named.text) not in ask.question.folded:
                yield Value(named.start, named.end, named.type)


def _is_of_unit(ask: Ask, quantity: Quantity, after: str) -> bool:
    """Whether a quantity is counted or measured as the question asks; where it names no unit, one that counts nothing behind it."""
    text, unit = ask.question.text, asked_unit(ask)
    if AREA.search(text) or ("多大" in text and AREA_TOLD.search(quantity.unit)):
        return bool(AREA_TOLD.search(quantity.unit))
    if SHARE.search(text):
        return quantity.is_share
    if not unit:
        told_in = TOLD_IN.get(counted_noun(ask.asking, text), "")
        return bool(ENDS.match(after) and re.search(told_in, quantity.unit))
    if unit == "人" and quantity.unit.endswith("人次"):
        return True
    alike = {one for group in ALIKE if unit in group for one in group} | ({"个"} if FIRMS.search(text) else set())
    return quantity.unit == unit or quantity.unit in alike or (len(unit) < 3 and quantity.unit.endswith(unit))

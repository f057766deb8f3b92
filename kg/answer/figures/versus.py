"""Two named places or plans held against each other by one indicator: whose is higher, lower, larger."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.answer.asked.called import Named, short_forms
from kg.answer.asked.limits import PLACES
from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.figures.alike import named_alike
from kg.answer.figures.chosen import TARGET
from kg.answer.figures.differing import COMPUTED, gap_said
from kg.answer.figures.figure import Figure, apart, figure_row, figure_sentence
from kg.answer.figures.indicators import figures_of, indicator_ids
from kg.answer.folding import fold
from kg.answer.model import NOT_FOUND, Answer
from kg.text.numbers import parse_number

LOW = re.compile(r"低|少|小|慢|落后")
ASKED = re.compile(
    r"(?:更|最|比.{1,16}|哪[个家边里方份]|谁|相比.{0,8}|还是)(?:的)?.{0,14}?(?:更|要|还)?(?P<how>高|低|大|小|多|少|快|慢|强|领先|落后)"
)
MUCH = re.compile("多少")  # 高多少: neither 多 nor 少
GAP = re.compile("相差|差多少|差距|差额|差值|差几|悬殊")
JOINED = re.compile(r"[和与跟同比较、，,]|还是|是$")
TIMES = re.compile("(?:多少|几)倍")
IDLE = re.compile(r"^(?:相?差|差距|[更最]?[高低大小多少快慢强]|还是|相比|相较|对比|比较|领先|落后|两地|两者|之间)$")
BESIDE = re.compile(r"(?:产业|行业)?(?:和|与|跟|同|、|，|还是|比|及|以及)")
THINGS = ("Industry", "Enterprise")
COUNTED = re.compile(  # 甲、乙、丙三市谁…
    "、[^，。？]{1,12}?(?P<count>[两三四五六七八九十])(?:个|座|大)?(?:[市区县州镇乡地家者]|园区?|产业)(?=谁|哪|中|里|的|之|$)"
)
PART = re.compile("^(?:产业|行业|领域)?(?:企业)?的?")  # between an industry and what is measured of it
SHORTEST = 2  # characters of an indicator
ALIKE = 0.6  # of an indicator's name and the asked words


def answer_versus(ask: Ask) -> Answer | None:
    """The figures of both, and whose is higher; None where fewer than two named places have comparable ones."""
    places = _places(ask)
    asked = ASKED.search(MUCH.sub("", ask.question.text))
    text = ask.question.text
    ask = replace(ask, question=replace(ask.question, text=TIMES.sub("多少", text)))  # what is 倍 of is no 倍
    if len(places) < 2 or not (asked or ((GAP.search(text) or TIMES.search(text)) and are_joined(ask))):
        return None
    quantity = "".join(_quantity(ask, places))
    figures = figures_of(ask, "indicator_values", ids=indicator_ids(ask), years=False, of=False) if quantity else []
    told = [
        _alike(_side(ask, place), quantity, [own for one in figures if (own := _own(ask, one, place))])
        for place in places
    ]
    sides = [_best(ask, own) for own in _of_one_year(ask, told)]
    best = [one for one in sides if one]
    if len(best) == 1 and len(places) == 2:
        return _one_sided(ask, best[0], next(place for place, one in zip(places, sides, strict=True) if not one))
    if len(best) < 2 or is_short(ask, len(best)) or len({one.amount_unit for one in best}) != 1:
        return None
    low = bool(asked and LOW.search(asked["how"]))
    ranked = sorted(best, key=lambda one: one.amount or 0.0, reverse=not low)
    equal = ranked[0].amount == ranked[1].amount
    gap = f"，{gap_said(ranked[1], ranked[0])}" if len(ranked) == 2 and not equal else ""
    if TIMES.search(text) and len(ranked) == 2 and not equal and (times := _times(best)):
        gap = f"{gap}，{times}"
    verdict = "两者相同" if equal else f"{ranked[0].of}更{'低' if low else '高'}{gap}"
    years = "；两者的年份不同" if len({one.year for one in best}) > 1 else ""
    rows = merge(
        replace(figure_row(one), name=one.of, type=one.of_kind or "Region", group=one.indicator) for one in ranked
    )
    said = f"{verdict}：{'，'.join(map(figure_sentence, ranked))}{years}。"
    return ask.answered(
        with_citations(said, rows), rows, ask.scoped(ids=[str(one.row["indicator_id"]) for one in ranked], years=[])
    )


def _times(sides: Sequence[Figure]) -> str:
    """「甲园是乙园的2.4倍（计算所得）」, the one that the question names first of the other; '' where it cannot be computed."""
    between = apart(sides[1], sides[0])
    return f"{sides[0].of}是{sides[1].of}的{between.ratio:.3g}倍{COMPUTED}" if between and between.ratio else ""


def is_short(ask: Ask, count: int) -> bool:
    """Whether a question lists more things than so many."""
    told = COUNTED.search(ask.question.text)
    return told is not None and count < int(parse_number(told["count"]) or 0)


def are_joined(ask: Ask) -> bool:
    """Whether the question sets two places beside each other (甲市和乙区), and no place within a wider one (甲市乙区)."""
    links = sorted((link for link in ask.question.links if link.of_type(PLACES)), key=lambda link: link.start)
    if len(_places(ask)) != 2 or len(links) != 2:
        return False
    text = ask.question.text
    return bool(JOINED.search(text[text.find(links[0].text) + len(links[0].text) : text.find(links[1].text)]))


def _one_sided(ask: Ask, known: Figure, other: Named) -> Answer:
    """Says that the other's figure was not found, so that nothing can be compared, and what is known of the one."""
    told = with_citations(f"{figure_sentence(known)}。", [figure_row(known)])
    text = f"没有找到{other.name}的{known.indicator}，两者无从比较。已有的是：{told}"
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)


def _side(ask: Ask, place: Named) -> Ask:
    """The question as far as it is about one of the places: the year and the kind of figure that it names beside it."""
    folded, links = ask.question.folded, ask.question.links
    starts = sorted(link.start for link in links if link.of_type(PLACES))
    own = next((link.start for link in links if place in link.entities), 0)
    end = next((start for start in starts if start > own), len(folded))
    years = tuple(year for year in ask.question.years if year in folded[own:end])
    text = folded[own:end] if years else ask.question.text
    return replace(ask, question=replace(ask.question, text=text, years=years or ask.question.years))


def _places(ask: Ask) -> list[Named]:
    """The places that the question names, of one link one."""
    found = {link.text: one for link in ask.question.links for one in link.of_type(PLACES)[:1]}
    return joined_things(ask) or list({one.id: one for one in found.values()}.values())


def joined_things(ask: Ask) -> list[Named]:
    """Two industries or firms that the question joins: 「甲产业和乙产业」; [] where it joins none."""
    links = [(link, one) for link in ask.question.links for one in link.of_type(THINGS)[:1]]
    for (left, first), (right, second) in pairwise(links):
        if first.id != second.id and BESIDE.fullmatch(ask.question.folded[left.end : right.start]):
            return [first, second]
    return []


def _quantity(ask: Ask, places: Sequence[Named]) -> list[str]:
    """What is compared: the question's words without the places and the words of comparing."""
    named = {form for one in places for form in (fold(one.name), *short_forms(one))}
    if joined_things(ask):
        named |= {link.text for link in ask.question.links if link.of_type((*PLACES, *THINGS))}
    idle = {*ask.asking.words["measuring"], *ask.asking.words["document"], *ask.asking.words["beside"]}
    words = [word for word in ask.question.words if word not in idle and word not in named]
    return [word for word in words if not IDLE.match(word)]


def _own(ask: Ask, figure: Figure, place: Named) -> Figure | None:
    """The figure as one of the place or thing; of an industry also one whose indicator begins with its name (甲业企业营业收入); None else."""
    if _of(ask, figure, place):
        return figure
    name = next((one for one in (place.name, *place.aliases) if figure.indicator.startswith(one)), "")
    bare = PART.sub("", figure.indicator[len(name) :])
    if place.type not in THINGS or not name or len(bare) < SHORTEST:
        return None
    own = {"indicator": bare, "of_name": place.name, "of_kind": place.type, "of_id": place.id}
    return replace(figure, row={**figure.row, **own})


def _of(ask: Ask, figure: Figure, place: Named) -> bool:
    """Whether a figure measures the place: itself, or its plan as a whole."""
    forms = {fold(place.name), *map(fold, place.aliases), *short_forms(place)}
    measured = ask.names.by_id.get(str(figure.row.get("of_id")))
    own = {fold(figure.of), *(short_forms(measured) if measured else ())}
    if str(figure.row.get("of_id")) == place.id or own & forms:
        return True
    document = ask.context.documents.get(figure.citation.document_id)
    region = fold(document.metadata.get("region", "")) if document else ""
    return not figure.of and region in forms


def _alike(ask: Ask, quantity: str, figures: Sequence[Figure]) -> list[tuple[float, Figure]]:
    """The figures of the asked quantity and years, each with how well it is named as the question names it."""
    rated = []
    for one in figures:
        forms = (quantity, *ask.asking.near_to(quantity))
        alike = max(named_alike(form, ask.asking.spell(one.indicator)) for form in forms)
        is_asked = not ask.question.years or any(year in one.year for year in ask.question.years)
        if one.amount is not None and one.kind != "change" and alike >= ALIKE and is_asked:
            rated.append((round(alike, 1), one))
    return rated


def _of_one_year(ask: Ask, told: Sequence[list[tuple[float, Figure]]]) -> Sequence[list[tuple[float, Figure]]]:
    """The figures of the latest year that all sides have; all of them where there is none or the question names the years."""
    shared = set.intersection(*({one.year for _, one in own} for own in told))
    if ask.question.years or not shared:
        return told
    return [[rated for rated in own if rated[1].year == max(shared)] for own in told]


def _best(ask: Ask, rated: Sequence[tuple[float, Figure]]) -> Figure | None:
    """The figure that is named best: of the asked kind, else the latest."""
    target = bool(TARGET.search(ask.question.text))
    return max(rated, key=lambda one: (one[0], (one[1].kind == "target") == target, one[1].year), default=(0, None))[1]

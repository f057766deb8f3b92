"""Questions that compare figures: the highest and lowest of a group, who lies below another, differences between years."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.answer.figure import Figure, apart, figure_row, figure_sentence
from kg.answer.folding import fold, share
from kg.answer.indicators import CHANGE, SURE, TARGET, answer_value, figures_of
from kg.answer.model import ANSWERED, Answer, AnswerRow
from kg.answer.passages import find_sentences, lacks_core, quote_of
from kg.answer.ratios import answer_ratio
from kg.answer.reading import Ask, merge, with_citations
from kg.answer.versus import answer_versus

GROWTH = re.compile("年均|增长|增速|增幅|涨")  # a rate where the plan gives one
HIGH = re.compile(r"[最更](?:高|大|多|快|好)|排(?:名)?第一|居首")
LOW = re.compile(r"[最更](?:低|小|少|慢|差)|倒数|末位|垫底")
ABOVE = re.compile(
    r"(?:比|较)(?P<other>.{1,14}?)(?:还|更|要)?(?:高|多|大)|(?:高于|超过|大于|多于)(?P<other2>.{1,14}?)(?:的|有)"
)
CHANGED = re.compile(
    r"[由从](?:[^，。；]{0,12}?的)?(?P<first>\d+(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff]{0,4}?)"
    r"(?:提升|提高|增加|增长|上升|扩大|下降|降低|减少|调整|升|降)(?:至|到|为)(?:[^，。；\d]{0,10}|\d{4}年的?)?(?P<last>\d+(?:\.\d+)?)(?![\d.]|年)"
)
BOUND = re.compile("突破|超过|近|不足")  # how much more than a bound nobody can tell
SINCE = re.compile(
    r"(?P<of>[\u4e00-\u9fffA-Za-z&]{2,30}?)(?:已|约)?(?:突破|达到?|超过|实现|完成|为|增至|提高到|增长到|约)?[\d.,]+[^，]{0,8}"
    r"(?:，(?:达到?|突破|超过|实现|年均|同比|其中|为)[^，]*)*，?(?:比|较)(?P<base>20\d\d)年?(?:末|底)?(?:累计|共|同期)?"
    r"(?P<word>增长|增加|提高|提升|下降|降低|减少)(?:了)?(?P<number>[\d.,]+)(?P<unit>%|个百分点|[\u4e00-\u9fff]{1,4})"
)
SURE_SENTENCE = 0.75
COMPARED = re.compile(
    r"(?:是|都)?(?:最|更|排名|排(?:在|第)|(?:比|较)(?!重|例)|高于|低于|超过|不足|大于|小于|多于|少于)"
)
QUANTITY_CUT = re.compile(r"[\s，,。？?：:的里中]|谁|哪一?[个家些几]*|之间|\d+年|[”》]")
OF_WHICH = re.compile(r"(?:各个?|哪一?[个家些几]*|所有|全部|几[个家])(.{1,8})|最[高低大小多少快慢好差]的(.{1,6})")
AIMED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:的?(?:规划|预期|计划)?目标值?|的?(?:实际|完成|计划|现状)(?:值|数)?)$"
)  # 产值目标: of 产值
REACHED = re.compile("实现|完成|达到?")  # 汽车产业实现产值: what stands before is what is measured
SAME_QUANTITY = 0.6
BELOW = re.compile(
    r"(?:比|较)(?P<other>.{1,14}?)(?:还|更|要)?(?:低|少|小)|(?:低于|不足|小于|少于)(?P<other2>.{1,14}?)(?:的|有)"
)


def answer_compare(ask: Ask) -> Answer | None:
    """The highest, the lowest, or those above or below a named one; None where fewer than two figures can be compared."""
    figures = _group(ask)
    if len(figures) < 2:
        return answer_versus(ask)
    text = ask.question.text
    for pattern, below in ((BELOW, True), (ABOVE, False)):
        match = pattern.search(text)
        if match and (found := _beside(ask, figures, match["other"] or match["other2"], below=below)):
            return found
    most = HIGH.search(text) or LOW.search(text)
    if not most:
        return answer_versus(ask)
    ranked = sorted(figures, key=lambda one: one.amount or 0.0, reverse=bool(HIGH.search(text)))
    best = [one for one in ranked if one.amount == ranked[0].amount]
    rows = merge(_named(one) for one in best)
    said = "、".join(f"{one.of}（{one.said}）" for one in best)
    sentence = f"{_title(best[0])}{most[0].replace('更', '最')}的是{said}，共比较{len(figures)}个。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def answer_difference(ask: Ask) -> Answer | None:
    """How much one indicator changed between two years, both figures given; None where one of them is missing."""
    if len(ask.question.years) != 2 and not CHANGE.search(ask.question.text):
        return None
    if "%" in ask.question.text or "百分之" in ask.question.text:
        return None
    if stated := _said_change(ask) or _stated_change(ask):
        return stated
    if compared := answer_ratio(ask):
        return compared
    grown = answer_value(ask) if GROWTH.search(ask.question.text) and len(ask.question.years) < 2 else None
    if grown and all(row.kind == "change" for row in grown.answers):
        return grown
    figures = [
        one
        for one in figures_of(ask, "indicator_values")
        if one.amount is not None
        and one.fit >= SURE - 0.1
        and one.row.get("kind") != "change"
        and not BOUND.search(one.said)
    ]
    first, last = _ends(ask, figures)
    if first is None or last is None:
        return None
    between = apart(first, last)
    if between is None:
        return None
    word = "多" if between.difference >= 0 else "少"
    told = f"{round(abs(between.difference), 6):g}{between.unit}"
    sentence = f"{last.year}年比{first.year}年{word}{told}：{figure_sentence(first)}，{figure_sentence(last)}。"
    rows = merge([figure_row(first), figure_row(last)])
    return ask.answered(with_citations(sentence, rows), rows, _params([first, last]), query="indicator_values")


def _said_change(ask: Ask) -> Answer | None:
    """The change itself where a sentence states it of the asked quantity: 「…达到928.4亿元，比2020年增长43.5%」."""
    if len(ask.question.years) != 2:
        return None
    places = {link.text for link in ask.question.links if link.of_type(["Region", "Park"])}
    quantities = tuple(word for word in ask.question.words if word not in places and len(word) > 1)
    base, year = sorted(ask.question.years)
    for one in find_sentences(ask)[0]:
        for part in re.finditer(r"[^；。]+", one.text):
            change = SINCE.search(part[0])
            if (
                not change
                or change["base"] != base
                or not ask.asking.spell(change["of"]).endswith(quantities)
                or year not in one.text
            ):
                continue
            start = one.start + part.start()
            citation = one.cite(start, one.start + part.end())
            said = f"{change['word']}{change['number']}{change['unit']}"
            row = AnswerRow(said, "Indicator", value=change["number"], unit=change["unit"], evidence=(citation,))
            text = with_citations(f"{year}年比{base}年{said}。原文：“{citation.quote.strip()}”", [row])
            return Answer(ask.question.text, ANSWERED, ask.intent.name, text, (row,))
    return None


def _stated_change(ask: Ask) -> Answer | None:
    """The difference behind 「由71.4%提升至86.8%」 where the plan states both ends of the asked quantity."""
    found, _ = find_sentences(ask)
    for one in sorted(found, key=lambda one: -one.score)[:5]:
        changes = list(CHANGED.finditer(one.text))
        if one.score < SURE_SENTENCE or lacks_core(ask, one) or len(changes) != 1:
            continue
        change = changes[0]
        first, last = Decimal(change["first"]), Decimal(change["last"])
        unit = "个百分点" if "%" in change["unit"] else change["unit"]
        start, end = quote_of(ask, one)
        citation = one.cite(start, end)
        word = "提高" if last >= first else "下降"
        row = AnswerRow(
            f"{word}{abs(last - first)}{unit}",
            "Indicator",
            value=str(abs(last - first)),
            unit=unit,
            evidence=(citation,),
        )
        text = with_citations(f"{word}{abs(last - first)}{unit}。原文：“{citation.quote.strip()}”", [row])
        return Answer(ask.question.text, ANSWERED, ask.intent.name, text, (row,))
    return None


def _ends(ask: Ask, figures: Sequence[Figure]) -> tuple[Figure | None, Figure | None]:
    """The figures of the two years asked about, of one base unit, the best fitting of each."""
    years = sorted(ask.question.years) or sorted({one.year for one in figures if re.fullmatch(r"\d{4}", one.year)})
    if len(years) < 2:
        return None, None
    # What was reached before what was aimed at: 412 in 2025, though an older plan aimed at 400.
    best = sorted(figures, key=lambda one: (-round(one.fit, 1), one.row.get("kind") == "target"))
    first = next((one for one in best if one.year == years[0]), None)
    last = next((one for one in best if one.year == years[-1] and first and _is_same_quantity(one, first)), None)
    return first, last


def _is_same_quantity(last: Figure, first: Figure) -> bool:
    """Whether the two can be taken from one another: of one base unit, and measured of one thing."""
    return last.amount_unit == first.amount_unit and last.of_key == first.of_key


def _group(ask: Ask) -> list[Figure]:
    """The figures of the asked quantity for many things of the asked kind, of one base unit and year; [] where none is compared."""
    quantity = quantity_of(ask)
    kind = _kind(ask)
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for one in _figures(ask, quantity):
        of_kind = str(one.row.get("of_kind"))
        if kind in ("", of_kind):
            groups.setdefault((_core(ask, one), of_kind, one.amount_unit, one.year), []).append(one)
    rated = [
        (round(_alike(quantity, key[0]), 1), key[-1], len(group), group)
        for key, group in groups.items()
        if len({one.of for one in group}) >= 2 and _alike(quantity, key[0]) >= SAME_QUANTITY
    ]
    return _named_alone(ask, max(rated, key=lambda one: one[:3])[-1]) if rated else []


def quantity_of(ask: Ask) -> str:
    """What is compared: the words right before 最高, 比…高, 高于 …, without the kind of things compared."""
    match = COMPARED.search(ask.question.text)
    words = QUANTITY_CUT.split(ask.question.text[: match.start()])[-1] if match else ""
    kind = next((word for word in ask.asking.kinds_in(words).values() if words.startswith(word)), "")
    return ask.asking.spell(AIMED.sub("", words.removeprefix(kind) or words))


def _kind(ask: Ask) -> str:
    """The kind of things compared (各分园, 哪个产业, 最高的企业), '' where the question does not say."""
    match = OF_WHICH.search(ask.question.text)
    kinds = ask.asking.kinds_in(match[1] or match[2]) if match else {}
    return next(iter(kinds), "")


def _figures(ask: Ask, quantity: str) -> list[Figure]:
    """The figures of every indicator whose name holds the quantity's end, targets where a target is asked for."""
    ids = [
        one.id
        for one in ask.names.entities
        if one.type == "Indicator" and any(quantity[-2:] in ask.asking.spell(name) for name in (one.name, *one.aliases))
    ]
    kinds = ["target"] if TARGET.search(ask.question.text) else ["actual"]
    figures = figures_of(ask, "indicator_compare", ids=ids, of=False, kinds=kinds) if len(quantity) > 1 else []
    return [one for one in figures if one.amount is not None and one.of]


def _core(ask: Ask, figure: Figure) -> str:
    """The indicator without what it measures: 智能传感产业实现产值 and 新材料产业产值 are one quantity."""
    name = str(figure.row["indicator"])
    of = ask.names.by_id.get(str(figure.row.get("of_id")))
    forms = sorted((of.name, *of.aliases) if of else (figure.of,), key=len, reverse=True)
    bare = re.sub("|".join(map(re.escape, forms)), "", REACHED.split(name)[-1])
    return ask.asking.spell(bare or name)


def _alike(quantity: str, name: str) -> float:
    """How well the asked words and an indicator's name agree; the asked words must all but stand in it."""
    return 0.65 * share(quantity, name) + 0.35 * share(name, quantity)


def _named_alone(ask: Ask, figures: list[Figure]) -> list[Figure]:
    """Those of the things that the question names where it names two of them; else all."""
    named = {entity.id for link in ask.question.links for entity in link.entities}
    own = [one for one in figures if one.row.get("of_id") in named]
    return own if len({one.of for one in own}) >= 2 else figures


def _beside(ask: Ask, figures: Sequence[Figure], other: str, *, below: bool) -> Answer | None:
    """Those of the group that lie below (or above) the named one or the named number."""
    form = fold(other)
    known = [one for one in figures if form and (fold(one.of) in form or form in fold(one.of))]
    linked = {entity.id for link in ask.question.links if link.text in form for entity in link.entities}
    known = known or [one for one in figures if one.row.get("of_id") in linked]
    if not known or known[0].amount is None:
        return None
    limit = known[0].amount
    kept = [one for one in figures if one.amount is not None and (one.amount < limit if below else one.amount > limit)]
    rows = merge(_named(one) for one in kept)
    word = "低" if below else "高"
    said = "、".join(f"{one.of}（{one.said}）" for one in kept)
    sentence = f"{_title(known[0])}比{known[0].of}（{known[0].said}）{word}的有{len(kept)}个：{said}。"
    return ask.answered(
        with_citations(sentence, rows or [figure_row(known[0])]),
        rows or [figure_row(known[0])],
        _params(figures),
        query="indicator_compare",
    )


def _named(figure: Figure) -> AnswerRow:
    row = figure_row(figure)
    kind, key = str(figure.row.get("of_kind") or "Indicator"), str(figure.row.get("of_id") or row.entity_id)
    return replace(row, name=figure.of, type=kind, entity_id=key, group=row.name)


def _title(figure: Figure) -> str:
    year = f"{figure.year}年" if re.fullmatch(r"\d{4}", figure.year) else figure.year
    aimed = "目标" if figure.row.get("kind") == "target" and not str(figure.row["indicator"]).endswith("目标") else ""
    return f"{year}{figure.row['indicator']}{aimed}"


def _params(figures: Sequence[Figure]) -> dict[str, object]:
    return {"ids": list(dict.fromkeys(str(one.row["indicator_id"]) for one in figures))}

"""Questions that compare figures: the highest and lowest of a group, who lies below another."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.conditions import bounds_hold, in_digits, number_bound
from kg.answer.asked.limits import PLACES
from kg.answer.asked.name_parts import Link
from kg.answer.asked.ranking import Wish, read_wish, wants_both_ends
from kg.answer.asked.reading import Ask, merge, with_citations
from kg.answer.figures.alike import named_alike
from kg.answer.figures.chosen import TARGET
from kg.answer.figures.differing import COMPUTED, gap_said
from kg.answer.figures.figure import ACTUAL, PERCENT, Figure, figure_row, is_sum
from kg.answer.figures.figure import TARGET as TARGET_KIND
from kg.answer.figures.indicators import figures_of
from kg.answer.figures.listed import answer_listed, answer_most
from kg.answer.figures.table_figures import column_asked
from kg.answer.figures.taking_part import by_noun, taking_part
from kg.answer.figures.versus import answer_versus
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow
from kg.answer.quotes.counted import RATE

ABOVE = re.compile(
    r"(?:比|较)(?P<other>.{1,14}?)(?:还|更|要)?(?:高|多|大)|(?:高于|超过|大于|多于)(?P<other2>.{1,14}?)(?:的|有|$|[？?])"
)
COMPARED = re.compile(
    r"(?:是|都)?(?:最|更|排名|(?<![安减编])排(?:在|第|前|几(?![家个项])|到|多少[名位])|位列|位居|居第|第几|(?:达到|突破|不到|超|过|破)(?=\d)|倒数|居首|[由从][高大多低小少]到|(?<![目之以提年])前(?:[一二两三四五六七八九十]|\d)|第[一二三四五六七八九十\d]+[大高多小低少名位]|(?:比|较)(?!重|例)|高于|低于|超过|不足|大于|小于|多于|少于|不及|不如|不低于|不超过|合计|总计|一共|共计|总共|总和|之和|(?<!多)[高低大小多少](?=[？?，,]|$)|在?\d[\d.,]*[^\d，。]{1,8}?以[上下内])"
)
QUANTITY_CUT = re.compile(r"[\s，,。？?：:的中]|(?<!公)里|谁|哪一?[个家些几]*|之间|\d+年|[”》]")
AMONG = re.compile(r"在(?![册建研校岗])[^，。？的]{1,12}$")  # 总收入在各园区里|排第几
OF_WHICH = re.compile(
    r"(?:各个?|哪一?[个家些几]*|所有|全部|几[个家])(.{1,8})|(?:最[高低大小多少快慢好差]|以[上下内]|\d(?:[亿万]?[元亩家人]|%|平方公里))的(.{1,6})"
)
AIMED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:的?(?:规划|预期|计划)?目标[值数]?|的?(?:实际|完成|计划|现状)(?:值|数)?)$"
)  # 产值目标: of 产值
REACHED = re.compile("实现|完成|达到?")  # 汽车产业实现产值: what stands before is what is measured
SAME_QUANTITY = 0.6
WAY = re.compile(r"[最更]([高低大小多少快慢好差长短])|第.([高低大小多少])")
LARGE = re.compile("面积|规模|投资|人口|长度|产能|里程")  # is large or small, not high or low
PLACED = re.compile(
    r"(?:倒数|(?<![安减编])排名?|位列|位居|居)(?:在|到|是|为)?(?:第几|第多少|几(?=[名位？?]|$)|多少[名位])(?![项条章])"
    "|第几[名位]"
)
WIDER = re.compile("全[国省市区县州盟旗]|世界|全球|北方|南方")  # among more than a plan lists
UPWARD = re.compile("倒数|[从由][低小少]到|末位")
SUM = re.compile("(?:合计|总计|一共|共计|总共|总和|之和|加起来)(?:是|为|有|达到?|要)?(?:多少|几)")
BELOW = re.compile(
    r"(?:比|较)(?P<other>.{1,14}?)(?:还|更|要)?(?:低|少|小)|(?:低于|不足|小于|少于|不及|不如)(?P<other2>.{1,14}?)(?:的|有|$|[？?])"
)


def answer_compare(ask: Ask) -> Answer | None:
    """The highest, the lowest, or those above or below a named one; None where fewer than two figures can be compared."""
    ask = replace(ask, question=replace(ask.question, text=in_digits(ask.question.text)))
    figures, lacking = _group(ask)
    if len(figures) < 2:
        return answer_versus(ask) or answer_listed(ask) or answer_most(ask)
    text = ask.question.text
    for pattern, below in ((BELOW, True), (ABOVE, False)):
        match = pattern.search(text)
        if match and (found := _beside(ask, figures, match["other"] or match["other2"], below=below)):
            return found
    if PLACED.search(text):
        return _placed(ask, figures, lacking)
    if (found := _within(ask, figures, lacking)) or (found := _summed(ask, figures, lacking)):
        return found
    if wants_both_ends(text):
        return _ends(ask, figures, lacking)
    wish = read_wish(text)
    return _ranked(ask, wish, figures, lacking) if wish else answer_versus(ask)


def _ranked(ask: Ask, wish: Wish, figures: Sequence[Figure], lacking: Sequence[str]) -> Answer:
    """Those at the asked places, how many were compared, and which of them have no figure; of two also the other one."""
    best = wish.of(figures, lambda one: one.amount or 0.0)
    rest = [one for one in figures if one not in best] if len(figures) == 2 else []
    rows = merge(replace(_named(one), evidence=(one.citation, *(other.citation for other in rest))) for one in best)
    said = "、".join(f"{one.of}（{one.said}）" for one in best)
    without = _without(lacking)
    other = f"；{rest[0].of}为{rest[0].said}，{gap_said(rest[0], best[0])}" if rest else ""
    most = WAY.search(ask.question.text)
    high, low = _poles(figures[0])
    way = (most[1] or most[2]) if most else low if wish.low else high
    how = wish.said.format(way=way, high=high, low=low)
    joint = "依次为" if not wish.last else "的是" if wish.first == wish.last else "是"
    sentence = f"{_title(figures[0])}{how}{joint}{said}，共比较{len(figures)}个{without}{other}。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def _ends(ask: Ask, figures: Sequence[Figure], lacking: Sequence[str]) -> Answer:
    """The highest and the lowest of the group, and how far they lie apart."""
    low, *_, high = sorted(figures, key=lambda one: one.amount or 0.0)
    rows = merge([_named(high), _named(low)])
    most, least = _poles(high)
    said = f"最{most}的是{high.of}（{high.said}），最{least}的是{low.of}（{low.said}），{gap_said(low, high)}"
    sentence = f"{_title(high)}{said}，共比较{len(figures)}个{_without(lacking)}。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def _placed(ask: Ask, figures: Sequence[Figure], lacking: Sequence[str]) -> Answer | None:
    """The place of the one that the question names among all of the group; None where it is none of them, or of more than they are."""
    text = ask.question.text
    own = [one for one in figures if any(_is_meant(ask, link, one) for link in ask.question.links)]
    if len({one.of for one in own}) != 1 or WIDER.search(text):
        return None
    meant, low = own[0], bool(UPWARD.search(text))
    amount = meant.amount or 0.0
    better = [one for one in figures if ((one.amount or 0.0) < amount if low else (one.amount or 0.0) > amount)]
    rows = merge([_named(meant), *(_named(one) for one in figures if one is not meant)])
    most, least = _poles(meant)
    order = f"由{least}到{most}" if low else f"由{most}到{least}"
    sentence = f"{meant.of}的{_title(meant)}为{meant.said}，{order}排第{len(better) + 1}{COMPUTED}，共比较{len(figures)}个{_without(lacking)}。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def _is_meant(ask: Ask, link: Link, figure: Figure) -> bool:
    return figure.row.get("of_id") in {one.id for one in link.entities} or link.text == fold(figure.of)


def _within(ask: Ask, figures: Sequence[Figure], lacking: Sequence[str]) -> Answer | None:
    """Those of the group within the asked bound (超过200亿元), which may be none; None where the question sets none."""
    bounded = [(bounds_hold(ask.question.text, one.number, one.unit), one) for one in figures]
    kept = [one for holds, one in bounded if holds]
    is_whole = all("\t" in one.citation.quote for one in figures)  # of figures told here and there others may be within
    if any(holds is None for holds, _ in bounded) or not (kept or is_whole):
        return None
    rows = merge(_named(one) for one in kept or figures)
    said = "、".join(f"{one.of}（{one.said}）" for one in kept)
    bound = number_bound(ask.question.text)
    sentence = f"{_title(figures[0])}{bound}的有{len(kept)}个{'：' if kept else ''}{said}，共比较{len(figures)}个{_without(lacking)}。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def _summed(ask: Ask, figures: Sequence[Figure], lacking: Sequence[str]) -> Answer | None:
    """What the figures of the group add up to, all of them named; None where no sum is asked for, or of shares."""
    if not SUM.search(ask.question.text) or figures[0].amount_unit == PERCENT:
        return None
    rows = merge(_named(one) for one in figures)
    said = "、".join(f"{one.of}（{one.said}）" for one in figures)
    scale = (figures[0].number or 0.0) / (figures[0].amount or 1.0)
    total = f"{round(sum(one.amount or 0.0 for one in figures) * scale, 6):g}{figures[0].unit}"
    sentence = f"{len(figures)}个的{_title(figures[0])}合计{total}{COMPUTED}：{said}{_without(lacking)}。"
    return ask.answered(with_citations(sentence, rows), rows, _params(figures), query="indicator_compare")


def _without(lacking: Sequence[str]) -> str:
    return f"，没有写明数值的有{len(lacking)}个（{'、'.join(lacking)}）" if lacking else ""


def _group(ask: Ask) -> tuple[list[Figure], Sequence[str]]:
    """The figures of the asked quantity for many things of the asked kind, and which things of it have none.

    They are of one base unit and year: those of one column of a table, or of the graph where it knows more of them.
    """
    quantity, kind = quantity_of(ask), _kind(ask)
    column = column_asked(ask, quantity, kind)
    known, summed = _known(ask, quantity, kind), bool(SUM.search(ask.question.text))
    if column and len(column.figures) >= len(known) and (own := taking_part(ask, column.figures, summed=summed)):
        return own, column.lacking
    return taking_part(ask, known, summed=summed), ()


def _known(ask: Ask, quantity: str, kind: str) -> list[Figure]:
    """The largest group that the graph knows; of targets where nothing of the asked year was reached."""
    aims = bool(TARGET.search(ask.question.text))
    for wanted in (TARGET_KIND,) if aims else (ACTUAL, TARGET_KIND):
        groups: dict[tuple[str, str, str, bool, str], list[Figure]] = {}
        for one in _figures(ask, quantity, wanted):
            if kind in ("", one.of_kind):
                groups.setdefault((_core(ask, one), one.of_kind, one.amount_unit, is_sum(one), one.year), []).append(
                    one
                )
        rated = [
            (round(named_alike(quantity, key[0]), 1), key[-1], len(group), group)
            for key, group in groups.items()
            if len({one.of for one in group}) >= 2 and named_alike(quantity, key[0]) >= SAME_QUANTITY
        ]
        if rated:
            return max(rated, key=lambda one: one[:3])[-1]
    return []


def quantity_of(ask: Ask) -> str:
    """What is compared: the words right before 最高, 比…高, 高于 …, without the kind of things compared."""
    match = COMPARED.search(ask.question.text)
    pieces = QUANTITY_CUT.split(AMONG.sub("", ask.question.text[: match.start()])) if match else []
    words = next((piece for piece in reversed(pieces) if len(piece) > 1), "").removeprefix("按")
    if not words and (behind := ABOVE.search(ask.question.text) or BELOW.search(ask.question.text)):
        words = behind["other"] or ""  # 比甲园总收入高的有几个
    named = (link.text for link in ask.question.links if link.of_type(PLACES) and words.startswith(link.text))
    words = words.removeprefix(next(named, "")) or words
    kinds = (
        () if RATE.match(ask.asking.spell(words)) else ask.asking.kinds_in(words).values()
    )  # 单位面积收入: of no 单位
    kind = next((word for word in kinds if words.startswith(word)), "")
    return ask.asking.spell(AIMED.sub("", words.removeprefix(kind) or words))


def _kind(ask: Ask) -> str:
    """The kind of things compared (各分园, 哪个产业, 最高的企业), '' where the question does not say."""
    match = OF_WHICH.search(ask.question.text)
    kinds = ask.asking.kinds_in(match[1] or match[2]) if match else {}
    return next(iter(kinds), "")


def _figures(ask: Ask, quantity: str, kind: str) -> list[Figure]:
    """The figures of one kind of every indicator whose name holds the quantity's end."""
    ids = [
        one.id
        for one in ask.names.entities
        if one.type == "Indicator" and any(quantity[-2:] in ask.asking.spell(name) for name in (one.name, *one.aliases))
    ]
    figures = figures_of(ask, "indicator_compare", ids=ids, of=False, kinds=[kind]) if len(quantity) > 1 else []
    return by_noun(ask, [one for one in figures if one.amount is not None and one.of])


def _core(ask: Ask, figure: Figure) -> str:
    """The indicator without what it measures: 智能传感产业实现产值 and 新材料产业产值 are one quantity."""
    name = str(figure.row["indicator"])
    of = ask.names.by_id.get(str(figure.row.get("of_id")))
    forms = sorted((of.name, *of.aliases) if of else (figure.of,), key=len, reverse=True)
    bare = re.sub("|".join(map(re.escape, forms)), "", REACHED.split(name)[-1])
    return ask.asking.spell(bare or name)


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


def _poles(figure: Figure) -> tuple[str, str]:
    """How what is measured is called at its most and its least: 大 and 小 of areas and sizes, 高 and 低 of others."""
    return ("大", "小") if LARGE.search(RATE.sub("", _title(figure))) else ("高", "低")


def _title(figure: Figure) -> str:
    """What was measured, without the thing that one of the compared figures is of, and when."""
    name = figure.indicator.replace(figure.of, "", 1) or figure.indicator
    if figure.year and figure.year in name:
        return name
    year = f"{figure.year}年" if re.fullmatch(r"\d{4}", figure.year) else figure.year
    aimed = "目标" if figure.row.get("kind") == "target" and not name.endswith("目标") else ""
    return f"{year}{name}{aimed}"


def _params(figures: Sequence[Figure]) -> dict[str, object]:
    return {"ids": list(dict.fromkeys(str(one.row["indicator_id"]) for one in figures))}

"""Which figures of a group take part where a question compares them: those it lists, no sums and no remainder."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.reading import Ask
from kg.answer.figures.figure import Figure
from kg.answer.figures.versus import is_short, joined_things
from kg.text.numbers import parse_number

RANK = re.compile("(?:省|市|区|县|州|盟|旗|镇|乡|街道)$")
WHOLE = re.compile("[全本][国省市区县州盟旗].*|(?:合|总|平)[计均]")
REST = re.compile("(?:其他|其余|其它).*")
SO_MANY = re.compile(  # 三个板块里
    r"(?P<count>[两三四五六七八九十]|(?<![\d.])\d{1,2})(?:个|大|类|家)(?P<noun>(?![年月日季周])[\u4e00-\u9fff]{1,4}?)(?:里面?|之?中(?!心)|当中|之间)"
)


def taking_part(ask: Ask, figures: Sequence[Figure], *, summed: bool) -> list[Figure]:
    """Those of the things that the question names where it names two of them, all where it names none.

    None of its things is left out: of 甲、乙、丙三市 all three have a figure, or nothing is compared. What a plan's whole
    area comes to is no part of it; the rest that a table tells in one row counts where the parts are `summed`.
    """
    parts = [one for one in figures if not _is_whole(ask, one) and (summed or not REST.fullmatch(one.of))]
    named = {entity.id for link in ask.question.links for entity in link.entities}
    own = [one for one in parts if one.row.get("of_id") in named or _is_listed(ask, one)]
    count = len({one.of for one in own})
    if is_short(ask, count) or not _are_so_many(ask, own or parts):
        return []
    return own if count >= 2 else [] if joined_things(ask) else parts


def _are_so_many(ask: Ask, figures: Sequence[Figure]) -> bool:
    """Whether the figures are of what the question counts (三个板块里): of that kind, else called so and as many."""
    many = SO_MANY.search(ask.question.text)
    if not many:
        return True
    if kinds := ask.asking.kinds_in(many["noun"]):
        return all(one.of_kind in kinds for one in figures)
    return len({one.of for one in figures if many["noun"] in one.of}) == parse_number(many["count"])


def by_noun(ask: Ask, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the things that the question counts, where indicators name them: 甲板块营业收入 of 甲板块 for 三个板块; all else."""
    many = SO_MANY.search(ask.question.text)
    noun = many["noun"] if many else "\n"
    told = [(one, *one.indicator.partition(noun)) for one in figures if noun in one.indicator]
    made = [
        replace(one, row={**one.row, "of_name": front + noun, "of_id": "", "of_kind": "", "indicator": rest})
        for one, front, noun, rest in told
    ]
    return made if len({front for _, front, *_ in told if front}) > 1 else list(figures)


def _is_listed(ask: Ask, figure: Figure) -> bool:
    """Whether the question lists what a figure is of without the word of its rank: 甲、乙两市."""
    bare = RANK.sub("", figure.of)
    listed = rf"(?:^|[、，和与及]|[中里]){re.escape(bare)}(?=[、，和与及两三四五六七八九十])"
    return len(bare) > 1 and bool(re.search(listed, ask.question.text))


def _is_whole(ask: Ask, figure: Figure) -> bool:
    region = ask.context.documents[figure.citation.document_id].metadata.get("region", "")
    return figure.of == region or bool(WHOLE.fullmatch(figure.of))

"""What a question wants of a ranked list: the first, the last, the second, the first three, all in order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.text.numbers import parse_number

T = TypeVar("T")
COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十])"
LOW = re.compile(
    r"[最更](?:低|小|少|慢|差|短)|倒数|末位|末尾|垫底|后[一二两三四五六七八九十\d]{1,2}[名位]|哪[个家].{1,16}(?<!多)(?:低|小|少)(?=[？?，,]|$)|从[低小少]到[高大多]|由[低小少]到[高大多]|升序"
)
FIRST = re.compile(
    rf"(?:排名?(?:在)?|位列|居)?(?:(?<![目之以提年])前|后|倒数前?|最后|(?:最[高低大小多少])的?)(?:的)?(?P<n>{COUNT})(?:名|位|大|强|个|家|项|$|(?=的|是|有|哪|集群|园|项目|产业|企业|地区|区|县|镇|乡))"
)
PLACE = re.compile(rf"(?:排名?(?:在)?|位列|倒数)第(?P<n>{COUNT})|第(?P<n2>{COUNT})(?:名|位|大|高|多|小|低|少)")
ALL = re.compile(r"[由从][高大多低小少]到[高大多低小少]|排序|排个序|(?:怎么|如何)排|排名(?:情况|如何|怎样)|升序|降序")
HIGH = re.compile(r"[最更](?:高|大|多|快|好|长)|居首|首位|哪[个家].{1,16}(?:高|大|多)(?=[？?，,]|$)")
FALLEN = re.compile(r"第(?:几|\d+|[一二三四五六七八九十]+)[章节条款批届轮期产]")


ENDS = re.compile(r"最[高大多].{0,16}最[低小少]|最[低小少].{0,16}最[高大多]")


def wants_both_ends(text: str) -> bool:
    """Whether the highest and the lowest are asked for together."""
    return bool(ENDS.search(text))


@dataclass(frozen=True)
class Wish:
    """Which places of a ranked list are asked for, counted from 1; `last` 0: to the end."""

    low: bool
    first: int = 1
    last: int = 1

    @property
    def said(self) -> str:
        """「最高」, 「第2高」, 「最低的3个」, 「从高到低」, with the words for the direction left open."""
        if not self.last:
            return "由{low}到{high}" if self.low else "由{high}到{low}"
        if self.last > self.first:
            return f"最{{way}}的{self.last}个"
        return (
            "最{way}" if self.first == 1 else f"{'倒数' if self.low else ''}第{self.first}{'' if self.low else '{way}'}"
        )

    def of(self, ranked: Sequence[T], amount: Callable[[T], float]) -> list[T]:
        """Those at the asked places, with all that are level with the last of them."""
        ordered = sorted(ranked, key=amount, reverse=not self.low)
        chosen = ordered[self.first - 1 : self.last or None]
        return [
            one
            for one in ordered[self.first - 1 :]
            if chosen and (not self.last or one in chosen or amount(one) == amount(chosen[-1]))
        ]


def read_wish(text: str) -> Wish | None:
    """The places that a question asks for; None where it ranks nothing."""
    text = FALLEN.sub("", text)
    low = bool(LOW.search(text))
    if ALL.search(text):
        return Wish(low, 1, 0)
    if place := PLACE.search(text):
        number = int(parse_number(place["n"] or place["n2"]) or 1)
        return Wish(low or bool(re.search("[低小少]", place[0])), number, number)
    if first := FIRST.search(text):
        return Wish(low, 1, int(parse_number(first["n"]) or 1))
    return Wish(low) if low or HIGH.search(text) else None

"""The industries that a place is led by (以甲、乙为主导产业): there the words round a list say what its members are."""

import re
from collections.abc import Sequence

from kg.extract.lists.lists import Item

LED = re.compile(r"为(?:主导|支柱|首位|主攻方向)(?:产业|行业)?(?=[，。；、的]|$)")


def led_by(text: str, items: Sequence[Item], end: int) -> list[Item]:
    """The members of a list with 以 in front and 为主导产业 behind; none where the words do not say so.

    `end`: where the list was cut; the lexer may have taken 为主导 for a part of the last member.
    """
    if not items or text[items[0].start - 1 : items[0].start] != "以":
        return []
    last = items[-1]
    tail = LED.search(last.text)
    if tail is None:
        return list(items) if LED.match(text, end) else []
    core = last.text[: tail.start()]
    return [*items[:-1], *([Item(core, last.start, last.start + len(core))] if core else [])]

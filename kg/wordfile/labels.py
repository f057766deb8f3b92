"""The numbers of a paper: of its headings, and the raised ones of its citations."""

import re
from collections.abc import Iterator, Sequence

DIGITS = "零一二三四五六七八九"
FORMS = ("{}、", "（{}）", "{}. ", "（{}）")  # GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）
CLOSING = re.compile(r"[。；，：、！？]+$")


def chinese(number: int) -> str:
    """1 to 99 as 一 to 九十九; what is larger stays in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def label(level: int, number: int) -> str:
    """The number of a heading of level 1 to 4."""
    return FORMS[level - 1].format(chinese(number) if level < 3 else number)


def spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers as spans of neighbours, in order: 1 2 3 7 → (1, 3) (7, 7); two neighbours stay two."""
    todo = sorted(set(numbers))
    while todo:
        length = next((n for n in range(1, len(todo)) if todo[n] != todo[0] + n), len(todo))
        length = length if length > 2 else 1
        yield todo[0], todo[length - 1]
        todo = todo[length:]


def marked(numbers: Sequence[int]) -> str:
    """Numbers as they are printed: [1-3,7]; '' where there are none."""
    inner = ",".join(str(a) if a == b else f"{a}-{b}" for a, b in spans(numbers))
    return f"[{inner}]" if inner else ""


def before_stop(text: str) -> tuple[str, str]:
    """A text cut before the stop that ends it: the raised number stands between (GB/T 7714-2015, 9.1)."""
    stop = CLOSING.search(text)
    return (text[: stop.start()], stop[0]) if stop else (text, "")

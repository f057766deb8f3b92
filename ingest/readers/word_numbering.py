"""Word's automatic numbering as the text a reader sees: 一、 （一） 1. 第一章, with counters and restarts."""

from typing import Any

from ingest.readers.word_runs import W, child, value

DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
LEVELS = 9
MARKS = {"bullet", "none", ""}


class Numbering:
    """The counters of one document; `number_of` must see every paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}  # numId → level → w:lvl
        self._abstract: dict[str, str] = {}  # numId → abstractNumId: lists of one definition count on together
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        definitions = {part.get(W + "abstractNumId"): part for part in root.iter(W + "abstractNum")}
        for number in root.iter(W + "num"):
            self._add(number, definitions)

    def _add(self, number: Any, definitions: dict[str, Any]) -> None:
        number_id = number.get(W + "numId")
        abstract_id = value(child(number, "abstractNumId"))
        definition = definitions.get(abstract_id)
        if definition is None:
            return
        self._abstract[number_id] = abstract_id
        self._levels[number_id] = {int(level.get(W + "ilvl", "0")): level for level in definition.iter(W + "lvl")}
        for override in number.iter(W + "lvlOverride"):
            place = int(override.get(W + "ilvl", "0"))
            own = child(override, "lvl")
            if own is not None:
                self._levels[number_id][place] = own
            start = value(child(override, "startOverride"))
            if start.isdigit():
                self._starts[number_id, place] = int(start)

    def number_of(self, paragraph: Any, style: Any) -> str:
        """The number before this paragraph's text, '' where there is none; counts it."""
        number_id, level = self._reference(paragraph, style)
        if number_id not in self._levels or level not in self._levels[number_id]:
            return ""
        self._count(number_id, level)
        definition = self._levels[number_id][level]
        if value(child(definition, "numFmt")) in MARKS:
            return ""
        text = value(child(definition, "lvlText"))
        for place in range(LEVELS):
            if f"%{place + 1}" in text:
                text = text.replace(f"%{place + 1}", self._format(number_id, place, level))
        return (
            text if not text or not text[-1].isalnum() or value(child(definition, "suff")) == "nothing" else f"{text} "
        )

    def _reference(self, paragraph: Any, style: Any) -> tuple[str, int]:
        """The list and level that the paragraph, or the nearest of its styles, refers to."""
        own = child(paragraph, "pPr", "numPr")
        number_id, level = value(child(own, "numId")), value(child(own, "ilvl"))
        while not number_id and style is not None:
            shared = child(style.element, "pPr", "numPr")
            number_id = value(child(shared, "numId"))
            level = level or value(child(shared, "ilvl")) or self._level_of_style(number_id, style.style_id)
            style = style.base_style
        return number_id, int(level) if level.isdigit() else 0

    def _level_of_style(self, number_id: str, style_id: str) -> str:
        for place, level in self._levels.get(number_id, {}).items():
            if value(child(level, "pStyle")) == style_id:
                return str(place)
        return ""

    def _count(self, number_id: str, level: int) -> None:
        counts = self._counts.setdefault(self._abstract[number_id], [None] * LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for place in range(LEVELS):
                if (number_id, place) in self._starts:
                    counts[place] = None
        current = counts[level]
        counts[level] = self._start(number_id, level) if current is None else current + 1
        for place in range(level):
            if counts[place] is None:
                counts[place] = self._start(number_id, place)
        counts[level + 1 :] = [None] * (LEVELS - level - 1)

    def _start(self, number_id: str, level: int) -> int:
        given = value(child(self._levels[number_id].get(level), "start"))
        return self._starts.get((number_id, level), int(given) if given.isdigit() else 1)

    def _format(self, number_id: str, place: int, shown_at: int) -> str:
        count = self._counts[self._abstract[number_id]][place]
        number = count if count is not None else self._start(number_id, place)
        legal = child(self._levels[number_id][shown_at], "isLgl") is not None
        level = self._levels[number_id].get(place)
        return format_number(number, "decimal" if legal else value(child(level, "numFmt")))


def format_number(number: int, style: str) -> str:
    """A number in one of Word's number formats; an unknown format falls back to 1, 2, 3."""
    if style in {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    }:
        return chinese_number(number)
    if style == "chineseLegalSimplified":
        return _counting(number, LEGAL_DIGITS, "拾佰仟", bare_ten=False)
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))
    if style == "decimalZero":
        return f"{number:02d}"
    if style in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in {"upperRoman", "lowerRoman"}:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    if style == "ideographTraditional" and 1 <= number <= 10:
        return STEMS[number - 1]
    return str(number)


def chinese_number(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五."""
    return _counting(number, DIGITS, "十百千", bare_ten=True)


def _counting(number: int, digits: str, units: str, *, bare_ten: bool) -> str:
    if not 0 < number < 10000:
        return str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text[1:] if bare_ten and text.startswith(digits[1] + units[0]) else text


def _roman(number: int) -> str:
    text = ""
    for value_, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text += sign * (number // value_)
        number %= value_
    return text

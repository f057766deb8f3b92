"""A body named in a list of bodies, and the endings that a list says once for several: 甲县、乙县人民政府."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.words.wordlists import any_of

GOVERNED_BY = "[市县区旗州盟镇乡]"
SHORT_PLACE = re.compile(r"(?!各)[一-龥]{2,4}(?<![局委办厅部市县区镇乡])")


@dataclass(frozen=True)
class BodyItem:
    """One body with its place in the given text; `role` is '' where the text gives none of its own."""

    text: str
    start: int
    end: int
    role: str = ""
    ending: str = ""  # what the text says once for several: 甲县、乙县|人民政府
    front: str = ""  # the level that it says once for several: 自治区|甲局、乙厅

    @property
    def name(self) -> str:
        """The body's whole name."""
        return self.text + self.ending

    @property
    def other(self) -> str:
        """The other way to call it: as the text has it without the shared ending, or with the level said once."""
        return f"{self.front}{self.name}" if self.front else self.text

    def of(self, role: str) -> "BodyItem":
        """The same body with this role where it has none of its own."""
        return replace(self, role=self.role or role)


class SharedEndings:
    """Gives the bodies of a list the ending that the last of them says for all; the words are data."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        seats, boards = words["governments"], words["boards"]
        self._own = re.compile(rf"(?!各)[一-龥]{{1,12}}?(?P<ending>{any_of([*seats, *boards])})")
        self._several = re.compile(
            rf"(?!各)(?P<place>[一-龥]{{2,5}})等(?:[\d一二三四五六七八九十]+个?)?(?P<ending>{GOVERNED_BY}(?:{any_of(seats)}))"
        )
        self._one = re.compile(rf"(?!各)[一-龥]{{2,4}}?(?P<ending>{GOVERNED_BY}(?:{any_of(seats)}))")
        zone = rf"[一-龥]*(?:{any_of(words['zones'])})区"
        self._governed = re.compile(rf"(?!各)(?!{zone})[一-龥]{{1,8}}{GOVERNED_BY}")
        self._managed = re.compile(rf"(?!各)[一-龥]{{1,14}}(?:{any_of(words['grounds'])})")
        self._seats = tuple(seats)

    def give(self, items: list[BodyItem], text: str) -> list[BodyItem]:
        """The bodies of a text, whole: 甲县、乙县人民政府 are two governments; parks have no 政府, counties no 管委会."""
        done: list[BodyItem] = []
        ending, level, start, shape = "", "", 0, self._governed
        for item in reversed(items):
            several = self._several.fullmatch(item.text)
            if several:  # 甲、乙等市人民政府
                shape, ending = SHORT_PLACE, several["ending"]
                item = replace(item, text=several["place"], end=item.start + several.end("place"), ending=ending)
            elif ending and not text[item.end : start].strip("、和及与 \n") and shape.fullmatch(item.text):
                item = replace(item, ending=ending)
            elif level and not text[item.end : start].strip("、和及与 \n") and SHORT_PLACE.fullmatch(item.text):
                item = replace(item, ending=level)  # 甲、乙市人民政府
            else:
                own = self._own.fullmatch(item.text)
                ending = own["ending"] if own else ""
                one = self._one.fullmatch(item.text)
                level = one["ending"] if one else ""
                shape = self._governed if ending.endswith(self._seats) else self._managed
            start = item.start
            done.append(item)
        return done[::-1]

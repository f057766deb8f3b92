"""A body named in a list of bodies, and the endings that a list says once for several: 甲县、乙县人民政府."""

import re
from dataclasses import dataclass, replace

# A place with what governs it; whose places share an ending (甲县、乙县人民政府), parks no 政府, counties no 管委会.
PLACE_BODY = re.compile(r"(?!各)[一-龥]{1,12}?(?P<ending>人民政府|政府|管委会|管理委员会|街道办事处|街道办|办事处)")
SEVERAL = re.compile(
    r"(?!各)(?P<place>[一-龥]{2,5})等(?:[\d一二三四五六七八九十]+个?)?(?P<ending>[市县区旗州盟镇乡](?:人民)?政府)"
)
SHORT_PLACE = re.compile(r"(?!各)[一-龥]{2,4}(?<![局委办厅部市县区镇乡])")
GOVERNED = re.compile(
    r"(?!各)(?![一-龥]*(?:开发|高新|经开|园|示范|试验|管理|功能|合作|新)区)[一-龥]{1,8}[市县区旗州盟镇乡]"
)
MANAGED = re.compile(r"(?!各)[一-龥]{1,14}(?:区|园|城|港|基地|街道)")


@dataclass(frozen=True)
class BodyItem:
    """One body with its place in the given text; `role` is '' where the text gives none of its own."""

    text: str
    start: int
    end: int
    role: str = ""
    ending: str = ""  # what the text says once for several: 甲县、乙县|人民政府

    @property
    def name(self) -> str:
        """The body's whole name."""
        return self.text + self.ending

    def of(self, role: str) -> "BodyItem":
        """The same body with this role where it has none of its own."""
        return replace(self, role=self.role or role)


def with_shared_endings(items: list[BodyItem], text: str) -> list[BodyItem]:
    """The bodies with the ending that the last of several places says for all: 甲县、乙县人民政府."""
    done: list[BodyItem] = []
    ending, start, shape = "", 0, GOVERNED
    for item in reversed(items):
        several = SEVERAL.fullmatch(item.text)
        if several:  # 甲、乙等市人民政府
            shape, ending = SHORT_PLACE, several["ending"]
            item = replace(item, text=several["place"], end=item.start + several.end("place"), ending=ending)
        elif ending and not text[item.end : start].strip("、和及与 \n") and shape.fullmatch(item.text):
            item = replace(item, ending=ending)
        else:
            own = PLACE_BODY.fullmatch(item.text)
            ending = own["ending"] if own else ""
            shape = GOVERNED if ending.endswith("政府") else MANAGED
        start = item.start
        done.append(item)
    return done[::-1]

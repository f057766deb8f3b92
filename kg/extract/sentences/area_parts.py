"""Parts of a park by their short names, which mean it only under its title: 中关村云溪园。……东区重点发展甲."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.sentences.owners import NUMBERING
from kg.extract.words.candidates import Candidate

PARTS = ("东区", "西区", "南区", "北区", "中区", "东园", "西园", "南园", "北园", "核心区", "起步区", "启动区", "拓展区")
PART = re.compile(
    rf"(?:^|(?<=[，。；：、])|其中|(?<=[一二三四]是))(?P<part>{'|'.join(PARTS)}|[东西南北中]片区?|[A-D]区)"
    r"(?=(?:将|则|要|规划)?(?:重点|主要|着力|突出|聚焦|围绕|发展|布局|以|为|定位|建设|打造|依托|面积|：))"
)
TITLED = re.compile(r"(?:[（(][^（()）]*[）)])?(?:[。：:，]|——|$|[一-龥]{0,2}(?:位于|规划|分为|包括))")
HEADING = 40  # characters of a line that is a heading at most


class PartFinder:
    """Reads the lines of a document in order and keeps in mind under which park's title they stand."""

    def __init__(self) -> None:
        self._park = ""

    def find(self, text: str, kept: Sequence[Candidate]) -> Iterator[Candidate]:
        """The parts that the line tells of, each under its full name."""
        parks = [one for one in kept if one.type == "Park"]
        heading = len(text) < HEADING and not text.rstrip().endswith(("。", "；", "，", "："))
        opening = next((one for one in parks if re.fullmatch(NUMBERING, text[: one.start])), None)
        if opening and TITLED.match(text, opening.end):
            self._park = opening.name or text[opening.start : opening.end]
        elif heading:
            self._park = (parks[0].name or text[parks[0].start : parks[0].end]) if len(parks) == 1 else ""
        if not self._park or self._park.endswith(PARTS):
            return
        for match in PART.finditer(text):
            name = f"{self._park}{match['part']}"
            yield Candidate(*match.span("part"), "Park", 2.6, "parts", name)

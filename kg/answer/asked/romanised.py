"""Names of the graph that an English question gives in Latin letters: Xiamen, Hailing Group, Yuanxi County."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from kg.answer.asked.called import AREA_END
from kg.answer.asked.names import NameIndex
from kg.records import Document
from kg.search.pinyin import spelled, syllables

SHORTEST = 4  # letters; a shorter word is a word of English
MOST_SYLLABLES = 4
ZONE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:经济技术开发区|高新技术产业开发区|经济开发区|经开区|高新区|开发区|新区)$")


class Romanised:
    """The names that a Latin word may stand for, those of places first."""

    def __init__(self, names: NameIndex, documents: Collection[Document]) -> None:
        told = [one.metadata.get("region", "") for one in documents]
        regions = [*(one.name for one in names.entities if one.type == "Region"), *filter(None, told)]
        self._regions = {AREA_END.sub("", ZONE.sub("", name)): name for name in regions}
        self._areas = "\n".join([*self._regions, ""])
        named = [name for one in names.entities for name in (one.name, *one.aliases)]
        self._names = "\n".join([*(one.title for one in documents), *named])

    def read(self, word: str) -> tuple[str, ...]:
        """What the word may be, the likeliest first: a place by its full name, else the signs inside a name."""
        if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
            return ()
        cuts = [cut for cut in spelled(word, MOST_SYLLABLES) if len(cut) > 1]
        places = [place for cut in cuts for place in _held(cut, self._areas, whole=True)]
        inside = [signs for cut in cuts for signs in _held(cut, self._names, whole=False)]
        return tuple(dict.fromkeys([*(self._regions[place] for place in places), *inside]))


def _held(cut: Sequence[str], text: str, *, whole: bool) -> list[str]:
    """The runs of signs in a text that are read so, the most frequent first."""
    pattern = "".join(f"[{re.escape(syllables()[syllable])}]" for syllable in cut)
    found = re.findall(rf"^{pattern}$" if whole else pattern, text, re.MULTILINE)
    return [signs for signs, _ in Counter(found).most_common()]

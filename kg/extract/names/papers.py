"""Papers that a sentence names in full without title marks: 根据某省某条例, 某政府关于……的意见已经……."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.names.patterns import VERSION
from kg.extract.words.candidates import Candidate
from kg.extract.words.wordlists import any_of

NEXT = r"(?:[，。；、：（\s）)]|等|和|及|与|以及|的?(?:精神|要求|部署|规定|有关|相关)|已经|业经|$)"
WHOLE_LEVEL = r"(?:国家|省|市|区|县|州)(?![级域场民政值委里内外际直属属中重间块片位境]|人民|有关|相关|重点)"
PLACE = (
    r"(?P<place>(?![各我全本该相有每其所下上等了好])[一-龥]{2,7}?(?:省|(?<!城)市|区|县|州))"
    r"(?![级域场民政值委里内外际直属]|人民|有关|相关)"
)
BODIES = r"(?:(?!关于)[一-龥、]){0,20}?(?:委|院|政府|办公室|办公厅|委员会|局|厅|部)"


class PaperFinder:
    """Finds papers by the words that cite them, whose they are and their kind; `words`: the vocabulary's; `regions`: divisions."""

    def __init__(self, words: Mapping[str, Sequence[str]], regions: Iterable[str]) -> None:
        self._regions = frozenset(regions)
        cited = rf"(?:{any_of(words['before'])})(?:好|了)?"
        stops = any_of(words["no_title"])
        said = rf"(?:(?!{stops}|和(?:国家|[省市区县]))[一-龥“”A-Za-z0-9])"
        kinds = any_of(words["kinds"])
        owned = rf"(?:{PLACE}|{WHOLE_LEVEL}){said}{{4,30}}?(?:{kinds})"
        about = rf"关于(?:(?!{stops})[一-龥“”、A-Za-z0-9]){{5,40}}?的?(?:{kinds}|意见|通知|决定|规定)"
        ended = rf"(?:{VERSION})?(?={NEXT})"
        self._cited = re.compile(
            rf"(?:{cited}|(?<=[和与、]))(?:(?:{BODIES})?(?P<about>{about}{ended})|(?P<owned>{owned}{ended}))"
        )
        self._agreed = re.compile(rf"(?P<about>{about})(?=已经|业经|已由)")

    def find(self, text: str) -> Iterator[Candidate]:
        """Every paper that the text cites so; one in a list only behind another one."""
        last = -1
        for match in self._cited.finditer(text):
            start, end = match.span("about" if match["about"] else "owned")
            if match.start() == start and match["owned"] and start - 1 != last:
                continue  # behind a joint: only where a paper stands before it
            if match["place"] and len(match["place"]) > 3 and match["place"] not in self._regions:
                continue
            last = end
            yield Candidate(start, end, "Policy", 2.0, "papers")
        for match in self._agreed.finditer(text):
            yield Candidate(*match.span("about"), "Policy", 2.0, "papers")

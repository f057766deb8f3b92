"""Names that a joint or quotation marks hold together: 推进甲和乙一体化工程, “某地某某合作区”."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import covered
from kg.extract.words.lexer import NAME_TAGS, Token
from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of

QUOTED = re.compile(r"“(?P<name>[一-龥]{6,20})”")
AIMED = re.compile(  # 建设|某产业与某产业创新发展试验区: an honour to work for, or grounds
    r"(?:建设|打造|创建|争创|建成)(?:全国|国家级?|省级)?(?P<name>(?:(?![的等])[一-龥]){6,22}?(?:示范区|试验区|先导区|先行区))(?=[，。；、]|建设|$)"
)
GROUNDS = ("Park", "Platform")
MADE = r"(?:建设|打造|建成|推进|推动|加快|实施|谋划|布局|规划)"
LEFT = re.compile(rf"(?:{MADE}|的)(?P<name>(?!{MADE})[一-龥]{{2,8}})[和与及]$")


class JoinedFinder:
    """Finds wholes of which other finders see parts; what a whole ends in is data."""

    def __init__(self, vocabulary: Vocabulary, regions: Iterable[str]) -> None:
        self._counties = frozenset(name[:-1] for name in regions if len(name) == 3 and name[-1] in "市县区")
        self._generic = vocabulary.generic_modifiers | vocabulary.not_industry | vocabulary.boundaries
        grounds = (head for kind in GROUNDS for head in vocabulary.heads.get(kind, ()))
        self._ends = re.compile(
            f"(?:{any_of({*grounds, *(word for word in vocabulary.honours['by_field'] if word.endswith('区'))})})$"
        )

    def find(self, text: str, tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The wholes of a text; `found`: what the other finders took for names."""
        yield from self._quoted(text, found)
        yield from self._placed(text, found)
        trades = {candidate.start for candidate in found if candidate.type == "Industry"}
        for match in AIMED.finditer(text):
            if match.start("name") in trades:
                kind = "Title" if match["name"].endswith("示范区") else "Park"
                yield Candidate(*match.span("name"), kind, 1.85, "joined")
        for candidate in found:
            before = LEFT.search(text, max(0, candidate.start - 12), candidate.start)
            if candidate.type != "Project" or before is None or covered(before["name"], self._generic):
                continue
            own = [t for t in tokens if candidate.start <= t.start and t.end <= candidate.end]
            named = any(token.tag in NAME_TAGS for token in own) or re.search("[“”0-9]", text[candidate.start])
            if not named and own and candidate.start in trades:
                yield Candidate(before.start("name"), candidate.end, candidate.type, 1.85, "joined")

    def _placed(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Grounds behind a province's and a county's short names: 某省某县|某某经济开发区."""
        provinces = {candidate.end: candidate.start for candidate in found if candidate.type == "Region"}
        for candidate in found:
            start = provinces.get(candidate.start - 2)
            if (
                candidate.type == "Park"
                and start is not None
                and text[candidate.start - 2 : candidate.start] in self._counties
            ):
                yield Candidate(start, candidate.end, "Park", 1.85, "joined")

    def _quoted(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Grounds that quotation marks hold together, where the first word is a place's: “某地某某合作区”."""
        places = {candidate.start for candidate in found if candidate.type == "Region"}
        for match in QUOTED.finditer(text):
            if match.start("name") in places and self._ends.search(match["name"]):
                yield Candidate(*match.span("name"), "Park", 1.85, "joined")

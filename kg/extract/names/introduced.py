"""Platforms that the text quotes or introduces as the first of their kind, and those whose field stands before the place they are of.

The runs of names.py end at the verbs and particles that such long names hold.
"""

import re
from collections.abc import Iterator

from kg.extract.words.candidates import INTRODUCED, Candidate
from kg.extract.words.vocabulary import Vocabulary
from kg.extract.words.wordlists import any_of

PLACE = r"[一-龥]{2,3}(?:省|市|自治区)"


class IntroducedFinder:
    """Finds 国内首个中药制剂成果转化的孵化平台 and 骨科植入材料湖南省重点实验室; the words are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.introduced
        first = rf"(?:{any_of(words['among'])})的?(?:{any_of(words['first'])})的?"
        ends = rf"(?=[，。；、,;”）)]|$|{any_of(words['behind'])})"
        heads = [head for head in vocabulary.heads["Platform"] if len(head) > 1]
        self._first = re.compile(rf"{first}(?P<name>[^，。；、：:“”\n等]{{4,30}}?(?:{any_of(heads)})){ends}")
        quoted = any_of(head for head in heads if not head.endswith("中心"))  # “世界制造中心” is a goal
        self._quoted = re.compile(rf"“(?P<name>(?:(?!等)[一-龥A-Za-z0-9]){{4,20}}(?:{quoted}))”")
        kinds = any_of(head for head in vocabulary.place_alone["Platform"] if len(head) > 3)
        self._of_place = re.compile(rf"(?:^|[，。；、：:\n])(?P<name>[一-龥]{{4,26}}{PLACE}(?:{kinds})){ends}")
        self._fronts = re.compile(rf"^(?:(?:{any_of(w for w in vocabulary.boundaries if len(w) > 1)})+)")
        self._not_in = re.compile(any_of({*vocabulary.honours["goals"], *vocabulary.acts} - {"建设"}))

    def find(self, text: str) -> Iterator[Candidate]:
        """The names, whole."""
        for match in self._first.finditer(text):
            yield Candidate(*match.span("name"), "Platform", 2.3, INTRODUCED)
        for match in self._quoted.finditer(text):
            yield Candidate(*match.span("name"), "Platform", 1.6, "quoted")
        for match in self._of_place.finditer(text):
            front = self._fronts.match(match["name"])
            start = match.start("name") + (front.end() if front else 0)
            field = re.split(PLACE, text[start : match.end("name")])[0]
            if len(field) > 3 and not self._not_in.search(field):
                yield Candidate(start, match.end("name"), "Platform", 2.3, INTRODUCED)

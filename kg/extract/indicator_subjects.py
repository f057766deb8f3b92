"""Of what a quantity speaks: the name that opens its clause, else an earlier clause's, the heading's, or the plan's own."""

import re
from itertools import pairwise

from kg.extract.context import Sentence
from kg.extract.indicator_names import CLAUSE, IndicatorWords, Measured, without_asides
from kg.extract.measures import DOING, NUMBERING
from kg.records import Mention
from kg.text.numbers import Quantity

OWNERS = ("Park", "Enterprise", "Region", "Platform", "Institution", "Project", "Cluster", "Industry", "Fund")
NAMED = ("Industry", "Cluster", "Fund")  # 产业产值: a part of the indicator's name rather than what it is of
ACTS = re.compile(r"(?:累计|共|共计|合计|全年|已|总计)?(?:实现|完成|达到|拥有|集聚|创造)")
PARK = re.compile(r"(?:全园|园区|示范区|开发区|高新区)(?:内|共|累计|已|实现|完成)")
AREA = re.compile(r"(?:其中)?[，,]?(?:全[区市县省州]|[我本][区市县省])")
OPENING = re.compile(r"[、和与及等以/（(]")
SHORT_HEADING = 10  # signs beside the name in a heading that is about that name


class SubjectFinder:
    """Finds what quantities are of, sentence after sentence; remembers the park that a text speaks of."""

    def __init__(self, words: IndicatorWords) -> None:
        self._words = words
        self._park: Mention | None = None
        self._path: tuple[str, ...] = ()

    def subject(self, sentence: Sentence, quantity: Quantity, measured: Measured | None) -> Mention | None:
        """The name the quantity is of; None = what the whole document is about."""
        if sentence.section.path != self._path:
            self._park, self._path = None, sentence.section.path
        text = without_asides(sentence.text)
        beside = self._beside(sentence, measured)
        if beside is not None:
            return self._kept(beside)
        for start, end in reversed(_clauses(text, quantity.start)):
            if AREA.match(text, start):
                return None
            opening = self._opening(sentence, text, start)
            if opening is not None and (opening.type not in NAMED or ACTS.match(text, opening.end - sentence.start)):
                return self._kept(opening)
            if self._park is not None and PARK.search(text[start : min(end, quantity.start)]):
                return self._park
        return self._of_heading(sentence)

    def _kept(self, mention: Mention) -> Mention:
        self._park = mention if mention.type == "Park" else self._park
        return mention

    def _beside(self, sentence: Sentence, measured: Measured | None) -> Mention | None:
        """The name right before the measured words (云溪园总收入), or before the verb (云溪园完成总收入)."""
        if measured is None:
            return None
        places = {measured.start, measured.holder[1]} if measured.holder[1] > measured.holder[0] else {measured.start}
        for mention in reversed(sentence.of(*OWNERS)):
            if mention.type not in NAMED and mention.end - sentence.start in places:
                return mention if not _is_listed(sentence, mention) else None
        return None

    def _opening(self, sentence: Sentence, text: str, start: int) -> Mention | None:
        """The name that opens a clause, behind words of time."""
        lead = self._words.leads.match(text, start)
        place = sentence.start + (lead.end() if lead else start)
        found = [m for m in sentence.of(*OWNERS) if m.start in (place, sentence.start + start)]
        return found[0] if found and not _is_listed(sentence, found[0]) else None

    def _of_heading(self, sentence: Sentence) -> Mention | None:
        """The name that the heading is about: it opens the heading, or the heading says little else."""
        for mention in sentence.heading_mentions:
            if mention.type not in ("Park", "Industry", "Region", "Platform"):
                continue
            heading = next((h for h in reversed(sentence.section.path) if mention.text in h), "")
            plain = DOING.sub("", NUMBERING.sub("", heading)).lstrip("“”")
            if plain.startswith(mention.text) and (
                mention.type != "Industry" or len(plain) - len(mention.text) <= SHORT_HEADING
            ):
                return mention
        return None


def owner_beside(sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The name whose value a bare number is: 云溪园（150公顷）, 湖东园9.3亿元."""
    place = sentence.start + quantity.start
    for mention in sentence.of(*OWNERS):
        if mention.end <= place and re.fullmatch(
            r"[（(：:为达]?(?:约|共)?", sentence.text[mention.end - sentence.start : quantity.start]
        ):
            return mention
    return None


def _is_listed(sentence: Sentence, mention: Mention) -> bool:
    return bool(OPENING.match(sentence.after(mention, 1)))


def _clauses(text: str, place: int) -> list[tuple[int, int]]:
    """The clauses up to the one that holds a place, in order."""
    bounds = [0, *(match.end() for match in CLAUSE.finditer(text, 0, place)), place]
    return [(a, b) for a, b in pairwise(bounds) if a < b or b == place]

"""Terms of support and of law: sums that somebody may get or must have are no figures of a place."""

import re

from kg.extract.context import Sentence
from kg.extract.words.wordlists import any_of, words_in
from kg.ontology import Node
from kg.text.numbers import Quantity
from kg.text.periods import iter_periods


class TermReader:
    """Tells what a measure grants or demands (最高给予500万元奖励, 面积不小于2000平方米) from what a place has or aims at."""

    def __init__(self, words: Node) -> None:
        terms = words["terms"]
        said = {str(key): words_in(several) for key, several in terms.items()} if isinstance(terms, dict) else {}
        grants, most = any_of(said["grants"]), any_of(said["most"])
        self._grant = re.compile(
            rf"(?:{any_of(said['giving'])})[^。；]{{0,60}}(?:{grants})"
            rf"|(?:{most})[^，。；]{{0,16}}(?:{grants}|{any_of(said['giving'])}|不超过|\d)"
            rf"|(?:{grants})[^，。；]{{0,14}}(?:{most})"
        )
        self._demand = re.compile("|".join(said["demands"]))
        self._headings = re.compile("|".join(said["headings"]))
        self._done = re.compile(any_of(said["done"]))

    def holds(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Whether a number is part of such terms; one that is dated or told as done is not."""
        before = sentence.text[: quantity.start]
        if self._done.search(before) or any(True for _ in iter_periods(before)):
            return False
        stated = self._grant.search(sentence.text) or self._demand.search(sentence.text)
        return bool(stated or self._headings.search(sentence.section.path[-1] if sentence.section.path else ""))

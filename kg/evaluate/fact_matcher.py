"""Whether an exported relation states a gold fact: names by any alias, tasks by most of their text, values by value."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.evaluate.gold import GoldEnd, GoldEntity, GoldFact, GoldValue
from kg.evaluate.matching import ENOUGH_OF_NAME, compare_form, covers, grams, is_document, number_form

Row = Mapping[str, Any]
SHORTEST_TASK, SHORTEST_PART = 6, 4  # signs of a name that may match by a part of it
HALF = 0.5


class FactMatcher:
    """Compares exported relations with gold facts; knows all names of both sides."""

    def __init__(self, entities: Iterable[Row], gold: Iterable[GoldEntity]) -> None:
        self._names = {row["id"]: {compare_form(name) for name in (row["name"], *row["aliases"])} for row in entities}
        self._aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in gold:
            forms = {compare_form(name) for name in (entity.name, *entity.aliases)}
            self._aliases[entity.type, compare_form(entity.name)] |= forms

    def states(self, relation: Row, fact: GoldFact) -> bool:
        """Whether a relation says what the fact says, with evidence in the fact's document."""
        if relation["type"] not in (fact.relation, fact.alt_relation):
            return False
        if not any(is_document(one["document"], fact.document) for one in relation["evidence"]):
            return False
        if isinstance(fact.object, GoldValue):
            return self._same_value(relation, fact, fact.object)
        return relation["type"] != "HAS_VALUE" and self._same_ends(relation, fact, fact.object)

    def _same_ends(self, relation: Row, fact: GoldFact, target: GoldEnd) -> bool:
        left, right = relation["subject"], relation["object"]
        if self._is_end(left, fact.subject) and self._is_end(right, target):
            return True
        turned = fact.relation == "COOPERATES_WITH"  # has no direction
        return turned and self._is_end(left, target) and self._is_end(right, fact.subject)

    def _is_end(self, end: Row, want: GoldEnd) -> bool:
        have = self._names.get(end["id"], set()) | {compare_form(end["name"])}
        if want.type == "Task":
            long = (form for form in have if len(form) >= SHORTEST_TASK)
            return any(covers(grams(form), want.name) >= ENOUGH_OF_NAME for form in long)
        plain = compare_form(want.name)
        wanted = self._aliases.get((want.type, plain), set()) | {plain}
        return bool(have & wanted) or any(_is_part(h, w) for h in have for w in wanted)

    def _same_value(self, relation: Row, fact: GoldFact, target: GoldValue) -> bool:
        found = relation["object"]
        if number_form(found.get("value")) not in {number_form(value) for value in (target.value, *fact.accept)}:
            return False
        if target.year and target.year not in str(found.get("year")):
            return False
        measured = compare_form(str((found.get("of") or {}).get("name", "")))
        wanted = compare_form(target.of)
        # The public scorer holds pairs of signs against trigrams here: in effect, a name of two signs alone matches.
        pairs = grams(compare_form(relation["subject"]["name"]) + measured, 2)
        named = covers(pairs, fact.subject.name) >= HALF
        return named or (bool(wanted and measured) and (wanted in measured or measured in wanted))


def _is_part(left: str, right: str) -> bool:
    return min(len(left), len(right)) >= SHORTEST_PART and (left in right or right in left)

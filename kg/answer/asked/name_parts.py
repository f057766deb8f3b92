"""Names that a question gives in part: which long names share a telling run of characters with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.answer.asked.called import Named
from kg.answer.asked.short_forms import short_form_in
from kg.answer.folding import fold, longest_block, pairs, rarity, weigh

FUZZY_TYPES = (
    "Project",
    "Platform",
    "Park",
    "Enterprise",
    "Policy",
    "Title",
    "Fund",
    "Institution",
    "Cluster",
    "Industry",
)


@dataclass(frozen=True)
class Link:
    """The words [start, end) of the folded question, and what they may mean; `whole` = a full name or alias."""

    start: int
    end: int
    text: str
    entities: tuple[Named, ...]
    whole: bool = True

    def of_type(self, types: Iterable[str]) -> tuple[Named, ...]:
        """The readings of these types."""
        wanted = set(types)
        return tuple(entity for entity in self.entities if entity.type in wanted)


class NameParts:
    """The pairs of characters of all names, and which names have them."""

    def __init__(self, entities: Sequence[Named]) -> None:
        self.entities = entities
        self.weights = rarity(entity.name for entity in entities)
        self._pieces: dict[str, list[int]] = defaultdict(list)
        for place, entity in enumerate(entities):
            for piece in {piece for name in (entity.name, *entity.aliases) for piece in pairs(fold(name))}:
                self._pieces[piece].append(place)

    def types_with(self, piece: str) -> set[str]:
        """The types of the entities whose names hold a pair of characters."""
        return {self.entities[place].type for place in self._pieces.get(piece, ())}

    def near(self, folded: str, types: Iterable[str] = FUZZY_TYPES, *, limit: int = 3) -> list[Link]:
        """Entities whose long names the question gives in part, best first; at least one telling run must be shared."""
        wanted = set(types)
        asked = set(pairs(folded))
        scores: dict[int, float] = defaultdict(float)
        for piece in asked:
            for place in self._pieces.get(piece, ()):
                if self.entities[place].type in wanted:
                    scores[place] += self.weights.get(piece, 1.0)
        rated = [rate for place in sorted(scores) if (rate := self._rate(self.entities[place], folded, asked))]
        rated.sort(key=lambda rate: (-rate[0], rate[1].entities[0].id))
        return [link for score, link in rated[:limit] if score >= rated[0][0] * 0.8]

    def _rate(self, entity: Named, folded: str, asked: set[str]) -> tuple[float, Link] | None:
        best: tuple[float, Link] | None = None
        for name in (entity.name, *entity.aliases):
            form = fold(name)
            pieces = set(pairs(form))
            block = longest_block(form, folded)
            shared, total = weigh(pieces & asked, self.weights), weigh(pieces, self.weights)
            if len(block) < 3 or total == 0:
                continue
            if shared / total < 0.5 and not (self._tells(entity, block) or short_form_in(folded, form)):
                continue
            score = shared - 0.15 * (total - shared)
            start = folded.index(block)
            if best is None or score > best[0]:
                best = score, Link(start, start + len(block), block, (entity,), False)
        return best

    def _tells(self, entity: Named, block: str) -> bool:
        """Whether a shared run occurs in this one name of its type only."""
        pieces = pairs(block)
        places = set(self._pieces.get(pieces[0], ()))
        for piece in pieces[1:]:
            places &= set(self._pieces.get(piece, ()))
        holders = {self.entities[place].id for place in places if self.entities[place].type == entity.type}
        starts = any(fold(name).startswith(block) for name in (entity.name, *entity.aliases))
        return holders == {entity.id} and len(block) >= (3 if starts else 4)

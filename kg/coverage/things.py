"""Where a thing is mentioned under other names than the one looked for: 区科委 for 区科学技术委员会."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.coverage.words import compare_form
from kg.projection import search_names
from kg.records import Document, Mention
from kg.resolve.linker import OWN, Resolution


@dataclass(frozen=True)
class Things:
    """Name in compare form → the things it may mean; thing → its mentions, by document id."""

    meant: Mapping[str, frozenset[str]]
    mentions: Mapping[str, Sequence[tuple[str, Mention]]]

    @classmethod
    def of(cls, documents: Iterable[Document], resolution: Resolution) -> "Things":
        """The things that the documents mention, one under all its names."""
        mentions: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        meant: dict[str, set[str]] = defaultdict(set)
        names = search_names(resolution)
        for document in documents:
            for mention in document.extraction.mentions:
                thing = resolution.canonical.get(mention.entity_id)
                if thing and mention.type not in OWN:
                    mentions[thing].append((document.id, mention))
        for entity_id, several in names.items():
            thing = resolution.canonical[entity_id]
            for name in several if thing in mentions else ():
                meant[compare_form(name)].add(thing)
        return cls({name: frozenset(things) for name, things in meant.items()}, mentions)

    def find(self, name: str) -> Iterator[tuple[str, Mention]]:
        """The mentions of what the name means, each with its document's id; none where it names no thing."""
        for thing in sorted(self.meant.get(compare_form(name), ())):
            yield from self.mentions[thing]

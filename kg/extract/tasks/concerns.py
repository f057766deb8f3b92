"""What a task is about: the names in its text that it does something with, not those said in passing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.words.wordlists import any_of
from kg.ontology import RelationDef
from kg.records import Entity, Evidence, Mention

NO_SUBJECT = frozenset({"Task", "Department", "Indicator", "Title"})  # what a task names without being about it
CLAUSE_END = re.compile(r"[，,。；;：:\n]")


class Concerns:
    """Chooses the subjects of a task among the names in its text; the words are data (relations/CONCERNS.yaml)."""

    def __init__(self, relation: RelationDef, linker: Linker) -> None:
        words: Mapping[str, Sequence[str]] = relation.cues
        self._linker = linker
        self._background = re.compile(any_of(words["background"]))
        self._longer = re.compile(
            rf"(?:[^，,。；;：:、的和与及等（()）\s]{{0,12}}?)(?:{any_of(words['longer'])})|[-—–][一-龥]"
        )
        self._means = re.compile(rf"(?:{any_of(words['means'])})[^，]*　[^，]*(?:{any_of(words['tools'])})")
        self._by_means = re.compile(rf"(?:充分|综合|积极|全面|广泛)*(?:{any_of(words['means'])})(?P<list>[^，]*)　")
        self._serves = re.compile(rf"[^，。；、]{{0,6}}?(?:{any_of(words['serves'])})")
        self._sought = re.compile(rf"(?:{any_of(words['sought'])})")
        self._kept_by = re.compile(rf"(?:{any_of(words['kept_by'])})")

    def of(self, start: int, end: int) -> Iterator[Mention]:
        """The names between two places that a task there is about; the plan's own region is none, all of it is."""
        own = {self._linker.entity("Region", name).id for name in self._linker.place.around}
        for mention in self._linker.mentions_in(start, end):
            if mention.type not in NO_SUBJECT and mention.entity_id not in own and not self._in_passing(mention, start):
                yield mention

    def state(self, task: Entity, start: int, end: int, quote: Evidence, facts: Facts) -> None:
        """Says what a task is about that stands between two places; a row that only names a project is that project."""
        whole = self._linker.document.text[start:end].strip()
        for mention in self.of(start, end):
            if mention.type == "Project" and mention.text == whole:
                continue
            facts.relate("CONCERNS", task.id, mention.entity_id, quote)

    def _in_passing(self, mention: Mention, start: int) -> bool:
        """Whether a name is a part of a longer one, or its clause tells why or by what means, and not what."""
        text = self._linker.document.text
        if mention.type == "Region" and self._longer.match(text, mention.end):
            return True
        if mention.type == "Industry" and self._kept_by.match(text, mention.end):
            return True
        left = max((mark.end() for mark in CLAUSE_END.finditer(text, start, mention.start)), default=start)
        right = CLAUSE_END.search(text, mention.end)
        clause = text[left : mention.start] + "　" + text[mention.end : right.start() if right else len(text)]
        means = mention.type == "Industry" and (self._means.search(clause) or self._is_tool(clause, text, right))
        return bool(self._background.search(clause) or means)

    def _is_tool(self, clause: str, text: str, end: re.Match[str] | None) -> bool:
        """Whether a clause is nothing but means, and the next one what they are for: 「通过甲、乙，构建监测体系」."""
        told = self._by_means.match(clause)
        alone = told and end and end.group() in "，," and not self._sought.search(clause)
        return bool(alone) and end is not None and bool(self._serves.match(text, end.end()))

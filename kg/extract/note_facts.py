"""Responsibility notes as facts: which measure a note belongs to, and who is responsible for it in which role."""

import re
from dataclasses import replace

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.measures import NUMBERING, depth
from kg.extract.notes import Note, NoteFinder
from kg.records import Document, Section
from kg.text.normalize import fold

EXTRACTOR = "note"
NUMBER = re.compile(r"\s*(?:[（(]?(\d{1,3})[）)]|(\d{1,3})[.．、])")
ONE_OF = re.compile(r"^[一二三四五六七八九十]+是")
GOES_ON = ("；", ";", "：", ":", "，", ",", "、")
LONGEST_QUOTE = 1200

Span = tuple[int, int]


class Measures:
    """The paragraphs that a note may belong to: those since the last heading or note."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Span] = []
        self._last: Span | None = None  # what the note before belonged to: 牵头单位 and 配合单位 on two lines share it

    def add(self, span: Span, *, heading: bool) -> None:
        """A paragraph without a note."""
        if heading:
            self._open = []
        self._open.append(span)
        self._last = None

    def own(self, span: Span) -> Span:
        """What a note at the end of this paragraph belongs to: the list that the paragraph closes, else itself."""
        self._open.append(span)
        return self.before() or span

    def before(self) -> Span | None:
        """What a note on a line of its own belongs to; the notes of several lines share one measure."""
        if self._open:
            self._last = (self._first(), self._open[-1][1])
            self._open = []
        return self._last

    def close(self, span: Span) -> None:
        """A note was read that belongs to this span."""
        self._open, self._last = [], span

    def _first(self) -> int:
        """Where the measure begins: a list's members are parts of it, where the list says so by its marks."""
        index = len(self._open) - 1
        level = self._depth(index)
        parts = index
        while parts > 0 and self._depth(parts - 1) == level and level and self._goes_on(parts - 1):
            parts -= 1
        head = parts - 1
        if head >= 0 and parts < index and (self._goes_on(head) or 0 < self._depth(head) < level):
            return self._open[head][0]
        return self._open[parts][0]

    def _depth(self, index: int) -> int:
        return depth(self._text[slice(*self._open[index])])

    def _goes_on(self, index: int) -> bool:
        return self._text[slice(*self._open[index])].rstrip().endswith(GOES_ON)


class NoteFacts:
    """Binds notes to tasks: the text before the note in its paragraph, else the measure before it."""

    def __init__(self, document: Document, linker: Linker, finder: NoteFinder) -> None:
        self._document = document
        self._linker = linker
        self._finder = finder
        self._measures = Measures(document.text)

    def read(self, start: int, end: int, section: Section, facts: Facts) -> list[Span]:
        """States what the notes of a paragraph say; returns their spans, which are no running text."""
        text = self._document.text[start:end]
        notes = self._finder.find(text, start)
        if not notes and not self._finder.names_nobody(text):
            self._measures.add((start, end), heading=section.start == start)
        place = start
        for note in notes:
            own = len(text[place - start : note.start - start].strip(" 　。；;，,")) >= 4
            span = self._span(place, start, note, own)
            place = note.end
            if span is not None:
                self._measures.close(span)
                self._write(span, note, section, facts)
        return [(note.start, note.end) for note in notes]

    def _span(self, place: int, start: int, note: Note, own: bool) -> Span | None:
        if not own:
            return self._measures.before()
        return self._measures.own((place, note.start)) if place == start else (place, note.start)

    def _write(self, span: Span, note: Note, section: Section, facts: Facts) -> None:
        text = self._document.text[slice(*span)]
        number = NUMBER.match(text)
        plain = ONE_OF.sub("", NUMBERING.sub("", text.lstrip("；;，, "))).strip()
        task = self._linker.task(
            plain,
            number=next((group for group in number.groups() if group), "") if number else "",
            group=group_of(section, plain),
            deadline=note.deadline,
            start=span[0],
        )
        head, more, _ = plain.partition("\n")
        if more:  # a list: what stands over it names the task, its members are told by the alias
            task = replace(task, name=head.rstrip("：:；;，,、。"), aliases=(task.name, *task.aliases))
        facts.add_entity(task)
        end = note.end if note.end - span[0] < LONGEST_QUOTE else span[1]
        quote = facts.quote(span[0], max(end, span[1]), section, EXTRACTOR)
        for item in note.bodies:
            body = facts.add_entity(self._linker.department(item.text))
            self._linker.mention(item.start, item.end, item.text, body)
            facts.relate("RESPONSIBLE_FOR", body.id, task.id, quote, role=item.role)
        for mention in self._linker.mentions_in(*span):
            if mention.type not in ("Task", "Department", "Indicator", "Title"):
                facts.relate("CONCERNS", task.id, mention.entity_id, quote)


def group_of(section: Section, text: str) -> str:
    """The heading over a task: the innermost one that is not the task's own run-in heading."""
    for heading in reversed(section.path):
        if fold(NUMBERING.sub("", heading)) not in fold(text[: len(heading) + 8]):
            return heading
    return ""

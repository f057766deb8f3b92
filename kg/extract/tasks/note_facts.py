"""Responsibility notes as facts: which measure a note belongs to, and who is responsible for it in which role."""

import re
from dataclasses import replace

from kg.extract.context import Facts
from kg.extract.linking import Linker
from kg.extract.tasks.concerns import Concerns
from kg.extract.tasks.measures import NUMBERING, depth
from kg.extract.tasks.notes import Note, NoteFinder
from kg.extract.tasks.open_measures import OpenMeasures, Span
from kg.records import Document, Entity, Section
from kg.text.normalize import fold

EXTRACTOR = "note"
NUMBER = re.compile(
    r"\s*(?:[（(]?(\d{1,3})[）)]|(\d{1,2}(?:[.．]\d{1,2}){1,3}(?=[.．、\s]|[一-龥](?<![万亿千百个倍元])))|(\d{1,3})[.．、])"
)
ONE_OF = re.compile(r"^[一二三四五六七八九十]+是")
LONGEST_QUOTE = 1200
SHORTEST_HEADING = 4
CLOSING = re.compile(r"\s*(?:本(?:方案|措施|意见|办法|规划|计划|细则|政策)自|附件|抄送|[（(]此件)")  # ends the paper
ANY_TASKS = re.compile("(?:重点|主要|工作|具体|保障|政策)*(?:任务|工作|措施|举措|内容|要求|事项|安排|分工)(?:及?分工)?")


class NoteFacts:
    """Binds notes to tasks: the text before the note in its paragraph, else the measure before it."""

    def __init__(self, document: Document, linker: Linker, finder: NoteFinder, concerns: Concerns) -> None:
        self._concerns = concerns
        self._document = document
        self._sections = {one.id: one for one in document.sections}
        self._linker = linker
        self._finder = finder
        self._measures = OpenMeasures(document.text)
        self._label: str | None = None  # the role of a label that stood alone on the line before
        self._time = ""  # of a line 完成时限：… before the bodies
        self._told: list[tuple[Span, frozenset[str]]] = []  # measures with the bodies that their notes name
        self._written: list[Entity] = []  # the tasks of the last note, for a line of time behind it

    def read(self, start: int, end: int, section: Section, facts: Facts) -> list[Span]:
        """States what the notes of a paragraph say; returns their spans, which are no running text."""
        text = self._document.text[start:end]
        notes = self._finder.find(text, start, role=self._label)
        self._label = self._finder.alone(text)
        time = self._finder.deadline(text)
        if time is not None:
            self._set_time(time, facts)
        elif not notes and self._label is None:
            bare = section.start == start and not text.rstrip().endswith("。") and len(text) <= len(section.heading) + 2
            self._measures.add((start, end), heading=section.start == start, bare=bare)
        place = start
        for note in notes:
            own = len(text[place - start : note.start - start].strip(" 　。；;，,—-•●·▪")) >= 4
            spans = self._spans(place, start, note, own)
            if not own and not note.above:
                spans = self._under_heading(spans, note, section)
            place = note.end
            if spans:
                self._measures.close(spans)
                self._written = [self._write(span, note, section, facts) for span in spans]
                self._time = ""
        return [(note.start, note.end) for note in notes]

    def told(self, place: int) -> frozenset[str]:
        """The bodies that the notes of the measure at a place name; its text leads to no second task of theirs."""
        return frozenset(body for span, bodies in self._told if span[0] <= place < span[1] for body in bodies)

    def _set_time(self, time: str, facts: Facts) -> None:
        """A line of time belongs to the measure that waits for its bodies, else to the note just read."""
        if self._measures.waiting:
            self._time = time
            return
        for task in self._written:
            known = facts.entities[task.id]
            facts.entities[task.id] = replace(known, properties={**known.properties, "deadline": time})

    def _spans(self, place: int, start: int, note: Note, own: bool) -> list[Span]:
        if note.above:
            return self._measures.above()
        if not own:
            return self._measures.before()
        return [self._measures.own((place, note.start)) if place == start else (place, note.start)]

    def _under_heading(self, spans: list[Span], note: Note, section: Section) -> list[Span]:
        """The heading with all under it, where the note is the only one there and closes it: that is what it names."""
        while section.parent_id in self._sections and not depth(section.heading):  # 甲产业园。规划面积…: of the heading
            section = self._sections[section.parent_id]
        text, name = self._document.text, NUMBERING.sub("", section.heading).strip()
        first, _, below = text[section.start : section.end].partition("\n")
        rest = text[note.end : section.end].split("\n")
        sole = not any(section.start <= span[0] < section.end for span, _ in self._told)
        closes = all(not line.strip() or CLOSING.match(line) or self._finder.find(line, 0) for line in rest)
        named = depth(section.heading) and len(name) >= SHORTEST_HEADING and not ANY_TASKS.fullmatch(name)
        is_bare = first.strip() == section.heading.strip() and bool(below.strip())
        return [(section.start, spans[-1][1])] if spans and sole and closes and named and is_bare else spans

    def _write(self, span: Span, note: Note, section: Section, facts: Facts) -> Entity:
        text = self._document.text[slice(*span)]
        number = NUMBER.match(text)
        plain = ONE_OF.sub("", NUMBERING.sub("", text.lstrip("；;，, "))).strip()
        task = self._linker.task(
            plain,
            number=next((group for group in number.groups() if group), "").replace("．", ".") if number else "",
            group=group_of(section, self._document.text[section.start : span[0]], plain),
            deadline=note.deadline or self._time,
            start=span[0],
        )
        head, more, _ = plain.partition("\n")
        if more:  # a list: what stands over it names the task, its members are told by the alias
            task = replace(task, name=self._linker.task(head).name.rstrip("：:、"), aliases=(task.name, *task.aliases))
        facts.add_entity(task)
        end = note.end if note.end - span[0] < LONGEST_QUOTE else span[1]
        quote = facts.quote(span[0], max(end, span[1]), section, EXTRACTOR)
        bodies = [self._linker.body(item, 0, facts) for item in note.bodies]
        self._told.append((span, frozenset(body.id for body in bodies)))
        for item, body in zip(note.bodies, bodies, strict=True):
            facts.relate("RESPONSIBLE_FOR", body.id, task.id, quote, role=item.role)
        self._concerns.state(task, *span, quote, facts)
        return task


def group_of(section: Section, before: str, text: str) -> str:
    """The heading over a task: the innermost one that is not the task's own run-in heading.

    `before`: the document from the section's beginning to the task; on one line with it, the heading is its own.
    """
    path = section.path if "\n" in before else section.path[:-1]
    for heading in reversed(path):
        if fold(NUMBERING.sub("", heading)) not in fold(text[: len(heading) + 8]):
            return heading
    return ""

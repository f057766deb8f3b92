"""Responsibility notes: （责任单位：…）, 【牵头单位】, whole lines, and 「甲牵头，乙配合」, each with its task."""

import re
from dataclasses import dataclass

from kg.extract.context import Facts, Sentence
from kg.extract.linking import Linker
from kg.extract.measures import NUMBERING
from kg.extract.roles import BodyItem, role_of, split_bodies
from kg.records import Document, Section
from kg.text.normalize import fold

EXTRACTOR = "note"
LABELS = r"(?:牵头责任单位|主要责任单位|牵头单位|牵头部门|责任单位|责任部门|主责单位|主责部门|配合单位|配合部门|协办单位|协同单位|参与单位|负责单位|承办单位|实施单位|落实单位|完成单位|责任主体)"
BRACKETED = re.compile(rf"[（(\[【〔]\s*(?P<body>{LABELS}\s*[:：】\]]?[^\n]*?)\s*[）)\]】〕](?=[。；;\s]|$)")
LABELLED = re.compile(rf"(?:[【\[](?P<boxed>{LABELS})[】\]]\s*[:：]?|(?P<plain>{LABELS})\s*[:：])(?P<body>[^\n]*)$")
TRAILING = re.compile(
    r"[（(](?P<body>[^（()）]*(?:[（(][^（()）]{1,12}[）)][^（()）]*)*?(?:牵头|负责|配合|按职责分工负责|落实))[）)](?=[。；;\s]*$)"
)
ROUTINE = re.compile(r"日常工作|具体工作|相关工作|有关工作|统筹协调工作|办公室")
EXPLAINS = re.compile(r"[，,]?现(?:作|就|将)[^，。]{0,12}说明[^，。]{0,4}。?$")
LEADS = re.compile(
    r"(?:^|[，。；]|由)(?P<who>[^，。；]{2,60}?)(?P<cue>牵头(?:负责|组织|推进|落实|制定|编制|起草|开展)?了?|负责(?=[^人任制]))"
)


@dataclass(frozen=True)
class Note:
    """A note's place in the document and the bodies it names."""

    start: int
    end: int
    bodies: tuple[BodyItem, ...]  # offsets into the document


def find_notes(text: str, offset: int) -> list[Note]:
    """The notes of one paragraph, in order."""
    found: list[Note] = []
    for pattern in (BRACKETED, TRAILING, LABELLED):
        for match in pattern.finditer(text):
            span = (offset + match.start(), offset + match.end())
            if any(note.start < span[1] and span[0] < note.end for note in found):
                continue
            body_start = match.start("body")
            role = role_of(match.group("boxed") or match.group("plain") or "") if pattern is LABELLED else ""
            items = tuple(
                BodyItem(i.text, offset + body_start + i.start, offset + body_start + i.end, i.role or role or "责任")
                for i in split_bodies(match.group("body").replace("】", "：").replace("]", "："), role=role)
            )
            if items:
                found.append(Note(*span, items))
    return sorted(found, key=lambda note: note.start)


class NoteFacts:
    """Binds notes to tasks: the text before the note in its paragraph, else the paragraph before it."""

    def __init__(self, document: Document, linker: Linker) -> None:
        self._document = document
        self._linker = linker

    def read(self, start: int, end: int, before: tuple[int, int] | None, section: Section, facts: Facts) -> bool:
        """States what the notes of a paragraph say; True where it held any. `before`: the paragraph before it."""
        text = self._document.text[start:end]
        notes = find_notes(text, start)
        place = start
        last: tuple[int, int] | None = None
        for note in notes:
            task_span = (
                (place, note.start)
                if len(text[place - start : note.start - start].strip(" 。；")) >= 4
                else last or before
            )
            place = note.end
            if task_span is None:
                continue
            last = task_span
            self._write(task_span, note, section, facts)
        return bool(notes)

    def _write(self, span: tuple[int, int], note: Note, section: Section, facts: Facts) -> None:
        text = self._document.text[span[0] : span[1]]
        number = re.match(r"\s*(?:[（(]?(\d{1,3})[）)]|(\d{1,3})[.．、])", text)
        plain = re.sub(
            r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]+)[）)]|\d{1,3}[.．、]|[一二三四五六七八九十]+[、是])\s*",
            "",
            text,
        ).strip()
        task = self._linker.task(
            plain,
            number=next((group for group in number.groups() if group), "") if number else "",
            group=group_of(section, plain),
            start=span[0],
        )
        facts.add_entity(task)
        quote_end = note.end if note.end - span[0] < 1200 else span[1]
        quote = facts.quote(span[0], max(quote_end, span[1]), section, EXTRACTOR)
        for item in note.bodies:
            body = facts.add_entity(self._linker.department(item.text))
            self._linker.mention(item.start, item.end, item.text, body)
            facts.relate("RESPONSIBLE_FOR", body.id, task.id, quote, role=item.role)
        for mention in self._linker.mentions_in(*span):
            if mention.type not in ("Task", "Department", "Indicator", "Title"):
                facts.relate("CONCERNS", task.id, mention.entity_id, quote)


def read_leads(sentence: Sentence, linker: Linker, facts: Facts) -> None:
    """「甲牵头、乙配合……」 in running text: the sentence is the task."""
    departments = sentence.of("Department")
    if not departments:
        return
    for match in LEADS.finditer(sentence.text):
        left, right = sentence.start + match.start("who"), sentence.start + match.end("cue")
        inside = [m for m in departments if left <= m.start and m.end <= right]
        if not inside:
            continue
        name = led_task(sentence.text[match.start("cue") + 2 :]) or sentence.text
        if ROUTINE.match(name):
            continue
        task = facts.add_entity(linker.task(name.rstrip("。"), group=sentence.section.heading, start=sentence.start))
        evidence = facts.of_sentence(sentence, EXTRACTOR)
        for mention in inside:
            facts.relate("RESPONSIBLE_FOR", mention.entity_id, task.id, evidence, role=role_of(match.group("cue")))
        others = [m for m in departments if m.start >= right]
        for mention in others:
            role = "配合" if "配合" in sentence.after(mention, 8) else "责任"
            facts.relate("RESPONSIBLE_FOR", mention.entity_id, task.id, evidence, role=role)
        return


def led_task(text: str) -> str:
    """What is led, from the words behind 牵头 or 负责; '' where they are too few to say."""
    plain = EXPLAINS.sub("", re.sub(r"[（(]以下简称[^（）()]*[）)]", "", text)).lstrip("、，组织了 ")
    return plain if len(plain) >= 6 else ""


def group_of(section: Section, text: str) -> str:
    """The heading over a task: the innermost one that is not the task's own run-in heading."""
    for heading in reversed(section.path):
        if fold(NUMBERING.sub("", heading)) not in fold(text[: len(heading) + 8]):
            return heading
    return ""

"""Responsibility notes in a paragraph: （责任单位：…）, 【牵头单位】…, lines with a label, （甲牵头，乙配合）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.names.body_items import BodyItem
from kg.extract.tasks.measures import depth
from kg.extract.tasks.roles import CLOSE, OPEN, RoleReader

CLOSED_BY = {"（": "）)", "(": "）)", "[": "]", "［": "］", "【": "】", "〔": "〕", "「": "」"}
ENDING = re.compile(r"[。；;，,\s]*(?:$|\n|[。；;]|[（(【〔\[［]|\d{1,2}[.．、]|[一二三四五六七八九十]+是)")
DASH = re.compile(r"\s*(?:—{1,2}|-{1,2}|–)\s*(?=[一-龥])")
LONGEST_LIST = 240  # characters of a line that is nothing but bodies and verbs


@dataclass(frozen=True)
class Note:
    """A note's place in the document, the bodies it names and the time it sets."""

    start: int
    end: int
    bodies: tuple[BodyItem, ...]  # offsets into the document
    deadline: str = ""
    above: bool = False  # it speaks of all measures above it: 以上任务由甲负责


class NoteFinder:
    """Finds notes by their labels, or by verbs where a bracket or a line holds bodies alone."""

    def __init__(self, roles: RoleReader) -> None:
        self._roles = roles
        self._labels = roles.labels

    def find(self, text: str, offset: int, *, role: str | None = None) -> list[Note]:
        """The notes of one paragraph, in order; offsets count from the document's start.

        `role`: that of a label that stood alone on the line before.
        """
        above = self._roles.above(text)
        spans: list[tuple[int, int]] = []
        finders = (
            self._whole(text, above, role),
            self._bracketed(text),
            self._labelled(text),
            self._last_sentence(text),
        )
        for start, end in sorted(span for found in finders for span in found):
            if (not spans or start >= spans[-1][1]) and text.count("“", 0, start) <= text.count("”", 0, start):
                spans.append((start, end))
        notes = (self._read(text, start, end, offset, above if start == 0 else 0, role) for start, end in spans)
        return [note for note in notes if note.bodies]

    def alone(self, text: str) -> str | None:
        """The role of a line that is a label and nothing else, its bodies on the next line; None for others."""
        return self._labels.alone(text)

    def deadline(self, text: str) -> str | None:
        """The time of a line that belongs to a note without naming bodies (完成时限：2027年底); None for others."""
        return self._roles.deadline(text) if self._roles.labels_nobody(text) else None

    def _whole(self, text: str, above: int, role: str | None) -> Iterator[tuple[int, int]]:
        """The paragraph, where it is bodies alone, with a label before them or a verb behind."""
        if self._labels.begins_with_other(text):
            yield 0, self._end(text, 0)
        elif len(text) <= LONGEST_LIST and (
            self._lost(text[above:])
            or (not depth(text) and self._roles.is_list(text[above:], sure=True))
            or ((role is not None or DASH.match(text)) and self._roles.are_bodies(text))
        ):
            yield 0, len(text)

    def _lost(self, text: str) -> re.Match[str] | None:
        """The label that begins a text and whose colon is lost: 责任单位区住建局、区财政局."""
        label = self._labels.lost(text)
        return label if label and self._roles.are_bodies(text[label.end() :]) else None

    def _bracketed(self, text: str) -> Iterator[tuple[int, int]]:
        for start, sign in enumerate(text):
            if sign not in OPEN or self._labels.boxed(text, start):
                continue
            end = _closing(text, start)
            inside = text[start + 1 : end - 1 if end <= len(text) else end]
            if self._is_note(inside) or self._lost(inside) or self._holds_bodies(text, start, end, inside):
                yield start, min(end, len(text))

    def _is_note(self, inside: str) -> bool:
        """Whether labels tell what a bracket holds: that of bodies, or of people and times before one of bodies."""
        return self._labels.opens(inside) or (self._labels.begins_with_other(inside) and self._roles.has_label(inside))

    def _holds_bodies(self, text: str, start: int, end: int, inside: str) -> bool:
        """Whether a bracket without a label is a note: by its verbs, or by where it stands when it has none."""
        if self._roles.is_list(inside):
            return text[end : end + 1] in ("，", "、") or bool(ENDING.match(text, end))
        behind_sentence = text[:start].rstrip()[-1:] in ("", "。", "；", "）", "】")
        return (
            behind_sentence
            and bool(ENDING.match(text, end))
            and (self._roles.are_bodies(inside) or self._roles.begins_with_lead(inside))
        )

    def _labelled(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """From each label to the end of its line, or of its sentence where no label follows in the line."""
        label = self._labels.first(text, start)
        if label:
            end = self._end(text, label.end())
            yield label.start(), end
            yield from self._labelled(text, end)

    def _last_sentence(self, text: str) -> Iterator[tuple[int, int]]:
        """The sentence that closes a paragraph and tells who answers: …。责任单位为甲。 …。具体由甲牵头。"""
        start = text.rfind("。", 0, len(text.rstrip("。 "))) + 1
        last = text[start:]
        if (
            start
            and len(last) <= LONGEST_LIST
            and (
                self._lost(last)
                or self._roles.is_list(last, sure=True)
                or (DASH.match(last) and self._roles.are_bodies(last))
            )
        ):
            yield start, len(text)

    def _end(self, text: str, start: int) -> int:
        for stop in re.finditer("。", text[start:]):
            rest = text[start + stop.end() :].lstrip(" 【[［〔（(")
            if rest and not self._labels.opens(rest):
                return start + stop.end()
        return len(text)

    def _read(self, text: str, start: int, end: int, offset: int, above: int, role: str | None) -> Note:
        begin = start + above
        begin += len(text[begin:end]) - len(text[begin:end].lstrip("".join(CLOSED_BY)))
        lost = self._lost(text[begin:end])
        if lost:  # read as if its colon stood there
            begin, role = begin + lost.end(), self._labels.role_of(lost["lost"])
        else:
            begin = start + above
        body = unboxed(text[begin:end])
        items = tuple(
            replace(item, start=offset + begin + item.start, end=offset + begin + item.end).of("责任")
            for item in self._roles.bodies(body, role=role or "")
        )
        return Note(offset + start, offset + end, items, self._roles.deadline(body), above=above > 0)


def unboxed(text: str) -> str:
    """A note's text without the bracket that holds all of it, of the same length; the label's own box stays."""
    end = _closing(text, 0) if text[:1] in CLOSED_BY else 0
    if end < len(text):
        return text
    return " " + text[1:-1] + " " if text[-1:] in tuple(CLOSE) else " " + text[1:]


def _closing(text: str, start: int) -> int:
    """The place behind the sign that closes the bracket at `start`; past the line's end where nothing closes it."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] in OPEN:
            depth += 1
        elif text[place] in CLOSE:
            depth -= 1
            if depth <= 0:
                return place + 1
        elif text[place] == "\n":
            return place + 1
    return len(text) + 1

"""Responsibility notes in a paragraph: （责任单位：…）, 【牵头单位】…, lines with a label, （甲牵头，乙配合）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.roles import CLOSE, OPEN, BodyItem, RoleReader

CLOSED_BY = {"（": "）)", "(": "）)", "[": "]", "【": "】", "〔": "〕", "「": "」"}
ENDING = re.compile(r"[。；;，,\s]*(?:$|\n|[。；;]|[（(【〔\[]|\d{1,2}[.．、]|[一二三四五六七八九十]+是)")


@dataclass(frozen=True)
class Note:
    """A note's place in the document, the bodies it names and the time it sets."""

    start: int
    end: int
    bodies: tuple[BodyItem, ...]  # offsets into the document
    deadline: str = ""


class NoteFinder:
    """Finds notes by their labels, or by verbs where a bracket holds bodies alone."""

    def __init__(self, roles: RoleReader) -> None:
        self._roles = roles
        self._opens = re.compile(rf"\s*(?:[省市区县]级|主要)?{roles.label}\s*[:：】\]〕]")
        self._boxed = re.compile(rf"[【\[〔]\s*{roles.label}\s*[】\]〕]")
        self._line = re.compile(
            rf"(?:(?<![一-龥])(?:[省市区县]级|主要)?{roles.label}\s*[:：]|^\s*{roles.label}\s+(?=\S))"
        )

    def find(self, text: str, offset: int) -> list[Note]:
        """The notes of one paragraph, in order; offsets count from the document's start."""
        spans: list[tuple[int, int]] = []
        for start, end in sorted([*self._bracketed(text), *self._labelled(text)]):
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        notes = (self._read(text, start, end, offset) for start, end in spans)
        return [note for note in notes if note.bodies]

    def names_nobody(self, text: str) -> bool:
        """Whether a line belongs to a note without naming bodies: 完成时限：2027年底."""
        return self._roles.labels_nobody(text)

    def _bracketed(self, text: str) -> Iterator[tuple[int, int]]:
        for start, sign in enumerate(text):
            if sign not in OPEN or self._boxed.match(text, start):
                continue
            end = _closing(text, start)
            inside = text[start + 1 : end - 1 if end <= len(text) else end]
            if self._opens.match(inside) or (ENDING.match(text, end) and self._roles.is_list(inside)):
                yield start, min(end, len(text))

    def _labelled(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """From each label to the end of its line, or of its sentence where no label follows in the line."""
        found = [match for pattern in (self._boxed, self._line) if (match := pattern.search(text, start))]
        if found:
            first = min(found, key=lambda match: match.start())
            end = self._end(text, first.end())
            yield first.start(), end
            yield from self._labelled(text, end)

    def _end(self, text: str, start: int) -> int:
        for stop in re.finditer("。", text[start:]):
            rest = text[start + stop.end() :].lstrip(" 【[〔（(")
            if rest and not self._opens.match(rest):
                return start + stop.end()
        return len(text)

    def _read(self, text: str, start: int, end: int, offset: int) -> Note:
        body = text[start:end]
        items = tuple(
            BodyItem(item.text, offset + start + item.start, offset + start + item.end, item.role or "责任")
            for item in self._roles.bodies(unboxed(body))
        )
        return Note(offset + start, offset + end, items, self._roles.deadline(unboxed(body)))


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

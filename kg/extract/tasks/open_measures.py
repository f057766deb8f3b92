"""Which measure a responsibility note belongs to: the paragraphs before it that wait for one."""

import re
from dataclasses import dataclass

from kg.extract.tasks.measures import depth

GOES_ON = ("；", ";", "：", ":", "，", ",", "、")
FIRST, NEXT = re.compile(r"\s*(?:[（(]1[）)]|①|一是)"), re.compile(r"[；;。]\s*(?:[（(]2[）)]|②|二是)")
SECTION, ARTICLE = 3, 4  # how deep （一） and 1. stand; 一、 is over measures and is none itself

FIELD = re.compile(r"\s*[一-龥]{2,8}[:：]")  # 问题描述：…, 工作目标：… under a heading tell of what the heading names

Span = tuple[int, int]


@dataclass(frozen=True)
class _Paragraph:
    span: Span
    depth: int  # of its numbering, 0 for none
    bare: bool  # a heading without text of its own
    goes_on: bool  # it ends in a mark that more must follow
    is_list: bool  # its first number is followed by the next one on the same line: （1）…；（2）…


class OpenMeasures:
    """The paragraphs that a note may belong to: those since the last heading or note."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Paragraph] = []
        self._last: list[Span] = []  # what the note before belonged to: 牵头单位 and 配合单位 on two lines share it

    @property
    def waiting(self) -> bool:
        """Whether a measure was read that no note has followed yet."""
        return bool(self._open)

    def add(self, span: Span, *, heading: bool = False, bare: bool = False) -> None:
        """A paragraph without a note; `bare`: a heading that stands alone on its line."""
        text = self._text[slice(*span)]
        listed = bool(FIRST.match(text) and NEXT.search(text))
        paragraph = _Paragraph(span, depth(text), bare, text.rstrip().endswith(GOES_ON), listed)
        if heading and not any(0 < other.depth < paragraph.depth for other in self._open):
            self._open = []
        self._open.append(paragraph)
        self._last = []

    def own(self, span: Span) -> Span:
        """What a note at the end of this paragraph belongs to: the list or text that the paragraph closes, else itself."""
        self.add(span)
        last = len(self._open) - 1
        first = self._open[self._head(self._numbered(last, last), ARTICLE)]
        self._open = []
        return first.span[0], span[1]

    def before(self) -> list[Span]:
        """What a note on a line of its own belongs to; the notes of several lines share one measure."""
        if self._open:
            last = len(self._open) - 1
            first = self._open[self._head(self._numbered(last), SECTION)]
            self._last = [(first.span[0], self._open[last].span[1])]
            self._open = []
        return self._last

    def above(self) -> list[Span]:
        """Every measure that waits, for a note that speaks of all of them."""
        following = [*self._open[1:], None]
        waiting = [
            paragraph
            for paragraph, after in zip(self._open, following, strict=True)
            if not (paragraph.bare and after and (not after.depth or after.depth > paragraph.depth))
        ]
        outermost = min((paragraph.depth for paragraph in waiting if paragraph.depth), default=0)
        spans: list[Span] = []
        for paragraph in waiting:
            if spans and outermost and paragraph.depth != outermost:
                spans[-1] = (spans[-1][0], paragraph.span[1])
            else:
                spans.append(paragraph.span)
        return spans

    def close(self, spans: list[Span]) -> None:
        """A note was read that belongs to these spans."""
        self._open, self._last = [], spans

    def _numbered(self, last: int, otherwise: int | None = None) -> int:
        """Where the measure begins that ends with a paragraph: at its number, else at the first paragraph under the heading."""
        first = last
        while first > 0 and not self._open[first].depth and not self._open[first - 1].bare:
            first -= 1
        if first > 0 and not self._open[first].depth and FIELD.match(self._text, self._open[first].span[0]):
            first -= 1
        return first if self._open[first].depth or otherwise is None else otherwise

    def _head(self, first: int, outermost: int) -> int:
        """The paragraph over the list whose last member begins at `first`, where the list is one measure; else `first`.

        A list is one measure where its marks say so (：…；…；), or its head is numbered `outermost` or deeper.
        """
        level = self._open[first].depth
        parts = first
        while level and parts > 0 and self._open[parts - 1].depth == level and self._open[parts - 1].goes_on:
            parts -= 1
        if 0 < parts < first and (self._open[parts - 1].goes_on or 0 < self._open[parts - 1].depth < level):
            return parts - 1
        above = parts
        while level and above > 0 and not 0 < self._open[above].depth < level:
            above -= 1
        members = [other for other in self._open[above + 1 : first] if other.depth == level]
        several = bool(members) or self._open[first].is_list
        return above if several and outermost <= self._open[above].depth < level else parts

"""The outlines of two sides aligned by meaning: themes kept, dropped and added."""

import re
from dataclasses import dataclass

from kg.answer.model import NUMBERED, Citation
from kg.comparing.aligning import Scores, assign, cosines, distances
from kg.comparing.sides import Side
from kg.engine import Engine
from kg.records import Document, Section

SIGNS = re.compile(r"^(?:[—－-]{1,2}|(?:专栏|附件|附表)\s*\d*)\s*")
WHOLE = "全文"  # over a top heading
# Weight of the headings above, of the place, and the score from which two headings are one theme. Of the 23 themes that
# the sample plans share two by two 18 are found, with one pair too many; from 0.86 on two more pairs are wrong. Another
# encoder needs another.
ABOVE, ORDER, SAME_THEME = 0.1, 0.1, 0.88
NEAREST = 0.87  # from which a heading without a partner is told its nearest on the other side
SURE = 0.95  # from which a pair needs no second look


@dataclass(frozen=True)
class Heading:
    """One heading of an outline; `start` and `end` are its whole section in the document's text."""

    text: str
    level: int
    citation: Citation
    start: int
    end: int


@dataclass(frozen=True)
class Kept:
    """A theme of both sides; not `sure`: near in meaning, to be checked."""

    first: Heading
    second: Heading
    score: float

    @property
    def sure(self) -> bool:
        """Whether the two headings say the same beyond doubt."""
        return self.score >= SURE


@dataclass(frozen=True)
class Lone:
    """A theme of one side alone, and what comes nearest on the other, None where nothing does."""

    heading: Heading
    nearest: Heading | None


@dataclass(frozen=True)
class Outlines:
    """What became of the first side's themes, and what is new in the second."""

    kept: tuple[Kept, ...]
    dropped: tuple[Lone, ...]
    added: tuple[Lone, ...]


def compare_outlines(engine: Engine, first: Side, second: Side) -> Outlines:
    """The headings of both sides paired one to one; annexes pair with annexes alone."""
    left, right = ([pair for one in side.documents for pair in _headings(one)] for side in (first, second))
    scores = (1 - ABOVE) * cosines(engine, *([heading.text for heading, _ in side] for side in (left, right)))
    scores += ABOVE * cosines(engine, *([above for _, above in side] for side in (left, right)))
    for row, (one, _) in enumerate(left):
        for column, (other, _) in enumerate(right):
            if _is_annex(one) != _is_annex(other):
                scores[row, column] -= 1
    placed = scores - ORDER * distances(len(left), len(right))
    found = assign(placed, SAME_THEME)
    heads = [[heading for heading, _ in side] for side in (left, right)]
    return Outlines(
        tuple(Kept(heads[0][i], heads[1][j], float(scores[i, j])) for i, j, _ in found.pairs),
        tuple(Lone(heads[0][i], _nearest(scores[i], heads[1])) for i in found.left),
        tuple(Lone(heads[1][j], _nearest(scores[:, j], heads[0])) for j in found.right),
    )


def bare(heading: str) -> str:
    """A heading without its number: 「（一）发展目标」 → 发展目标."""
    text = SIGNS.sub("", heading.strip())
    number = NUMBERED.match(text)
    return (text[number.end() :] if number else text).strip() or heading


def _headings(document: Document) -> list[tuple[Heading, str]]:
    """The headings with what stands above them, the title left out."""
    return [
        (_heading(document, one), "，".join(bare(part) for part in one.path[:-1] if part != document.title) or WHOLE)
        for one in document.sections
        if one.level > 0 and one.heading != document.title and one.heading.strip()
    ]


def _heading(document: Document, section: Section) -> Heading:
    end = section.start + len(section.heading)
    if document.text[section.start : end] != section.heading:  # a heading of several lines, or one cut off its item
        line = document.text.find("\n", section.start)
        end = min(line if line > section.start else section.end, section.end)
    citation = Citation.of(document, section.path, section.start, max(end, section.start + 1))
    return Heading(bare(section.heading), section.level, citation, section.start, section.end)


def _is_annex(heading: Heading) -> bool:
    return any(part.startswith(("附件", "附表")) for part in heading.citation.section)


def _nearest(scores: Scores, headings: list[Heading]) -> Heading | None:
    return headings[int(scores.argmax())] if scores.size and scores.max() >= NEAREST else None

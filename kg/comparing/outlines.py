"""The outlines of two sides aligned by meaning: themes kept, dropped and added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.answer.model import NUMBERED, Citation
from kg.comparing.aligning import Scores, assign, cosines, distances
from kg.comparing.parts import load_parts, shares
from kg.comparing.sides import Side
from kg.engine import Engine, text_vectors
from kg.index.vector import Vectors
from kg.records import Document, Section

SIGNS = re.compile(r"^(?:[—－-]{1,2}|(?:专栏|附件|附表)\s*\d*)\s*")
ANNEX = re.compile("附件|附表")
# Two headings that name a part of a plan (kg/comparing/parts.py) are as near as their words and the parts they share, two
# others as near as their words and what stands under them; what lies a whole plan apart loses ORDER. Of the 23 themes that
# the sample plans share two by two SAME_THEME finds 19 and no wrong pair, with .86 20 and one
# (`python -m train.thresholds outlines`); by their words alone and the headings above 20 were found with 4 wrong pairs. In three
# pairs of other plans 47 of 50 pairs are right; by words alone 49 of 67 were. Another encoder needs others.
OTHER_PARTS, ORDER, SAME_THEME = 0.2, 0.1, 0.875
NEAREST = 0.86  # from which a heading without a partner is told its nearest on the other side
SURE = 0.95  # from which a pair needs no second look: all 28 pairs above it, of these plans and the others, are right


@dataclass(frozen=True)
class Heading:
    """One heading of an outline; `start` and `end` are its whole section in the document's text."""

    text: str
    level: int
    citation: Citation
    start: int
    end: int

    @property
    def headings(self) -> list[str]:
        """All headings down to it without their numbers; of an annex that it is one."""
        return [mark[0] if (mark := ANNEX.match(one)) else bare(one) for one in self.citation.section]


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
    """The headings of both sides paired one to one, each with those of the same part of a plan."""
    heads = [[heading for one in side.documents for heading in _headings(one)] for side in (first, second)]
    scores = _scores(engine, *heads)
    found = assign(scores - ORDER * distances(*map(len, heads)), SAME_THEME)
    return Outlines(
        tuple(Kept(heads[0][i], heads[1][j], float(scores[i, j])) for i, j, _ in found.pairs),
        tuple(Lone(heads[0][i], _nearest(scores[i], heads[1])) for i in found.left),
        tuple(Lone(heads[1][j], _nearest(scores[:, j], heads[0])) for j in found.right),
    )


def _scores(engine: Engine, left: Sequence[Heading], right: Sequence[Heading]) -> Scores:
    """How near each heading is to each; none of another part of a plan comes near."""
    names = cosines(engine, *([one.text for one in side] for side in (left, right)))
    if not names.size:
        return names
    below = np.stack(_below(engine, left)) @ np.stack(_below(engine, right)).T
    parts = load_parts()
    named = [[parts.named(one.text) for one in side] for side in (left, right)]
    around = [[parts.around(one.headings) for one in side] for side in (left, right)]
    first, second = (np.array([bool(one) for one in side]) for side in named)
    shared = shares(*named)
    nothing_else = first[:, None] & second
    scores = np.where(nothing_else, names + 1 - OTHER_PARTS * (1 - shared), names + below) / 2
    fitting = np.where(first[:, None] | second, shared, shares(*around)) > 0
    return np.asarray(scores - ~fitting)


def _below(engine: Engine, headings: Sequence[Heading]) -> list[Vectors]:
    """The mean of what stands under each heading; the heading itself where nothing does."""
    index, found = engine.index, []
    for one in headings:
        mean = index.mean_vector(one.citation.document_id, one.start, one.end)
        found.append(text_vectors(engine, [one.text])[0] if mean is None else mean)
    return found


def bare(heading: str) -> str:
    """A heading without its number: 「（一）发展目标」 → 发展目标."""
    text = SIGNS.sub("", heading.strip())
    number = NUMBERED.match(text)
    return (text[number.end() :] if number else text).strip() or heading


def _headings(document: Document) -> list[Heading]:
    """The headings, the title left out."""
    return [
        _heading(document, one)
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


def _nearest(scores: Scores, headings: list[Heading]) -> Heading | None:
    return headings[int(scores.argmax())] if scores.size and scores.max() >= NEAREST else None

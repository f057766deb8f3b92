"""What the rules of sentences share: cue words, who is meant where a sentence does not say, lists and clauses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.context import Sentence
from kg.records import Entity, Mention

EXTRACTOR = "sentence"
CLAUSE_MARKS = re.compile(r"[，。；;,！？]")
LIST_JOINT = re.compile(r"^[“”\"》《]?(?:、|和|及|以及|与|[（(][^（()）]*[）)]、?)?[“”\"《》]?$")


@dataclass(frozen=True)
class Subjects:
    """Who is meant where a sentence does not say: the plan itself, and what the whole document is about."""

    policy: Entity
    whole: Entity | None


class Rules:
    """Rules over one sentence at a time; `cues`: relation → pattern of its cue words."""

    def __init__(self, cues: Mapping[str, re.Pattern[str]], subjects: Subjects) -> None:
        self._cues = cues
        self._subjects = subjects

    def near(self, sentence: Sentence, left: Mention, right: Mention, most: int) -> tuple[str, bool] | None:
        """The text between two mentions of one clause and whether they stand in the given order; None when far apart."""
        in_order = left.end <= right.start
        between = sentence.between(left, right) if in_order else sentence.between(right, left)
        if len(between) > most or CLAUSE_MARKS.search(between):
            return None
        return between, in_order


def coordinated(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions grouped by lists: members that only 、 or 和 parts stand together."""
    group: list[Mention] = []
    for mention in mentions:
        if group and (sentence.between(group[-1], mention) and LIST_JOINT.match(sentence.between(group[-1], mention))):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention]
    if group:
        yield group


def clause_of(sentence: Sentence, mention: Mention) -> tuple[int, int, str]:
    """The span in the document, and the text, of the clause that holds a mention."""
    place = mention.start - sentence.start
    left = max((m.end() for m in CLAUSE_MARKS.finditer(sentence.text, 0, place)), default=0)
    right = CLAUSE_MARKS.search(sentence.text, mention.end - sentence.start)
    end = right.start() if right else len(sentence.text)
    return sentence.start + left, sentence.start + end, sentence.text[left:end]


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern matches."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found

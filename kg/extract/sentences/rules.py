"""What the rules of sentences share: who is meant where a sentence does not say, lists, clauses, cue words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.extract.context import Facts, Sentence
from kg.extract.manner import Manner
from kg.extract.words.cues import Cues
from kg.records import Entity, Mention, Value

EXTRACTOR = "sentence"
EACH = "分别"
MARKS = "，。；;,！？"
CLAUSE_MARKS = re.compile(f"[{MARKS}]")
OF_SUBJECT = ("FOCUSES_ON", "COOPERATES_WITH", "HOLDS_TITLE")  # where a heading names one end, it is the subject
LIST_JOINT = re.compile(r"^[”\"》]?(?:[（(][^（()）]*[）)])?(?:[、，]?以及|、|和|及|与|或)?[“\"《]?$")


@dataclass(frozen=True)
class Subjects:
    """Who is meant where a sentence does not say: the plan itself, and what the whole document is about."""

    policy: Entity
    whole: Entity | None


class Rules:
    """Rules over one sentence at a time."""

    def __init__(self, cues: Mapping[str, Cues], subjects: Subjects, manner: Manner) -> None:
        self._cues = cues
        self._subjects = subjects
        self._manner = manner

    def stating(self, sentence: Sentence, facts: Facts) -> "Stating":
        """Writes the facts of one sentence."""
        return Stating(sentence, facts, self._cues, self._manner)

    @property
    def whole_id(self) -> str:
        """What the whole document is about; '' where nobody knows."""
        return self._subjects.whole.id if self._subjects.whole else ""


@dataclass(frozen=True)
class Stating:
    """Writes facts whose evidence is one sentence, each with its manner: how far along it is, how strongly asked for."""

    sentence: Sentence
    facts: Facts
    cues: Mapping[str, Cues]
    manner: Manner

    def say(
        self,
        kind: str,
        subjects: Sequence[str],
        objects: Sequence[str],
        *,
        basis: str = "direct",
        **properties: Value,
    ) -> None:
        """Relates every subject to every object; a `status` that a rule knows goes before what the clause tells."""
        evidence = self.facts.of_sentence(self.sentence, EXTRACTOR, basis=basis)
        said = {*subjects, *objects} if basis == "direct" else {*(objects if kind in OF_SUBJECT else subjects)}
        properties = {**self._manners(kind, said), **{k: v for k, v in properties.items() if v}}
        for subject_id, object_id in self._pairs(subjects, objects):
            self.facts.relate(kind, subject_id, object_id, evidence, **properties)

    def _pairs(self, subjects: Sequence[str], objects: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Every subject with every object; one with one where both are lists and 分别 stands behind the first."""
        if min(len(subjects), len(objects)) > 1:
            ends = {m.entity_id: m.end - self.sentence.start for m in reversed(self.sentence.mentions)}
            left, right = sorted((ends.get(subjects[-1], 0), ends.get(objects[-1], 0)))
            if EACH in self.sentence.text[left:right]:
                return zip(subjects, objects, strict=True) if len(subjects) == len(objects) else ()
        return product(subjects, objects)

    def _manners(self, kind: str, ends: set[str]) -> dict[str, Value]:
        """The manner that the clause of the fact's last name tells; no name tells any, whatever words it holds."""
        named = [mention for mention in self.sentence.mentions if mention.entity_id in ends]
        cues = self.cues[kind]
        if not named or not cues.statuses:
            return {}
        plain = nameless(self.sentence)
        left, right = clause_of(self.sentence, named[-1])
        start = self.sentence.start
        head, tail = plain[left - start : named[-1].start - start], plain[named[-1].end - start : right - start]
        told = cues.staged.search(self.sentence.text)
        path = self.sentence.section.path
        status = self.manner.status(f"{head}　{tail}", plain, cues.statuses, chapters=path) if told else ""
        return {"status": status, "force": self.manner.force(head)}


def nameless(sentence: Sentence) -> str:
    """The sentence with blanks in place of its names."""
    text = sentence.text
    for mention in sentence.mentions:
        left, right = mention.start - sentence.start, mention.end - sentence.start
        text = text[:left] + "　" * (right - left) + text[right:]
    return text


def coordinated(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions grouped by lists: members that only 、 or 和 parts stand together."""
    group: list[Mention] = []
    for mention in mentions:
        if group and joint(sentence, group[-1], mention):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention]
    if group:
        yield group


def joint(sentence: Sentence, left: Mention, right: Mention) -> str:
    """What joins two neighbours of one list; '' where they are in none."""
    between = sentence.between(left, right)
    return between if LIST_JOINT.match(between) else ""


def head_of(sentence: Sentence, mention: Mention) -> str:
    """The text of a mention's clause in front of it."""
    before = sentence.text[: mention.start - sentence.start]
    return before[clause_start(before) :]


def clause_start(before: str) -> int:
    """Where the clause begins that a text ends in."""
    return max(before.rfind(mark) for mark in MARKS) + 1


def tail_of(sentence: Sentence, mention: Mention) -> str:
    """The text of a mention's clause behind it."""
    after = sentence.text[mention.end - sentence.start :]
    mark = CLAUSE_MARKS.search(after)
    return after[: mark.start()] if mark else after


def clause_of(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """The span in the document of the clause that holds a mention."""
    head, tail = head_of(sentence, mention), tail_of(sentence, mention)
    return mention.start - len(head), mention.end + len(tail)


def near(sentence: Sentence, left: Mention, right: Mention, most: int) -> str | None:
    """The text from one mention to a later one of the same clause; None where it is longer than `most`."""
    if right.start < left.end:
        return None
    between = sentence.between(left, right)
    return None if len(between) > most or CLAUSE_MARKS.search(between) else between


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern matches."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found

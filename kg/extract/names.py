"""Names by their heads: a noun run that ends in 产业园, 实验室, 有限公司 … and says more than a generic phrase."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate
from kg.extract.lexer import Token
from kg.extract.runs import Run, has_name
from kg.extract.vocabulary import Vocabulary

# Classes whose names may begin with a place or body (密云 … 产业园); an industry's name does not.
WITH_PLACE = ("Park", "Platform", "Institution", "Department", "Enterprise", "Project", "Cluster", "Fund", "Policy")
LONGEST = 40
BRACKETED_PLACE = re.compile(r"[一-龥]{2,5}[（(][一-龥]{2,6}[）)]$")
LETTERED = re.compile(r"[A-Z][区园]")
ACRONYM = re.compile(r"[（(][A-Za-z][A-Za-z0-9-]{1,9}[）)]")


class NameFinder:
    """Finds names by head; the head lists and the generic words are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._heads = [(head, name) for name in (*WITH_PLACE, "Industry") for head in vocabulary.heads.get(name, ())]
        self._heads.sort(key=lambda item: -len(item[0]))

    def find(self, text: str, runs: Sequence[Run]) -> Iterator[Candidate]:
        """For each place where a head ends inside a run, the longest name that ends there."""
        for run in runs:
            for index, token in enumerate(run.tokens):
                head = self._head_of(text[run.start : token.end])
                if head and not self._goes_on(run, index, head[1]):
                    yield from self._candidate(text, run.tokens[: index + 1], head)

    def _head_of(self, text: str) -> tuple[str, str] | None:
        return next((item for item in self._heads if text.endswith(item[0])), None)

    def _goes_on(self, run: Run, index: int, kind: str) -> bool:
        """Whether the run continues to a head of the same class, which is then the real end."""
        rest = run.tokens[index + 1 : index + 3]
        text = "".join(token.text for token in rest)
        return any(name == kind and text.startswith(head) for head, name in self._heads)

    def _candidate(self, text: str, tokens: Sequence[Token], head: tuple[str, str]) -> Iterator[Candidate]:
        word, kind = head
        tokens = self._trim(tokens, keep_place=kind in WITH_PLACE)
        if not tokens:
            return
        start = extended_start(text, tokens[0].start)
        while start < tokens[0].start and text[start : start + 2] in self._vocabulary.boundaries:
            start += 2  # 支持某地（某区）…产业园: the verb is no part of the name
        end = extended_end(text, tokens[-1].end, kind)
        name = text[start : tokens[-1].end]
        modifiers = name[: -len(word)]
        quoted = start < tokens[0].start
        if not modifiers or end - start > LONGEST or name in self._vocabulary.generic:
            return
        if (not quoted and self._is_generic(tokens, word)) or (word.endswith("战略") and text.startswith("合作", end)):
            return
        proper = has_name(tokens) or quoted
        if word in self._vocabulary.weak_heads.get(kind, ()) and not proper:
            return
        if kind == "Industry" and name.endswith(self._vocabulary.not_industry_endings):
            return
        weight = 1.0 + 0.5 * proper + 0.1 * min(len(modifiers), 6)
        if kind in ("Platform", "Park", "Project", "Fund") and not proper and len(modifiers) < 4:
            weight -= 0.6
        yield Candidate(start, end, kind, weight, "heads")

    def _trim(self, tokens: Sequence[Token], *, keep_place: bool) -> list[Token]:
        """Drops words in front that do not belong to the name: doing words, generic modifiers, places for an industry."""
        rest = list(tokens)
        if not keep_place:
            places = [index for index, token in enumerate(rest) if token.tag in {"LOC", "ORG", "PER", "s", "f"}]
            rest = rest[places[-1] + 1 :] if places else rest
        for index in range(len(rest) - 2, 0, -1):  # 某区与某大学 are two; 生命与健康科学小镇 is one
            if rest[index].text == "与" and has_name(rest[index - 1 : index]):
                rest = rest[index + 1 :]
                break
        while len(rest) > 1 and self._drops(rest[0], rest[1:]):
            rest = rest[1:]
        return rest

    def _drops(self, first: Token, rest: Sequence[Token]) -> bool:
        words = self._vocabulary
        if has_name([first]) or first.text == "国家":
            return False
        if first.text in words.boundaries or first.tag in {
            "v",
            "d",
            "ad",
            "vd",
            "c",
            "p",
            "u",
            "xc",
            "m",
            "f",
            "s",
            "r",
        }:
            return True
        if first.text in words.leading:
            return True
        return first.text in words.generic_modifiers and not self._is_generic(rest, "") and has_name(rest)

    def _is_generic(self, tokens: Sequence[Token], head: str) -> bool:
        """Whether nothing but generic words stands before the head."""
        modifiers = "".join(token.text for token in tokens).removesuffix(head)
        return covered(modifiers, self._vocabulary.generic_modifiers)


def extended_start(text: str, start: int) -> int:
    """Where a name starts when a quoted word or a bracketed place stands before its run: “1+5”…, 某地（某区）…."""
    if start and text[start - 1] in '”"':
        opening = max(text.rfind("“", 0, start - 1), text.rfind('"', 0, start - 1))
        return opening if opening >= 0 and start - opening <= 12 else start
    if start and text[start - 1] in "）)":
        match = BRACKETED_PLACE.search(text[max(0, start - 16) : start])
        return start - len(match.group()) if match else start
    return start


def extended_end(text: str, end: int, kind: str) -> int:
    """Where a name ends when its acronym follows in brackets, or a park's letter: 协会(IASP), 开发区A区."""
    pattern = {"Institution": ACRONYM, "Industry": ACRONYM, "Platform": ACRONYM, "Park": LETTERED}.get(kind)
    match = pattern.match(text, end) if pattern else None
    return match.end() if match else end


def covered(text: str, words: frozenset[str]) -> bool:
    """Whether the text can be cut into words of the set without a rest (greedy from the left, longest first)."""
    place = 0
    while place < len(text):
        for length in range(min(8, len(text) - place), 0, -1):
            if text[place : place + length] in words:
                place += length
                break
        else:
            return False
    return True

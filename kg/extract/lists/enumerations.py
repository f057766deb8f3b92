"""Lists (甲、乙和丙等……): items are of the class that the list's closing noun or a known member tells."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.lists.led import led_by
from kg.extract.lists.list_kinds import ListKinds
from kg.extract.lists.list_members import ListMembers
from kg.extract.lists.lists import (
    COUNTED,
    FILLED,
    Item,
    clauses,
    noun_end,
    paired,
    parted,
    split_inner,
    split_items,
    uncounted,
    unfolded,
    without_remarks,
    without_verb,
)
from kg.extract.words.candidates import TOLD, Candidate
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import Vocabulary

LISTED = re.compile(r"[（(](?P<inner>[^（()）]*[、等][^（()）]*)[）)]")  # a remark that holds a list of its own
JOINTS = frozenset({"等", "等等", "和", "及", "以及", "与", "或", "、"})


class EnumerationFinder:
    """Types the members of lists; needs the candidates found so far to know what a list is a list of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cues = frozenset(vocabulary.industry_cues)
        self._doing = tuple(word for word in vocabulary.trade_cues if len(word) > 1)
        self._members = ListMembers(vocabulary)
        self._kinds = ListKinds(vocabulary, self._members)

    def find(self, text: str, tokens: Sequence[Token], known: Mapping[tuple[int, int], str]) -> Iterator[Candidate]:
        """Candidates for the members of every list in the text. `known`: spans whose class is sure already."""
        cuts = [
            (token.start, token.end)
            for before, token, following in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
            if self._cuts(token)
            and not (token.tag == "v" and following and following.text in JOINTS)
            and not (
                before
                and before.text == "、"
                and token.tag == "p"
                and following
                and (following.tag in ("ORG", "PER", "LOC", "nz") or token.text == "同")
            )
        ]
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        for start, end in clauses(text):
            for view, left, right in _stretches(text, start, end, [(a, b) for a, b in cuts if start <= a and b <= end]):
                inside = tokens[bisect_left(starts, left) : bisect_right(ends, right)]
                yield from self._read(view, inside, (left, right), known)

    def _cuts(self, token: Token) -> bool:
        """Whether a word ends a list or starts after a cue: verbs of doing, prepositions, 的 …; never a noun."""
        if token.text in JOINTS:
            return False
        if token.text in self._vocabulary.boundaries:
            return token.tag not in {"n", "nz", "vn", "an", "c", "LOC", "ORG"} or token.text in self._cues
        return (
            token.tag in {"p", "r"}
            or token.text in {"的", "是", "了", "指", "即"}
            or (token.tag == "d" and len(token.text) > 1)
        )

    def _read(
        self, text: str, tokens: Sequence[Token], span: tuple[int, int], known: Mapping[tuple[int, int], str]
    ) -> Iterator[Candidate]:
        left, right = span
        counted = COUNTED.search(text, left, right)
        if counted:  # 甲、乙两大产业和|丙、丁三大产业
            for a, b in ((left, counted.start("joint")), (counted.end(), right)):
                yield from self._read(text, [t for t in tokens if a <= t.start and t.end <= b], (a, b), known)
            return
        closing = self._kinds.closing(text, left, noun_end(text, tokens, right))
        body_end = closing.start() if closing else right
        items = [item for a, b in split_inner(text, left, body_end) for item in split_items(text, a, b)]
        items = [without_verb(items[0], self._doing, self._vocabulary.boundaries), *items[1:]] if items else items
        led = [] if closing else led_by(text, items, right)
        items = led or items
        if closing is None and len(items) < 2 and not led:
            yield from self._single(text, items, left)
            return
        items = [*parted(text, items[0], closing.start()), *items[1:]] if closing and items else items
        if closing and not closing.group().startswith("等") and len(items) < 2:  # 重抓|21个重点产业链
            return
        items = [*items[:-1], uncounted(items[-1])] if items and closing is None else items
        kind = "Industry" if led else self._kinds.kind(text, items, closing, known, tokens)
        if kind is None:
            return
        if kind == "Department" and text[items[0].start - 1 : items[0].start + 1].count("各"):
            return  # 各县农牧办、农牧局: all of them
        pairs = items[-1:] if kind == "Industry" else items  # 甲、乙及丙、丁: a pair of goods is one member
        items = [part for item in items for part in (paired(item, kind, known) if item in pairs else [item])]
        for core in self._cores(text, tokens, items, kind, known):
            if self._members.fits(core, kind, told=closing is not None):
                sure = 1.9 if closing else 1.85 if self._kinds.retyped(core, kind, known) else 1.7
                yield Candidate(core.start, core.end, kind, sure, TOLD if closing else "lists")

    def _cores(
        self,
        text: str,
        tokens: Sequence[Token],
        items: Sequence[Item],
        kind: str,
        known: Mapping[tuple[int, int], str],
    ) -> list[Item]:
        """The names of a list's members; where one is a place, so are its short neighbours (南部的甲、乙镇)."""
        if kind == "Industry":
            return [self._members.core(part) for item in items for part in unfolded(item)]
        cores = [self._members.trimmed(text, tokens, item, kind) for item in items]
        placed = kind == "Region" and (any(cores) or any(known.get((one.start, one.end)) == kind for one in items))
        if placed and "、" in text[items[0].start : items[-1].end]:
            lone = self._vocabulary.lone
            cores = [
                core or (item if len(item.text) < 4 and item.text[0] not in lone else None)
                for core, item in zip(cores, items, strict=True)
            ]
        return [core for core in cores if core]

    def _single(self, text: str, items: Sequence[Item], left: int) -> Iterator[Candidate]:
        """「聚焦X领域」「重点发展X产业」: one industry after a cue."""
        cued = text[max(0, left - 6) : left].endswith(self._vocabulary.industry_cues)
        for item in items[:1] if cued else ():
            tail = next((word for word in ("领域", "赛道", "方向", "行业") if item.text.endswith(word)), "")
            if tail:
                core = Item(item.text.removesuffix(tail), item.start, item.end - len(tail))
                if self._members.fits(core, "Industry"):
                    yield Candidate(core.start, core.end, "Industry", 1.4, "lists")


def _stretches(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """What stands between the cuts of a clause: first past its brackets' remarks, then within each of them."""
    view = without_remarks(text, start, end, cuts)
    remarks = [match.span("inner") for match in LISTED.finditer(text, start, end)]
    outer = [(a, b) for a, b in cuts if view[a] != FILLED]
    for shown, left, right, own in [
        (view, start, end, outer),
        *((text, a, b, [(c, d) for c, d in cuts if a <= c and d <= b]) for a, b in remarks),
    ]:
        place = left
        for a, b in [*own, (right, right)]:
            if a > place:
                yield shown, place, a
            place = max(place, b)

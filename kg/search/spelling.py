"""Misspelt words: signs that sound like the right ones, where what is written stands nowhere and what is meant does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.errors import OntologyError
from kg.index.store import Index
from kg.search.exact import QUOTED
from kg.search.pinyin import sounding_alike, sounding_near
from kg.settings import ROOT
from kg.text.lac import lac

RUN = re.compile(r"(?<![\u4e00-\u9fff0-9a-zA-Z%])[\u4e00-\u9fff]{3,}")  # not 家高新 of 700家高新
GRAMMAR = ROOT / "ontology" / "vocabularies" / "grammar.txt"
# Signs beside the right ones that must be found with them: a pair of signs alone says too little.
AROUND, AROUND_NEAR = 1, 2
LONGEST = 200  # signs; what is longer was pasted, not typed
ENOUGH = 100  # passages: what stands in so many is no slip


@dataclass(frozen=True)
class Correction:
    """A part of a query, as written from `start` on and as it is read."""

    start: int
    written: str
    read: str


def corrections(index: Index, query: str) -> tuple[Correction, ...]:
    """What of a query is read otherwise, in order; only signs beside which no passage has what stands there.

    What stands in quotes is looked for to the letter and never read otherwise, nor is a query of more than LONGEST signs.
    """
    found: list[Correction] = []
    if len(query) > LONGEST:
        return ()
    for match in RUN.finditer(QUOTED.sub(lambda quoted: "\n" * len(quoted.group()), query)):
        run = match.group()
        for start, end in _unknown(index, run):
            if any(one.start >= match.start() + start for one in found):
                continue  # one sign of these is right already
            read = _right(index, run, start, end)
            if read and (end < len(run) or _ends_a_word(run[:start] + read)):
                found.append(Correction(match.start() + start, run[start:end], read))
    return tuple(found)


@lru_cache(maxsize=1)
def grammar() -> frozenset[str]:
    """The signs of grammar and counting; an OntologyError where the list cannot be read."""
    try:
        lines = GRAMMAR.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as err:
        raise OntologyError(f"{GRAMMAR.name}：无法读取（{err}）；请恢复该文件，每行写若干单字") from err
    return frozenset(sign for line in lines if not line.startswith("#") for sign in line)


def _unknown(index: Index, run: str) -> Iterator[tuple[int, int]]:
    """One or two signs that stand in no passage beside their neighbours; of two in a row first each, then both.

    A single unknown pair amid known ones is where two words meet; at an end of the run it is suspicious.
    """
    known = [run[place : place + 2] in index.lexical.vocabulary for place in range(len(run) - 1)]
    for stretch in re.finditer("0+", "".join(str(int(one)) for one in known)):
        several = stretch.end() - stretch.start() > 1
        start = stretch.start() + 1 if stretch.start() or several else 0
        end = stretch.end() if stretch.end() < len(known) or several else len(run)
        parts = [(start, end)] if end - start < 2 else [(start, start + 1), (end - 1, end), (start, end)]
        if 0 < end - start <= 2 < len(run):
            yield from (part for part in parts if not grammar().intersection(run[slice(*part)]))


def _right(index: Index, run: str, start: int, end: int) -> str:
    """What is meant by run[start:end]: of what sounds so and stands beside its neighbours somewhere, what stands most.

    What only sounds near is asked for last, with more of its neighbours, and never at an end of the run: 财政部 is not
    财政局.
    """
    for sounding, around in ((sounding_alike, AROUND), (sounding_near, AROUND_NEAR)):
        if around == AROUND_NEAR and (end - start > 1 or start == 0 or end == len(run)):
            break
        before, after = _neighbours(run, start, end, around)
        found = []
        for signs in product(*(sign + sounding(sign) for sign in run[start:end])):
            read = "".join(signs)
            changed = sum(a != b for a, b in zip(read, run[start:end], strict=True))
            if changed and not grammar().intersection(read) and (count := _count(index, before + read + after)):
                found.append((-changed, count, read))
        if found:
            return max(found)[-1]
    return ""


def _neighbours(run: str, start: int, end: int, around: int) -> tuple[str, str]:
    """The signs on both sides; at an end of the run one more on the other side."""
    before = around + (end == len(run))
    after = around + (start == 0)
    return run[max(0, start - before) : start], run[end : end + after]


def _ends_a_word(text: str) -> bool:
    """Whether a text's last sign belongs to a word of several signs; at an end less tells that it is right."""
    [words] = lac().tag([text])
    return len(words[-1][0]) > 1


def _count(index: Index, text: str) -> int:
    """How many passages hold a text."""
    if any(text[place : place + 2] not in index.lexical.vocabulary for place in range(len(text) - 1)):
        return 0
    return len(index.holding(text, enough=ENOUGH))

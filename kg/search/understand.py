"""What a query means to the index: misspelt words put right, English read as Chinese, plans' words for everyday ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.index.store import Index
from kg.search.pinyin import spelled, syllables
from kg.search.spelling import Correction, corrections
from kg.search.wording import is_english, official_for, read_english
from kg.text.segment import terms

SHORTEST_NAME = 4  # letters; a shorter Latin word is a word or a sign, not a name in pinyin
MOST_SYLLABLES = 3


@dataclass(frozen=True)
class Understood:
    """A query as it is searched for. `text` differs from `query` only by the corrections, which the user is told."""

    query: str
    text: str
    corrected: tuple[Correction, ...] = ()
    plainly: tuple[str, ...] = ()  # what it says in English, or in Latin letters that no passage holds (GDP)
    official: tuple[str, ...] = ()  # what plans write for its everyday words

    @property
    def meaning(self) -> str:
        """The text for all channels: with its plain words, where it speaks so that no passage can match it."""
        return " ".join((self.text, *self.plainly))

    @property
    def note(self) -> str:
        """What the user is told of corrections; '' where there are none."""
        return f"按“{self.text}”检索" if self.corrected else ""


def understood(index: Index, query: str) -> Understood:
    """How the index reads a query; what the index knows is never corrected."""
    corrected = corrections(index, query)
    text = query
    for one in reversed(corrected):
        text = text[: one.start] + one.read + text[one.start + len(one.written) :]
    official = official_for(text)
    # For all unheld words, Chinese ones too: recall .837 → .861, but first hit .976 → .927.
    unheld = [said for word, told in official.items() if word.isascii() and not _is_held(index, word) for said in told]
    plainly = dict.fromkeys(_chinese(index, text) if is_english(text) else unheld)
    others = dict.fromkeys(said for told in official.values() for said in told if said not in plainly)
    return Understood(query, text, corrected, tuple(plainly), tuple(others))


def _is_held(index: Index, word: str) -> bool:
    return len(index.lexical.holding(terms(word))) > 0


def _chinese(index: Index, query: str) -> Iterator[str]:
    for spoken in read_english(query):
        if spoken.chinese:
            yield from spoken.chinese
        elif name := _name_in_pinyin(index, spoken.words):
            yield name


def _name_in_pinyin(index: Index, word: str) -> str:
    """The Chinese name that most passages hold of those read like a Latin word (Suzhou); '' where none is there."""
    if len(word) < SHORTEST_NAME or not word.isascii() or not word.isalpha() or word in index.lexical.vocabulary:
        return ""
    found = [
        (index.lexical.found(name), name)
        for cut in spelled(word, MOST_SYLLABLES)
        if len(cut) > 1
        for name in _held_readings(index, cut)
        if name in index.lexical.vocabulary
    ]
    return max(found, default=(0, ""))[1]


def _held_readings(index: Index, cut: Sequence[str]) -> list[str]:
    """What syllables may stand for, if some passage holds every two neighbouring characters of it."""
    names = [""]
    for syllable in cut:
        longer = (name + sign for name in names for sign in syllables()[syllable])
        names = [name for name in longer if len(name) == 1 or name[-2:] in index.lexical.vocabulary]
    return names

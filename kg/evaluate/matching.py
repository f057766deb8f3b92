"""When a found name, text or number is the wanted one; the public scorer's comparisons, so that figures agree with it."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

PUNCTUATION = re.compile(r"[\s\u3000“”\"'‘’《》〈〉（）()\[\]【】,，.。;；:：、!！?？·\-—–_/]+")
ENOUGH_OF_PASSAGE = 0.6  # of the evidence's trigrams: labels put between a table's cells break some
ENOUGH_OF_NAME = 0.8  # of a long name's trigrams: a task may be cut a little sooner or later
LONG_NAME, LONGER_THAN_A_CLUE = 10, 3  # signs; a shorter text inside another proves nothing


@lru_cache(maxsize=100_000)
def compare_form(text: str) -> str:
    """Width and case folded, no blanks, no punctuation."""
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=100_000)
def grams(text: str, size: int = 3) -> frozenset[str]:
    """The runs of `size` signs of a text's compare form; a shorter text is one run."""
    plain = compare_form(text)
    return frozenset(plain[place : place + size] for place in range(max(1, len(plain) - size + 1)))


def covers(passage: Collection[str], evidence: str) -> float:
    """The share of the evidence's trigrams that a passage's trigrams hold."""
    wanted = grams(evidence)
    return sum(gram in passage for gram in wanted) / len(wanted)


def number_form(value: object) -> str:
    """A value without separators, percent sign and blanks."""
    return re.sub(r"[,，%\s]", "", unicodedata.normalize("NFKC", str(value)))


def is_document(name: object, wanted: str) -> bool:
    """Whether a file's name is that of a gold document, which is named by the start of its name (p001)."""
    return wanted in str(name)


def is_answer(forms: Sequence[str], accepted: Sequence[str]) -> bool:
    """Whether one of an answer's forms is, holds or nearly is an accepted one; all are compare forms."""
    return any(_same_text(form, want) for want in accepted for form in forms)


def _same_text(form: str, want: str) -> bool:
    shorter = min(len(form), len(want))
    if form == want or (shorter >= LONGER_THAN_A_CLUE and (want in form or form in want)):
        return True
    return shorter >= LONG_NAME and covers(grams(form), want) >= ENOUGH_OF_NAME


def is_said(want: str, prose: str) -> bool:
    """Whether prose says a compare form; a number must stand alone (5 is not said by 15)."""
    if re.fullmatch(r"[\d.]+", want):
        return re.search(rf"(?<![\d.]){re.escape(want)}(?![\d.])", prose) is not None
    return want in compare_form(prose)

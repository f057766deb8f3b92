"""Exact-span figures of a recogniser on labelled sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.extract.names.recogniser import Recogniser
from kg.extract.words.lexer import lex
from train.corpora import Sentence

MAPPED = ("company", "government", "organization")  # the classes of CLUENER that are classes of ours


def f1_by_class(recogniser: Recogniser, sentences: Iterable[Sentence], *, sure: float = 0.0) -> dict[str, float]:
    """F1 of each class, of `mapped` and of `all`; a span counts when its ends and its class are right."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for sentence in sentences:
        spans = recogniser.find(sentence.text, 0, len(sentence.text), lex(sentence.text))
        got = {(span.start, span.end, span.label) for span in spans if span.chance >= sure}
        right.update(label for _, _, label in got & set(sentence.spans))
        found.update(label for _, _, label in got)
        wanted.update(label for _, _, label in sentence.spans)
    classes = sorted(wanted)
    rows: Mapping[str, Iterable[str]] = {**{name: (name,) for name in classes}, "mapped": MAPPED, "all": classes}
    return {name: _f1(right, found, wanted, list(members)) for name, members in rows.items()}


def _f1(right: Counter[str], found: Counter[str], wanted: Counter[str], names: list[str]) -> float:
    both = sum(found[name] + wanted[name] for name in names)
    return 2 * sum(right[name] for name in names) / both if both else 0.0


def report(figures: Mapping[str, float]) -> str:
    """One line a class."""
    return "\n".join(f"{name:14} {value:.3f}" for name, value in figures.items())

"""Mentions: exact span and type, per type; optional ones count neither as found nor as missed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.evaluate.gold import GoldMention, GoldText
from kg.evaluate.metrics import Counts
from kg.evaluate.model import EXTRA, MISS, WRONG_TYPE, Finding, Part
from kg.evaluate.places import sentence_at
from kg.evaluate.words import group_label
from kg.ids import make_id
from kg.records import Mention

Found = dict[tuple[int, int], str]


def score_mentions(gold: Sequence[GoldText], found: Sequence[Sequence[Mention]]) -> Part:
    """The mentions part; `found[i]` are the mentions of `gold[i]`."""
    counts: dict[str, Counts] = defaultdict(Counts)
    findings: list[Finding] = []
    for text, mentions in zip(gold, found, strict=True):
        left: Found = {(m.start, m.end): m.type for m in mentions}
        for wanted in text.mentions:
            findings.extend(_wanted(text, wanted, left, counts))
        findings.extend(_extras(text, left, counts))
    figures = {label: one.figures() for label, one in sorted(counts.items())}
    whole = Counts(*(sum(getattr(one, name) for one in counts.values()) for name in ("right", "wrong", "missing")))
    return Part("mentions", "micro", "f1", {**figures, "micro": whole.figures()}, tuple(findings))


def _wanted(text: GoldText, wanted: GoldMention, left: Found, counts: dict[str, Counts]) -> Iterator[Finding]:
    """Takes one gold mention out of what is left, counts it, and says where it is missing or of another type."""
    got = left.pop((wanted.start, wanted.end), None)
    if got in (wanted.type, *wanted.alt_types):
        counts[wanted.type].right += not wanted.optional
    elif not wanted.optional:
        counts[wanted.type].missing += 1
        if got:
            counts[got].wrong += 1
        overlapping = [
            f"{text.text[start:end]}（{group_label(label)}）"
            for (start, end), label in left.items()
            if start < wanted.end and wanted.start < end
        ]
        lines = (
            (("系统标为", group_label(got)),) if got else (("系统标了", "、".join(overlapping)),) if overlapping else ()
        )
        yield _finding(text, wanted.start, wanted.end, wanted.type, WRONG_TYPE if got else MISS, lines)


def _extras(text: GoldText, left: Found, counts: dict[str, Counts]) -> Iterator[Finding]:
    """What no gold mention took, unless it touches an optional one."""
    for (start, end), label in left.items():
        if any(m.optional and m.start < end and start < m.end for m in text.mentions):
            continue
        counts[label].wrong += 1
        yield _finding(text, start, end, label, EXTRA, ())


def _finding(
    text: GoldText, start: int, end: int, label: str, verdict: str, lines: tuple[tuple[str, str], ...]
) -> Finding:
    sentence, mark = sentence_at(text.text, start, end)
    key = make_id("mention", verdict, text.document, text.text, str(start), str(end), label)
    return Finding(key, label, verdict, text.text[start:end], text.document, sentence, mark, lines)

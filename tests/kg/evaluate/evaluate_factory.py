"""Small gold rows, hits and answers made by hand."""

from pathlib import Path

from kg.answer.model import Answer, AnswerRow
from kg.evaluate.gold import GoldMention, GoldQuery, GoldText
from kg.evaluate.model import Evaluation, Finding, Part
from kg.records import Chunk, Hit, Mention
from kg.settings import ROOT

FOLDER = ROOT / "tests" / "cases" / "evaluate"
PLAN = next(FOLDER.glob("*.txt"))
SHARED = ROOT.parent / "shared"


def gold_text(text: str, *wanted: tuple[str, str, bool]) -> GoldText:
    """A paragraph with (word, type, optional) at the word's first place."""
    mentions = tuple(
        GoldMention(text.index(word), text.index(word) + len(word), word, kind, optional)
        for word, kind, optional in wanted
    )
    return GoldText("x01", text, mentions)


def mention(text: str, word: str, kind: str) -> Mention:
    """A mention of a word at its first place."""
    start = text.index(word)
    return Mention(start, start + len(word), word, kind)


def hit(text: str, document: str = "x01 方案.txt") -> Hit:
    """A hit with a passage's text."""
    return Hit(Chunk("c", "d", "s", (), text, 0, len(text)), document, "方案", 1.0)


def answer(*names: str, status: str = "answered", text: str = "") -> Answer:
    """An answer that names things."""
    return Answer("问", status, "list", text, tuple(AnswerRow(name, "Department") for name in names))


def evaluation(f1: float, *findings: Finding, fingerprint: str = "a", notes: tuple[str, ...] = ()) -> Evaluation:
    """An evaluation of mentions alone."""
    figures = {"Park": {"f1": f1, "tp": 1, "fp": 0, "fn": 1}, "micro": {"f1": f1, "tp": 1, "fp": 0, "fn": 1}}
    part = Part("mentions", "micro", "f1", figures, findings)
    return Evaluation(str(Path("样例")), fingerprint, "2026-01-02 03:04", ("x01 方案.txt",), (part,), notes)


def query(*relevant: object) -> GoldQuery:
    """A query with its relevant passages."""
    return GoldQuery("r1", "概念验证", tuple(relevant))  # type: ignore[arg-type]

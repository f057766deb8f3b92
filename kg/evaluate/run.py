"""Drives the engine over a gold folder: what is in against what should have come out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kg.engine import Engine
from kg.errors import EvaluationError
from kg.evaluate.fact_matcher import FactMatcher
from kg.evaluate.facts import FoundFacts, score_facts
from kg.evaluate.gold import Gold, load_gold
from kg.evaluate.matching import is_document
from kg.evaluate.mentions import score_mentions
from kg.evaluate.model import Evaluation, Part
from kg.evaluate.places import Library
from kg.evaluate.questions import score_questions
from kg.evaluate.retrieval import TOP, score_retrieval
from kg.export import iter_entities, iter_relations

Step = Callable[[str], None]


def evaluate(engine: Engine, folder: Path, *, on_step: Step | None = None) -> Evaluation:
    """Scores what is in against a gold folder; a missing gold file or document becomes a note."""
    gold = load_gold(folder)
    if not engine.loaded:
        raise EvaluationError(f"{engine.settings.home}：还没有入库的文档；先运行 python -m ingest add 规划文件夹")
    parts = tuple(part for make in (_mentions, _facts, _questions, _retrieval) for part in make(engine, gold, on_step))
    names = tuple(sorted(document.name for document in engine.loaded.values()))
    return Evaluation(
        str(folder), gold.fingerprint, f"{datetime.now():%Y-%m-%d %H:%M}", names, parts, tuple(_notes(gold, names))
    )


def _notes(gold: Gold, names: tuple[str, ...]) -> list[str]:
    notes = [f"没有 {name}，相应部分未评。" for name in gold.missing if name != "entities.jsonl"]
    if "entities.jsonl" in gold.missing and gold.facts:
        notes.append("没有 entities.jsonl，事实两端只按名称本身比较，不认别名。")
    absent = [wanted for wanted in gold.documents if not any(is_document(name, wanted) for name in names)]
    if absent:
        notes.append(f"金标涉及的 {'、'.join(absent)} 没有入库，其中的事实和段落都算漏掉。")
    return notes


def _say(on_step: Step | None, text: str) -> None:
    if on_step:
        on_step(text)


def _mentions(engine: Engine, gold: Gold, on_step: Step | None) -> list[Part]:
    if not gold.texts:
        return []
    _say(on_step, f"标注 {len(gold.texts)} 段…")
    return [score_mentions(gold.texts, [engine.annotate(text.text) for text in gold.texts])]


def _facts(engine: Engine, gold: Gold, on_step: Step | None) -> list[Part]:
    if not gold.facts:
        return []
    _say(on_step, f"核对 {len(gold.facts)} 条事实…")
    documents = list(engine.loaded.values())
    matcher = FactMatcher(iter_entities(documents, engine.resolution), gold.entities)
    found = FoundFacts.match(gold.facts, list(iter_relations(documents, engine.resolution)), matcher)
    library = Library(documents)
    parts = [score_facts(found, library)]
    in_tables = found.of_tables()
    return [*parts, score_facts(in_tables, library, "tables")] if in_tables.gold else parts


def _questions(engine: Engine, gold: Gold, on_step: Step | None) -> list[Part]:
    if not gold.questions:
        return []
    _say(on_step, f"回答 {len(gold.questions)} 个问题…")
    return [score_questions(gold.questions, [engine.ask(one.question) for one in gold.questions])]


def _retrieval(engine: Engine, gold: Gold, on_step: Step | None) -> list[Part]:
    if not gold.queries:
        return []
    _say(on_step, f"检索 {len(gold.queries)} 题…")
    return [score_retrieval(gold.queries, [engine.search(one.query, k=TOP) for one in gold.queries])]

"""What every threshold of the encoder's likeness gives on hand-judged cases, so that another encoder can have its own.

`python -m train.thresholds [NAME…] [--judged GOLD_DIR]`: over the sample plans, for each threshold some values below and
above the present one, what is found rightly and wrongly of tests/cases/. With GOLD_DIR, judged queries as `kg evaluate`
takes them, the search over the documents of KG_HOME besides. Prints; changes nothing.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from ingest.pipeline import add_paths
from kg.answer.ask import Answerer
from kg.answer.asked import nearest as nearest_module
from kg.answer.asked.intents import load_asking
from kg.answer.tasks import themes as themes_module
from kg.comparing import duties, outlines, wording
from kg.comparing.aligning import assign
from kg.comparing.sides import Side, sides_of
from kg.coverage import speaking
from kg.engine import Context, Engine
from kg.evaluate.cases import Case, iter_cases
from kg.evaluate.gold import load_gold
from kg.evaluate.matching import ENOUGH_OF_PASSAGE, covers, grams, is_document
from kg.records import Hit
from kg.search import Wish, find, relevance
from kg.settings import ROOT, Settings

CASES = ROOT / "tests" / "cases"
EVERY = Wish(every=True, counted=False)


@dataclass(frozen=True)
class Figures:
    """What one value of a threshold gives: of `wanted` things `right` were found, and `wrong` of `others` that may not be."""

    right: int
    wanted: int
    wrong: int
    others: int = 0  # 0: whatever was found and is not right

    def __str__(self) -> str:
        recall = f"{self.right:4}/{self.wanted:<4} {self.right / max(self.wanted, 1):.2f}"
        return f"{recall}   {self.wrong:4}{f'/{self.others}' if self.others else '':5} {self.precision:.2f}"

    @property
    def precision(self) -> float:
        """The share of right ones of all found."""
        return self.right / max(self.right + self.wrong, 1)


@dataclass(frozen=True)
class Threshold:
    """A constant, how it is judged, and how far its values lie apart."""

    module: ModuleType
    name: str
    judge: Callable[[Engine], Figures]
    step: float = 0.01


def load_cases(name: str) -> list[Any]:
    """The rows of tests/cases/thresholds/NAME.yaml."""
    rows: list[Any] = yaml.safe_load((CASES / "thresholds" / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


def judge_search(engine: Engine) -> Figures:
    """Of the passages that the search cases want those among all that are found; silent themes of which anything is."""
    cases = [one for one in iter_cases(CASES / "search") if isinstance(one, Case) and one.library == "samples"]
    found = [list(_every_hit(engine, case.query)) for case in cases]
    right = [
        any(target.fits(hit) for hit in hits) for case, hits in zip(cases, found, strict=True) for target in case.find
    ]
    silent = load_cases("silent")
    return Figures(sum(right), len(right), sum(any(_every_hit(engine, one)) for one in silent), len(silent))


def _every_hit(engine: Engine, query: str) -> Iterator[Hit]:
    for hit in find(engine.index, query, EVERY).hits:
        yield from (hit, *hit.also)


def judge_judged(folder: Path, engine: Engine) -> Figures:
    """Of the passages judged to answer a query those among all that are found; wrong: what was not judged to."""
    right = wanted = wrong = 0
    for query in load_gold(folder).queries:
        hits = [(hit, grams(hit.chunk.text)) for hit in _every_hit(engine, query.query)]
        fitting = [
            {
                place
                for place, (hit, held) in enumerate(hits)
                if is_document(hit.document, one.document) and covers(held, one.evidence) >= ENOUGH_OF_PASSAGE
            }
            for one in query.relevant
        ]
        right, wanted = right + sum(map(bool, fitting)), wanted + len(fitting)
        wrong += len(hits) - len(set().union(*fitting))
    return Figures(right, wanted, wrong)


def judge_nearness(engine: Engine) -> Figures:
    """Of what is said in other words that of which a passage that says it is told; silent themes of which anything is."""
    told = speaking.Speaking(engine)
    chunks = {chunk.id: chunk.text for document in engine.loaded.values() for chunk in document.chunks}

    def texts(name: str) -> list[str]:
        return [chunks[one.chunk_id] for one in told.near([name], surely=True)]

    said, silent = load_cases("said"), load_cases("silent")
    right = sum(any(piece in text for text in texts(query)) for query, piece in said)
    return Figures(right, len(said), sum(bool(told.near([one], surely=True)) for one in silent), len(silent))


def judge_phrasings(engine: Engine) -> Figures:
    """Of the questions of known kinds those read so by their nearest phrasing; wrong: read as another kind, or unanswerable."""
    context, asking = Context(engine), load_asking()
    answerer = Answerer(context, asking=asking)
    kinds = {intent.name for intent in asking.intents if intent.needs and intent.phrasings}
    right = wanted = wrong = others = 0
    for path in sorted((CASES / "questions").glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            named = group.get("intent", [])
            known = kinds & {named} if isinstance(named, str) else kinds & set(named)
            if group.get("previous") or not (known or group.get("status") == "not_found"):
                continue
            for text in group["ask"]:
                question = answerer.read(text)
                fitting = [one for one in asking.intents if one.needs and question.entities(one.needs)]
                near = nearest_module.nearest(question, fitting, context) if question.links else None
                wanted, others = wanted + bool(known), others + (not known)
                right, wrong = right + bool(near and near.name in known), wrong + bool(near and near.name not in known)
    return Figures(right, wanted, wrong)


def judge_themes(engine: Engine) -> Figures:
    """Of the themes said in other words those with a right task; wrong: other tasks, and silent themes with any."""
    right = wrong = 0
    said, silent = load_cases("themes"), load_cases("silent")
    for theme, piece in [*said, *((one, "") for one in silent)]:
        answer = engine.ask(f"{theme}由哪个部门负责？")
        quotes = [one.quote for row in answer.answers for one in row.evidence]
        fits = bool(piece) and any(piece in quote for quote in quotes)
        right, wrong = right + fits, wrong + (bool(quotes) and not fits)
    return Figures(right, len(said), wrong)


def judge_outlines(engine: Engine) -> Figures:
    """Of the headings that have a partner those set beside it; wrong: set beside another."""

    def found(first: Side, second: Side) -> list[tuple[str, str]]:
        return [(one.first.text, one.second.text) for one in outlines.compare_outlines(engine, first, second).kept]

    return _judge_pairs(engine, "outlines", found, lambda piece, text: piece == text)


def judge_tasks(engine: Engine) -> Figures:
    """The same of tasks."""

    def found(first: Side, second: Side) -> list[tuple[str, str]]:
        taken = duties.compare_duties(engine, first, second).taken
        return [(one.first.task.words, one.second.task.words) for one in taken]

    return _judge_pairs(engine, "tasks", found, lambda piece, text: piece in text)


def judge_sentences(engine: Engine) -> Figures:
    """The same of sentences, those of the whole plans beside each other: more to go wrong than in two sections."""

    def found(first: Side, second: Side) -> list[tuple[str, str]]:
        left, right = (
            [one.quote for one in wording.sentences_of(side.documents[0]) if "\t" not in one.quote]
            for side in (first, second)
        )
        pairs = assign(wording.likeness(engine, left, right), wording.SAME_SENTENCE).pairs
        return [(left[i], right[j]) for i, j, _ in pairs]

    return _judge_pairs(engine, "sentences", found, lambda piece, text: piece in text)


def _judge_pairs(
    engine: Engine,
    name: str,
    pairs_of: Callable[[Side, Side], Sequence[tuple[str, str]]],
    fits: Callable[[str, str], bool],
) -> Figures:
    right = wanted = wrong = 0
    sides = list(sides_of(engine.loaded).values())
    for case in load_cases(name):
        first, second = (
            next(one for one in sides if case[key] in one.documents[0].name) for key in ("first", "second")
        )
        pairs = pairs_of(first, second)
        known = [[(own, other) for other in others] for own, *others in case["pairs"]]

        def is_one(pair: tuple[str, str], wanted: Sequence[Sequence[str]]) -> bool:
            return any(fits(own, pair[0]) and fits(other, pair[1]) for own, other in wanted)

        right += sum(any(is_one(pair, one) for pair in pairs) for one in known)
        wanted += len(known)
        every = [*(pair for one in known for pair in one), *case["also"]]
        wrong += sum(not is_one(pair, every) for pair in pairs)
    return Figures(right, wanted, wrong)


THRESHOLDS = {
    "search": Threshold(relevance, "THRESHOLD", judge_search),
    "nearness": Threshold(speaking, "SURELY_NEAR", judge_nearness),
    "phrasings": Threshold(nearest_module, "NEAR", judge_phrasings),
    "apart": Threshold(nearest_module, "APART", judge_phrasings),
    "themes": Threshold(themes_module, "MEANING", judge_themes),
    "outlines": Threshold(outlines, "SAME_THEME", judge_outlines, 0.005),
    "tasks": Threshold(duties, "SAME_TASK", judge_tasks, 0.005),
    "sentences": Threshold(wording, "SAME_SENTENCE", judge_sentences, 0.005),
}
AROUND = 3  # values to each side of the present one


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *THRESHOLDS], metavar="NAME")
    parser.add_argument("--judged", type=Path, metavar="GOLD_DIR")
    arguments = parser.parse_args()
    if arguments.judged:
        with Engine.open(Settings.from_env()) as engine:
            _print("judged", Threshold(relevance, "THRESHOLD", lambda one: judge_judged(arguments.judged, one)), engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        add_paths([ROOT / "samples" / "plans"], settings)
        with Engine.open(settings) as engine:
            for name in arguments.names or THRESHOLDS:
                _print(name, THRESHOLDS[name], engine)


def _print(name: str, threshold: Threshold, engine: Engine) -> None:
    present = getattr(threshold.module, threshold.name)
    print(
        f"{name}: {threshold.module.__name__}.{threshold.name} = {present}\n  value    right  recall   wrong  precision"
    )
    for place in range(-AROUND, AROUND + 1):
        value = round(present + place * threshold.step, 4)
        setattr(threshold.module, threshold.name, value)
        print(f"{'*' if place == 0 else ' '} {value:.3f}  {threshold.judge(engine)}", flush=True)
    setattr(threshold.module, threshold.name, present)


if __name__ == "__main__":
    main()

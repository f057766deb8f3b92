"""What each reader earns: rules alone, with the lexer's names, with the trained recogniser.

`python -m train.ablation GOLD_DIR NER_DIR`: mentions of plans (mentions.jsonl, with and without the gazetteers of proper
names) and CLUENER's held-out sentences, whose company, government and organization are asked of our three classes.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.extract.extractor import Extractor
from train.corpora import load_sentences

STEPS = {"rules": {"lexer", "learned"}, "+ LAC": {"learned"}, "+ model": set[str]()}
CLASSES = {"company": "Enterprise", "government": "Department", "organization": "Institution"}
Row = tuple[str, set[tuple[int, int, str]]]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("ner", type=Path)
    arguments = parser.parse_args()
    plans, news = list(plan_rows(arguments.gold)), list(news_rows(arguments.ner))
    print(f"{'':8} {'plans, names on':>20} {'plans, names off':>20} {'CLUENER dev':>20}")
    for step, without in STEPS.items():
        known, bare = (Extractor.load(names=names, without=frozenset(without)) for names in (True, False))
        figures = (score(known, plans), score(bare, plans), score(bare, news, set(CLASSES.values())))
        print(f"{step:8} " + " ".join(f"{f'P {p:.3f} R {r:.3f} F {f:.3f}':>24}" for p, r, f in figures))


def plan_rows(folder: Path) -> Iterator[Row]:
    """Passages of plans and their mentions."""
    for line in (folder / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], {(m["start"], m["end"], m["type"]) for m in row["mentions"]}


def news_rows(folder: Path) -> Iterator[Row]:
    """Held-out sentences of news, their classes by our names."""
    for sentence in load_sentences(folder / "cluener_dev.jsonl.gz"):
        yield sentence.text, {(a, b, CLASSES[label]) for a, b, label in sentence.spans if label in CLASSES}


def score(extractor: Extractor, rows: Iterable[Row], only: Iterable[str] = ()) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact spans with their class; `only`: of these classes."""
    right = found = wanted = 0
    for text, gold in rows:
        own = {(m.start, m.end, m.type) for m in extractor.annotate(text) if not only or m.type in only}
        right, found, wanted = right + len(own & gold), found + len(own), wanted + len(gold)
    return right / found, right / wanted, 2 * right / (found + wanted)


if __name__ == "__main__":
    main()

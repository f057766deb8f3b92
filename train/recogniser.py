"""Trains the recogniser and writes kg/models/recogniser: `python -m train.recogniser ../shared/data/ner`.

About fifteen minutes on one core. The same data, seed and packages give the same weights.
"""

import argparse
import json
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.extract.names.recogniser import (
    BLANK,
    CRF,
    FOLDER,
    MANIFEST,
    MODEL,
    Recogniser,
    character_ids,
    position,
    tag_ids,
)
from kg.extract.words.lexer import lex
from kg.index.embedder import ENCODER_FOLDER
from train.corpora import Sentence, classes_of, load_sentences
from train.scoring import f1_by_class, report
from train.tagger import Tagger

BATCH, RATE, SEED = 32, 3e-3, 0
log = logging.getLogger("train")


@dataclass(frozen=True)
class Example:
    """A sentence as ids, one of each a character."""

    characters: list[int]
    tags: list[int]
    labels: list[int]


def main() -> None:
    """Trains on cluener_train, reports on cluener_dev, writes the model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with cluener_train.jsonl.gz and cluener_dev.jsonl.gz")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--out", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)
    sentences = load_sentences(arguments.data / "cluener_train.jsonl.gz")
    made = manifest(sentences)
    model = Tagger(start_vectors(made["characters"]), len(made["tags"]), made["labels"])
    fit(model, [encode(sentence, made) for sentence in sentences], arguments.epochs)
    arguments.out.mkdir(parents=True, exist_ok=True)
    write(model, made, arguments.out)
    held_out = load_sentences(arguments.data / "cluener_dev.jsonl.gz")
    log.info("\n%s", report(f1_by_class(Recogniser(arguments.out), held_out)))


def manifest(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """What the ids stand for: every single Chinese character, letter and sign that e5 knows, LAC's tags, the labels."""
    pieces = json.loads((ENCODER_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    single = {piece.lstrip("▁") for piece, _ in pieces if len(piece.lstrip("▁")) == 1}
    tags = {token.tag for sentence in sentences for token in lex(sentence.text)}
    return {
        "characters": sorted(single),
        "tags": [place + tag for tag in sorted(tags) for place in "BIES"],
        "labels": ["O", *(f"{place}-{name}" for name in classes_of(sentences) for place in "BIES")],
    }


def start_vectors(characters: Sequence[str]) -> Tensor:
    """e5's vectors of the characters, at half the unit's spread; padding zero, blank and unknown their own."""
    words = load_file(ENCODER_FOLDER / "model.safetensors")["embeddings.word_embeddings.weight"].float()
    pieces = json.loads((ENCODER_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    number = {piece: index for index, (piece, _) in reversed(list(enumerate(pieces)))}
    rows = [number["<unk>"], number["▁"], *(number.get(c, number.get(f"▁{c}", number["<unk>"])) for c in characters)]
    vectors = torch.cat([torch.zeros(BLANK - 1, words.shape[1]), words[torch.tensor(rows)]])
    return vectors / vectors.std() * 0.5


def encode(sentence: Sentence, made: dict[str, list[str]]) -> Example:
    """The ids of a sentence."""
    labels = {label: number for number, label in enumerate(made["labels"])}
    numbers = [labels["O"]] * len(sentence.text)
    for start, end, name in sentence.spans:
        for place in range(start, end):
            numbers[place] = labels[f"{position(place - start, end - start)}-{name}"]
    return Example(
        character_ids(sentence.text, {c: n for n, c in enumerate(made["characters"], start=BLANK + 1)}),
        tag_ids(len(sentence.text), 0, lex(sentence.text), {t: n for n, t in enumerate(made["tags"], start=1)}),
        numbers,
    )


def batches(examples: Sequence[Example]) -> Iterator[tuple[Tensor, Tensor]]:
    """Shuffled batches of like length: ids (3, batch, n) and mask (batch, n)."""
    order = list(range(len(examples)))
    random.shuffle(order)
    for left in range(0, len(order), BATCH * 20):
        pool = sorted(order[left : left + BATCH * 20], key=lambda index: len(examples[index].labels))
        groups = [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
        random.shuffle(groups)
        for group in groups:
            longest = max(len(examples[index].labels) for index in group)
            ids, mask = torch.zeros(3, len(group), longest, dtype=torch.long), torch.zeros(len(group), longest)
            for row, index in enumerate(group):
                example = examples[index]
                size = len(example.labels)
                ids[:, row, :size] = torch.tensor([example.characters, example.tags, example.labels])
                mask[row, :size] = 1
            yield ids, mask


def fit(model: Tagger, examples: Sequence[Example], epochs: int) -> None:
    """AdamW under one cycle of the learning rate."""
    steps = epochs * math.ceil(len(examples) / BATCH) + epochs
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    begun = time.monotonic()
    model.train()
    for epoch in range(epochs):
        losses = []
        for (characters, tags, labels), mask in batches(examples):
            loss = model.loss(model(characters, tags), labels, mask)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        log.info("epoch %d loss %.3f after %.0f s", epoch + 1, sum(losses) / len(losses), time.monotonic() - begun)
    model.eval()


def write(model: Tagger, made: dict[str, list[str]], folder: Path) -> None:
    """The model folder: ONNX with its matrices in int8, the CRF's scores, the manifest."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = folder / "plain.onnx"
    model.fold_projection()
    inputs = (torch.ones(1, 6, dtype=torch.long), torch.ones(1, 6, dtype=torch.long))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        inputs,
        str(plain),
        input_names=["characters", "tags"],
        output_names=["scores"],
        dynamic_axes={"characters": axes, "tags": axes, "scores": axes},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(plain, folder / MODEL, weight_type=QuantType.QInt8)
    plain.unlink()
    with torch.no_grad():
        np.savez(
            folder / CRF,
            start=(model.start + model.barred_start).numpy().astype(np.float32),
            steps=(model.steps + model.barred_steps).numpy().astype(np.float32),
        )
    (folder / MANIFEST).write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

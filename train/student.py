"""Teaches half the layers of the tuned encoder to put passages where all of them put them.

`python -m train.student PAIRS_DIR`. Questions stay with the teacher: they are short. Distillation by what the layers say
(Jiao et al. 2020, TinyBERT: states of kept layers and of the last), by the vectors that the index holds, and by how near
each of a batch's questions is to each of its passages, which is what search asks for.
"""

import argparse
import copy
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity, kl_div, log_softmax, normalize, softmax
from transformers import BertModel

from kg.index.embedder import ENCODER_FOLDER, PASSAGE_PROMPT, QUERY_PROMPT
from scripts.make_encoder import ADAPTER, STUDENT, add_adapter, load_base
from scripts.onnx_file import balance, make_projection
from scripts.student_file import write_student
from train.encoder import PASSAGE_LENGTH, QUERY_LENGTH, Batcher, late_scores, reach_of, signs
from train.pairs import nearest_part
from train.passages import LAWS, NEWS, PLANS, is_apart, parts, read_rows
from train.questions import load_questions

# The teacher's layers that the student begins as; of five choices the one nearest to the teacher before any training.
LAYERS = (0, 1, 4, 7, 10, 11)
BATCH, AHEAD, SEED = 32, 16, 0  # AHEAD: batches that are sorted by length together
RATE, WARM, LEVEL = 4e-4, 0.05, 0.75  # shares of the time: rising until WARM, falling from LEVEL
TEMPERATURE = 0.03
# Texts of each set. Some with their title in front, as a window of the index has its headings; cut to the lengths of windows.
TAKEN = {
    LAWS: 26_000,
    NEWS: 34_000,
    "drcd_question_paragraph_simp": 5000,
    "chinaxiv_title_abstract": 5000,
    "ncp_policy_question_answer": 2000,
    "finna_title_summary": 2000,
}
WINDOWS = (60, 90, 110, 110, 110, 150)  # characters
TITLED, TITLE = 0.5, 30  # share, characters
# Of the parts of the loss; their sizes differ.
WEIGHTS = {"kept": 2.0, "last": 4.0, "tokens": 2.0, "dense": 8.0, "dense order": 0.5, "late order": 0.5}
log = logging.getLogger("train")


class Text(NamedTuple):
    """What asks for a passage (a title, a question), and the passage."""

    anchor: str
    passage: str


@dataclass(frozen=True)
class Reading:
    """What a model makes of a batch: states of its layers, (batch, hidden) and (batch, length, TOKENS) unit vectors."""

    layers: tuple[Tensor, ...]
    dense: Tensor
    tokens: Tensor


def load_teacher() -> tuple[BertModel, nn.Linear]:
    """The tuned model and its projection, which learn no more."""
    adapter = np.load(ADAPTER)
    bert = load_base()
    add_adapter(bert, adapter)
    bert.set_attn_implementation("sdpa")
    return bert.eval().requires_grad_(False), make_projection(adapter).requires_grad_(False)


def begin_student(teacher: BertModel) -> BertModel:
    """Some of the teacher's layers; all but the embeddings learns."""
    student = copy.deepcopy(teacher)
    student.encoder.layer = nn.ModuleList([student.encoder.layer[number] for number in LAYERS])
    student.config.num_hidden_layers = len(LAYERS)
    student.encoder.requires_grad_(True)
    student.embeddings.LayerNorm.requires_grad_(True)
    return student


def load_texts(folder: Path) -> list[Text]:
    """The texts of all sets, shuffled; nothing of what is held apart for measuring."""
    dice = random.Random(SEED)
    texts = []
    for name, count in TAKEN.items():
        rows = [row for row in read_rows(folder, name) if name not in (LAWS, NEWS) or not is_apart(name, row)]
        pairs = [Text(row["anchor"].strip(), part) for row in rows for part in _parts(name, row)]
        texts += dice.sample(pairs, min(count, len(pairs)))
    asked = [
        Text(pair.anchor, pair.positive) for pairs in load_questions(folder, apart=False).values() for pair in pairs
    ]
    texts += 2 * asked + [Text(row["text"][:TITLE], row["text"]) for row in read_rows(folder, PLANS)]
    dice.shuffle(texts)
    return [_as_window(text, dice) for text in texts]


def _parts(name: str, row: dict[str, str]) -> list[str]:
    text = " ".join(row["positive"].split())
    if name == NEWS:
        return parts(text)
    return [text if name == LAWS else nearest_part(row["anchor"], text)]


def _as_window(text: Text, dice: random.Random) -> Text:
    length = dice.choice(WINDOWS)
    start = dice.randrange(max(1, len(text.passage) - length))
    front = f"{text.anchor[:TITLE]}\n" if dice.random() < TITLED else ""
    return Text(text.anchor, front + text.passage[start : start + length])


def endless_batches(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Batches of texts of about one length, over and over."""
    dice, order = random.Random(SEED), list(texts)
    while True:
        dice.shuffle(order)
        for first in range(0, len(order) - BATCH * AHEAD + 1, BATCH * AHEAD):
            rows = sorted(order[first : first + BATCH * AHEAD], key=lambda text: len(text.passage))
            several = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
            dice.shuffle(several)
            yield from several


def read(bert: BertModel, projection: nn.Linear, ids: Tensor, mask: Tensor) -> Reading:
    """What a model makes of a batch."""
    layers = bert(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    weights = mask.unsqueeze(-1).to(layers[-1].dtype)
    dense = normalize((layers[-1] * weights).sum(1) / weights.sum(1), dim=-1)
    return Reading(layers, dense, normalize(projection(normalize(layers[-1], dim=-1)), dim=-1))


def loss_of(
    teacher: BertModel, student: BertModel, projection: nn.Linear, batcher: Batcher, texts: Sequence[Text]
) -> dict[str, Tensor]:
    """How far the student is from the teacher, by the names of WEIGHTS."""
    ids, mask, own = batcher(PASSAGE_PROMPT, [text.passage for text in texts], PASSAGE_LENGTH)
    asked_ids, asked_mask, asked_own = batcher(QUERY_PROMPT, [text.anchor for text in texts], QUERY_LENGTH)
    with torch.no_grad():
        right, asked = read(teacher, projection, ids, mask), read(teacher, projection, asked_ids, asked_mask)
    said, real = read(student, projection, ids, mask), mask.bool()
    kept = [_apart(said.layers[place + 1], right.layers[number + 1])[real] for place, number in enumerate(LAYERS)]
    late = [late_scores(asked.tokens, asked_own, signs(one.tokens), own) for one in (said, right)]
    return {
        "kept": torch.stack([one.mean() for one in kept]).mean(),
        "last": _apart(said.layers[-1], right.layers[-1])[real].mean(),
        "tokens": _apart(said.tokens, right.tokens)[real].mean(),
        "dense": _apart(said.dense, right.dense).mean(),
        "dense order": _order(asked.dense @ said.dense.T, asked.dense @ right.dense.T),
        "late order": _order(*late),
    }


def _apart(left: Tensor, right: Tensor) -> Tensor:
    return 1 - cosine_similarity(left, right, dim=-1)


def _order(scores: Tensor, right: Tensor) -> Tensor:
    """How far the shares of each question's attention are from the right ones (Kullback–Leibler)."""
    said = log_softmax(scores / TEMPERATURE, -1)
    return kl_div(said, softmax(right / TEMPERATURE, -1), reduction="batchmean")


def fit(
    teacher: BertModel,
    student: BertModel,
    projection: nn.Linear,
    batcher: Batcher,
    texts: Sequence[Text],
    minutes: float,
) -> None:
    """AdamW for so many minutes."""
    trained = [part for part in student.parameters() if part.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    begun, shown = time.monotonic(), []
    for step, batch in enumerate(endless_batches(texts)):
        gone = (time.monotonic() - begun) / 60 / minutes
        if gone >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(gone / WARM + 0.01, (1 - gone) / (1 - LEVEL), 1.0)
        losses = loss_of(teacher, student, projection, batcher, batch)
        optimizer.zero_grad()
        torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        shown.append([loss.item() for loss in losses.values()])
        if step % 50 == 49:
            log.info("step %d, %.0f s: %s", step + 1, time.monotonic() - begun, np.mean(shown[-50:], 0).round(4))


def write(student: BertModel, batcher: Batcher, texts: Sequence[Text], path: Path) -> None:
    """The student, its matrices balanced and in eight bits."""
    reach = reach_of(student, batcher, [text.passage for text in texts])
    write_student(student, balance(student, {f"encoder.layer.{name}": wide for name, wide in reach.items()}), path)


def main() -> None:
    """Trains and writes the student."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the pairs")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--out", type=Path, default=STUDENT)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    teacher, projection = load_teacher()
    student, batcher, texts = begin_student(teacher), Batcher(ENCODER_FOLDER), load_texts(arguments.data)
    fit(teacher, student, projection, batcher, texts, arguments.minutes)
    write(student, batcher, texts[: 5 * BATCH], arguments.out)


if __name__ == "__main__":
    main()

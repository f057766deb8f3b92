"""Tunes e5-small for plans: LoRA on its matrices and a projection of its token vectors, by contrast within a batch.

`python -m train.encoder PAIRS_DIR`. Two losses over the same forward pass: the passage's one vector (as e5 was trained)
and late interaction (Khattab & Zaharia 2020, ColBERT: every token of the question finds its nearest token of the
passage), whose passage side is taken by its signs alone, as the index keeps it.
"""

import argparse
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, normalize
from transformers import BertModel

from kg.index.embedder import ENCODER_FOLDER, PASSAGE_PROMPT, QUERY_PROMPT, own_tokens
from scripts.make_encoder import ADAPTER, load_base
from scripts.onnx_file import REACH
from train.pairs import Pair, batches, training_pairs
from train.questions import asked_pairs

BATCH, RATE, SEED = 32, 1e-4, 0
EPOCHS = 1  # each with other wrong passages
RANK, ALPHA = 16, 32  # of LoRA (Hu et al. 2021)
LOWEST = 4  # the layers below read characters and words, which plans share with other text: they stay, at half the cost
TOKENS = 128  # of a late-interaction vector
QUERY_LENGTH, PASSAGE_LENGTH = 40, 128  # tokens
DENSE_TEMPERATURE, LATE_TEMPERATURE = 0.02, 0.02
WARM = 0.1  # share of steps
# Of what was learned this share is kept, the rest stays as it was (Wortsman et al. 2022, WiSE-FT): all of it gains .002 on
# plans and loses .005 on titles of news.
KEPT = 0.7
log = logging.getLogger("train")


class Lora(nn.Module):
    """A frozen linear map with a trained one of low rank beside it."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__()
        self.plain = plain
        self.down = nn.Parameter(torch.randn(RANK, plain.in_features) / plain.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(plain.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        """The plain map plus the trained one."""
        added: Tensor = self.plain(states) + (states @ self.down.T) @ self.up.T * (ALPHA / RANK)
        return added


class Tuned(nn.Module):
    """e5-small with LoRA in every layer and the projection of token vectors."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.bert.requires_grad_(False)
        self.adapters: dict[str, Lora] = {}
        for number, layer in list(enumerate(self.bert.encoder.layer))[LOWEST:]:
            for path in LORA_PARTS:
                *parents, last = path.split(".")
                holder = layer
                for name in parents:
                    holder = getattr(holder, name)
                adapter = Lora(getattr(holder, last))
                setattr(holder, last, adapter)
                self.adapters[f"{number}.{path}"] = adapter
        self.projection = nn.Linear(self.bert.config.hidden_size, TOKENS)
        self.first = [torch.zeros_like(part) for part in self.projection.parameters()]  # the projection before training

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, hidden) unit vectors and (batch, length, TOKENS) unit token vectors."""
        states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        dense = normalize((states * weights).sum(1) / weights.sum(1), dim=-1)
        return dense, normalize(self.projection(normalize(states, dim=-1)), dim=-1)


LORA_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class Batcher:
    """Texts → ids and masks; which tokens count in late interaction."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("<pad>"), pad_token="<pad>")

    def __call__(self, prompt: str, texts: Sequence[str], longest: int) -> tuple[Tensor, Tensor, Tensor]:
        """(batch, length) ids, mask, and the mask of the text's own tokens."""
        self._tokenizer.enable_truncation(longest)
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        ids = torch.tensor([e.ids for e in encodings])
        own = torch.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            own[row, own_tokens(encoding, len(prompt))] = 1
        return ids, torch.tensor([e.attention_mask for e in encodings]), own


def late_scores(questions: Tensor, counted: Tensor, passages: Tensor, held: Tensor) -> Tensor:
    """(questions, passages): the mean over a question's tokens of the nearest token of the passage."""
    near = torch.einsum("qid,pjd->qpij", questions, passages)
    near = near.masked_fill(held[None, :, None, :] == 0, -1.0).amax(-1)
    weights = counted[:, None, :].to(near.dtype)
    return (near * weights).sum(-1) / weights.sum(-1).clamp(min=1)


def signs(vectors: Tensor) -> Tensor:
    """Each number's sign, as a unit vector; gradients pass straight through (Bengio et al. 2013)."""
    return vectors + (torch.sign(vectors) / vectors.shape[-1] ** 0.5 - vectors).detach()


def start_projection(model: Tuned, batcher: Batcher, texts: Sequence[str]) -> None:
    """The principal directions of token vectors, centred: what a projection without training would be."""
    vectors = []
    with torch.no_grad():
        for start in range(0, len(texts), BATCH):
            ids, mask, own = batcher(PASSAGE_PROMPT, texts[start : start + BATCH], PASSAGE_LENGTH)
            states = normalize(model.bert(input_ids=ids, attention_mask=mask).last_hidden_state, dim=-1)
            vectors.append(states[own.bool()][::5])
    rows = torch.cat(vectors)
    middle = rows.mean(0)
    _, _, directions = torch.linalg.svd(rows - middle, full_matrices=False)
    with torch.no_grad():
        model.projection.weight.copy_(directions[:TOKENS])
        model.projection.bias.copy_(-directions[:TOKENS] @ middle)
    model.first = [part.detach().clone() for part in model.projection.parameters()]


def loss_of(model: Tuned, batcher: Batcher, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
    """Dense and late loss of a batch; every other row's passages are wrong, unless they are of the same text."""
    asked = batcher(QUERY_PROMPT, [pair.anchor for pair in pairs], QUERY_LENGTH)
    wrong = [(pair, pair.wrong) for pair in pairs if pair.wrong]
    texts = [pair.positive for pair in pairs] + [text for _, text in wrong]
    held = batcher(PASSAGE_PROMPT, texts, PASSAGE_LENGTH)
    question, question_tokens = model(*asked[:2])
    passage, passage_tokens = model(*held[:2])
    dense = question @ passage.T / DENSE_TEMPERATURE
    late = late_scores(question_tokens, asked[2], signs(passage_tokens), held[2]) / LATE_TEMPERATURE
    wholes = [pair.whole for pair in pairs] + [text for _, text in wrong]
    same = torch.tensor(
        [[place != row and pair.whole == whole for place, whole in enumerate(wholes)] for row, pair in enumerate(pairs)]
    )
    return contrast(dense, same), contrast(late, same)


def contrast(scores: Tensor, barred: Tensor) -> Tensor:
    """Cross entropy of the diagonal along rows and, of the square, columns; barred pairs count for nothing."""
    right, scores = torch.arange(len(scores)), scores.masked_fill(barred, -1e4)
    return (cross_entropy(scores, right) + cross_entropy(scores[:, : len(scores)].T, right)) / 2


def fit(model: Tuned, batcher: Batcher, rows: Sequence[Sequence[Pair]], minutes: float) -> None:
    """AdamW, linear warm-up and decay over the batches, or as many as the minutes allow."""
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    begun, shown = time.monotonic(), []
    for step, pairs in enumerate(rows):
        gone = max(step / len(rows), (time.monotonic() - begun) / 60 / minutes)
        if gone >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(gone / WARM + 0.01, (1 - gone) / (1 - WARM), 1.0)
        dense, late = loss_of(model, batcher, pairs)
        optimizer.zero_grad()
        (dense + late).backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        shown.append((dense.item(), late.item()))
        if step % 20 == 19:
            log.info(
                "step %d of %d, loss %.3f %.3f, %.0f s",
                step + 1,
                len(rows),
                *np.mean(shown[-20:], 0),
                time.monotonic() - begun,
            )


def reach_of(bert: BertModel, batcher: Batcher, texts: Sequence[str]) -> dict[str, Tensor]:
    """The largest number that each place of each matrix's input takes while these texts are read, for `scripts/make_encoder.py`."""
    found: dict[str, Tensor] = {}

    def note(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def hook(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].abs().amax((0, 1))
            found[name] = torch.maximum(found.get(name, largest), largest)

        return hook

    modules = dict(bert.encoder.layer.named_modules())
    hooks = [modules[name].register_forward_pre_hook(note(name)) for name in modules if name.endswith(LORA_PARTS)]
    with torch.no_grad():
        for text in texts:  # one at a time: padding's numbers are not the text's
            ids, mask, _ = batcher(PASSAGE_PROMPT, [text], PASSAGE_LENGTH)
            bert(input_ids=ids, attention_mask=mask)
    for hook in hooks:
        hook.remove()
    return found


def write(model: Tuned, reach: Mapping[str, Tensor], path: Path) -> None:
    """The adapter: for every tuned matrix its two factors, and the projection, in half precision."""
    arrays = {f"{REACH}{name}": largest for name, largest in reach.items()}
    for name, adapter in model.adapters.items():
        arrays[f"{name}.down"] = adapter.down * (ALPHA / RANK)
        arrays[f"{name}.up"] = adapter.up * KEPT
    for (name, learned), first in zip(model.projection.named_parameters(), model.first, strict=True):
        arrays[f"projection.{name}"] = first + (learned - first) * KEPT
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **{name: part.detach().numpy().astype(np.float16) for name, part in arrays.items()})


def main() -> None:
    """Trains and writes the adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the pairs")
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--out", type=Path, default=ADAPTER)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    bert = load_base()
    bert.set_attn_implementation("sdpa")
    model, batcher = Tuned(bert), Batcher(ENCODER_FOLDER)
    rows = [
        pairs
        for epoch in range(EPOCHS)
        for pairs in batches(
            {**training_pairs(arguments.data), **dict(asked_pairs(arguments.data, epoch))}, BATCH, epoch
        )
    ]
    start_projection(model, batcher, [pair.positive for pairs in rows[:12] for pair in pairs])
    fit(model, batcher, rows, arguments.minutes)
    texts = [pair.positive for pairs in rows[:8] for pair in pairs]
    write(model, reach_of(model.bert, batcher, texts), arguments.out)


if __name__ == "__main__":
    main()

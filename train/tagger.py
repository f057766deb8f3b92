"""The network: characters (e5's vectors of them) and LAC's words → two-layer BiLSTM → CRF (Huang et al. 2015)."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from kg.extract.names.recogniser import allowed

FORBIDDEN = -1e4  # the score of a step that no sequence of labels may take
PROJECTED, TAG_SIZE, HIDDEN = 256, 64, 160


class Tagger(nn.Module):
    """Label scores of every character; `characters`: their start vectors, (n, 384), row 0 for padding."""

    def __init__(self, characters: Tensor, tags: int, labels: Sequence[str]) -> None:
        super().__init__()
        self.characters = nn.Embedding.from_pretrained(characters, freeze=False, padding_idx=0)
        self.project: nn.Module = nn.Linear(characters.shape[1], PROJECTED)
        self.tags = nn.Embedding(tags + 1, TAG_SIZE, padding_idx=0)
        self.read = nn.LSTM(
            PROJECTED + TAG_SIZE, HIDDEN, num_layers=2, bidirectional=True, batch_first=True, dropout=0.4
        )
        self.drop = nn.Dropout(0.4)
        self.judge = nn.Linear(2 * HIDDEN, len(labels))
        self.start = nn.Parameter(torch.zeros(len(labels)))
        self.steps = nn.Parameter(torch.zeros(len(labels), len(labels)))
        barred = [[0.0 if allowed(left, right) else FORBIDDEN for right in labels] for left in labels]
        self.register_buffer("barred_steps", torch.tensor(barred))
        self.register_buffer(
            "barred_start", torch.tensor([0.0 if label[0] in "OBS" else FORBIDDEN for label in labels])
        )

    def forward(self, characters: Tensor, tags: Tensor) -> Tensor:
        """(batch, n) ids → (batch, n, labels)."""
        words = torch.cat([self.project(self.characters(characters)), self.tags(tags)], dim=-1)
        read, _ = self.read(self.drop(words))
        scores: Tensor = self.judge(self.drop(read))
        return scores

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood of the labels' paths; mask (batch, n) is 1 where there is a character."""
        start, steps = self.start + self.barred_start, self.steps + self.barred_steps
        own = scores.gather(2, labels.unsqueeze(2)).squeeze(2)
        path = start[labels[:, 0]] + own[:, 0]
        every = start + scores[:, 0]
        for place in range(1, scores.shape[1]):
            here = mask[:, place]
            path = path + here * (steps[labels[:, place - 1], labels[:, place]] + own[:, place])
            further = torch.logsumexp(every.unsqueeze(2) + steps, dim=1) + scores[:, place]
            every = torch.where(here.unsqueeze(1) > 0, further, every)
        loss: Tensor = (torch.logsumexp(every, dim=1) - path).mean()
        return loss

    def fold_projection(self) -> None:
        """Puts the projection into the characters' table: one look-up and a third less to ship."""
        with torch.no_grad():
            folded = self.project(self.characters.weight)
        self.characters = nn.Embedding.from_pretrained(folded)
        self.project = nn.Identity()

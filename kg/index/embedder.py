"""Text → unit vectors: the encoder that comes with us through ONNX Runtime, any other through sentence-transformers."""

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError
from kg.settings import ROOT
from kg.text.batches import in_batches

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
Signs = NDArray[np.uint8]

ENCODER_FOLDER = ROOT / ".cache" / "encoder"
# A question is short and comes one at a time: all layers read it. Passages come by the thousand: half the layers do.
QUERIES_FILE, PASSAGES_FILE = "queries.int8.onnx", "passages.int8.onnx"
MANIFEST = "manifest.json"
MAKE_COMMAND = "python scripts/make_encoder.py"
THREADS = 2  # for a question; of passages each batch has a thread, which is a sixth faster than two for each
BATCH = 8  # passages: what the model makes of so few stays in a core's cache; 16 take a twelfth longer each
LONGEST = 512  # tokens the model has positions for; a chunk of 300 characters has about 200
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "  # what e5 models were trained with
PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Encoded:
    """What an encoder makes of texts, one each, in order.

    `vectors`: float32 unit rows. `tokens`: of each text the unit vectors of its own tokens, for late interaction
    (Khattab & Zaharia 2020); of a query (n, token_size) float32, of a passage their signs, eight a byte. Empty where
    the encoder has none.
    """

    vectors: Vectors
    tokens: tuple[NDArray[Any], ...] = ()


class Encoder(Protocol):
    """Embeds queries and passages."""

    @property
    def name(self) -> str:
        """Which model, with its version: vectors of two names must never meet in one index."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a row."""
        ...

    @property
    def token_size(self) -> int:
        """Length of a token's vector; 0 where only whole texts have one."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Questions."""
        ...

    def encode_passages(self, texts: Sequence[str], heads: Sequence[int] = ()) -> Encoded:
        """Passages; `heads`: of each how many characters at its start are read, but their tokens not kept."""
        ...

    def token_starts(self, text: str, head: int = 0) -> list[int]:
        """Where in a passage the tokens begin of which `encode_passages` gives vectors; empty where it gives none."""
        ...


class OnnxEncoder:
    """The e5-small of ENCODER_FOLDER in int8; starts in a fraction of a second, without torch, and only when asked to encode."""

    def __init__(self, folder: Path) -> None:
        manifest = folder / MANIFEST
        if not manifest.is_file():
            raise IndexStateError(f"{folder}：没有编码模型；请运行 `{MAKE_COMMAND}`（`make env` 也会生成它）")
        made = json.loads(manifest.read_text(encoding="utf-8"))
        self.name = f"{made['name']} ({made['package']} {made['version']}, recipe {made['recipe']}, {made['adapter']})"
        self.dimension = int(made["dimension"])
        self.token_size = int(made["token_size"])
        self._folder = folder

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding(pad_id=tokenizer.token_to_id("<pad>"), pad_token="<pad>")
        return tokenizer

    @cached_property
    def _queries(self) -> "_Side":
        return _Side(_session(self._folder / QUERIES_FILE, THREADS), QUERY_PROMPT, np.asarray)

    @cached_property
    def _passages(self) -> "_Side":
        return _Side(_session(self._folder / PASSAGES_FILE, 1), PASSAGE_PROMPT, signs_of)

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Questions."""
        return self._encode(self._queries, texts, [0] * len(texts))

    def encode_passages(self, texts: Sequence[str], heads: Sequence[int] = ()) -> Encoded:
        """Passages; of their tokens the signs, less those of so many characters at the start."""
        return self._encode(self._passages, texts, heads or [0] * len(texts))

    def token_starts(self, text: str, head: int = 0) -> list[int]:
        """Where in a passage the tokens begin of which `encode_passages` gives vectors."""
        prompt = len(PASSAGE_PROMPT)
        encoding = self._tokenizer.encode(PASSAGE_PROMPT + text)
        return [encoding.offsets[place][0] - prompt for place in own_tokens(encoding, prompt + head)]

    def _encode(self, side: "_Side", texts: Sequence[str], heads: Sequence[int]) -> Encoded:
        def read(batch: Sequence[tuple[str, int]]) -> list[tuple[Vectors, NDArray[Any]]]:
            encodings = self._tokenizer.encode_batch([side.prompt + text for text, _ in batch])
            vectors, states = side.run(encodings)
            return [
                (vector, side.kept(rows[own_tokens(encoding, len(side.prompt) + head)]))
                for vector, rows, encoding, (_, head) in zip(vectors, states, encodings, batch, strict=True)
            ]

        found = in_batches(read, list(zip(texts, heads, strict=True)), length=lambda item: len(item[0]), size=BATCH)
        vectors = np.array([vector for vector, _ in found], np.float32).reshape(len(texts), self.dimension)
        return Encoded(vectors, tuple(tokens for _, tokens in found))


class _Side(NamedTuple):
    """How one of the two, questions or passages, is read."""

    session: Any
    prompt: str
    # What stays of a text's token vectors, taken batch by batch: a long document's own would fill memory.
    kept: Callable[[Vectors], NDArray[Any]]

    def run(self, encodings: Sequence[Any]) -> tuple[Vectors, Vectors]:
        """The texts' vectors and those of their tokens, padding included."""
        inputs = {
            "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
        }
        vectors, tokens = self.session.run(["embedding", "tokens"], inputs)
        return vectors, tokens


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def signs_of(tokens: Vectors) -> Signs:
    """The signs of token vectors, eight a byte."""
    return np.packbits(tokens > 0, axis=1)


def own_tokens(encoding: Any, first: int) -> list[int]:
    """The places of the tokens from a character on: no prompt, no padding, no punctuation, which is near to everything.

    A Latin word's token begins at the blank before it, so the first word's with the prompt's last character.
    """
    return [
        place
        for place, (piece, (start, end)) in enumerate(zip(encoding.tokens, encoding.offsets, strict=True))
        if start >= first - 1 and end > max(start, first) and not PUNCTUATION.fullmatch(piece.replace("▁", "_"))
    ]


class SentenceTransformersEncoder:
    """Any sentence-transformers model, by name or folder; e5's prompts where the name says e5 and the model brings none."""

    token_size = 0

    def __init__(self, source: str) -> None:
        self.name = source

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as err:
            raise IndexStateError(f"编码模型 {self.name}：需要 sentence-transformers；请运行 `make env`") from err
        try:
            return SentenceTransformer(self.name, device="cpu")
        except (OSError, ValueError) as err:
            raise IndexStateError(
                f"编码模型 {self.name}：无法载入（{err}）；请把 KG_ENCODER 设为本机已有的模型"
            ) from err

    @cached_property
    def dimension(self) -> int:
        """Length of a row."""
        return len(self._encode([""], "").vectors[0])

    def _prompt(self, kinds: tuple[str, ...], fallback: str) -> str:
        own = next((self._model.prompts[kind] for kind in kinds if self._model.prompts.get(kind)), "")
        return own or (fallback if "e5" in Path(self.name).name.lower() else "")

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Questions."""
        return self._encode(texts, self._prompt(("query",), QUERY_PROMPT))

    def encode_passages(self, texts: Sequence[str], heads: Sequence[int] = ()) -> Encoded:
        """Passages."""
        return self._encode(texts, self._prompt(("passage", "document"), PASSAGE_PROMPT))

    def token_starts(self, text: str, head: int = 0) -> list[int]:
        """None: there are no vectors of tokens."""
        return []

    def _encode(self, texts: Sequence[str], prompt: str) -> Encoded:
        vectors = self._model.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return Encoded(np.asarray(vectors, np.float32).reshape(len(texts), -1))


@lru_cache(maxsize=2)
def get_encoder(name_or_folder: str = "") -> Encoder:
    """'' is the encoder that comes with us, anything else a sentence-transformers name or folder; loaded once a process."""
    log.info("loading encoder %s", name_or_folder or ENCODER_FOLDER)
    return SentenceTransformersEncoder(name_or_folder) if name_or_folder else OnnxEncoder(ENCODER_FOLDER)

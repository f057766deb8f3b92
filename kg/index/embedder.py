"""Text → unit vectors: the encoder that comes with us through ONNX Runtime, any other through sentence-transformers."""

import json
import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.errors import IndexStateError
from kg.settings import ROOT

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

ENCODER_FOLDER = ROOT / ".cache" / "encoder"
ONNX_FILE = "encoder.int8.onnx"
MANIFEST = "manifest.json"
MAKE_COMMAND = "python -m scripts.make_encoder"
THREADS = 2
BATCH = 16  # sorted by length, so that little is padded; more at once is no faster on 2 cores
LONGEST = 512  # tokens the model has positions for; a chunk of 300 characters has about 200
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "  # what e5 models were trained with


class Encoder(Protocol):
    """Embeds queries and passages; both methods return float32 unit rows, one per text, in order."""

    @property
    def name(self) -> str:
        """Which model, with its version: vectors of two names must never meet in one index."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a row."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        ...


class OnnxEncoder:
    """The e5-small of ENCODER_FOLDER in int8; starts in a fraction of a second, without torch."""

    def __init__(self, folder: Path) -> None:
        manifest = folder / MANIFEST
        if not manifest.is_file():
            raise IndexStateError(
                f"{folder}: the encoder is not there; make it with `{MAKE_COMMAND}` (part of `make env`)"
            )
        import onnxruntime
        from tokenizers import Tokenizer

        made = json.loads(manifest.read_text(encoding="utf-8"))
        self.name = f"{made['name']} ({made['package']} {made['version']}, recipe {made['recipe']})"
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("<pad>"), pad_token="<pad>")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        self._session = onnxruntime.InferenceSession(
            str(folder / ONNX_FILE), options, providers=["CPUExecutionProvider"]
        )
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode([QUERY_PROMPT + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        return self._encode([PASSAGE_PROMPT + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = self._run([texts[index] for index in batch])
        return vectors

    def _run(self, texts: Sequence[str]) -> Any:
        encodings = self._tokenizer.encode_batch(list(texts))
        inputs = {
            "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
        }
        return self._session.run(None, inputs)[0]


class SentenceTransformersEncoder:
    """Any sentence-transformers model, by name or folder; e5's prompts where the name says e5 and the model brings none."""

    def __init__(self, source: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as err:
            raise IndexStateError(f"encoder {source!r} needs sentence-transformers: run `make env`") from err
        try:
            self._model = SentenceTransformer(source, device="cpu")
        except (OSError, ValueError) as err:
            raise IndexStateError(
                f"encoder {source!r} cannot be loaded ({err}); set KG_ENCODER to a model that is here"
            ) from err
        self.name = source
        self.dimension = len(self._encode([""], "")[0])
        own = self._model.prompts
        is_e5 = "e5" in Path(source).name.lower()
        self._query_prompt = own.get("query") or (QUERY_PROMPT if is_e5 else "")
        self._passage_prompt = own.get("passage") or own.get("document") or (PASSAGE_PROMPT if is_e5 else "")

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        return self._encode(texts, self._passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = self._model.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32).reshape(len(texts), -1)


EncoderFactory = Callable[[], Encoder]


@lru_cache(maxsize=2)
def get_encoder(name_or_folder: str = "") -> Encoder:
    """'' is the encoder that comes with us, anything else a sentence-transformers name or folder; loaded once a process."""
    log.info("loading encoder %s", name_or_folder or ENCODER_FOLDER)
    return SentenceTransformersEncoder(name_or_folder) if name_or_folder else OnnxEncoder(ENCODER_FOLDER)

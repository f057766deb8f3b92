"""What the last generation of the index holds of encodings, by the key of their chunk: nothing is encoded twice."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.errors import IndexStateError
from kg.index.embedder import Encoder
from kg.index.late import TokenIndex
from kg.index.parts import KEY, Part
from kg.index.store import FOLDER, KEYS, SIGNS, TOKENS, VECTORS, read_manifest
from kg.index.vector import VectorIndex


@dataclass(frozen=True)
class Kept:
    """Encodings of chunks; row numbers mean the same chunk in both indexes."""

    rows: Mapping[str, int]  # by key
    vectors: VectorIndex
    tokens: TokenIndex

    @classmethod
    def load(cls, home: Path, encoder: Encoder) -> "Kept":
        """What the index under a data folder holds; nothing where there is none, a damaged one or another model's."""
        nothing = cls({}, VectorIndex.build([], encoder.dimension), TokenIndex.build([], encoder.token_size))
        try:
            manifest = read_manifest(home)
            if manifest["encoder"] != encoder.name:
                return nothing
            folder = home / FOLDER / manifest["folder"]
            vectors = VectorIndex.load(folder / VECTORS, manifest["count"])
            tokens = TokenIndex.load(folder / TOKENS, folder / SIGNS)
            keys = np.load(folder / KEYS)
        except (IndexStateError, OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return nothing
        if not vectors.count == tokens.count == len(keys):
            return nothing
        return cls({key.tobytes().hex(): row for row, key in enumerate(keys)}, vectors, tokens)

    def gathered(self, parts: Sequence[Part]) -> "Kept":
        """The encodings of the parts' chunks, in their order; each must be kept here or fresh in a part."""
        keys = [key for part in parts for key in part.keys]
        fresh = {key: row for part in parts for key, row in part.fresh.items()}
        sources = np.array([self.rows.get(key, -1) for key in keys], np.int64)
        new = [fresh[key] for key, row in zip(keys, sources, strict=True) if row < 0]
        vectors = self.vectors.gathered(sources, [row.vectors for row in new])
        tokens = self.tokens.gathered(sources, [row.tokens for row in new])
        return Kept({key: row for row, key in enumerate(keys)}, vectors, tokens)


def write_encodings(generation: Path, parts: Sequence[Part], kept: Kept) -> None:
    """Writes keys, vectors and tokens of the parts' chunks; what `kept` holds is taken from there."""
    keys = [key for part in parts for key in part.keys]
    np.save(generation / KEYS, np.frombuffer(bytes.fromhex("".join(keys)), np.uint8).reshape(-1, KEY))
    new = kept.gathered(parts)
    new.vectors.write(generation / VECTORS)
    new.tokens.write(generation / TOKENS, generation / SIGNS)

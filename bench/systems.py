"""What is measured at size: our search, its words and its vectors alone, and the peers a user would pick for either.

All get the same terms and vectors, made once, so that only looking up is compared. Packages of the peers are in requirements-bench.txt.
"""

import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.index.build import build_index
from kg.index.lexical import LexicalIndex
from kg.index.parts import load_part
from kg.index.store import Index
from kg.index.vector import VectorIndex
from kg.records import Document
from kg.search import search
from kg.search.fuse import best_of
from kg.text.segment import terms

TOP = 10
Rows = Sequence[int]
Ask = Callable[[int], Rows]  # number of a query → the rows found


@dataclass(frozen=True)
class Data:
    """What `bench.bench_scale` wrote for one size."""

    folder: Path

    @property
    def home(self) -> Path:
        """Where our index lies."""
        return self.folder / "home"

    @cached_property
    def documents(self) -> list[Document]:
        """The made-up documents, in the order of their rows."""
        made: list[Document] = pickle.loads((self.folder / "documents.pickle").read_bytes())
        return made

    @cached_property
    def parts(self) -> list[Any]:
        """Of every document its part."""
        return [load_part(self.folder / "parts" / f"{document.id}.npz") for document in self.documents]

    def vectors(self) -> list[NDArray[np.float32]]:
        """Of every passage the vectors of its windows."""
        return [part.fresh[key].vectors for part in self.parts for key in part.keys]

    def words(self) -> list[list[str]]:
        """Of every passage its terms."""
        return [[term for field in fields for term in field] for part in self.parts for fields in part.terms.chunks()]

    @cached_property
    def queries(self) -> list[str]:
        """What is asked."""
        read: list[str] = json.loads((self.folder / "queries.json").read_text(encoding="utf-8"))
        return read

    @cached_property
    def asked(self) -> NDArray[np.float32]:
        """The queries' vectors."""
        rows: NDArray[np.float32] = np.load(self.folder / "asked.npy")
        return rows


@dataclass(frozen=True)
class System:
    """One thing to measure; `open` gives what answers the query of a number. `like`: what its figures are set against."""

    build: Callable[[Data, Path], Any]
    open: Callable[[Data, Path], Ask]
    like: str = ""
    most: int = 10**9  # passages: larger ones take longer than anyone waits


def _build_whole(data: Data, folder: Path) -> None:
    build_index(data.home, data.documents)


def _open_whole(data: Data, folder: Path) -> Ask:
    index = Index.open(data.home)
    return lambda number: [len(hit.chunk.text) for hit in search(index, data.queries[number])]


def _build_words(data: Data, folder: Path) -> None:
    LexicalIndex.build([part.terms for part in data.parts]).write(folder / "lexical.npz")


def _open_words(data: Data, folder: Path) -> Ask:
    index = LexicalIndex.load(folder / "lexical.npz")
    asked = [terms(query) for query in data.queries]
    return lambda number: best_of(index.scores(asked[number]), TOP).tolist()


def _build_vectors(data: Data, folder: Path) -> None:
    chunks = data.vectors()
    VectorIndex.build(chunks, chunks[0].shape[1]).write(folder / "vectors.faiss")
    (folder / "count").write_text(str(len(chunks)))


def _open_vectors(data: Data, folder: Path) -> Ask:
    index = VectorIndex.load(folder / "vectors.faiss", int((folder / "count").read_text()))
    return lambda number: best_of(index.scores(data.asked[number]), TOP).tolist()


def _build_bm25s(data: Data, folder: Path) -> None:
    import bm25s

    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(data.words(), show_progress=False)
    index.save(str(folder / "bm25s"))


def _open_bm25s(data: Data, folder: Path) -> Ask:
    import bm25s

    index = bm25s.BM25.load(str(folder / "bm25s"), mmap=True)
    asked = [[term for term in terms(query) if term in index.vocab_dict] for query in data.queries]
    return lambda number: index.retrieve([asked[number]], k=TOP, show_progress=False)[0][0].tolist()


def _build_rank_bm25(data: Data, folder: Path) -> None:
    from rank_bm25 import BM25Okapi

    (folder / "rank.pickle").write_bytes(
        pickle.dumps(BM25Okapi(data.words(), k1=1.2, b=0.75))
    )  # it has no file of its own


def _open_rank_bm25(data: Data, folder: Path) -> Ask:
    index = pickle.loads((folder / "rank.pickle").read_bytes())
    asked = [terms(query) for query in data.queries]
    return lambda number: best_of(index.get_scores(asked[number]).astype(np.float32), TOP).tolist()


def _build_txtai(data: Data, folder: Path) -> None:
    from txtai.ann import ANNFactory

    chunks = data.vectors()
    rows = np.concatenate(chunks)
    index = ANNFactory.create({"backend": "faiss", "dimensions": rows.shape[1], "offset": 0})
    index.index(rows)
    index.save(str(folder / "txtai"))
    (folder / "txtai.json").write_text(json.dumps(index.config))
    np.save(folder / "owners.npy", np.repeat(np.arange(len(chunks)), [len(chunk) for chunk in chunks]))


def _open_txtai(data: Data, folder: Path) -> Ask:
    from txtai.ann import ANNFactory

    index = ANNFactory.create(json.loads((folder / "txtai.json").read_text()))
    index.load(str(folder / "txtai"))
    owners = np.load(folder / "owners.npy")
    return lambda number: list(
        dict.fromkeys(int(owners[row]) for row, _ in index.search(data.asked[number][None, :], 2 * TOP)[0])
    )[:TOP]


SYSTEMS: Mapping[str, System] = {
    "ours": System(_build_whole, _open_whole),
    "our words": System(_build_words, _open_words),
    "bm25s": System(_build_bm25s, _open_bm25s, "our words"),
    "rank_bm25": System(_build_rank_bm25, _open_rank_bm25, "our words", 100_000),
    "our vectors": System(_build_vectors, _open_vectors),
    "txtai": System(_build_txtai, _open_txtai, "our vectors"),
}

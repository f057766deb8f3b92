"""Documents → the index on disk; only what changed is encoded, and a killed run leaves the old index whole."""

import json
import logging
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.index.embedder import Encoder, get_encoder
from kg.index.entries import make_entries
from kg.index.kept import Kept, write_encodings
from kg.index.lexical import LexicalIndex
from kg.index.names import NamedRows
from kg.index.parts import Part, make_part, settle_part
from kg.index.rows import write_entries
from kg.index.store import COLUMNS, ENTRIES, FOLDER, FORMAT, LEXICAL, MANIFEST, NAMES
from kg.index.store import index_state as index_state
from kg.records import Document
from kg.store import make_folder, write_atomically

log = logging.getLogger(__name__)
PARTS = "parts"
GENERATION = "generation-"


def build_index(
    home: Path,
    documents: Iterable[Document],
    encoder: str | Encoder = "",
    state: str = "",
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    canonical: Mapping[str, str] | None = None,
) -> None:
    """Makes the index of exactly these documents.

    `names`: entity id → all names of its thing, where they are known; `canonical`: entity id → its thing's id.
    """
    chosen = get_encoder(encoder) if isinstance(encoder, str) else encoder
    folder = home / FOLDER
    make_folder(folder / PARTS)
    try:
        generation = Path(tempfile.mkdtemp(prefix=GENERATION, dir=folder))
        generation.chmod(0o755)
        ordered = sorted(documents, key=lambda d: d.id)
        parts = _write_generation(generation, ordered, chosen)
        NamedRows.build(ordered, names or {}, canonical).write(generation / NAMES)
    except OSError as err:
        raise StoreError(f"{folder}：检索索引无法写入（{err}）；请腾出磁盘空间，或把 KG_HOME 设到别处") from err
    manifest = {
        "format": FORMAT,
        "encoder": chosen.name,
        "dimension": chosen.dimension,
        "count": sum(len(document.chunks) for document in ordered),
        "state": state,
        "folder": generation.name,
    }
    write_atomically(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    for path, part in parts.items():
        settle_part(path, part)
    _sweep(folder, generation)


def _write_generation(generation: Path, documents: list[Document], encoder: Encoder) -> dict[Path, Part]:
    """Writes everything of a generation but the manifest; the parts it was made of, by their files."""
    kept = Kept.load(generation.parents[1], encoder)
    paths = [generation.parent / PARTS / f"{document.id}.npz" for document in documents]
    parts: list[Part] = []
    known = set(kept.rows)
    for document, path in zip(documents, paths, strict=True):
        parts.append(make_part(document.chunks, encoder, path, known, title=document.title))
        known.update(parts[-1].fresh)  # what two documents share is encoded once
    entries = [entry for document in documents for entry in make_entries(document)]
    write_entries(generation / ENTRIES, generation / COLUMNS, entries)
    LexicalIndex.build([part.terms for part in parts]).write(generation / LEXICAL)
    write_encodings(generation, parts, kept)
    for path in set((generation.parent / PARTS).iterdir()).difference(paths):
        path.unlink()
    log.info("index of %d chunks from %d documents", len(entries), len(documents))
    return dict(zip(paths, parts, strict=True))


def _sweep(folder: Path, current: Path) -> None:
    """Drops generations no manifest points to any more, those of killed runs too."""
    for path in folder.glob(f"{GENERATION}*"):
        if path != current:
            shutil.rmtree(path, ignore_errors=True)

"""Order of heavy imports: native libraries that need static TLS come first, and spaCy comes without torch."""

import importlib
import sys
from types import ModuleType


def preload() -> None:
    """Loads kglite and FAISS now; without it a later import of theirs can fail with «cannot allocate memory»."""
    import faiss  # noqa: F401
    import kglite  # noqa: F401


def import_spacy() -> ModuleType:
    """spaCy without torch: thinc imports torch where it can, which costs seconds and static TLS and is never used here."""
    if "spacy" in sys.modules or "torch" in sys.modules:
        return importlib.import_module("spacy")
    sys.modules["torch"] = None  # type: ignore[assignment]  # makes thinc's `import torch` an ImportError, which it expects
    try:
        return importlib.import_module("spacy")
    finally:
        del sys.modules["torch"]

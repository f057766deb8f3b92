"""A document's whole text in compare form, made once: questions are held against it again and again."""

from functools import lru_cache

from kg.answer.asked.intents import Asking
from kg.records import Document

MOST_KEPT = 512


def spelled(asking: Asking, document: Document) -> str:
    """The text of a document as `asking.spell` writes it."""
    return _spelled(asking, document.id, document.sha256, document.text)


@lru_cache(maxsize=MOST_KEPT)
def _spelled(asking: Asking, document_id: str, sha256: str, text: str) -> str:
    return asking.spell(text)

"""Deterministic ids for every noun: readable prefix + 80 bits of SHA-256 over separator-joined parts."""

import hashlib

SEPARATOR = "\x1f"  # never occurs in text, so ("ab", "c") and ("a", "bc") differ


def make_id(prefix: str, *parts: object) -> str:
    """An id such as ``task-1f0c…`` (20 hex digits) that is the same for the same parts on every machine."""
    joined = SEPARATOR.join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:20]}"

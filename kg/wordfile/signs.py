"""Signs in Word files: those that XML does not hold, and how much room each takes."""

import re

BAD_SIGNS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # that XML does not hold


def plain(text: str) -> str:
    """The text without the signs that XML does not hold."""
    return BAD_SIGNS.sub("", text)


def width(text: str) -> int:
    """Half signs that a line takes: a Chinese sign counts two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)

"""Where a quote stands: its paragraph cut into before, quote and after, the paragraphs beside it, a table's columns."""

from dataclasses import dataclass

from kg.answer.model import Citation
from kg.records import Document

WIDEST = 300  # characters of the paragraph on either side of the quote
LONGEST_NEIGHBOUR = 240
CUT = "…"


@dataclass(frozen=True)
class Around:
    """`left + quote + right` is the paragraph; cut ends bear …. `header` names the columns of a table's row."""

    left: str
    quote: str
    right: str
    before: str
    after: str
    header: str = ""


def around(document: Document, citation: Citation) -> Around:
    """The surroundings of a citation in its document; '' before the first and after the last paragraph."""
    text, start, end = document.text, citation.start, citation.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    left, right = max(first, start - WIDEST), min(last, end + WIDEST)
    return Around(
        left=(CUT if left > first else "") + text[left:start],
        quote=text[start:end],
        right=text[end:right] + (CUT if right < last else ""),
        before=_last_line(text[max(0, first - 2 * LONGEST_NEIGHBOUR) : first]),
        after=_first_line(text[last : last + 2 * LONGEST_NEIGHBOUR]),
        header=_header(document, start),
    )


def _last_line(text: str) -> str:
    line = next((line for line in reversed(text.split("\n")) if line.strip()), "")
    return line if len(line) <= LONGEST_NEIGHBOUR else CUT + line[-LONGEST_NEIGHBOUR:]


def _first_line(text: str) -> str:
    line = next((line for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= LONGEST_NEIGHBOUR else line[:LONGEST_NEIGHBOUR] + CUT


def _header(document: Document, start: int) -> str:
    rows = (one for one in document.chunks if one.kind == "table_row" and one.start <= start < one.end)
    return next((one.header for one in rows), "")

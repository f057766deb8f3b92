"""Markdown: headings, paragraphs, lists and tables of CommonMark with GitHub's tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.decoding import decode
from ingest.readers.grid import table_of_rows
from ingest.readers.lines import FINAL, STANDS_ALONE, glue, starts_block

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = "---\n"
SOFT = "\v"


def read(path: Path) -> Reading:
    """The blocks of a Markdown file; its first heading of the first level is its title too."""
    text, warnings = decode(path.read_bytes(), path)
    blocks = parse_markdown(text.replace("\r\n", "\n"), path)
    title = next((block.text for block in blocks if isinstance(block, Paragraph) and block.level == 1), "")
    return Reading(tuple(blocks), warnings, title)


def parse_markdown(text: str, path: Path) -> list[Paragraph | RawTable]:
    """Markdown source to blocks; HTML inside it is read as a page is."""
    from markdown_it import MarkdownIt

    return _Builder(path).build(MarkdownIt("commonmark").enable("table").parse(_without_front_matter(text)))


def _without_front_matter(text: str) -> str:
    if not text.startswith(FRONT_MATTER):
        return text
    _, end, rest = text[len(FRONT_MATTER) :].partition("\n---\n")
    return rest if end else text


class _Builder:
    """Turns the flat token stream into blocks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._blocks: list[Paragraph | RawTable] = []
        self._level = 0
        self._numbers: list[int | None] = []  # the next number of each open list, None for a bulleted one
        self._mark = ""
        self._rows: list[list[str]] | None = None

    def build(self, tokens: Sequence["Token"]) -> list[Paragraph | RawTable]:
        """All blocks of the stream."""
        for token in tokens:
            self._take(token)
        return self._blocks

    def _take(self, token: "Token") -> None:
        kind = token.type
        if kind == "heading_open":
            self._level = int(token.tag[1:])
        elif kind == "heading_close":
            self._level = 0
        elif kind in {"ordered_list_open", "bullet_list_open"}:
            self._numbers.append(int(token.attrGet("start") or 1) if kind.startswith("ordered") else None)
        elif kind in {"ordered_list_close", "bullet_list_close"}:
            self._numbers.pop()
        elif kind == "list_item_open" and self._numbers[-1] is not None:
            self._mark = f"{self._numbers[-1]}."
            self._numbers[-1] += 1
        elif kind == "table_open":
            self._rows = []
        elif kind == "table_close" and self._rows is not None:
            table = table_of_rows(self._rows)
            self._blocks.append(RawTable(table.cells, header_rows=1))
            self._rows = None
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "inline":
            self._inline(token)
        elif kind in {"code_block", "fence"}:
            self._blocks += [Paragraph(line.strip()) for line in token.content.split("\n") if line.strip()]
        elif kind == "html_block":
            self._html(token.content)

    def _inline(self, token: "Token") -> None:
        lines = [part for line in _text(token.children or []).split("\n") for part in _rejoined(line)]
        if self._rows is not None:
            self._rows[-1].append("\n".join(lines))
            return
        for line in lines:
            if line.strip():
                self._blocks.append(Paragraph(self._mark + line.strip(), self._level))
                self._mark = ""

    def _html(self, source: str) -> None:
        from ingest.readers.web_html import read_html

        self._blocks += read_html(source, self._path).blocks


def _rejoined(line: str) -> list[str]:
    """The parts that soft line breaks make, joined but where a sentence ended, an item begins or a date stands alone."""
    parts: list[str] = []
    for part in line.split(SOFT):
        ended = not parts or bool(FINAL.search(parts[-1]) or STANDS_ALONE.fullmatch(parts[-1]))
        if ended or starts_block(part) or STANDS_ALONE.fullmatch(part):
            parts.append(part)
        else:
            parts[-1] = glue(parts[-1], part)
    return parts


def _text(tokens: Sequence["Token"]) -> str:
    """The visible text of inline tokens, soft line breaks marked as such."""
    text = ""
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            text += token.content
        elif token.type == "softbreak":
            text += SOFT
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            text += "\n"
    return text

"""What a reader hands on: paragraphs and tables in reading order, before any structure is seen in them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, its text as written (no line breaks inside). `level`: 1–9 where the format itself marks a heading."""

    text: str
    level: int = 0
    page: int = 0  # 1-based; 0 where the format has no pages
    note: bool = False  # a foot- or endnote


@dataclass(frozen=True)
class RawCell:
    """One cell as the format gives it; `row`/`column` are its top left corner in the grid."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class RawTable:
    """A table with the spans that the format knows; caption, unit and notes are found later, around it."""

    cells: tuple[RawCell, ...]
    header_rows: int = 0  # 0 = the format does not say
    page: int = 0
    caption: str = ""  # only where the format marks one (html <caption>, a sheet's name)


@dataclass(frozen=True)
class Reading:
    """Everything one reader got out of one file, in reading order."""

    blocks: tuple[Paragraph | RawTable, ...]
    warnings: tuple[str, ...] = ()
    title: str = ""  # only where the format marks one (html <title>, docx core properties)
    unread: tuple[int, ...] = ()  # pages, 1-based, that hold a picture no text was read from

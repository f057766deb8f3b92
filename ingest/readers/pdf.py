"""PDF: text layer, columns, tables; pages that are pictures go through OCR, with a warning that names them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers.damage import DAMAGE
from ingest.readers.lines import join_lines
from ingest.readers.pdf_flow import Measure, lines_with_proof
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_layout import Glyph, TextLine, in_reading_order, lines_of, without_doubles
from ingest.readers.pdf_notes import footnotes_of
from ingest.readers.pdf_tables import PlacedTable, aligned_table, is_continuation, joined, ruled_tables
from kg.errors import ReadError
from kg.text.normalize import without_radicals

FEWEST_SIGNS = 8  # fewer on a page with a picture: the picture is the page
CID = re.compile(r"\(cid:\d+\)")
CONTINUED = re.compile(r"[（(]?\s*(?:续\s*表|表\s*[\d\-—.]*\s*[（(]?续[)）]?)")
EMPTY_TITLES = {"", "(anonymous)", "untitled"}
Item = TextLine | PlacedTable


@dataclass(frozen=True)
class PageContent:
    """What stands on one page."""

    number: int
    height: float
    glyphs: tuple[Glyph, ...]
    tables: tuple[PlacedTable, ...]
    is_picture: bool


def read(path: Path) -> Reading:
    """The blocks of a PDF; refuses damaged and encrypted files."""
    pages, title = _load(path)
    pages, warnings = _with_ocr(pages, path)
    blocks = list(_blocks(pages))
    unread = tuple(page.number for page in pages if page.is_picture and not page.glyphs)
    return Reading(tuple(blocks), tuple(warnings), title, unread)


def _load(path: Path) -> tuple[list[PageContent], str]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(path) as pdf:
            title = str((pdf.metadata or {}).get("Title") or "").strip()
            pages = [_content(page, number) for number, page in enumerate(pdf.pages, start=1)]
    except (PdfminerException, MalformedPDFException, PSException, *DAMAGE) as err:
        cause = err.args[0] if err.args and isinstance(err.args[0], Exception) else err  # pdfplumber wraps pdfminer's
        if isinstance(cause, PDFPasswordIncorrect):
            raise ReadError(f"{path}：PDF 有打开密码；请去掉密码（另存或打印为新的 PDF）后再加入") from err
        raise ReadError(f"{path}：PDF 已损坏，打不开（{type(cause).__name__}：{cause}）；请重新导出或下载") from err
    if not pages:
        raise ReadError(f"{path}：PDF 已损坏，里面没有页面；请重新导出或下载")
    return pages, "" if title.lower() in EMPTY_TITLES else title


def _content(page: Any, number: int) -> PageContent:
    signs = [char for char in page.chars if char.get("upright", True)]
    garbled = sum(bool(CID.match(char["text"])) for char in signs) > 0.3 * len(signs) if signs else False
    glyphs = without_doubles(
        Glyph(without_radicals(char["text"]), char["x0"], char["x1"], char["top"], char["bottom"])
        for char in signs
        if not CID.match(char["text"])
    )
    is_picture = garbled or (sum(bool(glyph.text.strip()) for glyph in glyphs) < FEWEST_SIGNS and bool(page.images))
    tables = [] if is_picture else ruled_tables(page, glyphs, number)
    content = PageContent(number, float(page.height), tuple(glyphs), tuple(tables), is_picture)
    page.close()
    return content


def _with_ocr(pages: list[PageContent], path: Path) -> tuple[list[PageContent], list[str]]:
    """The pages with the pictures among them read, and a warning that names those."""
    from ingest.readers import ocr

    pictures = [page.number for page in pages if page.is_picture]
    if not pictures:
        return pages, []
    named = _named(pictures)
    if not ocr.is_available():
        return pages, [f"{named}没有文字层（扫描件），未安装文字识别包 rapidocr_onnxruntime，这些页没有读取"]
    read_page = ocr.page_reader(path)
    done = [replace(page, glyphs=tuple(read_page(page.number - 1))) if page.is_picture else page for page in pages]
    empty = [page.number for page in done if page.is_picture and not page.glyphs]
    warnings = [f"{named}没有文字层（扫描件），由文字识别（OCR）读取，请核对数字和名称"]
    return done, [*warnings, f"{_named(empty)}没有识别出文字"] if empty else warnings


def _named(numbers: Sequence[int]) -> str:
    """第 1–3、7 页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"第 {'、'.join(f'{run[0]}–{run[-1]}' if len(run) > 1 else str(run[0]) for run in runs)} 页"


def _blocks(pages: Sequence[PageContent]) -> Iterator[Paragraph | RawTable]:
    flow = _flow(pages)
    measure = Measure.of([(page, item) for page, item in flow if isinstance(item, TextLine)])
    notes = footnotes_of([(page, item) for page, item in flow if isinstance(item, TextLine)], measure.size)
    flow = [(page, item) for page, item in flow if id(item) not in {id(line) for note in notes for _, line in note}]
    waiting: list[tuple[int, TextLine]] = []
    for page, item in flow:
        if isinstance(item, TextLine):
            waiting.append((page, item))
            continue
        yield from join_lines(lines_with_proof(waiting, measure), measure.habit)
        waiting = []
        yield item.table
    yield from join_lines(lines_with_proof(waiting, measure), measure.habit)
    for note in notes:
        yield Paragraph("".join(line.text for _, line in note), page=note[0][0], note=True)


def _flow(pages: Sequence[PageContent]) -> list[tuple[int, Item]]:
    """Lines and tables of all pages in reading order, tables cut by page breaks made whole."""
    bare = without_furniture([(_free_lines(page), page.height) for page in pages])
    flow: list[tuple[int, Item]] = []
    for page, lines in zip(pages, bare, strict=True):
        items = _in_order(page, lines)
        if flow and items and isinstance(items[0], TextLine) and CONTINUED.match(items[0].text):
            items = items[1:] if isinstance(flow[-1][1], PlacedTable) else items
        if flow and items and isinstance(items[0], PlacedTable):
            last = flow[-1][1]
            if isinstance(last, PlacedTable) and flow[-1][0] < page.number and is_continuation(last, items[0]):
                flow[-1] = (page.number, joined(last, items[0]))
                items = items[1:]
        flow += [(page.number, item) for item in items]
    return flow


def _free_lines(page: PageContent) -> list[TextLine]:
    """The lines outside of ruled tables."""
    boxes = [table.box for table in page.tables]
    return lines_of(glyph for glyph in page.glyphs if not any(_overlaps(glyph, box) for box in boxes))


def _overlaps(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _in_order(page: PageContent, lines: Sequence[TextLine]) -> list[Item]:
    """Lines and tables of one page: tables part the page into bands, each read column by column."""
    items: list[Item] = []
    rest = list(lines)
    for table in sorted(page.tables, key=lambda table: table.box[1]):
        above = [line for line in rest if line.top < table.box[1]]
        rest = [line for line in rest if line.top >= table.box[1]]
        items += [*_with_aligned_tables(above, page.number), table]
    return items + _with_aligned_tables(rest, page.number)


def _with_aligned_tables(lines: Sequence[TextLine], number: int) -> list[Item]:
    items: list[Item] = []
    for run in in_reading_order(lines):
        place = 0
        while place < len(run):
            found = aligned_table(run, place, number)
            if found:
                table, place = found
                items.append(table)
            else:
                items.append(run[place])
                place += 1
    return items

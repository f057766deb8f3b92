"""Web pages: the main content, its headings, paragraphs, lists and tables; navigation and scripts left out."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.blocks import Paragraph, RawCell, RawTable, Reading
from ingest.readers.web_furniture import is_link_list, without_page
from ingest.site_fields import take_fields
from kg.errors import ReadError

DROPPED = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select", "input",
    "textarea", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "menu", "dialog", "head",
)  # fmt: skip
CONTENT = (
    "article", "main", "[role=main]", "#UCAP-CONTENT", "#zoom", "#Zoom", ".TRS_Editor", ".TRS_UEDITOR", "#mainText", "#content",
    "#article", ".article-content", ".article", ".content", ".main-content", ".pages_content", ".detail-content",
)  # fmt: skip
CONTENT_SHARE = 0.5
FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumb|crumbs?|footer|header|sidebar|share|related|copyright|toolbar|pager|pagination|comment)s?(?:$|[-_\s])",
    re.IGNORECASE,
)
FURNITURE_SHARE = 0.3
LINK_HOLDERS = {"div", "ul", "ol", "p", "td", "dl", "section"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLOCKS = {
    "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption",
    "center", "address", "details", "summary", "fieldset", "body", "html", "hr", "table",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAK = "\n"
LARGEST_SPAN = 200
NESTING = re.compile(r"<(/?)(?:div|table|section|article|blockquote|ul|ol|span|font|b|strong)\b", re.IGNORECASE)
DEEPEST = 150  # real pages stay under 60; Python's own limit ends a walk at a few hundred


def read(path: Path) -> Reading:
    """The blocks of a web page in the encoding that it declares or shows."""
    return read_html(path.read_bytes(), path)


def read_html(data: bytes | str, path: Path) -> Reading:
    """The blocks of one page's source; refuses what no parser can make a page of."""
    from bs4 import BeautifulSoup, UnicodeDammit

    if isinstance(data, bytes):
        declared = UnicodeDammit(data, ["utf-8"], is_html=True).declared_html_encoding or ""
        known = ["gb18030"] if declared.lower() in {"gb2312", "gbk", "gb_2312-80"} else []
        found = UnicodeDammit(data, ["utf-8", *known, *([declared] if declared else []), "gb18030"], is_html=True)
        text = found.unicode_markup
        if text is None or text.count("\x00"):
            raise ReadError(f"{path}：无法识别网页的文字编码，或不是网页；请在浏览器中另存为 UTF-8 网页后再加入")
    else:
        text = data
    if _depth(text) > DEEPEST:
        raise ReadError(f"{path}：网页元素嵌套超过 {DEEPEST} 层，不是正常网页；请在浏览器中另存后再加入")
    soup = BeautifulSoup(text, "lxml")
    title = _title(soup)
    page = _without_furniture(soup)
    root = _main_content(page)
    blocks = without_page(_blocks_of(root))
    if root.parent is not None:
        root.extract()  # what is left is the page around it: its fields and its title
        blocks = [*_said_around(_blocks_of(page), blocks), *blocks]
    return Reading(tuple(blocks), title=title)


def _blocks_of(tag: Any) -> list[Paragraph | RawTable]:
    walker = _Walker()
    walker.walk(tag)
    return walker.finish()


def _said_around(around: Sequence[Paragraph | RawTable], blocks: Sequence[Paragraph | RawTable]) -> Iterator[Paragraph]:
    """The document's fields from the page around it, as lines, and the heading over it, unless it has that itself."""
    fields, rest = take_fields(without_page(around))
    for key, value in fields.items():
        if value:
            yield Paragraph(f"{key}：{value}")
    own = [block.text for block in blocks if isinstance(block, Paragraph)]
    for block in rest:
        if isinstance(block, Paragraph) and block.level == 1 and block.text not in own:
            yield block


def _depth(text: str) -> int:
    """How deep elements that hold others lie in each other, counted before any parser builds a tree of them."""
    depth = deepest = 0
    for match in NESTING.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _title(soup: Any) -> str:
    for name in ("ArticleTitle", "og:title"):
        tag = soup.find("meta", attrs={"name": name}) or soup.find("meta", attrs={"property": name})
        if tag and tag.get("content", "").strip():
            return " ".join(tag["content"].split())
    return " ".join(soup.title.get_text().split()) if soup.title else ""


def _without_furniture(soup: Any) -> Any:
    from bs4 import Comment, Doctype

    for node in soup.find_all(string=lambda string: isinstance(string, Comment | Doctype)):
        node.extract()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    whole = _weight(soup)
    for tag in soup.find_all(True):
        if tag.decomposed or tag.attrs is None or tag.name in {"html", "body", "article", "main"}:
            continue
        names = " ".join([*(tag.get("class") or []), str(tag.get("id") or ""), str(tag.get("role") or "")])
        hidden = tag.has_attr("hidden") or HIDDEN.search(str(tag.get("style") or ""))
        small = FURNITURE.search(names) or (tag.name in LINK_HOLDERS and is_link_list(tag))
        if hidden or (small and _weight(tag) <= FURNITURE_SHARE * whole):
            tag.decompose()
    return soup


def _main_content(soup: Any) -> Any:
    """The element that holds the content, where one clearly does; else the whole body."""
    body = soup.body or soup
    whole = _weight(body)
    for selector in CONTENT:
        tags = soup.select(selector)
        if len(tags) == 1 and _weight(tags[0]) >= CONTENT_SHARE * whole:
            return tags[0]
    return body


def _weight(tag: Any) -> int:
    return len(re.sub(r"\s+", "", tag.get_text()))


class _Walker:
    """Collects blocks; text waits until a block element begins or ends."""

    def __init__(self) -> None:
        self._blocks: list[Paragraph | RawTable] = []
        self._waiting: list[str] = []
        self._level = 0

    def finish(self) -> list[Paragraph | RawTable]:
        """All blocks in reading order."""
        self._flush()
        return self._blocks

    def walk(self, tag: Any) -> None:
        """Reads one element and everything in it."""
        for node in tag.children:
            if isinstance(node, str):
                self._waiting.append(re.sub(r"\s+", " ", node))
            elif node.name == "br":
                self._waiting.append(BREAK)
            elif node.name == "table":
                self._table(node)
            elif node.name in HEADINGS:
                self._flush()
                self._level = HEADINGS[node.name]
                self.walk(node)
                self._flush()
                self._level = 0
            elif node.name == "ol":
                self._ordered(node)
            elif node.name in BLOCKS:
                self._flush()
                self.walk(node)
                self._flush()
            else:
                self.walk(node)

    def _flush(self) -> None:
        text = "".join(self._waiting)
        self._waiting = []
        for line in text.split(BREAK):
            if line.strip():
                self._blocks.append(Paragraph(" ".join(line.split()), self._level))

    def _ordered(self, tag: Any) -> None:
        self._flush()
        start = str(tag.get("start") or "1")
        number = int(start) if start.isdigit() else 1
        for item in tag.find_all("li", recursive=False):
            if not re.match(r"\s*[\d（(一二三四五六七八九十]", item.get_text()):
                self._waiting.append(f"{number}.")
            number += 1
            self.walk(item)
            self._flush()

    def _table(self, tag: Any) -> None:
        self._flush()
        if tag.find("table"):  # a table around tables lays out a page
            self.walk(tag)
            self._flush()
            return
        table = table_of(tag)
        if table.cells:
            self._blocks.append(table)


def table_of(tag: Any) -> RawTable:
    """A <table> with its spans; header rows where <thead> or rows of <th> mark them."""
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    header_rows = 0
    rows = tag.find_all("tr")
    for index, row in enumerate(rows):
        own = row.find_all(["td", "th"], recursive=False)
        in_head = row.find_parent("thead") is not None or (own and all(cell.name == "th" for cell in own))
        if index == header_rows and in_head:
            header_rows += 1
        column = 0
        for cell in own:
            while (index, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan") or len(rows) - index, len(rows) - index)
            right = min(_span(cell, "colspan") or 1, LARGEST_SPAN)
            taken |= {(index + r, column + c) for r in range(down) for c in range(right)}
            cells.append(RawCell(index, column, "\n".join(_lines(cell)), down, right))
            column += right
    caption = tag.find("caption")
    return RawTable(
        tuple(cells),
        header_rows if header_rows < len(rows) else 0,
        caption=" ".join(caption.get_text().split()) if caption else "",
    )


def _span(cell: Any, name: str) -> int:
    text = str(cell.get(name) or "1").strip()
    return int(text) if text.isdigit() else 1


def _lines(cell: Any) -> Iterator[str]:
    walker = _Walker()
    walker.walk(cell)
    for block in walker.finish():
        if isinstance(block, Paragraph):
            yield block.text

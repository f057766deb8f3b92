"""What of a file gave no text: pages that are pictures, headings with nothing under them."""

from collections.abc import Iterator, Sequence

from kg.records import Document, Gap, Section

HEADED = ("section", "box", "annex")  # a numbered item is often one line and nothing else


def find_gaps(document: Document, unread: Sequence[int] = ()) -> tuple[Gap, ...]:
    """The gaps of a document's file; `unread`: its pages, 1-based, that no text was read from."""
    return (*_pages(document, unread), *_headings(document))


def _pages(document: Document, unread: Sequence[int]) -> Iterator[Gap]:
    for page in unread:
        place = document.pages[page - 1] if page <= len(document.pages) else len(document.text)
        yield Gap("page", "这一页是图片（扫描件），没有读出文字", place, place, page=page)


def _headings(document: Document) -> Iterator[Gap]:
    """Headings at the lowest level that neither text nor a table follows."""
    parents = {section.parent_id for section in document.sections}
    for section in document.sections:
        if section.level and section.kind in HEADED and section.id not in parents and _is_bare(document, section):
            end = section.start + len(section.heading)
            yield Gap("heading", "标题下面没有正文", section.start, end, section.heading, section.path)


def _is_bare(document: Document, section: Section) -> bool:
    text = document.text[section.start : section.end].strip()
    return text.rstrip("。：:") == section.heading.strip().rstrip("。：:")

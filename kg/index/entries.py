"""What the index knows of each chunk beside its terms and vector: the record, its document, types, whether it says anything."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.records import Chunk, Document
from kg.text.sentences import iter_sentences

LEADERS = re.compile(r"[.．…·・]{4,}\s*\d*\s*$|[.．…·・]{6,}", re.MULTILINE)  # 一、总体要求……………3
DATE_LINE = re.compile(
    r"[（(]?[〇○零一二三四五六七八九十\d]{2,4}年[一二三四五六七八九十\d]{1,3}月([一二三四五六七八九十\d]{1,3}日)?[）)]?"
)
CLOSING = re.compile(r"[（(]?(此件\S{0,6}公开\S{0,6}|联系人|抄送|主题词|印发机关)\S*|\S{0,30}(通知如下|有关单位)[：:]?")
SENTENCE = re.compile(r"[，。；：！？,;]")
# Characters. From 80 to 150 nothing much changes, and one vector for a whole chunk is no cheaper to make.
WINDOW = 110
ABOUT = ("kind", "level", "region", "period")  # what is kept of a document, to search within some
# Headings in front of what is embedded, the innermost; words have them all. All of them cost a sixth more and found no more
# (.750, .855; two .757, .873; one .751, .869).
HEADINGS = 2
LABEL = 36  # characters; a shorter line without a sentence's punctuation is a heading, a caption or a signature


@dataclass(frozen=True)
class Entry:
    """One row of the index.

    `types`: of the entities its text mentions, Task where it states one; `telling`: False for lines that answer nothing;
    `about`: the values of ABOUT that its document has.
    """

    chunk: Chunk
    document: str
    title: str
    types: tuple[str, ...]
    telling: bool
    about: Mapping[str, str] = field(default_factory=dict)


def make_entries(document: Document) -> list[Entry]:
    """The entries of a document's chunks, in their order."""
    mentions = sorted(document.extraction.mentions, key=lambda mention: mention.start)
    starts = [mention.start for mention in mentions]
    about, tasks = about_document(document), task_places(document)
    entries = []
    for chunk in document.chunks:
        inside = mentions[bisect_left(starts, chunk.start) : bisect_left(starts, chunk.end)]
        types = {mention.type for mention in inside if mention.end <= chunk.end}
        if bisect_left(tasks, chunk.start) < bisect_left(tasks, chunk.end):
            types.add("Task")
        entries.append(Entry(chunk, document.name, document.title, tuple(sorted(types)), is_telling(chunk), about))
    return entries


def about_document(document: Document) -> dict[str, str]:
    """The values of ABOUT as filters name them; empty where the document does not say."""
    told = document.metadata
    years = (told.get("period_start", ""), told.get("period_end", ""))
    period = "-".join(filter(None, dict.fromkeys(years)))
    return {name: period if name == "period" else told.get(name, "") for name in ABOUT}


def task_places(document: Document) -> list[int]:
    """Where the evidence of tasks begins, in order: a task has no mention of its own."""
    tasks = {entity.id for entity in document.extraction.entities if entity.type == "Task"}
    stated = (one for one in document.extraction.relations if not tasks.isdisjoint((one.subject_id, one.object_id)))
    return sorted({evidence.start for relation in stated for evidence in relation.evidence})


def is_telling(chunk: Chunk) -> bool:
    """False for a line of a table of contents, a bare heading or caption, a date or signature: they only look relevant."""
    text = " ".join(chunk.text.split())
    if chunk.kind == "table_row":
        return True
    if LEADERS.search(chunk.text) or DATE_LINE.fullmatch(text) or CLOSING.fullmatch(text):
        return False
    if chunk.path and text == " ".join(chunk.path[-1].split()):
        return False
    return any(is_said(line) for line in chunk.text.split("\n") if line.strip())


def is_said(line: str) -> bool:
    """Whether a line says anything: False for a heading, a caption, a signature."""
    return bool(SENTENCE.search(line.rstrip("：:"))) or len(line) > LABEL


def index_fields(chunk: Chunk, title: str) -> tuple[str, str, str, str]:
    """What is indexed of a chunk, by field: heading path, table header, text, its document's title."""
    return (" ".join(chunk.path), chunk.header, chunk.text, title)


def windows(chunk: Chunk) -> list[str]:
    """The texts to embed for a chunk: its sentences a few together, the path and header in front of each.

    A chunk is as near to a question as its nearest window: one vector for 300 characters blurs what each sentence says.
    """
    front = front_of(chunk)
    return [f"{front}{chunk.text[start:end]}".strip() for start, end in window_spans(chunk)]


def window_spans(chunk: Chunk) -> list[tuple[int, int]]:
    """Where in its text the windows of a chunk lie; one at least."""
    pieces: list[tuple[int, int]] = []
    sentences = iter_sentences(chunk.text) if chunk.kind == "text" else iter([(0, len(chunk.text))])
    for start, end in sentences:
        if pieces and end - pieces[-1][0] <= WINDOW:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces or [(0, len(chunk.text))]


def front_of(chunk: Chunk) -> str:
    """What stands in front of each window: the innermost headings and a table's header, with a blank behind."""
    front = " ".join(filter(None, [" ".join(chunk.path[-HEADINGS:]), chunk.header]))
    return f"{front} " if front else ""

"""The pen of a briefing: runs whose citations were checked against the text, sentences whose numbers are counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.answer.model import Citation, titled
from kg.briefing.material import Material
from kg.briefing.template import Part
from kg.errors import RecordError
from kg.records import Document
from kg.tasks.ledger import Task
from kg.wordfile import Paper, Run, Source

One = TypeVar("One")
MOST_NAMED = 12  # documents that a sentence names; where there are more the list at the end does


@dataclass
class Writer:
    """A paper with the material it is written from."""

    material: Material
    documents: Mapping[str, Document]
    paper: Paper = field(default_factory=Paper)
    tables: int = 0
    quotes: bool = False  # whether the list of sources holds the words too
    listed: bool = False  # whether the documents looked through are named already, or will be at the end
    with_tasks: bool = False  # whether the paper has a table of tasks
    tabled: tuple[Task, ...] = ()  # its rows

    def run(self, text: str, citations: Iterable[Citation] = ()) -> Run:
        """A text with its citations; a RecordError where a quote does not stand at its place: nothing false is written."""
        return Run(text, [self.checked(one) for one in dict.fromkeys(citations)])

    def checked(self, citation: Citation) -> Source:
        """The citation as a source of the paper, cells of a table row apart."""
        document = self.documents.get(citation.document_id)
        if document is None or document.text[citation.start : citation.end] != citation.quote or not citation.quote:
            raise RecordError(f"{citation.official}：引文与文件原文不一致，简报没有写出；请运行 `python -m kg check`")
        return Source(citation.official, clean(citation.quote))

    def say(self, text: str, **values: object) -> str:
        """A sentence of a template with its places filled."""
        found = self.material
        known = {"documents": len(found.documents), "speaking": len(found.speaking), "count": 0, "departments": 0}
        return text.format(**{"subject": found.label, **known, **values}) if text else ""

    def open(self, part: Part, *, more: str = "", **values: object) -> None:
        """The section's heading and, where it has one, its first sentence; the sentence for nothing where count is 0.

        `more` goes on behind the sentence.
        """
        self.paper.add_heading(self.say(part.heading, **values))
        text = self.say(part.lead if values.get("count", 1) else part.none, **values) + more
        if text:
            self.paper.add_paragraph(text)
        if not values.get("count", 1):
            self.list_documents()

    def list_documents(self) -> None:
        """Once in a paper, where the first silence is told: the documents looked through."""
        if not self.listed:
            self.paper.add_paragraph(f"所查文件：{self.named(self.material.documents)}。")
        self.listed = True

    def caption(self, text: str) -> str:
        """The number and name of the next table: 表1 任务分工表."""
        self.tables += 1
        return f"表{self.tables} {text}"

    def named(self, documents: Iterable[Document]) -> str:
        """Documents by title; of many the first, and where the others are listed."""
        titles = [titled(one.title) for one in documents]
        more = f"等{len(titles)}份（名单见来源部分）" if len(titles) > MOST_NAMED else ""
        return "、".join(titles[:MOST_NAMED]) + more


def shown(rows: Sequence[One], part: Part, *, group: Callable[[One], object] = lambda _: None) -> Sequence[One]:
    """As many rows as the template wants, in their order; the first of each group are all among them, if they can be."""
    if not part.most:
        return rows
    met: Counter[object] = Counter()
    ranked = []
    for at, row in enumerate(rows):
        ranked.append((met[group(row)], at))
        met[group(row)] += 1
    return [rows[at] for at in sorted(at for _, at in sorted(ranked)[: part.most])]


def cut(count: int, part: Part) -> str:
    """The sentence for a list that the template cuts; '' where all is listed."""
    return f"以下列出其中{part.most}条（全部{count}条）。" if 0 < part.most < count else ""


def clean(text: str) -> str:
    """A quote in one line; cells of a table row apart from each other."""
    return " ".join(text.replace("\t", " ｜ ").split())

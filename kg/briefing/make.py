"""A briefing from its subject and template: the material gathered, the sections written in the template's order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.answer.model import titled
from kg.briefing.differences import write_differences
from kg.briefing.draft import add_draft, draft
from kg.briefing.material import Material, gather
from kg.briefing.subject import Subject
from kg.briefing.summary import write_summary
from kg.briefing.tables import write_answer, write_indicators, write_quotes, write_tasks, write_things
from kg.briefing.template import CONTENTS, Part, Template
from kg.briefing.writer import Writer
from kg.engine import Engine
from kg.errors import QueryError
from kg.llm.prose import Prose
from kg.wordfile import Paper


def write_sources(writer: Writer, part: Part) -> None:
    """附：来源: all places cited, with their words where asked for, and the documents that were looked through."""
    writer.paper.add_sources(writer.say(part.heading), quotes=writer.quotes)
    names = [titled(one.title) for one in writer.material.documents]
    writer.paper.add_paragraph(f"所查文件（{len(names)}份）：{'、'.join(names)}。", kind="note")


WRITERS: Mapping[str, Callable[[Writer, Part], None]] = {
    "summary": write_summary,
    "answer": write_answer,
    "tasks": write_tasks,
    "indicators": write_indicators,
    "things": write_things,
    "quotes": write_quotes,
    "differences": write_differences,
    "sources": write_sources,
}


@dataclass(frozen=True)
class Briefing:
    """The paper, what it was written from, and what a language model drafted, None where nobody asked."""

    title: str
    paper: Paper
    material: Material
    prose: Prose | None = None


def make_briefing(
    engine: Engine,
    subject: Subject,
    template: Template,
    *,
    contents: Sequence[str] = (),
    today: date | None = None,
    drafted: bool = False,
    quotes: bool = False,
) -> Briefing:
    """The briefing with the chosen contents, all of the template's without a choice; refuses what the template has not.

    With `quotes` the list of sources holds the words beside each place.
    A RecordError where a quote does not stand in its document; with `drafted`, a SettingsError without a language model.
    """
    known = {part.content for part in template.parts}
    if unknown := [one for one in contents if one not in known]:
        names = "、".join(CONTENTS[part.content] for part in template.parts)
        raise QueryError(
            f"{'、'.join(CONTENTS.get(one, one) for one in unknown)}：模板“{template.name}”没有这一部分；可以是 {names}"
        )
    material = gather(engine, subject)
    prose = draft(engine, material) if drafted else None
    parts = [part for part in template.parts if not contents or part.content in contents]
    chosen = {part.content for part in parts}
    listed = "sources" in chosen and bool(material.passages)
    writer = Writer(material, engine.loaded, quotes=quotes, listed=listed, with_tasks="tasks" in chosen)
    day = today or date.today()
    values = {"subject": material.label, "date": f"{day.year}年{day.month}月{day.day}日"}
    title = template.title.format(**values)
    writer.paper.add_title(title, subtitle=template.subtitle.format(**values))
    for part in parts:
        WRITERS[part.content](writer, part)
        if prose and part.content == "summary":
            add_draft(writer, prose)
    writer.paper.finish()
    return Briefing(title, writer.paper, material, prose)

"""A paper as Markdown: headings, paragraphs, pipe tables, citations as [1]; no text of a document becomes a sign of form."""

import re
from collections.abc import Iterator

from kg.wordfile.labels import before_stop, marked
from kg.wordfile.paper import Paper
from kg.wordfile.parts import Block, Heading, Paragraph, Run, Table

SIGNS = re.compile(r"([\\`*_{}\[\]<>|~])|^([#+(-]|\d+(?=[.)]\s))")


def to_markdown(paper: Paper) -> str:
    """The paper as Markdown, a blank line between its parts."""
    paper.finish()
    return "\n\n".join("\n".join(_block(paper, block)) for block in paper.blocks) + "\n"


def escaped(text: str) -> str:
    """A text in which no sign has a meaning for Markdown."""
    return SIGNS.sub(lambda sign: "\\" + sign[0] if sign[1] or not sign[0].isdigit() else sign[0] + "\\", text)


def _block(paper: Paper, block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {block.label}{escaped(block.text)}"
    elif isinstance(block, Paragraph):
        lines = "".join(_run(paper, run) for run in block.runs).split("\n")
        yield from (f"> {line}" if block.kind == "quote" else line for line in lines)
    elif isinstance(block, Table):
        yield from _table(paper, block)
    else:
        for entry in paper.sources:
            words = "；".join(f"“{quote}”" for quote in entry.quotes) if block.quotes else ""
            yield f"- [{entry.number}] {escaped(entry.place + ('：' + words if words else ''))}".replace("\n", " ")


def _table(paper: Paper, table: Table) -> Iterator[str]:
    if table.caption:
        yield from (f"**{escaped(table.caption)}**", "")
    yield _row([escaped(name) for name in table.header])
    yield _row(["---"] * len(table.header))
    for row in table.rows:
        yield _row(["".join(_run(paper, run) for run in cell) for cell in row])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(re.sub(r"\s*\n\s*", "<br>", cell) for cell in cells) + " |"


def _run(paper: Paper, run: Run) -> str:
    text, stop = before_stop(run.text) if run.citations else (run.text, "")
    mark = marked(paper.numbers(run))
    around = "~~" if run.strike else "**" if run.bold or run.underline else ""
    dressed = around + escaped(text) + around if text.strip() else text
    return dressed + mark + escaped(stop)

"""A paper as a reader will see it in Word: title, headings, tables, raised numbers that tell their source."""

from pathlib import Path

import streamlit as st

from app_pages.markup import esc
from kg.wordfile import Paper, Run
from kg.wordfile.labels import before_stop, marked
from kg.wordfile.parts import Block, Heading, Paragraph, Table

STYLE = Path(__file__).parent / "briefing.css"
LEVELS = ("h2", "h3", "h4", "h5", "h6")


def show_paper(paper: Paper) -> None:
    """The whole paper on a white sheet."""
    st.html(STYLE)
    st.html(f'<article class="pg-paper">{"".join(_block(paper, block) for block in paper.blocks)}</article>')


def _block(paper: Paper, block: Block) -> str:
    if isinstance(block, Heading):
        tag = LEVELS[block.level]
        return f"<{tag}>{esc(block.label + block.text)}</{tag}>"
    if isinstance(block, Paragraph):
        return f'<p class="{esc(block.kind)}">{_runs(paper, block.runs)}</p>'
    if isinstance(block, Table):
        return _table(paper, block)
    entries = ""
    for entry in paper.sources:
        words = "；".join(f"“{quote}”" for quote in entry.quotes) if block.quotes else ""
        entries += f"<li>[{entry.number}] {esc(entry.place)}{esc('：' + words if words else '')}</li>"
    return f"<ol>{entries}</ol>"


def _table(paper: Paper, table: Table) -> str:
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_runs(paper, cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<table><caption>{esc(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _runs(paper: Paper, runs: tuple[Run, ...]) -> str:
    return "".join(_run(paper, run) for run in runs)


def _run(paper: Paper, run: Run) -> str:
    text, stop = before_stop(run.text) if run.citations else (run.text, "")
    shown = esc(text).replace("\n", "<br>")
    told = "\n".join(f"{one.official}：“{one.quote}”" for one in run.citations[:5])
    mark = marked(paper.numbers(run))
    return shown + (f'<sup title="{esc(told)}">{esc(mark)}</sup>' if mark else "") + esc(stop)

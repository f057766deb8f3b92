"""HTML made of the plans' text. Everything that comes from a document, a name or a question is escaped here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

Span = tuple[int, int]
WIDEST = 420  # characters shown around a quote; a longer paragraph is cut at both ends
CELL = '<span class="pg-cell"></span>'


def esc(text: object) -> str:
    """Text as HTML shows it, quotes escaped too; no <, & or attribute end of a document survives."""
    return escape(str(text), quote=True)


def mark(text: str, spans: Iterable[Span]) -> str:
    """Escaped text with the spans marked; overlapping spans are joined, those outside the text cut off."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        parts += [lines(text[at:start]), "<mark>", lines(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, lines(text[at:])])


def mark_sentence(text: str, spans: Sequence[Span], sentence: Span | None) -> str:
    """Escaped text with the spans marked and one sentence set off; none where it is the whole text."""
    start, end = sentence or (0, 0)
    if start >= end or not (text[:start].strip() or text[end:].strip()):
        return mark(text, spans)
    parts = []
    for left, right in ((0, start), (start, end), (end, len(text))):
        inside = [(max(a, left) - left, min(b, right) - left) for a, b in spans if a < right and b > left]
        parts.append(mark(text[left:right], inside))
    return f'{parts[0]}<span class="pg-near">{parts[1]}</span>{parts[2]}'


def lines(text: str) -> str:
    """Escaped text; line breaks stay, the tabs between a table row's cells become a rule."""
    return esc(text).replace("\t", CELL).replace("\n", "<br>")


def paragraph_around(text: str, start: int, end: int) -> Span:
    """The paragraph(s) that hold text[start:end], cut to WIDEST characters on either side of it."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    return max(left, start - WIDEST), min(right, end + WIDEST)


def quote_in_paragraph(text: str, start: int, end: int) -> str:
    """The quote marked in its paragraph; … where the paragraph goes on."""
    left, right = paragraph_around(text, start, end)
    before = "" if left == 0 or text[left - 1] == "\n" else "…"
    after = "" if right == len(text) or text[right] == "\n" else "…"
    return before + mark(text[left:right], [(start - left, end - left)]) + after


def make_figure(citation: str, body: str, notes: Sequence[str] = (), button: str = "") -> str:
    """One piece of evidence: the official citation, notes as chips, a button of ours, and the (already escaped) passage."""
    chips = "".join(f'<span class="pg-chip">{esc(note)}</span>' for note in notes)
    return (
        f'<figure class="pg-cite"><figcaption>{esc(citation)}{chips}{button}</figcaption>'
        f"<blockquote>{body}</blockquote></figure>"
    )


def make_passage(text: str) -> str:
    """A passage as it stands, nothing marked."""
    return f'<div class="pg-cite"><blockquote>{lines(text)}</blockquote></div>'


def make_box(kind: str, title: str, text: str = "", detail: str = "", *, folded: str = "", unfold: str = "") -> str:
    """A box that says how things stand; kind is answer, model, notfound, ambiguous, failure or empty.

    `folded` is text to open by a click on `unfold`.
    """
    role = "alert" if kind == "failure" else "status"
    body = "".join(f"<p>{lines(part)}</p>" for part in text.split("\n") if part.strip())
    more = f"<pre>{esc(detail)}</pre>" if detail else ""
    if folded:
        more += f'<details class="pg-more"><summary>{esc(unfold)}</summary><p>{lines(folded)}</p></details>'
    return f'<div class="pg-box pg-{kind}" role="{role}"><strong>{esc(title)}</strong>{body}{more}</div>'


def make_chips(texts: Iterable[str], kind: str = "") -> str:
    """Short labels in a row."""
    return "".join(f'<span class="pg-chip {kind}">{esc(text)}</span>' for text in texts)


def make_paper(rows: Sequence[Mapping[str, object]]) -> str:
    """A table that only paper shows."""
    names = dict.fromkeys(name for row in rows for name in row)
    head = "".join(f"<th>{esc(name)}</th>" for name in names)
    told = ([row.get(name) for name in names] for row in rows)
    body = "".join(
        "<tr>" + "".join(f"<td>{'' if value is None else lines(str(value))}</td>" for value in row) + "</tr>"
        for row in told
    )
    return f'<table class="pg-printed"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def make_link(href: str, text: str) -> str:
    """A link within the app, to an address made by `entity_href`."""
    return f'<a href="{esc(href)}" target="_self">{esc(text)}</a>'


def make_terms(pairs: Iterable[tuple[str, str]]) -> str:
    """A definition list of what is known of a thing; empty values are left out."""
    rows = "".join(f"<dt>{esc(name)}</dt><dd>{lines(value)}</dd>" for name, value in pairs if value)
    return f'<dl class="pg-terms">{rows}</dl>' if rows else ""


def plain(text: str) -> str:
    """A text for a Markdown label (expanders, tabs): its signs of markup escaped, no line breaks."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~:$<>-])", r"\\\1", re.sub(r"\s+", " ", text))

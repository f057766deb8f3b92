"""The views of the page 比较: each a table whose chosen row opens the sources of both sides."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from app_pages.address import choose_rows
from app_pages.evidence import show_citation
from app_pages.language import message, role_label, t
from app_pages.markup import esc, lines, make_box
from app_pages.theme import ONE_LINE, WRAPPED
from kg.answer.figures.figure import Figure
from kg.answer.model import Citation
from kg.comparing.comparison import Comparison
from kg.comparing.duties import Body, Duties, Duty
from kg.comparing.indicators import Beside, Indicators
from kg.comparing.industries import Industry
from kg.comparing.outlines import Outlines
from kg.comparing.wording import Pair, Wording, compare_sections
from kg.engine import Engine

Span = tuple[int, int]
MOST_SOURCES = 6  # of one side shown on the page; the files have them all


def choose_row(
    rows: Sequence[Mapping[str, Any]], widths: Sequence[int], key: str, *, high: int = ONE_LINE
) -> int | None:
    """The table, and which of its rows is chosen; the address holds a sign of what stands in it."""
    config = {
        head: st.column_config.Column(width=width, pinned=place == 0)
        for place, (head, width) in enumerate(zip(rows[0], widths, strict=True))
    }
    ids = [str(zlib.crc32(str(list(row.values())).encode())) for row in rows]
    chosen = choose_rows(rows, ids, key, row_height=high, config=config, most=430)
    if not chosen:
        st.caption(t("compare.choose"))
    return ids.index(chosen[0]) if chosen else None


def show_sides(engine: Engine, first: Iterable[Citation], second: Iterable[Citation]) -> None:
    """The sources of both sides beside each other; a side that has none says so."""
    for cell, name, citations in zip(st.columns(2), ("first", "second"), (first, second), strict=True):
        with cell:
            st.markdown(f"**{t(f'compare.{name}')}**")
            found = list(dict.fromkeys(citations))
            for citation in found[:MOST_SOURCES]:
                show_citation(engine, citation)
            if len(found) > MOST_SOURCES:
                st.caption(t("compare.more", n=len(found) - MOST_SOURCES))
            if not found:
                st.html(make_box("notfound", t("compare.nothing")))


def show_empty(text: str) -> None:
    """A part that neither side has."""
    st.html(make_box("notfound", text))


def show_outlines(engine: Engine, outlines: Outlines) -> None:
    """Themes kept, dropped and added; of a kept one the wording of both sections, of another its heading."""
    sides = [(one.first, one.second, "kept", one.sure, None) for one in outlines.kept]
    sides += [(one.heading, None, "dropped", True, one.nearest) for one in outlines.dropped]
    sides += [(None, one.heading, "added", True, one.nearest) for one in outlines.added]
    if not sides:
        show_empty(t("compare.none.outline"))
        return
    rows = [
        {
            t("compare.outcome"): _outcome(outcome, sure),
            t("compare.first"): first.citation.quote if first else "",
            t("compare.second"): second.citation.quote if second else "",
            t("compare.nearest"): nearest.citation.quote if nearest else "",
        }
        for first, second, outcome, sure, nearest in sides
    ]
    place = choose_row(rows, (170, 300, 300, 260), "heading")
    if place is None:
        return
    first, second, *_ = sides[place]
    if first and second:
        show_pairs(compare_sections(engine, first, second))
    else:
        show_sides(engine, [first.citation] if first else [], [second.citation] if second else [])


def _outcome(outcome: str, sure: bool) -> str:
    """What became of it; of a pair that is only near in meaning also that it is to be checked."""
    return t(f"compare.{outcome}.sign") + ("" if sure else f"　{t('compare.check')}")


def figure_text(figure: Figure | None) -> str:
    """「700家（2030，目标）」."""
    if figure is None:
        return ""
    year = figure.year or t("indicators.undated")
    return f"{figure.said}（{year}，{t(f'indicators.kind.{figure.kind}')}）"


def show_indicators(engine: Engine, indicators: Indicators) -> None:
    """Indicators of both sides with the change, then the targets of one side."""
    rows = [_beside_row(one) for one in indicators.both]
    rows += [_lone_row(one, "dropped") for one in indicators.dropped]
    rows += [_lone_row(one, "added") for one in indicators.added]
    if not rows:
        show_empty(t("compare.none.indicators"))
        return
    place = choose_row(rows, (80, 208, 72, 152, 178, 96, 58, 183), "indicator")
    if place is None:
        return
    if place < len(indicators.both):
        one = indicators.both[place]
        show_sides(engine, [one.first.citation], [one.second.citation])
    elif place < len(indicators.both) + len(indicators.dropped):
        show_sides(engine, [indicators.dropped[place - len(indicators.both)].citation], [])
    else:
        added = indicators.added[place - len(indicators.both) - len(indicators.dropped)]
        show_sides(engine, [], [added.citation])


def _beside_row(one: Beside) -> dict[str, object]:
    between = one.between
    return {
        t("compare.outcome"): t("compare.kept.sign"),
        t("indicators.name"): one.indicator,
        t("indicators.holder"): one.holder,
        t("compare.first"): figure_text(one.first),
        t("compare.second"): figure_text(one.second),
        t("compare.difference"): f"{round(between.difference, 6):+g}{between.unit}" if between else "",
        t("compare.ratio"): round(between.ratio, 3) if between and between.ratio is not None else None,
        t("column.note"): message(one.why or one.caution),
    }


def _lone_row(one: Figure, outcome: str) -> dict[str, object]:
    return {
        t("compare.outcome"): t(f"compare.{outcome}.sign"),
        t("indicators.name"): one.indicator,
        t("indicators.holder"): one.of,
        t("compare.first"): figure_text(one if outcome == "dropped" else None),
        t("compare.second"): figure_text(one if outcome == "added" else None),
        t("compare.difference"): "",
        t("compare.ratio"): None,
        t("column.note"): t("compare.otherside"),
    }


def show_duties(engine: Engine, duties: Duties) -> None:
    """Tasks, then departments with how much work each side gives them."""
    sides: list[tuple[Duty | None, Duty | None, str, bool, str]] = [
        (one.first, one.second, "kept", one.sure, _moved(one.gained, one.lost)) for one in duties.taken
    ]
    sides += [(one, None, "dropped", True, "") for one in duties.dropped]
    sides += [(None, one, "added", True, "") for one in duties.added]
    if not sides:
        show_empty(t("compare.none.tasks"))
        return
    rows = [
        {
            t("compare.outcome"): _outcome(outcome, sure),
            t("compare.first"): first.task.name if first else "",
            t("compare.second"): second.task.name if second else "",
            t("compare.moved"): moved,
        }
        for first, second, outcome, sure, moved in sides
    ]
    place = choose_row(rows, (130, 330, 330, 240), "task", high=WRAPPED)
    if place is not None:
        first, second, *_ = sides[place]
        show_sides(engine, first.citations if first else (), second.citations if second else ())
    st.markdown(f"**{t('compare.departments')}**")
    show_bodies(engine, duties.bodies)


def _moved(gained: Sequence[str], lost: Sequence[str]) -> str:
    return "　".join([*(f"＋{name}" for name in gained), *(f"－{name}" for name in lost)])


def show_bodies(engine: Engine, bodies: Sequence[Body]) -> None:
    """Departments gained and lost, those whose work changed most first."""
    if not bodies:
        show_empty(t("compare.none.departments"))
        return
    rows = [
        {
            t("compare.outcome"): t("compare.added.sign" if not one.first else "compare.dropped.sign" if not one.second else "compare.kept.sign"),
            t("column.department"): one.name,
            t("compare.tasks.first"): one.first.total(),
            t("compare.tasks.second"): one.second.total(),
            t("compare.difference"): one.second.total() - one.first.total(),
            t("compare.roles.first"): roles_text(one.first),
            t("compare.roles.second"): roles_text(one.second),
        }
        for one in bodies
    ]  # fmt: skip
    place = choose_row(rows, (90, 200, 100, 100, 90, 190, 190), "department")
    if place is not None:
        show_sides(engine, *bodies[place].citations)


def roles_text(counts: Mapping[str, int]) -> str:
    """「牵头 2、配合 5」."""
    return "、".join(f"{role_label(role)} {count}" for role, count in counts.items())


def show_industries(engine: Engine, industries: Sequence[Industry]) -> None:
    """Industries new, gone and kept; what the other side merely mentions is told apart from silence."""
    if not industries:
        show_empty(t("compare.none.industries"))
        return
    signs = {"new": "added", "gone": "dropped", "kept": "kept"}
    rows = [
        {
            t("compare.outcome"): t(f"compare.{signs[one.outcome]}.sign"),
            t("compare.industry"): one.name,
            t("compare.first"): t(f"compare.industry.{one.first.status}", n=one.first.mentions),
            t("compare.second"): t(f"compare.industry.{one.second.status}", n=one.second.mentions),
        }
        for one in industries
    ]
    place = choose_row(rows, (90, 300, 300, 300), "industry")
    if place is not None:
        show_sides(engine, industries[place].first.citations, industries[place].second.citations)


def show_wording(comparison: Comparison) -> None:
    """What both sides say of the theme, sentence by sentence."""
    if comparison.wording is None:
        st.html(make_box("empty", t("compare.notheme"), t("compare.notheme.do")))
        return
    for name in comparison.wording.near:
        st.info(t("compare.near", side=t(f"compare.{name}"), theme=comparison.theme))
    show_pairs(comparison.wording)


def show_pairs(wording: Wording) -> None:
    """Pairs of sentences with what was left out and put in marked."""
    if wording.silent:
        show_empty(t("compare.silent"))
        return
    st.caption(t("compare.legend"))
    body = "".join(f"<tr>{pair_html(pair)}</tr>" for pair in wording.pairs)
    heads = "".join(f"<th>{esc(t(f'compare.{side}'))}</th>" for side in ("first", "second"))
    st.html(f'<table class="pg-diff"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>')
    if wording.cut:
        st.caption(t("compare.cut"))


def pair_html(pair: Pair) -> str:
    """The two cells of a pair; a sentence of one side alone is marked whole by its frame."""
    alone = pair.first is None or pair.second is None
    cells = ((pair.first, pair.left_out, "del"), (pair.second, pair.put_in, "ins"))
    return "".join(
        f'<td class="{"pg-alone" if alone and one else ""}">{sentence_html(one, spans, tag)}</td>'
        for one, spans, tag in cells
    )


def sentence_html(citation: Citation | None, spans: Sequence[Span], tag: str) -> str:
    """A quote with its spans in <ins> or <del>, and where it stands; – where the side has no such sentence."""
    if citation is None:
        return "–"
    text, at, parts = citation.quote, 0, []
    for start, end in spans:
        parts += [lines(text[at:start]), f"<{tag}>{lines(text[start:end])}</{tag}>"]
        at = end
    return f"{''.join(parts)}{lines(text[at:])}<cite>{esc(citation.official)}</cite>"

"""The views of the page 指标: one indicator with its drawing and sources, two values beside each other, many holders."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from app_pages.address import choose_rows, keep, seed
from app_pages.charts import bar_chart, line_chart
from app_pages.evidence import show_citation
from app_pages.language import message, t, type_label
from app_pages.markup import make_box, make_terms, plain
from kg.answer.figures.alike import distinct
from kg.answer.figures.figure import Figure, said_year
from kg.engine import Engine
from kg.indicators.boards import Board, Column
from kg.indicators.conflicts import Conflict
from kg.indicators.drawing import draw_line
from kg.indicators.growth import Need
from kg.indicators.lines import Line

HOLDER = 175  # pixels: a park's full name


def label_of(figure: Figure) -> str:
    """「2030年 目标 700家（累计）」."""
    year = t("indicators.year", year=figure.year) if figure.year.isdigit() else figure.year or t("indicators.undated")
    basis = f"（{figure.basis}）" if figure.basis else ""
    return f"{year}　{t(f'indicators.kind.{figure.kind}')}　{figure.said}{basis}"


def need_said(need: Need) -> str:
    """「至少2.22个百分点」 in the session's language; '' where it cannot be told."""
    if need.per_year is None:
        return ""
    n = f"{need.per_year:.2f}" if need.in_points else f"{100 * need.per_year:.2f}%"
    return (t(f"bound.{need.bound}") if need.bound else "") + (t("indicators.need.unit", n=n) if need.in_points else n)


def need_text(need: Need) -> str:
    """What a target asks for a year and how that was computed, or why it cannot be told."""
    if need.per_year is None or need.base is None:
        return f"{label_of(need.target)}：{message(need.why)}"
    how = "indicators.need.points" if need.in_points else "indicators.need.rate"
    told = t(how, base=need.base.said, target=need.target.said, first=need.base.year, last=need.target.year)
    return f"{label_of(need.target)}：{need_said(need)}　{told}"


def show_line(engine: Engine, line: Line) -> None:
    """The drawing beside what was computed, then every value with its sources."""
    st.subheader(plain(f"{line.indicator}　{line.holder}"), anchor=False)
    left, right = st.columns(2)
    with left:
        show_drawing(line)
    reached = [
        t(
            "indicators.reached.text",
            year=aim.year,
            target=aim.said,
            actual=real.said,
            apart=f"{round(between.difference, 6):+g}{between.unit}",
        )
        for aim, real, between in line.reached
    ]
    right.html(
        make_terms(
            [
                (t("indicators.needed"), "\n".join(map(need_text, line.needs)) or t("indicators.notarget")),
                (t("indicators.reached"), "\n".join(reached)),
                (t("indicators.stated"), "\n".join(dict.fromkeys(label_of(one) for one in line.changes))),
            ]
        )
    )
    st.markdown(f"**{t('indicators.sources')}**")
    for one in [*distinct(line.levels), *distinct(line.changes)]:
        same = [other for other in line.figures if label_of(other) == label_of(one)]
        show_sources(engine, one, same)


def show_drawing(line: Line) -> None:
    """The line chart of what can be compared; below it what is not drawn, with the reason."""
    drawing = draw_line(line)
    ways = [
        (t("indicators.kind.actual"), drawing.actual),
        *((t("indicators.kind.target"), path) for path in drawing.paths),
    ]
    if len({(kind, point.year, point.number) for kind, points in ways for point in points}) > 1:
        rows = [
            {"year": point.year, "number": point.number, "kind": kind, "path": place, "said": label_of(point.figure)}
            for place, (kind, points) in enumerate(ways)
            for point in points
        ]
        line_chart(rows, [t("indicators.kind.actual"), t("indicators.kind.target")], drawing.unit)
    else:
        st.caption(t("indicators.nochart"))
    for figure, why in drawing.left_out:
        st.caption(t("indicators.leftout", figure=plain(label_of(figure)), why=plain(why)))


def show_sources(engine: Engine, figure: Figure, same: Sequence[Figure]) -> None:
    """One value: the places that state it."""
    with st.expander(f"{plain(label_of(figure))}　:gray[{t('indicators.places', n=len(same))}]"):
        for one in same:
            if one.year and not said_year(one):
                st.caption(t("indicators.context"))
            show_citation(engine, one.citation)


def show_conflicts(engine: Engine, conflicts: Sequence[Conflict]) -> None:
    """Each conflict with its sides beside each other."""
    if not conflicts:
        st.html(make_box("empty", t("indicators.noconflict"), t("indicators.noconflict.text")))
    for one in conflicts:
        st.subheader(plain(f"{one.line.indicator}　{one.line.holder}　{label_of(one.sides[0][0])[:5]}"), anchor=False)
        for cell, side in zip(st.columns(len(one.sides)), one.sides, strict=True):
            with cell:
                st.markdown(f"**{plain(label_of(side[0]))}**")
                for figure in side:
                    show_citation(engine, figure.citation)


def board_label(board: Board) -> str:
    """「园区 2020年 实际（17 个）」."""
    year = t("indicators.year", year=board.year) if board.year.isdigit() else board.year or t("indicators.undated")
    kind = type_label(board.holder_kind) if board.holder_kind else t("indicators.other")
    return f"{kind}　{year}　{t(f'indicators.kind.{board.kind}')}　{t('indicators.holders', n=len(board.holders))}"


def show_boards(engine: Engine, boards: Sequence[Board]) -> None:
    """One comparison of many holders: a table to sort, one of its indicators drawn, the sources of a chosen holder."""
    if not boards:
        st.html(make_box("empty", t("indicators.noboard"), t("indicators.noboard.text")))
        return
    by_key = {board.key: board for board in boards}
    left, right = st.columns(2)
    board = by_key[
        left.selectbox(
            t("indicators.board"),
            list(by_key),
            key=seed("board", list(by_key)),
            format_func=lambda key: board_label(by_key[key]),
        )
    ]
    heads = {column.head: column for column in board.columns}
    drawn = heads[right.selectbox(t("indicators.drawn"), list(heads), key=seed("drawn", list(heads)))]
    keep("board", board.key, boards[0].key)
    keep("drawn", drawn.head, next(iter(heads)))
    show_board(engine, board, drawn)


def show_board(engine: Engine, board: Board, drawn: Column) -> None:
    """The table beside the drawing, then the sources of the chosen row."""
    rows: list[dict[str, Any]] = [
        {t("indicators.holder"): holder, **{column.head: column.number(holder) for column in board.columns}}
        for holder in board.holders
    ]
    table, chart = st.columns([5, 4])
    config = {t("indicators.holder"): st.column_config.Column(pinned=True, width=HOLDER)}
    with table:
        chosen = choose_rows(rows, board.holders, "of", config=config, most=470)
    with chart:
        numbers = [
            {"name": one, "number": number} for one in board.holders if (number := drawn.number(one)) is not None
        ]
        bar_chart(numbers, drawn.head)
    for text in unclear(board):
        st.caption(text)
    if not chosen:
        st.caption(t("indicators.board.choose"))
    for holder in chosen:
        st.subheader(plain(holder), anchor=False)
        for column in board.columns:
            for figure in distinct(column.cells.get(holder, ())):
                with st.expander(f"{plain(column.head)}　{plain(label_of(figure))}"):
                    show_citation(engine, figure.citation)


def unclear(board: Board) -> Iterable[str]:
    """The cells that stay empty because the plans give several values."""
    for column in board.columns:
        for holder, figures in column.cells.items():
            several = distinct(figures)
            if len(several) > 1:
                yield t(
                    "indicators.several",
                    holder=plain(holder),
                    head=plain(column.head),
                    values=plain("、".join(one.said for one in several)),
                )

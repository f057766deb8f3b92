"""指标: every indicator across years, plans and levels; what its targets ask for a year; conflicts; many holders beside each other."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app_pages.address import choose_rows, keep, seed, seed_text
from app_pages.exporting import XLSX
from app_pages.indicator_views import need_said, show_boards, show_conflicts, show_line
from app_pages.language import t
from app_pages.markup import make_box
from app_pages.services import page
from app_pages.theme import focus
from app_pages.tiles import Tile, chosen_tile, show_tiles
from kg.answer.figures.alike import distinct
from kg.answer.figures.figure import Figure
from kg.engine import Engine
from kg.indicators.chosen import Chosen, choose_lines, gather
from kg.indicators.figures import FigureFilter, read_figures
from kg.indicators.lines import Line
from kg.indicators.sheet import make_workbook

VIEWS = ("lines", "boards", "conflicts")
NATURES = ("约束性", "预期性")
LONGEST_THEME = 60  # characters
# What a figure above the table counts, by its name in the address.
COUNTED: Mapping[str, Callable[[Line], bool]] = {
    "aimed": lambda line: bool(line.targets),
    "needs": lambda line: bool(line.need and line.need.said),
}


def ask_filter(engine: Engine, figures: Sequence[Figure]) -> tuple[FigureFilter, tuple[str, ...], str]:
    """The filters above the table, the natures and the theme asked for; all of them stand in the address."""
    titles = {key: document.title for key, document in engine.loaded.items()}
    options: Mapping[str, list[str]] = {
        "document": list(dict.fromkeys(one.citation.document_id for one in figures)),
        "region": sorted({document.metadata.get("region", "") for document in engine.loaded.values()} - {""}),
        "holder": list(dict.fromkeys(one.of for one in figures if one.of)),
        "nature": list(NATURES),
    }
    cells = st.columns([4, 2, 3, 2, 3])
    chosen: dict[str, list[str]] = {}
    for cell, (name, known) in zip(cells, options.items(), strict=False):
        chosen[name] = cell.multiselect(
            t(f"indicators.{name}"),
            known,
            key=seed(name, known, many=True),
            format_func=lambda value: titles.get(value) or nature_label(value),
            placeholder=t("filter.all"),
        )
        keep(name, chosen[name])
    theme = (
        cells[-1]
        .text_input(
            t("filter.theme"), key=seed_text("theme"), max_chars=LONGEST_THEME, placeholder=t("indicators.hint")
        )
        .strip()
    )
    focus("theme")
    keep("theme", theme)
    wanted = FigureFilter(tuple(chosen["document"]), tuple(chosen["region"]), tuple(chosen["holder"]))
    return wanted, tuple(chosen["nature"]), theme


def nature_label(value: str) -> str:
    """Binding or expected in the session's language; any other word as it is."""
    return t(f"indicators.nature.{value}") if value in NATURES else value


def dated(figures: Sequence[Figure]) -> str:
    """The figures with their years, each once."""
    told = [f"{one.said}（{one.year or t('indicators.undated')}）" for one in distinct(figures)]
    return "；".join(told)


def make_rows(lines: Sequence[Line]) -> list[dict[str, object]]:
    """One row an indicator, holder and unit."""
    return [
        {
            t("indicators.name"): line.indicator,
            t("indicators.holder"): line.holder,
            t("column.unit"): line.unit,
            t("indicators.nature"): nature_label(line.nature),
            t("indicators.base"): dated([line.base]) if line.base else "",
            t("indicators.target"): dated([line.target]) if line.target else "",
            t("indicators.need"): need_said(line.need) if line.need else "",
            t("indicators.actual"): dated(line.actuals),
            t("indicators.targets"): dated(line.targets),
            t("indicators.basis"): "、".join(line.bases),
            t("indicators.documents"): len(line.documents),
        }
        for line in lines
    ]


def show_lines(engine: Engine, lines: Sequence[Line]) -> None:
    """The table; a chosen row, or the one in the address, opens its drawing and its sources."""
    rows = make_rows(lines)
    widths = dict(zip(rows[0], (286, 80, 60, 74, 124, 134, 124, 145, 190, 80, 55), strict=True))
    said = [name for name in widths if any(row[name] for row in rows)]
    rows = [{name: row[name] for name in said} for row in rows]
    config = {name: st.column_config.Column(width=widths[name], pinned=place == 0) for place, name in enumerate(said)}
    chosen = choose_rows(rows, [line.key for line in lines], "line", config=config, most=400)
    line = next((one for one in lines if one.key in chosen), None)
    if line:
        show_line(engine, line)
    else:
        st.caption(t("indicators.choose"))


def show_figures(every: Chosen) -> Chosen:
    """How much there is; what the chosen figure counts, all where none is chosen."""
    lines, only = every.lines, chosen_tile(COUNTED)
    tiles = [Tile(t(f"indicators.{name}"), sum(map(counts, lines)), name, "lines") for name, counts in COUNTED.items()]
    show_tiles(
        [
            Tile(t("indicators.count"), len(lines), view="lines"),
            Tile(t("count.values"), sum(len(line.figures) for line in lines), view="lines"),
            *tiles,
            Tile(t("indicators.differ"), len(every.conflicts), view="conflicts"),
        ],
        only,
    )
    return gather(filter(COUNTED[only], lines)) if only else every


def show_indicators(engine: Engine, every: Chosen) -> None:
    """Key figures, the chosen view."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        shown = show_figures(every)
    lines, boards, conflicts = shown.lines, shown.boards, shown.conflicts
    right.download_button(
        t("download.xlsx"),
        lambda: make_workbook(lines, boards, engine.loaded),
        t("indicators.file"),
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    counts = {"lines": len(lines), "boards": len(boards), "conflicts": len(conflicts)}
    st.session_state.setdefault(seed("view", VIEWS), "lines")
    view = st.segmented_control(
        t("view.label"),
        VIEWS,
        key="view",
        required=True,
        format_func=lambda name: t(f"indicators.view.{name}", n=counts[name]),
        label_visibility="collapsed",
    )
    keep("view", view or "lines", "lines")
    if not lines:
        st.html(make_box("notfound", t("indicators.nofit"), t("indicators.nofit.do")))
    elif view == "boards":
        show_boards(engine, boards)
    elif view == "conflicts":
        show_conflicts(engine, conflicts)
    else:
        show_lines(engine, lines)


with page("indicators") as engine:
    figures = engine.once(read_figures)
    if not figures:
        st.html(make_box("notfound", t("indicators.none"), t("indicators.none.do")))
    else:
        wanted, natures, theme = ask_filter(engine, figures)
        chosen = engine.once(choose_lines, wanted, natures, theme)
        if chosen.lines:
            show_indicators(engine, chosen)
        else:
            st.html(make_box("notfound", t("indicators.nofit"), t("indicators.nofit.do")))

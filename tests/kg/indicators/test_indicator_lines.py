"""Figures as lines, conflicts, comparisons of holders and drawings: invented figures, then the sample plans."""

import io

import pytest
from openpyxl import load_workbook

from kg.answer.figures.alike import distinct, same_amount
from kg.answer.figures.figure import Figure
from kg.engine import Engine
from kg.indicators.boards import make_boards
from kg.indicators.conflicts import find_conflicts
from kg.indicators.drawing import draw_line
from kg.indicators.figures import FigureFilter, choose, read_figures
from kg.indicators.lines import Line, make_lines
from kg.indicators.sheet import make_tables, make_workbook
from tests.kg.answer.sample_engine import sample_engine
from tests.kg.indicators.indicator_figures import make_figure

__all__ = ["sample_engine"]


def value(kind: str, year: str, text: str, unit: str = "亿元", **more: str) -> Figure:
    of = more.pop("of", "东礁区")
    return make_figure(kind, {"year": year, "value": text, "unit": unit, **more}, of=of)


def test_one_line_through_years_units_and_changes() -> None:
    figures = [
        value("target", "2030", "1.2", "万亿元"),
        value("actual", "2020", "5000"),
        value("actual", "2025", "8000"),
        value("change", "2025", "9", "%"),
        value("target", "2030", "1-2", "家", number=None),  # type: ignore[arg-type]
    ]
    level, count = make_lines(figures)
    assert [one.said for one in level.figures] == ["5000亿元", "8000亿元", "9%", "1.2万亿元"]
    assert [level.number(one) for one in level.levels] == [5000, 8000, 12000]
    assert (level.unit, level.need.said if level.need else "") == ("亿元", "8.45%")
    assert count.unit == "家"


def test_what_counts_other_things_makes_a_line_of_its_own() -> None:
    lines = make_lines([value("actual", "2025", "27", "家"), value("actual", "2025", "33", "项")])
    assert [line.unit for line in lines] == ["家", "项"]
    assert find_conflicts(lines) == ()


def test_holder_before_the_name_makes_no_other_indicator() -> None:
    told = {"year": "2025", "value": "9", "unit": "亿元"}
    figures = [
        make_figure("actual", told, indicator=name) for name in ("东礁区海藻产量", "东礁区的海藻产量", "海藻产量")
    ]
    [line] = make_lines(figures)
    assert line.indicator == "海藻产量"
    assert make_lines([make_figure("actual", told, indicator="东礁区")])[0].indicator == "东礁区"


def test_what_was_reached_stands_beside_what_was_aimed_at() -> None:
    [line] = make_lines([value("target", "2025", "400", "家"), value("actual", "2025", "412", "家")])
    [(aim, real, between)] = line.reached
    assert (aim.said, real.said, between.difference, between.unit) == ("400家", "412家", 12, "家")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("271.3", "亿元"), ("271", "亿元"), True),
        (("271.6", "亿元"), ("271", "亿元"), False),
        (("5023", "亿元"), ("0.5", "万亿元"), True),
        (("5623", "亿元"), ("0.5", "万亿元"), False),
        (("300", "亿元"), ("360", "亿元"), False),
        (("300", "亿元"), ("300", "亿元"), True),
    ],
)
def test_a_value_only_rounded_differently_is_the_same(
    first: tuple[str, str], second: tuple[str, str], *, same: bool
) -> None:
    pair = [value("actual", "2025", *one) for one in (first, second)]
    assert same_amount(*pair) == same
    assert (len(find_conflicts(make_lines(pair))) == 0) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "actual"}, {"kind": "target"}),
        ({"year": "2024"}, {"year": "2025"}),
        ({"basis": "注册地口径"}, {"basis": "经营地口径"}),
        ({"of": "东礁园"}, {"of": "西礁园"}),
    ],
    ids=["kind", "year", "basis", "holder"],
)
def test_values_of_other_kind_year_basis_or_holder_do_not_conflict(one: dict[str, str], other: dict[str, str]) -> None:
    pair = [
        value(**{"kind": "actual", "year": "2025", "text": text, **told})  # type: ignore[arg-type]
        for text, told in (("56", one), ("38", other))
    ]
    assert find_conflicts(make_lines(pair)) == ()
    assert len(distinct(pair)) == 2


def test_conflict_keeps_every_source_of_each_side() -> None:
    figures = [
        value("target", "2025", "300", quote="产量\t300"),
        value("target", "2025", "360", document="说明"),
        value("target", "2025", "300", document="方案"),
    ]
    [conflict] = find_conflicts(make_lines(figures))
    assert [[one.citation.document_id for one in side] for side in conflict.sides] == [["规划", "方案"], ["说明"]]


def test_board_tells_all_holders_in_one_unit_and_leaves_the_doubtful_empty() -> None:
    figures = [
        value("actual", "2025", "860", of="东礁园", of_kind="Park"),
        value("actual", "2025", "0.12", "万亿元", of="西礁园", of_kind="Park"),
        value("actual", "2025", "245", of="南礁园", of_kind="Park"),
        value("actual", "2025", "100", of="北礁园", of_kind="Park"),
        value("actual", "2025", "120", of="北礁园", of_kind="Park", document="年报"),
        value("actual", "2025", "9", of="东礁区"),
    ]
    [board] = make_boards(make_lines(figures))
    [column] = board.columns
    assert column.head == "海藻产量（亿元）"
    assert [column.number(holder) for holder in ("东礁园", "西礁园", "南礁园", "北礁园")] == [860, 1200, 245, None]


def test_drawing_leaves_out_what_cannot_be_compared_and_says_why() -> None:
    figures = [
        value("actual", "2020", "10"),
        value("actual", "2025", "20"),
        value("target", "2028", "30"),
        value("target", "2030", "40"),
        value("target", "2030", "90", basis="累计"),
        value("target", "", "35"),
    ]
    [line] = make_lines(figures)
    drawing = draw_line(line)
    assert [(one.year, one.number) for one in drawing.actual] == [(2020, 10), (2025, 20)]
    assert [[one.year for one in path] for path in drawing.paths] == [[2025, 2028], [2028, 2030]]
    assert {figure.said: why for figure, why in drawing.left_out} == {
        "90亿元": "口径为累计，与图中其他值不同",
        "35亿元": "没有写明年份",
    }


def sample_line(engine: Engine, name: str) -> Line:
    return next(line for line in make_lines(read_figures(engine)) if line.indicator == name)


def test_computed_growth_of_the_sample_plan_agrees_with_what_it_states(sample_engine: Engine) -> None:
    stated = {
        "技术合同成交额": 18.2,
        "高新技术企业数量": 11.2,
        "规模以上工业总产值": 9.7,
        "每万人口高价值发明专利拥有量": 11.5,
    }
    for name, rate in stated.items():
        need = sample_line(sample_engine, name).need
        assert need
        assert abs(100 * (need.per_year or 0) - rate) <= 0.06, name
    need = sample_line(sample_engine, "全社会研发经费投入强度").need
    assert need
    assert (need.said, need.in_points) == ("0.18个百分点", True)


def test_line_of_the_sample_plans_runs_through_all_of_them(sample_engine: Engine) -> None:
    line = sample_line(sample_engine, "技术合同成交额")
    assert len(line.documents) == 4
    told = [(one.year, one.kind, line.number(one)) for one in distinct(line.levels)]
    assert told == [
        ("2020", "actual", 24.3),
        ("2025", "actual", 86.5),
        ("2025", "target", 80),
        ("2026", "target", 105),
        ("2027", "target", 125),
        ("2028", "target", 150),
        ("2030", "target", 200),
    ]
    assert line.nature == "预期性"


def test_filter_keeps_to_plan_holder_and_region(sample_engine: Engine) -> None:
    figures = read_figures(sample_engine)
    document = figures[0].citation.document_id
    own = choose(sample_engine, figures, FigureFilter(documents=(document,)))
    assert {one.citation.document_id for one in own} == {document}
    assert {one.of for one in choose(sample_engine, figures, FigureFilter(holders=("鹭汀软件园",)))} == {"鹭汀软件园"}
    assert choose(sample_engine, figures, FigureFilter(regions=("密云区",))) == ()


def test_theme_in_one_quote_leaves_the_line_and_its_growth_whole(sample_engine: Engine) -> None:
    lines = make_lines(read_figures(sample_engine))
    found = {line.indicator: line for line in lines if line.fits((), "技术合同")}
    assert {"技术合同成交额", "全社会研发经费投入强度"} <= set(found) < {line.indicator for line in lines}
    base = found["全社会研发经费投入强度"].base
    assert base
    assert (base.said, base.year) == ("3.1%", "2025")
    assert all(line.nature == "约束性" for line in lines if line.fits(("约束性",), ""))


def test_workbook_has_numbers_as_numbers_and_every_figure_with_its_source(sample_engine: Engine) -> None:
    figures = read_figures(sample_engine)
    lines = make_lines(figures)
    boards = make_boards(lines)
    tables = make_tables(lines, boards, sample_engine.loaded)
    assert len(tables["数值与出处"]) == len(figures)
    for row in tables["数值与出处"]:
        document = next(one for one in sample_engine.loaded.values() if one.name == row["文件"])
        assert document.text[row["起"] : row["止"]].replace("\t", " | ") == row["引文"]
    book = load_workbook(io.BytesIO(make_workbook(lines, boards, sample_engine.loaded)))
    rows = list(book["指标"].values)
    place = rows[0].index("基期值")
    row = next(row for row in rows if row[1] == "技术合同成交额")
    assert (row[place], row[place - 1], row[place + 1], row[place + 2]) == (86.5, 2025, 2030, 200)
    assert {name for name in book.sheetnames if name.startswith("对象比较")}

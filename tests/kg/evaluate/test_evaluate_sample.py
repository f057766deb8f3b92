"""A drawn sheet and its way back: spread, seed, drop-down, every fault of a sheet, weights."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kg.errors import EvaluationError
from kg.evaluate.command import read_judged
from kg.evaluate.judged import read_sheet
from kg.evaluate.metrics import wilson
from kg.evaluate.precision import RIGHT, UNSURE, WRONG, Judgement, estimate
from kg.evaluate.sampling import Stratum, allocate, draw
from kg.evaluate.sheet import COLUMNS, DETAIL, RELATIONS, STRATA, VERDICT, write_sheet

Row = dict[str, object]


def relation(number: int, kind: str, quote: str = "澄湖科技园位于澄湖区。") -> Row:
    end = {"id": "e", "type": "Park", "name": f"园{number}"}
    evidence = {"document": "x01.txt", "section": ["一、布局"], "quote": quote, "start": 0, "end": 3}
    target = {"id": "o", "type": "Region", "name": "澄湖区"}
    return {
        "id": f"rel-{kind}-{number:03}",
        "type": kind,
        "subject": end,
        "object": target,
        "properties": {},
        "evidence": [evidence],
    }


RELATIONS_IN = [relation(n, "LOCATED_IN") for n in range(60)] + [relation(n, "PART_OF") for n in range(3)]


@given(st.dictionaries(st.text("ABC", min_size=1), st.integers(1, 40), min_size=1, max_size=8), st.integers(1, 60))
def test_sampling_allocates_all_it_may_and_no_more(totals: dict[str, int], size: int) -> None:
    drawn = allocate(totals, size)
    assert sum(drawn.values()) == min(size, sum(totals.values()))
    assert all(drawn[kind] <= totals[kind] for kind in totals)
    assert size < len(totals) or all(drawn.values())


def test_sampling_goes_by_the_root_of_a_type() -> None:
    assert allocate({"A": 400, "B": 100, "C": 2}, 31) == {"A": 20, "B": 10, "C": 1}


def test_sampling_draws_the_same_by_the_same_seed() -> None:
    first, again, other = (
        [row["id"] for row in draw(rows, 10, seed=seed).rows]
        for rows, seed in ((RELATIONS_IN, 1), (RELATIONS_IN[::-1], 1), (RELATIONS_IN, 2))
    )
    assert first == again != other
    assert len(set(first)) == 10


@pytest.mark.parametrize(("rows", "size", "told"), [([], 5, "还没有入库的事实"), (RELATIONS_IN, 0, "至少抽 1 条")])
def test_sampling_refuses_nothing_to_draw(rows: list[Row], size: int, told: str) -> None:
    with pytest.raises(EvaluationError, match=told):
        draw(rows, size, seed=1)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "判断.xlsx"
    write_sheet(path, draw(RELATIONS_IN, 20, seed=7))
    return path


def judge(path: Path, verdict: Callable[[int], str]) -> None:
    """Fills the verdicts in, as a person does."""
    book = load_workbook(path)
    rows = book[RELATIONS]
    for number in range(2, rows.max_row + 1):
        rows.cell(number, COLUMNS.index(VERDICT) + 1).value = verdict(number - 2) or None
    book.save(path)


def test_sheet_offers_the_verdicts_and_keeps_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(path, draw([relation(1, "PART_OF", "=1+1\x0b")], 5, seed=1))
    book = load_workbook(path)
    rows = book[RELATIONS]
    (choice,) = rows.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"对,错,不确定"', "I2")
    assert [cell.value for cell in rows[1]] == list(COLUMNS)
    assert [cell.value for cell in rows[2]][:7] == [
        "rel-PART_OF-001",
        "属于园区",
        "园1（园区）",
        "澄湖区（区域）",
        None,
        "=1+1",
        "一、布局",
    ]
    assert rows["F2"].data_type == "s"


@pytest.mark.parametrize("name", ["a.xls", "a"])
def test_sheet_refuses_other_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(EvaluationError, match=r"须以 \.xlsx 结尾"):
        write_sheet(tmp_path / name, draw(RELATIONS_IN, 2, seed=1))


def test_sheet_never_overwrites_judgements(sheet: Path) -> None:
    with pytest.raises(EvaluationError, match="文件已经在了"):
        write_sheet(sheet, draw(RELATIONS_IN, 2, seed=1))


def test_sheet_comes_back_as_precision(sheet: Path) -> None:
    judge(sheet, lambda place: (RIGHT, RIGHT, WRONG, UNSURE, "")[place % 5])
    strata, judgements = read_sheet(sheet)
    assert [(one.type, one.total) for one in strata] == [("LOCATED_IN", 60), ("PART_OF", 3)]
    assert Counter(one.verdict for one in judgements) == {RIGHT: 8, WRONG: 4, UNSURE: 4, "": 4}
    told = list(read_judged(sheet, as_json=False))
    assert any(line.startswith("合计（按各类总数加权）  准确率 ") and "4 条不确定，4 条未判" in line for line in told)
    assert sum(line.startswith("    错 ") for line in told) == 4


def test_precision_weighs_types_by_their_number() -> None:
    strata = [Stratum("A", 90, 4), Stratum("B", 10, 4), Stratum("C", 50, 1)]
    verdicts = {"A": [RIGHT] * 4, "B": [RIGHT, WRONG, WRONG, WRONG], "C": [UNSURE]}
    judged = [Judgement(f"{kind}{n}", kind, one, "") for kind, all_ in verdicts.items() for n, one in enumerate(all_)]
    kinds, whole = estimate(strata, judged)
    assert [one.share for one in kinds] == [1.0, 0.25, 0.0]
    assert (kinds[2].low, kinds[2].high) == (0.0, 1.0)
    assert whole.share == pytest.approx(0.9 * 1 + 0.1 * 0.25)
    assert (whole.low, whole.high) == pytest.approx(wilson(0.925, 1 / (0.9**2 / 4 + 0.1**2 / 4)))
    assert (whole.right, whole.wrong, whole.unsure) == (5, 3, 1)


def edit(path: Path, name: str, change: Callable[[object], None]) -> None:
    book = load_workbook(path)
    change(book[name])
    book.save(path)


def put(address: str, value: object) -> Callable[[object], None]:
    def change(rows: object) -> None:
        rows[address] = value  # type: ignore[index]

    return change


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (RELATIONS, put("I3", "对的"), "工作表“事实” 第 3 行：“判断”写的是“对的”；只能是 对、错、不确定"),
        (RELATIONS, put("B4", "住在"), "第 4 行：类型“住在”不在工作表“抽样”里"),
        (RELATIONS, put("A5", None), "第 5 行：“编号”是空的"),
        (RELATIONS, put("I1", "结论"), "缺少列 判断"),
        (STRATA, put("C2", "很多"), "工作表“抽样” 第 2 行：“总数”和“抽取”须是整数"),
        (STRATA, lambda rows: setattr(rows, "title", "别的"), "缺少工作表“抽样”"),
    ],
)
def test_sheet_faults_are_named(sheet: Path, name: str, change: Callable[[object], None], told: str) -> None:
    judge(sheet, lambda _: RIGHT)
    edit(sheet, name, change)
    with pytest.raises(EvaluationError, match=told):
        read_sheet(sheet)


def test_sheet_rows_that_stand_twice_are_refused(sheet: Path) -> None:
    judge(sheet, lambda _: RIGHT)
    first = str(load_workbook(sheet)[RELATIONS]["A2"].value)
    edit(sheet, RELATIONS, put("A3", first))
    with pytest.raises(EvaluationError, match=rf"第 3 行：编号 {first} 与 .* 第 2 行 重复"):
        read_sheet(sheet)


def test_sheet_without_judgements_is_refused(sheet: Path) -> None:
    with pytest.raises(EvaluationError, match="“判断”一列全空"):
        read_sheet(sheet)


def test_sheet_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("对,错", encoding="utf-8")
    Workbook().save(tmp_path / "b.xlsx")
    for name, told in (("a.xlsx", "不是 xlsx 工作簿"), ("b.xlsx", "缺少工作表“事实”"), ("c.xlsx", "打不开")):
        with pytest.raises(EvaluationError, match=told):
            read_sheet(tmp_path / name)


def test_a_sheet_tells_all_that_is_judged_of_a_value(tmp_path: Path) -> None:
    value = {"id": "o", "type": "Observation", "name": "60件", "value": "60", "unit": "件", "year": "2028"}
    row = {**relation(1, "HAS_VALUE"), "object": {**value, "qualifier": "以上", "kind": "target"}}
    asked = {**relation(1, "LOCATED_IN"), "properties": {"status": "计划", "force": "鼓励"}}
    write_sheet(tmp_path / "判断.xlsx", draw([row, asked], 2, seed=1))
    lines = list(load_workbook(tmp_path / "判断.xlsx")[RELATIONS].values)[1:]
    assert {line[COLUMNS.index(DETAIL)] for line in lines} == {"以上，目标值", "计划，鼓励"}

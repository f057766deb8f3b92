"""The sample plans compared: the period before with this one, the plan with the action plan made for it."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
import yaml
from openpyxl import load_workbook

from kg.answer.model import Citation
from kg.comparing.comparison import Comparison, compare
from kg.comparing.outlines import compare_outlines
from kg.comparing.paper import make_paper
from kg.comparing.sides import Side, default_pair, sides_of
from kg.comparing.tables import make_tables, make_workbook
from kg.comparing.wording import compare_sections
from kg.engine import Engine
from kg.settings import ROOT
from tests.kg.answer.sample_engine import sample_engine

__all__ = ["sample_engine"]
THEME = "技术合同"
CASES = ROOT / "tests" / "cases" / "thresholds"
OUTLINES: list[dict[str, Any]] = yaml.safe_load((CASES / "outlines.yaml").read_text(encoding="utf-8"))


def side(engine: Engine, start: str) -> Side:
    return next(one for one in sides_of(engine.loaded).values() if one.label.startswith(start))


@pytest.fixture(scope="module")
def comparison(sample_engine: Engine) -> Comparison:
    """The plan of the period before and the one of this period."""
    sides = sides_of(sample_engine.loaded)
    first, second = default_pair(sides)
    return compare(sample_engine, sides[first], sides[second], theme=THEME)


def citations(comparison: Comparison) -> Iterator[Citation]:
    """All that a comparison cites."""
    for kept in comparison.outlines.kept:
        yield from (kept.first.citation, kept.second.citation)
    for lone in (*comparison.outlines.dropped, *comparison.outlines.added):
        yield lone.heading.citation
    for beside in comparison.indicators.both:
        yield from (beside.first.citation, beside.second.citation)
    for duty in (*comparison.duties.dropped, *comparison.duties.added):
        yield from duty.citations
    for industry in comparison.industries:
        yield from (*industry.first.citations, *industry.second.citations)
    for pair in comparison.wording.pairs if comparison.wording else ():
        yield from (one for one in (pair.first, pair.second) if one)


def test_every_citation_stands_in_its_document(comparison: Comparison, sample_engine: Engine) -> None:
    found = list(citations(comparison))
    assert len(found) > 150
    for one in found:
        assert sample_engine.document(one.document_id).text[one.start : one.end] == one.quote != ""


def test_themes_of_the_period_before_find_their_successors(comparison: Comparison) -> None:
    kept = {one.first.text: one.second.text for one in comparison.outlines.kept}
    wanted = {
        "发展基础": "发展基础",
        "发展目标": "发展目标",
        "保障措施": "保障措施",
        "培育重点产业": "构建现代化产业体系",
    }
    assert {name: kept.get(name) for name in wanted} == wanted
    assert len({one.second.start for one in comparison.outlines.kept}) == len(comparison.outlines.kept)
    assert "优化“一核两翼多点”空间布局" in {one.heading.text for one in comparison.outlines.added}


@pytest.mark.parametrize("case", OUTLINES, ids=lambda case: f"{case['first']}-{case['second']}")
def test_hardly_a_theme_is_set_beside_a_wrong_one(case: dict[str, Any], sample_engine: Engine) -> None:
    first, second = (
        next(one for one in sides_of(sample_engine.loaded).values() if case[key] in one.documents[0].name)
        for key in ("first", "second")
    )
    kept = {(one.first.text, one.second.text) for one in compare_outlines(sample_engine, first, second).kept}
    wanted = [{(own, other) for other in others} for own, *others in case["pairs"]]
    assert kept <= set().union(*wanted, map(tuple, case["also"]))
    assert sum(bool(kept & pairs) for pairs in wanted) >= 0.7 * len(wanted)


def test_measures_of_the_action_plan_find_their_place_in_the_plan(sample_engine: Engine) -> None:
    outlines = compare_outlines(sample_engine, side(sample_engine, "澄湖区推动"), side(sample_engine, "澄湖区“十五五”"))
    kept = {one.first.text: one.second.text for one in outlines.kept}
    wanted = {
        "行动目标": "发展目标",
        "深化职务科技成果赋权改革": "深化职务科技成果赋权改革",
        "提升概念验证能力": "概念验证能力提升",
        "强化知识产权服务": "加强知识产权保护运用",
        "用好科技成果转化引导基金": "成果转化基金",
        "创新科技金融产品": "强化科技金融支撑",
        "保障措施": "保障措施",
    }
    assert {name: kept.get(name) for name in wanted} == wanted
    assert "壮大东西两翼" not in kept.values()


def test_indicators_stand_beside_each_other_with_their_change(comparison: Comparison) -> None:
    both = {one.indicator: one for one in comparison.indicators.both}
    volume = both["技术合同成交额"]
    assert (volume.first.said, volume.second.said) == ("80亿元", "200亿元")
    assert volume.between
    assert (volume.between.difference, volume.between.ratio) == (120, 2.5)
    share = both["全社会研发经费投入强度"].between
    assert share
    assert (round(share.difference, 6), share.unit, share.ratio) == (1, "个百分点", None)
    assert "规模以上工业总产值" in {one.indicator for one in comparison.indicators.added}


def test_industries_merely_mentioned_are_no_silence(comparison: Comparison) -> None:
    found = {one.name: (one.outcome, one.first.status, one.second.status) for one in comparison.industries}
    assert found["低空经济"] == ("new", "silent", "focus")
    assert found["新型储能"] == ("new", "mentioned", "focus")
    assert found["智能装备"] == ("kept", "focus", "focus")
    for one in comparison.industries:
        for standing, texts in ((one.first, comparison.first), (one.second, comparison.second)):
            said = any(one.name in document.text for document in texts.documents)
            assert not (said and standing.status == "silent"), one.name


def test_departments_are_counted_on_both_sides(comparison: Comparison) -> None:
    bodies = {one.name: one for one in comparison.duties.bodies}
    assert bodies["区财政局"].first.total() == 1
    assert bodies["区财政局"].second.total() == 5
    assert {one.name for one in comparison.duties.gained} >= {"区数据局", "区市场监管局"}
    for one in bodies.values():
        assert bool(one.citations[0]) == bool(one.first)
        assert bool(one.citations[1]) == bool(one.second)


def test_the_other_way_round_gains_are_losses(comparison: Comparison, sample_engine: Engine) -> None:
    back = compare(sample_engine, comparison.second, comparison.first)
    assert {one.name for one in back.duties.lost} == {one.name for one in comparison.duties.gained}
    outcomes = {"new": "gone", "gone": "new", "kept": "kept"}
    assert {(one.name, outcomes[one.outcome]) for one in back.industries} == {
        (one.name, one.outcome) for one in comparison.industries
    }
    assert {(one.second.citation, one.first.citation) for one in back.outlines.kept} == {
        (one.first.citation, one.second.citation) for one in comparison.outlines.kept
    }


def test_wording_of_a_theme_and_of_two_sections(comparison: Comparison, sample_engine: Engine) -> None:
    wording = comparison.wording
    assert wording
    assert wording.near == ()
    quotes = [one.quote for pair in wording.pairs for one in (pair.first, pair.second) if one]
    assert all(THEME in quote for quote in quotes)
    kept = next(one for one in comparison.outlines.kept if one.first.text == "保障措施")
    sections = compare_sections(sample_engine, kept.first, kept.second)
    assert not sections.silent
    for pair in sections.pairs:
        assert pair.second is None or kept.second.start <= pair.second.start < kept.second.end


def test_theme_that_one_side_lacks_is_told(comparison: Comparison, sample_engine: Engine) -> None:
    told = compare(sample_engine, comparison.first, comparison.second, theme="低空经济").wording
    assert told
    assert told.near == ("first",)


def test_theme_that_stands_in_a_heading_is_told_by_what_is_below_it(
    comparison: Comparison, sample_engine: Engine
) -> None:
    told = compare(sample_engine, comparison.first, comparison.second, theme="科技成果转化").wording
    assert told
    assert told.near == ()
    own = [pair.first for pair in told.pairs if pair.first]
    assert own
    assert all("科技成果转化" in one.section[-1] for one in own)


def test_workbook_and_paper_hold_what_was_compared(comparison: Comparison) -> None:
    book = load_workbook(io.BytesIO(make_workbook(comparison)))
    assert book.sheetnames == list(make_tables(comparison))
    rows = list(book["指标"].values)
    row = dict(zip(rows[0], next(one for one in rows if one[1] == "技术合同成交额"), strict=True))
    assert (row["甲数值"], row["乙数值"], row["增减"], row["倍数"]) == (80, 200, 120, 2.5)
    assert row["甲出处"].startswith("《澄湖区“十四五”时期科技创新发展规划》")
    paper = docx.Document(io.BytesIO(make_paper(comparison)))
    texts = [one.text for one in paper.paragraphs]
    assert texts[0] == "规划对比"
    assert any(text.startswith("[1]") for text in texts)
    outline = list(paper.tables[0].rows)[1:]
    assert outline
    for row in outline:  # every heading has its number, and each number its place in the list of sources
        headings = [cell.text for cell in row.cells[1:] if cell.text]
        assert headings
        for heading in headings:
            found = re.search(r"\[(\d+)\]$", heading)
            assert found, heading
            assert any(text.startswith(f"[{found[1]}]") for text in texts)
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    runs = [run for cell in cells for one in cell.paragraphs for run in one.runs]
    assert any(run.font.strike for run in runs)
    assert any(run.font.underline for run in runs)

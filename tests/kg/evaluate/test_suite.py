"""The relevance suite: what a target fits, when a case passes, what is an error, what the report and the command say."""

from pathlib import Path

import pytest

from kg.errors import EvaluationError, IndexStateError
from kg.evaluate.cases import Case, Target, iter_cases, load_libraries
from kg.evaluate.model import Evaluation
from kg.evaluate.page import make_page
from kg.evaluate.suite import judge, part_of
from kg.records import Chunk, Hit

TEXTS = {"一、住房": "建设人才公寓5000套，配套学校。", "二、水库": "加强水库巡查。", "三、总则": "三、总则"}
CASE = {"id": "a", "query": "人才住哪里", "find": [{"holds": "人才 公寓"}], "within": 1, "reason": "住哪里就是公寓"}


def hits() -> list[Hit]:
    made = []
    for place, (section, text) in enumerate(TEXTS.items()):
        chunk = Chunk(f"chk-{place}", "doc", "sec", (section,), text, 0, len(text))
        made.append(Hit(chunk, "澄湖区方案.txt", "澄湖区方案", 1.0, {}, {}))
    return made


@pytest.mark.parametrize(
    ("target", "fitting"),
    [
        (Target(holds="5000 套"), [0]),
        (Target(document="方案"), [0, 1, 2]),
        (Target(section="水库"), [1]),
        (Target(lacks="水库"), [0, 2]),
        (Target(bare=True), [2]),
        (Target(bare=False, lacks="公寓"), [1]),
        (Target(kind="table_row"), []),
    ],
)
def test_suite_targets_fit(target: Target, fitting: list[int]) -> None:
    assert [place for place, hit in enumerate(hits()) if target.fits(hit)] == fitting


def case(**changes: object) -> Case:
    told: dict[str, object] = {"id": "a", "category": "synonym", "query": "问", "reason": "因", "within": 1}
    return Case(**{**told, "find": (Target(section="住房"),), **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (case(), "passed"),
        (case(find=(Target(section="水库"),)), "failed"),
        (case(find=(Target(section="水库"),), wanted=True), "wanted"),
        (case(wanted=True), "reached"),
        (case(find=(Target(section="住房"), Target(section="水库"))), "failed"),
        (case(find=(Target(section="住房"), Target(section="水库")), within=2), "passed"),
        (case(find=(Target(section="总则"),), within=3, not_above=(Target(holds="巡查"),)), "failed"),
        (case(not_above=(Target(holds="巡查"),)), "passed"),
        (case(find=(Target(holds="没有这话"),), within=9), "failed"),
    ],
)
def test_suite_judges(one: Case, verdict: str) -> None:
    assert judge(one, lambda case, k: hits()).verdict == verdict


def test_suite_takes_what_raises_and_what_cannot_be_read_for_errors() -> None:
    def broken(case: Case, k: int) -> list[Hit]:
        raise IndexStateError("没有检索索引")

    outcomes = [judge(case(), broken), judge(EvaluationError("x.yaml 第 1 条：缺少 find"), broken)]
    assert [one.verdict for one in outcomes] == ["error", "error"]
    assert part_of(outcomes).figures["all"] == {"passing": 0.0, "passed": 0, "failed": 0, "error": 2, "wanted": 0}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {id: a, query: 问, within: 1, reason: 因}", "缺少 find"),
        ("- {id: a, query: 问, find: [{hold: 甲}], within: 1, reason: 因}", "不认识 hold"),
        ("- {id: a, query: 问, find: [{}], within: 1, reason: 因}", "至少要有一个条件"),
        ("- {id: a, query: 问, find: [{holds: 甲}], within: 前三, reason: 因}", "within 须是整数"),
        ("- {id: a, query: 问, find: [{bare: 是}], within: 1, reason: 因}", "bare 须是"),
        ("- 一句话", "须是对照表"),
        ("一句话", "须是用例的列表"),
        ("- [", "无法读取"),
    ],
)
def test_suite_names_the_fault_of_a_case(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "synonym.yaml").write_text(text, encoding="utf-8")
    [error] = iter_cases(tmp_path)
    assert isinstance(error, EvaluationError)
    assert fault in str(error)


def test_suite_refuses_unknown_categories_and_ids_used_twice(tmp_path: Path) -> None:
    row = "- {id: a, query: 问, find: [{holds: 甲}], within: 1, reason: 因}\n"
    (tmp_path / "rhyme.yaml").write_text(row, encoding="utf-8")
    (tmp_path / "synonym.yaml").write_text(row * 2, encoding="utf-8")
    unknown, good, twice = iter_cases(tmp_path)
    assert "没有这一类用例" in str(unknown)
    assert isinstance(good, Case)
    assert "用了两次" in str(twice)


def test_suite_refuses_libraries_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"libraries\.yaml：无法读取"):
        load_libraries(tmp_path)


def test_suite_report_shows_every_case_with_its_rank() -> None:
    late = case(id="b", query="<水>", find=(Target(section="水库"),))
    part = part_of([judge(case(), lambda case, k: hits()), judge(late, lambda case, k: hits())])
    page = make_page(Evaluation("cases", "", "2026-01-01 00:00", ("澄湖区方案.txt",), (part,)))
    assert "未过</span><b>b &lt;水&gt;</b>" in page
    assert "通过</span><b>a 问</b>" in page
    assert "<dt>第 2 位</dt>" in page
    assert "近义和大白话" in page

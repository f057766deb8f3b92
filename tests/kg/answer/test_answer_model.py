"""The answer's JSON and official citation."""

from kg.answer.asked.reading import MOST_NAMES, listing
from kg.answer.model import Answer, AnswerRow, Citation, QueryUsed, titled
from kg.text.normalize import quoted

CITATION = Citation("规划.docx", "doc-1", "青岚区科技规划", ("三、任务", "（一）平台"), "区科委牵头", 10, 15)


def test_citation_reads_as_officials_write_it():
    assert CITATION.official == "《青岚区科技规划》，三、任务（一）平台"


def test_citation_sets_off_boxes_and_leaves_out_the_title():
    citation = Citation(
        "规划.html",
        "doc-1",
        "青岚区科技规划",
        ("青岚区科技规划", "三、任务", "1.平台", "专栏1 平台", "检测中心"),
        "建",
        1,
        2,
    )
    assert citation.official == "《青岚区科技规划》，三、任务1.平台，专栏1 平台，检测中心"
    assert (
        Citation("规划.html", "doc-1", "青岚区科技规划", ("青岚区科技规划",), "建", 1, 2).official
        == "《青岚区科技规划》"
    )


def test_answer_json_has_the_fields_of_the_contract():
    row = AnswerRow("区科委", "Department", role="牵头", evidence=(CITATION,))
    answer = Answer(
        "谁牵头？", "answered", "departments_of_theme", "区科委。", (row,), QueryUsed("q", "MATCH", {"ids": ["a"]})
    )
    line = answer.to_json()
    assert set(line) == {"question", "status", "intent", "text", "answers", "query", "read_as", "suggestions"}
    assert line["answers"] == [
        {
            "name": "区科委", "type": "Department", "aliases": [], "number": None, "value": None, "unit": None, "year": None,
            "evidence": [{"document": "规划.docx", "section": ["三、任务", "（一）平台"], "quote": "区科委牵头", "start": 10, "end": 15, "basis": "direct", "page": None}],
        }
    ]  # fmt: skip
    assert line["query"] == {"name": "q", "cypher": "MATCH", "params": {"ids": ["a"]}}


def test_titles_and_quotes_within_marks_are_made_single():
    assert titled("关于《青岚区规划》的说明") == "《关于〈青岚区规划〉的说明》"
    assert quoted("实施“青岚计划”") == "“实施‘青岚计划’”"


def test_listing_tells_how_many_of_a_long_list():
    assert listing(["甲", "乙"], "项") == "甲、乙"
    assert listing(["甲"] * MOST_NAMES, "项").count("甲") == MOST_NAMES
    long = listing([str(i) for i in range(MOST_NAMES + 1)], "项", "；")
    assert long.endswith(f"；{MOST_NAMES - 1}等{MOST_NAMES + 1}项")

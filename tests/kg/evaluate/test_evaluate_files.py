"""Gold folders and the last figures: what is loaded, what is refused, what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import EvaluationError
from kg.evaluate.gold import FILES, GoldValue, load_gold
from kg.evaluate.history import compare, figures_path, load_past, write_past
from kg.evaluate.model import EXTRA, MISS, UNJUDGED, Finding
from kg.evaluate.page import make_page
from tests.kg.evaluate.evaluate_factory import FOLDER, evaluation


def test_gold_loads_every_file() -> None:
    gold = load_gold(FOLDER)
    assert gold.missing == ()
    assert gold.documents == ("x01", "x02")
    assert [len(rows) for rows in (gold.texts, gold.facts, gold.questions, gold.queries, gold.entities)] == [
        2,
        4,
        3,
        2,
        1,
    ]
    assert gold.facts[2].object == GoldValue("60", "2028", "澄湖区")
    assert gold.questions[0].answers == (("区科技局", "区科学技术局"), ("区财政局", "区财政局"))


def test_gold_says_which_files_are_missing(tmp_path: Path) -> None:
    (tmp_path / "qa.jsonl").write_bytes((FOLDER / "qa.jsonl").read_bytes())
    gold = load_gold(tmp_path)
    assert gold.missing == tuple(name for name in FILES if name != "qa.jsonl")
    assert len(gold.questions) == 3


def test_gold_fingerprint_follows_the_content(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    assert load_gold(tmp_path).fingerprint == load_gold(FOLDER).fingerprint
    (tmp_path / "qa.jsonl").write_text("", encoding="utf-8")
    assert load_gold(tmp_path).fingerprint != load_gold(FOLDER).fingerprint


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("qa.jsonl", '{"qid": "q1"}', r"qa\.jsonl 第 2 行：缺少字段 'answers'"),
        ("facts.jsonl", "{", r"facts\.jsonl 第 2 行：内容不合格式"),
        ("facts.jsonl", "[]", r"facts\.jsonl 第 2 行：内容不合格式"),
        ("mentions.jsonl", '{"text": "澄湖", "mentions": [{"start": 1, "end": 9, "type": "Park"}]}', "不在正文之内"),
        ("retrieval.jsonl", '{"qid": "r1", "query": "湖", "relevant": []}', "relevant 是空的"),
    ],
)
def test_gold_refuses_a_faulty_line(tmp_path: Path, name: str, line: str, told: str) -> None:
    (tmp_path / name).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=told):
        load_gold(tmp_path)


def test_gold_refuses_a_folder_without_gold(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "没有"):
        with pytest.raises(EvaluationError, match="没有金标文件"):
            load_gold(folder)


def test_gold_refuses_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "qa.jsonl").write_bytes("澄湖".encode("gb18030"))
    with pytest.raises(EvaluationError, match="UTF-8"):
        load_gold(tmp_path)


OLD = Finding("k1", "Park", MISS, "湖东产业园", "x01")
NEW = Finding("k2", "Park", EXTRA, "湖东", "x01")
HALF = Finding("k3", "Park", "partial", "q1 问？", point=0.5)


def test_history_tells_better_from_worse(tmp_path: Path) -> None:
    path = tmp_path / "报告.json"
    write_past(path, evaluation(0.5, OLD, HALF))
    past = load_past(path)
    assert past is not None
    change = compare(evaluation(0.6, NEW, replace(HALF, point=0.75)), past)
    assert change.headlines == {"mentions": 0.1}
    assert change.better == {"mentions": ("漏 · 园区 · 湖东产业园 [x01]", "不全 · 园区 · q1 问？（0.5 → 0.75）")}
    assert change.worse == {"mentions": ("多 · 园区 · 湖东 [x01]",)}


def test_history_compares_single_things_over_the_same_gold_only(tmp_path: Path) -> None:
    write_past(tmp_path / "a.json", evaluation(0.5, OLD))
    past = load_past(tmp_path / "a.json")
    assert past is not None
    change = compare(evaluation(0.6, fingerprint="b"), past)
    assert (change.same_gold, change.headlines, change.better) == (False, {"mentions": 0.1}, {})


def test_history_keeps_what_counts_alone(tmp_path: Path) -> None:
    write_past(tmp_path / "a.json", evaluation(0.5, OLD, Finding("k9", "Park", UNJUDGED, "湖", point=1.0)))
    past = load_past(tmp_path / "a.json")
    assert past is not None
    assert list(past.findings["mentions"]) == ["k1"]


def test_history_stands_beside_the_report_or_at_home(tmp_path: Path) -> None:
    assert figures_path(tmp_path / "r.html", tmp_path / "home") == tmp_path / "r.json"
    assert figures_path(None, tmp_path) == tmp_path / "evaluation.json"
    assert load_past(tmp_path / "r.json") is None


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"made": "", "fingerprint": "", "figures": {}, "findings": {"qa": 3}}']
)
def test_history_refuses_a_file_that_is_no_record(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match="不是上次评测留下的记录"):
        load_past(tmp_path / "a.json")


def test_page_shows_every_finding_marked_and_escaped() -> None:
    finding = Finding("k", "Park", MISS, "湖<东>园", "x01", "支持湖<东>园建设。", (2, 7), (("系统标了", "湖&东"),))
    page = make_page(evaluation(0.5, finding, notes=("没有 qa.jsonl，相应部分未评。",)))
    assert "<blockquote>支持<mark>湖&lt;东&gt;园</mark>建设。</blockquote>" in page
    assert "<dt>系统标了</dt><dd>湖&amp;东</dd>" in page
    assert "没有 qa.jsonl，相应部分未评。" in page
    assert "湖<东>园" not in page


def test_page_loads_nothing_from_elsewhere() -> None:
    page = make_page(evaluation(0.5, OLD))
    assert page.count("<style>") == 1
    assert not any(word in page for word in ("http", "src=", "<link", "@import", "url(", "<script"))


def test_page_shows_what_changed_since_the_last_run(tmp_path: Path) -> None:
    write_past(tmp_path / "a.json", evaluation(0.5, OLD))
    past = load_past(tmp_path / "a.json")
    assert past is not None
    now = evaluation(0.42, OLD, NEW)
    page = make_page(now, compare(now, past))
    assert '<span class="down">比上次 -8.0</span>' in page
    assert "没有变好的" in page
    assert "<li>多 · 园区 · 湖东 [x01]</li>" in page


def test_page_cuts_a_long_sentence_around_its_mark() -> None:
    sentence = "前" * 900 + "湖东产业园" + "后" * 900
    page = make_page(evaluation(0.5, Finding("k", "Park", MISS, "湖东产业园", "x01", sentence, (900, 905))))
    assert "……" + "前" * 160 + "<mark>湖东产业园</mark>" + "后" * 160 + "……" in page

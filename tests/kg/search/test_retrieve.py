"""Search over the sample plans: what comes first, what filters leave, what never fills the top."""

import pytest

from kg.index.store import Index
from kg.search import SearchFilters, search


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("瞪羚企业由谁服务", "建立独角兽企业培育库"),  # words
        ("年轻人来了住在哪里", "建设人才公寓2000套"),  # meaning
        ("孩子上学怎么办", "为高层次人才子女安排优质学位"),  # meaning
        ("which department builds the biomedical pilot platform", "建设生物医药中试平台\t区科委"),  # another language
        ("数字经济2030年目标", "到2030年，全区数字经济增加值"),
    ],
)
def test_retrieve_puts_the_passage_first(index: Index, query: str, first: str) -> None:
    assert search(index, query)[0].chunk.text.startswith(first)


@pytest.mark.parametrize("query", ["青政发〔2026〕12号", "青政发[2026]12号 是什么文件"])
def test_retrieve_finds_a_document_number_to_the_letter(index: Index, query: str) -> None:
    hit = search(index, query)[0]
    assert hit.chunk.text == "青政发〔2026〕12号"
    assert hit.ranks["exact"] == 1


def test_retrieve_takes_a_title_for_its_plan_and_for_who_names_it(index: Index) -> None:
    hits = search(index, "《青川区“十五五”产业发展规划》住房", k=20)
    exact = [hit for hit in hits if "exact" in hit.ranks]
    assert {hit.document for hit in exact} == {"青川区产业规划.txt", "青川区通知.txt"}
    assert exact[0].chunk.text.startswith("建设人才公寓")
    assert not any("水库" in hit.chunk.text for hit in exact)


def test_retrieve_counts_what_the_phrases_held_are_worth(index: Index) -> None:
    hits = search(index, "“人才公寓” 青政发〔2026〕12号", k=20)
    assert {hit.chunk.text[:6]: hit.scores["exact"] for hit in hits if "exact" in hit.scores} == {
        "青政发〔20": pytest.approx(0.5),
        "建设人才公寓": pytest.approx(0.5),
    }


def test_retrieve_lifts_what_holds_the_kind_of_thing_asked_for(index: Index) -> None:
    asked = search(index, "生物医药中试平台由谁牵头建设", k=14)
    assert {hit.chunk.text for hit in asked if hit.ranks.get("asked") == 1} == {"建设生物医药中试平台\t区科委\t2027年"}
    assert all("asked" not in hit.ranks for hit in search(index, "生物医药中试平台", k=14))


def test_retrieve_keeps_each_lists_rank_and_score(index: Index) -> None:
    hits = search(index, "人才公寓", k=20)
    assert hits[0].ranks == {"lexical": 1, "dense": 1, "late": 1}
    assert sorted(hit.ranks["dense"] for hit in hits) == list(range(1, len(hits) + 1))
    assert hits[0].scores["lexical"] == max(hit.scores.get("lexical", 0) for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert any("lexical" not in hit.ranks for hit in hits)  # no common word, no lexical rank


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (SearchFilters(), 14),
        (SearchFilters(passages=("table_row",)), 2),
        (SearchFilters(types=("Enterprise",)), 1),
        (SearchFilters(types=("Enterprise", "Department")), 2),
        (SearchFilters(sections=("重点任务",)), 4),
        (SearchFilters(sections=("水库",), passages=("table_row",)), 0),
        (SearchFilters(documents=("doc-unknown",)), 0),
    ],
)
def test_retrieve_filters_before_ranking(index: Index, filters: SearchFilters, count: int) -> None:
    hits = search(index, "水库保护", k=50, filters=filters)
    assert len(hits) == count
    assert [hit.ranks["dense"] for hit in sorted(hits, key=lambda h: h.ranks["dense"])] == list(range(1, count + 1))


def test_retrieve_within_one_document_still_returns_k(index: Index) -> None:
    plan = next(e.chunk.document_id for e in index.entries if e.document == "青川区产业规划.txt")
    hits = search(index, "水库保护", k=5, filters=SearchFilters(documents=(plan,)))
    assert [hit.chunk.document_id for hit in hits] == [plan] * 5


@pytest.mark.parametrize("query", ["总体要求", "目录 重点任务", "2026年3月"])
def test_retrieve_never_fills_the_top_with_lines_that_answer_nothing(index: Index, query: str) -> None:
    bare = {entry.chunk.id for entry in index.entries if not entry.telling}
    hits = search(index, query, k=14)
    assert len(bare) >= 4
    assert not bare & {hit.chunk.id for hit in hits[:5]}


def test_retrieve_lifts_what_mentions_the_thing_named(index: Index) -> None:
    hits = search(index, "云岭生物的住房", k=14)
    [named] = [hit for hit in hits if "graph" in hit.ranks]
    assert named.chunk.text.startswith("支持云岭生物扩建疫苗车间")
    assert named.ranks["graph"] == 1
    assert all("graph" not in hit.ranks for hit in search(index, "住房", k=14))


@pytest.mark.parametrize("query", ["？？", "   ", "xyzzy", "a" * 5000])
def test_retrieve_answers_any_query_without_breaking(index: Index, query: str) -> None:
    assert len(search(index, query, k=3)) == 3
    assert search(index, query, k=0) == []

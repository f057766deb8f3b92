"""Each part's counting on hand-made rows: what is right, missing, too much, optional."""

import pytest

from kg.evaluate.fact_matcher import FactMatcher
from kg.evaluate.facts import FoundFacts, score_facts
from kg.evaluate.gold import GoldEnd, GoldEntity, GoldFact, GoldPassage, GoldQuestion, GoldValue
from kg.evaluate.matching import compare_form, is_answer, is_said
from kg.evaluate.mentions import score_mentions
from kg.evaluate.model import EXTRA, MISS, PARTIAL, UNJUDGED, WRONG_TYPE
from kg.evaluate.places import Library
from kg.evaluate.questions import score_questions
from kg.evaluate.retrieval import score_retrieval
from tests.factory import make_plan
from tests.kg.evaluate.evaluate_factory import answer, gold_text, hit, mention, query

TEXT = "前一句。湖东产业园由区科技局牵头，与湖光生物共建。后一句。"


def test_mentions_count_span_and_type() -> None:
    gold = gold_text(TEXT, ("湖东产业园", "Park", False), ("区科技局", "Department", False), ("湖光", "Platform", True))
    found = [
        mention(TEXT, "湖东产业园", "Region"),
        mention(TEXT, "湖光生物", "Enterprise"),
        mention(TEXT, "后一句", "Task"),
    ]
    part = score_mentions([gold], [found])
    assert part.figures["micro"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "fp": 2, "fn": 2}
    assert [(one.verdict, one.group, one.title) for one in part.findings] == [
        (WRONG_TYPE, "Park", "湖东产业园"),
        (MISS, "Department", "区科技局"),
        (EXTRA, "Task", "后一句"),
    ]


def test_mentions_findings_show_their_sentence_with_the_word_marked() -> None:
    part = score_mentions([gold_text(TEXT, ("区科技局", "Department", False))], [[]])
    (finding,) = part.findings
    assert finding.sentence == "湖东产业园由区科技局牵头，与湖光生物共建。"
    assert finding.sentence[slice(*finding.mark)] == "区科技局"


ENTITIES = [
    {"id": "d1", "name": "区科技局", "aliases": ["区科学技术局"]},
    {"id": "t1", "name": "建设概念验证中心，提供原理验证服务", "aliases": []},
    {"id": "i1", "name": "技术合同成交额", "aliases": []},
]
PLAN = make_plan(
    "一、目标", "到2028年，全区技术合同成交额达到60亿元。建设概念验证中心，提供原理验证服务。", name="x01 方案.txt"
)


def relation(kind: str, subject: str, target: dict[str, object], quote: str) -> dict[str, object]:
    start = PLAN.text.index(quote)
    evidence = {"document": PLAN.name, "quote": quote, "start": start, "end": start + len(quote)}
    names = {str(one["id"]): one["name"] for one in ENTITIES}
    left = {"id": subject, "type": "Department", "name": names[subject]}
    return {
        "id": f"{kind}-{subject}",
        "type": kind,
        "subject": left,
        "object": target,
        "properties": {},
        "evidence": [evidence],
    }


LEADS = relation(
    "RESPONSIBLE_FOR",
    "d1",
    {"id": "t1", "type": "Task", "name": "建设概念验证中心，提供原理验证服务"},
    "建设概念验证中心",
)
VALUE = relation(
    "HAS_VALUE",
    "i1",
    {
        "id": "o1",
        "type": "Observation",
        "name": "60亿元",
        "value": "60",
        "unit": "亿元",
        "year": "2028",
        "of": {"name": "澄湖区"},
    },
    "技术合同成交额达到60亿元",
)
TASK = GoldEnd("Task", "建设概念验证中心，提供原理验证服务")


def gold_fact(
    left: str, target: GoldEnd | GoldValue, kind: str = "RESPONSIBLE_FOR", *, document: str = "x01"
) -> GoldFact:
    return GoldFact(document, kind, GoldEnd("Department", left), target, "建设概念验证中心")


@pytest.mark.parametrize(
    ("fact", "stated"),
    [
        (gold_fact("区科技局", TASK), True),
        (gold_fact("区科学技术局", TASK), True),
        (gold_fact("澄湖科技主管部门", TASK), True),  # an alias that the gold alone knows
        (gold_fact("区财政局", TASK), False),
        (gold_fact("区科技局", GoldEnd("Task", "修建五座跨湖大桥")), False),
        (gold_fact("区科技局", TASK, document="x02"), False),
        (gold_fact("区科技局", TASK, "BUILDS"), False),
        (gold_fact("技术合同成交额", GoldValue("60", "2028", "澄湖区"), "HAS_VALUE"), True),
        (gold_fact("技术合同成交额", GoldValue("61", "2028", "澄湖区"), "HAS_VALUE"), False),
        (gold_fact("技术合同成交额", GoldValue("60", "2027", "澄湖区"), "HAS_VALUE"), False),
        (gold_fact("技术合同成交额", GoldValue("60", "2028", "云溪区"), "HAS_VALUE"), False),
    ],
)
def test_facts_match_by_names_values_and_document(fact: GoldFact, stated: bool) -> None:
    entities = [GoldEntity("Department", "澄湖科技主管部门", ("区科技局",))]
    assert any(FactMatcher(ENTITIES, entities).states(row, fact) for row in (LEADS, VALUE)) is stated


def test_facts_show_the_sentence_and_what_was_read_instead() -> None:
    gold = [gold_fact("区财政局", TASK)]
    found = FoundFacts.match(gold, [LEADS, VALUE], FactMatcher(ENTITIES, []))
    part = score_facts(found, Library([PLAN]))
    assert part.figures["all"] == {"recall": 0.0, "n": 1}
    miss, surplus = part.findings
    assert (miss.verdict, surplus.verdict) == (MISS, UNJUDGED)
    assert miss.sentence == "建设概念验证中心，提供原理验证服务。"
    assert miss.lines == (("系统在此读到", "区科技局 → 建设概念验证中心，提供原理验证服务"),)
    assert surplus.title == "区科技局 → 建设概念验证中心，提供原理验证服务"


def question(kind: str, *answers: str, numbers: tuple[str, ...] = ()) -> GoldQuestion:
    return GoldQuestion("q1", "问？", kind, tuple((one,) for one in answers), numbers)


@pytest.mark.parametrize(
    ("asked", "given", "point"),
    [
        (question("list", "区科技局", "区财政局"), answer("区科技局", "区财政局"), 1.0),
        (question("list", "区科技局", "区财政局"), answer("区科技局", "区体育局"), 0.5),
        (question("list", "区科技局"), answer("区科技局", status="ambiguous"), 0.0),
        (question("count", "12"), answer(text="共有12家。"), 1.0),
        (question("count", "12"), answer(text="共有112家。"), 0.0),
        (question("count", "12"), answer(text="一" * 300 + "12"), 0.0),
        (question("unanswerable"), answer(status="not_found"), 1.0),
        (question("unanswerable"), answer("区科技局"), 0.0),
        (question("department_tasks", "修建五座跨湖大桥", numbers=("3",)), answer("任务3"), 1.0),
    ],
)
def test_questions_earn_points_by_kind(asked: GoldQuestion, given: object, point: float) -> None:
    part = score_questions([asked], [given])  # type: ignore[list-item]
    assert part.figures["all"] == {"score": point, "n": 1}
    assert len(part.findings) == (point < 1)


def test_questions_say_what_is_missing_and_what_is_too_much() -> None:
    part = score_questions([question("list", "区科技局", "区财政局")], [answer("区科技局", "区体育局", text="两个")])
    (finding,) = part.findings
    assert finding.verdict == PARTIAL
    assert dict(finding.lines) == {
        "应答": "区科技局；区财政局",
        "系统": "已回答：两个",
        "缺少": "区财政局",
        "多出": "区体育局",
    }


FIRST = GoldPassage("x01", "支持有条件的单位建设概念验证中心", 2)
SECOND = GoldPassage("x01", "每季度发布可转化成果清单", 1)


def test_retrieval_counts_a_passage_once_and_at_its_first_rank() -> None:
    hits = [hit("别的段落"), hit(f"前文{FIRST.evidence}后文"), hit(FIRST.evidence)]
    part = score_retrieval([query(FIRST, SECOND)], [hits])
    gained, ideal = 3 / 1.58496, 3 + 1 / 1.58496
    assert part.figures["all"] == {
        "ndcg10": round(gained / ideal, 3),
        "recall10": 0.5,
        "hit1": 0.0,
        "mrr10": 0.5,
        "queries": 1,
    }
    (finding,) = part.findings
    assert [label for label, _ in finding.lines] == ["第 2 位", "前 10 位没有", "系统排第 1 的"]


def test_retrieval_wants_the_document_too() -> None:
    part = score_retrieval([query(FIRST)], [[hit(FIRST.evidence, "y01 方案.txt")]])
    assert part.headline == 0
    assert score_retrieval([query(FIRST)], [[hit(FIRST.evidence)]]).findings == ()


@pytest.mark.parametrize(
    ("form", "wanted", "same"),
    [
        ("区科技局", "区科技局", True),
        ("市科技局", "科技局", True),
        ("科技", "科技局", False),
        ("区科技局", "区财政局", False),
    ],
)
def test_matching_takes_a_part_of_three_signs_for_the_whole(form: str, wanted: str, same: bool) -> None:
    assert is_answer([form], [wanted]) is same


def test_matching_forms_drop_width_blanks_and_punctuation() -> None:
    assert compare_form("“云溪 光电”（ＡＢ）有限公司。") == "云溪光电ab有限公司"
    assert is_said("60", "达到60亿元")
    assert not is_said("60", "达到160亿元")

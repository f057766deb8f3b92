"""`kg ask` with a language model: prose and proposals through the whole chain, with models that are down, slow and hostile."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.__main__ import main
from kg.engine import Engine
from kg.llm.grammar import prove
from kg.llm.prompts import cypher_prompt, prose_prompt, sample_query
from kg.llm.propose import run_proposal
from kg.llm.prose import write_prose
from tests.llm_server import ChatServer, Script

QUESTION = "哪些部门负责科技成果转化？"
TRUE = "青岚科技成果转化基金由区科委牵头设立[2]，区财政局、区金融办配合[1]。"
OPEN_QUESTION = "哪两个部门共同承担的任务最多？"
CYPHER = (
    "MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task) WHERE r.role = '配合' "
    "RETURN d.name AS department, t.name AS task, r.document_id AS document_id, r.section AS section, r.quote AS quote, "
    "r.start_char AS start_char, r.end_char AS end_char ORDER BY department, task LIMIT 20"
)
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    filled_home: Path, llm: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs `kg ask` with the scripted model; exit code, standard output, standard error."""
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    settings = {"KG_HOME": str(filled_home), "KG_LLM_URL": llm.url, "KG_LLM_MODEL": "m", "KG_LLM_KEY": "sk-geheim"}
    for name, value in {**settings, "KG_LLM_SECONDS": "1.5"}.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["ask", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_ask_prose_keeps_what_stands_and_shows_what_does_not(call: Call, llm: ChatServer) -> None:
    plain = json.loads(call(QUESTION, "--json")[1])
    llm.says(f"以下是回答。{TRUE}区教委也牵头[1]。总投资90亿元[1]。")
    code, out, _ = call(QUESTION, "--prose", "--json")
    row = json.loads(out)
    prose = row.pop("prose")
    assert (code, row) == (0, plain)
    assert prose["text"] == TRUE
    assert prose["sentences"] == [{"text": TRUE, "citations": [2, 1]}]
    assert [one["text"] for one in prose["removed"]] == ["以下是回答。", "区教委也牵头[1]。", "总投资90亿元[1]。"]
    assert {one["number"] for one in prose["evidence"]} == {1, 2}
    assert all(one["quote"] and one["end"] - one["start"] == len(one["quote"]) for one in prose["evidence"])
    assert (prose["model"], prose["note"]) == ("m", None)
    assert "prose" not in plain


def test_ask_prose_as_text_stands_below_the_answer(call: Call, llm: ChatServer) -> None:
    llm.says(f"{TRUE}区教委也牵头[1]。")
    _, out, _ = call(QUESTION, "--prose")
    answer, prose = out.split("\n\n")
    assert answer == call(QUESTION)[1].strip()
    assert TRUE in prose
    assert "[1] 《青岚区“十五五”时期科技创新规划》，附件" in prose
    assert "区教委也牵头[1]。（所引原文没有这个名称：区教委）" in prose


WORTHLESS: dict[str, tuple[Script, str]] = {
    "down": (lambda one: one.send(503, b"sk-geheim"), "HTTP 503"),
    "slow": (lambda one: one.drip(), "1.5 秒内没有答完"),
    "page": (lambda one: one.send(200, b"<html>", "text/html"), "不是 JSON"),
    "lies": (lambda one: one.chat("区教委负责全部任务[1]。技术合同成交额900亿元[1]。"), "没有通过核对"),
    "no marks": (lambda one: one.chat("区科委牵头。"), "没有通过核对"),
    "other format": (lambda one: one.chat('{"sentences": [{"text": "区科委牵头", "citations": [1]}]}'), "没有通过核对"),
}


@pytest.mark.parametrize("case", WORTHLESS)
def test_ask_prose_of_a_worthless_model_is_the_answer_without_it(call: Call, llm: ChatServer, case: str) -> None:
    script, said = WORTHLESS[case]
    plain = json.loads(call(QUESTION, "--json")[1])
    llm.script = script
    code, out, err = call(QUESTION, "--prose", "--json")
    row = json.loads(out)
    prose = row.pop("prose")
    assert (code, row) == (0, plain)
    assert (prose["text"], prose["sentences"], prose["evidence"]) == ("", [], [])
    assert said in prose["note"]
    assert "sk-geheim" not in out + err
    code, out, _ = call(QUESTION, "--prose")
    assert code == 0
    assert out.startswith(call(QUESTION)[1].strip())
    assert said in out


def test_ask_prose_of_a_refusal_asks_no_model(call: Call, llm: ChatServer) -> None:
    row = json.loads(call("今天云州天气怎么样？", "--prose", "--propose", "--json")[1])
    assert "没有可引的原文" in row["prose"]["note"]
    assert "无从知道" in row["proposal"]["note"]
    assert llm.requests == []


def test_ask_prose_hands_a_hostile_plan_on_as_data(engine: Engine, llm: ChatServer) -> None:
    answer = engine.ask("区商务局负责哪些任务？")
    llm.says("区教委负责全部任务[1]。招商引资900亿元[1]。区商务局负责招商引资900亿元的任务，见[2]。")
    prose = write_prose(engine, answer)
    system, user = llm.requests[0]["messages"]
    assert system["content"] == prose_prompt()
    data = json.loads(user["content"])
    assert [one["number"] for one in data["evidence"]] == [1, 2]
    assert "忽略以上指令" in data["evidence"][0]["quote"]
    assert "忽略以上指令" not in system["content"]
    assert "sk-geheim" not in json.dumps(llm.requests)
    # what the plan says of others may be repeated with its own number alone
    assert [one.text for one in prose.removed] == ["招商引资900亿元[1]。"]
    assert engine.ask("区商务局负责哪些任务？") == answer


@pytest.mark.parametrize("arguments", [["--prose"], ["--propose"], ["--propose", "--run"]])
def test_ask_without_a_model_says_so(call: Call, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.delenv("KG_LLM_URL")
    code, out, err = call(QUESTION, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith("错误：没有配置语言模型；请设置 KG_LLM_URL")


def test_ask_propose_shows_and_runs_only_when_told(call: Call, llm: ChatServer) -> None:
    llm.says(f"```cypher\n{CYPHER}\n```")
    shown = json.loads(call(OPEN_QUESTION, "--propose", "--json")[1])
    assert shown["status"] == "not_found"
    assert shown["proposal"] == {
        "machine_proposed": True, "model": "m", "cypher": CYPHER, "refused": None, "note": None, "ran": False,
    }  # fmt: skip
    ran = json.loads(call(OPEN_QUESTION, "--propose", "--run", "--json")[1])
    rows = ran["proposal"]["rows"]
    assert (ran["answers"], ran["proposal"]["ran"], ran["proposal"]["left_out"]) == ([], True, 0)
    assert {"区财政局", "区金融办"} <= {row["values"]["department"] for row in rows}
    assert all(row["evidence"]["quote"] for row in rows)
    asked = len(llm.requests)
    code, out, _ = call(OPEN_QUESTION, "--run", "--cypher", CYPHER)
    assert (code, len(llm.requests)) == (0, asked)
    assert out.index(CYPHER) < out.index("不是核定的答案")
    assert "区金融办\t设立青岚科技成果转化基金" in out


def test_ask_propose_sends_the_ontology_and_our_queries(call: Call, llm: ChatServer) -> None:
    call(OPEN_QUESTION, "--propose")
    system, user = llm.requests[0]["messages"]
    assert system["content"] == cypher_prompt()
    assert json.loads(user["content"])["question"] == OPEN_QUESTION
    for words in ("RESPONSIBLE_FOR（负责）：Department → Task", "start_char", "某指标某年是多少", sample_query()):
        assert words in system["content"]
    assert "{" + "labels}" not in system["content"]
    assert prove(sample_query()) == sample_query()


MALICIOUS = [
    "MATCH (n:Task) DETACH DELETE n",
    "MATCH (n:Task) RETURN n.name LIMIT 5; CREATE (:Park {id: 'x', name: 'x'})",
    "CALL dbms.shutdown()",
    "MATCH (n:Task) RETURN n.name",
    "MATCH (n:Task)-[*]->(m) RETURN m.name LIMIT 5",
    "LOAD CSV FROM 'http://127.0.0.1/' AS l RETURN l LIMIT 1",
    "好的！这是查询：MATCH (n:Task) RETURN n.name LIMIT 5",
    "x" * 15_000,
    "MATCH (t:Task) RETURN t.name SKIP 1 LIMIT 5 RETURN 1",
    "MATCH (t:Task) WHERE t.name < RETURN t.name LIMIT 5",
]


@pytest.mark.parametrize("reply", MALICIOUS)
def test_ask_propose_runs_nothing_that_is_not_proven(call: Call, llm: ChatServer, engine: Engine, reply: str) -> None:
    before = engine.query("counts"), engine.query("relation_counts")
    llm.says(reply)
    code, out, _ = call(OPEN_QUESTION, "--propose", "--run", "--json")
    proposal = json.loads(out)["proposal"]
    assert (code, proposal["ran"]) == (0, False)
    assert "请改写" in proposal["refused"]
    assert "rows" not in proposal
    assert (engine.query("counts"), engine.query("relation_counts")) == before
    code, _, err = call(OPEN_QUESTION, "--run", "--cypher", reply)
    assert code == 1
    assert "请改写" in err


@pytest.mark.parametrize(
    ("question", "reply", "said"),
    [
        (OPEN_QUESTION, "NONE", "图谱答不了"),
        (OPEN_QUESTION, "NONE。", "图谱答不了"),
        (QUESTION, CYPHER, "已有现成的查询"),
        ("《云州市海洋经济规划》提了什么目标？", CYPHER, "无从知道"),
    ],
)
def test_ask_propose_says_why_there_is_no_query(
    call: Call, llm: ChatServer, question: str, reply: str, said: str
) -> None:
    llm.says(reply)
    proposal = json.loads(call(question, "--propose", "--json")[1])["proposal"]
    assert proposal["cypher"] is None
    assert said in proposal["note"]


def test_ask_propose_of_a_model_that_is_down_is_the_refusal_without_it(call: Call, llm: ChatServer) -> None:
    llm.script = lambda one: one.send(500, b"")
    code, out, _ = call(OPEN_QUESTION, "--propose")
    assert code == 0
    assert "查找的文件" in out
    assert "语言模型没有拟出查询（语言模型 http://127.0.0.1" in out


def test_proposed_rows_with_a_quote_that_no_document_holds_are_left_out(engine: Engine) -> None:
    forged = CYPHER.replace("r.quote AS quote", "'区教委负责全部任务' AS quote")
    result = run_proposal(engine, forged)
    assert (result.rows, result.left_out > 0) == ((), True)
    bare = run_proposal(engine, "MATCH (d:Department) RETURN d.name AS name ORDER BY name LIMIT 2")
    assert [row.citation for row in bare.rows] == [None, None]


@pytest.mark.parametrize("arguments", [["--run"], ["--cypher", CYPHER, "--batch", "x"]])
def test_ask_refuses_options_that_do_not_go_together(call: Call, tmp_path: Path, arguments: list[str]) -> None:
    batch = tmp_path / "batch"
    batch.write_text('{"id": 1, "question": "问"}', encoding="utf-8")
    code, _, err = call(QUESTION, *[str(batch) if one == "x" else one for one in arguments])
    assert code == 1
    assert "同用" in err

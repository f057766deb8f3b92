"""The answer page with a language model: buttons only where one is configured, prose that stood, a query before its rows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.strings import TEXT
from kg.settings import ROOT
from tests.llm_server import ChatServer, chat_server

QUESTION = "哪些部门负责科技成果转化任务？"
OPEN_QUESTION = "哪两个部门共同承担的任务最多？"
CYPHER = (
    "MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task) WHERE r.role = '配合' "
    "RETURN d.name AS department, r.document_id AS document_id, r.section AS section, r.quote AS quote, "
    "r.start_char AS start_char, r.end_char AS end_char ORDER BY department, quote LIMIT 20"
)
WRITE, PROPOSE, RUN = (TEXT[f"model.{name}"][0] for name in ("write", "propose", "run"))


@pytest.fixture
def llm(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with chat_server() as server:
        settings = {"KG_HOME": str(filled_home), "KG_LLM_URL": server.url, "KG_LLM_MODEL": "m", "KG_LLM_SECONDS": "2"}
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("KG_GRAPH_URL", raising=False)
        yield server


def ask(question: str, language: str = "zh") -> AppTest:
    """The answer page for a question."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.switch_page("app_pages/ask.py")
    app.query_params["q"] = question
    app.session_state["lang"] = language
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def html(app: AppTest) -> str:
    return "\n".join(body for element in app.get("html") if not (body := element.proto.body).startswith("<style"))


def table(app: AppTest) -> str:
    """The rows of the answer."""
    return next(element.proto.body for element in app.get("html") if "pg-table" in element.proto.body)


def test_page_without_a_model_offers_none(llm: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_LLM_URL")
    for question in (QUESTION, OPEN_QUESTION):
        assert not {WRITE, PROPOSE} & set(labels(ask(question)))


def test_page_shows_what_stood_and_folds_what_was_removed(llm: ChatServer) -> None:
    app = ask(QUESTION)
    assert PROPOSE not in labels(app)
    before = table(app)
    llm.says("设立青岚科技成果转化基金由区科委牵头[2]。区教委<b>负责</b>全部任务[1]。总投资90亿元[1]。")
    app = press(app, WRITE)
    assert not app.exception
    assert "设立青岚科技成果转化基金由区科委牵头[2]。" in html(app)
    assert "90亿元[1]。</dt><dd>所引原文没有这个数字或年份：90亿元" in html(app)
    assert "<b>负责</b>" not in html(app)
    assert any(TEXT["model.removed"][0].format(n=2) == one.label for one in app.expander)
    assert table(app) == before
    app.query_params["q"] = "区教委要做什么？"
    assert "90亿元" not in html(app.run())


def test_page_of_a_model_that_is_down_keeps_the_answer(llm: ChatServer) -> None:
    llm.script = lambda one: one.send(500, b"")
    app = press(ask(QUESTION), WRITE)
    assert "pg-answer" in html(app)
    assert TEXT["model.nothing"][0] in html(app)
    assert "HTTP 500" in html(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_shows_a_query_before_its_rows(llm: ChatServer, language: str) -> None:
    llm.says(CYPHER)
    english = language == "en"
    app = ask(OPEN_QUESTION, language)
    assert TEXT["model.write"][english] not in labels(app)
    app = press(app, TEXT["model.propose"][english])
    assert [code.value for code in app.code if code.language == "cypher"] == [CYPHER]
    assert "pg-table" not in html(app)
    app = press(app, TEXT["model.run"][english])
    assert not app.exception
    assert {"区金融办", "区财政局"} <= set(re.findall(r"<summary><span>(\w+)</span>", html(app)))
    assert "<mark>" in html(app)
    assert len(llm.requests) == 1


def test_page_shows_a_refused_query_without_a_way_to_run_it(llm: ChatServer) -> None:
    llm.says("MATCH (n:Task) DETACH DELETE n")
    app = press(ask(OPEN_QUESTION), PROPOSE)
    assert TEXT["model.refused"][0] in html(app)
    assert "MATCH (n:Task) DETACH DELETE n" in html(app)
    assert RUN not in labels(app)

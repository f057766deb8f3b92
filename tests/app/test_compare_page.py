"""The page 比较: the sides in the address, every view, a chosen row's sources, the wording, and what cannot be compared."""

from pathlib import Path

import pytest

from ingest.pipeline import add_paths
from kg.settings import ROOT, Settings
from tests.app.test_pages import html, open_page

PLAN, OTHER = "青岚区“十五五”时期科技创新规划", "青岚区“十四五”时期先进制造产业规划"


@pytest.fixture
def filled(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(filled_home))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    return filled_home


def keys(home: Path) -> dict[str, str]:
    """Title → the document's id."""
    from kg.engine import Engine

    with Engine.open(Settings(home=home)) as engine:
        return {document.title: key for key, document in engine.loaded.items()}


@pytest.mark.parametrize("view", ["outline", "indicators", "tasks", "industries", "wording"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_opens_in_both_languages(view: str, language: str, filled: Path) -> None:
    app = open_page("compare", view=view, theme="智能制造", lang=language)
    app.session_state["lang"] = language
    app.run()
    assert not app.exception
    assert "pg-failure" not in html(app)
    assert app.dataframe or "pg-diff" in html(app) or "pg-notfound" in html(app)


def test_sides_and_theme_stand_in_the_address(filled: Path) -> None:
    known = keys(filled)
    app = open_page("compare", a=known[OTHER], b=known[PLAN], theme="智能制造")
    assert [one.value for one in app.selectbox] == [known[OTHER], known[PLAN]]
    app.selectbox[0].set_value("region:青岚区").run()
    assert app.query_params["a"] in ("region:青岚区", ["region:青岚区"])
    assert not app.exception


def test_theme_that_is_typed_opens_the_wording(filled: Path) -> None:
    app = open_page("compare")
    assert "pg-diff" not in html(app)
    next(one for one in app.text_input if one.label == "对照措辞的主题").set_value("智能制造").run()
    assert "pg-diff" in html(app)


def test_outline_names_what_stayed_and_what_is_new(filled: Path) -> None:
    known = keys(filled)
    table = open_page("compare", a=known[OTHER], b=known[PLAN]).dataframe[0].value
    outcomes = {one.split("　")[0] for one in table["去向"]}
    assert "＝ 保留" in outcomes
    assert outcomes <= {"＝ 保留", "－ 不再提", "＋ 新增"}


def test_wording_marks_differences_and_names_the_side_without_the_words(filled: Path) -> None:
    known = keys(filled)
    app = open_page("compare", a=known[PLAN], b=known[OTHER], theme="研发投入强度", view="wording")
    shown = html(app)
    assert '<table class="pg-diff">' in shown
    assert "<cite>《" in shown
    told = open_page("compare", a=known["澄湖区人才工作方案"], b=known[PLAN], theme="海洋传感", view="wording")
    assert any("没有“海洋传感”的原词" in one.value for one in told.info)
    hostile = open_page("compare", a=known["澄湖区人才工作方案"], b=known[PLAN], theme="人才公寓", view="wording")
    assert "<script>document.title" not in html(hostile)
    assert "&lt;script&gt;" in html(hostile)


def test_same_side_twice_asks_for_another(filled: Path) -> None:
    known = keys(filled)
    app = open_page("compare", a=known[PLAN], b=known[PLAN])
    assert "两边选的是同一份" in html(app)
    assert not app.dataframe


def test_single_document_says_that_two_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [plan] = (ROOT / "tests/cases/answers").glob("*科技创新规划.md")
    add_paths([plan], Settings(home=tmp_path / "home"))
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KG_GRAPH_URL", raising=False)
    assert "库中只有一份文件" in html(open_page("compare"))

"""KG_* variables: defaults, what is read, what is refused."""

from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.extract.extractor import Extractor
from kg.ids import make_id
from kg.settings import Settings


def test_settings_defaults_are_embedded_and_offline() -> None:
    found = Settings.from_env({})
    assert (found.home, found.graph_url, found.encoder, found.llm_url) == (Path("data"), "", "", "")


def test_settings_read_every_variable() -> None:
    found = Settings.from_env(
        {
            "KG_HOME": " ~/plans ",
            "KG_GRAPH_URL": "bolt://127.0.0.1:7687",
            "KG_GRAPH_USER": "reader",
            "KG_GRAPH_PASSWORD": "secret",
            "KG_GRAPH_DATABASE": "plans",
            "KG_ENCODER": "models/own",
        }
    )
    assert found.home == Path("~/plans").expanduser()
    assert (found.graph_user, found.graph_password, found.graph_database) == ("reader", "secret", "plans")
    assert (found.graph_url, found.encoder) == ("bolt://127.0.0.1:7687", "models/own")


@pytest.mark.parametrize("url", ["http://127.0.0.1:7474", "127.0.0.1:7687", "sqlite:///graph"])
def test_settings_refuse_an_address_that_is_no_graph(url: str) -> None:
    with pytest.raises(SettingsError, match="KG_GRAPH_URL"):
        Settings.from_env({"KG_GRAPH_URL": url})


def test_ids_are_the_same_for_the_same_parts_alone() -> None:
    assert make_id("task", "ab", "c") == make_id("task", "ab", "c")
    assert make_id("task", "ab", "c") != make_id("task", "a", "bc")
    assert make_id("task", "x").startswith("task-")
    assert len(make_id("task", "x")) == len("task-") + 20


@pytest.mark.parametrize(("value", "names"), [("", True), ("on", True), ("off", False), (" OFF ", False)])
def test_settings_names_switch(value: str, names: bool) -> None:
    assert Settings.from_env({"KG_NAMES": value}).names is names


def test_settings_refuse_a_names_switch_that_says_nothing() -> None:
    with pytest.raises(SettingsError, match="KG_NAMES"):
        Settings.from_env({"KG_NAMES": "no"})


def test_settings_names_switch_takes_the_gazetteers_of_proper_names_away() -> None:
    text = "依托首都科技条件平台，服务北京市。"
    with_names = {(m.text, m.type) for m in Extractor.load().annotate(text)}
    without = {(m.text, m.type, m.extractor.split("/")[0]) for m in Extractor.load(names=False).annotate(text)}
    assert ("首都科技条件平台", "Platform") in with_names
    assert ("首都科技条件平台", "Platform", "gazetteer") not in without
    assert ("北京市", "Region", "gazetteer") in without

"""Settings come from the environment, and a value that says nothing is refused."""

import pytest

from kg.errors import SettingsError
from kg.extract.extractor import Extractor
from kg.settings import Settings


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

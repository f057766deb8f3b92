"""The READMEs are true: every command, target, page and query folder is named, and local links exist."""

import re

import pytest

import ingest.__main__
import kg.__main__
from app_pages.pages import NAMES
from kg.settings import ROOT

READMES = ("README.md", "README.zh.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def verbs(parser) -> list[str]:
    """The commands of an argument parser."""
    return [
        name for action in parser._actions if action.choices and not action.option_strings for name in action.choices
    ]


@pytest.mark.parametrize("name", READMES)
def test_docs_name_every_command(name: str) -> None:
    text = read(name)
    for module, parser in (("kg", kg.__main__.make_parser()), ("ingest", ingest.__main__.make_parser())):
        for verb in verbs(parser):
            assert f"python -m {module} {verb}" in text, f"{name} does not name `{module} {verb}`"


@pytest.mark.parametrize("name", READMES)
def test_docs_name_every_make_target(name: str) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert phony
    for target in phony.group(1).split():
        assert f"make {target}" in read(name), f"{name} does not name `make {target}`"


def test_docs_name_every_page_and_query_folder() -> None:
    text = read("README.md")
    assert len(NAMES) >= 9
    assert all(f"{page}.py" in text for page in NAMES)
    assert all(f"queries/{folder.name}/" in text for folder in (ROOT / "queries").iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", READMES)
def test_docs_links_exist(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", read(name)):
        assert target.startswith("http") or (ROOT / target).exists(), f"{name} links to {target}"


def test_docs_are_short_and_the_changelog_leads_with_unreleased() -> None:
    assert len(read("README.md").splitlines()) <= 150
    assert read("CHANGELOG.md").split("## ")[1].startswith("Unreleased")

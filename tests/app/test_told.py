"""Sentences that come ready from kg: each has its English, and what is quoted in it stays as it is."""

import ast
import re
from collections.abc import Iterator

import pytest

from app_pages.language import BETWEEN, in_english
from app_pages.strings import TEXT
from app_pages.strings_told import TOLD
from kg.ontology import load_ontology
from kg.settings import ROOT
from tests.app.told_source import NAME, Module, module, reached, strings

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Functions whose strings pages show: by module. Errors, headings of files and words that are looked for are none.
SHOWN = {
    "kg/resolve/compare.py": None,
    "kg/extract/gaps.py": ("_why_no_row", "_lines", "_cells", "_duties", "_why_no_table"),
    "ingest/gaps.py": None,
    "ingest/pipeline.py": ("_same",),
    "ingest/readers/__init__.py": ("read_file",),
    "ingest/readers/decoding.py": ("_patched",),
    "ingest/readers/pdf.py": ("_with_ocr", "_named"),
    "ingest/readers/sheet_xlsx.py": ("read",),
    "ingest/readers/word_doc.py": ("read",),
    "kg/coverage/axes.py": ("_plans", "_places"),
    "kg/coverage/cover.py": ("papers_of", "_doubt", "_cell", "_notes"),
    "kg/coverage/terms.py": ("_unfit",),
    "kg/indicators/growth.py": ("find_need", "_no_level", "_why_not"),
    "kg/comparing/indicators.py": ("set_beside", "_why_not"),
    "kg/llm/claims.py": ("fault",),
}
# Their errors name lines and keys of files that somebody edits by hand, or queries that somebody writes.
OF_FILES = {"kg.queries", "kg.ontology", "kg.gazetteer", "kg.briefing.template", "kg.llm.tokens", "kg.text.units"}
SIGNS = {"省市区县州盟旗"}  # looked for in names


def sentences() -> Iterator[str]:
    """Every Chinese sentence of these functions, `甲` where something is put in."""
    for name, functions in SHOWN.items():
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        for one in ast.walk(tree):
            if isinstance(one, ast.FunctionDef) and (functions is None or one.name in functions):
                for part in one.body[1:] if ast.get_docstring(one) else one.body:
                    yield from filter(CHINESE.search, texts(part))


def texts(node: ast.AST) -> Iterator[str]:
    """The strings below a node; what stands within another, or is joined to one, is none of its own."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(map(part_of, node.values))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.sub(r"\{\w+\}", "甲", node.value)
    elif not isinstance(node, ast.Raise | ast.Compare | ast.BinOp):
        for child in ast.iter_child_nodes(node):
            yield from texts(child)


def part_of(node: ast.AST) -> str:
    """A part of a string: as it stands, nothing for what may be wanting, else a name."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "" if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.IfExp) else "甲"


def test_every_sentence_that_pages_show_has_its_english() -> None:
    found = {one for one in sentences() if len(one) > 3}
    assert len(found) > 50
    said = {one: re.sub("甲|“.*?”", "", in_english(one)) for one in found - SIGNS}
    assert [one for one, english in said.items() if CHINESE.search(english)] == []


def said_in_english(text: str) -> str:
    """The sentences in English, without the names in them and what is quoted."""
    english = "; ".join(map(in_english, BETWEEN.split(text)))
    return re.sub(f"{NAME}|“.*?”|牵头|配合|责任", "", english)


def failures(source: Module) -> Iterator[str]:
    """What the module's errors say; those of the project's own files (OntologyError) name lines and keys to who edits them."""
    for call in source.calls:
        name = getattr(call.func, "id", "")
        if name.endswith("Error") and name not in ("OntologyError", "SettingsError") and call.args:
            yield from strings(call.args[0], source)


def notes(source: Module) -> Iterator[str]:
    """What stands beside the rows of an answer."""
    for call in source.calls:
        if getattr(call.func, "id", "") in ("AnswerRow", "replace"):
            for one in call.keywords:
                if one.arg == "note":
                    yield from strings(one.value, source)


@pytest.mark.parametrize("name", [one for one in reached("app_pages") if one not in OF_FILES])
def test_every_failure_that_a_page_may_show_has_its_english(name: str) -> None:
    assert [one for one in failures(module(name)) if CHINESE.search(said_in_english(one))] == []


@pytest.mark.parametrize("name", [one for one in reached("app_pages") if one.startswith("kg.answer.")])
def test_every_note_beside_an_answer_has_its_english(name: str) -> None:
    assert [one for one in notes(module(name)) if CHINESE.search(said_in_english(one))] == []


@pytest.mark.parametrize("told", TOLD)
def test_a_sentence_is_recognised_by_its_own_pattern(told: str) -> None:
    names = sorted(set(re.findall(r"\{(\w)\}", told)))
    assert sorted(set(re.findall(r"\{(\w)\}", TOLD[told]))) == names
    filled = {name: f"“澄湖{name}”" for name in names}
    assert in_english(told.format(**filled)) == TOLD[told].format(**filled)


@pytest.mark.parametrize(
    ("told", "english"),
    [
        ("“湖芯”的各字依次见于“湖芯传感”，可能是简称", "the characters of “湖芯” stand in “湖芯传感” in order: it may be its short name"),
        ("同义词只有符号，没有检索", "alias: only signs, not searched"),
        ("口径不同：前者未写明，后者年均", "different bases: not stated and 年均"),
        ("这句话谁也没有写过", "这句话谁也没有写过"),
    ],
)  # fmt: skip
def test_what_is_quoted_stays_as_it_stands(told: str, english: str) -> None:
    assert in_english(told) == english


def test_every_role_and_status_has_its_words() -> None:
    choices = {
        str(value)
        for relation in load_ontology().relations.values()
        for name, one in relation.properties.items()
        if name in ("role", "status")
        for value in one.values
    }
    assert {f"role.{value}" for value in choices} <= set(TEXT)

"""What of Cypher is proven to read only: cases as data; what is allowed runs on both engines, what is refused is said why."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.llm.grammar import prove
from kg.llm.known import load_known
from kg.llm.tokens import LONGEST
from kg.settings import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "cypher.yaml").read_text(encoding="utf-8"))
WRITING = re.compile(
    r"\b(create|merge|set|delete|detach|remove|insert|call|load|foreach|drop|use|show)\b", re.IGNORECASE
)
PIECES = [*WRITING.pattern[3:-3].split("|"), "MATCH (n:Park)", "WITH n", "RETURN n.name", "LIMIT 1", "'", '"', "`", "//", "/*",
          "*/", ";", "\\u0053", "{", "}", "(", ")", "n", "n.name", "=", "'x'", ",", "\n", " ", "AS x", "WHERE", "EXISTS"]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in CASES["allowed"]])
def test_prove_allows_what_reads(text: str) -> None:
    assert prove(f"\n{text} ") == text.removesuffix(";")


@pytest.mark.parametrize(
    ("said", "text"), [(case[-1] if len(case) > 2 else case[0], case[1]) for case in CASES["refused"]]
)
def test_prove_refuses_the_rest_and_says_why(said: str, text: str) -> None:
    with pytest.raises(QueryError, match=rf"查询第 \d+ 个字符处：.*{re.escape(said)}"):
        prove(text)


def test_prove_refuses_long_and_deep_queries() -> None:
    deep = f"MATCH (n:Park) WHERE {'(' * 400}true{')' * 400} RETURN n.name LIMIT 1"
    with pytest.raises(QueryError, match="套得太深"):
        prove(deep)
    with pytest.raises(QueryError, match="超过"):
        prove("MATCH (n:Park) " * LONGEST)
    with pytest.raises(QueryError, match="个子句"):
        prove("MATCH (n:Park) " * 20 + "RETURN n.name LIMIT 1")


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_prove_lets_no_word_that_writes_through(pieces: list[str]) -> None:
    text = " ".join(pieces)
    try:
        proven = prove(text)
    except QueryError:
        return
    assert not WRITING.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", proven))
    assert "LIMIT 1" in proven


def test_known_names_are_those_that_the_stores_write() -> None:
    known = load_known()
    assert {"Department", "Task", "Observation", "Document", "Chunk"} <= set(known.labels)
    assert {"name", "group_name", "deadline"} <= set(known.labels["Task"])
    assert {"amount", "amount_unit", "year"} <= set(known.labels["Observation"])
    assert {"quote", "start_char", "document_id", "role"} <= set(known.relations["RESPONSIBLE_FOR"])
    assert "title" not in known.properties

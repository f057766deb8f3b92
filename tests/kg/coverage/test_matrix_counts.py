"""The numbers of the matrices equal plain counts over the records of the sample plans."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from kg.coverage.axes import DEPARTMENT, INDUSTRY, PARK, PLACE, PLAN, THEME, Line, Scope
from kg.coverage.matrix import SAID, Matrix, make_matrix
from kg.coverage.survey import Survey
from kg.coverage.terms import Term
from kg.engine import Engine
from kg.records import Chunk, Document
from kg.text.normalize import fold

# Long enough to be found as they stand: what is no whole word is a matter of test_coverage_letters.py.
WORDS = ("科技成果转化", "合成生物", "知识产权", "低空经济", "概念验证中心", "远洋捕捞")


@pytest.fixture(scope="module")
def survey(sample_engine: Engine) -> Survey:
    return Survey(sample_engine)


def matrix_of(survey: Survey, of: str, by: str) -> Matrix:
    return make_matrix(Scope(survey), of, by, [Term(word) for word in WORDS])


def pairs(matrix: Matrix) -> Iterator[tuple[Line, Line, int, int]]:
    """Every pair with its two numbers."""
    for row in matrix.rows:
        for column in matrix.columns:
            yield row, column, *matrix.counts(row, column)[1:]


def passage_at(document: Document, place: int) -> Chunk:
    """The passage that holds a place, or the next one below its heading; the last one behind all."""
    return next((one for one in document.chunks if place < one.end), document.chunks[-1])


def holding(document: Document, word: str) -> set[str]:
    """The passages that hold a word in their text or in a heading right above."""
    found, at = set(), document.text.find(word)
    while at >= 0:
        found.add(passage_at(document, at).id)
        at = document.text.find(word, at + 1)
    return found


def mentioning(engine: Engine, document: Document, thing: str) -> set[str]:
    """The passages with a mention of a thing."""
    canonical = engine.resolution.canonical
    marks = [one for one in document.extraction.mentions if canonical.get(one.entity_id) == thing]
    return {passage_at(document, one.start).id for one in marks}


def named(engine: Engine, word: str) -> set[str]:
    """The things of this very name."""
    return {
        one.id
        for one in engine.resolution.entities.values()
        if fold(word) in {fold(name) for name in (one.name, *one.aliases)}
    }


def speaking(engine: Engine, document: Document, word: str) -> set[str]:
    """The passages that hold a word or mention its thing."""
    found = holding(document, word)
    for thing in named(engine, word):
        found |= mentioning(engine, document, thing)
    return found


def told(engine: Engine) -> dict[str, tuple[str, str]]:
    """Task id → its document, and all that is written of it: name, heading, sources."""
    texts: dict[str, list[str]] = defaultdict(list)
    for document in engine.loaded.values():
        for one in document.extraction.relations:
            for key in {one.subject_id, one.object_id}:
                texts[key] += [part.quote for part in one.evidence]
    found = {}
    for document in engine.loaded.values():
        for one in document.extraction.entities:
            if one.type == "Task":
                words = [one.name, str(one.properties["group_name"]), *texts[one.id]]
                found[engine.resolution.canonical[one.id]] = document.id, "\n".join(words)
    return found


def concerning(engine: Engine, things: set[str]) -> set[str]:
    """The tasks that concern one of the things."""
    canonical = engine.resolution.canonical
    facts = (one for document in engine.loaded.values() for one in document.extraction.relations)
    return {canonical[one.subject_id] for one in facts if one.type == "CONCERNS" and canonical[one.object_id] in things}


def duties(engine: Engine) -> dict[str, set[str]]:
    """Department → its tasks, as the graph's query lists them."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in engine.query("tasks"):
        if row["department_id"]:
            found[str(row["department_id"])].add(str(row["task_id"]))
    return found


def about(engine: Engine, word: str) -> set[str]:
    """The tasks that hold a word, or concern its thing."""
    return {key for key, (_, text) in told(engine).items() if word in text} | concerning(engine, named(engine, word))


def test_department_by_plan_counts_mentions_and_duties(survey: Survey, sample_engine: Engine) -> None:
    tasks, homes = duties(sample_engine), {key: home for key, (home, _) in told(sample_engine).items()}
    seen = 0
    for row, column, passages, number in pairs(matrix_of(survey, DEPARTMENT, PLAN)):
        assert passages == len(mentioning(sample_engine, sample_engine.document(column.key), row.key)), (
            row.name,
            column.name,
        )
        assert number == sum(homes[task] == column.key for task in tasks[row.key]), (row.name, column.name)
        seen += passages + number
    assert seen > 200


def test_theme_by_plan_counts_what_holds_the_word(survey: Survey, sample_engine: Engine) -> None:
    homes = {key: home for key, (home, _) in told(sample_engine).items()}
    seen = []
    for row, column, passages, number in pairs(matrix_of(survey, THEME, PLAN)):
        assert passages == len(speaking(sample_engine, sample_engine.document(column.key), row.name)), (
            row.name,
            column.name,
        )
        assert number == sum(homes[task] == column.key for task in about(sample_engine, row.name)), (
            row.name,
            column.name,
        )
        seen.append((passages, number))
    assert sum(map(sum, seen)) > 50
    assert (0, 0) in seen


def test_theme_by_department_counts_what_speaks_of_both(survey: Survey, sample_engine: Engine) -> None:
    tasks = duties(sample_engine)
    seen = 0
    for row, column, passages, number in pairs(matrix_of(survey, THEME, DEPARTMENT)):
        both = sum(
            len(speaking(sample_engine, one, row.name) & mentioning(sample_engine, one, column.key))
            for one in sample_engine.loaded.values()
        )
        assert (passages, number) == (both, len(about(sample_engine, row.name) & tasks[column.key])), (
            row.name,
            column.name,
        )
        seen += passages + number
    assert seen > 50


def test_theme_by_region_and_period_adds_up_its_documents(survey: Survey, sample_engine: Engine) -> None:
    by_plan = matrix_of(survey, THEME, PLAN)
    columns = {column.key: column for column in by_plan.columns}
    for row, column, passages, number in pairs(matrix_of(survey, THEME, PLACE)):
        parts = [by_plan.counts(row, columns[key]) for key in column.documents]
        assert (passages, number) == (sum(one[1] for one in parts), sum(one[2] for one in parts))


def test_industry_by_park_counts_what_names_both_or_states_a_fact(survey: Survey, sample_engine: Engine) -> None:
    canonical = sample_engine.resolution.canonical
    seen = 0
    for row, column, passages, number in pairs(matrix_of(survey, INDUSTRY, PARK)):
        found: set[str] = set()
        for document in sample_engine.loaded.values():
            found |= mentioning(sample_engine, document, row.key) & mentioning(sample_engine, document, column.key)
            for one in document.extraction.relations:
                if {canonical[one.subject_id], canonical[one.object_id]} == {row.key, column.key}:
                    found |= {passage_at(document, part.start).id for part in one.evidence}
        assert passages == len(found), (row.name, column.name)
        seen += passages
        assert number >= len(concerning(sample_engine, {row.key}) & concerning(sample_engine, {column.key}))
    assert seen > 100


def test_every_quote_is_a_slice_of_its_document(survey: Survey, sample_engine: Engine) -> None:
    matrix = matrix_of(survey, INDUSTRY, PARK)
    cells = [matrix.cell(row, column) for row in matrix.rows for column in matrix.columns]
    cited = [one.citation for cell in cells if cell.state == SAID for one in cell.passages]
    assert len(cited) > 100
    for one in cited:
        assert sample_engine.document(one.document_id).text[one.start : one.end] == one.quote

"""The files of queries/ keep to their own rules, and what reads them refuses what it should."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from kg.errors import OntologyError, QueryError
from kg.ontology import STRUCTURE, load_ontology
from kg.queries import READING, NamedQuery, convert, find_query, load_queries
from kg.settings import ROOT

QUERIES = load_queries()
READS = sorted(name for name, query in QUERIES.items() if query.folder in READING)
CASES = ROOT / "tests" / "cases" / "queries"
ONTOLOGY = load_ontology()
LABELS = {*ONTOLOGY.classes, *STRUCTURE}
WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD|CALL)\b", re.IGNORECASE)
STRING = re.compile(r"'[^']*'")
NODE_LABELS = re.compile(r"\(\s*\w*\s*:\s*([A-Za-z_|<>]+)")
RELATION_TYPES = re.compile(r"\[\s*\w*\s*:\s*([A-Za-z_|<>]+)")
RETURN = re.compile(r"\bRETURN\s+(?:DISTINCT\s+)?(.*?)(?=\bORDER BY\b|\bSKIP\b|\bLIMIT\b|\Z)", re.DOTALL)
AVOIDED = re.compile(r"\b\w+\.(title|type|label|start|end)\b")
CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND)\s*[($\w]+.*\b(RETURN|SET|DELETE|CREATE)\b", re.DOTALL)


def texts(query: NamedQuery) -> list[str]:
    """The query's text and its variants, values in quotes left out."""
    return [STRING.sub("''", text) for text in (query.text, *query.variants.values())]


def returned(text: str) -> tuple[str, ...]:
    """The aliases of the last RETURN."""
    items, depth, item = [], 0, ""
    for char in RETURN.findall(text)[-1]:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            items.append(item)
            item = ""
        else:
            item += char
    return tuple(part.split(" AS ")[-1].strip() for part in [*items, item])


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_declares_the_parameters_it_uses(name: str) -> None:
    query = QUERIES[name]
    for text in texts(query):
        assert set(re.findall(r"\$(\w+)", text)) == set(query.params)
        assert set(re.findall(r"<([A-Z]+)>", text)) == set(query.names)


@pytest.mark.parametrize("name", [name for name in READS if QUERIES[name].folder == "competency"])
def test_query_takes_quote_and_document_from_the_same_fact(name: str) -> None:
    for text in texts(QUERIES[name]):
        for fact, prefix in re.findall(r"(\w+)\.quote AS (\w*)quote", text):
            assert re.search(rf"\b{fact}\.document_id(?:, \w+\.document_id\))? AS {prefix}document_id", text)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_says_what_it_is(name: str) -> None:
    query = QUERIES[name]
    assert query.question
    assert query.folder not in READING or (query.why and query.returns)


@pytest.mark.parametrize("name", READS)
def test_reading_query_returns_what_its_header_says(name: str) -> None:
    for text in texts(QUERIES[name]):
        assert returned(text) == QUERIES[name].returns


@pytest.mark.parametrize("name", READS)
def test_reading_query_writes_nothing_and_sorts(name: str) -> None:
    for text in texts(QUERIES[name]):
        assert not WRITES.search(text)
        assert "ORDER BY" in text


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_uses_only_names_of_the_ontology(name: str) -> None:
    for text in texts(QUERIES[name]):
        labels = {label for group in NODE_LABELS.findall(text) for label in group.split("|")}
        types = {kind for group in RELATION_TYPES.findall(text) for kind in group.split("|")}
        places = {f"<{place}>" for place in QUERIES[name].names}
        assert labels <= LABELS | places
        assert types <= set(ONTOLOGY.relations) | places
        assert not AVOIDED.findall(text)


@pytest.mark.parametrize("name", READS)
def test_list_of_all_entity_types_is_whole(name: str) -> None:
    for group in NODE_LABELS.findall(QUERIES[name].text):
        labels = group.split("|")
        assert len(labels) <= 10 or set(labels) >= set(ONTOLOGY.entity_types) - {"Task"}


@pytest.mark.parametrize("name", READS)
def test_reading_query_has_expected_rows(name: str) -> None:
    runs = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert any(run["rows"] for run in runs)
    assert QUERIES[name].folder != "checks" or all("fault" in run for run in runs)


def test_expected_rows_belong_to_a_query() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(READS)


def test_no_cypher_outside_queries() -> None:
    paths = [
        *ROOT.glob("*.py"),
        *(path for part in ("kg", "ingest", "app_pages") for path in (ROOT / part).rglob("*.py")),
    ]
    strings = [
        (path.name, node.value)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [name for name, text in strings if CYPHER.search(text)] == []


def test_bind_fills_defaults_and_refuses_misfits() -> None:
    query = QUERIES["entities"]
    assert query.bind({"label": "Park", "limit": "5"}) == {"label": "Park", "text": "", "skip": 0, "limit": 5}
    with pytest.raises(QueryError, match=r"没有参数 labels；可用的参数：label: string = \"\""):
        query.bind({"labels": "Park"})
    with pytest.raises(QueryError, match="参数 limit：'many' 不是 int 类型"):
        query.bind({"limit": "many"})
    with pytest.raises(QueryError, match="缺少参数 id；可用的参数：id: string"):
        QUERIES["entity"].bind({})
    with pytest.raises(QueryError, match="可用的参数：无"):
        QUERIES["counts"].bind({"x": 1})


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("a, b", "list", ["a", "b"]),
        ('["a,b", "c"]', "list", ["a,b", "c"]),
        ("", "list", []),
        (("b", "a"), "list", ["b", "a"]),
        (frozenset("ba"), "list", ["a", "b"]),
        ("7", "int", 7),
        (7.0, "int", 7),
        ("2.5", "float", 2.5),
        ("2026", "string", "2026"),
    ],
)
def test_convert_gives_the_declared_type(value: object, kind: str, expected: object) -> None:
    assert convert("here", value, kind) == expected


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (5, "string"),
        (None, "string"),
        ("[1", "list"),
        (5, "list"),
        ("1.5", "int"),
        (True, "int"),
        ("nan", "int"),
        ("inf", "float"),
        ([], "float"),
    ],
)
def test_convert_refuses_other_values(value: object, kind: str) -> None:
    with pytest.raises(QueryError, match=r"^here："):
        convert("here", value, kind)


def test_find_query_lists_near_names_that_can_be_run() -> None:
    with pytest.raises(QueryError, match=r"没有名为 'facts_off' 的查询；可以试试 facts_of"):
        find_query(QUERIES, "facts_off")
    with pytest.raises(QueryError, match="counts") as caught:
        find_query(QUERIES, "问")
    assert "remove_label" not in str(caught.value)


def test_cypher_fills_places_only_with_plain_names() -> None:
    query = QUERIES["remove_label"]
    assert "(n:Park)" in query.cypher(names={"LABEL": "Park"})
    with pytest.raises(QueryError, match="须是类名或关系名"):
        query.cypher(names={"LABEL": "Park) DETACH DELETE n //"})
    with pytest.raises(QueryError, match="须填的名称"):
        query.cypher()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_load_queries_reads_headers_over_several_lines_and_variants(tmp_path: Path) -> None:
    write(
        tmp_path,
        "read/a.cypher",
        "// question: 问？\n// returns: x,\n//   y\n// params: n: int = 3\nRETURN $n AS x,\n  // two\n  2 AS y\n",
    )
    write(tmp_path, "read/a.neo4j.cypher", "RETURN $n AS x, 3 AS y\n")
    query = load_queries(tmp_path)["a"]
    assert (query.question, query.returns, query.folder) == ("问？", ("x", "y"), "read")
    assert query.cypher("kglite") == "RETURN $n AS x,\n  2 AS y"
    assert query.cypher("neo4j") == "RETURN $n AS x, 3 AS y"
    assert query.bind({}) == {"n": 3}


FAULTS = {
    "twice": ({"read/a.cypher": "RETURN 1", "checks/a.cypher": "RETURN 1"}, "已有名为 a 的查询"),
    "variant alone": ({"read/a.neo4j.cypher": "RETURN 1"}, "是 a.cypher 的变体"),
    "empty": ({"read/a.cypher": "// question: x\n"}, "没有 Cypher"),
    "unknown key": ({"read/a.cypher": "// titel: x\nRETURN 1"}, "可用的键：question"),
    "key twice": ({"read/a.cypher": "// why: x\n// why: y\nRETURN 1"}, "why 写了两次"),
    "unknown type": ({"read/a.cypher": "// params: a: text\nRETURN $a"}, "'a: text' 须写成"),
    "bad default": ({"read/a.cypher": "// params: a: int = many\nRETURN $a"}, "a 的默认值"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_load_queries_refuses_damaged_files(tmp_path: Path, case: str) -> None:
    files, message = FAULTS[case]
    for path, text in files.items():
        write(tmp_path, path, text)
    with pytest.raises(OntologyError, match=message):
        load_queries(tmp_path)

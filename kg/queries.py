"""The named queries of queries/: one Cypher file each, its header read and its parameters checked."""

import difflib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kg.errors import OntologyError, QueryError
from kg.settings import ROOT

FOLDERS = ("read", "competency", "checks", "write", "schema")
READING = frozenset({"read", "competency", "checks"})
KEYS = ("question", "repair", "params", "returns", "why", "names")
TYPES = ("string", "int", "float", "list")
HEADER_LINE = re.compile(r"//\s?(?:(\w+):)?\s*(.*)")
PARAM = re.compile(r"(\w+)\s*:\s*(\w+)\s*(?:=\s*(.+))?")
PLACE = re.compile(r"<([A-Z]+)>")
NAME = re.compile(r"[A-Za-z][A-Za-z_]*")


@dataclass(frozen=True)
class Param:
    """A declared parameter; without a default it must be given."""

    type: str  # one of TYPES
    required: bool = True
    default: object = None


@dataclass(frozen=True)
class NamedQuery:
    """One file of queries/: its text, what it asks, takes and returns."""

    name: str
    folder: str
    text: str
    question: str = ""
    why: str = ""
    repair: str = ""  # of a check: what a person does about it
    params: Mapping[str, Param] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # places <LABEL> that take a name of the ontology
    variants: Mapping[str, str] = field(default_factory=dict)  # engine → its own text

    def cypher(self, engine: str = "", names: Mapping[str, str] | None = None) -> str:
        """The text for this engine, its places filled; refuses a missing place or a value that is no plain name."""
        given = names or {}
        if set(given) != set(self.names):
            raise QueryError(f"查询 {self.name}：须填的名称是 {list(self.names)}，给出的是 {sorted(given)}；请改正")
        for place, value in given.items():
            if not NAME.fullmatch(value):
                raise QueryError(f"查询 {self.name}：<{place}> 须是类名或关系名，{value!r} 不是；请改正")
        return PLACE.sub(lambda match: given[match[1]], self.variants.get(engine, self.text))

    def bind(self, params: Mapping[str, object]) -> dict[str, object]:
        """All parameters with their declared types, defaults filled; refuses unknown, missing and unfit ones."""
        unknown = sorted(set(params) - set(self.params))
        missing = sorted(name for name, param in self.params.items() if param.required and name not in params)
        if unknown or missing:
            fault = f"没有参数 {'、'.join(unknown)}" if unknown else f"缺少参数 {'、'.join(missing)}"
            raise QueryError(f"查询 {self.name}：{fault}；可用的参数：{self.signature()}")
        return {
            name: convert(f"查询 {self.name} 的参数 {name}", params[name], param.type)
            if name in params
            else param.default
            for name, param in self.params.items()
        }

    def signature(self) -> str:
        """The declared parameters as the header writes them."""
        declared = (
            f"{name}: {param.type}" if param.required else f"{name}: {param.type} = {json.dumps(param.default)}"
            for name, param in self.params.items()
        )
        return ", ".join(declared) or "无"


def convert(owner: str, value: object, kind: str) -> object:
    """A value as its declared type; a string (from the command line) becomes a number or a list where one is declared."""
    fault = QueryError(f"{owner}：{value!r} 不是 {kind} 类型；请改正")
    if kind == "list":
        if isinstance(value, str):
            return _list_from(owner, value)
        if isinstance(value, list | tuple | set | frozenset):
            return sorted(value) if isinstance(value, set | frozenset) else list(value)
        raise fault
    if kind == "string":
        if not isinstance(value, str):
            raise fault
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise fault
    try:
        number = float(value)
    except ValueError as err:
        raise fault from err
    if not math.isfinite(number) or (kind == "int" and not number.is_integer()):
        raise fault
    return int(number) if kind == "int" else number


def _list_from(owner: str, text: str) -> list[object]:
    """A JSON array, else the parts between commas."""
    if not text.lstrip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        parsed = json.loads(text)
    except ValueError as err:
        raise QueryError(f"{owner}：{text!r} 不是 JSON 数组（{err}）；请改正，或用逗号隔开各项") from err
    return list(parsed)


@lru_cache(maxsize=4)
def load_queries(root: Path = ROOT / "queries") -> Mapping[str, NamedQuery]:
    """All queries by name; refuses a damaged header, a name used twice, a variant without its file."""
    queries: dict[str, NamedQuery] = {}
    paths = sorted(path for folder in FOLDERS for path in (root / folder).glob("*.cypher"))
    variants = {path: path.stem.rpartition(".") for path in paths if "." in path.stem}
    for path in paths:
        if path in variants:
            continue
        if path.stem in queries:
            raise OntologyError(f"{path}：{queries[path.stem].folder}/ 中已有名为 {path.stem} 的查询；请改名")
        own = {engine: body_of(other) for other, (name, _, engine) in variants.items() if name == path.stem}
        queries[path.stem] = parse_query(path, variants=own)
    for path, (name, _, _) in variants.items():
        if name not in queries:
            raise OntologyError(f"{path}：是 {name}.cypher 的变体，但没有这个文件；请补上或改名")
    return queries


def readable_names(queries: Mapping[str, NamedQuery]) -> list[str]:
    """The names of the queries that read, sorted."""
    return sorted(name for name, query in queries.items() if query.folder in READING)


def find_query(queries: Mapping[str, NamedQuery], name: str) -> NamedQuery:
    """The query of this name; for an unknown one a QueryError that lists near names."""
    if name in queries:
        return queries[name]
    readable = readable_names(queries)
    near = difflib.get_close_matches(name, readable, n=5) or readable
    raise QueryError(f"没有名为 {name!r} 的查询；可以试试 {'、'.join(near)}")


def find_readable(queries: Mapping[str, NamedQuery], name: str) -> NamedQuery:
    """The query of this name; refuses one that writes as well."""
    query = find_query(queries, name)
    if query.folder not in READING:
        raise QueryError(f"查询 {name}：会写入数据，只由程序运行；可以运行的查询在 {'、'.join(sorted(READING))} 中")
    return query


def parse_query(path: Path, *, variants: Mapping[str, str] | None = None) -> NamedQuery:
    """One file; an OntologyError names the file and what is wrong in its header."""
    header = _header(path)
    text = body_of(path)
    if not text:
        raise OntologyError(f"{path}：没有 Cypher 语句；请补上或删除文件")
    return NamedQuery(
        name=path.stem,
        folder=path.parent.name,
        text=text,
        question=header.get("question", ""),
        why=header.get("why", ""),
        repair=header.get("repair", ""),
        params=_params(path, header.get("params", "")),
        returns=_names(header.get("returns", "")),
        names=_names(header.get("names", "")),
        variants=variants or {},
    )


def body_of(path: Path) -> str:
    """A file's Cypher without its comment lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("//")).strip()


def _header(path: Path) -> dict[str, str]:
    header: dict[str, str] = {}
    last = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match = HEADER_LINE.match(line)
        if not match:
            break
        key, value = match[1], match[2].strip()
        if key in KEYS:
            if key in header:
                raise OntologyError(f"{path}：文件头的 {key} 写了两次；请合并")
            last, header[key] = key, value
        elif last:
            header[last] = f"{header[last]} {line.lstrip('/').strip()}"
        else:
            raise OntologyError(f"{path}：文件头不能以 {line!r} 开始；可用的键：{'、'.join(KEYS)}")
    return header


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _params(path: Path, text: str) -> dict[str, Param]:
    params: dict[str, Param] = {}
    for part in _names(text):
        match = PARAM.fullmatch(part)
        if not match or match[2] not in TYPES:
            raise OntologyError(f"{path}：params 中的 {part!r} 须写成 `名称: 类型`；可用的类型：{'、'.join(TYPES)}")
        name, kind, default = match.groups()
        if default is None:
            params[name] = Param(kind)
            continue
        try:
            params[name] = Param(kind, required=False, default=json.loads(default))
        except ValueError as err:
            raise OntologyError(f"{path}：params 中 {name} 的默认值 {default} 不是 JSON；请改正") from err
    return params

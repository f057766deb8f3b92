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
KEYS = ("question", "params", "returns", "why", "names")
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
    params: Mapping[str, Param] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # places <LABEL> that take a name of the ontology
    variants: Mapping[str, str] = field(default_factory=dict)  # engine → its own text

    def cypher(self, engine: str = "", names: Mapping[str, str] | None = None) -> str:
        """The text for this engine, its places filled; refuses a missing place or a value that is no plain name."""
        given = names or {}
        if set(given) != set(self.names):
            raise QueryError(f"query {self.name}: names to fill are {list(self.names)}, given {sorted(given)}")
        for place, value in given.items():
            if not NAME.fullmatch(value):
                raise QueryError(f"query {self.name}: <{place}> takes a label or relation type, not {value!r}")
        return PLACE.sub(lambda match: given[match[1]], self.variants.get(engine, self.text))

    def bind(self, params: Mapping[str, object]) -> dict[str, object]:
        """All parameters with their declared types, defaults filled; refuses unknown, missing and unfit ones."""
        unknown = sorted(set(params) - set(self.params))
        missing = sorted(name for name, param in self.params.items() if param.required and name not in params)
        if unknown or missing:
            fault = f"unknown {', '.join(unknown)}" if unknown else f"missing {', '.join(missing)}"
            raise QueryError(f"query {self.name}: parameter {fault}; it takes {self.signature()}")
        return {
            name: convert(f"query {self.name}, parameter {name}", params[name], param.type)
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
        return ", ".join(declared) or "no parameters"


def convert(owner: str, value: object, kind: str) -> object:
    """A value as its declared type; a string (from the command line) becomes a number or a list where one is declared."""
    fault = QueryError(f"{owner}: {value!r} is no {kind}")
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
        raise QueryError(f"{owner}: {text!r} is no JSON array ({err})") from err
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
            raise OntologyError(f"{path}: another query is called {path.stem} ({queries[path.stem].folder}/)")
        own = {engine: body_of(other) for other, (name, _, engine) in variants.items() if name == path.stem}
        queries[path.stem] = parse_query(path, variants=own)
    for path, (name, _, _) in variants.items():
        if name not in queries:
            raise OntologyError(f"{path}: a variant of {name}.cypher, which is not there")
    return queries


def find_query(queries: Mapping[str, NamedQuery], name: str) -> NamedQuery:
    """The query of this name; for an unknown one a QueryError that lists near names."""
    if name in queries:
        return queries[name]
    readable = sorted(other for other, query in queries.items() if query.folder in READING)
    near = difflib.get_close_matches(name, readable, n=5) or readable
    raise QueryError(f"no query is called {name!r}; try {', '.join(near)}")


def parse_query(path: Path, *, variants: Mapping[str, str] | None = None) -> NamedQuery:
    """One file; an OntologyError names the file and what is wrong in its header."""
    header = _header(path)
    text = body_of(path)
    if not text:
        raise OntologyError(f"{path}: holds no Cypher")
    return NamedQuery(
        name=path.stem,
        folder=path.parent.name,
        text=text,
        question=header.get("question", ""),
        why=header.get("why", ""),
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
                raise OntologyError(f"{path}: header key {key} twice")
            last, header[key] = key, value
        elif last:
            header[last] = f"{header[last]} {line.lstrip('/').strip()}"
        else:
            raise OntologyError(f"{path}: header begins with {line!r}; known keys are {', '.join(KEYS)}")
    return header


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _params(path: Path, text: str) -> dict[str, Param]:
    params: dict[str, Param] = {}
    for part in _names(text):
        match = PARAM.fullmatch(part)
        if not match or match[2] not in TYPES:
            raise OntologyError(f"{path}: params: {part!r} is not `name: type` with a type of {', '.join(TYPES)}")
        name, kind, default = match.groups()
        if default is None:
            params[name] = Param(kind)
            continue
        try:
            params[name] = Param(kind, required=False, default=json.loads(default))
        except ValueError as err:
            raise OntologyError(f"{path}: params: the default of {name} is no JSON value: {default}") from err
    return params

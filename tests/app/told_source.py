"""What strings an expression may be, read from the source alone: for tests of what is said to people."""
# ruff: noqa: SIM102 (one condition a line reads better here)

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from pathlib import Path

from kg.answer.asked.intents import load_asking
from kg.settings import ROOT
from tests.test_architecture import MODULES, imports_of

NAME = "甲"  # stands for what is put in: a name, a figure, a path
MOST = 400  # ways to put one sentence together
Function = ast.FunctionDef | ast.AsyncFunctionDef
JOINTS = ("；", "，")  # between sentences; others stand between names
PASSING = {"str", "tuple", "list", "sorted", "filter", "next", "max", "min", "set"}


class Module:
    """A module's tree with its functions, its constants and what it imports."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = ast.parse(path_of(name).read_text(encoding="utf-8"))
        nodes = list(ast.walk(self.tree))
        self.functions = {one.name: one for one in nodes if isinstance(one, Function)}
        self.calls = [one for one in nodes if isinstance(one, ast.Call)]
        self.imported = {
            alias.asname or alias.name: (one.module or "", alias.name)
            for one in nodes
            if isinstance(one, ast.ImportFrom)
            for alias in one.names
        }
        self.owner = {id(node): one for one in self.functions.values() for node in ast.walk(one)}

    def given(self, name: str, function: Function | None) -> Iterator[ast.expr]:
        """The expressions that a name is given in the function, or else in the module."""
        places: Sequence[ast.AST] = list(ast.walk(function)) if function else self.tree.body
        for one in places:
            if isinstance(one, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in one.targets):
                yield one.value
            elif isinstance(one, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and one.value:
                if isinstance(one.target, ast.Name) and one.target.id == name:
                    yield one.value
            elif isinstance(one, ast.For | ast.comprehension) and isinstance(one.target, ast.Name):
                if one.target.id == name:
                    yield one.iter


def path_of(name: str) -> Path:
    """kg.text.numbers → kg/text/numbers.py, a package → its __init__.py."""
    path = ROOT.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def reached(package: str) -> list[str]:
    """The modules of kg and ingest that the package's modules import, late imports and readers by name too."""
    todo, done = [one for one in MODULES if one.startswith(package)], set[str]()
    while todo:
        name = todo.pop()
        if name not in done:
            done.add(name)
            todo += [one for one, _ in imports_of(path_of(name)) if one in MODULES]
            if "import_module(" in path_of(name).read_text(encoding="utf-8"):
                todo += [one for one in MODULES if one.startswith(f"{name}.")]
    return sorted(one for one in done if one.split(".")[0] in ("kg", "ingest"))


@cache
def module(name: str) -> Module:
    return Module(name)


def strings(node: ast.expr | None, source: Module, seen: frozenset[int] = frozenset()) -> list[str]:
    """All strings that the expression may be, NAME for what only a run can tell; [] for none at all."""
    if node is None or id(node) in seen:
        return []
    found = list(islice(_strings(node, source, seen | {id(node)}), MOST))
    return list(dict.fromkeys(found))


def _strings(node: ast.expr, source: Module, seen: frozenset[int]) -> Iterator[str]:
    def inner(*parts: ast.expr | None) -> Iterator[str]:
        for part in parts:
            yield from strings(part, source, seen)

    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Constant(value=None):
            return
        case ast.JoinedStr(values=values):
            yield from map("".join, product(*(strings(one, source, seen) or [""] for one in values)))
        case ast.FormattedValue(value=value):
            yield from inner(value) if not isinstance(value, ast.Subscript) else [NAME]
        case ast.IfExp(body=body, orelse=other):
            yield from inner(body, other)
        case ast.BoolOp(values=values):
            yield from inner(*values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from map("".join, product(strings(left, source, seen), strings(right, source, seen)))
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            yield from inner(*parts)
        case ast.GeneratorExp(elt=part) | ast.ListComp(elt=part) | ast.SetComp(elt=part):
            yield from inner(part)
        case ast.Subscript(value=value) | ast.Starred(value=value) | ast.NamedExpr(value=value):
            yield from inner(value)
        case ast.Name(id=name):
            yield from _named(node, name, source, seen)
        case ast.Call():
            yield from _called(node, source, seen)
        case _:
            yield NAME


def _named(node: ast.AST, name: str, source: Module, seen: frozenset[int]) -> Iterator[str]:
    """What the name is given: in its function, by those who call the function, in its module or the one it is from."""
    function = source.owner.get(id(node))
    given = [one for owner in ([function] if function else []) for one in source.given(name, owner)]
    if function and not given and (arguments := [one.arg for one in function.args.args + function.args.kwonlyargs]):
        if name in arguments:
            given = list(_arguments(source, function, name))
    given = given or list(source.given(name, None))
    if given:
        for one in given:
            yield from filter(None, strings(one, source, seen))
    elif name in source.imported and source.imported[name][0].split(".")[0] in ("kg", "ingest"):
        other = module(source.imported[name][0])
        held = list(other.given(source.imported[name][1], None))
        for one in held:
            yield from strings(one, other, seen)
        if not held:
            yield NAME
    else:
        yield NAME


def _arguments(source: Module, function: Function, name: str) -> Iterator[ast.expr]:
    """What the function's callers in its module give for a parameter, and its default."""
    parameters = [one.arg for one in function.args.args]
    place = parameters.index(name) - (parameters[0] in ("self", "cls")) if name in parameters else -1
    for call in source.calls:
        if function.name in (getattr(call.func, "id", ""), getattr(call.func, "attr", "")):
            if 0 <= place < len(call.args):
                yield call.args[place]
            yield from (one.value for one in call.keywords if one.arg == name)
    defaults = dict(zip(reversed(parameters), reversed(function.args.defaults), strict=False))
    if name in defaults:
        yield defaults[name]


def _called(node: ast.Call, source: Module, seen: frozenset[int]) -> Iterator[str]:
    """What the call gives: the function's returns, the message of a key, what a string method leaves."""
    match node.func:
        case ast.Attribute(attr="message") if node.args and isinstance(node.args[0], ast.Constant):
            yield bare(load_asking().messages[str(node.args[0].value)]["zh"])
        case ast.Attribute(value=value, attr="format"):
            yield from map(bare, strings(value, source, seen))
        case ast.Attribute(value=ast.Constant(value=str(joint)), attr="join"):
            yield from (part for arg in node.args for part in strings(arg, source, seen)) if joint in JOINTS else [NAME]
        case ast.Attribute(value=value, attr="removeprefix" | "strip" | "rstrip"):
            yield from strings(value, source, seen)
        case ast.Name(id=name) if name in PASSING:
            for one in node.args:
                yield from strings(one, source, seen)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in source.functions:
            function = source.functions[name]
            for one in ast.walk(function):
                if isinstance(one, ast.Return | ast.Yield) and source.owner[id(one)] is function:
                    yield from strings(one.value, source, seen)
        case _:
            yield NAME


def bare(template: str) -> str:
    """A template with NAME in its places."""
    return re.sub(r"\{\w*\}", NAME, template)

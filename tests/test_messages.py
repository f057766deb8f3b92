"""What a user reads from a command: Chinese help for everything that can be typed, Chinese errors."""

import argparse
import ast
import re
from collections.abc import Iterator

import pytest

import ingest.__main__
import kg.__main__
from kg.errors import SettingsError
from kg.settings import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PARSERS = {"kg": kg.__main__.make_parser(), "ingest": ingest.__main__.make_parser()}


def all_parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for name, parser in PARSERS.items():
        yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                yield from ((f"{name} {verb}", one) for verb, one in action.choices.items())


@pytest.mark.parametrize(
    ("name", "parser"), list(all_parsers()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_help_is_chinese_for_every_command_and_argument(name: str, parser: argparse.ArgumentParser) -> None:
    assert CHINESE.search(parser.description or "")
    typed = [one for one in parser._actions if not isinstance(one, argparse._SubParsersAction)]
    assert [one.dest for one in typed if not CHINESE.search(one.help or "")] == []
    assert parser.format_help().startswith("用法：")


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        ("kg", ["serch", "中试"], "COMMAND 不能是 'serch'；可以是"),
        ("kg", [], "缺少参数 COMMAND"),
        ("kg", ["search", "-k", "多"], "-k 的值 '多' 不对"),
        ("kg", ["ask", "问题", "--colour"], "没有参数 --colour"),
        ("kg", ["query", "counts", "--param"], "--param 后面缺少值"),
        ("ingest", ["add"], "缺少参数 PATH"),
    ],
)
def test_wrong_call_is_explained(command: str, arguments: list[str], said: str) -> None:
    with pytest.raises(SettingsError, match=f"^{re.escape(said)}.*--help"):
        PARSERS[command].parse_args(arguments)


def raised() -> Iterator[tuple[str, str]]:
    """Place and wording of every error of ours that is raised with a text."""
    for path in sorted([*(ROOT / "kg").rglob("*.py"), *(ROOT / "ingest").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if not isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                continue  # worded elsewhere
            if not node.func.id.endswith("Error") or node.func.id in ("PermissionError", "TypeError", "ValueError"):
                continue
            parts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
            text = "".join(part for part in parts if isinstance(part, str))
            if text:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def test_every_error_is_chinese() -> None:
    found = list(raised())
    assert len(found) > 60
    assert [place for place, text in found if not CHINESE.search(text)] == []

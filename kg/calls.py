"""The command lines' argument parser, in Chinese, and their inputs; a wrong call is an error like any other."""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import QueryError, SettingsError

Row = dict[str, Any]

HEADINGS = (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项："))
FAULTS = (  # argparse's own words, and ours
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"没有参数 \1"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2；可以是 \3"),
    (r"argument (.+): expected (?:at least )?one argument", r"\1 后面缺少值"),
    (r"argument (.+): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
)


class CallParser(argparse.ArgumentParser):
    """argparse in Chinese; raises a SettingsError where it would end the process with a code of its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The help text, argparse's headings in Chinese."""
        text = super().format_help()
        for theirs, ours in HEADINGS:
            text = text.replace(theirs, ours, 1)
        return text

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call, and where the options are listed."""
        for pattern, ours in FAULTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, ours, message)
        raise SettingsError(f"{message}；请看 `{self.prog} --help`")


def at_least(least: int) -> Callable[[str], int]:
    """A type of options: a whole number, no smaller than this."""

    def number(text: str) -> int:
        if int(text) < least:
            raise ValueError(text)
        return int(text)

    return number


def read_inputs(args: argparse.Namespace, field: str) -> Iterator[tuple[object, Row]]:
    """(id, row) for each line of a batch file, or the one value of the call with id None."""
    value = getattr(args, field, None)
    if args.batch is None:
        if value is None:
            raise QueryError(f"没有给出 {field}；请写在命令后面，或用 --batch FILE")
        yield None, {field: value}
        return
    try:
        lines = args.batch.open(
            encoding="utf-8-sig", errors="replace"
        )  # what is no UTF-8 is no JSON: its line is named
    except OSError as err:
        raise SettingsError(f"--batch {args.batch}：无法读取（{err.strerror}）；请检查路径和权限") from err
    with lines:
        for number, row in read_lines(lines, str(args.batch)):
            if field not in row or "id" not in row:
                raise QueryError(f"{args.batch} 第 {number} 行：须有 `id` 和 `{field}` 两个字段；请补上")
            yield row["id"], row


def read_lines(lines: Iterable[str], name: str) -> Iterator[tuple[int, Row]]:
    """The JSON objects of lines, each with its number; a QueryError names the first line that holds none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as err:
            raise QueryError(f"{name} 第 {number} 行：不是 JSON（{err}）；请改正") from err
        if not isinstance(row, dict):
            raise QueryError(f"{name} 第 {number} 行：须是 JSON 对象；请改正")
        yield number, row


def write_file(path: Path, content: bytes) -> None:
    """Writes a file that a call names; a SettingsError says why it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as err:
        raise SettingsError(f"{path}：无法写入（{err.strerror}）；请检查文件夹是否存在、文件是否正打开") from err

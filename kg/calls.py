"""The command lines' argument parser: help in Chinese, and a wrong call is an error like any other."""

import argparse
import re
from typing import Any, NoReturn

from kg.errors import SettingsError

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

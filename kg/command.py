"""What both command lines share: an argument parser that speaks Chinese, and how a call ends."""

import argparse
import re
from typing import NoReturn

from kg.errors import SettingsError

HEADINGS = (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项："))
FAULTS = (  # argparse's own words, and ours
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"没有参数 \1"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2；可以是 \3"),
    (r"argument (.+): expected (?:at least )?one argument", r"\1 后面缺少值"),
    (r"argument (.+): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
)


class Parser(argparse.ArgumentParser):
    """argparse with its headings and complaints in Chinese."""

    def __init__(self, **options: object) -> None:
        options = {"formatter_class": argparse.RawDescriptionHelpFormatter, **options, "add_help": False}
        super().__init__(**options)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The whole help text."""
        return translate(super().format_help())

    def error(self, message: str) -> NoReturn:
        """A wrong call is an error like any other (argparse would end the process with a code of its own)."""
        for pattern, ours in FAULTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, ours, message)
        raise SettingsError(f"{message}；请看 `{self.prog} --help`")


def translate(text: str) -> str:
    """argparse's headings in Chinese."""
    for theirs, ours in HEADINGS:
        text = text.replace(theirs, ours, 1)
    return text

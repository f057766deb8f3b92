"""The options of `python -m kg searches` and `watch`; light, since every command's parser asks for them."""

import argparse

from kg.finding.options import LIMITS

ACTIONS = {"save": "保存", "list": "列出", "remove": "删除", "run": "运行"}


def add_searches_options(parser: argparse.ArgumentParser) -> None:
    """The options of `searches`."""
    told = "、".join(f"{name} {text}" for name, text in ACTIONS.items())
    parser.add_argument("action", choices=list(ACTIONS), metavar="ACTION", help=told)
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="常用检索的名称")
    parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="save：要检索的词语或句子")
    for option, (field, text) in LIMITS.items():
        told = f"save：只在其中检索：{text}；可以多次给出"
        parser.add_argument(option, dest=field, action="append", default=[], metavar="V", help=told)
    parser.add_argument("--replace", action="store_true", help="save：替换同名的常用检索")


def add_watch_options(parser: argparse.ArgumentParser) -> None:
    """The options of `watch`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="只看这几条常用检索（默认全部）")

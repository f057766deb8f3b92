"""The options of `python -m kg coverage`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_coverage_options(parser: argparse.ArgumentParser) -> None:
    """The options of `coverage`."""
    columns = "csv 或 xlsx 的第一列（可另有分组、同义词两列），或文本文件每行一个词"
    parser.add_argument("terms", type=Path, metavar="TERMS", help=f"词表：{columns}")
    parser.add_argument("--out", type=Path, metavar="FILE", help="覆盖表写到哪里：.xlsx，或 .csv（另附段落等表）")

"""The options of `python -m kg evaluate`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the three uses: a gold folder, a sheet to be judged, a judged sheet."""
    add = parser.add_argument
    add("gold", nargs="?", type=Path, metavar="GOLD_DIR", help="金标文件夹，逐项打分")
    add("--report", type=Path, metavar="FILE.html", help="与 GOLD_DIR 同用：写出报告网页")
    add("--precision", type=int, metavar="N", help="抽 N 条关系写入 --sheet，供人判断")
    add("--sheet", type=Path, metavar="FILE.xlsx", help="与 --precision 同用：表格写到哪里")
    add("--seed", type=int, default=1, help="与 --precision 同用：换一个数，抽样就不同（默认 1）")
    add("--judged", type=Path, metavar="FILE.xlsx", help="读回判断过的表格，得出准确率")

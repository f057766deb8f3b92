"""The options of `python -m kg evaluate`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the four uses: a gold folder, a folder of search cases, a sheet to be judged, a judged sheet."""
    add = parser.add_argument
    add("gold", nargs="?", type=Path, metavar="GOLD_DIR", help="金标文件夹，按它计分")
    add("--report", type=Path, metavar="FILE.html", help="与 GOLD_DIR 或 --search 同用：另写一页报告")
    add("--search", type=Path, metavar="CASES_DIR", help="跑检索用例；有一条未过或出错，退出码为 1")
    add("--precision", type=int, metavar="N", help="抽 N 条关系写入 --sheet，供人判断")
    add("--sheet", type=Path, metavar="FILE.xlsx", help="与 --precision 同用：判断表写到哪里")
    add("--seed", type=int, default=1, help="与 --precision 同用：换一个种子，抽到另一批（默认 1）")
    add("--judged", type=Path, metavar="FILE.xlsx", help="读回判断过的表，算出准确率")

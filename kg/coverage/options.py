"""The options of `python -m kg coverage`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path

BY = ("plan", "department", "place", "park")  # columns of a matrix, as kg.coverage.axes names them
OF = ("theme", "department", "industry")  # rows


def add_coverage_options(parser: argparse.ArgumentParser) -> None:
    """The options of `coverage`."""
    add = parser.add_argument
    columns = "csv 或 xlsx 的第一列（可另有分组、同义词两列），或文本文件每行一个词"
    add("terms", nargs="?", type=Path, metavar="TERMS", help=f"词表：{columns}；与 --by 同用时可省，省则用通用主题")
    add("--by", choices=BY, help="改为矩阵，列为：plan 文件，department 部门，place 地区和规划期，park 园区")
    add("--of", choices=OF, help="与 --by 同用，行为：theme 主题，department 部门，industry 产业；默认主题，园区配产业")
    add("--uppers", action="store_true", help="与 --by plan 同用：另列库中文件引为依据而未入库的规划")
    add("--out", type=Path, metavar="FILE", help="覆盖表写到哪里：.xlsx，或 .csv（另附段落等表）")

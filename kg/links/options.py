"""The options of `python -m kg links`; light, since every command's parser asks for them."""

import argparse
from pathlib import Path

from kg.calls import at_least


def add_links_options(parser: argparse.ArgumentParser) -> None:
    """The options of `links`."""
    add = parser.add_argument
    add("starts", nargs="*", metavar="NAME", help="从哪些实体出发：名称、别名或 id；与 --path 二选一")
    add("--path", nargs=2, metavar=("A", "B"), help="两个实体之间的路径，逐条列出联系和原文")
    add(
        "--types",
        action="append",
        default=[],
        metavar="R",
        help="只走哪些关系，如 重点发展 或 FOCUSES_ON；可以多次给出",
    )
    add(
        "--direction",
        choices=["both", "out", "in"],
        default="both",
        help="both 不限（默认），out 主体到客体，in 客体到主体",
    )
    add(
        "--depth",
        type=at_least(0),
        default=None,
        metavar="N",
        help="走几步：出发时最多 3（默认 1），路径最多 6（默认）",
    )
    add("--most", type=at_least(1), default=None, metavar="N", help="最多几个实体（默认 200），或几条路径（默认 3）")
    add("--hubs", action="store_true", help="与 --path 同用：可以经过地区和文件")
    add(
        "--out",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="写到哪里：.graphml、.json，或 .csv（联系，另附实体一表）；可以多次给出",
    )

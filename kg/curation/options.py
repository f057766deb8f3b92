"""The options of `python -m kg corrections`; light, since every command's parser asks for them."""

import argparse


def add_correction_options(parser: argparse.ArgumentParser) -> None:
    """The options of `corrections`; without any it lists."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--add",
        metavar="FILE",
        help="从文件（- 为标准输入）逐行读入更正：kind、subject、relation、object、properties、document、quote、text、who、why；"
        '{"undo": 编号, "who": …} 撤回一条；全部成立才写入',
    )
    what.add_argument("--undo", metavar="ID", help="撤回一条更正")
    what.add_argument("--patch", metavar="FILE", help="把名称的更正写成 ontology/ 的补丁（- 为标准输出）")
    parser.add_argument("--who", default="", metavar="NAME", help="--undo：谁撤回")

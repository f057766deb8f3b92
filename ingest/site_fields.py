"""What government sites print around a document, as fields of it: 索引号, 发文机关, 成文日期 in a table or in lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import yaml

from ingest.blocks import Paragraph, RawTable
from ingest.numbering import parse_marker
from kg.ontology import FOLDER

Block = Paragraph | RawTable
NAMES = ("title", "number", "issuer", "date")
SPACED_KEY = re.compile(r"(?:^|(?<=[\s】\])）|]))(?:[\u4e00-\u9fff] ?){2,6}(?=\s?[:：]|$)")
MOST_BLOCKS = 40
LONGEST_VALUE = 80
FEWEST_IN_TABLE = 3


@cache
def site_words() -> Mapping[str, tuple[str, ...]]:
    """The words that sites print around a document, by what they are."""
    data = yaml.safe_load((FOLDER / "vocabularies" / "site_pages.yaml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in data.items()}


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for name in (*NAMES, "other", "shared") for key in site_words()[name])


@cache
def _key_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<key>{'|'.join(sorted(_keys(), key=len, reverse=True))})[:：]")


def take_fields(blocks: Sequence[Block]) -> tuple[dict[str, str], list[Block]]:
    """The fields printed before the body, by key, and the blocks without them.

    A key that other texts use too (名称, 来源) makes a line a field only beside another field.
    """
    found = [_fields_of(block) for block in blocks[:MOST_BLOCKS]]
    shared = set(site_words()["shared"])
    sure = [bool(one) and not shared.issuperset(one) for one in found]
    fields: dict[str, str] = {}
    taken: set[int] = set()
    for place, one in enumerate(found):
        if one and (sure[place] or any(sure[max(0, place - 2) : place + 3])):
            taken.add(place)
            for key, value in one.items():
                fields.setdefault(key, value)
    issuer = field(fields, "issuer")
    rest = "".join(
        block.text for place, block in enumerate(blocks) if place not in taken and isinstance(block, Paragraph)
    )
    if (
        issuer and issuer not in rest
    ):  # who issued it is said in a line of fields and nowhere else: that line stays, to be quoted
        several = (place for place in taken if isinstance(blocks[place], Paragraph) and len(found[place]) > 1)
        lines = {place for place in several if issuer in found[place].values()}
        taken -= {min(lines)} if lines else set()
    return fields, [block for place, block in enumerate(blocks) if place not in taken]


def _fields_of(block: Block) -> dict[str, str]:
    if isinstance(block, RawTable):
        return _of_table(block)
    return {} if parse_marker(block.text) else _of_line(block.text)


def field(fields: Mapping[str, str], name: str) -> str:
    """What the fields say of title, number, issuer or date; '' where they say nothing."""
    return next((fields[key] for key in site_words()[name] if fields.get(key)), "")


def _of_line(text: str) -> dict[str, str]:
    """The fields of a line that holds nothing else, none for any other line."""
    line = _spaced(text)
    if not _key_pattern().match(line.lstrip("【[（(|")):
        return {}
    fields = dict(_pairs(line))
    return fields if all(len(value) <= LONGEST_VALUE and "。" not in value for value in fields.values()) else {}


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    found = list(_key_pattern().finditer(line))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        yield match["key"], line[match.end() : end].strip(" 【】[]|")


def _of_table(table: RawTable) -> dict[str, str]:
    """The fields of a table that is made of them: a key and its value in one cell, or in two beside each other."""
    fields: dict[str, str] = {}
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    for index, cell in enumerate(cells):
        bare = _spaced(cell.text).strip(" :：【】[]")
        following = cells[index + 1] if index + 1 < len(cells) else None
        if bare in _keys():
            fields.setdefault(bare, following.text.strip() if following and following.row == cell.row else "")
        else:
            fields |= {key: value for key, value in _of_line(cell.text).items() if key not in fields}
    return fields if len(fields) >= FEWEST_IN_TABLE and len(fields) * 3 >= len(cells) else {}


def _spaced(text: str) -> str:
    """Text with plain blanks, none inside a key: 索 引 号, 标　题."""
    return SPACED_KEY.sub(lambda match: match[0].replace(" ", ""), " ".join(text.split())).replace(" ：", "：")

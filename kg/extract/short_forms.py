"""Short names that a document uses of what it names in full elsewhere: told in a column of a table, or held by a firm's name."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from kg.extract.tables.columns import ColumnReader, rows_of
from kg.extract.tables.thing_tables import KINDS
from kg.extract.words.fronts import covered
from kg.extract.words.vocabulary import Vocabulary
from kg.records import Document

LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司$|集团(?:股份)?(?:有限公司)?$|公司$")
BRACKET = re.compile(r"[（(]([^（）()]{2,6})[）)]")
NAME = re.compile(r"[一-龥A-Za-z0-9·]{2,12}")
SHORTEST, SURE = 3, 4  # characters: of a short name that is known as a firm's, and of one that nothing else tells
FIRM = "Enterprise"


class Short(NamedTuple):
    """A short name and the full one of the same class that it stands for."""

    type: str
    text: str
    full: str


class ShortForms:
    """Finds them; what of a firm's name only tells its trade is data."""

    def __init__(self, vocabulary: Vocabulary, columns: ColumnReader) -> None:
        self._columns = columns
        self._trades = vocabulary.fields.union(vocabulary.firm_endings, vocabulary.generic_modifiers)
        self._plain = self._trades | vocabulary.generic | vocabulary.not_industry

    def find(self, document: Document, firms: Collection[str]) -> list[Short]:
        """The short names of a document; `firms`: what it names as firms. None that two full names share."""
        told = list(dict.fromkeys([*self._of_tables(document), *self._of_firms(document, firms)]))
        fulls: dict[tuple[str, str], set[str]] = {}
        for one in told:
            fulls.setdefault((one.type, one.text), set()).add(one.full)
        return [one for one in told if len(fulls[one.type, one.text]) == 1]

    def _of_tables(self, document: Document) -> Iterator[Short]:
        """企业名称｜简称: the column of things before, else the next one, has the full names."""
        for table in document.tables:
            columns = self._columns.read(table)
            short = columns.first("short")
            full = columns.first(*KINDS)
            if short is None or full is None:
                continue
            for row in rows_of(table):
                own, name = ("".join(row[column].text.split()) for column in (short, full))
                if NAME.fullmatch(own) and len(own) < len(name) and "、" not in name:
                    yield Short(KINDS[columns.roles[full]], own, name)

    def _of_firms(self, document: Document, firms: Collection[str]) -> Iterator[Short]:
        """甲重工 of 甲重工装备有限公司, 乙生物 of 澄湖乙生物科技有限公司: what is left away says the place or the trade."""
        metadata = document.metadata
        around = (metadata.get("region", ""), metadata.get("province_or_city", ""))
        for full in firms:
            core = LEGAL.sub("", BRACKET.sub(lambda m: "" if _is_here(m[1], around) else m[0], full))
            if core == LEGAL.sub("", full) == full:
                continue  # no firm's full name
            starts = (core, *(core[len(stem) :] for stem in map(_stem, around) if stem and core.startswith(stem)))
            for start in starts:
                for end in range(len(start), SHORTEST - 1, -1):
                    short = start[:end]
                    known = len(short) >= SURE or short in firms
                    if (
                        known
                        and short != full
                        and self._is_name(short, start[end:])
                        and _is_used(document, short, full)
                    ):
                        yield Short(FIRM, short, full)

    def _is_name(self, short: str, rest: str) -> bool:
        return covered(rest, self._trades) and not covered(short, self._plain)


def _stem(region: str) -> str:
    """A region's name without what it is: 澄湖 of 澄湖区, 云岫 of 云岫新区."""
    return re.sub(r"(?<=..)(?:新区|自治州|[省市区县州旗盟])$", "", region)


def _is_here(place: str, around: Collection[str]) -> bool:
    return any(one and one.startswith(place) for one in around)


def _is_used(document: Document, short: str, full: str) -> bool:
    return document.text.count(short) > document.text.count(full)


def short_names(name: str, kind: str) -> list[str]:
    """Shorter forms under which a text may go on: a company without its region and legal form."""
    if kind != FIRM:
        return []
    core = LEGAL.sub("", BRACKET.sub("", name))
    core = re.sub(r"^(?:北京|上海|天津|重庆|中国|[一-龥]{2,3}[省市])", "", core) if len(core) > 6 else core
    trimmed = re.sub(r"(?:科技|技术|智能|信息|生物|新材料|电气|环保|投资|控股|发展)+$", "", core)
    return [short for short in dict.fromkeys((core, trimmed)) if 3 <= len(short) < len(name)]

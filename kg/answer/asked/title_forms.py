"""Honours as people call them (小巨人, 单项冠军, 高企), and whether one is held or only applied for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kg.answer.folding import fold
from kg.answer.model import AnswerRow
from kg.gazetteer import load_gazetteer

LEVEL = re.compile(r"^(?:国家级?|全国|省级|市级|区级|县级)(?=.{3})")
END = re.compile(r"(?<=.{3})(?:企业|称号|名单)$")
QUOTED = re.compile(r"[“‘\"]([^“”‘’\"]{2,8})[”’\"]")
ASKED_LEVEL = re.compile(r"国家级|国家(?!重点实验室)|省级|市级|区级|县级")
APPLIED = re.compile("申报|准备|[拟想]|正在|创建|争创|培育|冲击|冲刺|力争|争取|计划")
BEFORE = re.compile(r"(?:国家级?|全国|省级|市级|区级|县级)$")
HELD, WANTED = "已获得", ("申报中", "计划")
RELATIONS = frozenset({"holders_of_title", "titles_of_holder"})


def title_forms(names: Iterable[str]) -> set[str]:
    """What people call an honour of these names beside: the part in marks, without its level or 企业, and its short names."""
    said = dict.fromkeys(name for own in names for name in (own, *_declared().get(fold(own), ())))
    bare = [END.sub("", LEVEL.sub("", name)) for name in said]
    return {*said, *bare, *(END.sub("", name) for name in said), *(m for name in said for m in QUOTED.findall(name))}


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, tuple[str, ...]]:
    """Each name of an honour → all its names in the word lists."""
    titles = [entry for entry in load_gazetteer() if entry.type == "Title"]
    return {fold(name): entry.names for entry in titles for name in entry.names}


def of_status(question: str, intent: str, rows: Sequence[AnswerRow]) -> Sequence[AnswerRow]:
    """The rows of those who hold the honour, or of those who apply for it where that is asked; other questions' rows as they are.

    Where nobody holds it yet, those who apply are told, each with its note.
    """
    if intent not in RELATIONS:
        return rows
    rows = of_level(question, rows)
    if APPLIED.search(question):
        return [row for row in rows if row.note and any(one in row.note for one in WANTED)]
    return [row for row in rows if HELD in (row.note or "")] or rows


def of_level(question: str, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """The rows of honours of the one level that is asked for (国家级); all where none or several are."""
    asked = {one[:2] for one in ASKED_LEVEL.findall(question)}
    return [row for row in rows if len(asked) != 1 or not _other_level(question, row)]


def tells_asked_level(question: str, text: str, forms: Sequence[str]) -> bool:
    """Whether a sentence says the level that is asked for (国家级) of the thing of these names, not of one beside it; True where none is said."""
    asked = {one[:2] for one in ASKED_LEVEL.findall(question)}
    clauses = [one for one in re.split("[，；。]", text) if any(form in one for form in forms)]
    levels = {one[:2] for clause in clauses for one in ASKED_LEVEL.findall(clause)}
    return not (asked and levels) or bool(asked & levels)


def is_other_level(names: Iterable[str], before: str) -> bool:
    """Whether what stands before a short form is another level than all names of the honour have: 省级|绿色工厂 is no 国家级绿色工厂."""
    asked = BEFORE.search(before)
    own = [LEVEL.match(name) for name in names]
    return asked is not None and all(one and one[0][:2] not in asked[0] for one in own)


def only_wanted(rows: Sequence[AnswerRow]) -> bool:
    """Whether nobody of the rows holds the honour yet."""
    return all(row.note in WANTED for row in rows)


def _other_level(question: str, row: AnswerRow) -> bool:
    """Whether the question asks for an honour of one level (省级) and every quote calls this one by another."""
    asked = ASKED_LEVEL.search(question)
    if not asked:
        return False
    if own := LEVEL.match(row.name) or LEVEL.match(row.group or ""):
        return own[0][:2] != asked[0][:2]
    quotes = [citation.quote for citation in row.evidence]
    before = re.compile(rf"({ASKED_LEVEL.pattern}){re.escape(row.name.partition('“')[0] or row.name)}")
    said = [before.findall(quote) or ASKED_LEVEL.findall(quote) for quote in quotes]
    return all(levels and not any(one[:2] == asked[0][:2] for one in levels) for levels in said)

"""What a question leaves out or denies: 除甲以外 is taken out of the answer; 不负责 is never answered as 负责."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.reading import listing, with_citations
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow

EXCEPT = re.compile(
    r"(?:除了|除去|除开|除|不算|不计|不包括|不含|(?:刨|抛|扣|撇|减|去)(?:去|除|掉|开)|剔除)(?P<names>[^，,。？?]{2,40}?)"
    r"(?:(?:以外|之外|外)的?[，,]?|(?:以后|之后|后)?[，,])"
)
BEYOND = re.compile(r"还(?=有|由|需|要|包括|与|和)|另外|其他的?")
HOW_MUCH = re.compile("多少|几(?!乎)|多[大高]")
FIGURES = frozenset({"Indicator", "Passage"})  # rows that tell one whole figure, from which nothing can be left out
YES_OR_NO = re.compile(r"是不是|有没有|能不能|会不会|要不要|是否|有无|不(?:低于|少于|超过|高于|小于|大于|足)")
PARTED = re.compile(r"[、和与及]")


@dataclass(frozen=True)
class Excepted:
    """A question without its exception, and the names that were excepted."""

    text: str
    names: tuple[str, ...]


def split_exception(text: str) -> Excepted | None:
    """「除甲以外，还有哪些乙」 as 「有哪些乙」 without 甲; None where nothing is excepted or nothing is left."""
    match = EXCEPT.search(text)
    if not match:
        return None
    rest = BEYOND.sub("", f"{text[: match.start()]}{text[match.end() :]}", count=1).strip("，, ")
    names = tuple(part for part in PARTED.split(match["names"]) if len(part) > 1)
    return Excepted(rest, names) if len(rest) > 3 and names else None


def without(found: Answer, left_out: Excepted, names: NameIndex) -> Answer:
    """The answer without the rows that the question excepts, said anew; not found where it has no other."""
    wanted = {fold(name) for name in left_out.names}
    ids = {one.id for name in wanted for link in names.find(name) if link.text == name for one in link.entities}
    kept = tuple(row for row in found.answers if not _is_meant(row, wanted, ids))
    said = "、".join(left_out.names)
    is_figure = HOW_MUCH.search(left_out.text) and all(row.type in FIGURES or row.value for row in kept)
    if kept and is_figure and len(kept) == len(found.answers):
        return replace(found, status=NOT_FOUND, answers=(), text=f"规划没有写到不算{said}的数。")
    if not kept:
        return replace(found, status=NOT_FOUND, answers=(), text=f"除{said}以外，规划没有写到其他的。")
    told = listing([f"{row.name}（{row.role}）" if row.role else row.name for row in kept], "个")
    return replace(
        found, status=ANSWERED, answers=kept, text=with_citations(f"除{said}以外，有{len(kept)}个：{told}。", kept)
    )


def _is_meant(row: AnswerRow, names: Collection[str], ids: Collection[str]) -> bool:
    return row.entity_id in ids or any(fold(name) in names for name in (row.name, *row.aliases))


def denied(text: str, asking: Asking) -> str:
    """The words by which a question denies (不负责, 没有提到); '' for one that does not, and for yes or no."""
    bare = YES_OR_NO.sub("，", text)
    found = [match[0] for word in asking.words["negation"] if (match := re.search(word, bare))]
    return max(found, key=len, default="")

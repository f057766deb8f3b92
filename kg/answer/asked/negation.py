"""What a question leaves out or denies: 除甲以外 is taken out of the answer; 不负责 is never answered as 负责."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.reading import listing, with_citations
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow

EXCEPT = re.compile(
    r"(?:除了|除去|除开|除|不算|不计|不包括|不含|(?:刨|抛|扣|撇|减|去)(?:去|除|掉|开)|剔除)(?P<names>[^，,。？?]{2,40}?)"
    r"(?:(?:以外|之外|外)的?[，,]?|(?:以后|之后|后)?[，,])"
    r"|(?<![拆扫清免消废排解删去])除了(?P<few>[^，,。？?]{2,20}?)(?=还(?:有|由|需|要|包括|与|和))"
)
MORE = re.compile("哪(?P<n>[两二三四五六七八])(?=[个家项条种类大座])")  # 还有哪两家: of three with the one told
COUNTS = "零一两三四五六七八九十"
OUTSIDE = re.compile("[以之]?外|[，还]")
TAKEN_UP = re.compile("[它其他这那该此]|上述")
FIRMS = frozenset({"Enterprise", "Item"})  # whose short name begins the long one
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
    if not match or TAKEN_UP.match(match["names"] or match["few"]):  # 除了它: what a part before tells
        return None
    rest = BEYOND.sub("", f"{text[: match.start()]}{text[match.end() :]}", count=1).strip("，, ")
    names = tuple(part for part in PARTED.split(match["names"] or match["few"]) if len(part) > 1)
    return Excepted(rest, names) if len(rest) > 3 and names else None


def answer_excepting(text: str, answering: Callable[[str], Answer], names: NameIndex, asking: Asking) -> Answer | None:
    """The answer without what the question excepts; None where it excepts nothing.

    Where so many more are asked for (除甲外还有哪两家), of a list that has them all: no other list tells who they are.
    """
    left_out = split_exception(text)
    if not left_out:
        return None
    more = MORE.search(left_out.text) if "还" in text else None
    number = COUNTS.index(more["n"].replace("二", "两")) if more else 0
    if more and (total := number + len(left_out.names)) < len(COUNTS):
        at_once = f"{left_out.text[: more.start()]}哪{COUNTS[total]}{left_out.text[more.end() :]}"
        found = answering(at_once)
        kept = without(found, left_out, names) if found.status == ANSWERED else found
        if kept.status == ANSWERED and len(kept.answers) == number < len(found.answers):
            return kept
    found = answering(left_out.text)
    kept = without(found, left_out, names) if found.status == ANSWERED else found
    if more and found.query is None and len(kept.answers) == len(found.answers):
        return _none_else(found, left_out)
    if not more or kept.status != ANSWERED or len(kept.answers) == number:
        return kept
    return replace(kept, text=f"{kept.text}{asking.message('other_number', wanted=number, n=len(kept.answers))}")


def put_name(part: str, pronoun: re.Match[str], name: str) -> str:
    """A part of a question with a name for its pronoun, set apart where it is excepted: 除了它甲市还有哪些."""
    before, after = part[: pronoun.start()], part[pronoun.end() :]
    apart = "以外，" if before.endswith(("除", "除了")) and not OUTSIDE.match(after) else ""
    return f"{before}{name}{apart}{after}"


def _none_else(found: Answer, left_out: Excepted) -> Answer:
    said = f"除{'、'.join(left_out.names)}以外，规划没有写到其他的。"
    return replace(found, status=NOT_FOUND, answers=(), text=said)


def without(found: Answer, left_out: Excepted, names: NameIndex) -> Answer:
    """The answer without the rows that the question excepts, said anew; not found where it has no other."""
    wanted = {fold(name) for name in left_out.names}
    ids = {one.id for name in wanted for link in names.find(name) if link.text == name for one in link.entities}
    kept = tuple(row for row in found.answers if not _is_meant(row, wanted, ids))
    if len(kept) == len(found.answers):  # 甲 for 甲生活: the one firm whose name goes on so
        longer = [row for row in kept if row.type in FIRMS and _goes_on(row, wanted)]
        kept = tuple(row for row in kept if row not in longer) if len(longer) == 1 else kept
    said = "、".join(left_out.names)
    is_figure = HOW_MUCH.search(left_out.text) and all(row.type in FIGURES or row.value for row in kept)
    if kept and is_figure and len(kept) == len(found.answers):
        return replace(found, status=NOT_FOUND, answers=(), text=f"规划没有写到不算{said}的数。")
    if not kept:
        return _none_else(found, left_out)
    if len(kept) == len(found.answers) and all(row.type == "Passage" for row in kept):  # sentences are no list
        return found
    told = listing([f"{row.name}（{row.role}）" if row.role else row.name for row in kept], "个")
    return replace(
        found, status=ANSWERED, answers=kept, text=with_citations(f"除{said}以外，有{len(kept)}个：{told}。", kept)
    )


def _is_meant(row: AnswerRow, names: Collection[str], ids: Collection[str]) -> bool:
    return row.entity_id in ids or any(fold(name) in names for name in (row.name, *row.aliases))


def _goes_on(row: AnswerRow, names: Collection[str]) -> bool:
    """Whether a row's name begins with one of the names, or one of them with it."""
    own = fold(row.name)
    return any(own.startswith(name) or name.startswith(own) for name in names)


def denied(text: str, asking: Asking) -> str:
    """The words by which a question denies (不负责, 没有提到); '' for one that does not, and for yes or no."""
    bare = YES_OR_NO.sub("，", text)
    found = [match[0] for word in asking.words["negation"] if (match := re.search(word, bare))]
    return max(found, key=len, default="")

"""Which lines are headings, and how much of a line is one: numbered, named, marked by the format, or run in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout import Line
from ingest.numbering import ANNEX_TITLE, RANKS, Marker, parse_marker

LONGEST_HEADING = 60
LONGEST_RUN_IN = 25
SHORTEST_BODY = 20
NAMED = re.compile(r"(?:前言|序言|引言|导言|导语|总论|总则|附则|结语|后记|绪论|名词解释|编制说明|附图)")
SENTENCE_END = re.compile(r"[。：！？]|(?<!\d):|:(?!\d)")
ENDS = "。；;，,、！？!?"
NOTE_BRACKET = re.compile(r"[（(【][^（()）【】]{0,8}(?:单位|部门|责任|牵头|主责|配合)[^（()）【】]*[)）】]。?$")
NO_RUN_IN = re.compile(
    r"\d{4}年|%|(?<=[\d亿万千百])元|^[\d（(《]|^(?:其中|同时|此外|另外|综上|目前|当前|近年来|为此|一方面)|^(?:到|以|为|在|按照|根据|依据|自|截至|对|经|从).*[，,]"
)
CAPTION = re.compile(r"(?:图|表|图表)\s?[\d一二三四五六七八九十]+(?:[-—.．–]\d+)*[\s:：]?")
ATTACHED = re.compile(r"附件\s?[:：]\s?(?:\d|《|[^\s]{2,})|附件\s?[:：]$")


@dataclass(frozen=True)
class Heading:
    """A heading as found on a line, before its level is known; `line` is an index into the lines."""

    line: int
    text: str  # as written, without the sign that ends it
    style: str  # a style of ingest.numbering, or named | runin | level1…9
    number: int = 0
    body: bool = False  # text of its own follows on the same line
    kind: str = "section"
    last_line: int = -1  # where a heading takes two lines: 附件1 and its title
    box: int = 0

    @property
    def rank(self) -> float:
        """The usual depth of the style; smaller is higher."""
        return int(self.style[5:]) if self.style.startswith("level") else RANKS[self.style]


def find_headings(lines: Sequence[Line], skip: frozenset[int], captions: frozenset[int] = frozenset()) -> list[Heading]:
    """The headings among `lines`, in order; the lines of `skip` (title, captions, notes) are none.

    Where an annex holds several tables, the captions of the later ones are headings.
    """
    found: list[Heading] = []
    attached = taken = -2
    listed = (-2, "")
    for index, line in enumerate(lines):
        if index in captions and (heading := _later_caption(lines, index, found, captions)):
            found.append(heading)
            continue
        opens_annex = bool(ANNEX_TITLE.match(line.text)) and (line.level > 0 or index in captions)
        if (index in skip and not opens_annex) or index <= taken or line.note:
            continue
        if ATTACHED.match(line.text) and not opens_annex:
            attached = index
            continue
        marker = parse_marker(line.text)
        if attached == index - 1 and marker and marker.style == "arabic":
            attached = index  # the list of attachments, not headings
            continue
        if marker and (line.text[-1] in "；;" or listed == (index - 1, marker.style)):
            listed = (index, marker.style)  # the last line of such a list ends in a full stop
            continue
        is_annex = marker and marker.style == "annex"
        heading = _annex(lines, index, marker, bool(found)) if is_annex and marker else _plain(line, index, marker)
        if heading:
            taken = heading.last_line
            found.append(heading)
    return _with_run_ins(lines, found, skip)


def _later_caption(
    lines: Sequence[Line], index: int, found: Sequence[Heading], captions: frozenset[int]
) -> Heading | None:
    """The caption of a later table of an annex: beside an annex that has but its first table's name, else under it."""
    annex = next((one for one in reversed(found) if one.style != "runin"), None)
    text = lines[index].text
    if annex is None or annex.style != "annex" or CAPTION.match(text):
        return None
    first = max(annex.line, annex.last_line)
    if not any(first <= other < index for other in captions):
        return None
    style = "runin" if annex.number or annex.last_line < 0 else "annex"
    return Heading(index, text, style, kind="annex", last_line=index, box=lines[index].box)


def _annex(lines: Sequence[Line], index: int, marker: Marker, seen: bool) -> Heading | None:
    """「附件1」 with the title on the next line; at the very top of a file it only says where the file hung."""
    line = lines[index]
    if not seen or len(line.text) > LONGEST_HEADING or line.text[-1] in ENDS:
        return None
    rest = line.text[marker.end :].strip(" :：")
    if rest or index + 1 >= len(lines):
        return Heading(index, line.text.rstrip(":："), "annex", marker.number, kind="annex", box=line.box)
    title = lines[index + 1].text
    if len(title) > LONGEST_HEADING or title[-1] in ENDS or parse_marker(title):
        return Heading(index, line.text.rstrip(":："), "annex", marker.number, kind="annex", box=line.box)
    return Heading(
        index,
        f"{line.text.rstrip(':：')} {title}",
        "annex",
        marker.number,
        kind="annex",
        last_line=index + 1,
        box=line.box,
    )


def _plain(line: Line, index: int, marker: Marker | None) -> Heading | None:
    text = line.text
    if marker is None:
        if NAMED.fullmatch(text):
            return Heading(index, text, "named", box=line.box)
        if line.level and len(text) <= LONGEST_HEADING and text[-1] not in ENDS and not CAPTION.match(text):
            return Heading(index, text, f"level{line.level}", box=line.box)
        return None
    rest = text[marker.end :]
    if not rest.strip():
        return (
            Heading(index, text, marker.style, marker.number, box=line.box)
            if marker.style in {"chapter", "part"}
            else None
        )
    if marker.style in {"part", "chapter", "section"} and (len(text) > 40 or text[-1] in ENDS):
        return None  # a sentence about the second chapter
    kind = "box" if marker.style == "box" else "section"
    if text[-1] not in ENDS and "。" not in rest and len(rest) <= LONGEST_HEADING and not _is_long_item(rest):
        if marker.style in {"shi", "ordinal"}:
            return None
        return Heading(index, text.rstrip(":："), marker.style, marker.number, kind=kind, box=line.box)
    return _item(line, index, marker)


def _is_long_item(rest: str) -> bool:
    """Whether a line without an end sign is a running sentence, ends in a list (主要包括：甲、乙) or names who does it."""
    return (
        bool(NOTE_BRACKET.search(rest))
        or len(re.findall("[，,]", rest)) > 2
        or bool(re.search(r"[；;]\S|[：:][^：:]*、.{8}", rest))
    )


def _item(line: Line, index: int, marker: Marker) -> Heading | None:
    """A numbered paragraph: its first sentence is the heading, or as much of it as reads as one."""
    text = NOTE_BRACKET.sub("", line.text)  # who is responsible is no part of the heading
    short = _first_sentence(text, marker.end, LONGEST_RUN_IN)
    if line.text[-1] in "，,、" or (marker.style in {"box", "ordinal", "shi", "dash"} and not short):
        return None
    end = 0 if marker.style == "article" else _first_sentence(text, marker.end, LONGEST_HEADING)
    heading = text[: end or _first_clause(text, marker)].rstrip("。：:")
    return Heading(index, heading, marker.style, marker.number, body=True, kind="item", box=line.box)


def _first_sentence(text: str, start: int, longest: int) -> int:
    """Where the first sentence or the words before the first colon end; 0 where that is too long."""
    match = SENTENCE_END.search(text, start)
    end = match.start() if match else len(text)
    return end if end - start <= longest else 0


def _first_clause(text: str, marker: Marker) -> int:
    """Where the first clause ends, when it is short; else the number alone is the heading."""
    if marker.style == "article" and (
        titled := re.match(r"[（(【][^（()）】]{2,15}[)）】]|[^\s，。；：]{2,12}(?=\s)", text[marker.end :].lstrip())
    ):
        return text.index(titled[0], marker.end) + len(titled[0])
    match = re.search(r"[，,；;（(]", text[marker.end :])
    if marker.style != "article" and match and 4 <= match.start() <= LONGEST_RUN_IN + 5:
        return marker.end + match.start()
    return len(text[: marker.end].rstrip(" 、.．"))


def _with_run_ins(lines: Sequence[Line], found: list[Heading], skip: frozenset[int]) -> list[Heading]:
    """Adds short first sentences as headings where two or more paragraphs of one section begin with one."""
    starts = [heading.line for heading in found if RANKS.get(heading.style, 0) < UNDER_RUN_IN] + [len(lines)]
    numbered = {heading.line for heading in found} | {heading.last_line for heading in found}
    added: list[Heading] = []
    for left, right in pairwise(starts):
        body = [
            index
            for index in range(left + 1, right)
            if index not in skip and index not in numbered and not lines[index].note
        ]
        heads = [heading for index in body if (heading := _run_in(lines[index], index))]
        plain = [index for index in body if len(lines[index].text) >= SHORTEST_BODY]
        if len(heads) >= 2 and len(heads) * 2 >= len(plain):
            added.extend(heads)
    return sorted([*found, *added], key=lambda heading: heading.line)


UNDER_RUN_IN = 5.5  # run-in headings hang under （一） and higher; 1. and （1） hang under them


def _run_in(line: Line, index: int) -> Heading | None:
    if parse_marker(line.text) or CAPTION.match(line.text):
        return None
    end = line.text.find("。")
    head = line.text[:end]
    if (
        not 4 <= end <= LONGEST_RUN_IN
        or len(line.text) - end < SHORTEST_BODY
        or len(re.findall("[，,]", head)) > 1
        or NO_RUN_IN.search(head)
    ):
        return None
    return Heading(index, head, "runin", body=True, kind="item", box=line.box)

"""Text → sentence spans; a mark inside quotes or brackets ends no sentence."""

import re
from collections.abc import Iterator

ENDS = frozenset("。！？；!?;")
OPEN = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】", "「": "」", "『": "』", "〔": "〕", "[": "]"}
CLOSE = frozenset(OPEN.values())
SIGNS = re.compile(f"[{re.escape(''.join([*ENDS, *OPEN]))}\n]")
LONGEST_ASIDE = 200  # an opened quote that is not closed within so many signs is a typing error, not an aside


def iter_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of `text`, blanks at their ends left out; a line break always ends one."""
    start = place = 0
    while found := SIGNS.search(text, place):
        place, sign = found.start(), found.group()
        if sign in OPEN:
            place = _aside_end(text, place)
            if text[place - 2 : place - 1] in {"。", "！", "？"} and not _goes_on(text, place):
                yield from _trimmed(text, start, place)
                start = place
            continue
        place += 1
        if sign == "\n" or (sign in ENDS and not _is_entity(text, place)):
            while place < len(text) and (text[place] in CLOSE or text[place] in ENDS):
                place += 1
            yield from _trimmed(text, start, place)
            start = place
    yield from _trimmed(text, start, len(text))


def sentence_from(text: str, at: int) -> tuple[int, int]:
    """The sentence that holds a place of a text; its whole line where it ends none."""
    left = text.rfind("\n", 0, at) + 1
    right = text.find("\n", at)
    line = text[left : len(text) if right < 0 else right]
    spans = ((left + a, left + b) for a, b in iter_sentences(line))
    return next(((a, b) for a, b in spans if a <= at < b), (left, left + len(line)))


def _aside_end(text: str, start: int) -> int:
    """The place after the sign that closes what opens at `start`; start + 1 where nothing closes it on its line."""
    wanted = [OPEN[text[start]]]
    for place in range(start + 1, min(len(text), start + LONGEST_ASIDE)):
        sign = text[place]
        if sign == "\n":
            break
        if sign == wanted[-1]:
            wanted.pop()
            if not wanted:
                return place + 1
        elif sign in OPEN:
            wanted.append(OPEN[sign])
    return start + 1


def _goes_on(text: str, place: int) -> bool:
    """Whether a sentence goes on after a closed aside: 「“干什么？”的问题」 does, 「他说：“好。”」 does not."""
    rest = text[place : place + 1]
    return bool(rest) and rest != "\n" and (rest in "，、；：,;。）)》”的地得和与及" or text[place - 1] in "）)》")


def _is_entity(text: str, place: int) -> bool:
    """Whether a semicolon before `place` closes an HTML entity such as &nbsp; that an export left behind."""
    head = text[max(0, place - 8) : place - 1]
    return text[place - 1] == ";" and "&" in head and head.rsplit("&", 1)[-1].isalnum()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

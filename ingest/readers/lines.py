"""Joins lines that a page's width broke into the paragraphs they were, and keeps apart what was apart.

Three kinds of proof, the strongest first: the text itself (an open bracket, a comma at the end), the page
(the line reaches the right margin and the next one is not indented), and prose that stops without a full stop.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Paragraph

NUMERAL = "一二三四五六七八九十百零〇"
# A line that begins so is a heading or an item, whatever stands before it. 「一、二级市场」 and 「第三章的要求」 are none.
HEADING_START = re.compile(
    rf"第\s?[{NUMERAL}\d]+\s?(?:[编篇章节]|部分)(?![，、“至到和的])|第\s?[{NUMERAL}\d]+条(?![，、“至到和第规的款])|"
    rf"[{NUMERAL}]{{1,4}}[、．.](?![{NUMERAL}]、|[二三四五]?[级类线期批产])|[（(]\s?[{NUMERAL}]{{1,4}}\s?[)）](?!期|级)|\d{{1,2}}[.．、](?!\d)(?=.)|"
    r"(?:附件|附表|附图|附录)\s?[\d一二三四五六七八九十]*(?:[-—]\d+)?\s*(?:\s|[:：]|$)|附件\s?\d{1,2}(?![\d所中的、和及）)])|附\s*[:：]|"
    rf"(?:任务|措施|举措|行动|工程)[{NUMERAL}]{{1,3}}\s?[:：]|[壹贰叁肆伍陆柒捌玖拾]{{1,3}}(?:[、．.]|\s)|"
    r"[【]?专\s?[栏题]\s?[\d一二三四五六七八九十]|——|●|■|◆|▲|★|目\s*录$"
)
# A line that begins so mostly is an item, a caption or a note; it may also be the middle of a sentence.
ITEM_START = re.compile(
    r"[（(]\s?\d{1,3}\s?[)）]|\d{1,2}(?:\.\d{1,2})+\s*[^\d\s.,，、。；)）%％‰亿万千百十个家项件元倍名人户亩公平吨米以左余多—~～至-]|"
    r"[①-⑳•○□※\ufffd]|[图表](?=\s*[\d一二三四五六七八九十])|[（(]?(?:注|说明|资料来源|数据来源)\s*\d?[:：]|抄送|"
    r"[（(]?(?:计量|金额)?单位\s?[:：]\s?[\u4e00-\u9fff%％、，,/]{1,10}[）)]?$"
)
# A line that begins with a field's name (责任单位：, 整改目标：): a paragraph of its own unless the line before was full.
FIELD_START = re.compile(r"[一-龥]{2,8}[:：]")
FINAL = re.compile(r"[。！？；：!?;:…][\"”’」』）)》】]*$")
OPEN_END = re.compile(r"[，、,《（(“‘【〔—－]$")
CLOSE_START = re.compile(r"[，。、；：！？）)》”’】〕,;]")
# Words that no line of its own ends with; 的 and 等 are left out, slogans end so.
BOUND_END = re.compile(
    r"(?:关于|以及|或者|和|与|及|对|为|在|将|把|被|向|从|由|按照|根据|包括|通过|围绕|达到|达|超过|突破|不低于|不少于)$"
)
TITLE_REST = re.compile(
    r"关于.*(?:通知|意见|说明|报告|方案|决定|批复|请示|公告|通告|规划|计划|办法|函)(?:[（(].{1,12}[)）])?$"
)
PROSE = re.compile(r"[，。；,;]")
STANDS_ALONE = re.compile(
    r"(?:附件|附表|附录)\s*[\d一二三四五六七八九十]*[:：]?$|\S{1,12}[〔\[（(【]\d{4}[〕\])）】]\S{0,4}\d+\s*号(?:\s*签发人\s*[:：].{0,20})?$|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$|[（(].{1,14}[)）]$"
)
PROSE_LENGTH = 20
TITLE_LENGTH = 40
HEADING_LENGTH = 60
LOOK_BACK = 160  # an unclosed bracket further back is a slip of the pen, not a broken line
OPENERS, CLOSERS = set("《（(【〔"), set("》）)】〕")
# A number that the line's end cut: 「产值达到1」 / 「23.5亿元」. A year begins a sentence of its own.
NUMBER_HEAD = re.compile(r"(?P<word>[\u4e00-\u9fff，、；])\s?\d+(?:[.,]\d*)?$")
NUMBER_REST = re.compile(r"(?!(?:19|20)\d{2}年)\d[\d.,，]*\s?(?:[%％‰\u4e00-\u9fff]|$)|\.\d")
BEFORE_NUMBER = "到至为约过超近达长年月第"
VALUE_END = re.compile(
    r"\d(?:%|％|[万亿]{0,2}(?:元|人次|[家个项人名件亩吨户座条]))(?:以上|左右|以内|以下)?$"
)  # a target is told to its end
LATIN = re.compile(r"[A-Za-z,.;]$"), re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Line:
    """One line of a page or file. None = the format does not tell."""

    text: str
    full: bool | None = None  # reaches the right margin
    indented: bool | None = None  # begins right of the left margin
    after_gap: bool = False  # more than the usual distance, or a blank line, before it
    page: int = 0


@dataclass(frozen=True)
class Habit:
    """How this document sets its paragraphs: what an indent or a blank line means in it."""

    indents: bool = False
    gaps: bool = False


def join_lines(lines: Sequence[Line], habit: Habit) -> list[Paragraph]:
    """The paragraphs that the lines make, each on the page where it begins."""
    paragraphs: list[Paragraph] = []
    text, page, last = "", 0, None
    for line in lines:
        if not line.text.strip():
            continue
        if last and continues(text, last, line, habit):
            text = glue(text, line.text.strip())
        else:
            if text:
                paragraphs.append(Paragraph(text, page=page))
            text, page = line.text.strip(), line.page
        last = line
    if text:
        paragraphs.append(Paragraph(text, page=page))
    return paragraphs


def join_broken(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs of a format that knows paragraphs: joined only where the text itself proves the break wrong."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        before = joined[-1] if joined else None
        if (
            before
            and not (before.note or paragraph.note)
            and not paragraph.level
            and must_continue(before.text, paragraph.text)
        ):
            joined[-1] = Paragraph(glue(before.text, paragraph.text), before.level, before.page)
        else:
            joined.append(paragraph)
    return joined


def continues(before: str, last: Line, line: Line, habit: Habit) -> bool:
    """Whether `line` goes on with the paragraph `before`, whose last line was `last`."""
    after = line.text.strip()
    if must_continue(before, after):
        return True
    flows, ended = last.full and line.indented is False, FINAL.search(before[-LOOK_BACK:])
    if HEADING_START.match(after) or (ITEM_START.match(after) and not (flows and habit.indents and not ended)):
        return False
    if STANDS_ALONE.fullmatch(before) or (FIELD_START.match(after) and not flows):
        return False
    if ended:
        return bool(flows and (habit.indents or (habit.gaps and not line.after_gap)))
    if last.full is not None and line.indented is not None:
        unclear = (
            is_heading(before) and "，" not in before and not habit.indents
        )  # its second line, or the body under it
        return bool(flows) and not (habit.gaps and line.after_gap) and not (unclear and line.full)
    if is_heading(before) or (habit.indents and line.indented) or VALUE_END.search(before):
        return False
    return len(before) >= PROSE_LENGTH and bool(PROSE.search(before))


def must_continue(before: str, after: str) -> bool:
    """Whether the two texts alone prove that they are one: an open bracket, a comma, a title's two halves."""
    if starts_block(after) or STANDS_ALONE.fullmatch(before):
        return False
    tail = before[-LOOK_BACK:]
    if is_open(tail) or OPEN_END.search(tail) or CLOSE_START.match(after) or _is_cut_number(tail, after):
        return True
    if FINAL.search(tail):
        return False
    if BOUND_END.search(tail) and not is_heading(before):
        return True
    return (
        bool(TITLE_REST.match(after))
        and len(before) <= TITLE_LENGTH
        and not PROSE.search(before)
        and not is_heading(before)
    )


def starts_block(text: str) -> bool:
    """Whether a text begins as a heading, list item, caption or note does."""
    return bool(HEADING_START.match(text) or ITEM_START.match(text))


def _is_cut_number(before: str, after: str) -> bool:
    """Whether a line's end stands inside a number."""
    head = NUMBER_HEAD.search(before)
    if not head or not NUMBER_REST.match(after):
        return False
    return head["word"] in BEFORE_NUMBER or bool(PROSE.search(before))


def is_heading(text: str) -> bool:
    """Whether a text is a heading or caption line and nothing more."""
    return starts_block(text) and len(text) <= HEADING_LENGTH and not re.search(r"[。；;]", text)


def is_open(text: str) -> bool:
    """Whether a bracket or title mark near the end is still open."""
    opened = 0
    for sign in text[-LOOK_BACK:]:  # ASCII and full-width brackets are mixed in real files: any closes any
        if sign in OPENERS:
            opened += 1
        elif sign in CLOSERS:
            opened = max(0, opened - 1)
    return bool(opened)


def glue(before: str, after: str) -> str:
    """Two pieces of one paragraph; a blank between them only where Latin words meet."""
    end, start = LATIN
    return f"{before} {after}" if end.search(before[-1:]) and start.match(after) else before + after


def display_width(text: str) -> int:
    """How wide a text is set, in half-widths."""
    return sum(2 if sign > "\u2e7f" or sign in "“”‘’—…" else 1 for sign in text)

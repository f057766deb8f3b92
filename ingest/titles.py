"""The title of a document from its first lines, and the plan that it prints or explains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.numbering import parse_marker

KIND_WORDS = (
    "规划纲要|发展纲要|规划|行动计划|计划|行动方案|实施方案|工作方案|方案|指导意见|实施意见|若干意见|意见|若干措施|措施|若干政策|政策|办法|规定|细则|"
    "纲要|通知|条例|起草说明|编制说明|说明|解读|报告|指引|目录|清单|要点|公告|通告|决定|批复|请示|分工表|任务表|项目表|一览表|白皮书|行动"
)
KIND_END = re.compile(rf"(?:{KIND_WORDS})(?:[（(〔][^（()）]{{1,24}}[)）〕]|[》”])*$")
LAW = re.compile(r"中华人民共和国[^，。；《》]{2,24}法(?:[（(][^（()）]{1,24}[)）])?")
ANNOUNCED = re.compile(
    rf"(?P<organs>[^《》，。]{{2,60}}?)(?:印发|发布|公布|出台)(?:《(?P<named>[^《》]+)》|(?P<plain>关于[^《》]{{5,70}}(?:{KIND_WORDS})))"
)
PRINTED = re.compile(
    r"(?:印发|发布|公布|转发|下发|批转|关于)[^《》]{0,12}《(?P<plan>.+)》(?:[^《》]{0,10})的?(?:通知|公告|函|决定|批复|通告)$"
)
PRINTED_BARE = re.compile(
    rf"(?:印发|发布|公布|转发)(?P<plan>[^《》]{{5,70}}(?:{KIND_WORDS})(?:[（(][^（()）]{{1,24}}[)）])?)的通知$"
)
EXPLAINED = re.compile(
    r"《(?P<plan>.+)》的?[^《》]{0,8}(?:起草说明|编制说明|起草情况[^《》]{0,6}说明|情况说明|政策解读|解读|说明)$"
)
ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()“”·、\s]{3,60}(?:委员会|人民政府|管委会|办公室|领导小组|政府|党组|(?<![布格结])局|厅|委|部|院|署)(?:办公室)?"
)
# Bodies of the state whose names are too short to be told by their ending.
SHORT_ORGANS = frozenset(
    [
        "国务院",
        "外交部",
        "国防部",
        "教育部",
        "科技部",
        "公安部",
        "民政部",
        "司法部",
        "财政部",
        "水利部",
        "商务部",
        "审计署",
    ]
)
# Who stands before 发布 in a headline, also by a short name: 中办国办.
ORGANS = re.compile(rf"(?:中办|国办|国务院|、)+|{ORGAN.pattern}")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:[（(][\u4e00-\u9fff]{1,6}[)）])?\s?[〔\[（(【﹝［]\s?(?:19|20)\d{2}\s?[〕\])）】﹞］]\s?第?\s?\d{1,4}\s?号"
)
DATE_LINE = re.compile(
    r"[（(]?\s?(?:(?:19|20)\d{2}|[一二][〇○零九０][〇○零一二三四五六七八九]{2})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?\s?(?:印发|发布)?[)）]?"
)
# （2022年3月 甲旗人民政府）, （甲市发展和改革委员会 2023年5月）
SIGNED_LINE = re.compile(
    rf"[（(]\s?(?:(?P<after>{DATE_LINE.pattern})[\s，,]*(?P<signed>[\u4e00-\u9fff、\s]{{4,40}})"
    rf"|(?P<organ>[\u4e00-\u9fff、\s]{{4,40}}?)[\s，,]*(?P<before>{DATE_LINE.pattern}))\s?[）)]"
)
# After words that already read as a title: its years or version in brackets, or the last words of a broken line.
TITLE_GOES_ON = re.compile(rf"[（(]|的|[^，。]{{0,8}}(?:{KIND_WORDS})$")
ATTACHED = re.compile(r"附件\s?[:：]")
FILE_NUMBER = re.compile(r"^[A-Za-z]{0,3}\d{1,5}[\s_.、\-—]+|^[（(]\d+[)）]\s*")
SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
BAD_GIVEN = re.compile(r"microsoft|word|未命名|untitled|文档\d*$|幻灯片|\.docx?|\.pdf|\.wps|^附件", re.IGNORECASE)
GIVEN_PARTS = re.compile(r"\s*[_|｜]+\s*|\s+[-—–]+\s+")  # a page's title, and the site's name behind it
MOST_FRONT_LINES = 25
MOST_TITLE_LINES = 5
LONGEST_TITLE = 160
LONGEST_PLAIN = 80


@dataclass(frozen=True)
class Title:
    """A title and where it stands: indexes of its lines, none where it is the file's name."""

    text: str
    plan: str = ""  # the plan printed or explained, without its book marks
    lines: tuple[int, ...] = ()


def front_size(texts: Sequence[str]) -> int:
    """How many lines stand before the body: up to the first numbered heading or long paragraph after a title's end."""
    listed = False
    for index, text in enumerate(texts[:MOST_FRONT_LINES]):
        marker = parse_marker(text)
        if ATTACHED.match(text) or (listed and marker and marker.style == "arabic" and text[-1] not in "。；"):
            listed = True  # the list of attachments over the signature
            continue
        listed = False
        if marker and marker.style != "annex" and not DATE_LINE.fullmatch(text):
            return index
    return min(len(texts), MOST_FRONT_LINES)


def find_title(texts: Sequence[str], *, name: str, given: str = "") -> Title:
    """The title printed in the first lines, else the one that the format marks, else the file's name."""
    size = front_size(texts)
    best: Title | None = None
    for start in range(size):
        if not _may_begin(texts[start]):
            continue
        for stop in range(start + 1, min(size, start + MOST_TITLE_LINES) + 1):
            joined = "".join(texts[start:stop])
            if len(joined) > LONGEST_TITLE or not all(_may_belong(text) for text in texts[start:stop]):
                break
            if best and not TITLE_GOES_ON.match(texts[stop - 1]):
                break
            best = _as_title(joined, tuple(range(start, stop))) or best
        if best:
            return best
    return _fallback(name, given)


def organ_alone(text: str) -> bool:
    """Whether a line holds nothing but the name of one or more bodies."""
    return text in SHORT_ORGANS or (len(text) >= 4 and bool(ORGAN.fullmatch(text)))


def _may_begin(text: str) -> bool:
    return _may_belong(text) and not text.startswith(("附件", "抄送", "各"))


def _may_belong(text: str) -> bool:
    return (
        len(text) <= LONGEST_TITLE
        and text[-1] not in "。；：:;，"
        and "。" not in text
        and not NUMBER.fullmatch(text)
        and not DATE_LINE.fullmatch(text)
        and not SIGNED_LINE.fullmatch(text)
        and not text.startswith(("附件", "抄送", "（此件"))
    )


def _as_title(text: str, lines: tuple[int, ...]) -> Title | None:
    """A title out of joined lines, None where they do not end like one."""
    text = _bare(text)
    if text.count("《") != text.count("》") or len(text) < 6:
        return None
    if match := EXPLAINED.search(text):
        begin = text.find("关于") if 0 < text.find("关于") < match.start() else 0
        return Title(text[begin:], match["plan"], lines)
    if match := PRINTED.search(text) or PRINTED_BARE.search(text):
        return Title(match["plan"], match["plan"], lines)
    if (match := ANNOUNCED.fullmatch(text)) and ORGANS.fullmatch(match["organs"]):
        plan = match["named"] or match["plain"]
        return Title(plan, plan, lines)
    if (
        (KIND_END.search(text) or LAW.fullmatch(text))
        and len(text) <= LONGEST_PLAIN
        and not re.search(r"[！？：]", text)
        and text.count("，") <= ("关于" in text)
    ):
        return Title(text, "" if text.endswith("通知") else text, lines)
    return None


def _bare(text: str) -> str:
    """The title without the document's number before it and without book marks around the whole of it."""
    if match := NUMBER.match(text):
        text = text[match.end() :].strip()
    if text.startswith("《") and text.endswith("》") and "》" not in text[:-1]:
        text = text[1:-1]
    return text.replace("〈", "《").replace("〉", "》")


def _fallback(name: str, given: str) -> Title:
    """The format's own title where it reads as one, else the file's name without its number and suffix."""
    for part in GIVEN_PARTS.split(given.strip()):
        if re.search(r"[\u4e00-\u9fff]", part) and not BAD_GIVEN.search(part) and (title := _as_title(part, ())):
            return title
    stem = FILE_NUMBER.sub("", SUFFIX.sub("", name)).strip() or name
    plan = re.sub(r"[\s_-]*(?:起草说明|编制说明|政策解读|解读)$", "", stem)
    return Title(stem, plan if KIND_END.search(plan) else "")

"""What stands in a box, a table or a chapter, one by one: rows, numbered lines, headings; each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.frames import Frame
from kg.answer.folding import fold
from kg.answer.quotes.heading_lists import own_title
from kg.records import Cell, Document, Section, Table

SUM = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|平\s*均)")
NOTE = re.compile(r"^(?:注|备注|说明|资料来源)[：:]|^注\d")
SERIAL = re.compile(r"^(?:序\s*号|编\s*号|号|No\.?)$")
NAME_END = re.compile(r"(?:名称|名)$")
SIDE_END = re.compile(
    "(?:单位|部门|进度|进展|情况|内容|规模|投资|总投资|金额|地点|选址|位置|时间|时限|年限|期限|类型|类别|性质|属性|备注|数量|面积|目标值?|主体|领导)$"
)
MARK = re.compile(
    r"[ \t　]*(?:[●○•·■□◆◇▪★☆]|[-—－―]{1,2}|\d{1,2}[.．、)）]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳]|[一二三四五六七八九十]+、|[一二三四五六七八九十]是)\s*"
)
HEAD = re.compile(r"(?P<name>[^：:。；;\n\t]{2,40}?)\s*(?:[：:。；;]|——|$)")
OVER = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])")
ROMAN = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)、]?$")
NUMBERED = re.compile(r"^[（(]?\d{1,2}[）).．、]")
LIST = re.compile("[、；;]|(?<=[^协参])(?:以?及|和|与)(?=[^作平])")
ANY_MEMBER = frozenset(
    {"任务", "举措", "措施", "行动", "工程", "专项", "项目", "政策"}
)  # what the rows of any table may be called
# What a question may call the things of a column beside its heading's own words.
COLUMNS = {
    "企业": "企业|公司|建设单位|项目单位|实施单位|实施主体|承担单位|业主",
    "公司": "企业|公司|建设单位|项目单位|实施单位|实施主体|承担单位|业主",
    "部门": "部门|牵头单位|责任单位|配合单位|责任主体",
    "单位": "单位|部门|主体",
    **dict.fromkeys(("配合单位", "参加单位", "参与单位", "协办单位"), "(?:配合|参加|参与|协办|协同)(?:单位|部门)"),
    "产业": "产业|行业|领域",
    "地方": "地点|选址|位置|区域|园区",
    "园区": "园区|园|地点|选址",
    "任务": "任务|举措|事项|工作|内容",
    "举措": "举措|任务|内容",
    "指标": "指标",
}


@dataclass(frozen=True)
class Member:
    """One thing that a part of a plan holds: its name, its own words [start, end), what it stands under, all that is said of it."""

    name: str
    start: int
    end: int
    group: str = ""
    said: str = ""  # all cells of its row, or its whole item
    columns: str = ""  # the headings of its table


def members_of(document: Document, frame: Frame, noun: str) -> list[Member]:
    """The members of a part, `noun` being what the question calls them; [] where its text tells none apart."""
    tables = [one for one in document.tables if frame.start <= one.start < frame.end]
    if tables and frame.kind != "chapter":
        return [one for table in tables for one in _rows(document, table, noun)]
    return _items(document, frame, noun)


def headers_of(document: Document, table: Table) -> list[str]:
    """The heading of each column, of several header rows together."""
    rows = range(table.header_rows)
    return ["".join(dict.fromkeys(_text(table, row, at) for row in rows)) for at in range(len(table.grid[0]))]


def _text(table: Table, row: int, column: int) -> str:
    return "".join(table.cell(row, column).text.split())


def _rows(document: Document, table: Table, noun: str) -> list[Member]:
    """The rows of a table by the column of the asked things; cells that list several of another kind are taken apart."""
    if not table.grid or table.header_rows >= len(table.grid):
        return []
    headers = headers_of(document, table)
    body = [row for row in range(table.header_rows, len(table.grid)) if _is_row(table, row)]
    named = _name_column(table, headers, body)
    asked = _asked_column(table, headers, body, noun) if noun else named
    if asked is None:
        return []
    found: list[Member] = []
    group, seen = "", set()
    for row in range(table.header_rows, len(table.grid)):
        cells = list(dict.fromkeys(table.grid[row]))
        if row not in body:
            group = _heading(table, row) or group
            continue
        place = table.grid[row][asked]
        if (place in seen and asked == named) or not table.cells[place].text.strip():
            continue
        seen.add(place)
        own = [
            table.cells[one]
            for one in cells
            if table.cells[one].end > table.cells[one].start and table.cells[one].row == row
        ]
        over = [table.cells[one].text.strip() for one in cells if table.cells[one].row_span > 1]
        if not own:
            continue
        start, end = min(one.start for one in own), max(one.end for one in own)
        said = "\t".join(table.cells[one].text for one in cells)
        names = [table.cells[place].text] if asked == named else _several(table.cells[place].text)
        for name in names:
            found.append(Member(_clean(name), start, end, " ".join([group, *over]).strip(), said, "\t".join(headers)))
    return found if asked == named else list({one.name: one for one in reversed(found)}.values())[::-1]


def _is_row(table: Table, row: int) -> bool:
    """Whether a row holds a thing of its own: neither a heading over rows, nor a sum, nor a note."""
    first = _first(table, row)
    return not (_heading(table, row) or SUM.match(first) or NOTE.match(first)) and len(_filled(table, row)) > 1


def _filled(table: Table, row: int) -> list[Cell]:
    return [cell for one in dict.fromkeys(table.grid[row]) if (cell := table.cells[one]).text.strip()]


def _first(table: Table, row: int) -> str:
    return next((cell.text.strip() for cell in _filled(table, row)), "")


def _heading(table: Table, row: int) -> str:
    """The words of a row that stands over others: one cell across most columns, or 一、在建项目 with little beside; '' else."""
    filled, width = _filled(table, row), len(table.grid[row])
    if not filled or SUM.match(filled[0].text.strip()) or NOTE.match(filled[0].text.strip()):
        return ""
    if len(filled) > 1 and ROMAN.match(filled[0].text.strip()) and len(filled) * 2 <= width + 1:
        return filled[1].text.strip()  # 一 in the column of numbers, 在建项目 beside it
    wide = filled[0].column_span * 2 > width or (len(filled) == 1 and width > 1)
    numbered = bool(OVER.match(filled[0].text.strip())) and len(filled) * 2 < width
    return filled[0].text.strip() if wide or numbered else ""


def _name_column(table: Table, headers: Sequence[str], body: Sequence[int]) -> int | None:
    """The column that names what each row is about: 项目名称, 任务内容 beside a 重点任务 that spans rows."""
    free = [at for at, header in enumerate(headers) if not SERIAL.match(header)]
    whole = [at for at in free if len({table.grid[row][at] for row in body}) == len(body)]
    text = [at for at in whole if _is_text(table, body, at)]
    called = [at for at in text if NAME_END.search(headers[at])]
    plain = [at for at in text if not SIDE_END.search(headers[at])]
    best = called or plain or text or free
    return best[0] if best else None


def _is_text(table: Table, body: Sequence[int], column: int) -> bool:
    """Whether most cells of a column hold words, not figures."""
    cells = [table.cell(row, column).text for row in body]
    return sum(bool(re.search("[\u4e00-\u9fffA-Za-z]{2}", one)) for one in cells) * 2 > len(cells)


def _asked_column(table: Table, headers: Sequence[str], body: Sequence[int], noun: str) -> int | None:
    """The column of the things that a question names: that of the names where it bears the word or none does."""
    named = _name_column(table, headers, body)
    if named is not None and noun in headers[named]:
        return named
    like = re.compile(COLUMNS.get(noun, re.escape(noun)))
    found = [at for at, header in enumerate(headers) if like.search(header) and _is_text(table, body, at)]
    exact = [
        at
        for at in found
        if noun in headers[at] and not (SIDE_END.search(headers[at]) and not headers[at].endswith(noun))
    ]
    if named in found and not exact:
        return named
    if best := exact or found:
        return best[0]
    names = [_text(table, row, named) for row in body] if named is not None else []
    fits = noun in table.caption or noun in ANY_MEMBER or sum(noun in name for name in names) * 2 > len(names)
    return named if fits else None


def _several(text: str) -> list[str]:
    return [one for one in re.split(r"[、，,；;\n]", text) if one.strip()]


def _clean(name: str) -> str:
    return "".join(name.split()) if re.search("[\u4e00-\u9fff]", name) else " ".join(name.split())


def _items(document: Document, frame: Frame, noun: str) -> list[Member]:
    """The headings right under a section, else the lines of its text that begin with a mark or a title of their own."""
    found = list(_headings(document, frame, noun)) or list(_lines(document, frame))
    return found if len(found) > 1 or frame.kind != "chapter" else []


def _headings(document: Document, frame: Frame, noun: str) -> Iterator[Member]:
    below = [one for one in document.sections if one.parent_id == frame.section and one.kind not in {"box", "annex"}]
    tasks = [one for one in _under(document, below) if NUMBERED.match(one.heading)]
    chosen = tasks if noun in {"任务", "举措", "工作"} and frame.kind == "chapter" and len(tasks) > 1 else below
    for section in chosen:
        start, end = own_title(document, section)
        group = section.path[-2] if chosen is tasks and chosen is not below else ""
        own_end = max(end, section.start + 1)
        yield Member(
            document.text[start:end].strip(), section.start, own_end, group, document.text[section.start : section.end]
        )


def _under(document: Document, sections: Sequence[Section]) -> list[Section]:
    ids = {one.id for one in sections}
    return [one for one in document.sections if one.id in ids or one.parent_id in ids]


def _lines(document: Document, frame: Frame) -> Iterator[Member]:
    """The lines under the frame's own heading that begin alike: all with a mark, or all with a title and a colon."""
    text, place = document.text, document.text.find("\n", frame.start) + 1
    lines = []
    while 0 < place < frame.end:
        end = text.find("\n", place)
        end = frame.end if end < 0 or end > frame.end else end
        lines.append((place, end))
        place = end + 1
    lines = [
        (start, end) for start, end in lines if text[start:end].strip() and not NOTE.match(text[start:end].strip())
    ]
    marked = [(start, end) for start, end in lines if MARK.match(text[start:end])]
    told = marked or [(start, end) for start, end in lines if re.match(r"[^：:。，\n]{2,40}[：:]", text[start:end])]
    if not told or len(told) * 2 < len(lines):
        return
    for start, end in told:
        mark = MARK.match(text[start:end])
        first = start + (mark.end() if mark else 0)
        head = HEAD.match(text[first:end])
        if head:
            yield Member(head["name"].strip(), start, first + head.end("name"), "", text[start:end])


def listed_in(document: Document, member: Member) -> list[Member]:
    """What an item lists after its title: 甲, 乙 of 「创新平台：甲、乙」; [] where it lists nothing."""
    colon = re.search(r"[：:]", member.said)
    if not colon:
        return []
    body = re.split(r"[。；;\n]", member.said[colon.end() :])[0]
    names = [re.sub("等.{0,6}$", "", one).strip() for one in LIST.split(body)]
    place = document.text.find(member.said, member.start)
    end = place + colon.end() + len(body)
    return (
        [Member(one, place, end, member.name, one) for one in names if len(fold(one)) >= 2]
        if len(names) > 1 and place >= 0
        else []
    )

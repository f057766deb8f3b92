"""Looks up what a question asks in the rows of a table: the cells under the columns that it names, of the rows that it tells.

Whether or not the graph has a relation for a column (骨干企业, 类型, 重点验证领域), a table says what it is of whom.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.answer.asked.question import content_words
from kg.answer.asked.reading import Ask
from kg.answer.figures.grids import (
    BOUND,
    CLOSED,
    COUNTER,
    SHORTEST,
    Grid,
    Kept,
    Lookup,
    grid_of,
    told_cells,
)
from kg.answer.figures.table_figures import YEAR, tables_of
from kg.answer.folding import fold
from kg.answer.model import Answer
from kg.text.tables import row_cells

VALUE, HEAD = "◇", "◆"
SHORTEST_NAME = 3  # characters of a name within a longer one: 膜材料 of 高端膜材料
ENDS = re.compile("(?:单位|部门|主体|机构|名称|企业|公司)$")
WHICH = rf"(?:哪(?:一?(?:些|{COUNTER})|(?:[几两二三四五六七八九十]|\d+){COUNTER}?|里|儿)?|什么|谁|几{COUNTER}|多少{COUNTER})"
ASKED = re.compile(WHICH)
BARE = re.compile(rf"{VALUE}的?(?:都|一共|总共|共|分别)*(?:有|是)(?:哪|几|多少)")  # 专业型的有几家
# A question for more than what cells hold, and one that denies.
MORE = re.compile(
    "最|超过|以[上下]|高于|低于|不足|多于|少于|至少|比(?!重|例)|相差|差距|合计|排名|第[一二三四五六七八九十\\d]|没有?|未|不|非|除|还(?!是)|其[他它余]|另|是否|吗"
    f"|为什么|为何|如何|怎[么样]|同时|既|又|共同|多少(?!{COUNTER})|何时|什么时候|哪一?年|多[大久长高]"
)
ROLE = "(?:只|仅|都|主要|单独|作为|担任|当|来)*(?:是|为|作|做|在|有)*"
BETWEEN = "(?:是|为|在|有|属于|写的是|写着|填的是|一?栏)*"
JOINED = re.compile(f"{HEAD}[和与及以]*$")
DUTY = re.compile("牵头|责任|配合|负责|主责|参[加与]|协办")  # columns that facts tell of
IDLE = "以对从向给里中上内都各分别是为有的和与及由在这那其中包括写列出属于哪只仅并且把放到被一共"


@dataclass
class Reading:
    """A question as far as it is read against a table: what is left of its words, the values it sets, the columns it names."""

    left: str
    values: dict[str, tuple[int, ...]]  # what stands in cells → the columns where it does
    filters: dict[str, int]  # value → the column that the question says it stands in
    asked: list[int]


def answer_rows(ask: Ask, *, loosely: bool = False) -> Answer | None:
    """The cells that a question asks for by a column's own name, or the rows by what stands in one; None where it says more than a table tells.

    Every word of the question must be a condition, a column, or said over the table; a row meets all conditions. `loosely`: a
    column may be asked for by the kind of its things. The tasks of a body are told by its facts.
    """
    text = ask.question.text
    if ask.question.form not in {"list", "who", "place", "number", ""} or MORE.search(text) or not ASKED.search(text):
        return None
    found = [one for grid in _grids(ask) if (one := _look_up(ask, grid, least=not loosely))]
    best = max((one.fit for one in found), default=None)
    return told_cells(ask, [one for one in found if one.fit == best]) if found else None


def answer_rows_untold(ask: Ask, tried: Iterable[Answer | None]) -> Answer | None:
    """The cells that a question asks for; None where the first of other answers tells all of them, or of more than the table."""
    question = ask.question
    key = ("rows", question.text, question.documents, question.timely, question.frames)
    if key not in ask.memo:  # a question is asked as a whole, then as its one part
        rows = answer_rows(ask)
        first = next(filter(None, tried), None) if rows else None
        ask.memo[key] = None if rows and first and _tells(first, rows) else rows
    found: Answer | None = ask.memo[key]
    return found


def _tells(found: Answer, rows: Answer) -> bool:
    """Whether an answer of facts tells all that cells do, under whichever names."""
    forms = {fold(form) for row in found.answers for form in (row.name, *row.aliases, row.value or "") if form}
    return all(
        any(fold(row.name) in form or (len(form) >= SHORTEST_NAME and form in fold(row.name)) for form in forms)
        for row in rows.answers
    )


def _grids(ask: Ask) -> Iterator[Grid]:
    for document, table in tables_of(ask):
        if grid := grid_of(ask.asking, Kept(document.id, document.sha256, table.id, document, table)):
            yield grid


def _look_up(ask: Ask, grid: Grid, *, least: int) -> Lookup | None:
    read = Reading(ask.asking.spell(ask.question.text), {}, {}, [])
    _read_values(ask, grid, read)
    of_plan = (one for one in ask.place if one.holds((grid.above,), (), (grid.document.id,)))
    for word in sorted((word for limit in of_plan for word in limit.said), key=len, reverse=True):
        read.left = read.left.replace(ask.asking.spell(word), "", 1)
    _read_columns(ask, grid, read)
    named = sum(place != grid.own for place in read.asked) + len(read.filters)
    if len(read.asked) < len(ASKED.findall(ask.question.text)):
        _read_kind(ask, grid, read)
    if _is_duty(ask, grid, read) or len(ASKED.findall(ask.question.text)) > len(read.asked):
        return None
    if named < least or not read.asked or not (read.values or _is_whole_column(ask, grid, read)):
        return None
    rows = _rows(grid, read)
    said = ["".join(cell.text for cell in row_cells(grid.table, row)) for row in rows]
    lies = all(one.holds((grid.above, cells), (), (grid.document.id,)) for one in ask.place for cells in said)
    if not rows or not lies or not _says_no_more(ask, grid, read, said):
        return None
    return Lookup(grid, tuple(read.asked), tuple(rows), (named, len(read.values)))


def _is_whole_column(ask: Ask, grid: Grid, read: Reading) -> bool:
    """Whether all that a column holds is asked for by its own name; the names of rows are listed otherwise."""
    text = ask.asking.spell(ask.question.text)
    named = all(place != grid.own and grid.heads[place] in text for place in read.asked)
    named = named and not any("Industry" in ask.asking.kinds_in(grid.heads[place]) for place in read.asked)
    return named and ask.question.form in {"list", "who"}


def _is_duty(ask: Ask, grid: Grid, read: Reading) -> bool:
    """Whether facts tell what is asked: who has a task, or which tasks a body has in whichever of its roles."""
    if any(DUTY.search(grid.heads[place]) for place in read.asked):
        return True
    roles = [place for place, head in grid.heads.items() if DUTY.search(head)]
    said = any(grid.heads[place] in ask.asking.spell(ask.question.text) for place in read.filters.values())
    alone = said and len(roles) > 1 and re.search("[只仅]", ask.question.text)
    return any(set(places) & set(roles) for places in read.values.values()) and not alone


def _read_values(ask: Ask, grid: Grid, read: Reading) -> None:
    """Puts a mark for what stands in cells of the table, the longest first; a name of the question may be any of the thing's."""
    known = {spelled: spelled for spelled in grid.held}
    longer = []
    for link in ask.question.links:
        said = ask.asking.spell(link.text)
        forms = [ask.asking.spell(name) for one in link.entities for name in (one.name, *one.aliases)]
        if found := next((form for form in (said, *forms) if form in grid.held), ""):
            known[said] = found
        longer += [said] if said not in known else []
    for said in sorted(known, key=len, reverse=True):
        if said in read.left and said not in grid.heads.values() and not any(said in one for one in longer):
            read.left = read.left.replace(said, f"{VALUE}{len(read.values)}{VALUE}", 1)
            item, places = grid.held[known[said]]
            read.values[item] = places


def _read_columns(ask: Ask, grid: Grid, read: Reading) -> None:
    """Puts a mark for the columns that a question names: by which it sets a value (所在地是甲市), and which it asks for."""
    values = list(read.values)
    whole = {head: place for place, head in grid.heads.items() if head not in ask.asking.spell(grid.table.caption)}
    stems = {
        stem: place
        for head, place in whole.items()
        if SHORTEST <= len(stem := ENDS.sub("", head)) < len(head) and (stem not in ask.asking.kinds or "名称" in head)
    }
    for form, place in sorted((*whole.items(), *stems.items()), key=lambda one: -len(one[0])):
        if place in read.filters.values() or place in read.asked:
            continue
        split = ASKED.sub("", read.left, count=1)
        text = split if form not in read.left and form in split else read.left  # 重点验证|哪些|领域
        before, found, after = text.partition(form)
        ends = (
            re.match(rf"(?:单位|部门|主体|一?栏)?{BETWEEN}{VALUE}(\d+){VALUE}", after),
            re.search(rf"{VALUE}(\d+){VALUE}{ROLE}$", before),
        )
        near = [values[int(match[1])] for match in ends if match]
        sets = [
            one
            for one in (*near, *values)
            if read.values[one] == (place,) or (one in near and place in read.values[one])
        ]
        if not found or (form in stems and not sets and not _is_asked(before, after)):
            continue
        read.filters |= {one: place for one in sets[:1] if one not in read.filters}
        read.asked += [place] if not sets else []
        read.left = f"{before}{HEAD}{after}"


def _is_asked(before: str, after: str) -> bool:
    """Whether the stem of a column's name is asked for: 依托谁, 链主是谁, 链主和骨干企业有哪些."""
    joined = JOINED.search(before) or re.match(f"[和与及以]*{HEAD}", after)
    return bool(
        joined
        or re.match(rf"(?:的|单位|企业|部门)*(?:都|分别|各)*(?:是|为|有)?{WHICH}", after)
        or re.search(rf"{WHICH}(?:来)?$", before)
    )


def _read_kind(ask: Ask, grid: Grid, read: Reading) -> None:
    """The column of the kind of thing that a question asks for (哪个园 of 主要承载园区), else the rows' own names."""
    match = ASKED.search(read.left)
    if not match:
        return
    tail = r"(?:都|分别|各|一共|总共|共)*(?:是|为|有|包括)*$"
    words = [
        word
        for word in (*ask.asking.kinds, "任务")
        if read.left.startswith(word, match.end()) or re.search(f"{re.escape(word)}{tail}", read.left[: match.start()])
    ]
    noun = max(words, key=len, default="")
    kind = ask.asking.kinds.get(noun, "")
    free = [place for place in grid.heads if place not in read.filters.values()]
    like = [
        one
        for one in free
        if noun and (noun in grid.heads[one] or (kind and kind in ask.asking.kinds_in(grid.heads[one])))
    ]
    if grid.own in like or (not noun and BARE.search(read.left)):
        like = [grid.own] if grid.own is not None else []
    if len(like) == 1 and not any(place == like[0] for places in read.values.values() for place in places):
        read.left = read.left.replace(noun, "", 1) if noun else read.left
        read.asked += [place for place in like if place not in read.asked]


def _rows(grid: Grid, read: Reading) -> list[int]:
    """The rows that meet every condition; of two values of one column (甲、乙的骨干企业) those that meet either."""
    meets = {value: {row for row in grid.rows if _meets(grid, read, row, value)} for value in read.values}
    every = [row for row in grid.rows if all(row in own for own in meets.values())]
    columns = {read.filters.get(value, places[0]) if len(places) == 1 else -1 for value, places in read.values.items()}
    return every or [row for row in grid.rows if len(columns) == 1 and any(row in own for own in meets.values())]


def _meets(grid: Grid, read: Reading, row: int, value: str) -> bool:
    """Whether a row's cell, of the column that the question says, is a value or lists it."""
    places = [read.filters[value]] if value in read.filters else list(read.values[value])
    cells = (grid.cell(row, place) for place in places)
    return any(cell == value or re.search(f"{BOUND}{re.escape(value)}{CLOSED}", cell) for cell in cells)


def _says_no_more(ask: Ask, grid: Grid, read: Reading, rows: Sequence[str]) -> bool:
    """Whether what is left of a question is only how it asks, said over the table, or by every row that was found."""
    above = ask.asking.spell(grid.above)
    for match in re.finditer(rf"{VALUE}(\d+){VALUE}", read.left):
        before = read.left[max(0, match.start() - 2) : match.start()]
        is_longer = before[-1:] not in f"{IDLE}{VALUE}{HEAD}" and before not in above  # 云|江洲市
        if is_longer or _is_other(ask, grid, read, match):
            return False
    rest = re.sub(rf"{VALUE}\d+{VALUE}|{HEAD}|{WHICH}", "，", read.left)
    held = [f"{above}{ask.asking.spell(cells)}" for cells in rows]
    idle = {ask.asking.spell(word) for key in ("stop", "light", "document", "charge") for word in ask.asking.words[key]}
    idle |= {ask.asking.spell(kind) for kind in ask.asking.kinds}
    years = set(YEAR.findall(read.left)) - set(YEAR.findall(grid.above))
    words = [word for word in content_words(rest, ask.asking) if word not in idle and set(word) - set(IDLE)]
    return not years and all(word in one for word in words for one in held)


def _is_other(ask: Ask, grid: Grid, read: Reading, match: re.Match[str]) -> bool:
    """Whether a kind of thing right behind a value makes it another name: 新材料|科技园 is no 新材料 of a column 产业."""
    kinds = [word for word in ask.asking.kinds if read.left.startswith(word, match.end())]
    kind = ask.asking.kinds[max(kinds, key=len)] if kinds else ""
    places = {*list(read.values.values())[int(match[1])], *read.asked, *([grid.own] if grid.own is not None else [])}
    heads = "".join(grid.heads[place] for place in places)
    return bool(kind) and kind not in ask.asking.kinds_in(heads)

"""Which cells of a quoted row a question asks for: a row answers only what its own filled column, or a clause in it, tells."""

import re
from collections.abc import Sequence

from kg.answer.asked.intents import Asking
from kg.answer.asked.reading import Ask
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.quotes.columns import COUNTS, cells_of
from kg.text.tables import is_numeric

Cell = tuple[str, str]  # the column's name and what stands in it
TOLD = {  # what a cell must hold that answers
    "number": re.compile(r"\d|[一二三四五六七八九十百千万亿]|要求|已无"),
    "date": re.compile(r"\d{4}|\d{1,2}月|十[一二三四五六七八九]五|年[底初末]"),
    "who": re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}"),
    "place": re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}"),
}
BLANK = re.compile(r"[-—－–/／、.…\s]*|无|暂无|待定|未定|未明确|不详")
YEAR = re.compile(r"20\d\d")
ASKS = re.compile("多少|几|哪|谁|什么|何时|多[大高长久]")
CLAUSE = re.compile("[^，,；;。]+")
VALUE = {
    "number": re.compile(r"[\d.,]+\s*(?:[万亿]?元)?$"),
    "date": re.compile(r"20\d\d"),
}  # of a project, told by its field
# When something is done: a column of another act than the asked one tells nothing of it.
ACT = re.compile(
    "签约|立项|备案|批复|核准|拿地|供地|[开动复]工|开建|封顶|竣工|完工|建成|投产|达产|投用|启用|验收|受理|印发|发布|运营"
)
BODY = re.compile("单位|部门|主体|企业|公司|机构|院|校|业主|方$|人$|者$|商$")
PLACE = re.compile("地点|地址|选址|位置|所在|落户|落地|园区|区域|地块")
GROUPS = re.compile(
    "(?:指标|项目|任务)?(?:类别|类型|分类|门类|大类|维度|属性)|一级指标"
)  # a column of what several rows are
TIME = re.compile("时间|日期|[期年时]限|工期|周期|起止|年份|年度|节点|进度")


def filled(ask: Ask, found: Answer | None) -> Answer | None:
    """An answer as it was found; None where every row of it is taken from a table that does not tell what is asked."""
    is_list = found is not None and found.intent == "projects_of_plan"  # read from cells, blank ones too
    lacks = found and found.answers and not is_list and all(_lacks_cell(ask, one) for one in found.answers)
    return None if lacks else found


def _lacks_cell(ask: Ask, row: AnswerRow) -> bool:
    """Whether an answer's row rests on rows of tables alone that do not tell what is asked, or takes it from another column."""
    if ask.question.form not in TOLD or any("\t" not in one.quote for one in row.evidence):
        return False
    if ask.question.form == "who" and row.type != "Passage" and is_numeric(row.value or ""):
        return False  # 产值最高的是谁: its own name tells who, its figure why
    cells = [asked_cells(ask, one) for one in row.evidence]
    if not cells or any(one is None for one in cells):
        return False
    told = [text for one in cells for _, text in one or ()]
    if not told:
        return True
    is_told = VALUE[ask.question.form].match(row.value or "") if ask.question.form in VALUE else None
    return row.type == "Project" and bool(is_told) and not _numbers(row.value or "") & _numbers(" ".join(told))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d.]*", text))


def tells_cell(ask: Ask, citation: Citation) -> bool:
    """Whether a quote is no row of a table that leaves blank what the question asks of it."""
    return asked_cells(ask, citation) != ()


def said_cells(ask: Ask, citation: Citation) -> str:
    """The cell that answers with the name of its row (园区名称：东园；产值（亿元）：20), where one thing is asked; '' else."""
    found = asked_cells(ask, citation) if len(ASKS.findall(ask.question.text)) == 1 else None
    cells = cells_of(citation, ask.context.documents)
    told = dict.fromkeys((*((name, text) for name, text in cells if text == _own(cells)), *(found or ())))
    unit = next((text for name, text in cells if name == "单位"), "")
    said = ((name, f"{text}{unit if is_numeric(text) else ''}") for name, text in told)
    return "；".join(f"{name}：{' '.join(text.split())}" for name, text in said) if found else ""


def asked_cells(ask: Ask, citation: Citation) -> tuple[Cell, ...] | None:
    """The cells of a row that tell what is asked; () where it has a column for it and nothing in it; None where it has no such column."""
    cells, told = cells_of(citation, ask.context.documents), TOLD.get(ask.question.form)
    if told is None or not cells:
        return None
    own = _own(cells)
    words = _asked_words(ask, own)
    columns = _columns(ask, words, [cell for cell in cells if cell[1] != own])
    if columns is None:
        return None
    full = tuple(cell for cell in columns if not BLANK.fullmatch(cell[1]) and told.search(cell[1]))
    return full or tuple(
        (name, text)
        for name, text in cells
        for one in CLAUSE.findall(text)
        if words and told.search(one) and all(_held(ask.asking, word, one) for word in words)
    )


def _own(cells: Sequence[Cell]) -> str:
    """The name of a row: its first words that tell more than its group."""
    named = [(name, text) for name, text in cells if text and not COUNTS.fullmatch(name) and not is_numeric(text)]
    return next((text for name, text in named if not GROUPS.fullmatch(name)), named[0][1] if named else "")


def _asked_words(ask: Ask, own: str) -> list[str]:
    """The question's words for what it asks of the row: neither the row's name nor the kind of thing it is."""
    asking, question = ask.asking, ask.question
    idle = {asking.spell(word) for key in ("light", "measuring", "comparing") for word in asking.words[key]}
    idle |= {asking.spell(kind) for kind in asking.kinds}
    named = asking.spell(own + "".join(link.text for link in question.links if not link.of_type(["Indicator"])))
    return [word for word in question.words if word not in idle and word not in named]


def _columns(ask: Ask, words: Sequence[str], cells: Sequence[Cell]) -> list[Cell] | None:
    """The cells under the columns that are named as the question asks, of the asked year where columns have years; None without such."""
    question = ask.question
    if question.form == "date":
        return _times(ask.asking, question.text, cells)
    if question.form == "place":
        return [cell for cell in cells if PLACE.search(cell[0])] or None
    if question.form == "who":
        cells = [cell for cell in cells if BODY.search(cell[0])]
    rated = [(sum(_held(ask.asking, word, name) for word in words), (name, text)) for name, text in cells]
    best = max((rate for rate, _ in rated), default=0)
    found = [cell for rate, cell in rated if rate == best] if best else list(cells)
    dated = [cell for cell in found if set(YEAR.findall(cell[0])) & set(question.years)]
    return dated or (found if best else None)


def _times(asking: Asking, asked: str, cells: Sequence[Cell]) -> list[Cell] | None:
    """The cells under columns of time: those of the asked act, else those of no act."""
    acts = {asking.spell(act) for act in ACT.findall(asked)}
    times = [(name, text) for name, text in cells if TIME.search(name)]
    near = {one for act in acts for one in (act, *asking.near_to(act))}
    own = [cell for cell in times if near & {asking.spell(act) for act in ACT.findall(cell[0])}]
    plain = [cell for cell in times if not ACT.search(cell[0])]
    return own or plain or ([] if acts and times else None)


def _held(asking: Asking, word: str, text: str) -> bool:
    held = asking.spell(text)
    return word in held or any(one in held for one in asking.near_to(word))

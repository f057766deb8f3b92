"""The totals that a table prints over groups of its rows (一｜在谈项目｜240500): of one group, or of several held side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.answer.asked.conditions import bound_of
from kg.answer.asked.reading import Ask, with_citations
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.table_figures import UNIT, is_of_place, tables_of, unit_of
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.totals import sum_beside
from kg.records import Document, Table
from kg.text.numbers import parse_number
from kg.text.tables import body_rows, column_names, is_group_row, is_numeric, is_total_row, row_cells, row_span

MONEY = re.compile("投资|资金|金额|经费")
TOTAL = re.compile("合计|总计|一共|共计|总共|总和|总额|之和|加起来|小计|多少(?![个项家])|几[亿万]|多大")
LARGER = re.compile("(?:更|最|比较)?(?P<how>[高大多低小少])(?:一?[些点])?(?=[，,？?]|$)|(?P<most>[更最][高大多低小少])")
WHOLE = re.compile("(?:所有|全部|整个|各类|清单[中里上]?|(?=储备))的?(?:储备|重点|重大)?(?:项目|工程)?")
WHICH = re.compile("哪一?[类组批种](?:项目|工程)?|[各每]一?[类组批](?:项目|工程)?")
EITHER = re.compile("还是|哪一?[个边方]")
MANY = re.compile("(?:多少|几)[个项家]|哪[些几]|哪一?[个家项](?:项目|工程)")
END = re.compile("(?:类|项目|工程)+$")
GAP = re.compile("相?差(?:了|额|距)?|多多少|少多少|[高大小低]多少")
# What a question about totals says beside the group and the column.
IDLE = "所有全部整个储备重点重大项目工程类总投资额合计总计一共共计总共总和之和加起来小计规模金额资金各分别相差多少大小高低更最比较哪里的是为有和与附件清单表规划计划万元亿"
SHORTEST, FEWEST = 2, 2


@dataclass(frozen=True)
class Group:
    """A group of rows with what its column comes to: as printed in its own row, else added up."""

    name: str
    column: str
    value: str
    unit: str
    evidence: tuple[Citation, ...]
    note: str  # what is said behind the value

    @property
    def number(self) -> float:
        return float(parse_number(self.value) or 0)

    @property
    def said(self) -> str:
        return f"{self.name}的{self.column}为{self.value}{self.unit}{self.note}"


def answer_group_totals(ask: Ask) -> Answer | None:
    """The totals of the groups of a table that the question names; None where it asks for anything narrower, wider or else.

    Told as printed in the group's own row; added up, and said to be, where that row prints none.
    """
    text = ask.question.text
    larger = LARGER.search(text) if WHICH.search(text) or EITHER.search(text) else None
    intent = "indicator_compare" if larger or GAP.search(text) else "indicator_values"
    if not (TOTAL.search(text) or larger) or MANY.search(text) or bound_of(text) or ask.question.years:
        return None
    for document, table in tables_of(ask):
        found = list(_asked(ask, document, table))
        names = list(dict.fromkeys(one.name for one in found))
        if not found or ((larger or GAP.search(text)) and len(names) < FEWEST):
            continue
        rows = [
            AnswerRow(one.name, "Indicator", value=one.value, unit=one.unit, group=one.column, evidence=one.evidence)
            for one in found
        ]
        told = "；".join(one.said for one in found)
        said = f"{_verdict(found, larger, text)}{told}。"
        return Answer(text, ANSWERED, intent, with_citations(said, rows), tuple(rows))
    return None


def _asked(ask: Ask, document: Document, table: Table) -> Iterator[Group]:
    """The groups that the question names, or all of them (哪一类), with each column that it asks for."""
    rows = [row for row in body_rows(table) if is_group_row(table, row) and not is_total_row(table, row)]
    text = ask.asking.spell(ask.question.text)
    labels = {row: _label(table, row) for row in rows}
    cores = {row: ask.asking.spell(END.sub("", label)) for row, label in labels.items()}
    named = [row for row, core in cores.items() if len(core) >= SHORTEST and core in text]
    named = [row for row in named if not any(cores[row] != cores[one] and cores[row] in cores[one] for one in named)]
    columns = _columns(ask, table, text)
    above = "".join((*document.path_at(table.start), table.caption, document.title))
    chosen = named or (rows if WHICH.search(text) else _last_total(table) if rows and WHOLE.search(text) else [])
    labels |= {row: "全部项目" for row in chosen if row not in labels}
    held = ask.asking.spell("".join((above, *(labels[row] for row in chosen), *(column_names(table)))))
    if not chosen or not columns or not is_of_place(ask, document, above) or not _says_no_more(ask, held):
        return
    for row in chosen:
        yield from (one for place in columns if (one := _group(document, table, row, place, labels[row])))


def _last_total(table: Table) -> list[int]:
    """The row that sums up the whole table: the last one."""
    return [row for row in body_rows(table)[-1:] if is_total_row(table, row)]


def _says_no_more(ask: Ask, held: str) -> bool:
    """Whether the question keeps to no more than groups, columns and the table do: 在建的医药项目 are fewer than 在建项目."""
    return all(word in held or not set(word) - set(IDLE) for word in ask.question.words)


def _label(table: Table, row: int) -> str:
    cells = [cell.text.strip() for cell in row_cells(table, row)]
    return max((cell for cell in cells if cell and not is_numeric(cell)), key=len, default="")


def _columns(ask: Ask, table: Table, text: str) -> list[int]:
    """The columns of money that the question names by their own words, else by those over them, else all of 投资."""
    paths = {
        place: [ask.asking.spell(UNIT.sub("", part)) for part in name.split("/")]
        for place, name in enumerate(column_names(table))
    }
    is_sum = {place for place, path in paths.items() if MONEY.search("".join(path)) or unit_of(path[-1]).endswith("元")}
    paths = {place: path for place, path in paths.items() if place in is_sum and path}
    own = [place for place, path in paths.items() if path[-1] and path[-1] in text]
    over = [place for place, path in paths.items() if any(part and part in text for part in path)]
    rest = list(paths) if MONEY.search(text) and not re.search("(?:完成|年度|建安|设备|固定资产)投资", text) else []
    return own or over or rest


def _group(document: Document, table: Table, row: int, place: int, label: str) -> Group | None:
    """What one group comes to in one column; None where neither its row nor any below it has a number there."""
    name = column_names(table)[place]
    column, unit = UNIT.sub("", name), unit_of(name)
    printed = table.cell(row, place).text.strip()
    own = list(takewhile(lambda one: not (is_group_row(table, one) or is_total_row(table, one)), _below(table, row)))
    values = [(one, table.cell(one, place).text.strip()) for one in own]
    known = [
        (one, float(number)) for one, said in values if is_numeric(said) and (number := parse_number(said)) is not None
    ]
    added = f"{sum(number for _, number in known):.10g}"
    if is_numeric(printed):
        other = sum_beside(printed, [table.cell(one, place).text.strip() for one, _ in known]) if known else ""
        note = f"（表中其下{len(known)}行之和为{other}{unit}，两者不一致，这里按原文）" if other else ""
        return Group(label, column, printed, unit, (Citation.at(document, *row_span(table, row)),), note)
    if not known:
        return None
    lacking = f"，另有{len(own) - len(known)}行没有写明" if len(known) < len(own) else ""
    cited = tuple(Citation.at(document, *row_span(table, one)) for one, _ in known)
    return Group(label, column, added, unit, cited, f"（其下{len(known)}行之和{lacking}）{COMPUTED}")


def _below(table: Table, row: int) -> range:
    return range(row + 1, len(table.grid))


def _verdict(found: Sequence[Group], larger: re.Match[str] | None, text: str) -> str:
    """Which group comes to more in each column, and of two by how much, where it is asked for; '' where it is not."""
    if not (larger or GAP.search(text)):
        return ""
    low = bool(larger and re.search("[低小少]", larger[0]))
    said = []
    for column in dict.fromkeys(one.column for one in found):
        ranked = sorted((one for one in found if one.column == column), key=lambda one: one.number, reverse=not low)
        if len(ranked) < FEWEST:
            continue
        gap = f"{abs(ranked[0].number - ranked[1].number):.10g}{ranked[0].unit}"
        apart = f"，相差{gap}{COMPUTED}" if len(ranked) == FEWEST else ""
        way = f"{'最' if len(ranked) > FEWEST else '更'}{'小' if low else '大'}"
        same = ranked[0].number == ranked[1].number
        said.append(
            f"{column}{'并列' if same else ''}{way}的是{ranked[0].name}{'和' + ranked[1].name if same else apart}"
        )
    return f"{'；'.join(said)}。" if said else ""

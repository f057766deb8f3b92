"""The sheet that a person judges: a workbook with a drop-down, its strata and how to judge."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import EvaluationError
from kg.evaluate.facts import object_of
from kg.evaluate.precision import UNJUDGED, VERDICTS
from kg.evaluate.sampling import Sample
from kg.evaluate.words import VALUE_KINDS, group_label
from kg.store import make_folder

Row = Mapping[str, Any]
RELATIONS, STRATA, HELP = "事实", "抽样", "说明"
ID, TYPE, SUBJECT, OBJECT, DETAIL, QUOTE, SECTION, DOCUMENT, VERDICT, NOTE = COLUMNS = (
    "编号",
    "类型",
    "主体",
    "客体",
    "角色/数值",
    "依据原文",
    "章节",
    "文件",
    "判断",
    "说明",
)
WIDTHS = (12, 12, 26, 34, 18, 70, 30, 24, 9, 30)
CODE, TOTAL, DRAWN = "代码", "总数", "抽取"
STRATUM_COLUMNS = (CODE, TYPE, TOTAL, DRAWN)
QUOTES = 3  # shown of a relation that several places state
DETAILS = ("role", "status", "force")  # properties of a relation worth judging
VALUE_DETAILS = ("qualifier", "kind", "nature", "basis")
EXPLAINED = (
    "请逐条读“依据原文”和“章节”，看它是否说了“主体—类型—客体（角色/数值）”这件事，在“判断”一列选：对、错、不确定。",
    "对：原文（连同所在章节的标题）说了这件事，两端的名称完整、类型合适，角色或数值也对。",
    "错：原文没有说、说反了，或名称残缺、多字、张冠李戴。请在“说明”里写一句原因。",
    "不确定：凭原文无法断定。不确定和没判的不算进准确率，另外列出数目。",
    "请不要改动“判断”“说明”以外的列，也不要只挑容易的判：留空的越多，结果越不可信。",
    "抽法：按事实类型分层随机抽取，各类抽取数与该类总数的平方根成正比，少见的类型也能看到。",
    "总准确率按各类总数加权：某类占全部事实的几成，它的准确率就占几成的分量；区间是 95 % 的威尔逊区间，"
    "样本量取加权后的有效样本量。",
    "判完保存，运行：python -m kg evaluate --judged 本文件.xlsx",
)


def write_sheet(path: Path, sample: Sample) -> None:
    """Writes the workbook; refuses a name that is no .xlsx and a file that is there already (it may be half judged)."""
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    if path.suffix.lower() != ".xlsx":
        raise EvaluationError(f"--sheet {path}：文件名须以 .xlsx 结尾")
    if path.exists():
        raise EvaluationError(f"{path}：文件已经在了，里面可能有判断；换一个名字，或先移走它")
    make_folder(path.parent)
    book = Workbook()
    sheet = book.active
    sheet.title = RELATIONS
    _fill(sheet, [COLUMNS, *map(_cells, sample.rows)], WIDTHS)
    choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True, showErrorMessage=True)
    choice.error = f"请选：{'、'.join(VERDICTS)}"
    choice.add(f"I2:I{len(sample.rows) + 1}")
    sheet.add_data_validation(choice)
    sheet.auto_filter.ref = sheet.dimensions
    strata = [(one.type, group_label(one.type), one.total, one.drawn) for one in sample.strata]
    _fill(book.create_sheet(STRATA), [STRATUM_COLUMNS, *strata], (20, 16, 10, 10))
    explained = [*((line,) for line in EXPLAINED), (f"随机种子：{sample.seed}",)]
    _fill(book.create_sheet(HELP), [("怎样判断",), *explained], (110,))
    book.save(path)


def _fill(sheet: Any, rows: Sequence[Sequence[object]], widths: Sequence[int]) -> None:
    """Text stays text, so that a quote that starts with = is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str) and value:
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor="23406E")
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _cells(relation: Row) -> tuple[str, ...]:
    """One relation as the columns of the sheet."""
    first = relation["evidence"][0]
    quotes = list(dict.fromkeys(str(one["quote"]) for one in relation["evidence"]))[:QUOTES]
    numbered = quotes if len(quotes) == 1 else [f"【{place}】{quote}" for place, quote in enumerate(quotes, start=1)]
    return (
        relation["id"],
        group_label(relation["type"]),
        _named(relation["subject"]["name"], relation["subject"]["type"]),
        _named(object_of(relation), relation["object"]["type"]),
        _detail(relation),
        "\n".join(numbered),
        " › ".join(first["section"]),
        first["document"],
        UNJUDGED,
        "",
    )


def _named(name: str, kind: str) -> str:
    return f"{name}（{group_label(kind)}）"


def _detail(relation: Row) -> str:
    shown = [relation["properties"].get(name) for name in DETAILS]
    shown += [relation["object"].get(name) for name in VALUE_DETAILS]
    return "，".join(VALUE_KINDS.get(str(value), str(value)) for value in shown if value)

"""What a question asks of one column of a table of projects: a sum (建安投资为0), a date (2021年6月完工), its words, nothing in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.conditions import LESS, MORE, SCALE, bound_of, in_bounds, meets
from kg.answer.asked.question import content_words
from kg.answer.asked.reading import Ask
from kg.answer.facts.projects import TOTAL, Project, amount_in
from kg.answer.quotes.cells import BLANK, TIME
from kg.answer.quotes.columns import cells_of
from kg.extract.tables.cells import unit_of, without_unit
from kg.text.numbers import parse_number
from kg.text.tables import column_names

BEGUN = "开工|启动|动工|开建|开始建设|新开工|开始实施"
BUILT = "竣工|完工|建成|交付|完成建设|结束"
RUNNING = "投产|投用|投运|投入使用|投入运行|投入运营"  # which may begin long after the building is done
ON = (
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月份?|(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度)?"
    r"(?P<when>(?:年?底|月?底|末)?(?:以?前|之前)|(?:以|之)后|起)?"
)
ACTS = (BEGUN, BUILT, RUNNING)
DATED = (
    re.compile(
        rf"{ON}(?:年?[底末初]|月底|内|要|计划|将|预计|可|度|能|拟|应|就|全部|正式|前后)*(?P<act>{BEGUN}|{BUILT}|{RUNNING})"
    ),
    re.compile(
        rf"(?P<act>{BEGUN}|{BUILT}|{RUNNING})(?:时间|日期|年月|节点|期)?(?:计划|预计|写|填|定|排|安排|的|都|是|为|在|于|到)*{ON}"
    ),
)
TOLD = re.compile(
    rf"(?P<year>20\d\d)年(?:(?P<month>\d{{1,2}})月)?[^，。；\d]{{0,6}}?(?P<act>{BEGUN}|{BUILT}|{RUNNING})"
)
DAY = re.compile(r"(?P<year>20\d\d)\s*[年./-]?(?:\s*(?P<month>\d{1,2})(?:月|(?!\d)))?")
UNREAD = re.compile(  # a month, or a sum held against something, of which no condition is made
    r"20\d\d年\d{1,2}月|投资[^，。？]{0,12}(?:超过|大于|高于|多于|小于|低于|少于|不足|不到|相等|等于|一样|相同|一半|[\d一两二三]倍)"
)
PERIODS = {"上": (1, 6), "下": (7, 12), "一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
MONEY = re.compile("投资|固投|资金|金额|造价|经费")
GENERAL = "总投资额?|投资(?:总额|额|规模|金额)?|固投"  # the sum of a project as a whole
SAID = "(?:万元|亿元|额|栏|列|格|一|那|这|项|里|中|的|数|写|填|标|记|着|了|正好|刚好|恰好|等于|是|为|就|都|只|有)*"
SUM = (
    rf"(?P<before>{MORE}|{LESS})?(?P<number>\d[\d.,]*|零)(?P<scale>[亿万]?)(?P<yuan>元)?"
    r"(?P<after>及?以上|以下|以内|之上|之下)?(?=的|[，。？]|$)"
)
LEVEL = "(?:相等|相同|一样(?:多|大)?|一致|持平|等额|同样多)"
NOT_SAID = "(?:没有?|未)(?:写明|写出|写|填|标明|标|列出|列|给出|注明|明确)"
EMPTY = rf"{NOT_SAID}|为空|空着|是空的?|空白|空缺"
FIELD_NAMES = {
    "builder": "建设单位|项目单位|实施主体|业主",
    "place": "建设地点|项目地点|选址|地点",
    "content": "(?:项目)?建设内容",
    "investment": GENERAL,
    "period": "(?:起止|开?竣工|开工|建设)(?:时间|日期)|工期|建设周期",
    "progress": "(?:项目|目前|当前)?(?:进展|进度)(?:情况|状态)?",
}
PROGRESS = re.compile(
    rf"(?:{FIELD_NAMES['progress']})(?:[一那]?栏|里|的?是|为|写着?|填着?|显示|处于|的)+[“「\"]?"
    r"(?P<words>[^，。？”」\"]{3,24}?)[”」\"]?(?:的(?!确)|(?=，|？|$|是哪|有哪|有几))"
)
NEAR = 1e-6
BOUNDING = re.compile(rf"\d|零|{LEVEL}|没|未|空")  # without one of these no cell is bounded
OTHERS = ("Park", "Region", "Platform", "Indicator", "Industry", "Cluster", "Fund", "Department", "Task")
ASKING = re.compile("什么|哪|谁|几|多少|怎|如何|何")


@dataclass(frozen=True)
class Dated:
    """A date that a question sets for an act of building: from the first to the last month."""

    said: str
    first: int  # 202106
    last: int
    act: str  # the acts that are one with the asked one

    def holds(self, told: tuple[int, int] | None) -> bool:
        """Whether what a project tells, the first and last month it may be, lies within."""
        return told is not None and self.first <= told[0] and told[1] <= self.last


def dated_in(text: str) -> Dated | None:
    """The date by which a question bounds projects (2021年6月完工的, 竣工时间在2022年底前); None where it sets none."""
    match = next((found for one in DATED if (found := one.search(text))), None)
    if not match:
        return None
    year, when, month = int(match["year"]) * 100, match["when"] or "", int(match["month"] or 0)
    low, high = (month, month) if month else PERIODS.get(match["half"] or match["quarter"] or "", (1, 12))
    first, last = year + low, year + high
    if "前" in when:
        first = 0
    elif when:
        last = 999999
    return Dated(match[0], first, last, next(acts for acts in ACTS if re.fullmatch(acts, match["act"])))


def date_of(ask: Ask, project: Project, acts: str) -> tuple[int, int] | None:
    """The first and last month in which a project may be begun, built or put to use: as its own sentence says, else its table."""
    told = [match for key in ("progress", "period") for match in TOLD.finditer(project.values[key])]
    own = [text for name, text in _cells(ask, project) if TIME.search(name) and re.search(acts, name)]
    own = [text for text in own if len(DAY.findall(text)) == 1]  # 计划竣工时间, not 开竣工时间 with both
    own += [project.values[field] for one, field in ((BEGUN, "start"), (BUILT, "end")) if one == acts]
    days = [match for match in told if re.fullmatch(acts, match["act"])]
    days = days or [match for text in own for match in DAY.finditer(text)]
    return _months(days[0]) if days else None


def _months(day: re.Match[str]) -> tuple[int, int]:
    year, month = int(day["year"]) * 100, int(day["month"] or 0)
    return (year + month, year + month) if month else (year + 1, year + 12)


def by_column(ask: Ask, projects: Sequence[Project]) -> list[Project]:
    """The projects with the sum of the one column of money that the question names (建安投资) in place of their investment."""
    named = [name for name in _sums(ask) if name in ask.question.text]
    column = max(named, key=len, default="")
    if not column or re.fullmatch(GENERAL, column):
        return list(projects)
    return [
        replace(one, values={**one.values, "investment": _sum(ask, one, column)}, measure=column) for one in projects
    ]


def _sums(ask: Ask) -> tuple[str, ...]:
    """The names of the columns of money in the tables of the documents that are looked through, without unit."""
    key = ("sums", *ask.scope)
    if key not in ask.memo:
        tables = [table for name in ask.scope for table in ask.context.documents[name].tables if table.header_rows]
        heads = [names for names in map(column_names, tables) if any(re.search("项目|工程", name) for name in names)]
        names = (_own_name(name) for head in heads for name in head)
        ask.memo[key] = tuple(dict.fromkeys(name for name in names if MONEY.search(name)))
    found: tuple[str, ...] = ask.memo[key]
    return found


def _own_name(column: str) -> str:
    """建安投资 of 「总投资（万元）/建安投资」."""
    return without_unit(without_unit(column).rpartition("/")[2])


def _sum(ask: Ask, project: Project, column: str) -> str:
    """What stands in a project's column, with its unit; of no such column, but of the sum as a whole, in the first of money."""
    cells = [cell for cell in _cells(ask, project) if MONEY.search(cell[0])]
    own = [cell for cell in cells if _own_name(cell[0]) == column]
    name, text = next(iter(own or (cells if re.fullmatch(GENERAL, column) else ())), ("", ""))
    if BLANK.fullmatch(text):
        return ""
    return text if text.endswith("元") else f"{text}{unit_of(*name.split('/'))}"


def _cells(ask: Ask, project: Project) -> list[tuple[str, str]]:
    rows = [one for one in (*project.evidence, *project.named) if "\t" in one.quote]
    return [cell for one in dict.fromkeys(rows) for cell in cells_of(one, ask.context.documents)]


def of_cells(ask: Ask, projects: Sequence[Project]) -> tuple[list[Project], list[str]]:
    """The projects of which every column that the question bounds holds what it says, and the words of these conditions."""
    text, chosen, said = ask.question.text, list(projects), []
    measure = "|".join(dict.fromkeys((*(re.escape(one.measure) for one in projects), GENERAL, "金额")))
    if level := re.search(rf"(?P<one>{_named(ask)})(?:和|与|跟|同|等于)(?P<other>{_named(ask)})(?:{LEVEL}|的)", text):
        sums = [[_amount(ask, one, level[side]) for side in ("one", "other")] for one in chosen]
        chosen = [one for one, (first, last) in zip(chosen, sums, strict=True) if first is not None and first == last]
        said.append(level[0].removesuffix("的"))
    elif bound := bound_of(text):
        chosen = [one for one in chosen if in_bounds(text, one.amount)]
        of_sum = re.search(rf"(?:{measure}){SAID}{re.escape(bound)}", text)
        said.append(of_sum[0] if of_sum else bound)
    elif exact := re.search(rf"(?:{measure}){SAID}{SUM}", text):
        chosen = [one for one in chosen if _fits(exact, one)]
        said.append(exact[0])
    for field, names in {**FIELD_NAMES, "investment": measure}.items():
        if empty := re.search(rf"{NOT_SAID}(?:{names})|(?:{names})(?:[一那]?[栏列]|里)?(?:{EMPTY})", text):
            rows = [one for one in chosen if any(re.search(names, name) for name, _ in _cells(ask, one))]
            chosen = [one for one in rows if not one.values[field]]
            said.append(empty[0])
    if (told := PROGRESS.search(text)) and not ASKING.search(told["words"]):
        words = content_words(told["words"], ask.asking)
        chosen = [one for one in chosen if all(word in ask.asking.spell(one.values["progress"]) for word in words)]
        said.append(told[0].removesuffix("的"))
    return chosen, said


def bounds_cells(ask: Ask) -> bool:
    """Whether a question that names no other kind of thing bounds a column of a table of projects: 建安投资为0的是哪家企业."""
    if not BOUNDING.search(ask.question.text):
        return False
    text, column, kinds = ask.question.text, f"(?:{_named(ask)})", ask.asking.kinds
    fields = "|".join((column, *FIELD_NAMES.values()))
    if not _sums(ask) or ask.question.entities(["Project"]):
        return False
    told = (
        rf"{column}{SAID}{SUM}",
        rf"{column}(?:和|与|跟|同|等于){column}(?:{LEVEL})",
        rf"{NOT_SAID}(?:{fields})|(?:{fields})(?:[一那]?[栏列]|里)?(?:{EMPTY})",
        rf"(?:{FIELD_NAMES['period']}).{{0,6}}20\d\d年",
    )
    rest = re.sub(fields, "，", text)
    of_others = any(word in rest for word, kind in kinds.items() if kind in OTHERS)
    return not of_others and any(re.search(one, text) for one in told)


def measure_of(projects: Sequence[Project]) -> str:
    """The name of the sum by which projects are held against one another."""
    return next((one.measure for one in projects), TOTAL)


def _named(ask: Ask) -> str:
    return "|".join((*sorted(map(re.escape, _sums(ask)), key=len, reverse=True), GENERAL))


def _amount(ask: Ask, project: Project, column: str) -> float | None:
    """The sum of a project in a column, in 万元; its investment where no column is called so."""
    return amount_in(_sum(ask, project, column))


def _fits(asked: re.Match[str], project: Project) -> bool:
    """Whether a project's sum is what a question says, in the unit that it says, else in that of the column."""
    number = 0.0 if asked["number"] == "零" else parse_number(asked["number"])
    told = (
        project.amount
        if asked["scale"] or asked["yuan"]
        else parse_number(project.values["investment"].rstrip("亿万元"))
    )
    if number is None or told is None:
        return False
    told = told / SCALE[asked["scale"]] if asked["scale"] or asked["yuan"] else told
    return meets(asked, told) if asked["before"] or asked["after"] else abs(told - number) < NEAR

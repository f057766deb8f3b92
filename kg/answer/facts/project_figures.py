"""Projects by their figures: ranked or summed by investment, kept to an amount, or to the year in which they begin or end."""

import re
from collections.abc import Sequence

from kg.answer.asked.conditions import bound_of, in_bounds
from kg.answer.asked.ranking import Wish, read_wish, wants_both_ends
from kg.answer.asked.reading import Ask, is_of_all, listing, with_citations
from kg.answer.facts.projects import FIELDS, Project, project_row, said_of
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.ratios import BOTH_PLANS
from kg.answer.model import NOT_FOUND, Answer

BEGUN = "开工|启动|动工|开建|开始建设|新开工|开始实施"
ENDED = "竣工|完工|建成|投产|投用|投运|交付|完成建设|投入使用|投入运行|投入运营"
DATED = re.compile(
    rf"(?P<year>20\d\d)年(?P<when>(?:年?底)?(?:以?前|之前)|(?:以|之)后|起)?(?:年?底|内|要|计划|将|预计|可|度)*(?:(?P<begun>{BEGUN})|(?P<ended>{ENDED}))"
)
TOLD = re.compile(rf"(?P<year>20\d\d)年(?:\d{{1,2}}月)?[^，。；\d]{{0,6}}?(?:(?P<begun>{BEGUN})|(?P<ended>{ENDED}))")
SUM = re.compile(r"合计|总计|一共|共计|总共|总和|总额|之和|加起来|累计")
SUPERLATIVE = re.compile("最[大小高低多少长短快慢早晚]的?|排名?第|前[一二两三四五六七八九十]名?的")
MONEY = re.compile("投资|资金|金额|固投")
OTHER_MONEY = re.compile("建安|(?:设备|年度|完成)(?:计划)?投资")  # a part of the investment
HOW_MUCH = re.compile(r"多少(?![个项])|几[亿万]|多大")
AMONG = re.compile("(?:项目|工程)(?:清单|名单|库)?(?:里面?|中|当中|之中)")
BILLION = 10000.0  # 万元 of 亿元


def ranked(ask: Ask, projects: Sequence[Project]) -> Answer | None:
    """The projects at the asked places by investment, and how many were compared; None where none is asked for."""
    text = ask.question.text
    wish = read_wish(text)
    known = [one for one in projects if one.amount is not None]
    if not wish or not known or not MONEY.search(text):
        return None
    groups = [known]
    if BOTH_PLANS.search(text):  # each plan's own
        groups = [[one for one in known if key in one.documents] for key in ask.scope]
    wishes = [Wish(False), Wish(True)] if wants_both_ends(text) else [wish]
    chosen = [one for group in groups for each in wishes for one in each.of(group, lambda one: one.amount or 0.0)]
    if not chosen:
        return None
    rows = [project_row(one, ["investment"]) for one in chosen]
    after = AMONG.split(text)[-1]  # 正在开工的项目里 asks for no date
    asked = dict.fromkeys(["investment", *(field for field, (_, cue) in FIELDS.items() if re.search(cue, after))])
    said = "；".join(f"{one.name}：{said_of(one, list(asked))}" for one in chosen)
    way = "大和最小" if len(wishes) > 1 else "小" if wish.low else "大"
    how = wish.said.format(way=way, high="大", low="小")
    joint = "依次为" if not wish.last else "的是" if wish.first == wish.last else "是"
    compared = f"，共比较{len(known)}个" if wish.last != 1 else ""
    told = f"投资{how}{joint}{said}{compared}{_without(projects) if wish != Wish(wish.low) else ''}。"
    return ask.answered(with_citations(told, rows), rows, ask.scoped(), query="projects_of_plan")


def summed(ask: Ask, projects: Sequence[Project]) -> Answer | None:
    """What the projects' investments add up to, all of them named, and which have none; None where no sum is asked for."""
    text = ask.question.text
    known = [one for one in projects if one.amount is not None and not OTHER_MONEY.search(text)]
    if not (SUM.search(text) and MONEY.search(text) and HOW_MUCH.search(text)) or not known:
        return None
    told = (part for one in known for part in (one.name, one.group, *one.values.values(), *_sections(one)))
    if not is_of_all(ask, told):
        return None
    rows = [project_row(one, ["investment"]) for one in known]
    each = listing([named(one) for one in known], "个")
    total = _said(sum(one.amount or 0.0 for one in known))
    said = f"{len(known)}个项目的总投资合计{total}{COMPUTED}：{each}{_without(projects, '，没有计入')}。"
    return ask.answered(with_citations(said, rows), rows, ask.scoped(), query="projects_of_plan")


def kept(ask: Ask, projects: Sequence[Project]) -> tuple[list[Project], str]:
    """The projects within the asked amount and of the asked year of beginning or end, and the words of that condition."""
    text, chosen = ask.question.text, list(projects)
    said = []
    if bound := bound_of(text):
        chosen = [one for one in chosen if in_bounds(text, one.amount)]
        said.append(f"总投资{bound}")
    if dated := DATED.search(text):
        chosen = [one for one in chosen if _in_time(_year(one, begun=bool(dated["begun"])), dated)]
        said.append(dated[0])
    return chosen, "、".join(said)


def is_superlative(text: str) -> bool:
    """Whether a question asks for the first by something, which no list of all answers."""
    return bool(SUPERLATIVE.search(text))


def _sections(project: Project) -> list[str]:
    return [part for one in project.evidence for part in one.section]


def is_sum(text: str, quantities: Sequence[str]) -> bool:
    """Whether a question asks what some quantity of the projects adds up to, which no list tells."""
    is_quantity = bool(MONEY.search(text)) or any(word in text for word in quantities)
    return bool(SUM.search(text) and HOW_MUCH.search(text)) and is_quantity


def is_dated(text: str) -> bool:
    """Whether a question keeps to projects that begin or end in a year."""
    return bool(DATED.search(text))


def unmet(ask: Ask, condition: str) -> Answer:
    """The reply where no project meets the condition."""
    told = ask.asking.message("unbounded", bound=condition, documents=ask.scope_names())
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, told)


def named(project: Project) -> str:
    """「高精度机床总装项目（18.6亿元）」."""
    return f"{project.name}（{project.values['investment']}）" if project.amount is not None else project.name


def _year(project: Project, *, begun: bool) -> str:
    """The year in which a project begins or ends: as its own sentence says, else as its table does; '' where neither does."""
    part = "begun" if begun else "ended"
    told = [match for key in ("progress", "period") for match in TOLD.finditer(project.values[key]) if match[part]]
    years = re.findall(r"20\d\d", project.values["start" if begun else "end"])
    return told[0]["year"] if told else next(iter(years), "")


def _in_time(year: str, dated: re.Match[str]) -> bool:
    """Whether a year is the asked one, by it (2027年底前) or from it on (2026年以后)."""
    when = dated["when"] or ""
    if not year or not when:
        return year == dated["year"]
    return year <= dated["year"] if "前" in when else year >= dated["year"]


def _without(projects: Sequence[Project], rest: str = "") -> str:
    """「；另有2个没有写明总投资：甲、乙」; '' where every project has its investment."""
    silent = [one.name for one in projects if one.amount is None]
    return f"；另有{len(silent)}个没有写明总投资{rest}：{listing(silent, '个')}" if silent else ""


def _said(amount: float) -> str:
    return f"{round(amount / BILLION, 6):g}亿元" if amount >= BILLION else f"{round(amount, 6):g}万元"

"""Projects by their figures: ranked or summed by investment, kept to an amount, or to the year in which they begin or end."""

import re
from collections.abc import Sequence

from kg.answer.asked.conditions import bound_of
from kg.answer.asked.ranking import Wish, read_wish, wants_both_ends
from kg.answer.asked.reading import Ask, is_of_all, listing, with_citations
from kg.answer.facts.project_cells import UNREAD, date_of, dated_in, measure_of, of_cells
from kg.answer.facts.projects import FIELDS, TOTAL, Project, project_row, said_of
from kg.answer.figures.differing import COMPUTED
from kg.answer.figures.ratios import BOTH_PLANS
from kg.answer.model import NOT_FOUND, Answer

SUM = re.compile(r"合计|总计|一共|共计|总共|总和|总额|之和|加起来|累计")
SUPERLATIVE = re.compile("最[大小高低多少长短快慢早晚]的?|排名?第|前[一二两三四五六七八九十]名?的")
MONEY = re.compile("投资|资金|金额|固投")
OTHER_MONEY = re.compile("建安|(?:设备|年度|完成)(?:计划)?投资")  # a part of the investment
HOW_MUCH = re.compile(r"多少(?![个项])|几[亿万]|多大")
AMONG = re.compile("(?:项目|工程)(?:清单|名单|库)?(?:里面?|中|当中|之中)")
EACH = re.compile("(?:各自?|分别)(?:都|是|有|为)*(?:几|多少)[个项]")
NUMBERED = re.compile("^[一二三四五六七八九十]+[、.．]|^[（(][一二三四五六七八九十]+[）)]|(?:项目|工程)$")
UNDER_WAY = re.compile("^(?:正在|正)(?=..)")  # 正在推进开工项目 are asked for as 推进开工的项目
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
    told = f"{'投资' if chosen[0].measure == TOTAL else chosen[0].measure}{how}{joint}{said}{compared}{_without(projects) if wish != Wish(wish.low) else ''}。"
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
    said = f"{len(known)}个项目的{known[0].measure}合计{total}{COMPUTED}：{each}{_without(projects, '，没有计入')}。"
    return ask.answered(with_citations(said, rows), rows, ask.scoped(), query="projects_of_plan")


def kept(ask: Ask, projects: Sequence[Project]) -> tuple[list[Project], str, str]:
    """The projects whose cells hold what the question says; the words of that condition; the question without them."""
    text = ask.question.text
    chosen, said = of_cells(ask, projects)
    if dated := dated_in(text):
        chosen = [one for one in chosen if dated.holds(date_of(ask, one, dated.act))]
        said.append(dated.said)
    rest = text
    for one in said:
        rest = rest.replace(one, "，")
    if not UNREAD.search(rest):
        rest = rest.replace(measure_of(projects), "投资")
    labels = [f"{measure_of(projects)}{one}" if one == bound_of(text) else one for one in said]
    return chosen, "、".join(labels), rest


def is_superlative(text: str) -> bool:
    """Whether a question asks for the first by something, which no list of all answers."""
    return bool(SUPERLATIVE.search(text))


def _sections(project: Project) -> list[str]:
    return [part for one in project.evidence for part in one.section]


def is_sum(text: str, quantities: Sequence[str]) -> bool:
    """Whether a question asks what some quantity of the projects adds up to, which no list tells."""
    is_quantity = bool(MONEY.search(text)) or any(word in text for word in quantities)
    return bool(SUM.search(text) and HOW_MUCH.search(text)) and is_quantity


def unmet(ask: Ask, condition: str) -> Answer:
    """The reply where no project meets the condition."""
    told = ask.asking.message("unbounded", bound=condition, documents=ask.scope_names())
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, told)


def named(project: Project) -> str:
    """「高精度机床总装项目（18.6亿元）」."""
    return f"{project.name}（{project.values['investment']}）" if project.amount is not None else project.name


def _without(projects: Sequence[Project], rest: str = "") -> str:
    """「；另有2个没有写明总投资：甲、乙」; '' where every project has its investment."""
    silent = [one.name for one in projects if one.amount is None]
    return f"；另有{len(silent)}个没有写明{projects[0].measure}{rest}：{listing(silent, '个')}" if silent else ""


def _said(amount: float) -> str:
    return f"{round(amount / BILLION, 6):g}亿元" if amount >= BILLION else f"{round(amount, 6):g}万元"


def by_group(ask: Ask, told: Sequence[tuple[str, str, str]], unit: str) -> str:
    """「在谈项目4个、在建项目7个：…」 where a question asks how many each of several groups or stages has; '' where it does not.

    `told`: the name, the group and the words of each. A stage that is asked for and of which there is none is said; '' too
    where one has no stage, or two.
    """
    text = ask.asking.spell(ask.question.text)
    if not EACH.search(text):
        return ""
    cores = {group: ask.asking.spell(UNDER_WAY.sub("", NUMBERED.sub("", group))) for _, group, _ in told}
    stages = [one for one in dict.fromkeys(map(ask.asking.spell, ask.asking.words["stages"])) if one in text]
    stages = [one for one in stages if not any(one in core and core in text for core in cores.values())]
    held: dict[str, list[str]] = {}
    for name, group, said in told:
        own = [one for one in stages if one in ask.asking.spell(said)]
        named = [group] if cores[group] and (cores[group] in text or not stages) else own
        if len(named) != 1:
            return ""
        held.setdefault(named[0], []).append(name)
    lacking = "、".join(one for one in stages if one not in held)
    lacking = lacking and f"，没有列为{lacking}的"
    parts = [f"{group}{len(names)}{unit}" for group, names in held.items()]
    names = "；".join(name for each in held.values() for name in each)
    return f"{'、'.join(parts)}{lacking}：{names}" if len(held) > 1 or lacking else ""

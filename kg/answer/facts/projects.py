"""Questions about one project: who builds it, where, for how much, how far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.answer.asked.conditions import bound_of, in_bounds
from kg.answer.asked.name_parts import Link
from kg.answer.asked.reading import Ask, cite, with_citations
from kg.answer.asked.short_forms import short_form_in
from kg.answer.facts.project_words import TOLD
from kg.answer.folding import fold, share
from kg.answer.mentions import namings
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.quotes.actors import asked_role
from kg.answer.quotes.attributes import Attributes
from kg.answer.quotes.holding import phase_is_held
from kg.answer.quotes.wanted import Subject
from kg.text.normalize import quoted
from kg.text.numbers import parse_number

BUILDERS = ("Enterprise", "Institution")
CHARGE = "牵头|负责|主管|分管|主抓|配合|管|抓"  # who sees to it, which is not who builds it
TOTAL = "总投资"
FIELDS = {
    "builder": (
        "建设单位",
        rf"谁(?!来?(?:{CHARGE})(?!.{{0,2}}建))|(?<!牵头)(?<!责任)(?<!配合)单位|哪家|企业|公司|主体",
    ),
    "place": ("建设地点", "在哪|哪里|选址|位置|地址|地点|什么地方|地块|宗地"),
    "content": ("建设内容", "内容|建(?:设)?什么|建哪些|规模|做什么|产能|面积"),
    "investment": ("总投资", "投资|固投|(?<!奖励)(?<!补助)(?<!补贴)(?<!资助)(?<!奖补)(?<!支持)多少钱|花多少"),
    "period": ("起止时间", "工期|时间|什么时候|何时|开工|竣工|哪年|期限"),
    "progress": ("进展", "进展|进度|程度|哪一步|怎么样|阶段|到哪|现状|情况"),
}
# How far a project is: what is done or being done, at a day or not; what is only planned tells none.
# How one asks for a field in words, where no fact tells it.
IN_WORDS = {"builder": "由谁建设", "place": "在哪里", "progress": "进展如何", "investment": "总投资多少"}
MANY = re.compile("(?:哪些|哪几个|几个|多少个?)[\u4e00-\u9fff]{0,4}?项目")  # all of a kind, none by a part of its name
ACT = re.compile("投产|竣工|完工|开工|建成|投用|启用|开业|试生产|通线|达产|量产|揭牌|挂牌|投入运[营行]|投入使用")
IN_CHARGE = re.compile(rf"谁来?(?:{CHARGE})|(?:牵头|责任|配合)(?:单位|部门)")  # of a task, not of a project
# Who builds in another sense than the 建设单位, and money that is given, not invested.
OF_OTHERS = re.compile(
    "(?:施工|监理|设计|勘察|承包|代建|造价|招标代理)(?:总承包)?(?:单位|方|企业|公司|机构)|(?:奖励|补助|补贴|资助|奖补|扶持资金|税收)[^，。；]{0,4}(?:多少|几)"
    "|(?:多少|几)[^，。；]{0,4}(?:奖励|补助|补贴|资助|奖补|扶持|税)"
)
# Who is asked for as the one that builds; 设计单位 and 战略投资者 are others.
BUILDING = re.compile(
    "(?:项目|工程|基地|主要|具体|实际|建设|承建|实施|投资|申报|开发|承担|业主|法人|单位|企业|公司|主体|机构|[主方者人商])+"
)
AMOUNT = re.compile(r"([\d.,]+)\s*(万元|亿元|元)?")
SCALE = {"亿元": 10000.0, "万元": 1.0, "元": 0.0001, None: 1.0}


@dataclass(frozen=True)
class Project:
    """One project with what its plan says of it; '' where the plan does not."""

    id: str
    name: str
    group: str
    builders: tuple[str, ...]
    values: dict[str, str]
    documents: frozenset[str]  # that tell of it
    evidence: tuple[Citation, ...]
    is_listed: bool = False  # a list or table of projects has it
    named: tuple[Citation, ...] = ()  # the sentences that name it
    measure: str = TOTAL  # what its investment is called where a question asks for a part of it

    @property
    def amount(self) -> float | None:
        """The investment in 万元."""
        return amount_in(self.values["investment"])


def amount_in(text: str) -> float | None:
    """The first sum of money in a text, in 万元; None where there is none."""
    match = AMOUNT.search(text)
    number = parse_number(match[1]) if match else None
    return number * SCALE[match[2]] if match and number is not None else None


def answer_project(ask: Ask) -> Answer | None:
    """What the plan says of the project that is named or that the named enterprise builds; None where it is silent on it."""
    ids = _project_ids(ask)
    wanted = _wanted(ask)
    role = asked_role(ask.question)
    if not ids or OF_OTHERS.search(ask.question.text) or (role and not BUILDING.fullmatch(role)):
        return None
    if not wanted and IN_CHARGE.search(ask.question.text):
        return None
    params: dict[str, object] = {"ids": ids}
    projects = read_projects(ask, ask.rows(params, "project_facts"))
    if ask.question.documents:
        projects = [one for one in projects if one.documents & set(ask.question.documents)] or projects
    if not ask.question.entities(["Project"]):
        projects = [one for one in _of_region(ask, projects) if _is_within(ask, one)]
    asked = ask.question.folded  # of two that are named one may have a phase
    told_phase = [one for one in projects if phase_is_held(ask, "".join((one.name, *_quotes(one))))]
    projects = [one for one in projects if one in told_phase or fold(one.name) in asked]
    projects = _nearest(ask, [one for one in projects if not wanted or any(one.values[field] for field in wanted)])
    if not projects:
        return None
    told = {one.id: _told_of(ask, one, wanted) for one in projects}
    sentence = "；".join(f"{one.name}：{said_of(one, wanted, told[one.id])}" for one in projects)
    rows = [project_row(one, wanted, told[one.id]) for one in projects]
    return ask.answered(with_citations(f"{sentence}。", rows), rows, params, query="project_facts")


def _wanted(ask: Ask) -> list[str]:
    """The fields that the question asks for in its own words, not in a name: 公司 of 甲有限公司生产基地项目."""
    text = ask.question.folded
    for link in ask.question.links:
        text = text.replace(link.text, "，") if link.of_type((*BUILDERS, "Project")) else text
    return [field for field, (_, cue) in FIELDS.items() if re.search(cue, text)]


def _quotes(project: Project) -> list[str]:
    return [one.quote for one in (*project.evidence, *project.named)]


def _told_of(ask: Ask, project: Project, wanted: Sequence[str]) -> dict[str, Citation]:
    """Of the fields that are asked for and that no fact tells, the clauses about the project that do."""
    attributes, act = Attributes(ask.context, ask.asking, ask.names), ACT.search(ask.question.text)
    asked = {**IN_WORDS, "period": f"什么时候{act[0]}" if act else ""}
    subject = Subject(project.name, (project.name,), frozenset({"Project"}))
    found = {
        field: attributes.told(subject, asked[field])
        for field in wanted
        if asked.get(field) and not project.values[field]
    }
    return {field: answer.answers[0].evidence[0] for field, answer in found.items() if answer}


def _project_ids(ask: Ask) -> list[str]:
    """The project named in whole; else those named in part or by a short form, and what the named enterprise builds."""
    named = [entity.id for entity in ask.question.entities(["Project"])]
    if named:
        return named
    builders = list(ask.question.entities(BUILDERS))
    text = ask.question.folded
    near = [] if MANY.search(ask.question.text) else ask.names.near(text, ["Project"])
    near = [link for link in near if not _is_of_other(ask, link)]
    built = ask.rows({"ids": [one.id for one in builders]}, "built_by") if builders else []
    own = [str(row["id"]) for row in built if "Project" in str(row["labels"])]
    short = [one.id for one in ask.names.entities if one.type == "Project" and short_form_in(text, fold(one.name))]
    return list(dict.fromkeys([*own, *short])) or [entity.id for link in near[:1] for entity in link.entities]


def _is_of_other(ask: Ask, near: Link) -> bool:
    """Whether the words that point to a project belong to the name of another thing: 服务中心 of 某飞行服务中心."""
    others = (link for link in ask.question.links if not link.of_type(["Project", *BUILDERS, "Region"]))
    return any(link.start <= near.start and near.end <= link.end for link in others)


def _nearest(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those that the question names; else those of which it gives most."""
    shares = {one.id: share(one.name, ask.question.folded) for one in projects}
    if not shares or ask.question.entities(["Project"]):
        return projects
    return [one for one in projects if shares[one.id] >= max(shares.values()) - 0.05]


def _is_within(ask: Ask, project: Project) -> bool:
    """Whether a project's investment is what the question bounds it by: 总投资超过50亿元的某中心."""
    bound = bound_of(ask.question.text)
    return not bound or f"{bound}的" not in ask.question.text or in_bounds(ask.question.text, project.amount)


def _of_region(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those of the plans of the region that the question names, or that lie in it; all where no region is named."""
    regions = {one.name for one in ask.question.entities(["Region"])}
    own = {key for key, one in ask.context.documents.items() if one.metadata.get("region", "") in regions}
    said = {link.text for link in ask.question.links if link.of_type(["Region"])}  # 北京 of 甲公司北京厂
    there = [
        one
        for one in projects
        if one.documents & own
        or any(one_of in one.values["place"] for one_of in regions)
        or any(word in fold(one.name) for word in said)
    ]
    return there if there or own else projects


def read_projects(ask: Ask, rows: Sequence[dict[str, object]]) -> list[Project]:
    """The projects of a query's rows; what no table says of one is read from the sentences that name it."""
    named = _namings(ask, {str(row["id"]): fold(str(row["name"])) for row in rows})
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["id"]), []).append(row)
    projects = []
    for key, group in grouped.items():
        first = group[0]
        builders = tuple(dict.fromkeys(str(row["builder"]) for row in group if row.get("builder")))
        dates = [str(first.get(name) or "") for name in ("start_date", "end_date")]
        values = {name: str(first.get(name) or "") for name in ("place", "content", "investment", "progress")}
        values["period"] = _span(dates)
        values["start"], values["end"] = dates
        values["builder"] = "、".join(builders)
        citations = [citation for row in group if (citation := cite(row, ask.context.documents))]
        own = [part for one in named.get(key, ()) if (part := _own_words(str(first["name"]), one.quote))]
        for name, told in TOLD.items():
            said = _told_in(own, told)
            act = ACT.search(ask.asking.spell(ask.question.text))
            if (
                name == "period" and act and act[0] in ask.asking.spell(said)
            ):  # a table's years do not tell when production begins
                values[name] = ""
            values[name] = values[name] or said or _told_in([one.quote for one in citations], told)
        values["progress"] = values["progress"] or _stage_in(ask, str(first.get("group_name") or ""))
        if citations or not any(row.get("quote") for row in group):
            projects.append(
                Project(
                    key,
                    str(first["name"]),
                    str(first.get("group_name") or ""),
                    builders,
                    values,
                    frozenset(str(row["document_id"]) for row in group if row.get("document_id")),
                    tuple(dict.fromkeys(citations)),
                    any(first.get(name) for name in ("number", "group_name", "place", "investment", "progress")),
                    named.get(key, ()),
                )
            )
    return projects


def _span(dates: Sequence[str]) -> str:
    """「2024—2026年」 of two years alone, as plans write it; of days and months 「…至…」."""
    told = [date for date in dates if date]
    return f"{'—'.join(told)}年" if told and all(re.fullmatch(r"\d{4}", date) for date in told) else "至".join(told)


def _stage_in(ask: Ask, group: str) -> str:
    """The stage by which a list groups its projects (在建项目); '' where the group is no stage."""
    stage = re.sub(r"^\W*[一二三四五六七八九十\d]+\W+|项目$", "", group)
    return stage if stage in ask.asking.words["stages"] else ""


def _namings(ask: Ask, names: Mapping[str, str]) -> dict[str, tuple[Citation, ...]]:
    """The sentences that name each project, also as a thing of another kind: a platform that a list of projects has."""
    others: dict[str, list[str]] = {name: [] for name in names.values()}
    for one in ask.names.entities:
        if fold(one.name) in others:
            others[fold(one.name)].append(one.id)
    same = {key: others[name] for key, name in names.items()}
    told = namings(ask, list(dict.fromkeys(one for own in (names, *same.values()) for one in own)))
    return {key: tuple(c for one in dict.fromkeys((key, *same[key])) for c in told.get(one, ())) for key in names}


def _own_words(name: str, quote: str) -> str:
    """What a sentence says right after a project's name: of a list of projects its own item alone."""
    _, found, after = quote.partition(name)
    return re.split("[；。\n]", after)[0] if found and "\t" not in quote else ""


def _told_in(quotes: Sequence[str], told: re.Pattern[str]) -> str:
    """What the sentences about a project say of it besides, where they say one thing: 「…项目，总投资18.2亿元，…」."""
    found = dict.fromkeys(match[0] for quote in quotes if "\t" not in quote for match in told.finditer(quote))
    return next(iter(found)) if len(found) == 1 else ""


def said_of(project: Project, wanted: Sequence[str], told: Mapping[str, Citation] | None = None) -> str:
    """What is told of the fields that are asked for, and which are not; of an untold progress the dates, if any.

    `told` are clauses that tell more fields in the plan's own words.
    """
    fields, told = list(wanted) or list(FIELDS), told or {}
    if "progress" in fields and not (project.values["progress"] or "progress" in told) and "period" not in fields:
        fields.append("period")
    labels = {field: label for field, (label, _) in FIELDS.items()} | {"investment": project.measure}
    parts = [f"{labels[field]}{_joined(project.values[field])}" for field in fields if project.values[field]]
    silent = [labels[field] for field in wanted if not (project.values[field] or field in told)]
    quotes = dict.fromkeys(quoted(" ".join(one.quote.split()).rstrip("，；。")) for one in told.values())
    parts += [f"规划写到{'、'.join(quotes)}"] if quotes else []
    return "，".join(parts + ([f"没有找到{'、'.join(silent)}"] if silent else []))


def _joined(value: str) -> str:
    return f"为{value.rstrip('。；')}"


def project_row(project: Project, wanted: Sequence[str], told: Mapping[str, Citation] | None = None) -> AnswerRow:
    value = next((project.values[field] for field in wanted if project.values[field]), None)
    return AnswerRow(
        project.name,
        "Project",
        project.id,
        value=value,
        group=project.group or None,
        note="、".join(project.builders) or None,
        evidence=tuple(dict.fromkeys((*(project.evidence or project.named[:1]), *(told or {}).values()))),
    )

"""Questions about one project: who builds it, where, for how much, how far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.folding import fold, share
from kg.answer.mentions import namings
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.reading import Ask, cite, with_citations
from kg.answer.short_forms import short_form_in
from kg.text.numbers import parse_number

FIELDS = {
    "builder": (
        "建设单位",
        "谁(?!来?(?:牵头|负责|主管|配合)(?!.{0,2}建))|(?<!牵头)(?<!责任)(?<!配合)单位|哪家|企业|公司|主体",
    ),
    "place": ("建设地点", "在哪|哪里|选址|位置|地址|地点|什么地方"),
    "content": ("建设内容", "内容|建(?:设)?什么|建哪些|规模|做什么|产能|面积"),
    "investment": ("总投资", "投资|固投|多少钱|花多少"),
    "period": ("起止时间", "工期|时间|什么时候|何时|开工|竣工|哪年|期限"),
    "progress": ("进展", "进展|进度|程度|哪一步|怎么样|阶段|到哪|现状|情况"),
}
# What a sentence about a project may say of it that no cell of a table holds.
TOLD = {
    "investment": re.compile(r"(?<=投资)(?:额)?(?:约|达|超)?\d[\d.,]*[亿万]元"),
    "period": re.compile(
        r"(?:20\d\d年|(?<=[，,])(?=\d{1,2}月))(?:\d{1,2}月)?(?:底|前|内|年底)?[^，。；\d]{0,6}?(?:建成|投用|竣工|完工|开工|投产|启用|开业|投入运[行营]|投入使用)(?:[^，。；]{0,4}(?=[，。；]))?"
    ),
    "progress": re.compile(
        r"(?<=[，,])(?:(?:目前|现)?(?:正在|已经?|基本|完成|处于)?[^，。；、\d]{0,4}(?:封顶|安装|调试|收尾(?:阶段)?|在建|前期(?:工作|阶段)?"
        r"|试生产|投产|竣工|完工|验收|签约|供地|供应|论证|开工)|已经?[于在]?20\d\d年[^，。；、]{0,8}(?:封顶|投产|竣工|完工|开工|建成|投用|投入运[行营])|(?:处于|进入)[^，。；、]{2,10}阶段)(?=[，,。；）)]|$)"
    ),
}
ACT = re.compile("投产|竣工|完工|开工|建成|投用|启用|开业|试生产|投入运[行营]|投入使用")
IN_CHARGE = re.compile("谁来?(?:牵头|负责|主管|配合)|(?:牵头|责任|配合)(?:单位|部门)")  # of a task, not of a project
MOST, LEAST = (
    re.compile(r"投资(?:额)?最(?:大|多|高)|最(?:大|多|高).{0,4}投资"),
    re.compile(r"投资(?:额)?最(?:小|少|低)"),
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

    @property
    def amount(self) -> float | None:
        """The investment in 万元."""
        match = AMOUNT.search(self.values["investment"])
        number = parse_number(match[1]) if match else None
        return number * SCALE[match[2]] if match and number is not None else None


def answer_project(ask: Ask) -> Answer | None:
    """What the plan says of the project that is named or that the named enterprise builds; None where it is silent on it."""
    ids = _project_ids(ask)
    wanted = [field for field, (_, cue) in FIELDS.items() if re.search(cue, ask.question.text)]
    if not ids or (not wanted and IN_CHARGE.search(ask.question.text)):
        return None
    params: dict[str, object] = {"ids": ids}
    projects = read_projects(ask, ask.rows(params, "project_facts"))
    if ask.question.documents:
        projects = [one for one in projects if one.documents & set(ask.question.documents)] or projects
    if not ask.question.entities(["Project"]):
        projects = _of_region(ask, projects)
    projects = _nearest(ask, [one for one in projects if not wanted or any(one.values[field] for field in wanted)])
    if not projects:
        return None
    sentence = "；".join(f"{one.name}：{said_of(one, wanted)}" for one in projects)
    rows = [project_row(one, wanted) for one in projects]
    return ask.answered(with_citations(f"{sentence}。", rows), rows, params, query="project_facts")


def _project_ids(ask: Ask) -> list[str]:
    """The project named in whole; else those named in part or by a short form, and what the named enterprise builds."""
    named = [entity.id for entity in ask.question.entities(["Project"])]
    if named:
        return named
    builders = list(ask.question.entities(["Enterprise", "Institution"]))
    text = ask.question.folded
    near = ask.names.near(text, ["Project"])
    built = ask.rows({"ids": [one.id for one in builders]}, "built_by") if builders else []
    own = [str(row["id"]) for row in built if "Project" in str(row["labels"])]
    short = [one.id for one in ask.names.entities if one.type == "Project" and short_form_in(text, fold(one.name))]
    return list(dict.fromkeys([*own, *short])) or [entity.id for link in near[:1] for entity in link.entities]


def _nearest(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those that the question names; else those of which it gives most."""
    shares = {one.id: share(one.name, ask.question.folded) for one in projects}
    if not shares or ask.question.entities(["Project"]):
        return projects
    return [one for one in projects if shares[one.id] >= max(shares.values()) - 0.05]


def _of_region(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those of the plans of the region that the question names, or that lie in it; all where no region is named."""
    regions = {one.name for one in ask.question.entities(["Region"])}
    own = {key for key, one in ask.context.documents.items() if one.metadata.get("region", "") in regions}
    there = [one for one in projects if one.documents & own or any(one_of in one.values["place"] for one_of in regions)]
    return there if there or own else projects


def read_projects(ask: Ask, rows: Sequence[dict[str, object]]) -> list[Project]:
    """The projects of a query's rows; what no table says of one is read from the sentences that name it."""
    named = namings(ask, list(dict.fromkeys(str(row["id"]) for row in rows)))
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["id"]), []).append(row)
    projects = []
    for key, group in grouped.items():
        first = group[0]
        builders = tuple(dict.fromkeys(str(row["builder"]) for row in group if row.get("builder")))
        dates = [str(first.get(name) or "") for name in ("start_date", "end_date")]
        values = {name: str(first.get(name) or "") for name in ("place", "content", "investment", "progress")}
        values["period"] = "至".join(date for date in dates if date)
        values["builder"] = "、".join(builders)
        citations = [citation for row in group if (citation := cite(row, ask.context.documents))]
        own = [part for one in named.get(key, ()) if (part := _own_words(str(first["name"]), one.quote))]
        for name, told in TOLD.items():
            said = _told_in(own, told)
            act = ACT.search(ask.question.text)
            if name == "period" and act and act[0] in said:  # a table's years do not tell when production begins
                values[name] = ""
            values[name] = values[name] or said or _told_in([one.quote for one in citations], told)
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


def _own_words(name: str, quote: str) -> str:
    """What a sentence says right after a project's name: of a list of projects its own item alone."""
    _, found, after = quote.partition(name)
    return re.split("[；。\n]", after)[0] if found and "\t" not in quote else ""


def _told_in(quotes: Sequence[str], told: re.Pattern[str]) -> str:
    """What the sentences about a project say of it besides, where they say one thing: 「…项目，总投资18.2亿元，…」."""
    found = dict.fromkeys(match[0] for quote in quotes if "\t" not in quote for match in told.finditer(quote))
    return next(iter(found)) if len(found) == 1 else ""


def said_of(project: Project, wanted: Sequence[str]) -> str:
    """What is told of the fields that are asked for, and which are not; of an untold progress the dates, if any."""
    fields = list(wanted) or list(FIELDS)
    if "progress" in fields and not project.values["progress"] and "period" not in fields:
        fields.append("period")
    parts = [f"{FIELDS[field][0]}{_joined(project.values[field])}" for field in fields if project.values[field]]
    silent = [FIELDS[field][0] for field in wanted if not project.values[field]]
    return "，".join(parts + ([f"没有找到{'、'.join(silent)}"] if silent else []))


def _joined(value: str) -> str:
    return f"为{value.rstrip('。；')}"


def project_row(project: Project, wanted: Sequence[str]) -> AnswerRow:
    value = next((project.values[field] for field in wanted if project.values[field]), None)
    return AnswerRow(
        project.name,
        "Project",
        project.id,
        value=value,
        group=project.group or None,
        note="、".join(project.builders) or None,
        evidence=project.evidence or project.named[:1],
    )

"""Questions about projects: who builds one, where, for how much, how far; and which of a list is the largest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.folding import fold, share
from kg.answer.model import Answer, AnswerRow, Citation
from kg.answer.reading import Ask, aliases_of, cite, text_of, with_citations
from kg.answer.short_forms import short_form_in
from kg.text.numbers import parse_number

FIELDS = {
    "builder": ("建设单位", "谁|单位|哪家|企业|公司|主体"),
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
        r"20\d\d年(?:\d{1,2}月)?(?:底|前|内|年底)?[^，。；\d]{0,6}?(?:建成|投用|竣工|完工|开工|投产|启用|开业)(?:[^，。；]{0,4}(?=[，。；]))?"
    ),
}
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

    @property
    def amount(self) -> float | None:
        """The investment in 万元."""
        match = AMOUNT.search(self.values["investment"])
        number = parse_number(match[1]) if match else None
        return number * SCALE[match[2]] if match and number is not None else None


def answer_project(ask: Ask) -> Answer | None:
    """What the plan says of the project that is named or that the named enterprise builds; None where it is silent on it."""
    ids = _project_ids(ask)
    if not ids:
        return None
    params: dict[str, object] = {"ids": ids}
    projects = _read(ask, ask.rows(params, "project_facts"))
    if ask.question.documents:
        projects = [one for one in projects if one.documents & set(ask.question.documents)] or projects
    if not ask.question.entities(["Project"]):
        projects = _of_region(ask, projects)
    wanted = [field for field, (_, cue) in FIELDS.items() if re.search(cue, ask.question.text)]
    projects = _nearest(ask, [one for one in projects if not wanted or any(one.values[field] for field in wanted)])
    if not projects:
        return None
    sentence = "；".join(f"{one.name}：{_said(one, wanted)}" for one in projects)
    rows = [_row(one, wanted) for one in projects]
    return ask.answered(with_citations(f"{sentence}。", rows), rows, params, query="project_facts")


def answer_projects(ask: Ask) -> Answer | None:
    """The projects of the plan, kept to the stage, place or builder's industry asked about; the largest where asked."""
    params = ask.scoped()
    projects = [
        one
        for one in _read(ask, ask.rows(params, "projects_of_plan"))
        if one.group or one.values["investment"] or one.values["place"]
    ]
    projects = _of_place(ask, _of_group(ask, projects))
    industry = [entity.id for entity in ask.question.entities(["Industry"])]
    if industry:
        return _by_industry(ask, projects, industry)
    ranked = sorted((one for one in projects if one.amount is not None), key=lambda one: one.amount or 0.0)
    if ranked and (MOST.search(ask.question.text) or LEAST.search(ask.question.text)):
        chosen = ranked[-1] if MOST.search(ask.question.text) else ranked[0]
        wanted = list(
            dict.fromkeys(
                ["investment", *(field for field, (_, cue) in FIELDS.items() if re.search(cue, ask.question.text))]
            )
        )
        row = _row(chosen, ["investment"])
        word = "最大" if chosen is ranked[-1] else "最小"
        return ask.answered(
            with_citations(f"投资{word}的是{chosen.name}：{_said(chosen, wanted)}。", [row]),
            [row],
            params,
            query="projects_of_plan",
        )
    if not projects:
        return None
    rows = [_row(one, []) for one in projects]
    names = "；".join(one.name for one in projects)
    return ask.answered(
        with_citations(f"列出的项目有{len(rows)}个：{names}。", rows), rows, params, query="projects_of_plan"
    )


def _by_industry(ask: Ask, projects: Sequence[Project], industry: Sequence[str]) -> Answer | None:
    """The industry's enterprises that build one of the projects."""
    params = {"ids": list(industry), "documents": []}
    members = ask.rows(params, "enterprises_of_industry")
    leading = [row for row in members if str(row.get("role")) in {"龙头", "链主"}]
    if any(word in ask.question.text for word in ("龙头", "链主")) and leading:
        members = leading
    rows: dict[str, AnswerRow] = {}
    said = []
    for row in members:
        forms = {fold(name) for name in (str(row["name"]), *aliases_of(row))}
        own = [
            one for one in projects if any(form in fold(text) for form in forms for text in (*one.builders, one.name))
        ]
        citation = cite(row, ask.context.documents)
        if own and citation and str(row["id"]) not in rows:
            evidence = (citation, *(other for one in own for other in one.evidence))
            rows[str(row["id"])] = AnswerRow(
                str(row["name"]),
                "Enterprise",
                str(row["id"]),
                aliases_of(row),
                role=text_of(row.get("role")),
                note="、".join(one.name for one in own),
                evidence=evidence,
            )
            said.append(f"{row['name']}（{'、'.join(one.name for one in own)}）")
    if not rows:
        return None
    made = list(rows.values())
    return ask.answered(
        with_citations(f"有项目在列的企业有{len(made)}家：{'；'.join(said)}。", made),
        made,
        params,
        query="enterprises_of_industry",
    )


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


def _of_place(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those in the park that the question names; all where it names none or no project's place is told."""
    parks = {fold(name) for one in ask.question.entities(["Park"]) for name in (one.name, *one.aliases)}
    if not parks:
        return _of_region(ask, projects)
    there = [one for one in projects if any(park in fold(one.values["place"]) for park in parks)]
    return there if any(one.values["place"] for one in projects) else projects


def _of_region(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those of the plans of the region that the question names, or that lie in it; all where no region is named."""
    regions = {one.name for one in ask.question.entities(["Region"])}
    own = {key for key, one in ask.context.documents.items() if one.metadata.get("region", "") in regions}
    there = [one for one in projects if one.documents & own or any(one_of in one.values["place"] for one_of in regions)]
    return there if there or own else projects


def _of_group(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those of the stage (在建, 在谈 …) that the question names; all where it names none."""
    groups = {one.group for one in projects if one.group}
    named = {
        group
        for group in groups
        if any(
            len(part) >= 2 and part in ask.asking.spell(ask.question.text)
            for part in [fold(group.removesuffix("项目"))]
        )
    }
    return [one for one in projects if one.group in named] if named else projects


def _read(ask: Ask, rows: Sequence[dict[str, object]]) -> list[Project]:
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
        for name, told in TOLD.items():
            values[name] = values[name] or _told_in(citations, told)
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
                )
            )
    return projects


def _told_in(citations: Sequence[Citation], told: re.Pattern[str]) -> str:
    """What the sentences about a project say of it besides, where they say one thing: 「…项目，总投资18.2亿元，…」."""
    found = dict.fromkeys(match[0] for one in citations if "\t" not in one.quote for match in told.finditer(one.quote))
    return next(iter(found)) if len(found) == 1 else ""


def _said(project: Project, wanted: Sequence[str]) -> str:
    fields = list(wanted) or list(FIELDS)
    parts = [f"{FIELDS[field][0]}{_joined(project.values[field])}" for field in fields if project.values[field]]
    silent = [FIELDS[field][0] for field in wanted if not project.values[field]]
    return "，".join(parts + ([f"文件没有写明{'、'.join(silent)}"] if silent else []))


def _joined(value: str) -> str:
    return f"为{value.rstrip('。；')}"


def _row(project: Project, wanted: Sequence[str]) -> AnswerRow:
    value = next((project.values[field] for field in wanted if project.values[field]), None)
    return AnswerRow(
        project.name,
        "Project",
        project.id,
        value=value,
        group=project.group or None,
        note="、".join(project.builders) or None,
        evidence=project.evidence,
    )

"""Lists of projects: of a plan, a place, an industry or a stage; the ones that a sentence counts; the largest."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.answer.asked.limits import row_holds, thing_limits
from kg.answer.asked.question import content_words
from kg.answer.asked.reading import Ask, aliases_of, cite, text_of, with_citations
from kg.answer.asked.tokens import lex
from kg.answer.facts.project_cells import UNREAD, by_column, measure_of
from kg.answer.facts.project_figures import (
    AMONG,
    MONEY,
    OTHER_MONEY,
    UNDER_WAY,
    by_group,
    is_sum,
    is_superlative,
    kept,
    named,
    ranked,
    summed,
    unmet,
)
from kg.answer.facts.projects import FIELDS, TOTAL, Project, project_row, read_projects, said_of
from kg.answer.figures.figure import Figure, figure_row, figure_sentence
from kg.answer.figures.indicators import figures_of
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow, Citation, label_of
from kg.answer.quotes.bounding import telling_words
from kg.answer.refusing import refuse
from kg.answer.tasks.task_rows import role_fits

OWNERS = ("Enterprise", "Institution", "Platform", "Fund", "Cluster", "Department")
ROUTINE = ("stop", "light", "tasking", "routine", "measuring", "telling", "titling", "stages", "fits_any_project")
TELLING = 4  # characters of what is counted by which its passage is known: 五个十亿, not 五个
WHOSE = re.compile("哪(?:几|些|一)?家|(?:哪些|什么|哪个)(?:企业|公司|单位)|谁的?")
OWN_LINE = 60  # characters of a line that is about one project: its number, name, sum and stage
LIST = re.compile("表|清单|名录|附件|专栏|储备")
BODIES = ("Department", "Region", "Park")
CHARGED = (
    "{body}(?:作为|担任|来|主要|单独|独家|具体|要|所)*(?:负责|牵头|主管|责任单位)(?!建设|实施|承建)"
    "|(?:责任|牵头|负责|主管)(?:单位|部门|主体)(?:都|均|就)?(?:是|为|写的是|写着)?{body}"
)
OTHERS = re.compile("(?:哪|什么|多少|几)[^，。？]{0,8}(?:项目|工程)|项目.{0,3}(?:最|第)|清单|其[他它]|另外|还有|除")
WORKS = re.compile("项目|工程")
FIRMS = re.compile("企业|公司|龙头|链主|厂商|谁(?!的)|(?:哪|几|多少)[一两二三四五六七八九十几]?家")


def answer_projects(ask: Ask) -> Answer | None:
    """The projects of the plan, kept to the stage, place, owner or industry asked about; the largest where asked."""
    params, text = ask.scoped(), ask.question.text
    if not OTHERS.search(text) and any(link.whole and link.of_type(["Project"]) for link in ask.question.links):
        return None  # 甲项目属于哪个园区: of one project, not of a list
    projects = by_column(ask, _of_annex(ask, _limited(ask, _all(ask))))
    chosen, condition, rest = kept(ask, projects)
    if UNREAD.search(rest) or (OTHER_MONEY.search(text) and measure_of(projects) == TOTAL):
        return refuse(ask) if WORKS.search(text) else None
    projects = _counted(ask, _of_stage(ask, projects, rest))
    industry, titles = ask.question.entities(["Industry"]), ask.question.entities(["Title"])
    for query, named_by in (("holders_of_title", titles), ("enterprises_of_industry", industry)):
        if named_by and (FIRMS.search(text) or named_by is titles):  # 绿色工厂有哪些项目 asks of those that are one
            return _by_firms(ask, projects, query, [one.id for one in named_by])
    every = _of_words(ask, projects, rest)
    if industry:
        every = _of_industry(ask, every)
    projects = [one for one in every if one in chosen]
    if condition and not projects:
        return unmet(ask, condition) if every else refuse(ask)
    if figured := ranked(ask, projects) or summed(ask, projects):
        return figured
    if not projects or is_superlative(text) or is_sum(text, ask.asking.words["quantities"]):
        return None
    rows = [project_row(one, []) for one in projects]
    listed = "列出" if any(one.is_listed for one in projects) else "写到名称"
    missing = (ask.question.number_of or 0) - len(rows)
    fewer = f"；问题说的是{ask.question.number_of}个，另外{missing}个没有识别出来" if missing > 0 else ""
    wanted = _asked_fields(rest, is_told=bool(condition))
    each = by_group(ask, [(one.name, one.group, _stage_of(one)) for one in projects], "个")
    names = each or "；".join(_said(one, wanted, with_sum=MONEY.search(condition) is not None) for one in projects)
    told = f"{listed}的{f'{condition}的' if condition else ''}项目有{len(rows)}个：{names}{fewer}。"
    printed = _printed(ask) if listed != "列出" and ask.question.form == "number" and not condition else []
    said = "".join(f"{figure_sentence(one)}。" for one in printed)
    rows = [*(figure_row(one) for one in printed), *rows]
    return ask.answered(f"{said}{with_citations(told, rows)}", rows, params, query="projects_of_plan")


def _asked_fields(text: str, *, is_told: bool) -> list[str]:
    """What a question asks of the projects beside their names: whose they are; where it tells a condition, also how far, where."""
    fields = [field for field, (_, cue) in FIELDS.items() if is_told and re.search(cue, AMONG.split(text)[-1])]
    return list(dict.fromkeys(["builder", *fields])) if WHOSE.search(text) else fields


def _said(project: Project, wanted: Sequence[str], *, with_sum: bool) -> str:
    name = named(project) if with_sum else project.name
    return f"{name}：{said_of(project, wanted)}" if wanted else name


def _printed(ask: Ask) -> list[Figure]:
    """The number of projects as the plan itself prints it, which a plan that names some of them does not contradict."""
    named = {"项目数量", "重点项目数量", "重大项目数量", "建设项目数量"}
    ids = [one.id for one in ask.names.entities if one.type == "Indicator" and one.name in named]
    return figures_of(ask, "indicator_values", ids=ids)


def _all(ask: Ask) -> list[Project]:
    """Every project of the documents that are looked through: of a plan with a list of projects those of the list."""
    found = read_projects(ask, ask.rows({}, "projects_of_plan"))
    if LIST.search(ask.question.text) and not ask.question.frames:
        found = [one for one in found if one.is_listed]
    listing = {key for one in found if one.is_listed for key in one.documents}
    told = [replace(one, documents=one.documents | {place.document_id for place in one.named}) for one in found]
    return [one for one in told if one.documents & set(ask.scope) and (one.is_listed or not one.documents & listing)]


def _limited(ask: Ask, projects: Sequence[Project]) -> list[Project]:
    """Those that have to do with the places and owners that the question names; of a body in charge those it answers for."""
    charged = in_charge(ask)
    limits = [one for one in (*ask.place, *ask.things(OWNERS)) if not charged.intersection(one.said)]
    own = [one for one in projects if all(row_holds(_told(one), limit) for limit in limits)]
    own = [one for one in own if not _is_of_another_firm(ask, one)]
    return _of_duty(ask, own, charged) if charged else own


def _is_of_another_firm(ask: Ask, project: Project) -> bool:
    """Whether a project that its sentence tells beside the asked firm is another one's, by its builders or by its own name."""
    asked = [fold(form) for one in ask.question.entities(["Enterprise"]) for form in (one.name, *one.aliases)]
    if not asked:
        return False
    name = fold(project.name)
    leads = [
        fold(one.name) for one in ask.names.entities if one.type == "Enterprise" and name.startswith(fold(one.name))
    ]
    own = [*map(fold, project.builders), name]
    is_own = any(form in one or one.startswith(form[:2]) for form in asked for one in own)
    return bool(project.builders or leads) and not is_own


def in_charge(ask: Ask) -> set[str]:
    """The names of bodies and places by which a question asks for what they answer for, not for what lies there."""
    named = [link.text for link in ask.question.links if link.of_type(BODIES)]
    return {name for name in named if re.search(CHARGED.format(body=re.escape(name)), ask.question.folded)}


def _of_duty(ask: Ask, projects: Sequence[Project], bodies: Collection[str]) -> list[Project]:
    """Those whose row or name is a task of the bodies: a project that only ends in a town is none of the town's."""
    ids = [
        one.id
        for link in ask.question.links
        if link.text in bodies
        for one in link.entities
        if one.type == "Department"
    ]
    rows = ask.rows(ask.scoped(ids=ids), "tasks_of_department") if ids else []
    tasks = [(fold(str(row["task"])), cite(row, ask.context.documents)) for row in rows if role_fits(ask, row)]
    return [one for one in projects if any(fold(one.name) == name or _shares_row(one, at) for name, at in tasks)]


def _shares_row(project: Project, task: Citation | None) -> bool:
    return task is not None and any(
        one.document_id == task.document_id and one.start <= task.start < one.end for one in project.evidence
    )


def _of_annex(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those of the annex or box that the question names; all where it names none."""
    annex = ask.question.annex
    if not annex:
        return projects
    return [
        one
        for one in projects
        if any(annex in re.sub(r"\s", "", part) for cited in (*one.evidence, *one.named) for part in cited.section)
    ]


def _told(project: Project) -> AnswerRow:
    """The project as a row that holds all that is said of it."""
    note = "、".join(filter(None, (project.values["place"], *project.builders)))
    return replace(project_row(project, []), note=note, evidence=(*project.evidence, *project.named))


def _of_industry(ask: Ask, projects: Sequence[Project]) -> list[Project]:
    """Those of the industry: by a fact, by their words, or listed in a plan that is all about it."""
    limits = thing_limits(replace(ask.question, strange=()), ["Industry"], ask.context.read)
    titles = {key: fold(one.title) for key, one in ask.context.documents.items()}
    about = {key for key, title in titles.items() for limit in limits if any(form in title for form in limit.forms)}
    return [one for one in projects if one.documents & about or all(row_holds(_told(one), each) for each in limits)]


def _of_stage(ask: Ask, projects: list[Project], text: str) -> list[Project]:
    """Those of the stage (在建, 在谈 …) that the words of a question name; all where they name none."""
    asked = ask.asking.spell(text)
    groups = {fold(UNDER_WAY.sub("", one.group.removesuffix("项目"))) for one in projects if one.group}
    stages = [word for word in {*groups, *map(ask.asking.spell, ask.asking.words["stages"])} if len(word) > 1]
    named = [word for word in stages if word in asked]
    lists = {ask.asking.spell(part) for one in projects for cited in one.evidence for part in cited.section[-1:]}
    own = [word for word in named if not any(word in title for title in lists)]  # 储备项目清单里在建的
    if not named:
        return projects

    def said_of(one: Project) -> str:  # 储备项目 of a list that is called so are all of it
        titles = [] if own else [part for cited in one.evidence for part in cited.section[-1:]]
        return ask.asking.spell(" ".join((_stage_of(one), *titles)))

    return [one for one in projects if any(word in said_of(one) for word in own or named)]


def _of_words(ask: Ask, projects: list[Project], text: str) -> list[Project]:
    """Those of which every telling word of a question is said (主体施工的项目); none where no project has one."""
    for word in _telling_words(ask, text):
        projects = [one for one in projects if any(word in ask.asking.spell(said) for said in _said_of_project(one))]
    return projects


def _telling_words(ask: Ask, text: str) -> list[str]:
    """The telling words of a question but verbs and those that fit any project."""
    known = [ask.question.annex, ask.question.counted]
    known += [word for limit in ask.things(OWNERS) for word in limit.said]
    text = re.sub("(?:项目|工程)中?", "，", text)  # 项目|正在建, not 目在建
    words = content_words(text, ask.asking, [link.text for link in ask.question.links])
    return [
        word
        for word in telling_words(ask, words, ROUTINE, known)
        if lex(word)[0].tag != "v"
        and not any(re.search(cue, word) for _, cue in FIELDS.values())
        and ask.asking.written(word, text) in ask.question.folded
    ]


def _said_of_project(project: Project) -> list[str]:
    told = _told(project)
    parts = [part for one in told.evidence for part in (one.quote, *one.section)]
    return [told.name, told.note or "", told.group or "", *project.values.values(), *parts]


def _stage_of(project: Project) -> str:
    """The project's group and progress; where no column is read as its progress, the words of its own row."""
    own = [one.quote for one in (*project.evidence, *project.named) if "\t" in one.quote or len(one.quote) <= OWN_LINE]
    said = [project.values["progress"]] if project.values["progress"] else own
    return " ".join([project.group, *said])


def _counted(ask: Ask, projects: list[Project]) -> list[Project]:
    """Those in the passage that counts as the question does (五个十亿级项目); all where none does."""
    wanted, number = fold(ask.question.counted), ask.question.number_of
    if not number or len(projects) <= number:
        return projects
    for document in (ask.context.documents[key] for key in ask.scope):
        for chunk in document.chunks:
            own = [one for one in projects if any(_within(one, document.id, chunk.start, chunk.end))]
            if wanted in fold(chunk.text) and (len(own) == number or (own and len(wanted) >= TELLING)):
                return own
    return projects


def _within(project: Project, document: str, start: int, end: int) -> list[bool]:
    return [
        True for one in (*project.evidence, *project.named) if one.document_id == document and start <= one.start < end
    ]


def _by_firms(ask: Ask, projects: Sequence[Project], query: str, ids: Sequence[str]) -> Answer | None:
    """The enterprises of an industry, or with a title, that build one of the projects."""
    params = {"ids": list(ids), "documents": []}
    members = [row for row in ask.rows(params, query) if label_of(row["labels"]) == "Enterprise"]
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
    text = f"有项目在列的企业有{len(made)}家：{'；'.join(said)}。"
    return ask.answered(with_citations(text, made), made, params, query=query)

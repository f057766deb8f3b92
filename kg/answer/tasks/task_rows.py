"""Tasks as the graph has them: which departments, in which role, and how both read in a sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.answer.asked.reading import SEPARATOR, Ask, cite
from kg.answer.folding import fold
from kg.answer.mentions import sentence_at
from kg.answer.model import AnswerRow, Citation
from kg.answer.quotes.holding import WHOLE as OF_PLAN
from kg.text.normalize import quoted

NOTE = re.compile(r"[（(【\n]\s*[^（()）】\n]{0,40}?(?:责任|牵头|配合|主责|协办|负责)")
SENTENCE = re.compile("[。；;\n]")
WHEN = re.compile("什么时候|何时|哪一?年|时限|期限|多久")
# Who else has the tasks of one body: 还有哪些部门一起负责, 和哪些单位共同承担.
WHO = "(?:谁|哪[些几个两]*家?(?:部门|单位|委办局|机构)|(?:部门|单位)(?:都|分别|各)?(?:有|是|包括)(?:哪|谁))"
FELLOWS = re.compile(
    rf"^(?=.*(?:一起|一道|共同|联合|协同|携手|还有|其[他它]|别的|另有|另外|除(?!了?(?:尘|草)))).*{WHO}"
)
ELSE = ("还", "其他", "其它", "别的", "另")
FELLOW_WORDS = re.compile("参与|共同|一起|其[他它]|另外")
IN_PLAN = re.compile("在(?P<called>[^，。？在]{2,20}(?:方案|规划|计划|意见|纲要))(?:里|中|内)")
NO_ROLE = "(?!企业|产业|方案|规划|计划|行动|带动|发展|创新|机制|体系|联动|治理|攻关|效应|平台)"  # 培育龙头企业, 协同发展资金: what is done
LONGEST_LABEL = 60  # characters of a task in a sentence; a longer one ends at its last pause before
ROLES = ("牵头", "主责", "责任", "配合")  # in the order in which they are told
SAID = {"牵头": "由{}牵头", "责任": "由{}负责", "主责": "由{}主责", "配合": "{}配合"}


@dataclass(frozen=True)
class Task:
    """One task with its departments as the graph has them."""

    id: str
    name: str
    number: str
    group: str
    document_id: str
    rows: tuple[dict[str, object], ...]
    also: str = ""  # what the plan's table calls it, where its text calls it otherwise

    @property
    def matter(self) -> str:
        """指标 or 项目 where it is the row of such a table, '' where it is a measure of the plan."""
        return str(self.rows[0].get("matter") or "")

    @property
    def is_assigned(self) -> bool:
        """Whether any department is responsible for it."""
        return any(row.get("department") for row in self.rows)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it stands under: its group and the section of its evidence, the nearest last."""
        section = next((str(row["section"]) for row in self.rows if row.get("section")), "")
        parts = [*section.split(SEPARATOR), self.group]
        return tuple(dict.fromkeys(part for part in parts if part and fold(self.name) not in fold(part)))

    @cached_property
    def words(self) -> str:
        """Its own words: the name, and the rest of its item where that is prose, without the note of who does it."""
        prose = [str(row["quote"]) for row in self.rows if row.get("quote") and "\t" not in str(row["quote"])]
        return " ".join(dict.fromkeys([self.name, *(NOTE.split(quote)[0] for quote in prose)]))

    @cached_property
    def further(self) -> tuple[str, ...]:
        """What its cell of a table goes on to say behind the name, sentence by sentence: a task of several acts is named by the first."""
        cells = [cell.strip() for row in self.rows for cell in str(row.get("quote") or "").split("\t")]
        rest = dict.fromkeys(cell.removeprefix(self.name) for cell in cells if cell.startswith(self.name))
        return tuple(part for cell in rest for part in SENTENCE.split(cell) if part.strip())

    @cached_property
    def text(self) -> str:
        """What a theme is compared with: the heading over the task and the task."""
        return f"{self.group} {self.words}"

    @property
    def label(self) -> str:
        """第12项“…” or the task's own words."""
        words = self.name
        if len(words) > LONGEST_LABEL:
            pause = max(words.rfind(sign, 0, LONGEST_LABEL) for sign in "，；。")
            words = f"{words[:pause]}……" if pause > 0 else words
        told = f"第{self.number}项{quoted(words)}" if self.number.isdigit() else quoted(words)
        return f"{told}（分工表写作{quoted(self.also)}）" if self.also else told


def make_tasks(rows: Iterable[dict[str, object]]) -> list[Task]:
    """The tasks of the rows, in their order."""
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["task_id"]), []).append(row)
    return [
        Task(
            key,
            str(group[0]["task"]),
            str(group[0]["number"] or ""),
            str(group[0]["group_name"] or ""),
            str(group[0]["document_id"] or ""),
            tuple(group),
        )
        for key, group in grouped.items()
    ]


def all_tasks(ask: Ask) -> Sequence[Task]:
    """Every task of the documents in scope, with its departments; read once for all questions of one state of the graph."""
    key = (*ask.question.documents, *(f"{one.document_id}:{one.start}" for one in ask.question.frames))
    if key not in ask.kept:
        ask.kept[key] = make_tasks(ask.rows(ask.scoped(), "tasks_of_plan"))
    tasks: Sequence[Task] = ask.kept[key]
    return tasks


def tasks_of_place(ask: Ask, tasks: Sequence[Task]) -> list[Task]:
    """The tasks of the plans of the places that the question names, or that speak of them; all where it names none."""
    return [
        task
        for task in tasks
        if all(limit.holds([task.text, *task.headings], [task.id], [task.document_id]) for limit in ask.place)
    ]


def theme_words(ask: Ask) -> tuple[str, ...]:
    """What a question about tasks is about: its words without departments and the words of responsibility."""
    text = ask.question.folded
    named = {
        fold(word)
        for link in ask.question.links
        for word in [link.text]
        if link.of_type(["Department"]) and ask.intent.handler != "theme"
    }
    titles = fold("".join(ask.context.documents[key].title for key in ask.question.documents))
    plan = IN_PLAN.search(text) if titles else None  # however it calls the plan
    named |= {link.text for link in ask.question.links if link.of_type(["Region"])}
    named |= {fold(word) for limit in ask.place if limit.documents for word in limit.said}
    words = [word for word in ask.question.words if word not in ask.asking.words["tasking"] and word in text]
    words = [one for one in words if not (OF_PLAN.fullmatch(one) or any(one in name or name in one for name in named))]
    telling = [word for word in words if word not in ask.asking.words["routine"]] or words
    return tuple(word for word in telling if word not in f"{titles}，{plan['called'] if plan else ''}")


def asks_fellows(ask: Ask) -> bool:
    """Whether a question asks who else has the tasks of the bodies that it names, and of no theme."""
    bodies = [link.text for link in ask.question.links if link.of_type(["Department"])]
    told = [word for word in theme_words(ask) if not FELLOW_WORDS.search(word) and word not in bodies]
    is_asked = len(bodies) == 1 or any(word in ask.question.text for word in ELSE)
    return bool(bodies) and is_asked and not told and bool(FELLOWS.search(ask.question.text))


def asked_role(ask: Ask) -> str:
    """牵头 or 配合 where the question asks for that role alone, else ''."""
    said = [re.compile(f"(?:{'|'.join(ask.asking.words[kind])}){NO_ROLE}") for kind in ("lead", "support")]
    lead, support = (bool(one.search(ask.question.text)) for one in said)
    return "" if lead == support else "牵头" if lead else "配合"


def role_fits(ask: Ask, row: Mapping[str, object]) -> bool:
    """Whether the department's role is the one asked for; a plan that tells no roles apart fits every question."""
    asked, role = asked_role(ask), str(row.get("role") or "")
    return not asked or role not in {"牵头", "配合"} or role == asked


def deadline_text(ask: Ask, task: Task) -> str:
    """「，完成时限2027年」 where the question asks when, '' else; a plan that sets none is said not to."""
    if not WHEN.search(ask.question.text):
        return ""
    said = next((str(row["deadline"]) for row in task.rows if row.get("deadline")), "")
    return f"，完成时限为{said}" if said else "，没有写明完成时限"


def departments_text(task: Task) -> str:
    """Who does it: 由甲牵头，乙、丙配合."""
    roles: dict[str, dict[str, None]] = {}
    for row in task.rows:
        if row.get("department"):
            roles.setdefault(str(row.get("role") or "责任"), {})[str(row["department"])] = None
    order = sorted(roles, key=lambda role: ROLES.index(role) if role in ROLES else len(ROLES))
    said = "，".join(SAID.get(role, f"由{{}}{role}").format("、".join(roles[role])) for role in order)
    return said or "没有写明部门"


def task_rows(ask: Ask, task: Task) -> list[AnswerRow]:
    """The task as a row with all its evidence; none where the evidence does not hold."""
    citations = [citation for row in task.rows if (citation := cite(row, ask.context.documents))]
    roles = sorted({str(row["role"]) for row in task.rows if row.get("role")})
    departments = "、".join(dict.fromkeys(str(row["department"]) for row in task.rows if row.get("department")))
    row = AnswerRow(
        task.name,
        "Task",
        task.id,
        (task.also,) if task.also else (),
        number=task.number or None,
        group=task.group or None,
        note=departments or None,
    )
    if not any(row.get("quote") for row in task.rows):  # nobody is responsible: its own words are its evidence
        citations = _own_words(ask, task)
    if not citations:
        return []
    return [replace(row, role="、".join(roles) or None, evidence=tuple(dict.fromkeys(citations)))]


def _own_words(ask: Ask, task: Task) -> list[Citation]:
    """The sentence of its document that begins with a task's name."""
    document = ask.context.documents.get(task.document_id)
    place = document.text.find(task.name) if document else -1
    return [sentence_at(document, place)] if document and place >= 0 else []

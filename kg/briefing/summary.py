"""The summary: who speaks of the subject and who does not, and what the tables hold, counted from their rows."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.answer.figures.figure import Figure
from kg.answer.model import titled
from kg.briefing.subject import COMPARISON
from kg.briefing.template import Part
from kg.briefing.writer import Writer
from kg.comparing.duties import Taken
from kg.comparing.outlines import Kept
from kg.comparing.tables import ADDED, DROPPED, KEPT
from kg.tasks.ledger import BEARS, LEAD, ROLES, SUPPORTS
from kg.tasks.workload import count_departments
from kg.wordfile import Run

MOST = 3  # departments and indicators that the summary names
LONGEST = 300  # signs of an answer's line; the items of a longer one stand in their table alone
DOING = {LEAD: "牵头", BEARS: "列为责任单位", SUPPORTS: "配合"}


def write_summary(writer: Writer, part: Part) -> None:
    """The section 摘要."""
    found = writer.material
    writer.paper.add_heading(writer.say(part.heading))
    nothing = not found.passages and found.subject.kind != COMPARISON
    lead = writer.say(part.none if nothing else part.lead)
    if found.answer:
        writer.paper.add_paragraph(lead)
        _add_answer(writer)
    else:
        writer.paper.add_paragraph(lead, *_speakers(writer))
        _add_silent(writer)
    for runs in (_of_tasks(writer), _of_lines(writer), _of_things(writer), *_of_comparison(writer)):
        if runs:
            writer.paper.add_paragraph(*runs)


def _speakers(writer: Writer) -> Iterator[Run]:
    """《甲》3段[1]、《乙》1段[2]。 each with the first place."""
    speaking = writer.material.speaking
    if speaking:
        yield Run("其中：")
    for at, own in enumerate(speaking.values()):
        stop = "。" if at == len(speaking) - 1 else "、"
        yield writer.run(f"{titled(own[0].title)}{len(own)}段", own[:1])
        yield Run(stop)


def _add_silent(writer: Writer) -> None:
    found = writer.material
    if found.passages and found.silent:
        writer.paper.add_paragraph(f"未提到的有{len(found.silent)}份：{writer.named(found.silent)}。")
    if not found.passages and found.documents and not found.comparison:
        writer.list_documents()
    if found.near:
        first = {one.document_id: one for one in reversed(found.near)}
        names = "、".join(titled(one.title) for one in reversed(first.values()))
        told = f"其中{names}没有写到这个词，但有意思相近的段落，引用前请核对。"
        writer.paper.add_paragraph(writer.run(told, list(reversed(first.values()))))
    if found.unread:
        told = f"另有{len(found.unread)}份文件未能读入，未作检索：{'、'.join(found.unread)}。"
        writer.paper.add_paragraph(told)


def _add_answer(writer: Writer) -> None:
    answer = writer.material.answer
    if answer is None:
        return
    lines = [line.strip() for line in answer.text.split("\n") if line.strip()]
    for at, line in enumerate(lines):
        cited = [one for row in answer.answers for one in row.evidence] if at == 0 else []
        head, colon, _ = line.partition("：")
        long = len(line) > LONGEST and colon and len(answer.answers) > 1
        writer.paper.add_paragraph(writer.run(f"{head}，逐条列于下文。" if long else line, cited))


def _of_tasks(writer: Writer) -> list[Run]:
    tasks = writer.material.tasks
    if not tasks:
        return []
    if writer.material.thing:
        return [writer.run(_own_part(writer), [task.source for task in tasks])]
    leads = {name: counts[LEAD] for name, counts in count_departments(tasks).items() if counts[LEAD]}
    first = sorted(leads, key=lambda name: (-leads[name], name))[:MOST]
    told = "，其中" + "、".join(f"{name}牵头{leads[name]}项" for name in first) if first else ""
    nobody = sum(not task.duties for task in tasks)
    open_ones = f"；未写明责任部门的{nobody}项" if nobody else ""
    text = f"涉及任务{len(tasks)}项、部门{len(count_departments(tasks))}个{told}{open_ones}。"
    return [writer.run(text, [task.source for task in tasks])]


def _own_part(writer: Writer) -> str:
    """What a department does: its tasks by its strongest role in each, and with how many others."""
    found = writer.material
    strongest = Counter(
        next(
            role for role in ROLES if any(one.department_id == found.thing and one.role == role for one in task.duties)
        )
        for task in found.tasks
    )
    told = "、".join(f"{DOING[role]}{strongest[role]}项" for role in ROLES if strongest[role])
    others = len({one.department_id for task in found.tasks for one in task.duties} - {found.thing})
    return f"{found.label}承担和参与任务{len(found.tasks)}项：{told}" + (
        f"；共同承担的部门{others}个。" if others else "。"
    )


def _of_lines(writer: Writer) -> list[Run]:
    lines = writer.material.lines
    if not lines:
        return []
    runs = [Run(f"载明指标{len(lines)}项，其中：")]
    shown = [one for one in lines if one.target][:MOST] or list(lines[:MOST])
    for at, line in enumerate(shown):
        figure = line.target or line.figures[0]
        stop = "。" if at == len(shown) - 1 else "；"
        runs.append(writer.run(f"{line.holder}{line.indicator}{dated(figure)}{stop}", [figure.citation]))
    return runs


def dated(figure: Figure) -> str:
    """（2030年目标）≥12家, the year only where it is told."""
    year = f"{figure.year}年" if figure.year.isdigit() else figure.year
    kind = {"actual": "实际", "target": "目标"}.get(figure.kind, "")
    inner = f"（{year}{kind}）" if year or kind else ""
    return f"{inner}{figure.said}"


def _of_things(writer: Writer) -> list[Run]:
    things = writer.material.things
    if not things:
        return []
    names: dict[str, dict[str, None]] = {}
    for one in things:
        names.setdefault(one.type, {})[one.id] = None
    told = "、".join(f"{kind}{len(own)}个" for kind, own in names.items())
    return [writer.run(f"提到{told}。", [one.citations[0] for one in things])]


def _unsure(pairs: Sequence[Kept | Taken]) -> str:
    """How many of the pairs are only near in meaning."""
    number = sum(not one.sure for one in pairs)
    return f"（其中{number}项只是意思相近，须核对）" if number else ""


def _of_comparison(writer: Writer) -> Iterator[list[Run]]:
    both = writer.material.comparison
    if both is None:
        return
    themes, figures, duties = both.outlines, both.indicators, both.duties
    outcomes = [one.outcome for one in both.industries]
    first, second = (
        titled(one.label) if one.key in writer.documents else one.label for one in (both.first, both.second)
    )
    yield [Run(f"两份材料以{first}为前、{second}为后。")]
    yield [
        Run(
            f"章节主题：{KEPT}{len(themes.kept)}个{_unsure(themes.kept)}，"
            f"{DROPPED}{len(themes.dropped)}个，{ADDED}{len(themes.added)}个。"
            f"指标：两边都有{len(figures.both)}项，只见于前者{len(figures.dropped)}项，只见于后者{len(figures.added)}项。"
        )
    ]
    yield [
        Run(
            f"任务：{KEPT}{len(duties.taken)}项{_unsure(duties.taken)}，"
            f"{DROPPED}{len(duties.dropped)}项，{ADDED}{len(duties.added)}项；"
            f"新承担任务的部门{len(duties.gained)}个，不再承担的{len(duties.lost)}个。"
            f"产业：{KEPT}{outcomes.count('kept')}个，{ADDED}{outcomes.count('new')}个，{DROPPED}{outcomes.count('gone')}个。"
            "逐项情况和出处见比较结果各表；全部逐项结果可在“比较”页导出。"
        )
    ]

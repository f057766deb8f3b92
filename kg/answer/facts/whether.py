"""Yes-or-no questions: does a plan speak of it, are two things linked as the question says, does a department do it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.called import Named
from kg.answer.asked.reading import Ask, cite, merge, with_citations
from kg.answer.facts.projects import ACT, read_projects
from kg.answer.facts.things import place_rows
from kg.answer.figures.versus import answer_versus
from kg.answer.folding import fold
from kg.answer.mentions import mentioned, mentions_of, names_for
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, titled
from kg.answer.quotes.columns import says_of
from kg.answer.quotes.passages import Found, find_sentences, lacks_core, quote_of
from kg.answer.quotes.states import UNDER_WAY, stage_of
from kg.answer.quotes.told import stages_told
from kg.answer.tasks.task_rows import make_tasks, role_fits, task_rows
from kg.answer.tasks.themes import choose_tasks
from kg.text.normalize import quoted

ASKS = re.compile(r"是不是|是否|有没有|有无|能不能|会不会|要不要|吗[？?]?$|[？?]")
IS_DONE = re.compile(f"(?:{ACT.pattern})了")
NOW = re.compile("现在|正在|在建|存在")  # 在 that tells no place
SURE_SENTENCE = 0.85  # of the question's words that a sentence must hold to confirm it
MOST_PAIRS = 6
SHOWN_TASKS = 3
LONGEST_ORIGINAL = 160
PLANNED = "计划"  # the status of what a plan only wants


def answer_whether(ask: Ask) -> Answer:
    """Yes with the evidence, or that the plans do not say so; never a bare no, for plans seldom deny."""
    found = _mentioned(ask) or _department(ask) or answer_versus(ask) or _stage(ask) or _linked(ask) or _stated(ask)
    found = found or _of_kind(ask)
    if found:
        return found
    what = ASKS.sub("", mentioned(ask) or ask.question.text).strip(" ，。")
    names = ask.scope_names()
    text = ask.asking.message("unmentioned" if mentioned(ask) else "unsaid", what=quoted(what), documents=names)
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)


def _mentioned(ask: Ask) -> Answer | None:
    words = mentioned(ask)
    rows = mentions_of(ask, names_for(ask, words)) if words else []
    if not rows:
        return None
    said = "、".join(titled(row.name) for row in rows)
    quote = rows[0].evidence[0].quote.strip()
    original = f"如：{quoted(quote)}" if len(quote) <= LONGEST_ORIGINAL and "\t" not in quote else ""
    return _yes(ask, with_citations(f"是的，有{len(rows)}份文件提到{quoted(words)}：{said}。{original}", rows), rows)


def _department(ask: Ask) -> Answer | None:
    """「区科技局是否负责人才公寓」: its tasks of that theme."""
    departments = ask.question.entities(["Department"])
    if not departments or not any(word in ask.question.text for word in ask.asking.words["charge"]):
        return None
    params = ask.scoped(ids=[one.id for one in departments])
    tasks = make_tasks(row for row in ask.rows(params, "tasks_of_department") if role_fits(ask, row))
    chosen = [
        one.task for one in choose_tasks(ask, tasks, by_meaning=False) if one.way in ("words", "concerns", "heading")
    ]
    rows = merge(row for task in chosen for row in task_rows(ask, task))
    if not rows:
        return None
    labels = "；".join(task.label for task in chosen[:SHOWN_TASKS])
    more = f"等{len(chosen)}项任务" if len(chosen) > SHOWN_TASKS else ""
    roles = "、".join(dict.fromkeys(role for row in rows for role in (row.role or "责任").split("、")))
    text = with_citations(f"是的，{departments[0].name}是{roles}单位：{labels}{more}。", rows)
    return _yes(ask, text, rows)


def _stage(ask: Ask) -> Answer | None:
    """「某工程完工了吗」: the line that tells how far the named thing is; the reader sees whether it is so."""
    projects = ask.question.entities(["Project"])
    stages = {word.removeprefix("已") for word in ask.asking.words["stages"]}
    if not (ACT.search(ask.question.text) or any(word in ask.question.text for word in stages)):
        return None
    if len(projects) != 1:
        stated = stages_told(ask)
        said = "".join(quoted(row.name) for row in stated)
        return _yes(ask, with_citations(f"规划这样写：{said}", stated), stated) if stated else None
    for one in read_projects(ask, ask.rows({"ids": [projects[0].id]}, "project_facts")):
        names = (projects[0].name, *projects[0].aliases)
        told = [
            cited
            for cited in (*one.evidence, *one.named)
            if any(word in cited.quote for word in stages) and stage_of(cited, names) <= UNDER_WAY
        ]
        rows = [AnswerRow(told[0].quote.strip(), "Passage", evidence=(told[0],))] if told else []
        if rows:
            return _yes(ask, with_citations(f"规划这样写：{quoted(' '.join(rows[0].name.split()))}", rows), rows)
    return None


def _linked(ask: Ask) -> Answer | None:
    """The facts between two named things, of the kind that the question's words ask about."""
    text = NOW.sub("", ask.question.text)
    wanted = {name for name, words in ask.asking.verbs.items() if any(word in text for word in words)}
    named = _named(ask)
    pairs = [(left, right) for i, left in enumerate(named) for right in named[i + 1 :] if left.name != right.name]
    for left, right in pairs[:MOST_PAIRS]:
        if found := _facts(ask, left, right, wanted):
            return found
    return None


def _facts(ask: Ask, left: Named, right: Named, wanted: set[str]) -> Answer | None:
    rows, wished = [], True
    for row in ask.rows({"left": left.id, "right": right.id}, "links_between"):
        citation = cite(row, ask.context.documents)
        said = says_of(citation, (left.name, *left.aliases), ask.context.documents) if citation else ""
        if citation and (not wanted or row["relation"] in wanted) and _role_held(ask, said):
            wished = wished and row["status"] == PLANNED
            relation = ask.relations.get(str(row["relation"]), str(row["relation"]))
            rows.append(AnswerRow(relation, "Relation", str(row["relation"]), evidence=(citation,)))
    if not rows:
        return None
    made = merge(rows)
    quote = made[0].evidence[0].quote.strip()
    opening = "规划这样写" if wished else "是的。原文"
    return _yes(ask, with_citations(f"{opening}：{quoted(quote)}", made), made)


def _role_held(ask: Ask, said: str) -> bool:
    """Whether the plan uses a word of the asked role (龙头) of it: one of many firms of an industry does not lead it."""
    roles = [words for intent in ask.asking.intents for words in intent.roles.values()]
    asked = [word for words in roles if any(word in ask.question.text for word in words) for word in words]
    return not asked or any(word in said for word in asked)


def _stated(ask: Ask) -> Answer | None:
    """A sentence that holds all but a trifle of the question; of two named things, one that holds both may word it otherwise."""
    statement = replace(ask, question=replace(ask.question, form=""))
    found, _ = find_sentences(statement)
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or lacks_core(statement, best):
        return None
    verbs = {word for words in ask.asking.verbs.values() for word in words} | set(ask.asking.words["tasking"])
    names = {link.text for link in ask.question.links if not link.of_type(["Region"])}
    both = len(names) > 1 and all(name in ask.asking.spell(best.text) for name in names)
    if (len(names) > 1 and not both) or not _role_held(ask, best.text):
        return None
    if not set(best.missing) <= (verbs if both else set()) or (best.score < SURE_SENTENCE and not both):
        return None
    about = [name for one in _named(ask) for name in (one.name, *one.aliases)]
    if IS_DONE.search(ask.question.text) and stage_of(best.cite(best.start, best.end), about) > UNDER_WAY:
        return None  # an aim (力争2028年投入运行) tells not that it is done
    return _quoted(statement, best)


def _of_kind(ask: Ask) -> Answer | None:
    """「有没有设立产业基金」: a fund of the place whose name holds what is asked of it beside its kind."""
    if "基金" not in ask.question.text or "Fund" in {one.type for one in _named(ask)}:
        return None
    regions = {one.name for one in ask.question.entities(["Region", "Park"])}
    documents = ask.context.documents
    own = [key for key, one in documents.items() if one.metadata.get("region", "") in regions]
    idle = {*ask.asking.words["plain_fund"], *(word for said in ask.asking.verbs.values() for word in said)}
    held = {link.text for link in ask.question.links if link.of_type(["Region", "Park"])}
    words = [word for word in ask.question.words if word not in idle and word not in held]
    rows = place_rows(ask, ask.rows({"documents": own if regions else list(ask.question.documents)}, "funds"))
    fitting = [row for row in rows if all(part in fold(row.name) for word in words for part in _told_parts(word, idle))]
    if not fitting or (regions and not own):
        return None
    return _yes(ask, with_citations(f"是的，规划写到{'、'.join(row.name for row in fitting)}。", fitting), fitting)


def _told_parts(word: str, idle: set[str]) -> list[str]:
    """What a word tells beside its kind: 氢能 of 氢能产业基金."""
    return [part for part in re.split("|".join(sorted(map(re.escape, idle), key=len, reverse=True)), word) if part]


def _named(ask: Ask) -> list[Named]:
    return [one for link in ask.question.links for one in link.entities]


def _quoted(ask: Ask, found: Found) -> Answer:
    citation = found.cite(*quote_of(ask, found))
    row = AnswerRow(citation.quote.strip(), "Passage", evidence=(citation,))
    return _yes(ask, with_citations(f"规划这样写：{quoted(row.name)}", [row]), [row])


def _yes(ask: Ask, text: str, rows: Sequence[AnswerRow]) -> Answer:
    return Answer(ask.question.text, ANSWERED, ask.intent.name, text, tuple(rows))

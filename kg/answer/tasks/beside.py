"""What several documents say on one theme, side by side: the tasks and sentences of each, and which is silent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.question import read_question
from kg.answer.asked.reading import Ask, listing
from kg.answer.folding import fold
from kg.answer.model import Answer, AnswerRow, titled
from kg.answer.quotes.explaining import is_heading
from kg.answer.quotes.passages import Found, adds_nothing, find_sentences, lacks_core, quote_of
from kg.answer.tasks.task_rows import Task, make_tasks, task_rows
from kg.answer.tasks.themes import choose_tasks
from kg.text.normalize import quoted

JOINS = re.compile(r"[和与跟同、，,及]|(?<![占环])比(?![重例值率])|以及|相比|对比|比较")
ENOUGH = 0.8  # of the theme's weighted words that a sentence must hold
THEME = re.compile(
    r"(?:对于?|关于|就|在)(?P<theme>[^，。？、]{2,16}?)(?:这?方面|的|上|，|分别|各自?|怎|如何|有什么|有何)"
)
MOST = 3  # tasks and sentences of one document
ALONE = ("words", "concerns", "heading")
LONGEST_SAID = 120


def named_documents(ask: Ask) -> list[tuple[str, ...]]:
    """The documents that the question names, one by one: 「“十四五”规划和行动方案」 are two; [] where it names fewer."""
    found: dict[tuple[str, ...], None] = {}
    for piece in JOINS.split(ask.question.text):
        if any(word in piece for word in ask.asking.words["document"]) and fold(piece):
            scope = read_question(piece, asking=ask.asking, names=ask.names, documents=ask.context.documents).documents
            if scope := _of_kind(ask, piece, scope):
                found[scope] = None
    return list(found) if len(found) > 1 else []


def _of_kind(ask: Ask, piece: str, scope: tuple[str, ...]) -> tuple[str, ...]:
    """The documents of the kind that the words name, a plan no draft's explanation; of a bare kind the newest one."""
    documents = ask.context.documents
    kind = max((word for word in ask.asking.words["document"] if word in piece), key=len, default="")
    own = tuple(key for key in scope or documents if documents[key].metadata.get("kind") == kind)
    if scope:
        return own or scope
    if not own:
        return ()
    return (max(own, key=lambda key: documents[key].metadata.get("period_start", "")),)


def answer_beside(ask: Ask) -> Answer | None:
    """A row a task or sentence, grouped by document; None where all are silent or the question has no theme."""
    scopes = named_documents(ask) or [(key,) for key in ask.question.documents or ask.context.documents]
    keys = list(dict.fromkeys(key for scope in scopes for key in scope))
    theme = _theme(ask, keys)
    if not theme:
        return None
    parts = {key: _rows_of(ask, theme, key) for key in keys}
    rows = tuple(row for part in parts.values() for row in part)
    if not rows:
        return None
    documents = ask.context.documents
    said = [f"{titled(documents[key].title)}：{_said(part)}" for key, part in parts.items() if part]
    silent = [titled(documents[key].title) for key, part in parts.items() if not part]
    rest = f"没有写到的：{'、'.join(silent)}。" if silent else ""
    what = quoted("、".join(theme))
    text = f"关于{what}，{len(keys)}份文件中有{len(said)}份写到。{'。'.join(said)}。{rest}"
    return ask.answered(text, rows, {"documents": keys}, query="tasks_of_plan")


def _theme(ask: Ask, keys: Sequence[str]) -> tuple[str, ...]:
    """What is asked about: the question's words without the documents' names and the words of comparing."""
    idle = {ask.asking.spell(word) for word in ask.asking.words["beside"]}
    texts = [ask.context.documents[key].text for key in keys]
    for match in THEME.finditer(ask.question.text):
        if any(match["theme"] in text for text in texts) and match["theme"] not in idle:
            return (ask.asking.spell(match["theme"]),)
    titles = fold("".join(ask.context.documents[key].title for key in keys))
    names = {link.text for link in ask.question.links if link.of_type(["Policy"])}
    return tuple(word for word in ask.question.words if word not in idle and word not in names and word not in titles)


def _rows_of(ask: Ask, theme: tuple[str, ...], key: str) -> list[AnswerRow]:
    """The tasks of one document that fit the theme, then its sentences that stand in none of them."""
    question = replace(
        ask.question, words=theme, documents=(key,), years=(), periods=(), form="", counted="", compounds=()
    )
    own = replace(ask, question=question)
    tasks = make_tasks(ask.rows({"documents": [key]}, "tasks_of_plan"))
    chosen: list[Task] = [one.task for one in choose_tasks(own, tasks, by_meaning=False) if one.way in ALONE][:MOST]
    title = titled(ask.context.documents[key].title)
    rows = [replace(row, group=title) for task in chosen for row in task_rows(ask, task) if row.evidence]
    spans = [(citation.start, citation.end) for row in rows for citation in row.evidence]
    found, _ = find_sentences(own)
    good = [one for one in found if one.score >= ENOUGH and not lacks_core(own, one) and not adds_nothing(own, one)]
    good = [one for one in good if not is_heading(one.document, one.start, one.end)]
    free = [one for one in good if not any(one.start < end and start < one.end for start, end in spans)]
    return rows + [_passage(own, one, title) for one in sorted(free[: MOST - len(rows) + 1], key=lambda one: one.start)]


def _passage(ask: Ask, found: Found, title: str) -> AnswerRow:
    citation = found.cite(*_line(ask, found, *quote_of(ask, found)))
    return AnswerRow(" ".join(citation.quote.split()), "Passage", group=title, evidence=(citation,))


def _line(ask: Ask, found: Found, start: int, end: int) -> tuple[int, int]:
    """Of several lines, as a table has them, the one that holds most of the theme."""
    text = found.document.text
    lines = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\n]+", text[start:end])]
    held = {span: sum(word in ask.asking.spell(text[slice(*span)]) for word in ask.question.words) for span in lines}
    return max(held, key=lambda span: held[span], default=(start, end))


def _said(rows: Sequence[AnswerRow]) -> str:
    shown = [_short(row.name) for row in rows]
    return listing(shown, "处", "；")


def _short(words: str) -> str:
    return quoted(words.rstrip("。；，") if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}……")

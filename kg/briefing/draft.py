"""A summary that a language model drafts from the briefing's quotes, under the checks of answers, marked as drafted."""

import re

from kg.answer.model import ANSWERED, Answer, AnswerRow
from kg.briefing.material import Material
from kg.briefing.writer import Writer
from kg.engine import Engine
from kg.llm.prose import Prose, write_prose

NUMBERS = re.compile(r"\[\d+(?:[,，、]\s*\d+)*\]")  # of the model's quotes; the paper numbers its own
MARK = "以下由语言模型（{}）根据所引原文起草，各句已逐句与原文核对，供修改参考："


def draft(engine: Engine, material: Material) -> Prose:
    """The drafted sentences that stood the checks; a SettingsError where no model is configured."""
    return write_prose(engine, material.answer if material.answer else _as_answer(material))


def add_draft(writer: Writer, prose: Prose) -> None:
    """The draft below the summary; nothing where no sentence stood."""
    if not prose.sentences:
        return
    quotes = {one.number: one.citation for one in prose.quotes}
    writer.paper.add_paragraph(MARK.format(prose.model))
    runs = [
        writer.run(NUMBERS.sub("", one.text), [quotes[number] for number in one.citations]) for one in prose.sentences
    ]
    writer.paper.add_paragraph(*runs)


def _as_answer(material: Material) -> Answer:
    """The material in the form that a model is given: a row a task with its departments, then the passages."""
    rows = [
        AnswerRow(duty.department, "Department", duty.department_id, role=duty.role, evidence=duty.evidence)
        for task in material.tasks
        for duty in task.duties
    ]
    rows += [AnswerRow(one.quote, "Passage", evidence=(one,)) for one in material.passages]
    question = f"概括各文件关于“{material.label}”的主要内容"
    return Answer(question, ANSWERED, "briefing", "", tuple(rows))

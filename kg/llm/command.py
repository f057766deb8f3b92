"""One run of `ask`: the answer, and beside it what a language model makes of it where that is wished."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from kg.answer.failing import or_failure
from kg.answer.model import Answer
from kg.answer.shown.files import to_docx, to_workbook
from kg.calls import write_file
from kg.engine import Engine
from kg.errors import QueryError
from kg.llm.client import ChatModel
from kg.llm.propose import Proposal, Result, check_proposal, propose, run_proposal
from kg.llm.prose import Prose, write_prose


def told(answer: Answer) -> list[str]:
    """An answer for the terminal: how the question was read where that differs, the text, and what may be asked instead."""
    read = [f"按“{answer.read_as}”回答："] if answer.read_as else []
    return [*read, answer.text, *(f"您是想问：{question}" for question in answer.suggestions)]


class Asked:
    """A question with its options; a model is asked when its part is first read."""

    def __init__(self, engine: Engine, question: str, options: Namespace, *, previous: str = "") -> None:
        """`previous`: the question before. Refuses options that do not go together, and a model that is wished for but not configured."""
        self._engine = engine
        self._question = question
        self._previous = previous
        self._options = options
        if options.run_it and not (options.propose or options.cypher):
            raise QueryError("--run 须与 --propose 或 --cypher 同用；请补上其中一个")
        if options.cypher and options.batch is not None:
            raise QueryError("--cypher 不能与 --batch 同用：一条查询只对一个问题；请逐条提问")
        if options.batch is not None and (options.xlsx or options.docx):
            raise QueryError("--batch 不能与 --xlsx、--docx 同用：一个文件只写一个回答；请逐条提问")
        if options.prose or (options.propose and not options.cypher):
            ChatModel.from_settings(engine.settings)

    @cached_property
    def answer(self) -> Answer:
        """The answer, which no model touches; of many questions a fault of the program ends only its own."""
        if self._options.batch is None:
            return self._engine.ask(self._question, previous=self._previous)
        return or_failure(self._question, lambda: self._engine.ask(self._question, previous=self._previous))

    @cached_property
    def prose(self) -> Prose | None:
        """The answer in prose; None where nobody asked for it."""
        return write_prose(self._engine, self.answer) if self._options.prose else None

    @cached_property
    def proposal(self) -> Proposal | None:
        """The query given or proposed, None where nobody asked for one; refuses a given one that may not run."""
        if self._options.cypher:
            given = check_proposal(self._engine, self._options.cypher)
            if given.refused:
                raise QueryError(given.refused)
            return given
        return propose(self._engine, self.answer) if self._options.propose else None

    @cached_property
    def result(self) -> Result | None:
        """The rows of the query where it may run and was told to."""
        if self._options.run_it and self.proposal and self.proposal.can_run:
            return run_proposal(self._engine, self.proposal.cypher)
        return None

    def write_files(self) -> None:
        """The files that the options name."""
        titles = [document.title for document in self._engine.loaded.values()]
        for path, make in ((self._options.xlsx, to_workbook), (self._options.docx, to_docx)):
            if path is not None:
                write_file(path, make(self.answer, datetime.now().astimezone(), titles))

    def to_json(self) -> dict[str, object]:
        """The answer's own fields, `prose` and `proposal` only where asked for."""
        row = self.answer.to_json()
        if self.prose:
            row["prose"] = self.prose.to_json()
        if self.proposal:
            ran = self.result.to_json() if self.result else {}
            row["proposal"] = {**self.proposal.to_json(), "ran": self.result is not None, **ran}
        return row

    def to_text(self) -> str:
        """The answer, then what the model adds, each part under its own heading."""
        return "\n".join([*told(self.answer), *self._prose_lines(), *self._proposal_lines()])

    def _prose_lines(self) -> Iterator[str]:
        if not self.prose:
            return
        yield ""
        if self.prose.text:
            yield f"语言模型（{self.prose.model}）据原文成文，每句已与所引原文核对："
            yield self.prose.text
            cited = {number for one in self.prose.sentences for number in one.citations}
            yield from (f"[{one.number}] {one.citation.official}" for one in self.prose.quotes if one.number in cited)
        if self.prose.note:
            yield f"{self.prose.note}。"
        if self.prose.removed:
            yield "删去的句子："
            yield from (f"　{one.text}（{one.why}）" for one in self.prose.removed)

    def _proposal_lines(self) -> Iterator[str]:
        found = self.proposal
        if not found:
            return
        yield ""
        if found.note:
            yield f"{found.note}。"
        if found.cypher:
            yield f"语言模型（{found.model}）拟的查询：" if found.model else "给出的查询："
            yield found.cypher
        if found.refused:
            yield f"没有运行：{found.refused}。"
        elif found.cypher and not self.result:
            yield "尚未运行；核对后可加 --run --cypher '…' 运行。"
        if self.result:
            yield from self._row_lines(self.result)

    def _row_lines(self, result: Result) -> Iterator[str]:
        yield f"共 {len(result.rows)} 行，由上面的查询得出，不是核定的答案："
        for row in result.rows:
            source = f"（{row.citation.official}：“{row.citation.quote.strip()}”）" if row.citation else ""
            yield "\t".join(row.shown.values()) + source
        if result.left_out:
            yield f"另有 {result.left_out} 行的引文与原文不符，没有列出。"

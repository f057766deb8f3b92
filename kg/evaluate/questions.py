"""Questions: one point each; lists by F1 over the answers, other kinds by the share given, silence where none is right."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow
from kg.evaluate.gold import GoldQuestion
from kg.evaluate.matching import compare_form, is_answer, is_said
from kg.evaluate.metrics import DIGITS, harmonic, mean
from kg.evaluate.model import EXTRA, MISS, PARTIAL, Finding, Part
from kg.ids import make_id

PROSE = 300  # only the first signs of an answer's prose count, so that pasting passages earns nothing
LIST_KINDS = frozenset(
    {
        "department_tasks",
        "task_departments",
        "enterprise_industry",
        "park_industry",
        "enterprise_park",
        "list",
        "policy_basis",
    }
)
FULL = 0.99
SHOWN = 12  # answers shown of a long list
STATUS = {"answered": "已回答", "not_found": "未找到", "ambiguous": "请求澄清"}


def score_questions(gold: Sequence[GoldQuestion], answers: Sequence[Answer]) -> Part:
    """The questions part; `answers[i]` replies to `gold[i]`."""
    points: dict[str, list[float]] = defaultdict(list)
    findings: list[Finding] = []
    for question, answer in zip(gold, answers, strict=True):
        compared = _Compared(question, answer)
        points[question.kind].append(compared.point)
        if compared.point < FULL:
            findings.append(compared.finding())
    figures = {kind: _score(values) for kind, values in sorted(points.items())}
    figures["all"] = _score([point for values in points.values() for point in values])
    return Part("qa", "all", "score", figures, tuple(findings))


def _score(values: Sequence[float]) -> dict[str, float]:
    return {"score": round(mean(values), DIGITS), "n": len(values)}


class _Compared:
    """One answer held against what was wanted."""

    def __init__(self, question: GoldQuestion, answer: Answer) -> None:
        self.question, self.answer = question, answer
        self.rows = answer.answers if answer.status == ANSWERED else ()
        self.forms = [_forms(row) for row in self.rows]
        numbers = question.task_numbers
        self.numbered = bool(numbers) and len(numbers) == len(question.answers)
        given = {str(row.number) for row in self.rows}
        self.accepted = [[compare_form(form) for form in forms] for forms in question.answers]
        self.hits = []
        for place, wanted in enumerate(self.accepted):
            number = numbers[place] if self.numbered else ""
            if number:
                wanted.append(compare_form(f"任务{number}"))
            self.hits.append(
                (bool(number) and number in given) or any(is_answer(forms, wanted) for forms in self.forms)
            )
        self.right = [self._is_right(row, forms) for row, forms in zip(self.rows, self.forms, strict=True)]

    def _is_right(self, row: AnswerRow, forms: Sequence[str]) -> bool:
        by_number = bool(row.number) and str(row.number) in self.question.task_numbers
        return by_number or any(is_answer(forms, wanted) for wanted in self.accepted)

    @property
    def point(self) -> float:
        """What the answer earns, from 0 to 1."""
        if not self.question.answers:
            return float(self.answer.status == NOT_FOUND)
        if self.question.kind in LIST_KINDS:
            return harmonic(mean(self.right), mean(self.hits))
        return mean([hit or self._said(wanted) for hit, wanted in zip(self.hits, self.accepted, strict=True)])

    def _said(self, wanted: Sequence[str]) -> bool:
        prose = self.answer.text[:PROSE] if self.answer.status == ANSWERED else ""
        return any(is_said(form, unicodedata.normalize("NFKC", prose)) for form in wanted)

    def finding(self) -> Finding:
        """What was wanted, what came, what is missing and what is too much."""
        question, point = self.question, self.point
        usual = [forms[0] for forms in question.answers]
        lacking = [
            name
            for name, hit, wanted in zip(usual, self.hits, self.accepted, strict=True)
            if not hit and (question.kind in LIST_KINDS or not self._said(wanted))
        ]
        surplus = [row.name for row, right in zip(self.rows, self.right, strict=True) if not right]
        shown = {
            "应答": "；".join(usual) or "规划中没有，应回答“未找到”",
            "系统": STATUS.get(self.answer.status, self.answer.status) + "：" + self.answer.text[:PROSE],
            "缺少": "；".join(lacking),
            "多出": _shortened(surplus) if question.kind in LIST_KINDS or not usual else "",
        }
        documents = "、".join(dict.fromkeys(document for document, _ in question.evidence))
        return Finding(
            make_id("question", question.id, question.question),
            question.kind,
            EXTRA if not usual else PARTIAL if point else MISS,
            f"{question.id} {question.question}",
            documents,
            "\n".join(text for _, text in question.evidence),
            lines=tuple((label, text) for label, text in shown.items() if text),
            point=round(point, DIGITS),
        )


def _forms(row: AnswerRow) -> list[str]:
    """Compare forms of an answer's name, its aliases and its value with unit."""
    forms = [row.name, *row.aliases]
    if row.value not in (None, ""):
        forms.append(f"{row.value}{row.unit or ''}")
    return [compare_form(form) for form in forms if form]


def _shortened(names: Sequence[str]) -> str:
    more = f"……等 {len(names)} 项" if len(names) > SHOWN else ""
    return "；".join(names[:SHOWN]) + more

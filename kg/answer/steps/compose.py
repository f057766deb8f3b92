"""Questions of both halves, 「既…又…的企业」, over the lists of several plans, and of several sentences."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.described import HOLDING
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import Question
from kg.answer.asked.reading import with_citations
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow
from kg.answer.steps.keeping import beside, plans_after
from kg.records import Document

BOTH = re.compile(
    r"(?P<head>.*?)(?:既|不仅|不但)(?:是|又是|有)?(?P<first>.+?)[，,、]?(?:又|也|还|而且|同时)(?:是)?(?P<second>[^？?]+)"
)
HEAD_NOUN = re.compile(r"(?:哪|什么|几|多少)[些个家几]*(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=$|是|有)")
# “十四五”规划点名的甲业龙头里，哪一家后来成了乙: firms of one list, of which another list is asked.
AMONG = re.compile(
    r"(?P<head>[^？?]{4,}?)(?:的)?(?:企业|公司)?(?:里面|里边|里|之中|当中|中间|中)[，,]?(?:有|又有)?哪(?:一|几|两)?[家些个](?:企业|公司)?(?P<tail>[^？?]{3,})"
)
WHICH = re.compile(
    r"哪(?:些|一?家|几家|一?个)(?:企业|公司)?(?:是|属于)?(?P<head>[^？?，,]{4,}?)[，,]?(?P<tail>(?:后来|如今)[^？?]{3,})"
)
LATER = re.compile("后来|如今|现在|日后|之后")
AGAIN = re.compile("后来|如今|现在|日后|之后|[又也还]|同时|已经?")
CONDITION = re.compile("[、，,；](?=[^、，,；]*(?:[又也还]|同时|后来|如今))")
NAMED = re.compile("(?:所|被)?(?:点名|点到|提到|写到|列出|列名)的?|时期?的")
LEADING = re.compile("(?:龙头|链主|骨干|领军)$")
# 在某清单里有在建项目, 有项目列入某清单, 进了某清单
PROJECT = re.compile(
    r"(?:有(?:没有)?|承担了?|建设了?|实施了?)(?P<kind>[^，。？有]{0,14}?项目)(?=[，。？]|$|是|叫)"
    r"|(?:有项目)?(?:被?列[入进]|进入|纳入|入选|(?<![先推引促改])进)了?(?P<list>[^，。？]{0,16}(?:项目(?:清单|库|表)|附件[^，。？]{0,16}))"
)
OF_LIST = re.compile(
    f"{HOLDING}|(?:龙头|链主|骨干|领军)(?:企业)?$"
)  # tells a list of firms, and no place or kind of them
STAGES = re.compile("在建|在谈|储备|新建|拟建|续建|重点|重大|主要|项目|的")
WHAT = re.compile("(?:什么|哪[些个几]+|叫)[^，。？]{0,6}(?:项目|名)|项目[^，。？]{0,4}(?:什么|哪[些个几]+)$")
SHORTEST, LONGEST = 2, 20  # characters of a firm's name
FEWEST = 2
MOST = 6  # firms that all conditions may share
MANY = 15  # firms of one list of which those with a project are asked for
Answering = Callable[[str], Answer]
Listed = tuple[Answer, list[AnswerRow]]


def several(text: str, answers: Sequence[Answer]) -> Answer:
    """The answers to a question of several sentences as one: answered where any is, each refusal still said."""
    good = [one for one in answers if one.status == ANSWERED]
    rows = tuple(row for one in good for row in one.answers)
    return replace((good or answers)[0], question=text, text=" ".join(one.text for one in answers), answers=rows)


def in_both(text: str, answering: Answering) -> Answer | None:
    """「哪家企业既是甲，又获评乙」: the rows that answer both halves."""
    match = BOTH.search(text)
    if not match:
        return None
    noun = HEAD_NOUN.search(match["head"])
    what = noun["noun"] if noun else "企业"
    halves = [answering(f"{half.strip('，, 的')}的{what}有哪些？") for half in (match["first"], match["second"])]
    if any(half.status != ANSWERED for half in halves):
        return None
    shared = [(left, right) for left in halves[0].answers for right in halves[1].answers if _same(left, right)]
    if not shared:
        return None
    rows = tuple(
        replace(left, evidence=tuple(dict.fromkeys((*left.evidence, *right.evidence)))) for left, right in shared
    )
    names = "、".join(dict.fromkeys(row.name for row in rows))
    return replace(halves[0], question=text, text=f"{names}。{halves[0].text}{halves[1].text}", answers=rows)


def _otherwise(row: AnswerRow, lists: Sequence[Listed]) -> str:
    """How another list writes a firm whose name it only begins: （另一处写作“甲”）."""
    first = next((one for one in lists[0][1] if one.name == row.name), row)
    written = [one.name for _, rows in lists[1:] for one in rows if one.name in row.aliases and not _same(first, one)]
    return "".join(f"（另一处写作“{name}”）" for name in dict.fromkeys(written))


def _same(left: AnswerRow, right: AnswerRow) -> bool:
    if left.entity_id and left.entity_id == right.entity_id:
        return True
    forms = {fold(name) for name in (left.name, *left.aliases)}
    return bool(forms & {fold(name) for name in (right.name, *right.aliases)})


@dataclass(frozen=True)
class Shared:
    """Finds what the lists of several plans share; `one` answers a question in one step, `quoted` by sentences alone."""

    names: NameIndex
    documents: Mapping[str, Document]
    read: Callable[[str], Question]
    one: Callable[[Question], Answer]
    quoted: Callable[[Question], Answer | None]

    def answer(self, text: str) -> Answer | None:
        """The rows of both halves of 既…又…, or the firms that are in all lists, with what is asked of them; None where the question sets no lists against each other.

        Each condition keeps to its own plan, 后来 to a later one; what has no list, or is in none of both, is said.
        """
        if halves := in_both(text, lambda half: self.one(self.read(half))):
            return halves
        match = AMONG.fullmatch(text.rstrip("？? ")) or WHICH.fullmatch(text.rstrip("？? "))
        tail, *asks = re.split("[，,；]", match["tail"]) if match else [""]
        conditions = CONDITION.split(match["head"]) if match else []
        project = PROJECT.search(tail)
        alone = bool(project) and len(conditions) == 1
        lists, silent = self._lists(conditions if project else [*conditions, tail], alone=alone)
        if len(lists) + bool(silent) < (1 if alone else FEWEST):
            return None
        told = "".join(reply.text for reply, _ in lists)
        if silent:
            return Answer(text, NOT_FOUND, "open", f"没有找到“{silent}”的企业名单。{told}")
        shared = lists[0][1]
        for _, rows in lists[1:]:
            shared = [both for row in shared for other in rows if (both := self._joined(row, other))]
        if alone and len(shared) > MANY:
            return None
        if not alone and not 0 < len(shared) <= MOST:
            return Answer(text, NOT_FOUND, "open", f"没有找到同时在这几份名单里的企业。{told}")
        rows, parts = shared, list[Answer | None]()
        if project:
            rows, parts = self._with_projects(shared, tail, project, asks or ([] if alone else ["进展如何"]))
        elif asks:
            parts = [self._of(row, row.name, ask) for row in shared for ask in asks]
        if not rows or any(part is None for part in parts):
            names = "、".join(row.name for row in shared)
            return Answer(
                text, NOT_FOUND, "open", f"{'' if alone else '同时在这几份'}名单里的有{names}，其余所问没有找到。{told}"
            )
        replies = [part for part in parts if part]
        made = tuple(dict.fromkeys((*rows, *(row for reply in replies for row in reply.answers))))
        names = "、".join(f"{row.name}{f'（{row.note}）' if alone else _otherwise(row, lists)}" for row in rows)
        first = with_citations(f"{names}。", rows) if alone else f"{names}。"
        said = f"{first}{''.join(dict.fromkeys(reply.text for reply in replies))}{told}"
        return replace(lists[0][0], question=text, text=said, answers=made)

    def _lists(self, conditions: Sequence[str], *, alone: bool = False) -> tuple[list[Listed], str]:
        """The firms of each condition from its own plans, and the first condition that has no list; nothing where all are of one plan.

        What is `alone` may be of any plan.
        """
        found: list[Listed] = []
        first: tuple[str, ...] = ()
        for condition in conditions:
            said = AGAIN.sub("", NAMED.sub("", condition)).strip("的是，, ").removesuffix("企业")
            question = self.read(f"{said}{'' if LEADING.search(said) else '的'}企业有哪些？")
            later = plans_after(first, self.documents) if LATER.search(condition) else ()
            keys = question.documents or question.timely or later or (tuple(self.documents) if alone else ())
            own = beside(first, self.documents)
            keys = tuple(key for key in keys if not first or key in own)
            if not keys or keys == first:
                return [], ""
            listed = self._list(replace(question, documents=keys, timely=()), keys)
            if not listed:
                return found, condition if found or (alone and OF_LIST.search(condition)) else ""
            first = first or keys
            found.append(listed)
        return found, ""

    def _list(self, question: Question, keys: Sequence[str]) -> Listed | None:
        """The firms that an answer lists from these plans, by facts or else by a sentence."""
        for reply in (self.one(question), self.quoted(question)):
            rows = [
                row
                for row in (reply.answers if reply and reply.status == ANSWERED else ())
                if row.type in ("Enterprise", "Item", "Passage")
                and SHORTEST <= len(row.name) <= LONGEST
                and not re.search("[，。；]", row.name)
                and any(one.document_id in keys for one in row.evidence)
            ]
            if reply and rows:
                return reply, rows
        return None

    def _joined(self, row: AnswerRow, other: AnswerRow) -> AnswerRow | None:
        """Two rows of one firm as one; a name that begins another's (甲, 甲生活) only where no other firm's begins so."""
        if not _same(row, other) and not self._begins(row.name, other.name):
            return None
        aliases = dict.fromkeys((*row.aliases, other.name, *other.aliases))
        aliases.pop(row.name, None)
        evidence = tuple(dict.fromkeys((*row.evidence, *other.evidence)))
        return replace(row, aliases=tuple(aliases), evidence=evidence)

    def _begins(self, left: str, right: str) -> bool:
        short, long = sorted((fold(left), fold(right)), key=len)
        known = [
            {form for form in map(fold, (one.name, *one.aliases)) if form.startswith(short)}
            for one in self.names.entities
            if one.type == "Enterprise"
        ]
        others = [
            forms
            for forms in known
            if forms - {short} and not any(form.startswith(long) or long.startswith(form) for form in forms)
        ]
        return len(short) >= SHORTEST and long.startswith(short) and not others

    def _with_projects(
        self, shared: Sequence[AnswerRow], tail: str, project: re.Match[str], asks: Sequence[str]
    ) -> tuple[list[AnswerRow], list[Answer | None]]:
        """The firms that have a project of the list, stage and name that the tail tells, and what is asked of it."""
        rows, parts = [], []
        kind = project["kind"] or "项目"
        where = project["list"] or AGAIN.sub("", tail[: project.start()]).removeprefix("在")
        listed = self.one(self.read(f"{where}的{kind}有哪些？".lstrip("的")))
        words = self.read(STAGES.sub("，", kind)).words if STAGES.sub("", kind) else ()
        known = {
            one.entity_id
            for one in listed.answers
            if one.type == "Project" and all(word in fold(one.name) for word in words)
        }
        for row in shared:
            reply = self.one(self.read(f"{row.name}有哪些项目？"))
            made = [one for one in reply.answers if one.type == "Project" and one.entity_id in known]
            if made:
                note = "、".join(one.name for one in made)
                evidence = tuple(dict.fromkeys((*row.evidence, *(cited for one in made for cited in one.evidence))))
                rows.append(replace(row, note=note, evidence=evidence))
                parts += [self._of(one, one.name, ask) for one in made for ask in asks if not WHAT.search(ask)]
        return rows, parts

    def _of(self, row: AnswerRow, name: str, ask: str) -> Answer | None:
        """What is asked of a thing; None where no answer has to do with it."""
        reply = self.one(self.read(f"{name}{AGAIN.sub('', ask)}？"))
        forms = [fold(form) for form in (name, *row.aliases)]
        held = [fold("".join((one.name, *(part.quote for part in one.evidence)))) for one in reply.answers]
        is_of = reply.status == ANSWERED and any(form in text for form in forms for text in held)
        return reply if is_of else None

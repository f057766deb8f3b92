"""Questions of both halves, 「既…又…的企业」, over the lists of several plans, and of several sentences."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.described import HOLDING
from kg.answer.asked.intents import Asking
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
AMONG_BEHIND = re.compile(  # 代表企业里，同时又是龙头的有哪些
    r"(?P<head>[^？?]{4,}?)(?:里面|里|之中|当中|中)[，,]?(?P<tail>(?:同时|[又也还])[^？?，,]{2,}?)的?(?:企业)?(?:都)?[是有](?:哪[些几]家?|谁)(?:企业)?"
)
WHICH = re.compile(
    r"(?P<of>[^？?，,]*?)哪(?:些|一?家|几家|一?个)(?:企业|公司)?(?:是|属于)?(?P<head>[^？?，,]{4,}?)[，,]?(?P<tail>(?:后来|如今|[也又还]是|同时(?:也|又|还)?是)[^？?]{3,})"
)
# 甲业的代表企业和龙头企业里，两边都有的: two lists asked at once, mostly of one plan.
FIRMS = "(?:企业|公司|龙头|链主)(?:名单)?"
SIDES = re.compile(
    rf"(?P<first>[^？?，,]{{3,}}?{FIRMS})(?:[和与跟同、及]|以及)(?P<second>[^？?，,]{{2,}}?{FIRMS})[里中]?[，,]?"
    r"(?:[^？?]{0,6}(?:(?:两(?:边|者|份|个|处)(?:名单)?|二者|双方)[^？?]{0,2}都|都(?:有的|在|出现|上榜|列|入选)|同时(?!期)|重合|重叠|交集|共有|共同的)[^？?]*)"
)
# 哪家瞪羚企业在甲园有在建项目, 在甲园有在建项目的瞪羚企业是哪家: who holds an honour, and a list of projects.
BUILDER = (
    re.compile(
        r"哪(?:一?家|些|几家)(?P<head>[^，？?]{2,16}?)(?:企业|公司)(?P<tail>在[^，？?]{2,18}?有[^，？?哪]{0,6}项目)"
    ),
    re.compile(
        r"(?P<tail>在[^，？?]{2,18}?有[^，？?哪]{0,6}项目)的(?P<head>[^，？?的]{2,16}?)(?:企业|公司)(?:是|有)(?:哪|谁).*"
    ),
)
AT_ONCE = re.compile("[又也]|同时|还是")  # of one plan too
LATER = re.compile("后来|如今|现在|日后|之后")
AGAIN = re.compile("后来|如今|现在|日后|之后|[又也还]|同时|已经?")
CONDITION = re.compile("[、，,；](?=[^、，,；]*(?:[又也还]|同时|后来|如今))")
NAMED = re.compile("(?:所|被)?(?:点名|点到|提到|写到|列出|列名)的?|时期?的")
LEADING = re.compile("(?:龙头|链主|骨干|领军|代表)$")
BEING = re.compile(  # 到“十五五”又被列为链主: the 链主 of “十五五”
    "(?:到|是|属于|被?(?:列为|列作|点名为|称为|视为|当作)|成[为了])了?(?=[^，]{0,12}(?:龙头|链主|骨干|领军|代表)(?:企业)?$)"
)
UNTOLD_ROLE = re.compile("规划没有写明谁是")  # the firms of an industry are not those of the asked role
# 在某清单里有在建项目, 有项目列入某清单, 进了某清单
PROJECT = re.compile(
    r"(?:有(?:没有)?|承担了?|建设了?|实施了?)(?P<kind>[^，。？有]{0,14}?项目)(?=[，。？]|$|是|叫)"
    r"|(?:有项目)?(?:被?列[入进]|进入|纳入|入选|(?<![先推引促改])进)了?(?P<list>[^，。？]{0,16}(?:项目(?:清单|库|表)|附件[^，。？]{0,16}))"
)
OF_LIST = re.compile(f"{HOLDING}|(?:龙头|链主|骨干|领军|代表)(?:企业)?(?:名单)?$")  # of firms, of no place or kind
STAGES = re.compile("在建|在谈|储备|新建|拟建|续建|重点|重大|主要|项目|的")
WHAT = re.compile("(?:什么|哪[些个几]+|叫)[^，。？]{0,6}(?:项目|名)|项目[^，。？]{0,4}(?:什么|哪[些个几]+)$")
SHORTEST, LONGEST = 2, 20  # characters of a firm's name
FEWEST, MOST, MANY = 2, 6, 15  # lists; firms that all may share; firms of one list of which some have a project
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
    asking: Asking
    documents: Mapping[str, Document]
    read: Callable[[str], Question]
    one: Callable[[Question], Answer]
    quoted: Callable[[Question], Answer | None]

    def answer(self, text: str) -> Answer | None:
        """The rows of both halves of 既…又…, or the firms that are in all lists, with what is asked of them; None where the question sets no lists against each other.

        Each condition keeps to its own plan, 后来 to a later one; what has no list, or is in none of both, is said.
        """
        conditions, tail, asks = self._conditions(text)
        at_once = bool(conditions) and (not tail or bool(AT_ONCE.search(tail))) and self._are_lists(conditions)
        if not at_once and (halves := in_both(text, lambda half: self.one(self.read(half)))):
            return halves
        project = PROJECT.search(tail)
        alone = bool(project) and len(conditions) == FEWEST
        conditions = conditions[:-1] if project else conditions
        lists, silent = self._lists(conditions, alone=alone, at_once=at_once)
        if len(lists) + bool(silent) < (1 if alone or at_once else FEWEST):
            return None
        told = "".join(reply.text for reply, _ in lists)
        if silent:
            return Answer(text, NOT_FOUND, "open", f"没有找到“{silent}”的企业名单。{told}")
        shared = lists[0][1]
        for _, rows in lists[1:]:
            shared = [joint for row in shared for other in rows if (joint := self._joined(row, other))]
        if alone and len(shared) > MANY:
            return None
        if not alone and not 0 < len(shared) <= (MANY if at_once else MOST):
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
        first = f"同时在{len(lists)}份名单里的有{len(rows)}家：{first}" if at_once else first
        said = f"{first}{''.join(dict.fromkeys(reply.text for reply in replies))}{told}"
        return replace(lists[0][0], question=text, text=said, answers=made)

    def _conditions(self, text: str) -> tuple[list[str], str, list[str]]:
        """The conditions that a question sets, the last of them where it is told behind the others, and what is asked besides."""
        cut = text.rstrip("？? ")
        both = BOTH.fullmatch(cut)
        sides = SIDES.fullmatch(cut) or (both if both and "哪" in both["head"] else None)
        if sides and self._are_lists(told := [sides["first"], sides["second"]]):
            return told, "", []
        built = next(filter(None, (one.fullmatch(cut) for one in BUILDER)), None)
        if built and self.read(f"{built['head']}企业").entities(["Title"]):
            return [f"{built['head']}企业", built["tail"]], built["tail"], []
        match = AMONG.fullmatch(cut) or AMONG_BEHIND.fullmatch(cut) or WHICH.fullmatch(cut)
        if not match:
            return [], "", []
        tail, *asks = re.split("[，,；]", match["tail"])
        return [*CONDITION.split(f"{match.groupdict().get('of') or ''}{match['head']}"), tail], tail, asks

    def _are_lists(self, conditions: Sequence[str]) -> bool:
        """Whether there are several conditions and each tells a list of firms: by their part in an industry, by an honour."""
        told = (OF_LIST.search(one) or self.read(one).entities(["Title"]) for one in conditions)
        return len(conditions) >= FEWEST and all(told)

    def _lists(
        self, conditions: Sequence[str], *, alone: bool = False, at_once: bool = False
    ) -> tuple[list[Listed], str]:
        """The firms of each condition from its own plans, and the first condition that has no list; nothing where all are of one plan.

        What is `alone` may be of any plan, what is asked `at_once` of one and the same.
        """
        found: list[Listed] = []
        first: tuple[str, ...] = ()
        for condition in conditions:
            said = BEING.sub("", AGAIN.sub("", NAMED.sub("", condition)).removesuffix("名单"))
            said = said.strip("的是，, ").removesuffix("企业")
            said = f"{self._of_others(condition, conditions) if at_once else ''}{said}"
            question = self.read(f"{said}{'' if LEADING.search(said) else '的'}企业有哪些？")
            later = plans_after(first, self.documents) if LATER.search(condition) else ()
            own = question.documents or question.timely or later
            keys = own or (tuple(self.documents) if alone or at_once else ())
            near = beside(first, self.documents)
            keys = tuple(key for key in keys if not first or key in near)
            if not keys or (keys == first and not at_once):
                return [], ""
            scope = own if at_once else keys
            listed = self._list(replace(question, documents=scope, timely=()), keys)
            if not listed:
                return found, condition if found or at_once or (alone and OF_LIST.search(condition)) else ""
            first = first or keys
            found.append(listed)
        return found, ""

    def _of_others(self, condition: str, conditions: Sequence[str]) -> str:
        """The place and the industry that another condition of the same time names and this one leaves out."""
        own, said = self.read(condition), ""
        kinds = ["Region", *(["Industry"] if LEADING.search(condition.removesuffix("企业")) else [])]
        for kind in kinds if not (own.periods or LATER.search(condition)) else ():
            links = [link for one in conditions for link in self.read(one).links if link.of_type([kind])]
            said += links[0].text if links and not own.entities([kind]) else ""
        return said

    def _list(self, question: Question, keys: Sequence[str]) -> Listed | None:
        """The firms that an answer lists from these plans, by facts or else by a sentence."""
        for reply in (self.one(question), self.quoted(question)):
            if reply and (UNTOLD_ROLE.match(reply.text) or not self._is_of_rank(question.text, reply)):
                continue
            rows = [
                row
                for row in (reply.answers if reply and reply.status == ANSWERED else ())
                if row.type in ("Enterprise", "Item", "Passage")
                and SHORTEST <= len(row.name) <= LONGEST
                and not re.search("[，。；、]", row.name)
                and any(one.document_id in keys for one in row.evidence)
            ]
            if reply and rows:
                return reply, rows
        return None

    def _is_of_rank(self, asked: str, reply: Answer) -> bool:
        """Whether a sentence that is to tell leaders, or representatives, calls any so; facts were looked for by their rank."""
        rank = next((one for one in self.asking.ranks if one.search(asked)), None)
        told = (one.quote for row in reply.answers for one in row.evidence)
        return bool(reply.query) or rank is None or any(map(rank.search, told))

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

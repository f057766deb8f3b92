"""「由甲牵头，乙、丙配合，做某事」 in running text: what is led is the task."""

import re

from kg.extract.context import Facts, Sentence
from kg.extract.linking import Linker
from kg.extract.tasks.concerns import Concerns
from kg.extract.tasks.measures import NUMBERING
from kg.extract.tasks.roles import OPEN, RoleReader
from kg.records import Mention

EXTRACTOR = "note"
COMMA = re.compile(r"[，,]")
CLAUSE = re.compile(r"[，。；,;]")
CUE = re.compile(
    r"(?P<lead>牵头(?:负责|组织)?(?:[，,]?并?会同(?!县))?|会同)(?P<past>了)?(?!的|[一-龥]{2}的|人(?!民|行)|单位|部门|企业|作用)|(?P<own>(?<![具总])负责)(?!任|制|人|同|的|[^，。；]{2,24}的(?:部门|机构|单位))"
)
PARTNERS = re.compile(r"^[^，。；]{0,24}?(?:部门|单位|机构)(?:和单位)?")  # behind 会同, no names
SUPPORT = re.compile(r"配合|协同|协助|参与|协办")
DUTY = re.compile(r"负责|分工|落实")
TIME = r"(?:于|在|到|至)?20\d{2}年(?:\d{1,2}月)?[底末初]?(?:之?前)?"
GAP = re.compile(
    rf"(?:{TIME}|[（(][^（()）]*[）)]|等(?:\d+个)?(?:相关|有关)?(?:部门|单位)?|共同|具体|分别|应当|要|将|联合|[、和（）()])*"
)
PAST = re.compile(
    r"^(?:已|累计|先后|圆满|成功)|^[^，。；]{0,4}[一-龥]了|[？?]$"
)  # what was done or is asked is no task
REPORTED = re.compile(r"^(?:今天|昨天|日前|近日|今日|昨日)")  # news of what was done
ANY_SUCH = re.compile(
    r"^[^，、]{0,8}[省市县乡镇]级(?:以上)?(?:地方)?(?:各级)?人民政府|^乡（镇）|^乡镇"
)  # whichever it is: nobody's name
# 甲负责指标监测，|2028年由|乙牵头中期评估: a clause of its own.
OPENING = re.compile(rf"(?:^|[，。；,;])(?:[一二三四五]是|同时|其中|并|另)?(?:{TIME})?，?由?$")
MARKS = "，,、。；; "
# What still speaks of roles before the task begins: 按职责分工配合，推进…
ROLES_SAID = re.compile(
    r"^[^，。；]{0,8}?(?:按职责分工|配合|协同|协助|参与|协办|负责|分工)+(?:[，,]|(?=落实|推进|实施|开展)|$)"
)
ONLY_VERBS = re.compile(r"(?:负责|牵头|组织|实施|落实|推进|具体|共同|联合|抓好|开展)*")
# What all others do, behind a comma: …，各区人民政府具体落实.
OTHERS_DO = re.compile(
    r"[，,][^，。；]{0,8}各[^，。；]{0,20}(?:部门|单位|政府|管委会|街道|乡镇)[^，。；]{0,6}(?:配合|协同|参与|落实|负责|实施)(?=[，。；]|$)"
)
ROUTINE = re.compile(r"(?:负责)?解释|日常工作|具体工作|相关工作|有关工作|统筹协调工作|办公室")
ROUTINE_START = re.compile(rf"^(?:{ROUTINE.pattern})")
# What is told of a document's making is no task but the drafting itself.
# What a note says of the plan that it explains: 《规划》将任务分解为26项. Behind it a task may yet stand.
REPORTS = re.compile(
    r"^(?:[^，。；《》]{0,6}[，,])?《[^》]+》(?:还|也|共|分别|重点|进一步|在[^，。；]{1,16})*(?:将|把|从|提出|明确|确定|规定|要求|部署|安排|设置|设立|分为|分解|列出|强调)"
)
TOLD = re.compile(r"背景|过程|依据|回顾|成效|成就|现状|形势|进展|起草|编制情况")  # chapters on what has been
EXPLAINS = re.compile(r"现(?:作|就|将)[^，。]{0,12}说明")
# 由甲会同乙设立，首期…: what is set up is what the paragraph is headed with.
SETS_UP = re.compile(
    r"(?P<act>(?:共同|联合)?(?:发起)?(?:设立|组建|建设|筹建|创建|成立|举办|开发|编制|制定))(?=[，；。]|$)"
)
PARTNERS_TOO = ("Enterprise", "Institution")  # who helps beside departments
# 评估由甲会同乙组织开展，…: what is done stands before 由, and behind it only the verb.
OBJECT = re.compile(r"(?:^|[，。；])(?P<what>[^，。；]{2,30})由$")
ONLY_ACT = re.compile(
    r"(?:，?(?:联合|会同)[^，。；]{2,30}?|，?共同|负责|具体|牵头)*(?P<act>组织(?:开展|实施|编制|落实)|开展|编制|起草|制定|实施|建设|承建|共建|推进|修订|管理|运营|维护)(?=[，。；]|$)"
)
OWN_PAPER = re.compile(
    r"本?(?:规划|纲要|方案|行动计划|计划|意见|办法|细则|报告)$"
)  # how the document itself came about
# …，2026—2028年实施: only when; what is done is the title that the line opens with.
ONLY_WHEN = re.compile(
    r"(?:(?:计划|力争|预计|于|在|到|至)*(?:20\d\d年?[—–~～至-]*)+(?:\d{1,2}月)?(?:[底末]|年底)?(?:之?前|以前|内|起|期间)?(?:全面|基本|分[期年]|陆续)?"
    r"(?:组织)?(?:实施|建设|完成|建成|启动|开工|投产|投用|竣工|推进|落实|见效)*[，,。；]?)+"
)
TITLE = re.compile(r"[^，。；：:]{4,36}(?=[：:])")
OWN_MAKING = re.compile(
    r"^本(?:规划|纲要|方案|行动计划|计划|意见|办法|细则|措施)|关于(?:印发|公布|转发)|[，,](?:规划|实施)期限?(?:为|是)"
)
DRAFTED = re.compile(r"(?:起草|编制|制定|制订|研究)+了?(?P<title>《[^》]+》)")


class LeadReader:
    """Finds in a sentence who leads what: by the list of bodies that begins it, else by what stands before 牵头."""

    def __init__(self, roles: RoleReader, linker: Linker, facts: Facts, concerns: Concerns) -> None:
        self._roles = roles
        self._linker = linker
        self._facts = facts
        self._concerns = concerns

    def read(self, sentence: Sentence, told: frozenset[str]) -> None:
        """States it; `told`: the bodies that the note of the sentence's own measure names already."""
        if not CUE.search(sentence.text) or self._read_list(sentence, told):
            return
        departments = [m for m in sentence.of("Department") if not ANY_SUCH.search(m.text)]
        if departments and not REPORTED.match(sentence.text):
            self._read_cues(sentence, departments, told)

    def _read_list(self, sentence: Sentence, told: frozenset[str]) -> bool:
        """由甲牵头，乙、丙配合，|做某事: whether the sentence begins so."""
        if sentence.text[:1] in OPEN:
            return False
        ends = [mark.end() for mark in COMMA.finditer(sentence.text)]
        end = next((end for end in reversed(ends) if self._roles.is_list(sentence.text[: end - 1], sure=True)), 0)
        name = sentence.text[end:].strip(MARKS) if end else ""
        if len(name) < 6 or any(told_else.search(name) for told_else in (ROUTINE_START, PAST, ROLES_SAID, CUE)):
            return False
        items = self._roles.bodies(sentence.text[:end])
        bodies = [self._linker.department(item.name, short=item.other) for item in items]
        if not items or all(body.id in told for body in bodies):
            return False
        for item in items:
            self._linker.body(item, sentence.start, self._facts)
        self._write(name, sentence, [(body.id, item.role or "责任") for item, body in zip(items, bodies, strict=True)])
        return True

    def _read_cues(self, sentence: Sentence, departments: list[Mention], told: frozenset[str]) -> None:
        """Where a body stands right before 牵头, 负责 or 会同."""
        text = sentence.text
        led = [(cue, led_by(sentence, departments, sentence.start + cue.start())) for cue in CUE.finditer(text)]
        led = [
            (cue, leaders)
            for cue, leaders in led
            if not all(mention.entity_id in told for mention in leaders) and not _is_quoted(text, cue.start())
        ]
        several = len(led) > 1 and all(has_own_part(sentence, cue, leaders) for cue, leaders in led)
        ends = [leaders[0].start for _, leaders in led[1:]] if several else []
        for (cue, leaders), end in zip(led, [*ends, *[sentence.end] * len(led)], strict=False):
            others = [
                told for told in partners(sentence, departments, sentence.start + cue.end()) if told[0].start < end
            ]
            behind = min((m.start - sentence.start for m, _ in others), default=0)
            last = max((m.end - sentence.start for m, _ in others), default=cue.end())
            roles = (leaders[0].start - sentence.start, _past_partner(sentence, cue, last))
            name = led_between(text[cue.end() : behind]) or task_name(sentence, cue, roles, several=several)
            if len(name) < 4:
                continue
            role = "牵头" if cue["lead"] else "责任"
            self._write(name, sentence, [(m.entity_id, own) for m, own in [*((m, role) for m in leaders), *others]])
            if not several:
                return

    def _write(self, name: str, sentence: Sentence, bodies: list[tuple[str, str]]) -> None:
        task = self._linker.task(name, group=sentence.section.heading, start=sentence.start)
        task = self._facts.add_entity(task)
        evidence = self._facts.of_sentence(sentence, EXTRACTOR)
        for body_id, role in bodies:
            self._facts.relate("RESPONSIBLE_FOR", body_id, task.id, evidence, role=role)
        start = sentence.start + max(sentence.text.find(name), 0)
        self._concerns.state(task, start, start + len(name), evidence, self._facts)


def _is_quoted(text: str, place: int) -> bool:
    """Whether quotation marks are open there: 健全“甲牵头、乙配合”的机制 tells of a way of working, no task."""
    return text.count("“", 0, place) > text.count("”", 0, place)


def _past_partner(sentence: Sentence, cue: re.Match[str], last: int) -> int:
    """Where what is done begins: behind the firm or institute that stands right behind 会同."""
    if not cue.group().endswith("会同") or last != cue.end():
        return last
    return next((m.end - sentence.start for m in sentence.of(*PARTNERS_TOO) if m.start == sentence.start + last), last)


def led_by(sentence: Sentence, departments: list[Mention], place: int) -> list[Mention]:
    """The bodies of the list that ends right before a cue; none where other words stand between."""
    found: list[Mention] = []
    for mention in reversed([m for m in departments if m.end <= place]):
        if not GAP.fullmatch(sentence.text[mention.end - sentence.start : place - sentence.start]):
            break
        found.insert(0, mention)
        place = mention.start
    return found


def partners(sentence: Sentence, departments: list[Mention], place: int) -> list[tuple[Mention, str]]:
    """The bodies behind a cue that a word in their own clause makes partners or answerable."""
    found = []
    for mention in departments:
        if mention.start < place:
            continue
        clause = CLAUSE.split(sentence.text[mention.end - sentence.start :])[0]
        if (
            sentence.text[place - sentence.start - 2 : place - sentence.start] == "会同"
            and not CLAUSE.search(sentence.text[place - sentence.start : mention.start - sentence.start])
        ) or SUPPORT.search(clause):
            found.append((mention, "配合"))
        elif DUTY.search(clause[:16]):
            found.append((mention, "责任"))
    return found


def has_own_part(sentence: Sentence, cue: re.Match[str], leaders: list[Mention]) -> bool:
    """Whether a clause gives its own body something to do: 甲负责资金保障，乙负责监督检查; not 由甲牵头，乙负责资金保障."""
    part = CLAUSE.split(sentence.text[cue.end() :])[0]
    opens = bool(leaders) and OPENING.search(sentence.text[: leaders[0].start - sentence.start])
    return bool(opens) and len(part) > 1 and not ONLY_VERBS.fullmatch(part)


def led_between(text: str) -> str:
    """What stands between who leads and who helps: 甲牵头|制定管理办法，|乙配合; '' for marks and for other verbs."""
    first = CLAUSE.split(text)[0] if CLAUSE.search(text) else ""
    return first if len(first) >= 4 and not ONLY_VERBS.fullmatch(first) and not PAST.search(first) else ""


def _heading_name(sentence: Sentence) -> str:
    """The name that the heading over a sentence consists of; '' where it says anything else."""
    heading = NUMBERING.sub("", sentence.section.heading).strip(MARKS)
    return heading if any(mention.text == heading for mention in sentence.heading_mentions) else ""


def _titling_work(sentence: Sentence) -> str:
    """The project or platform whose name is the title of the sentence's own line; '' where there is none."""
    title = next(iter(sentence.heading_mentions), None)
    return title.text if title and title.type in ("Project", "Platform") else ""


def task_name(sentence: Sentence, cue: re.Match[str], roles: tuple[int, int], *, several: bool = False) -> str:
    """What is led: the words behind the roles, else those before; '' for routine work and for what is past.

    `roles`: where they begin and end; `several`: the sentence gives each of several bodies its part, so that only the cue's own clause counts.
    """
    text, (first, last) = sentence.text, roles
    end = CLAUSE.search(text, cue.end()) if several else None
    text = text[: end.start()] if end else text
    drafted = DRAFTED.search(text, cue.end())
    if drafted:
        return drafted.group().replace("了《", "《")
    if cue["past"] or EXPLAINS.search(text) or any(TOLD.search(heading) for heading in sentence.section.path):
        return ""
    if several:
        part = text[last if cue.group().endswith("会同") and last < len(text) else cue.end() :]
        return "" if ROUTINE.match(part) else part
    behind = PARTNERS.sub("", text[last:]) if cue.group().endswith("会同") and last == cue.end() else text[last:]
    if (what := OBJECT.search(text[:first])) and (act := ONLY_ACT.match(behind)):
        own = OWN_PAPER.search(what["what"])
        return "" if own else f"{act['act']}{NUMBERING.sub('', what['what'])}"
    behind = ROLES_SAID.sub("", OTHERS_DO.sub("", behind)).strip(MARKS)
    before = text[:first].strip(MARKS)
    if ONLY_VERBS.fullmatch(behind) or ONLY_WHEN.fullmatch(behind):
        titled = TITLE.match(NUMBERING.sub("", before))
        behind, before = "", titled.group() if titled else before
    if ROUTINE.match(behind) or PAST.search(behind):
        return ""
    if (act := SETS_UP.match(behind)) and text[:first].strip(MARKS) in ("", "由"):
        return f"{act['act']}{headed}" if (headed := _heading_name(sentence)) else ""
    if len(behind) >= 6 or (behind and not before.endswith("由")):
        return behind if len(behind) >= 6 else ""
    before = before.removesuffix("由").strip(MARKS)
    before = before or _titling_work(sentence)
    return before if len(before) >= 6 and not (REPORTS.match(before) or OWN_MAKING.search(before)) else ""

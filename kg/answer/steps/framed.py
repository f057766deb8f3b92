"""What stands in the box, table or chapter that a question names: all of it, counted, or the rows of one category."""

import re
from collections.abc import Sequence

from kg.answer.asked.called import Named
from kg.answer.asked.conditions import bound_of
from kg.answer.asked.frames import Frame, is_called, iter_frames
from kg.answer.asked.reading import Ask, listing, with_citations
from kg.answer.facts.project_cells import bounds_cells, dated_in
from kg.answer.facts.project_figures import by_group
from kg.answer.folding import fold, longest_block
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation, titled
from kg.answer.quotes.members import ANY_MEMBER, Member, listed_in, members_of
from kg.answer.refusing import refuse
from kg.answer.steps.asks import parts_of
from kg.answer.steps.keeping import own_plans
from kg.answer.tasks.task_rows import asked_role
from kg.records import Document
from kg.text.sentences import sentence_from

COUNTER = "个|项|条|家|类|种|款|处|支|座|张|块|方面|部分|节"
NOUNS = (
    "重点?任务|工作任务|项目|任务|(?:[一二三]级)?指标|平台|企业|公司|园区|产业园|集群|产业|工程|(?:牵头|主责|责任|配合|参加|参与|协办|承办|承建|建设|实施)?(?:部门|单位)|基地|行动|举措|措施|政策|领域|方向|事项|机构|实验室|中心|设施"
    "|载体|活动|试点|专项|工作|内容|方面|部分|环节|地方|板块|章节|节"
)
ASKED = re.compile(
    rf"(?:哪些|哪几(?:{COUNTER})?|什么(?!时)|(?<!哪)几(?:{COUNTER})|多少(?:{COUNTER})|哪(?:[两三四五六七八九十]|\d+)(?:{COUNTER}|大)?)(?P<noun>[\u4e00-\u9fff]{{0,8}})"
    r"|(?:列|罗列|列举|数)(?:一下|出来?)(?!了?(?:哪|几|多少))|(?:列|罗列|列举)(?:了)?$|(?:讲|说|写|列)了?(?:些)?什么|内容"
)
BEFORE = re.compile(
    rf"(?P<noun>{NOUNS})(?:都|全|一共|总共|共|分别|各|主要|具体)*(?:有|是|包括|列了|列出了?|分为|涉及)?$"
)
NOUN = re.compile(NOUNS)
ANY_NOUN = frozenset(
    {"内容", "方面", "部分", "事项", "环节", "地方", "板块", "章节", "节", "工作", "重点任务", "工作任务"}
)
NAMED = ("Industry", "Enterprise", "Institution", "Platform", "Project", "Fund", "Cluster", "Title")
BODIES = frozenset({"企业", "公司", "部门", "单位", "机构", "指标", "园区"})
SUMS = re.compile("(?:投资|固投|金额|资金|产值|造价)[^，。？]{0,8}(?:多少|几)")  # asked of the members besides
DUTIES = frozenset({"部门", "单位", "责任部门", "责任单位"})  # in every role, whatever its column
COUNT = re.compile(rf"(?:多少|(?<!哪)几)(?P<unit>{COUNTER})")
OTHER = re.compile(
    "谁|在哪|哪里|何时|什么时候|什么时间|为什么|为何|如何|怎么|怎样|是否|有没有|吗|多大|多高|多久|最[高低大小多少快慢早晚新]"
    "|多少(?:亿|万|元|%|公里|平方|公顷|亩|钱|资金|投资)|总?投资(?:额|是|为|有)?(?:多少|几)|百分之|目标值?(?:是|为)?多少|比.{1,12}(?:高|低|多|少|大|小)|相差|差多少|由哪|哪[个家位](?!方面|部分)"
)
# Whose members are: what facts of responsibility tell, unless they are a column's heading (责任部门).
DUTY = re.compile(
    "(?:负责|承担|牵头|配合|主责|协办|参与)(?!的?(?:单位|部门|主体|者))|(?:[两二三四五多]|\\d)个以上|单独|独立|仅由|只由"
    "|(?:[一单两二三四五六七八九十]|\\d)(?:个|家)的?(?:责任|牵头|配合)?(?:部门|单位)|(?:部门|单位)只?有[一两二三四五六七八九十\\d](?:个|家)"
)
UNITS = {"企业": "家", "公司": "家", "机构": "家", "任务": "项", "指标": "项", "举措": "项", "措施": "项", "": "项"}
LACKING = re.compile("(?:没有?|未|尚未|还没有?)(完成|达到|达标|开工|建成|投产|启动|签约|供地)")
STATE = re.compile("已?经?(完成|达标|开工|建成|投产|启动|签约|在建|竣工|储备)(?:了?的|项目|指标|任务)")
CATEGORY = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])|[（(][^（）()]*[）)]|(?:类|方面)?的?(?:重点)?(?:项目|任务|指标|工程|工作)?(?=[（(]|$)"
)
THEMSELVES = re.compile(
    r"(?:几|多少|哪些|哪几|[两二三四五六七八九十\d])(?:个|张|份)?(?P<kind>专栏|附[件表录]|表格)(?![里中内上]|\d)"
    r"|(?P<same>专栏|附[件表录]|表格)(?:都|一共|总共|共|分别)*(?:有|是|叫|名称是)(?:哪些|哪几|几|多少|什么)(?:个|张|份)?[？?]?$"
)
WHICH = re.compile("哪些|哪几|有什么|分别|列出来|各是|名单")
COUNTED = {"任务": "count_tasks", "指标": "count_indicators"}  # what answers the same questions of whole plans
LISTED = {"项目": "projects_of_plan", "平台": "platforms", "指标": "indicators_of"}
LISTING = re.compile(
    "没有?|尚未|还没有?|未|已经?|(?:一共|总共|合计|共计|全部|所有|分别|各自|具体|主要|里面?|中|内|上|都|共|计)|列(?:出来?|入|了|示|举|有)?|罗列|纳入|收录|包括|包含|涵盖|涉及|提(?:到|出|及)|写(?:到|明|了)|讲|说(?:到|了)|安排|部署|明确|分解|分(?:为|成|了)|给出|确定|规划了?|梳理|整理|汇总|归纳|登记|载明|公布|设置|设立?|制定|要求|推进|实施|开展|建设|建|做|落实|布局|谋划|重点|主要|全部|需要?|名字|名称"
)


def answer_frame(ask: Ask) -> Answer | None:
    """The members of the named part that the question asks for, each cited; None where more is asked than what stands there."""
    question = ask.question
    if themselves := THEMSELVES.search(question.text):
        return _themselves(ask, themselves["kind"] or themselves["same"])
    asked = ASKED.search(question.text)
    if not question.frames or not asked or _asks_more(ask):
        return None
    noun = _noun(question.text, asked)
    rows: list[AnswerRow] = []
    said, cited, is_lacking = [], [], False
    for frame in question.frames:
        document = ask.context.documents[frame.document_id]
        of_every_column = noun in DUTIES and not asked_role(ask)
        called = _named_in(ask, document, frame, noun[-2:]) if of_every_column else []
        called = called or _called(ask, document, frame, members_of(document, frame, noun), noun)
        called = called or _named_in(ask, document, frame, noun)
        members = _kept(ask, frame, called)
        is_lacking = is_lacking or noun.endswith("级指标") or (bool(called) and not members and frame.kind != "chapter")
        if not members:
            continue
        told = [_row(ask, document, one) for one in members]
        rows += [_total(question.text, document, told, noun)] if _is_count(question.text, noun) else told
        place = Citation.of(document, document.path_at(frame.start), frame.start, frame.start + 1)
        cited.append(AnswerRow(frame.name, "Item", evidence=(place,)))
        said.append(f"{titled(document.title)}{frame.name}列出{_counted(ask, members, noun)}")
    if (
        not rows
    ):  # all its members, without the condition, would be no answer; what is asked of a named thing may be told
        named = any(link.of_type(NAMED) for link in question.links)
        return refuse(ask) if is_lacking and not named else None
    kind = noun[-2:]  # 二级指标
    intent = COUNTED[kind] if _is_count(question.text, noun) else LISTED.get(kind, "frame")
    sums = [part for part in parts_of(question.text)[1:] if SUMS.search(part)]
    left_open = "".join(ask.asking.message("untold_part", part=part) for part in sums)
    text = with_citations(f"{'；'.join(said)}。", cited)
    return Answer(question.text, ANSWERED, intent, f"{text}{left_open}", tuple(rows))


def _themselves(ask: Ask, kind: str) -> Answer | None:
    """The boxes, annexes or tables of the documents one by one; None where they have none."""
    documents = [ask.context.documents[key] for key in ask.question.documents or own_plans(ask) or ask.scope]
    frames = {one.id: [frame for frame in iter_frames(one) if is_called(frame, kind)] for one in documents}
    rows = [_row_of(one, frame) for one in documents for frame in frames[one.id]]
    said = [
        f"{titled(one.title)}有{len(frames[one.id])}个：{'；'.join(frame.name for frame in frames[one.id])}"
        for one in documents
        if frames[one.id]
    ]
    return (
        Answer(ask.question.text, ANSWERED, "frame", with_citations(f"{'。'.join(said)}。", rows), tuple(rows))
        if rows
        else None
    )


def _row_of(document: Document, frame: Frame) -> AnswerRow:
    end = document.text.find("\n", frame.start)
    return AnswerRow(frame.name, "Item", evidence=(Citation.at(document, frame.start, end if end > 0 else frame.end),))


def no_frame(ask: Ask) -> Answer:
    """The refusal of a question about a part that the documents do not have, with those that they have."""
    there = "、".join(dict.fromkeys(one.name for one in ask.question.framing.there))
    missing = ask.question.framing.missing
    key = "no_such_frame" if there else "no_frames"
    text = ask.asking.message(key, name=missing, there=there, documents=ask.scope_names())
    return Answer(ask.question.text, NOT_FOUND, "frame", text)


def _asks_more(ask: Ask) -> bool:
    """Whether the question asks of the members what only facts tell: an extreme, a bound, a body's own tasks, an amount."""
    text = ask.question.text
    of_cells = bounds_cells(ask) or ("项目" in text and dated_in(text))
    return bool(
        OTHER.search(text) or DUTY.search(text) or bound_of(text) or of_cells or ask.question.entities(["Department"])
    )


def _noun(text: str, asked: re.Match[str]) -> str:
    """What the question calls the members: behind its word of asking, else right before; '' where it tells no kind."""
    after = NOUN.search(asked["noun"] or "")
    before = BEFORE.search(text[: asked.start()])
    noun = after[0] if after else before["noun"] if before else ""
    return "任务" if noun in {"重点任务", "工作任务"} else "" if noun in ANY_NOUN else noun


def _called(ask: Ask, document: Document, frame: Frame, members: list[Member], noun: str) -> list[Member]:
    """The members that are what the question calls them; of a box of several kinds the things under that kind alone."""
    if (
        not noun
        or any(one.columns for one in members)
        or (noun in frame.title and not _is_of_others(ask, members, noun))
    ):
        return members
    own = [one for one in members if noun in one.name]
    inner = [thing for one in own for thing in listed_in(document, one)]
    plain = noun in ANY_MEMBER or (frame.kind == "chapter" and noun not in BODIES)
    return inner or own or (members if plain else [])


def _is_of_others(ask: Ask, members: Sequence[Member], noun: str) -> bool:
    """Whether most members are known as things of another kind: the places of 「重点集群空间布局」 are no clusters."""
    kind = ask.asking.kinds.get(noun, "")
    types = [{named.type for named in _known(ask, one.name)} for one in members]
    return sum(bool(known) and kind not in known for known in types) * 2 > len(types)


def _known(ask: Ask, name: str) -> list[Named]:
    """What the graph knows by this very name."""
    return [one for link in ask.names.find(fold(name)) if link.text == fold(name) for one in link.entities]


def _named_in(ask: Ask, document: Document, frame: Frame, noun: str) -> list[Member]:
    """The things of the asked kind that the part's own words name: 「第五章提到哪些企业」; [] for a kind that is no type."""
    kind = ask.asking.kinds.get(noun, "")
    found: dict[str, Member] = {}
    for one in ask.context.annotate(document.text[frame.start : frame.end]) if kind else ():
        if one.type == kind:
            start, end = frame.start + one.start, frame.start + one.end
            named = next((known for known in _known(ask, one.text) if known.type == kind), None)
            said = document.text[slice(*sentence_from(document.text, start))]
            found.setdefault(
                named.id if named else one.text, Member(named.name if named else one.text, start, end, "", said)
            )
    return list(found.values())


def _kept(ask: Ask, frame: Frame, members: list[Member]) -> list[Member]:
    """Those under the category that the question names, and with every other telling word in their row; [] where none has them."""
    named = _categories(ask, frame, members)
    groups = "".join(one.group for one in members) if named else ""
    members = [one for one in members if one.group in named] or members
    for state in LACKING.findall(ask.question.text):  # 没完成 is 未完成 in a column
        members = [one for one in members if f"未{state}" in one.said]
    for state in STATE.findall(LACKING.sub("", ask.question.text)):
        members = [one for one in members if {state, f"已{state}"} & set(one.said.split("\t"))] or members
    for word in _words(ask, frame):
        grouped = [one for one in members if word in ask.asking.spell(one.group)]
        if grouped and not named:
            members = grouped
        if grouped or word in ask.asking.spell(groups):
            continue
        if word in ask.asking.spell(frame.name):
            continue
        held = [one for one in members if word in ask.asking.spell(one.said)]
        if held or not any(word in ask.asking.spell(one.columns) for one in members):
            members = held
    return members


def _categories(ask: Ask, frame: Frame, members: Sequence[Member]) -> set[str]:
    """The headings over rows that the question names (拟建 for 二、拟建项目), where it does more than give the part's title."""
    asked = ask.asking.spell(ask.question.text.replace(frame.title, ""))
    cores = {one.group: ask.asking.spell(CATEGORY.sub("", one.group)) for one in members if one.group}
    return {group for group, core in cores.items() if core and core in asked}


def _words(ask: Ask, frame: Frame) -> list[str]:
    """The words that narrow the members down: no words of asking, of listing, of kind, of the part's title, the plan or its place."""
    asking, question = ask.asking, ask.question
    document = ask.context.documents[frame.document_id]
    title = asking.spell(document.title + document.name)
    places = [word for limit in ask.place if frame.document_id in limit.documents for word in limit.said]
    idle = {*asking.words["tasking"], *asking.words["light"], *asking.words["document"], *asking.kinds}
    named = longest_block(fold(frame.title), fold(question.text))  # by so much of its title the question names the part
    sums = [asking.spell(part) for part in parts_of(question.text)[1:] if SUMS.search(part)]
    rest = asking.spell(fold(question.text).replace(named, "，")) if len(named) > 3 else asking.spell(question.text)
    return [
        word
        for word in question.words
        if word not in idle
        and not any(word in one for one in sums)
        and not (word in asking.spell(named) and word not in rest)
        and not any(word in fold(place) or fold(place) in word for place in places)
        and not (word in title and word not in asking.spell(frame.name))
        and not NOUN.fullmatch(word)
        and not LISTING.fullmatch(word)
    ]


def _row(ask: Ask, document: Document, member: Member) -> AnswerRow:
    named = _known(ask, member.name)
    citation = Citation.of(document, document.path_at(member.start), member.start, member.end)
    first = named[0] if named else None
    return AnswerRow(
        member.name,
        first.type if first else "Item",
        first.id if first else "",
        group=member.group or None,
        evidence=(citation,),
    )


def _is_count(text: str, noun: str) -> bool:
    """Whether only the number of tasks or indicators is asked for, not which they are."""
    return noun[-2:] in COUNTED and bool(COUNT.search(text)) and not WHICH.search(text)


def _total(text: str, document: Document, rows: Sequence[AnswerRow], noun: str) -> AnswerRow:
    """The number of members as a row of the plan, with the first and the last of them as evidence."""
    cited = tuple(dict.fromkeys(one for row in (rows[0], rows[-1]) for one in row.evidence))
    return AnswerRow(
        document.title,
        "Policy",
        document.id,
        value=str(len(rows)),
        unit=_unit(text, noun),
        evidence=cited,
        parts=tuple(rows),
    )


def _unit(text: str, noun: str) -> str:
    count = COUNT.search(text)
    return count["unit"] if count and count["unit"] not in {"张", "块"} else UNITS.get(noun[-2:], "个")


def _counted(ask: Ask, members: Sequence[Member], noun: str) -> str:
    """How many they are, in the question's own unit, and their names."""
    unit = _unit(ask.question.text, noun)
    each = by_group(ask, [(one.name, one.group, one.said) for one in members], unit)
    return f"{len(members)}{unit}：{each or listing([one.name for one in members], unit, '；')}"

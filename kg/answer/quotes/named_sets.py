"""What a plan puts under a number and a name: 三大集群, 四个一批, the 两翼 of “一轴两翼三组团”; only as many things as it says count."""

import re
from collections.abc import Sequence

from kg.answer.asked.reading import Ask, with_citations
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, NOT_FOUND, Answer, AnswerRow, Citation
from kg.answer.quotes.enumerated import alike, asked_noun, kind_of
from kg.answer.quotes.set_members import DEED, MARKS, NUMBER, NUMERALS, UNIT, Part, Told, spelled_out
from kg.text.normalize import quoted
from kg.text.numbers import parse_number
from kg.text.sentences import sentence_from

ASKS = re.compile(
    r"(?:都|又|各自?|分别|具体|主要|一共)*(?:指的?是?|包括|包含|涵盖|是|为|有|叫|即|对应|分布在|布局在)(?:了|着|的是)?(?:具体|分别|都)?"
    r"(?:哪|什么(?!意思|含义|概念)|谁)|(?:各|都|分别)是(?:哪|什么)"
)
SET = rf"哪(?:{NUMBER})(?:{UNIT})[^，。、？哪和与及]{{2,8}}"
TWICE = re.compile(rf"{SET}(?:(?:[，、和与及]|以及)(?:[又还]?有|又?是)?{SET})+[？?]?$")  # 哪两大甲和哪两大乙
NO_NOUN = re.compile(r"(?:些|[一两二三四五六七八九十几\d]+)?(?:[大个家项类条种]|方面|部分)*[？?]?$")
MARKED = re.compile(r"[“\"「](?P<said>[^“”\"「」]{2,24})[”\"」](?:里|中|当中)?的?(?P<noun>[\u4e00-\u9fff]{0,8})$")
BARE = re.compile(rf"{NUMBER}[\d\u4e00-\u9fff、，]{{1,23}}")
ONE = rf"(?P<n>{NUMBER})(?:{UNIT})?(?![年月日季期次轮级成])"
PART = re.compile(rf"{ONE}(?P<noun>(?!(?:{UNIT}){NUMBER})[^{NUMERALS}\d、，的]{{1,8}})")  # 一核|两翼, 四个一批 whole
SLOGAN = re.compile("(?:支撑|引领|联动|驱动|带动|协同|辐射|并进|齐飞|环绕|拱卫|联结)$")  # “三园支撑” are 园
MORE = re.compile("[+＋](?P<n>[1-9]|[NnXx])")  # “3+1”功能 are four, “3+N” any number
WHOLE = re.compile(rf"{ONE}(?P<noun>[^的、，]+)")
SHAPE = "(?:空间|产业|发展)?(?:格局|布局|体系|结构|框架)"
AROUND = re.compile(rf"(?:{SHAPE}|(?:工程|行动|战略|要求|工作法|模式))?(?:里|中)?$")
ANYTHING = re.compile("(?:地方|地区|区域|领域|方面|部分|内容|方向|板块|环节|[区市县州镇])$")
PLAIN = re.compile("领域|方面|方向|赛道|环节|板块|行业")  # with a number alone it is no name of a set
FIRMS = frozenset({"Enterprise", "Department", "Institution", "Fund"})  # each has a name that tells what it is
COUNTERS = frozenset("家名位座所支只处场")  # 三家独角兽 counts firms and names no set
SUBJECTS = ("Park", "Enterprise", "Institution", "Platform", "Fund", "Cluster")


def answer_named_set(ask: Ask, *, last: bool = False) -> Answer | None:
    """The things that a plan names under each part asked for; None for another question, and where it lists another number of them.

    `last`, when nothing else answers: the parts that are spelled, and not found where a formula is asked for and none is.
    """
    parts, is_sure = asked_parts(ask)
    found = {part.said: members for part in parts if (members := _first(ask, part, is_one=len(parts) == 1))}
    if not found or (len(found) < len(parts) and not last):
        return _unspelled(ask, parts) if last and is_sure and not found else None
    told = [f"{quoted(part)}指{_listing(members)}" for part, members in found.items()]
    told += [f"没有找到写明{quoted(part.said)}各指什么的文字" for part in parts if part.said not in found]
    rows = tuple(_row(ask, part, *one) for part, members in found.items() for one in members)
    return Answer(ask.question.text, ANSWERED, ask.intent.name, with_citations(f"{'；'.join(told)}。", rows), rows)


def asked_parts(ask: Ask) -> tuple[list[Part], bool]:
    """The parts whose things a question asks for, and whether it can ask for nothing else; ([], False) for another question.

    多点 of 「一核、两园、多点」里的“多点”; 「“两园”产业是什么」 asks of their industries.
    """
    text = ask.question.text
    for period in ask.question.periods:  # 十四五 is no number of things
        text = text.replace(period.text, "，" * len(period.text))
    if twice := TWICE.search(text):
        return [_part(part, "") for one in re.findall(SET, twice[0]) for part in _parted(one.removeprefix("哪"))], True
    asks = ASKS.search(text)
    before = text[: asks.start()].rstrip("，, ") if asks else ""
    marked = MARKED.search(before)
    start, said = (marked.start(), marked["said"].strip("、，")) if marked else _bare(before)
    parts = _parted(said)
    if not asks or not parts or (marked and not _is_formula(ask, said, marked["noun"])):
        return [], False
    if not marked and len(parts) == 1 and _counts_firms(parts[0]):
        return [], False
    noun = asked_noun(text)
    is_plain = (
        NO_NOUN.match(text[asks.end() :])
        or ANYTHING.search(noun)
        or any(noun in one["noun"] or noun.endswith(one["noun"]) for one in parts)
    )
    if not (marked or len(parts) > 1 or is_plain):
        return [], False
    qualities = re.split(r"[，。的]", text[:start].removesuffix("的"))[-1]
    return [_part(one, qualities) for one in parts], bool(marked) or len(parts) > 1


def only_counts(ask: Ask, part: Part) -> bool:
    """Whether a plain noun with a number (某事的八个领域) only says how many are told of what stands before: no plan writes it as a set."""
    told = PLAIN.fullmatch(part.noun) and f"的{part.said}" in ask.question.text
    texts = (ask.context.documents[key].text for key in ask.scope)
    return bool(told) and not any(re.search(part.written, text) for text in texts)


def _counts_firms(part: re.Match[str]) -> bool:
    """Whether a measure word stands right behind the number: 三家独角兽, but not 三大支撑园区."""
    return part["noun"][0] in COUNTERS and part.start("noun") == part.end("n")


def _bare(before: str) -> tuple[int, str]:
    """Where the formula at the end of a text begins, and the formula without 空间格局 behind it; '' where there is none."""
    before = before.removesuffix("里").removesuffix("中")
    starts = (one.start() for one in re.finditer(rf"(?<![第十百千\d.年]){NUMBER}", before))
    said = ((start, before[start:]) for start in starts if BARE.fullmatch(before[start:]))
    told = next(((start, one) for start, one in said if _parted(one)), (0, ""))
    is_whole = len(_parted(told[1])) > 1
    return told[0], re.sub(f"{SHAPE}$", "", told[1]) if is_whole else told[1]


def _parted(said: str) -> list[re.Match[str]]:
    """The parts of a formula, joined by 和 or not (两大主导产业和两大特色产业); [] where it is none."""
    said = re.sub(rf"(?:以及|[和与及])(?={NUMBER}(?:{UNIT}))", "、", said)
    parts = list(PART.finditer(said))
    if "".join(one[0] for one in parts) == re.sub("[、，]", "", said):
        return parts
    whole = WHOLE.fullmatch(said)
    return [whole] if whole else []


def _is_formula(ask: Ask, said: str, noun: str) -> bool:
    """Whether the words behind a formula in marks belong to it: its own (“三大”工程), or of its kind (“四个一批”要求)."""
    texts = (ask.context.documents[key].text for key in ask.scope)
    return bool(AROUND.fullmatch(noun)) or any(said + noun in re.sub(MARKS, "", text) for text in texts)


def _part(match: re.Match[str], qualities: str) -> Part:
    """The part, written with any measure word (三基地, 三大基地), and with what the question says before it: 六个工业支点."""
    count = None if match["n"] == "多" else 2 if match["n"] in "两二双" else int(parse_number(match["n"]) or 0)
    if more := MORE.match(match["noun"]):
        count = count + int(more["n"]) if count and more["n"].isdigit() else None
    number = "[两二双2]" if count == 2 else match["n"]
    noun = SLOGAN.sub("", match["noun"]) or match["noun"]
    between = "|".join(re.escape(qualities[at:]) for at in range(len(qualities) - 1))
    written = rf"(?<![第十百千\d.]){number}(?:{UNIT})?{MARKS}?(?:{between})?{re.escape(match['noun'])}"
    return Part(match[0], count, noun, written)


def _first(ask: Ask, part: Part, *, is_one: bool) -> Told:
    """The things of a part where the first plan spells it of what the question names, of the kind that it asks for."""
    names = ask.things(SUBJECTS)
    limits = [*ask.place, *(one for one in names if not any(word in part.said for word in one.said))]
    documents = [ask.context.documents[key] for key in ask.scope]
    alone = re.compile(f"{MARKS}{part.written}{MARKS}")
    is_own_name = is_one and not names and any(alone.search(one.text) for one in documents)
    for document in documents:
        for told in spelled_out(document, part):
            cited = told[0][1]
            lines = [(*one.section, _line_at(document.text, one.start)) for _, one in told]
            if is_own_name and not any(alone.search(line) for line in sum(lines, ())):
                continue  # the 三区 of a park's “一园三区” are not the district's “三区”
            around = ("".join(cited.section), document.title, _line_at(document.text, cited.start))
            is_own = all(limit.holds(around, (), (document.id,)) for limit in limits)
            if is_own and _are_asked(ask, part, [name for name, _ in told]):
                return told
    return []


def _are_asked(ask: Ask, part: Part, names: Sequence[str]) -> bool:
    """Whether the things may be of the kind that the question asks for: “两园”有哪些企业 asks for other things."""
    noun = asked_noun(ask.question.text)
    wanted = "" if noun.endswith(part.noun) else kind_of(ask.asking, noun)  # 智能装备、新材料两大中试平台
    linked = {link.text: link.entities[0].type for name in names for link in ask.names.find(fold(name))}
    kinds = [kind for name in names if (kind := linked.get(fold(name)) or kind_of(ask.asking, name))]
    others = sum(not alike(kind, wanted) for kind in kinds) if wanted else 0
    return others * 2 <= len(names) and (wanted not in FIRMS or len(kinds) > others)


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _listing(members: Told) -> str:
    """The things, each with what it does where a clause of its own tells that: 甲市（重点发展某某）."""
    deeds = [(name, DEED.fullmatch(citation.quote)) for name, citation in members]
    names = [f"{name}（{deed['deed']}）" if deed and deed["who"] == name else name for name, deed in deeds]
    joint = "；" if any("，" in name for name in names) else "、"
    return f"{len(names)}个：{joint.join(names)}" if len(names) > 1 else names[0]


def _row(ask: Ask, part: str, name: str, citation: Citation) -> AnswerRow:
    named = [one for link in ask.names.find(fold(name)) if link.text == fold(name) for one in link.entities]
    first = named[0] if named else None
    return AnswerRow(name, first.type if first else "Item", first.id if first else "", group=part, evidence=(citation,))


def _unspelled(ask: Ask, parts: Sequence[Part]) -> Answer | None:
    """Not found, with the place that writes the formula without spelling it; None where that place may answer another question."""
    documents = [ask.context.documents[key] for key in ask.scope]
    places = [(one, [re.search(part.written, one.text) for part in parts]) for one in documents]
    document, found = next(((one, found[0]) for one, found in places if all(found)), (None, None))
    if document and ask.question.form != "list":
        return None
    what, names = "、".join(quoted(part.said) for part in parts), ask.scope_names()
    where = Citation.at(document, *sentence_from(document.text, found.start())).official if document and found else ""
    nearest = ask.asking.message("nearest", where=where) if where else ""
    text = ask.asking.message("unspelled" if document else "unmentioned", what=what, documents=names, nearest=nearest)
    return Answer(ask.question.text, NOT_FOUND, ask.intent.name, text)

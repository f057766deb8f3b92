"""What a sentence must hold of a question: its words, or words near to them, and the quantity, act and phase asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.answer.asked.question import CONTENT_TAGS
from kg.answer.asked.reading import Ask
from kg.answer.asked.spelled import spelled
from kg.answer.folding import share
from kg.answer.quotes.counted import MONEY, unit_in
from kg.extract.words.lexer import Token, lex

NEAR = 0.9  # what a word counts that stands there as another one near to it
PARTLY = 0.5  # of a long word's pieces that must be there for it to count in part
ATTRIBUTE = 0.5  # of the asked attribute's words that must stand in the sentence itself
COUNTED = re.compile(r"(?:多少|几)[个名家项户座套件条支所只处批位]?([\u4e00-\u9fff]{2,6})[？?]?$")
SIZED = re.compile("多大(?:面积|规模)?的(?=[\u4e00-\u9fff])")
AMOUNT = re.compile(r"百分之(?:多少|几)|多少|几(?!乎)|多[大高长宽](?!的)")
PHASE = re.compile(r"(?<![十\d])(?:[一二三四五六]|\d)期(?!间|限)|第[一二三四五六七八九十\d]+(?:批|届|轮)")
OF_WHOLE = "的?(?:园中园|分园|子园|组成部分|一部分|核心区|分区|片区|组团|子公司)"
SIDE = re.compile("[东西南北中]片区")  # the lexer parts 东 from it
OF_OTHERS = (  # 产值超20亿元|的企业
    r"(?:(?:超过|达到|突破|不低于|超|过)\d[\d.]*[亿万]?[元人吨家]?|\d[\d.]*[亿万]?元?[-—－~～至到]\d[\d.]*[亿万]?[元人吨家]?|\d[\d.]*[亿万]?[元人吨家]?以[上下])的"
)
COUNTABLE = re.compile("(?![的了吗呢呀啊钱])[\u4e00-\u9fff]")  # behind 多少: what is counted
# Before 多少 they say no quantity of their own.
SMALL = frozenset("做办搞弄盖修造种栽投花招收引给发有是为达到要共需设建占给按用升涨降增减跌翻差高低长能会可应拟想")
SIZES = frozenset({"规模", "产业规模", "集群规模"})  # idle behind a quantity (投资规模), one of its own behind a name
WHAT = re.compile(r"什么(?!样|是|叫)([\u4e00-\u9fff]{2,8})")
WHOLE = re.compile("[全我本][区市县省州镇]")  # what a plan is about, no sentence of it need say
CLAUSE = re.compile(r"[^，；。]+")
FIGURE = re.compile(
    r"(?<![A-Za-z\d.])(?!20\d\d年)\d|[一二两三四五六七八九十百千万亿半]+[个家项名人亿万倍番成]|达标|达到|不低于|高于|持平"
)
BODIES = re.compile(  # who is told without a name: 各镇街要落实某责任
    "(?:各级?|有关|相关|各有关|各相关)(?:[\u4e00-\u9fff]{0,4}?)(?:园区?|区县?|县|市|镇街?|街道|乡镇|部门|单位|高校|企业|主体|委办局)(?:和[^，]{2,8})?(?:要|应当?|须|需|负责|应该|必须)"
)
SHARE = re.compile(r"占.{1,20}\d")  # in spelled text: 占总销售额的64


@dataclass(frozen=True)
class Wanted:
    """What an amount is asked of: `quantity` of 投资多少, or `act` of 引进多少家企业, which a plan `is_used` to write elsewhere."""

    quantity: str = ""
    act: str = ""
    is_used: bool = False


def forms_of(ask: Ask, word: str) -> tuple[str, ...]:
    """The word and, where it names something, that thing's other names."""
    named = [one for link in ask.question.links if ask.asking.spell(link.text) == word for one in link.entities]
    return tuple(dict.fromkeys((word, *(ask.asking.spell(name) for one in named for name in (one.name, *one.aliases)))))


def held(word: str, text: str) -> float:
    """How much of a word stands in a text: 1 for all of it, less for most of a long one."""
    if word in text:
        return 1.0
    part = share(word, text) if len(word) > 2 else 0.0
    return part * 0.9 if part >= PARTLY else 0.0


def held_by(ask: Ask, word: str, text: str) -> float:
    """How much of a word a text holds by any of its names, or by a word near to it: 比例 by 占全市比重."""
    key = (word, text)
    if key not in ask.held:
        ask.held[key] = _held_by(ask, word, text)
    return ask.held[key]


def _held_by(ask: Ask, word: str, text: str) -> float:
    forms = forms_of(ask, word)
    if any(form in text for form in forms):
        return 1.0
    if any(form in text for form in ask.asking.near_to(word)):
        return NEAR
    return max(held(form, text) for form in forms)


def asked_is_held(ask: Ask, words: Mapping[str, float], told: tuple[str, str, str]) -> bool:
    """Whether what is asked of the named thing is told: for a figure (总投资) in the sentence or its columns, else about it.

    `told`: the sentence with its columns, the same with the heading right over it, and with all that stands above and before.
    """
    own, headed, around = told
    if any(not held_by(ask, word, headed) for word in undone(ask)) or not phase_is_held(ask, around):
        return False
    if any(side not in around for side in SIDE.findall(ask.question.text)):
        return False
    money = MONEY.search(ask.question.text)
    names = {ask.asking.spell(link.text) for link in ask.question.links if not link.of_type(["Indicator"])}
    light = {ask.asking.spell(word) for word in ask.asking.words["light"]}
    asked = {word: weight for word, weight in words.items() if word not in names and not (money and word in money[0])}
    telling = {word: weight for word, weight in asked.items() if word not in light and not WHOLE.fullmatch(word)}
    if ask.question.form == "" and not _noun_is_held(ask, around):
        return False
    if ask.question.form != "number":
        return not names or not telling or any(held_by(ask, word, around) for word in telling)
    asked = telling if names else asked
    if not counted_is_held(ask, own) or not _amount_is_of(ask, headed):
        return False
    figures = [ask.asking.spell(link.text) for link in ask.question.links if link.of_type(["Indicator"])]
    if any(not held_by(ask, word, own) for word in asked if word in figures):
        return False  # 重点发展…，2025年营业收入38亿元 tells no 规划面积
    return not asked or sum(weight * held_by(ask, word, own) for word, weight in asked.items()) >= ATTRIBUTE * sum(
        asked.values()
    )


def counted_is_held(ask: Ask, own: str) -> bool:
    """Whether what is counted right behind 多少 (多少名员工) or sized (多大面积的商务区) stands in a text; True where nothing is."""
    noun, sized = COUNTED.search(ask.question.text), SIZED.search(ask.question.text)
    if sized:
        thing = ask.asking.spell(ask.question.text[sized.end() :])
        return all(held_by(ask, word, own) for word in ask.question.words if thing.startswith(word))
    if not noun or MONEY.search(ask.question.text):
        return True
    words = [word for word in ask.question.words if word in ask.asking.spell(noun[1])]
    return not words or any(held_by(ask, word, own) for word in words)


def _noun_is_held(ask: Ask, around: str) -> bool:
    """Whether a text has the noun behind 什么 (举办了什么大会) or the act before it, where a plan would say it: no kind of thing."""
    asked = WHAT.search(ask.question.text)
    noun = next((one.text for one in lex(asked[1]) if one.tag.startswith("n")), "") if asked else ""
    said = ask.asking.spell(noun)
    if not asked or said not in ask.question.words or noun in {*ask.asking.kinds, *ask.asking.words["light"]}:
        return True
    act = next((one.text for one in reversed(lex(ask.question.text[: asked.start()])) if one.tag.startswith("v")), "")
    return any(ask.asking.stands_in(one, around) for one in (said, ask.asking.spell(act)) if one)


def phase_is_held(ask: Ask, around: str) -> bool:
    """Whether the phase or batch that a question names (二期, 第三批) is told too; True where it names none."""
    return all(phase in around for phase in PHASE.findall(ask.question.text))


def tells_share(ask: Ask, text: str) -> bool:
    """Whether a text tells a share without a word for it: 占总销售额的64%."""
    return bool(SHARE.search(ask.asking.spell(text)))


def charges_bodies(ask: Ask, text: str) -> bool:
    """Whether a clause charges bodies without names (各镇要落实…) with all that the question asks."""
    told = (ask.asking.spell(clause) for clause in re.split("[，,；;。]", text) if BODIES.match(clause))
    return any(all(held_by(ask, word, clause) for word in ask.question.words) for clause in told)


def undone(ask: Ask) -> tuple[str, ...]:
    """The words of undoing in a question (关停, 裁员), of which a sentence about doing tells nothing."""
    key = ("undone", ask.question)
    if key not in ask.memo:
        text = ask.asking.spell(ask.question.text)
        ask.memo[key] = tuple(word for word in map(ask.asking.spell, ask.asking.words["undoing"]) if word in text)
    found: tuple[str, ...] = ask.memo[key]
    return found


def _amount_is_of(ask: Ask, own: str) -> bool:
    """Whether a sentence tells an amount of what is asked: its quantity, or its act, which no other act stands for."""
    wanted = wanted_of(ask)
    if wanted.quantity:
        text = own
        for form in (wanted.quantity, *ask.asking.near_to(wanted.quantity)):
            text = re.sub(f"{re.escape(form)}{OF_OTHERS}", "", text)
        if wanted.quantity == ask.asking.spell("占比") and tells_share(ask, text):
            return True
        text = text if not re.search(OF_OTHERS, ask.question.text) else own
        return bool(held_by(ask, wanted.quantity, text))
    if not wanted.act or held_by(ask, wanted.act, own):
        return True
    return not wanted.is_used and not any(ask.asking.spell(word) in own for word in ask.asking.words["undoing"])


def is_whole_of(text: str, name: str) -> bool:
    """Whether a text names a thing only as that of which another is a part: 为甲区的园中园，占地… tells nothing of 甲区."""
    rest = re.sub(f"(?:为|是|属于|作为){re.escape(name)}{OF_WHOLE}", "", text)
    return rest != text and name not in rest


def figure_is_told(ask: Ask, sentence: str) -> bool:
    """Whether the clause with the asked quantity, or the one behind it, has a figure; True without such a clause.

    销量显著增长，…，2025年产业规模达80亿元 tells no 销量.
    """
    quantity, clauses = wanted_of(ask).quantity, CLAUSE.findall(sentence)
    if not quantity or "\t" in sentence:
        return True
    own = [place for place, one in enumerate(clauses) if held_by(ask, quantity, ask.asking.spell(one))]
    return not own or any(FIGURE.search("".join(clauses[place : place + 2])) for place in own)


def wanted_of(ask: Ask) -> Wanted:
    """What the amount is asked of, by the word before 多少: a quantity where nothing is counted behind it, else an act."""
    key = ("wanted", ask.question)
    if key not in ask.memo:
        ask.memo[key] = _wanted(ask)
    found: Wanted = ask.memo[key]
    return found


def _wanted(ask: Ask) -> Wanted:
    text = ask.question.text
    amount = AMOUNT.search(text)
    if ask.question.form != "number" or not amount:
        return Wanted()
    unit = unit_in(text, amount.start())
    unit = unit if unit and unit.start() == amount.start() else None
    behind = "" if MONEY.match(text, amount.start()) else text[unit.end() if unit else amount.end() :]
    before = [token for token in lex(text[: amount.start()]) if token.text.strip()]
    word = next((token for token in reversed(before) if not _is_idle(ask, token)), None)
    if word is None:
        return Wanted()
    said = ask.asking.spell(word.text)
    if not COUNTABLE.search(behind):
        inside = any(
            said in ask.asking.spell(link.text) for link in ask.question.links if not link.of_type(["Indicator"])
        )
        sizes = [ask.asking.spell(token.text) for token in before[before.index(word) + 1 :] if token.text in SIZES]
        return Wanted(quantity=(sizes[-1] if sizes else "") if inside else said)
    if (
        len(said) < 2
        or not word.tag.startswith("v")
        or any(token.tag.startswith("n") for token in before[before.index(word) + 1 :])
    ):
        return Wanted()
    forms = (said, *ask.asking.near_to(said))
    used = any(form in spelled(ask.asking, one) for one in ask.context.documents.values() for form in forms)
    return Wanted(act=said, is_used=used)


def _is_idle(ask: Ask, token: Token) -> bool:
    """Whether a token before 多少 says nothing of what is counted: 达到, 目标, 2030年."""
    words = ask.asking.words
    idle = {*words["stop"], *words["light"], *words["measuring"], *words["comparing"]}
    return token.text in idle or token.text in SMALL or not token.tag.startswith(CONTENT_TAGS)

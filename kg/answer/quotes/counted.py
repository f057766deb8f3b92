"""Which number a question asks for: its unit, what it counts, of which quantity, and whether a sentence holds such a number."""

import re

from kg.answer.asked.intents import Asking
from kg.answer.asked.reading import Ask
from kg.extract.words.lexer import lex
from kg.records import Chunk
from kg.text.numbers import iter_quantities

UNIT = re.compile(
    r"(?:多少|(?<![哪第])几)(?:个)?(亿元|万元|亿|万|元|家|项(?!目)|章|届|人次|架次|次|名|位|人(?![才口均])|座|条|支|件|种|类|倍|所|公里|平方公里|平方米|公顷"
    r"|亩|个百分点|个|节|部分|篇|场|期|批|吨|度|天|年|辆|台|套|艘|架|户|株|头|只|颗|盏|栋|幢|层|处|例|床|张|艘|列|枚|根|千瓦时|千瓦|兆瓦|千克|小时|标箱)"
)
BARE_COUNT = re.compile(r"(?:几|多少)[个家项][？?]?$")  # of rows: 新增工位600个 in one of them is no number of them
FIRMS = re.compile("企业|公司|机构")
OF_FIRMS = "(?:[家户]|个(?=[^，。；]{0,12}(?:企业|公司|机构|院所|平台|中心)))"  # 几家 of them may be told as 4个
NOUN = re.compile(r"多少(?=[\u4e00-\u9fff])")  # 交多少税: the figure must be of 税
OF_SUM = re.compile("(?:多少|几)个?(?:[亿万]?元|[亿万]|钱)的?(?=[\u4e00-\u9fff])")
TOLD_IN = {  # what is counted without a counting word → the units in which a figure of it is told
    "电": "千瓦时|度电|电量",
    "水": "吨|立方米|方水|升|水量",
    "气": "立方米|方气|气量",
    "热": "焦|平方米|热量",
    "煤": "吨",
    "碳": "吨",
    "粮": "吨|斤|公斤",
    "税": "元",
    "资金": "元",
    "经费": "元",
}
AREA, AREA_TOLD = re.compile("多大面积|面积[^，。？]{0,3}多[大少]"), re.compile("平方|公顷|亩|㎡")
MONEY = re.compile(r"多少(?:钱|资金|经费|补助|奖励|奖金)|(?:奖励|补助|补贴|资助|奖补)(?:多少|几)")
MEASURE = re.compile("[亿万]?元|[亿万]|吨|度|亩|公顷|平方公里|平方米|公里|千瓦时?|兆瓦|千克|小时|个?百分点|倍")
GIVEN = re.compile("钱|资金|经费|补[贴助]|奖[励金补]|资助|税|利润|收入|产值|投资|面积")
WHEN = re.compile(r"哪一?年|什么时候|何时")
AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?!年)(%|[\u4e00-\u9fff]{1,4}(?:/[\u4e00-\u9fff]+)?)")
ORDINAL = re.compile("第([一二三])产业")  # what is told of one of the three tells nothing of another
ALIKE = (
    "家个所户",
    "项个条件种",
    "座个处",
    "名人位个",
    "场次届",
    "套间个",
    "天日",
)  # counters of one and the same thing
# By what a quantity is measured, in the words that `Asking.spell` writes: 单位面积收入 is no 收入, 人均产值 no 产值.
RATE = re.compile(
    "单位面积|单位(?=地区生产总值|工业|产值|产品)|人均|户均|企均|园均|占比|每[百千万]?[\u4e00-\u9fff](?!年)"
)
SHARE = "占比"  # as `Asking.spell` writes 比重 and 份额
# A quantity within another one.
PER = ("占", "单位", "人均", "每万元", "万元")  # before it
DERIVED = ("能耗", "水耗", "电耗", "用水", "用电", "碳排放", "二氧化碳排放")  # another quantity, behind one
NUMERAL = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千万]+)"
PAUSE = re.compile("[，,；;。、：:]")
SERIAL = re.compile(r"^\s*\d{1,3}\s*\t")  # which row it is
DIGITS = dict(zip("三四五六七八九十", ("3", "4", "5", "6", "7", "8", "9", "10"), strict=True))
DIGITS |= {digit: sign for sign, digit in DIGITS.items()}
GIVEN_COUNT = re.compile(  # 那8个课题: what a question says of its thing
    r"(?<![第前后\d.])(?P<n>[1-9]\d?|[三四五六七八九十])(?P<unit>[个家项名位所批支座])(?!百分点|五年|季度|月|方面|年|之[一二三四五])"
)
LISTED = re.compile(  # of a list, of a sum and of a condition its own rows are the number
    r"表|清单|名单|名录|附件|专栏|列(?:出|了|入|有)|投资.{0,6}(?:合计|总计|一共|共计|总共|总和|之和)|\d[亿万]元"
    r"|20\d\d年(?:底|前)?(?:开工|竣工|完工|建成|投产)"
)
RISE = re.compile(r"由[^，。；]{0,8}\d[\d.]*%.{0,8}(?:到|至)[^，。；]{0,8}\d[\d.]*%")  # both ends of a change


def holds_number(ask: Ask, sentence: str, chunk: Chunk) -> bool:
    """Whether a sentence, or a table row with its columns, holds a number with the unit and of what the question counts."""
    unit, noun = asked_unit(ask), counted_noun(ask.asking, ask.question.text)
    told_in = "" if unit else TOLD_IN.get(noun, "")
    if told_in and not re.search(told_in, sentence + chunk.header):
        return False
    if AREA.search(ask.question.text) and not AREA_TOLD.search(sentence + chunk.header):
        return False
    if "百分之" in ask.question.text and not re.search("%|百分之", sentence):
        return False
    said = ask.asking.spell(f"{sentence}{chunk.header if chunk.kind == 'table_row' else ''}")
    if noun and not any(form in said for form in (noun, *ask.asking.near_to(noun))):
        return False
    if chunk.kind == "table_row":
        sentence = SERIAL.sub("", sentence)
        is_bare = bool(BARE_COUNT.search(ask.question.text))
        told = unit in chunk.header or (unit in sentence.split("\t") if is_bare else unit in sentence)
        return bool(re.search(r"\d|要求", sentence)) and (not unit or told)
    if unit == "个百分点" and RISE.search(sentence):
        return True
    form = OF_FIRMS if unit in {"家", "个", "户"} and FIRMS.search(ask.question.text) else unit
    if unit and not re.search(rf"{NUMERAL}[余多]?(?:个|左右)?[\u4e00-\u9fff]?{form}", sentence):
        return _counted_alike(ask, unit, sentence)
    return bool(unit) or bool(list(iter_quantities(sentence))) or bool(re.search(r"\d", sentence))


def _counted_alike(ask: Ask, unit: str, sentence: str) -> bool:
    """Whether a sentence counts the last noun of the question by another counter: 3个…骨干企业 for 几家骨干企业."""
    counters = {one for group in ALIKE if unit in group for one in group}
    noun = ask.question.words[-1] if ask.question.words else ""
    if not counters or not noun:
        return False
    forms = "|".join(map(re.escape, (noun, *ask.asking.near_to(noun))))
    count = rf"{NUMERAL}[余多]?(?:{'|'.join(sorted(counters))})"
    told = re.compile(rf"{count}[\u4e00-\u9fff\d]{{0,20}}?(?:{forms})|(?:{forms})(?:数量?|达到?|共|有)*{count}")
    return any(told.search(ask.asking.spell(piece)) for piece in PAUSE.split(sentence))


def asked_unit(ask: Ask) -> str:
    """The counting word asked for: 多少家 → 家; '' where none is."""
    if MONEY.search(ask.question.text):
        return "元"
    match = unit_in(ask.question.text)
    return match[1] if match else ""


def unit_in(text: str, start: int = 0) -> re.Match[str] | None:
    """Where a text asks for a number with its counting word; None where that only begins another word: 多少支|持资金, 多少人|才."""
    match = UNIT.search(text, start)
    word = next((one for one in lex(text) if match and one.start == match.start(1)), None)
    is_part = match and word and word.tag.startswith(("n", "v")) and len(word.text) > len(match[1])
    return None if is_part else match


def holds_counts(ask: Ask, text: str, chunk: Chunk) -> bool:
    """Whether a text counts as the question does of what it asks about: of 那8个课题 no sentence on 12个课题 tells."""
    if ask.question.form not in {"number", "date", ""}:
        return True
    held = "".join((*chunk.path, chunk.header, text))
    said = ((match["n"], match["unit"]) for match in GIVEN_COUNT.finditer(ask.question.text))
    return all(re.search(rf"(?<![\d.])(?:{one}|{DIGITS.get(one, one)})[余多]?{unit}", held) for one, unit in said)


def measures(ask: Ask) -> bool:
    """Whether a question asks how much of something (多少万元, 多少补贴), which no list of names tells."""
    if ask.question.form != "number":
        return False
    unit, noun = asked_unit(ask), counted_noun(ask.asking, ask.question.text)
    return bool(MEASURE.fullmatch(unit) or GIVEN.search(noun))


def counted_noun(asking: Asking, text: str) -> str:
    """What is counted without a counting word (税 of 每年交多少税), or of which a sum is told (几个亿的税); '' where nothing is."""
    has_unit = MONEY.search(text) or UNIT.search(text)
    match = OF_SUM.search(text) if has_unit else NOUN.search(text)
    tokens = lex(text[match.end() :]) if match else []
    if len(tokens) > 1 and tokens[0].tag == "v" and tokens[1].tag == "n":  # 支持|资金
        tokens = tokens[1:]
    return asking.spell(tokens[0].text) if tokens and tokens[0].tag in ("n", "vn") else ""


def is_quantity(ask: Ask, asked: str, held: str) -> bool:
    """Whether a figure is of a quantity that is asked for (of a share of both of its own), and of the asked one of the three sectors."""
    for link in ask.question.links:
        asked = asked if link.of_type(["Indicator"]) else asked.replace(ask.asking.spell(link.text), "")
    wanted = [word in held for word in ask.asking.words["quantities"] if word in RATE.sub("", asked)]
    of_both = all(wanted) if SHARE in asked else not wanted or any(wanted)
    return of_both and all(f"{which}产" in asked for which in ORDINAL.findall(held))


def is_of_another_quantity(ask: Ask, sentence: str) -> bool:
    """Whether the sentence has an asked quantity only inside another one: 工业增加值 in 单位工业增加值能耗."""
    text, asked = ask.asking.spell(sentence), ask.asking.spell(ask.question.text)
    derived = tuple(word for word in DERIVED if word not in asked)
    per = tuple(word for word in PER if word not in asked)
    return any(
        (places := [match.span() for match in re.finditer(re.escape(word), text)])
        and all(text.startswith(derived, end) or text[:start].endswith(per) for start, end in places)
        for word in ask.question.words
    )

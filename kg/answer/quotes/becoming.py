"""What something is to become: 要打造成哪四个平台 is told of the very thing that a sentence turns into them."""

import re

from kg.answer.asked.question import Question
from kg.answer.asked.reading import Ask
from kg.answer.folding import fold
from kg.answer.quotes.enumerated import ACT, LONGEST_ITEM, RUN, SOME, asked_noun, enumerations, last_word
from kg.answer.quotes.passages import Found, children_of
from kg.extract.words.lexer import lex
from kg.text.numbers import parse_number

BECOMES = re.compile("(?:打造|建设|建|发展|培育|提升)(?:成为|成|为)(?=哪)|成为(?=哪)")
TURNED = re.compile("(?:打造|建设|发展|培育|提升)?(?:成为|[成为](?!果|本|功|效))|打造|建成")  # how a plan tells it
TURNED_INTO = re.compile("(?:将|把)(?P<thing>[^，,。；]{2,20}?)(?:打造|建设|建|培育|发展|提升)成")
ASKED_OF = re.compile(
    "(?:要|将|拟|会|计划)*(?:把|将)?(?P<thing>[^，。；？的]{2,24}?)(?:到?20\\d\\d年|未来|今后)?"
    f"(?:将|要|计划|准备|打算|应|需|应该)*(?:被|分别)?(?:{BECOMES.pattern})"
)
SAID_BEFORE = re.compile(r"^.*(?:规划|方案|意见|期间|时期|\d年)(?:里|中|提出)*")  # tells when or where it is said
ITSELF = re.compile("[全我本该其][区市县省州镇园]?")  # of the plan's own place


def turns_another(ask: Ask, found: Found) -> bool:
    """Whether 「将甲园打造成……平台」 tells of another thing than the question names; a front that the plan is about belongs to it."""
    turned = TURNED_INTO.search(found.text)
    if not turned:
        return False
    told = fold(turned["thing"])
    names = [link.text for link in ask.question.links if not link.of_type(["Region"])]
    asked = ASKED_OF.search(ask.question.text)
    if not asked or ITSELF.fullmatch(turned["thing"]):
        return bool(names) and not any(name in fold(found.text) for name in names)
    thing = fold(SAID_BEFORE.sub("", asked["thing"]))
    forms = {
        thing,
        *(fold(name) for link in ask.question.links for one in link.entities for name in (one.name, *one.aliases)),
    }
    if thing.endswith(told) or any(form in told for form in forms):
        front = thing.removesuffix(told) if thing.endswith(told) else ""
        around = fold("".join((found.document.title, found.document.metadata.get("region", ""), *found.chunk.path)))
        return bool(front) and not any(front in text for text in (around, fold(found.text)))
    return True


def ending_alike(ask: Ask, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The first list behind the asked verb whose members all end in the asked noun, as many as asked: 聚焦|甲技术和乙技术."""
    asked = asked_noun(ask.question.text)
    noun, act = last_word(asked) if asked else "", ACT.search(ask.question.text)
    if len(noun) < 2 or not act:
        return []
    forms = (act["act"], *ask.asking.near_to(ask.asking.spell(act["act"])))
    verb = TURNED if BECOMES.search(ask.question.text) else re.compile("|".join(map(re.escape, forms)))
    for run in RUN.finditer(text, start, end):
        said = verb.search(text, *run.span())
        last = text.rfind(noun, said.end(), run.end()) + len(noun) if said else 0
        if not said or last < said.end():
            continue
        some = SOME.match(text, said.end(), last)
        joint = re.compile(rf"(?<={re.escape(noun)})(?:、|以及|[和与及])")
        cuts = [one.span() for one in joint.finditer(text, said.end(), last)]
        edges = [some.end() if some else said.end(), *(place for cut in cuts for place in cut), last]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        is_whole = all(noun not in text[a : b - len(noun)] for a, b in spans)
        is_apart = ask.question.number_of or not any("、" in text[a:b] for a, b in spans)
        fits = is_whole and is_apart and all(len(noun) < b - a <= LONGEST_ITEM for a, b in spans)
        if fits and len(spans) >= 2 and ask.question.number_of in (None, len(spans)):
            return spans
    return []


def ends_alike(ask: Ask, found: Found) -> bool:
    """Whether a sentence has such a list."""
    return bool(ending_alike(ask, found.document.text, found.start, found.end))


def lists_many(ask: Ask, found: Found) -> bool:
    """Whether a sentence lists, behind a word of becoming or numbered under it, as many things as are asked for."""
    text, wanted = found.document.text, ask.question.number_of
    turned = TURNED.search(text, found.start, found.end)
    runs = enumerations(ask, text, turned.end(), found.end) if turned else []
    lists = (children_of(found), *(one.items for one in runs))
    return wanted in (None, 1) or ends_alike(ask, found) or any(len(one) == wanted for one in lists)


def counts_otherwise(question: Question, text: str) -> bool:
    """Whether a text gives another number of what the question numbers: 四个…领域 where 哪六个领域 are asked for."""
    asked, wanted = asked_noun(question.text), question.number_of
    noun = lex(asked)[-1] if asked else None
    if not wanted or not noun or not noun.tag.startswith("n"):
        return False
    said = rf"(?<![第十百\d.])([两二三四五六七八九十]|\d{{1,2}})[个大家项种类条][^，。；、]{{0,8}}?{noun.text}"
    numbers = {int(parse_number(one) or 0) for one in re.findall(said, text)}
    return bool(numbers) and wanted not in numbers

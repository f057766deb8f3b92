"""Of what a quantity speaks by the name right beside it: 云溪园（150公顷）, 总投资5亿元的星河大桥."""

import re

from kg.extract.context import Sentence
from kg.extract.indicators.subjects import OWNERS
from kg.records import Mention
from kg.text.numbers import Quantity

BESIDE_ENDS = re.compile(
    r"(?:左右|以上)?(?:[，。；、）)]|$)"
)  # 湖东园9平方公里集中建设区 says nothing of the park's size


def owner_beside(sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The name whose value a bare number is: 云溪园（150公顷）, 湖东园9.3亿元."""
    place = sentence.start + quantity.start
    for mention in sentence.of(*OWNERS):
        if (
            mention.end <= place
            and BESIDE_ENDS.match(sentence.text, quantity.end)
            and re.fullmatch(r"[（(：:为达]?(?:约|共)?", sentence.text[mention.end - sentence.start : quantity.start])
        ):
            return mention
    return None


def owner_behind(sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The project whose total stands before it: 总投资5亿元的[星河大桥]."""
    place = sentence.start + quantity.end
    found = (m for m in sentence.of("Project", "Platform", "Park") if m.start > place)
    mention = next(found, None)
    between = sentence.text[quantity.end : mention.start - sentence.start] if mention else ""
    if mention and mention.type == "Park" and re.match("(?:建设|改造)?(?:项目|工程)", sentence.after(mention)):
        return None  # the work has no name of its own
    return mention if mention and re.fullmatch(r"的[^，。；、\d]{0,6}", between) else None

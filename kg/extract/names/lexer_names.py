"""Names that the lexer tags as places or bodies, typed by their heads; what no head types is left out."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.names.names import LETTERED, balanced, extended_end, is_park
from kg.extract.words.candidates import Candidate
from kg.extract.words.fronts import covered
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import BodyWords, Vocabulary

NO_LEVEL = re.compile(
    r"[省市区县][级场域际]|.*(?:会同|牵头|负责|印发|批复|转发|[局委办厅][省市区县旗盟])"
)  # 市场…, 区域…; two bodies in one
DISTRICT = re.compile(r"[一-龥]港区")  # a district whose name ends in 港: 甲港|区; a harbour's has more to it
DIVISIONS = ("盟", "旗", "州", "县", "区", "镇", "乡")
NUMBERED = re.compile(r"\s*(?:[—–]+|[•●]|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．])\s*")
SHORT_REGION = 4  # a longer word in 区 is a park or a zone more often than a district
BRANCH = ("特色", "分园", "各分")  # some branch of it is meant
TYPED_BY_HEAD = ("Enterprise", "Institution", "Park", "Platform", "Department", "Fund", "Cluster", "Project")


def find_lexer_names(text: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """ORG and LOC words whose last characters tell their class."""
    for index, token in enumerate(tokens):
        if _is_titling(text, tokens, index, vocabulary):
            yield Candidate(token.start, token.end, "Region", 1.3, "lexer")
        if token.tag not in ("ORG", "LOC") or token.end - token.start < 2 or token.text in vocabulary.generic:
            continue
        if not balanced(token.text):
            continue
        kind = "Department" if is_local_body(token, vocabulary.bodies) else by_head(token.text, vocabulary)
        kind = None if DISTRICT.fullmatch(token.text) else kind
        if end := _belt_end(tokens[index + 1 :], vocabulary):
            yield Candidate(token.start, end, "Region", 2.0, "lexer")
        elif kind:
            yield Candidate(token.start, extended_end(text, token.end, kind), kind, 1.6, "lexer")
        elif (
            token.tag == "LOC"
            and _is_pilot_place(token.text, vocabulary)
            and text[token.end : token.end + 2] not in BRANCH
        ):
            yield Candidate(token.start, token.end, "Park", 1.3, "lexer")
        elif token.tag == "LOC" and len(token.text) >= 3 and _is_region(token.text, vocabulary):
            yield Candidate(token.start, token.end, "Region", 1.3, "lexer")


def _is_titling(text: str, tokens: Sequence[Token], index: int, vocabulary: Vocabulary) -> bool:
    """Whether a line opens with a division's name that the lexer takes for a person's: ——某某盟打造草原带."""
    token, following = tokens[index], tokens[index + 1 : index + 2]
    divided = token.tag == "PER" and len(token.text) > 2 and token.text.endswith(DIVISIONS)
    acts = any(one.text in vocabulary.boundaries for one in following)
    return divided and acts and bool(NUMBERED.fullmatch(text[: token.start]))


def _belt_end(following: Sequence[Token], vocabulary: Vocabulary) -> int:
    """Where a belt or circle of places ends whose first word stands before these (淮河生态经济带, 沪昆高铁经济走廊); else 0."""
    text = ""
    for token in following[:4]:
        if token.tag == "w" or token.text in vocabulary.boundaries:
            return 0
        text += token.text
        if text.endswith(vocabulary.belts):
            return token.end
    return 0


def _is_pilot_place(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a 示范区 is called as a place is (云龙示范区), and not by what it shows how to do: an honour."""
    core = word.removesuffix("示范区")
    honour = covered(core, vocabulary.generic_modifiers | vocabulary.fields) or core.startswith(("国家", "全国"))
    return word.endswith("示范区") and 2 <= len(core) <= 4 and not honour


def _is_region(word: str, vocabulary: Vocabulary) -> bool:
    if word.endswith(vocabulary.waters):
        return len(word) <= SHORT_REGION and not word.endswith("矿山")
    return word.endswith(vocabulary.region_ends) or (word.endswith("区") and len(word) <= SHORT_REGION)


def is_local_body(token: Token, words: BodyWords) -> bool:
    """Whether the lexer's name is one of a level's own bodies, whatever its matter: 盟农牧局, 市口岸物流办."""
    level = next((word for word in words.level_words if token.text.startswith(word)), "")
    told = token.tag == "ORG" and level and token.text.endswith((*words.named_ends, *words.local_ends))
    return bool(told) and len(token.text) - len(level) >= 3 and not NO_LEVEL.match(token.text)


def by_head(word: str, vocabulary: Vocabulary) -> str | None:
    if LETTERED.search(word) and is_park(word, vocabulary):
        return "Park"
    best: tuple[int, str] | None = None
    for kind in TYPED_BY_HEAD:
        heads = vocabulary.heads.get(kind, ())
        if word.endswith(heads):
            length = next((len(head) for head in heads if word.endswith(head) and len(word) > len(head)), 0)
            best = (length, kind) if length > (best[0] if best else 0) else best
    return best[1] if best else None

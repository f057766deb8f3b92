"""What of a list's member is the name itself, and whether it can be a name of the list's class."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.extract.lists.lists import Item, bare, cut, is_venture
from kg.extract.names.names import is_park
from kg.extract.words.fronts import Fronts, covered
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import Vocabulary

FIELD = re.compile(r"(.{2,}?)(?:领域|行业|赛道)(?=.)")  # 印刷包装领域部分企业: the field ends the industry's name
DONE = re.compile(  # 国家某示范区|创建名单, “某之乡”|三块牌子
    r"(?:(?:创建|建设|培育|申报)?(?:(?:试点)?(?:名单|名录))?|[两三四五六七八九十\d]+[块个项张][一-龥]{0,6}(?:牌子|招牌|称号|荣誉|名片))$"
)
AWARDED = re.compile(r"[^“”]{0,8}(?:获评|荣获|获批|入选|评为|列为|蝉联|荣膺|授予)(?=.{4})")  # 连续三年获评|某先进县
ADVERBS = frozenset({"d", "ad", "vd"})


class ListMembers:
    """Cuts members of lists to names; the words it goes by are data."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._fronts = Fronts(vocabulary)
        self.heads_of_others = tuple(
            head
            for kind, heads in vocabulary.heads.items()
            if kind not in ("Industry", "Indicator", "Title", "Region")
            for head in heads
            if len(head) > 1 and head != "系统"  # 数控系统 is an industry's product
        )
        self._goals = sorted(vocabulary.honours["goals"], key=len, reverse=True)
        self._leading = sorted((word for word in vocabulary.leading if len(word) > 2), key=len, reverse=True)

    def core(self, item: Item) -> Item:
        """A member without what stands round the industry's own name (区域内……, ……智能化升级, ……领域)."""
        tails = self._vocabulary.tails
        lead = next((w for w in self._leading if item.text.startswith(w) and len(item.text) - len(w) > 1), "")
        field = FIELD.match(item.text, len(lead))
        if lead or field:
            stop = field.end(1) if field else len(item.text)
            item = Item(item.text[len(lead) : stop], item.start + len(lead), item.start + stop)
        tail = next(
            (t for t in tails if item.text.endswith(t) and len(item.text) - len(t) >= (4 if len(t) < 3 else 2)), ""
        )
        return Item(item.text.removesuffix(tail), item.start, item.end - len(tail)) if tail else item

    def fits(self, item: Item, kind: str, *, told: bool = False) -> bool:
        """Whether a list member can be a name of the class; `told`: the list's closing noun says what it is."""
        words = self._vocabulary
        if not 2 <= len(item.text) <= (18 if kind == "Industry" else 30) or (item.text in words.generic and not told):
            return False
        if (
            any(ch.isdigit() for ch in item.text)
            and kind in ("Enterprise", "Region", "Industry", "Department")
            and not re.search("[A-Za-z]", item.text)
        ):
            return False
        if kind == "Industry":
            led = item.text.startswith("以") and not item.text.startswith("以太")  # 以某某[为链主]
            return (
                not led
                and item.text not in (words.not_industry | words.boundaries)
                and (told or not covered(item.text, words.not_industry | words.generic_modifiers))
            )
        if kind == "Park" and told:
            return True
        return not covered(item.text, words.generic_modifiers | frozenset(words.list_heads) | words.not_industry)

    def trimmed(self, text: str, tokens: Sequence[Token], item: Item, kind: str) -> Item | None:
        """A member without the words before its name (加强与某大学); None where a name of the class cannot end so."""
        endings = self._vocabulary.member_endings.get(kind)
        if kind == "Enterprise":
            return self._before_verb(text, tokens, item)
        tail = next((word for word in self._vocabulary.purposes if item.text.endswith(word)), "")
        if tail:
            item = bare(Item(item.text.removesuffix(tail), item.start, item.end - len(tail)))
        works = (*self._vocabulary.heads.get("Project", ()), *(one for one in endings or () if one != "建设"))
        if kind == "Project" and item.text.endswith("建设") and item.text.removesuffix("建设").endswith(works):
            item = Item(item.text.removesuffix("建设"), item.start, item.end - 2)
        if kind == "Title":
            plain = DONE.sub("", item.text)
            item = Item(plain, item.start, item.start + len(plain))
            item = cut(item, next((word for word in self._goals if item.text.startswith(word)), ""))
            awarded = AWARDED.match(item.text)
            item = cut(item, awarded.group() if awarded else "")
            joined = item.text.rfind("和")  # 装备的应用和|数字化车间
            honour = item.text.endswith(tuple(self._vocabulary.honours["own"])) and item.text[joined:][:2] != "和谐"
            item = bare(cut(item, item.text[: joined + 1] if honour else ""))
        own = [token for token in tokens if item.start <= token.start and token.end <= item.end]
        if endings and not item.text.endswith(endings) and not (kind == "Region" and all(t.tag == "LOC" for t in own)):
            ends = (*self._vocabulary.firm_endings, *self.heads_of_others)
            return item if kind == "Project" and is_venture(item, own, ends) else None
        if kind == "Region" and (
            is_park(item.text, self._vocabulary) or item.text in self._vocabulary.heads.get("Park", ())
        ):  # 某科学城东区、某产业园等重点区域
            return None
        if (
            kind == "Department"
            and own
            and (own[-1].tag in {"v", "vn"} or any(t.tag in ADVERBS and t.start > item.start for t in own))
        ):
            return None  # 国务院决策部署 is no body, 某部正式批复某省政府 neither
        if not endings or not own or own[0].start != item.start:
            return item
        if text[item.start - 1 : item.start] == "、" and not (
            (own[0].tag == "v" and own[0].text in self._vocabulary.boundaries)
            or (own[0].text in self._vocabulary.leading and own[0].text.endswith("级"))
        ):
            return item  # 甲、集中供水厂: no verb of the sentence stands behind a mark
        if len(own) > 1 and own[1].text.endswith(self._vocabulary.sizes):  # 年产5万吨…项目
            return item
        rest = self._fronts.trim(own, told=True)
        return Item(text[rest[0].start : item.end], rest[0].start, item.end) if rest else None

    def _before_verb(self, text: str, tokens: Sequence[Token], item: Item) -> Item:
        """A firm without what it does (某股份发展某业) and without the joint before the list (与某创投、某资本)."""
        joined = text[item.start - 1 : item.start] != "、" and item.text[0] in "与和同"
        if joined and any(t.start == item.start and t.tag in {"p", "c"} for t in tokens):
            item = Item(item.text[1:], item.start + 1, item.end)
        own = [token for token in tokens if item.start < token.start and token.end <= item.end]
        verbs, endings = self._vocabulary.boundaries, self._vocabulary.firm_endings
        ends = (
            token.start
            for token, after in zip_longest(own, own[1:])
            if (token.text in verbs and token.tag in {"v", "vn"})
            or token.text in self._vocabulary.firm_tails
            or (after and token.text + after.text in {*verbs, *self._vocabulary.firm_tails})
            or (token.tag == "v" and len(token.text) > 1 and text[: token.start].endswith(endings))  # 某公司|增效
        )
        stop = next(ends, item.end)
        return Item(item.text[: stop - item.start], item.start, stop)

"""Lists (甲、乙和丙等……): items are of the class that the list's closing noun or a known member tells."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from kg.extract.candidates import TOLD, Candidate
from kg.extract.fronts import Fronts, covered
from kg.extract.led import led_by
from kg.extract.lexer import Token
from kg.extract.lists import (
    Item,
    are_means,
    are_words,
    bare,
    clauses,
    cut,
    is_no_list,
    is_venture,
    noun_end,
    parted,
    split_inner,
    split_items,
    uncounted,
    without_verb,
)
from kg.extract.names import is_park
from kg.extract.vocabulary import Vocabulary

CLOSING = re.compile(
    r"(?:等{1,2}(?:[一二两三四五六七八九十\d]+[大个类项家])?|[两三四五六七八九十\d]+[大条个](?=[一-龥]{0,6}(?:产业|领域|板块|赛道)))"
    r"(?P<noun>[一-龥“”]{0,10})"
)
DONE = re.compile(r"(?<=项目|工程)(?:建设|实施|落地|开工|签约)+$")  # 甲、乙等项目|建设
OPENING = re.compile(r"(?P<noun>[一-龥]{2,8}?)(?:主要)?(?:有|包括|涵盖|为|包含|是)$")
TWO_KINDS = re.compile(r"(?:高校|院所|机构|企业|平台)(?:和|及|与|、)(?=[一-龥])")  # 等高校和企业: each by its own name
FIELD = re.compile(r"(.{2,}?)(?:领域|行业|赛道)(?=.)")  # 印刷包装领域部分企业: the field ends the industry's name
BODY_ENDS = ("局", "委", "办", "厅", "署", "办公室", "政府")  # a list of such with a body among them is one of bodies
ADVERBS = frozenset({"d", "ad", "vd"})
JOINTS = frozenset({"等", "等等", "和", "及", "以及", "与", "或", "、"})


class EnumerationFinder:
    """Types the members of lists; needs the candidates found so far to know what a list is a list of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cues = frozenset(vocabulary.industry_cues)
        self._heads = sorted(vocabulary.list_heads, key=len, reverse=True)
        self._fronts = Fronts(vocabulary)
        self._doing = tuple(word for word in vocabulary.trade_cues if len(word) > 1)
        self._heads_of_others = tuple(
            head
            for kind, heads in vocabulary.heads.items()
            if kind not in ("Industry", "Indicator", "Title", "Region")
            for head in heads
            if len(head) > 1 and head != "系统"  # 数控系统 is an industry's product
        )
        self._others = tuple(word for word, kind in vocabulary.list_heads.items() if kind != "Industry")
        self._goals = sorted(vocabulary.honours["goals"], key=len, reverse=True)
        self._leading = sorted((word for word in vocabulary.leading if len(word) > 2), key=len, reverse=True)

    def find(self, text: str, tokens: Sequence[Token], known: Mapping[tuple[int, int], str]) -> Iterator[Candidate]:
        """Candidates for the members of every list in the text. `known`: spans whose class is sure already."""
        cuts = [
            (token.start, token.end)
            for before, token, following in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
            if self._cuts(token)
            and not (token.tag == "v" and following and following.text in JOINTS)
            and not (
                before
                and before.text == "、"
                and token.tag == "p"
                and following
                and (following.tag in ("ORG", "PER", "LOC", "nz") or token.text == "同")
            )
        ]
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        for start, end in clauses(text):
            place = start
            for left, right in [*((a, b) for a, b in cuts if start <= a and b <= end), (end, end)]:
                if left > place:
                    inside = tokens[bisect_left(starts, place) : bisect_right(ends, left)]
                    yield from self._read(text, inside, (place, left), known)
                place = max(place, right)

    def _cuts(self, token: Token) -> bool:
        """Whether a word ends a list or starts after a cue: verbs of doing, prepositions, 的 …; never a noun."""
        if token.text in JOINTS:
            return False
        if token.text in self._vocabulary.boundaries:
            return token.tag not in {"n", "nz", "vn", "an", "c", "LOC", "ORG"} or token.text in self._cues
        return token.tag in {"p", "r"} or token.text in {"的", "是", "了"} or (token.tag == "d" and len(token.text) > 1)

    def _read(
        self, text: str, tokens: Sequence[Token], span: tuple[int, int], known: Mapping[tuple[int, int], str]
    ) -> Iterator[Candidate]:
        left, right = span
        closing = self._closing(text, left, noun_end(text, tokens, right))
        body_end = closing.start() if closing else right
        items = [item for a, b in split_inner(text, left, body_end) for item in split_items(text, a, b)]
        items = [without_verb(items[0], self._doing, self._vocabulary.boundaries), *items[1:]] if items else items
        led = [] if closing else led_by(text, items, right)
        items = led or items
        if closing is None and len(items) < 2 and not led:
            yield from self._single(text, items, left)
            return
        items = [*parted(text, items[0], closing.start()), *items[1:]] if closing and items else items
        if closing and not closing.group().startswith("等") and len(items) < 2:  # 重抓|21个重点产业链
            return
        items = [*items[:-1], uncounted(items[-1])] if items and closing is None else items
        kind = "Industry" if led else self._kind(text, items, closing, known, tokens)
        if kind is None:
            return
        if kind == "Department" and text[items[0].start - 1 : items[0].start + 1].count("各"):
            return  # 各县农牧办、农牧局: all of them
        for item in items:
            core = self._core(item) if kind == "Industry" else self._trimmed(text, tokens, item, kind)
            if core and self._fits(core, kind, told=closing is not None):
                yield Candidate(core.start, core.end, kind, 1.9 if closing else 1.7, TOLD if closing else "lists")

    def _are_trades(self, text: str, items: Sequence[Item]) -> bool:
        """Whether a list behind 发展, 培育 … is one of industries: short nouns, of which none names something else."""
        before = text[max(0, items[0].start - 6) : items[0].start]
        return (
            len(items) > 1
            and before.endswith(self._doing)
            and all(
                2 <= len(item.text) <= 8
                and not item.text.endswith(self._heads_of_others)
                and self._fits(item, "Industry")
                and "的" not in item.text
                for item in map(self._core, items)
            )
        )

    def _trimmed(self, text: str, tokens: Sequence[Token], item: Item, kind: str) -> Item | None:
        """A member without the words before its name (加强与某大学); None where a name of the class cannot end so."""
        endings = self._vocabulary.member_endings.get(kind)
        if kind == "Enterprise":
            return self._before_verb(text, tokens, item)
        tail = next((word for word in self._vocabulary.purposes if item.text.endswith(word)), "")
        if tail:
            item = bare(Item(item.text.removesuffix(tail), item.start, item.end - len(tail)))
        works = ("）", *self._vocabulary.heads.get("Project", ()))
        if kind == "Project" and item.text.endswith("建设") and item.text.removesuffix("建设").endswith(works):
            item = Item(item.text.removesuffix("建设"), item.start, item.end - 2)
        if kind == "Title":
            item = cut(item, next((word for word in self._goals if item.text.startswith(word)), ""))
            joined = item.text.rfind("和")  # 装备的应用和|数字化车间
            honour = item.text.endswith(tuple(self._vocabulary.honours["own"])) and item.text[joined:][:2] != "和谐"
            item = cut(item, item.text[: joined + 1] if honour else "")
        own = [token for token in tokens if item.start <= token.start and token.end <= item.end]
        if endings and not item.text.endswith(endings) and not (kind == "Region" and all(t.tag == "LOC" for t in own)):
            ends = (*self._vocabulary.firm_endings, *self._heads_of_others)
            return item if kind == "Project" and is_venture(item, own, ends) else None
        if kind == "Region" and is_park(item.text, self._vocabulary):  # 某科学城东区、某产业园等重点区域
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
            or (after and token.text + after.text in verbs)
            or (token.tag == "v" and len(token.text) > 1 and text[: token.start].endswith(endings))  # 某公司|增效
        )
        stop = next(ends, item.end)
        return Item(item.text[: stop - item.start], item.start, stop)

    def _single(self, text: str, items: Sequence[Item], left: int) -> Iterator[Candidate]:
        """「聚焦X领域」「重点发展X产业」: one industry after a cue."""
        cued = text[max(0, left - 6) : left].endswith(self._vocabulary.industry_cues)
        for item in items[:1] if cued else ():
            tail = next((word for word in ("领域", "赛道", "方向", "行业") if item.text.endswith(word)), "")
            if tail:
                core = Item(item.text.removesuffix(tail), item.start, item.end - len(tail))
                if self._fits(core, "Industry"):
                    yield Candidate(core.start, core.end, "Industry", 1.4, "lists")

    def _closing(self, text: str, left: int, right: int) -> re.Match[str] | None:
        """等 with the noun that closes the list: the last one whose noun tells a class, else the first."""
        found = list(CLOSING.finditer(text, left + 1, right))
        telling = [m for m in found if self._head(m)]
        return telling[-1] if telling else found[0] if found else None

    def _head(self, closing: re.Match[str]) -> str | None:
        noun = DONE.sub("", closing.group("noun"))
        if is_no_list(noun, self._vocabulary.no_list) or TWO_KINDS.search(noun):
            return None
        if noun.startswith(("领域", "行业", "产业")) and not noun.endswith(("区", "园", "基地")):
            return "Industry"  # 等领域企业66家: the members are the fields, not the firms
        return next((self._vocabulary.list_heads[h] for h in self._heads if noun.endswith(h)), None)

    def _kind(
        self,
        text: str,
        items: Sequence[Item],
        closing: re.Match[str] | None,
        known: Mapping[tuple[int, int], str],
        tokens: Sequence[Token],
    ) -> str | None:
        """The class of a list: by its closing noun, else by known members, else by a cue before it."""
        kind = self._head(closing) if closing else None
        if kind == "Enterprise" and self._are_fields(items, known):
            return "Industry"
        if kind == "Enterprise" and closing and are_words(items, tokens):
            return None
        if kind == "Industry" and closing and are_means(text, items, closing["noun"], self._vocabulary.not_industry):
            return None
        if kind or (closing and is_no_list(closing["noun"], self._vocabulary.no_list)):
            return kind
        opening = OPENING.search(text[max(0, items[0].start - 14) : items[0].start]) if items else None
        if opening:
            nouns, noun = self._vocabulary.list_heads, opening.group("noun")
            told = next((nouns[h] for h in self._heads if noun.endswith(h)), None)
            if told:
                return told
        spans = [(item.start, item.end) for item in items]
        if closing is None and items and items[-1].text.endswith("企业"):  # 海洋食品、生物制品企业30家
            spans = [(item.start, item.end) for item in map(self._core, items)]
        classes = [known[span] for span in spans if span in known]
        if "Department" in classes and all(item.text.endswith(BODY_ENDS) for item in items):
            return "Department"
        if classes and classes.count(classes[0]) == len(classes) and len(classes) * 3 >= len(items):
            return classes[0]
        before = text[max(0, items[0].start - 6) : items[0].start] if items else ""
        if items and re.search(r"[两三四五六七八九十\d]大(?:主导|支柱|优势|重点)?(?:产业|领域)$", items[-1].text):
            return "Industry"
        if closing is None and before.endswith(self._vocabulary.industry_cues):
            last = items[-1].text if items else ""
            if last.endswith(("产业", "领域", "行业", "业", "赛道", "方向")):
                return "Industry"
        plain = closing is None or not closing["noun"].endswith(self._others)
        return "Industry" if plain and items and self._are_trades(text, items) else None

    def _are_fields(self, items: Sequence[Item], known: Mapping[tuple[int, int], str]) -> bool:
        """Whether a list of firms tells what the firms do: an industry is among its members, and no firm."""
        classes = {known.get((item.start, item.end)) for item in map(self._core, items)}
        return "Industry" in classes and "Enterprise" not in classes

    def _core(self, item: Item) -> Item:
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

    def _fits(self, item: Item, kind: str, *, told: bool = False) -> bool:
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

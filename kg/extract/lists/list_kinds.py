"""What a list is a list of: its closing noun, the noun before it, a known member or a cue says so."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.lists.list_members import ListMembers
from kg.extract.lists.lists import Item, are_means, are_words, is_no_list
from kg.extract.words.fronts import covered
from kg.extract.words.lexer import Token
from kg.extract.words.vocabulary import Vocabulary

CLOSING = re.compile(
    r"(?:等{1,2}(?:[一二两三四五六七八九十\d]+[大个类项家])?|[两三四五六七八九十\d]+[大条个](?=[一-龥]{0,6}(?:产业|领域|板块|赛道)))"
    r"(?P<noun>[一-龥“”]{0,10})"
)
DONE = re.compile(r"(?<=项目|工程)(?:建设|实施|落地|开工|签约)+$")  # 甲、乙等项目|建设
OPENING = re.compile(r"(?P<noun>[一-龥]{2,8}?)(?:主要|分别|依次)?(?:有|包括|涵盖|为|包含|是)$")
DOING = re.compile("(?:发展|布局|打造|建设|培育|开展|推广|种植)(?![一-龥]{0,3}(?:[区园带]|基地|平台|中心))")
TRADES_FIRMS = re.compile(  # 甲、乙等传统优势产业企业: the members are the trades
    r"(?:传统|优势|特色|主导|重点|支柱|新兴|战略性)+(?:产业|行业|领域)(?:龙头|重点|骨干|中小)?企业"
)
TITLED = re.compile(r"(?:荣誉)?称号$|殊荣$")
HELD = re.compile(r"(?P<noun>[一-龥]{1,8})”?[（(]$")  # 五大产业（甲、乙）
TWO_KINDS = re.compile(r"(?:高校|院所|机构|企业|平台)(?:和|及|与|、)(?=[一-龥])")  # 等高校和企业: each by its own name
PARTNER = re.compile(r"(?<=企业|公司)(?:与|同|会同|携手|联合)(?=[一-龥]{2})")  # who works with all of them
DIRECTION = re.compile(r"(?:[东西南北中]{1,2}[部边]|沿[江海河湖线])的$")  # 东南部的甲、乙
BODY_ENDS = ("局", "委", "办", "厅", "署", "办公室", "政府")  # a list of such with a body among them is one of bodies


class ListKinds:
    """Tells the class of a list; the words it goes by are data."""

    def __init__(self, vocabulary: Vocabulary, members: ListMembers) -> None:
        self._vocabulary = vocabulary
        self._members = members
        self._heads = sorted(vocabulary.list_heads, key=len, reverse=True)
        self._doing = tuple(word for word in vocabulary.trade_cues if len(word) > 1)
        self._trades = vocabulary.fields.union(
            vocabulary.firm_endings, vocabulary.generic_modifiers, vocabulary.not_industry
        )
        self._partners = vocabulary.generic_modifiers.union(vocabulary.list_heads)
        self._others = tuple(word for word, kind in vocabulary.list_heads.items() if kind != "Industry")

    def closing(self, text: str, left: int, right: int) -> re.Match[str] | None:
        """等 with the noun that closes the list: the last one whose noun tells a class, else the first."""
        found = list(CLOSING.finditer(text, left + 1, right))
        telling = [m for m in found if self._head(m)]
        return telling[-1] if telling else found[0] if found else None

    def kind(
        self,
        text: str,
        items: Sequence[Item],
        closing: re.Match[str] | None,
        known: Mapping[tuple[int, int], str],
        tokens: Sequence[Token],
    ) -> str | None:
        """The class of a list: by its closing noun, else by known members, else by a cue before it."""
        if not items:
            return None
        kind = self._head(closing) if closing else None
        if kind in ("Enterprise", "Project") and self._are_fields(items, known, kind):
            return "Industry"
        if kind == "Enterprise" and closing and are_words(items, tokens) and not all(map(self._ends_as_firm, items)):
            return None
        if kind == "Industry" and closing and are_means(text, items, closing["noun"], self._vocabulary.not_industry):
            return None
        if kind or (closing and is_no_list(closing["noun"], self._vocabulary.no_list)):
            return kind
        told = self._told(text, items[0].start)
        if told:
            return told
        if closing is None and TITLED.search(items[-1].text):
            return "Title"
        of_firms = closing is None and items[-1].text.endswith("企业")  # 海洋食品、生物制品企业30家
        spans = [(item.start, item.end) for item in (map(self._members.core, items) if of_firms else items)]
        classes = [known[span] for span in spans if span in known]
        if "Industry" in classes:  # 未来能源、空天科技: a trade's name may end as a firm's does
            classes = [kind for kind in classes if kind != "Enterprise"]
        if "Department" in classes and all(item.text.endswith(BODY_ENDS) for item in items):
            return "Department"
        if set(classes) == {"Platform"} and self._are_trades(text, items):
            return "Industry"  # 主攻膜电极、燃料电池系统: goods, whose names may end as a system's does
        if classes and classes.count(classes[0]) == len(classes) and len(classes) * 3 >= len(items):
            return classes[0]
        before = text[max(0, items[0].start - 6) : items[0].start]
        if re.search(r"[两三四五六七八九十\d]大(?:主导|支柱|优势|重点)?(?:产业|领域)$", items[-1].text):
            return "Industry"
        cued = closing is None and before.endswith(self._vocabulary.industry_cues)
        if cued and items[-1].text.endswith(("产业", "领域", "行业", "业", "赛道", "方向")):
            return "Industry"
        plain = closing is None or not closing["noun"].endswith(self._others)
        return "Industry" if plain and self._are_trades(text, items) else None

    def _told(self, text: str, start: int) -> str | None:
        """The class that the words before a list tell: 某产业有, 五大产业（, 东南部的."""
        nouns, before = self._vocabulary.list_heads, text[max(0, start - 14) : start]
        opening = OPENING.search(before)
        told = next((nouns[h] for h in self._heads if opening["noun"].endswith(h)), None) if opening else None
        if told:
            return told
        held = HELD.search(before)
        told = next((nouns[h] for h in self._heads if held["noun"].endswith(h)), None) if held else None
        if told in ("Industry", "Park", "Platform"):
            return told
        return "Region" if DIRECTION.search(before) else None

    def _head(self, closing: re.Match[str]) -> str | None:
        noun = DONE.sub("", closing.group("noun"))
        noun = DOING.split(noun)[0] or noun  # 甲、乙等乡镇|发展某产业
        partner = PARTNER.search(noun)
        if partner and not covered(noun[partner.end() :], self._partners):  # 等企业|与甲大学
            noun = noun[: partner.start()]
        if is_no_list(noun, self._vocabulary.no_list) or TWO_KINDS.search(noun):
            return None
        if TRADES_FIRMS.fullmatch(noun):
            return "Industry"
        if noun.startswith(("领域", "行业", "产业")) and not noun.endswith(("区", "园", "基地")):
            return "Industry"  # 等领域企业66家: the members are the fields, not the firms
        return next((self._vocabulary.list_heads[h] for h in self._heads if noun.endswith(h)), None)

    def _ends_as_firm(self, item: Item) -> bool:
        """Whether common words are put together as a firm's name is: 珊瑚|健康; a trade and a trade are none (生态|农业)."""
        ending = next((end for end in self._vocabulary.firm_endings if item.text.endswith(end)), "")
        front = item.text.removesuffix(ending)
        return bool(ending) and len(front) > 1 and not covered(front, self._trades)

    def retyped(self, item: Item, kind: str, known: Mapping[tuple[int, int], str]) -> bool:
        """Whether a member of a list of industries looks like a firm, or a platform, by its ending alone."""
        return kind == "Industry" and known.get((item.start, item.end)) in ("Enterprise", "Platform")

    def _are_fields(self, items: Sequence[Item], known: Mapping[tuple[int, int], str], kind: str) -> bool:
        """Whether a list of firms or projects tells of what trades they are: one is among its members, and no firm."""
        classes = {known.get((item.start, item.end)) for item in map(self._members.core, items)}
        return "Industry" in classes and kind not in classes

    def _are_trades(self, text: str, items: Sequence[Item]) -> bool:
        """Whether a list behind 发展, 培育 … is one of industries: short nouns, of which none names something else."""
        before = text[max(0, items[0].start - 6) : items[0].start]
        return (
            len(items) > 1
            and before.endswith(self._doing)
            and all(
                2 <= len(item.text) <= 8
                and not item.text.endswith(self._members.heads_of_others)
                and self._members.fits(item, "Industry")
                and "的" not in item.text
                for item in map(self._members.core, items)
            )
        )

"""Reasons for and against two things being one: a small pure function each, its sentence is shown to people."""

from dataclasses import dataclass
from functools import cached_property

from kg.resolve.around import Around
from kg.resolve.things import Describer, Thing
from kg.text.normalize import quoted

SHORTEST = 4  # characters of a bare name that may be completed by a place or an owner in front
LONG_CORE = 4  # characters of a trade name that only one company is likely to bear
LONGEST_SHORT = 6  # characters of an acronym


@dataclass(frozen=True)
class Pair:
    """Two things of one class, what the documents say around them, and the words to compare by."""

    left: Thing
    right: Thing
    around: Around
    describer: Describer

    @cached_property
    def short(self) -> Thing:
        """The one with the shorter name."""
        return min(self.left, self.right, key=lambda thing: (len(thing.key), thing.id))

    @property
    def long(self) -> Thing:
        """The other one."""
        return self.right if self.short is self.left else self.left

    def nested(self, one: str, other: str) -> bool:
        """Whether two regions are the same or one lies in the other."""
        return self.describer.places.nested(one, other)


@dataclass(frozen=True)
class Reason:
    """How far a reason holds (0 to 1) and the sentence that says so."""

    score: float
    text: str


# For


def _is_of(thing: Thing, region: str) -> bool:
    """Whether a name itself begins with a region's: 澄湖高新区 of 澄湖区."""
    return len(region) > 2 and thing.rest.startswith(region.rstrip("省市区县州盟旗"))


def same_name(pair: Pair) -> Reason | None:
    """The names are equal but for width, quotes, brackets' form and words that mean the same."""
    if pair.left.key != pair.right.key:
        return None
    inner = next((one.scope for one in (pair.left, pair.right) if _is_of(one, one.scope)), "")
    scoped, scopes = pair.left.type != "Department", {pair.left.scope, pair.right.scope}
    if scoped and "" not in scopes and len(scopes) > 1 and not (inner and all(pair.nested(inner, s) for s in scopes)):
        return Reason(0.7, f"名称相同，但出自{pair.left.scope}和{pair.right.scope}的文件：{pair.left.key}")
    return Reason(1.0, f"规范化后名称相同：{pair.left.key}")


def declared_name(pair: Pair) -> Reason | None:
    """One is called by a name that a document or the gazetteer gives the other."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        if one.key in other.aliases:
            return Reason(1.0, f"{quoted(one.name)}是{quoted(other.name)}的已知别名或文中定义的简称")
    return None


def common_alias(pair: Pair) -> Reason | None:
    """Both have one other name in common."""
    common = sorted(pair.left.aliases & pair.right.aliases, key=lambda name: (-len(name), name))
    return Reason(1.0, f"两者有共同的别名{quoted(common[0])}") if common and len(common[0]) > 2 else None


def same_core(pair: Pair) -> Reason | None:
    """Two companies or institutes that differ only by place, bracket and legal form."""
    core = pair.left.core
    if len(core) < 2 or core != pair.right.core:
        return None
    enough = len(core) > 2 or pair.left.places == pair.right.places  # two letters and another place may be another firm
    return Reason(1.0 if enough else 0.8, f"除地名、括号和公司形式外名称相同：{core}")


def bare_core(pair: Pair) -> Reason | None:
    """One company's name is the other's without its trade words: 康某药业 / 康某; a long one is seldom another's too."""
    short, long = sorted((pair.left.core, pair.right.core), key=len)
    if len(short) < 2 or not long.startswith(short) or not pair.describer.words.trade.fullmatch(long[len(short) :]):
        return None
    name = pair.short.name if pair.short.core == short else pair.long.name
    return Reason(1.0 if len(short) >= LONG_CORE else 0.74, f"{quoted(name)}是另一名称去掉行业词后的字号")


def same_rest(pair: Pair) -> Reason | None:
    """The names differ only by the region in front, and the bare one is used in that region's plans."""
    short, long = pair.short, pair.long
    if short.rest != long.rest or short.brackets != long.brackets or short.key == long.key:
        return None
    if short.places and long.places:
        return Reason(1.0, f"地名写法不同，其余相同：{short.rest}")
    enough = len(short.rest) >= SHORTEST or short.rest in pair.describer.words.one_in_region
    if not long.places or not enough:
        return Reason(0.9, f"除“项目、工程”一类的词外相同：{short.rest}") if not long.places else None
    place = long.places[-1]
    if short.scope and pair.nested(short.scope, place):
        own = pair.describer.places.own
        near = own(short.scope) == own(place) or _is_of(short, short.scope)  # 云州市|澄湖园
        return Reason(
            0.9 if near else 0.75, f"{quoted(short.name)}出自{short.scope}的文件，补上地名即{quoted(long.name)}"
        )
    return Reason(0.7, f"{quoted(short.name)}补上{quoted(place)}即{quoted(long.name)}，但文件的地区不能证明")


def without_bracket(pair: Pair) -> Reason | None:
    """One name is the other's without a bracket: a state of the text, an acronym, years, or a part."""
    short, long = pair.short, pair.long
    if (
        short.brackets
        or len(long.brackets) != 1
        or short.rest != long.rest
        or short.places != long.places[: len(short.places)]
    ):
        return None
    inside = long.brackets[0]
    if inside in pair.describer.words.status or (inside.isascii() and inside.isalpha()):
        return Reason(1.0, f"只差括号中的{quoted(inside)}")
    years = inside.replace("-", "").replace("年", "").isdigit()
    return Reason(0.9 if years else 0.6, f"只差括号中的{quoted(inside)}，" + ("是年限" if years else "可能是一部分"))


def owner_in_front(pair: Pair) -> Reason | None:
    """One name is the other's with its owner in front: a firm, park or body that the plans name."""
    front = _front(pair)
    owner = pair.around.owners.get(front.rstrip("-")) if front else None
    return (
        Reason(1.0, f"{quoted(pair.long.name)}是在{quoted(pair.short.name)}前加了主体{quoted(owner)}")
        if owner
        else None
    )


def contained(pair: Pair) -> Reason | None:
    """One project's name ends with the other's: the table's long name and the sentence's short one."""
    return Reason(1.0, f"{quoted(pair.long.name)}以{quoted(pair.short.name)}结尾") if _front(pair) else None


def _front(pair: Pair) -> str:
    """What the long name has in front of the whole short one; '' where it does not end with it."""
    short, long = pair.short.body, pair.long.body
    return long.removesuffix(short) if len(short) >= SHORTEST and long != short and long.endswith(short) else ""


def acronym(pair: Pair) -> Reason | None:
    """The short name's characters stand in the long name in this order, both beginning alike."""
    legal = pair.describer.words.legal
    short, long = legal.sub("", pair.short.body), legal.sub("", pair.long.body)
    if short[:1] != long[:1]:
        long = legal.sub("", pair.long.rest)
    if not 2 <= len(short) <= LONGEST_SHORT or len(long) < len(short) + 2 or short[0] != long[0]:
        return None
    letters = iter(long)
    if not all(letter in letters for letter in short) or (short[:2] != long[:2] and len(short) < 3):
        return None
    if long.startswith(short) and pair.short.type != "Enterprise":  # 某大学 / 某大学医院: a part, no short form
        return None
    return Reason(1.0, f"{quoted(pair.short.name)}的各字依次见于{quoted(pair.long.name)}，可能是简称")


def renamed(pair: Pair) -> Reason | None:
    """One body before and after a reform that changed its name alone."""
    return _changed(pair, "renamed", "机构改革后更名：{a}→{b}（{year}年）")


def reformed(pair: Pair) -> Reason | None:
    """A body whose functions went over to the other in a reform."""
    return _changed(pair, "reformed", "机构改革中职能划转：{a}→{b}（{year}年），是否视为一个请判定")


def _changed(pair: Pair, kind: str, text: str) -> Reason | None:
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        found = pair.describer.words.changes.get((one.function, other.function))
        if found and found[0] == kind and one.scope == other.scope:
            return Reason(1.0, text.format(a=one.function, b=other.function, year=found[1]))
    return None


def two_plates(pair: Pair) -> Reason | None:
    """One body with two name plates, as public rules on its tasks say."""
    for place in sorted(pair.left.plates & pair.right.plates):
        of_region, names, year = pair.describer.words.plates[place]
        if pair.left.function != pair.right.function and (of_region or pair.left.scope == pair.right.scope):
            return Reason(1.0, f"一个机构两块牌子：{'、'.join(sorted(names))}（{year}年起）")
    return None


def same_seat(pair: Pair) -> Reason | None:
    """Two committees whose park is one: its short and its full name."""
    left, right = pair.left, pair.right
    if not left.function or left.function != right.function or left.scope == right.scope:
        return None
    park = _seats(pair, left.scope) & _seats(pair, right.scope)
    return Reason(1.0, f"同为{quoted(min(park))}的{left.function}") if park else None


def _seats(pair: Pair, park: str) -> set[str]:
    """The names under which a park is known, to the plans or to the gazetteer."""
    rows = {row.partition("-")[2] for row in pair.describer.known.get(("Park", park), ())}
    owner = pair.around.owners.get(park)
    return rows | ({owner} if owner else set())


def glossed(pair: Pair) -> Reason | None:
    """A document writes the one in a bracket right behind the other."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        if (one.id, other.id) in pair.around.glossed:
            return Reason(1.0, f"原文写作{quoted(f'{one.name}（{other.name}）')}")
    return None


# In support: never enough alone


def same_document(pair: Pair) -> Reason | None:
    """Both are named in one document."""
    return Reason(1.0, "在同一份文件中出现") if pair.around.together(pair.left.id, pair.right.id) else None


def shared_links(pair: Pair) -> Reason | None:
    """Both have a fact with the same third thing."""
    common = pair.around.common(pair.left.id, pair.right.id)
    return Reason(1.0, f"与同一实体有关系：{common}") if common else None


# Against: one is enough


def other_region(pair: Pair) -> Reason | None:
    """Their names, or the plans that name them, place them in regions of which none lies in the other."""
    mine, other = _place(pair.left), _place(pair.right)
    if pair.left.type == "Department":
        return _other_seat(pair)
    if not mine or not other or pair.nested(mine, other) or owner_in_front(pair):
        both = pair.left.places and pair.right.places and pair.left.type in ("Policy", "Fund", "Park", "Platform")
        if not both or pair.describer.places.own(mine) == pair.describer.places.own(other):
            return None
    return Reason(1.0, f"地区不同：{mine}／{other}")


def _other_seat(pair: Pair) -> Reason | None:
    """Two bodies of one level and region have one scope; committees are told apart by their park."""
    mine, other = pair.left.scope, pair.right.scope
    if not mine or not other or mine == other or same_seat(pair) or two_plates(pair):
        return None
    return Reason(1.0, f"层级或地区不同：{mine}／{other}")


def _place(thing: Thing) -> str:
    return thing.places[-1] if thing.places else thing.scope


def other_number(pair: Pair) -> Reason | None:
    """Each name has a number, ordinal, phase, side or year that the other lacks."""
    left, right = pair.left.numbers, pair.right.numbers
    if left <= right or right <= left:
        return None
    return Reason(1.0, f"序号或年份不同：{'、'.join(sorted(left))}／{'、'.join(sorted(right))}")


def known_apart(pair: Pair) -> Reason | None:
    """The gazetteer knows both, as two."""
    left, right = pair.left, pair.right
    if not left.known or not right.known or left.known & right.known:
        return None
    return Reason(1.0, f"名录中是两个：{left.name}／{right.name}")


def other_row(pair: Pair) -> Reason | None:
    """Two rows of one document's table."""
    left, right = pair.left.row, pair.right.row
    if left[0] != right[0] or not left[1] or not right[1] or left[1] == right[1]:
        return None
    return Reason(1.0, f"是同一张表中的两行：{left[1]}／{right[1]}")


def listed_apart(pair: Pair) -> Reason | None:
    """A document lists them side by side, as two."""
    if (pair.left.id, pair.right.id) not in pair.around.listed:
        return None
    return Reason(1.0, "原文把两者并列列出")


def stand_in_relation(pair: Pair) -> Reason | None:
    """The plans state a fact between the two."""
    if pair.right.id not in pair.around.links.get(pair.left.id, ()):
        return None
    return Reason(1.0, "原文写明两者之间有关系，不是同一个")

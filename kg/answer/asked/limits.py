"""What a question's names limit: a place by its plans and what lies in it, a thing by its facts and the words of a row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.asked.called import AREA_END, PARK_RANKS, Named, short_forms
from kg.answer.asked.name_parts import Link
from kg.answer.asked.question import Question
from kg.answer.folding import fold
from kg.answer.model import AnswerRow, label_of
from kg.extract.names.places import national_places
from kg.extract.words.lexer import lex
from kg.records import Document

PLACES = ("Region", "Park")
THINGS = ("Enterprise", "Institution", "Platform", "Project", "Fund", "Cluster", "Title", "Industry")
AREA = re.compile(r"[\u4e00-\u9fff]{2,8}(?:省|市|区|县|旗|州|镇|乡)")
ZONE_END = re.compile(
    "(?:" + "|".join(sorted({form for pair in PARK_RANKS for form in pair}, key=len, reverse=True)) + "|开发区)$"
)
ZONE_TITLE = re.compile(rf"(?:关于)?(?P<zone>[\u4e00-\u9fff]{{2,12}}?{ZONE_END.pattern.removesuffix('$')})")
# Kinds of area that people say alone for the one they live in: 副中心现在有多少家企业, 哪些企业在经开区.
ALONE = re.compile(
    r"(?:^|[，,、。；;：:？?“]|(?<![存实潜现内所正])在|请?问|我们?|咱们?|本|该|这个|那个|[和与跟比至到从向由为对给是])(?P<area>"
    r"(?:城市)?副中心|新区|新城|科学城|科技城|未来城|高新区|经开区|开发区|自贸试?验?区|综保区|保税区|先行区|合作区|度假区|示范区|试验区|功能区)"
    r"(?!管委会|管理|建设|[\u4e00-\u9fff]?(?:分|片)区|[\u4e00-\u9fff]{0,4}(?:集团|公司))"
)
ZONE_RANK = re.compile("(?:国家|省|市)级?$")
WHOLE = re.compile(
    "(?<![占居列为于])[全本][省市州](?![第首前唯最平性面])"
)  # by which a district's plan speaks of the city it lies in
QUANTITY = re.compile("(?:数量|总数|家数|保有量|总量|拥有量|总额|成交额|总收入|总产值)(?:是|有|为|$|[？?，,])")
OF_POLICY = "[市省区县]?[\u4e00-\u9fff]{0,8}?(?:政策|名录|名单|目录|试点)"  # of whom it is that another place has
WITHIN = frozenset({"LOCATED_IN", "PART_OF"})
DEEPEST = 3  # a park in a zone in a district
Reading = Callable[[str, Mapping[str, object]], list[dict[str, object]]]


@dataclass(frozen=True)
class Limit:
    """One name, or several of which one must hold: what a row must have to do with it."""

    said: tuple[str, ...]
    forms: frozenset[str]  # folded
    ids: frozenset[str] = frozenset()  # what is named and what has to do with it
    documents: frozenset[str] = frozenset()  # plans that are all about it
    parts: frozenset[str] = frozenset()  # plans of what only lies in it, where it is meant as a whole

    def holds(self, texts: Iterable[str], ids: Iterable[str], documents: Iterable[str]) -> bool:
        """Whether a row with these words, entities and documents has to do with what is named."""
        if self.documents & set(documents) or self.ids & set(ids):
            return True
        words = [fold(text) for text in texts]
        if self.parts and self.parts.issuperset(documents):
            return any(WHOLE.search(text) for text in words)
        return any(form in text for form in self.forms for text in words)


def place_limits(question: Question, documents: Mapping[str, Document], read: Reading) -> tuple[Limit, ...]:
    """The places that the question names, the narrowest where one lies in another; () where it names none.

    Those with plans of their own are one limit, the others another: 「甲市与乙省的合作」 must be of both.
    """
    named = {one.id: one for link in question.links for one in link.of_type(PLACES)}
    said = [link.text for link in question.links if link.of_type(PLACES)]
    told = dict.fromkeys([*said, *_stems(question, documents), *_unknown_places(question), *_said_alone(question)])
    if not told:
        return ()
    meant = {link.text: link.of_type(PLACES) for link in question.links if link.of_type(PLACES)}
    whole = question.form == "number" or any(link.of_type(["Indicator"]) for link in question.links)
    whole = whole or bool(QUANTITY.search(question.text))  # what a district counts is no figure of its city
    limits = [
        _place(
            word,
            meant.get(word) or [one for one in named.values() if word in _forms(one)],
            documents,
            read,
            whole and not (len(told) > 1 and re.search(re.escape(word) + OF_POLICY, question.folded)),
        )
        for word in told
    ]
    narrow = [one for one in limits if not any(_is_wider(one, other) for other in limits)]
    groups = [[one for one in narrow if bool(one.documents) is own] for own in (True, False)]
    return tuple(_either(group) for group in groups if group)


def thing_limits(question: Question, types: Sequence[str], read: Reading) -> tuple[Limit, ...]:
    """A limit for each kind of thing (of these types) that the question names, and one for each name that nothing bears."""
    found = []
    for kind in types:
        links = [link for link in question.links if link.of_type([kind])]
        if links:
            found.append(_either([_thing(link, kind, read) for link in links]))
    return (*found, *(Limit((name,), frozenset({fold(name)})) for name in question.strange))


def kept(rows: Iterable[AnswerRow], limits: Sequence[Limit]) -> list[AnswerRow]:
    """The rows that have to do with everything that is named."""
    return [row for row in rows if all(row_holds(row, limit) for limit in limits)]


def row_holds(row: AnswerRow, limit: Limit) -> bool:
    """Whether a row of an answer has to do with what is named: by its thing, its words, its sentences or their plan."""
    words = [row.name, *row.aliases, row.note or "", row.group or ""]
    words += [part for one in row.evidence for part in (one.quote, *one.section)]
    parts = [identifier for part in row.parts for identifier in part.entity_id.split()]
    return limit.holds(words, [*row.entity_id.split(), *parts], [one.document_id for one in row.evidence])


def region_of(document: Document) -> str:
    """The region of a document; where it tells none, the zone with whose name its title begins (云岫国家高新区…行动计划)."""
    title = ZONE_TITLE.match(document.title)
    return document.metadata.get("region", "") or (title["zone"] if title else "")


def names_only(question: Question, rows: Iterable[AnswerRow]) -> bool:
    """Whether a question names nothing but what the rows of an answer are about."""
    told = fold("".join(f"{row.group or ''}{row.name}" for row in rows))
    return all(any(fold(form) in told for one in link.entities for form in _forms(one)) for link in question.links)


def covering(name: str, stems: Iterable[str], documents: Mapping[str, Document], whole: bool) -> frozenset[str]:
    """The plans of a place: of the region, of one in it (not where `whole`), of a zone that bears its name; titled by it."""
    stems = tuple(stems)
    return frozenset(key for key, one in documents.items() if _is_of(name, stems, one, whole))


def _is_of(name: str, stems: Sequence[str], document: Document, whole: bool) -> bool:
    region = region_of(document)
    if region and fold(name) in {*map(fold, national_places().above(region)), _upper(document)}:
        return not whole
    if len(name) > 2 and fold(name) in fold(document.title):
        return True
    return bool(region) and (
        fold(name) in {fold(region), fold(stem_of(region))}
        or (bool(ZONE_END.search(region)) and any(fold(region).startswith(stem) for stem in stems))
        or (len(name) > 2 and fold(region) == fold(stem_of(name)))
    )


def _upper(document: Document) -> str:
    return fold(document.metadata.get("province_or_city", ""))


def stem_of(name: str) -> str:
    """The part of a place's name that tells it apart: 云岫 of 云岫市, of 云岫经开区 and of 云岫国家高新区."""
    zone = ZONE_END.sub("", name)
    zone = zone if zone == name else ZONE_RANK.sub("", zone)
    return AREA_END.sub("", zone) or name


def _place(word: str, named: Sequence[Named], documents: Mapping[str, Document], read: Reading, whole: bool) -> Limit:
    """The limit of one place as the question says it; the districts in it are left out where it is meant as a whole."""
    names = dict.fromkeys([*(one.name for one in named), *([] if named else [word])])
    regions = [one.name for one in named if one.type == "Region"]
    stems = {fold(stem_of(name)) for name in (names if not named else regions)}
    own = [covering(name, stems, documents, whole) for name in names]
    own += [_of_zone(one, documents) for one in named if one.type == "Park"]
    forms = {fold(word), *(form for one in named for form in _forms(one))}
    if not named:
        forms |= stems
    parts = frozenset().union(*(covering(name, stems, documents, False) for name in names)) if whole else frozenset()
    if any(own):  # 开发区 alone, which every plan says of its own, tells no zone with a plan apart
        forms = {form for form in forms if not ZONE_END.fullmatch(form)}
    documents_of = frozenset[str]().union(*own)
    inside = _inside([one.id for one in named], read, whole)
    return Limit((word,), frozenset(forms), inside, documents_of, parts - documents_of)


def _of_zone(park: Named, documents: Mapping[str, Document]) -> frozenset[str]:
    """The plans whose region a park is, or whose title names it."""
    forms = _forms(park)
    return frozenset(
        key
        for key, one in documents.items()
        if fold(region_of(one)) in forms
        or any(len(form) > 2 and not ZONE_END.fullmatch(form) and form in fold(one.title) for form in forms)
    )


def _thing(link: Link, kind: str, read: Reading) -> Limit:
    """The limit of one thing that is no place: itself, and what a fact joins with it."""
    named = link.of_type([kind])
    ids = [one.id for one in named]
    rows = [row for query in ("links_of", "links_to") for row in read(query, {"ids": ids})]
    near = {str(row["other_id"]) for row in rows}
    forms = {link.text, *(form for one in named for form in _forms(one))}
    return Limit((link.text,), frozenset(forms), frozenset({*ids, *near}))


def _forms(one: Named) -> set[str]:
    return {fold(one.name), *map(fold, one.aliases), *short_forms(one)}


def _inside(ids: Sequence[str], read: Reading, whole: bool) -> frozenset[str]:
    """The places and everything that lies in them, as far as the plans say; no region where they are meant as a whole."""
    found, edge = set(ids), list(ids)
    for _ in range(DEEPEST):
        rows = read("links_to", {"ids": edge}) if edge else []
        inside = {str(row["other_id"]): label_of(row["other_labels"]) for row in rows if row["relation"] in WITHIN}
        inside = {one: label for one, label in inside.items() if not (whole and label == "Region")}
        edge = [one for one, label in inside.items() if label in PLACES and one not in found]
        found |= set(inside)
    return frozenset(found)


def _stems(question: Question, documents: Mapping[str, Document]) -> list[str]:
    """The short names of the plans' own regions that stand in the question in no other name: 云岫 for 云岫经开区."""
    rest = _unlinked(question)
    stems = dict.fromkeys(fold(stem_of(region_of(one))) for one in documents.values())
    return [stem for stem in stems if len(stem) > 1 and stem in rest]


def _unknown_places(question: Question) -> list[str]:
    """Regions that no plan names: towns of the country, and names that end as a region's does."""
    names = [fold(one.text) for one in lex(question.text) if one.tag == "LOC"]
    rest = _unlinked(question)
    return [
        one for one in names if one in rest and len(one) > 1 and (AREA.fullmatch(one) or national_places().rows(one))
    ]


def _said_alone(question: Question) -> list[str]:
    """The kinds of area that the question says alone and that name no one place in the graph."""
    return [match["area"] for match in ALONE.finditer(_unlinked(question))]


def _unlinked(question: Question) -> str:
    """The folded question without the names that the graph knows."""
    text = question.folded
    for link in sorted(question.links, key=lambda link: -link.start):
        text = f"{text[: link.start]}，{text[link.end :]}"
    return text


def _is_wider(one: Limit, other: Limit) -> bool:
    """Whether another place named beside lies in this one: 某市某区 is of the district."""
    if one is other or (one.ids and one.ids == other.ids):
        return False
    if other.documents and one.parts >= other.documents:
        return True
    inside = bool(other.ids) and other.ids < one.ids
    above = any(fold(form) in map(fold, national_places().above(mine)) for form in one.said for mine in other.said)
    return inside or above


def _either(limits: Sequence[Limit]) -> Limit:
    """One limit of several, of which one must hold."""
    return Limit(
        tuple(word for one in limits for word in one.said),
        frozenset().union(*(one.forms for one in limits)),
        frozenset().union(*(one.ids for one in limits)),
        (own := frozenset[str]().union(*(one.documents for one in limits))),
        frozenset[str]().union(*(one.parts for one in limits)) - own,
    )

"""Bodies in a responsibility cell or note, with the role that the text gives each; the words are data."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from kg.extract.names.body_items import BodyItem, SharedEndings
from kg.extract.tasks.labels import COLON, ROLES, Labels, Segment
from kg.extract.words.wordlists import any_of, any_spaced, rows_in, words_by_key, words_in
from kg.ontology import Node
from kg.records import Document

OPEN, CLOSE = "（([［【〔「〈", "）)]］】〕」〉"
ORGAN = "局委办厅署府会部院司行镇乡街区县室联心队社校"
MARKS = re.compile(r"[、，,；;。\n\t/／|｜│]")
# 局和市… ends one body and begins another; 文化和旅游局 and 发展和改革委 are one.
JOINED = re.compile(
    r"(?<=[局委办厅署府])(?:以及|和|及|与)|(?<=[会园部院司区])(?:以及|和|及|与)(?=[市区县省州各])"
    r"|(?<=部门|单位|企业)(?:以及|和|及|与)(?=[市区县省州各])"
    r"|(?<=[局委办厅署府会部院])等(?=[省市区县州][级直属]?各?(?:有关|相关))"
)
# One collective of many kinds of places: 各市、州、县人民政府, 各区、县级市.
COLLECTIVE = re.compile(
    r"各(?:有关|相关)?(?:[省市县区州盟旗镇乡]|自治区|街道)(?:[、及和与](?:[市县区州盟旗镇乡]|自治区|直辖市|计划单列市|县级市|街道|开发区|功能区|园区)(?=[、，,；;。（）()人政办管及和与\s]|$))+"
)
BLANK = re.compile(rf"(?<=[{ORGAN}园道）)])\s+")
WITH = re.compile(r"会同|(?<=[局委办厅署府会部院])(?:联合|商)(?=[市区县省])")
# The mark is lost: 市财政局市教育局. 市委市直机关工委 and 市纪委市监委 are one body.
GLUED = re.compile(
    r"(?<=[局厅办委])(?=(?:[省市区县州](?![直中场政属]|监委|委|人民政府|政府)[一-龥]{2}|各[省市区县镇]|团[省市区县]委))|(?<=牵头|负责|配合)(?=[省市区县州各][一-龥]{2})"
)
# Where something may end a body; between such places there is nothing to look at.
STOP = re.compile(
    "|".join([f"[{re.escape(OPEN + CLOSE)}]", *(p.pattern for p in (COLLECTIVE, MARKS, JOINED, BLANK, WITH, GLUED))])
)
TAIL = r"等(?:[\d一二三四五六七八九十多]+个)?(?:(?:相关|有关|责任)?(?:单位|部门))?"
CUSTOM_TOLD = re.compile(r"[（(][^（()）]*(?:下同|为牵头)[^（()）]*[）)]?$")  # 区文旅局（第一个为牵头单位，下同）
DONE_TOGETHER = re.compile(  # 由甲局会同某大学共同组建某中心: what they do, and no name
    r"(?:共同|联合|合作)(?:组建|建设|打造|运营|设立|共建|开展|实施)"
)
CLAUSE = ("，", ",", "；", ";", "。")
STRONG = ("；", ";", "。")
TRIM = " 　由。：:“”\"'‘’（(【[［〔「》《-—–●•·*※☆★△▲◎◆◇○"
# What may stand before a body: 1.市科技局, 市级：市科技局, 此项工作由市科技局.
FRONT = re.compile(
    r"^(?:[（(]?\d{1,2}[.．)）]|[①-⑳]|[省市区县镇]级\s*[:：]|(?:具体|[此该本这][项条]?(?:工作|任务|措施|政策|事项)?)?由)\s*"
)


ONE_LEVEL = re.compile(r"自治[区州]|[省市县州盟旗]")
LONGEST_FRONT = 14  # characters before the first body of a list: 上述重点工作由
# A centre or firm of a level of government: 区投资促进中心, 市产投集团.
LEVELLED = re.compile(r"[省市区县州盟旗](?:属国有)?[一-龥]{2,12}(?:中心|公司|集团)")


class RoleReader:
    """Reads lists of bodies: 「牵头单位：甲、乙；配合单位：丙」, 「由甲牵头，乙、丙配合」, 「甲会同乙」."""

    def __init__(self, columns: Node, words: Node, bodies: Node) -> None:
        self.labels = Labels(columns, words)
        self._shared = SharedEndings(words_by_key(words["shared_endings"]))
        verbs = [verb for several in words_by_key(words["verbs"]).values() for verb in several]
        labels = [word for column in ROLES for word in words_in(columns[column])]
        manner = rf"(?:{any_spaced(words_in(words['manners']))})*"
        self._verb = re.compile(rf"(?:{TAIL})?{manner}(?P<verb>{any_spaced(verbs)})(?P<more>{any_spaced(verbs)})*$")
        self._tail = re.compile(rf"{TAIL}{manner}$")
        self._role_bracket = re.compile(rf"[（(](?P<verb>{any_spaced([*verbs, *labels])})[）)]")
        self._nobody = re.compile(str(words["nobody"]))
        self._time = re.compile(str(words["times"]))
        self._said = re.compile(str(words["said"]))
        self._not_bodies = re.compile(str(words["not_bodies"]))
        self._ending = re.compile(rf"(?:{any_spaced(words_in(words['endings']))})(?:[（(][^（()）]*[）)])?$")
        self._sure = re.compile(rf"(?:{any_spaced(words_in(words['sure_endings']))})(?:[（(][^（()）]*[）)])?$")
        self._function = re.compile(rf"[省市区县州盟旗]?(?:{any_of(_functions(bodies))})")
        self._bare = re.compile(any_of(_forms(bodies)))
        self._above = re.compile(str(words["above"]))
        self._person = re.compile(
            rf"(?P<body>.+?(?:{any_of(words_in(words['sure_endings']))}|中心|公司))[（(]?[{words['surnames']}][一-龥]{{1,2}}(?<![局委办厅部署院会行站所队室校])[）)]?"
        )
        self._custom = re.compile(str(words["first_leads"]))
        self._marked = re.compile(str(words["marked_leads"]))
        self._mark = ""  # what stands before those that lead, where the document says so
        self._others = ""  # the role of those behind the first, where the document's custom is that the first leads

    def of(self, document: Document) -> "RoleReader":
        """The reader for a document, which may say once that who stands first, or behind a mark, leads."""
        reader = copy(self)
        custom = self._custom.search(document.text)
        marked = self._marked.search(document.text)
        reader._mark = marked["mark"] if marked else ""
        reader._others = ("配合" if custom["others"] else "责任") if custom else ""
        return reader

    def bodies(self, text: str, *, role: str = "") -> list[BodyItem]:
        """The bodies of a list with their roles; collectives of nobody in particular (各部门) are left out."""
        items: list[BodyItem] = []
        for segment in self.labels.segments(text, role):
            if segment.named:
                found = [item for item in self._items(text, segment) if not self._names_none(item.name)]
                if not segment.role:  # verbs alone tell roles: 甲牵头，餐饮、物流等企业参与
                    found = [item for item in found if self._look_like_bodies([item])]
                items.extend(item.of(segment.role) for item in found)
        divided = "分工" in text and not self._custom.search(text)
        return items if divided else self._by_custom(items, role)

    def _names_none(self, text: str) -> bool:
        return bool(self._nobody.search(text) or self._not_bodies.search(text))

    def deadline(self, text: str) -> str:
        """What a note says behind 完成时限 or the like, or of a time without a label; '' where it says nothing."""
        times = []
        for segment in self.labels.segments(text, ""):
            if segment.label in self.labels.deadlines:
                return text[segment.start : segment.end].strip(TRIM + "；;，,）)")
            if segment.named:
                pieces = (
                    text[start:end].strip(TRIM + "）)") for start, end in _pieces(text, segment.start, segment.end)
                )
                times += [piece for piece in pieces if self._time.search(piece)]
        return times[0] if times else ""

    def labels_nobody(self, text: str) -> bool:
        """Whether a line is of a label that names no bodies: 完成时限：2027年底."""
        segments = self.labels.segments(text, "")
        return len(segments) == 2 and not segments[1].named and not text[: segments[0].end].strip(TRIM)

    def has_label(self, text: str) -> bool:
        """Whether a label of bodies stands in a text: 牵头单位：, 【责任部门】."""
        return any(segment.named for segment in self.labels.segments(text, "")[1:])

    def names_all(self, text: str) -> bool:
        """Whether a text names nobody in particular: 各有关部门."""
        return any(self._nobody.search(part) for part in MARKS.split(text))

    def is_list(self, text: str, *, sure: bool = False) -> bool:
        """Whether an unlabelled text is bodies with their verbs (甲牵头，乙、丙配合) and nothing else.

        `sure`: no bracket holds it, so that its first member must end as only bodies do.
        """
        plain = self._before_times(text.strip(" 。；;"))
        if not (WITH.search(plain) or any(self._verb.search(plain[a:b]) for a, b in _pieces(plain, 0, len(plain)))):
            return False
        items = self._items(plain, Segment(0, len(plain), ""))
        opens = bool(items) and items[0].start <= LONGEST_FRONT  # 本规划依据……编制，由甲会同乙实施 is no list
        first = opens and (not sure or bool(self._sure.search(items[0].text) or LEVELLED.fullmatch(items[0].text)))
        return first and self._look_like_bodies(items)

    def begins_with_lead(self, text: str) -> bool:
        """Whether the first clause of a text is bodies and a verb, whoever else follows: 甲牵头，餐饮、物流等企业参与."""
        first = re.split("[，,；;]", text, maxsplit=1)[0]
        return first != text and self.is_list(first, sure=True)

    def are_bodies(self, text: str) -> bool:
        """Whether a text is names of bodies and nothing else, one of them surely so: 区住建局、区财政局."""
        plain = self._before_times(text.strip(" 。；;）)】]"))
        items = self._items(plain, Segment(0, len(plain), ""))
        sure = any(self._sure.search(item.text) for item in items)
        return sure and not re.search(COLON, plain) and self._look_like_bodies(items)

    def _before_times(self, text: str) -> str:
        """A text without what labels of times or people say at its end: 区住建局，完成时限：2027年."""
        first, *others = self.labels.segments(text, "")
        return text[: first.end].strip(" ，,；;。") if others and not any(o.named for o in others) else text

    def above(self, text: str) -> int:
        """Where a text goes on that begins by speaking of all measures above it; 0 where it does not."""
        match = self._above.match(text)
        return match.end() if match else 0

    def _look_like_bodies(self, items: list[BodyItem]) -> bool:
        return all(
            (self._ending.search(item.name) or self._function.fullmatch(item.text))
            and not self._said.search(item.text)
            and item.text.count("“") == item.text.count("”")
            for item in items
        )

    def _by_custom(self, items: list[BodyItem], role: str) -> list[BodyItem]:
        """Plainly responsible bodies, or bodies alone, by the document's custom: who stands first leads."""
        if not self._others or role not in ("责任", "") or any(item.role not in ("责任", "") for item in items):
            return items
        return [replace(item, role=self._others if n else "牵头") for n, item in enumerate(items)]

    def _items(self, text: str, segment: Segment) -> list[BodyItem]:
        return self._of_one_level(self._shared.give(list(self._segment_items(text, segment)), text), text)

    def _of_one_level(self, items: list[BodyItem], text: str) -> list[BodyItem]:
        """The bodies of a list with the level that it names once, in front of the first: 自治区数据局、司法厅."""
        done: list[BodyItem] = []
        front, end = "", 0
        for item in items:
            level = ONE_LEVEL.match(item.text)
            goes_on = text[end : item.start].strip() == "、"
            if level and self._bare.fullmatch(item.text, level.end()):
                front = level.group()
            elif not (front and goes_on and self._bare.fullmatch(item.text)):
                front = ""
            done.append(replace(item, front="" if level else front))
            end = item.end
        return done

    def _segment_items(self, text: str, segment: Segment) -> Iterator[BodyItem]:
        """The bodies of one segment: a verb gives its role to all before it that have none of their own."""
        waiting: list[BodyItem] = []
        supports = False  # behind 会同
        place = segment.start
        for start, end in _pieces(text, segment.start, segment.end):
            mark, place = text[place:start].strip(), end
            if mark in CLAUSE and not text.startswith("会同", start):  # 责任单位：甲，会同乙
                supports = False
                if segment.role or mark in STRONG:  # a verb behind a comma says nothing of those a label names
                    yield from (item.of(segment.role) for item in waiting)
                    waiting = []
            elif WITH.fullmatch(mark):
                waiting, supports = [item.of("牵头") for item in waiting], True
            body, role, shared = self._trimmed(text, start, end)
            if self._is_name(body.text):
                waiting.append(replace(body, role="配合" if supports else "" if shared else role))
            if shared:
                yield from (item.of(role) for item in waiting)
                waiting = []
        yield from (item.of(segment.role) for item in waiting)

    def _is_name(self, text: str) -> bool:
        named = 2 <= len(text) <= 30 and bool(re.search(r"[一-龥]", text)) and not DONE_TOGETHER.search(text)
        return named and not self._time.search(text) and not re.search(r"的|\d{5}", re.sub(r"[（(].*", "", text))

    def _trimmed(self, text: str, start: int, end: int) -> tuple[BodyItem, str, bool]:
        """A body without the verb, 等 and bracket around it, the role that these give, and whether others share it."""
        role = ""
        bracket = self._role_bracket.search(text, start, end)
        if bracket:
            role = self.labels.role_of(bracket["verb"])
            start, end = (start, bracket.start()) if text[start : bracket.start()].strip(TRIM) else (bracket.end(), end)
        piece = CUSTOM_TOLD.sub("", text[start:end]).rstrip(TRIM)
        while piece.endswith(tuple(CLOSE)) and sum(map(piece.count, OPEN)) < sum(map(piece.count, CLOSE)):
            piece = piece[:-1].rstrip(TRIM)
        verb = self._verb.search(piece)
        if verb:
            role = role or self.labels.role_of(verb["verb"])
            piece = piece[: verb.start()]
        else:
            piece = self._tail.sub("", piece)
        piece = piece.rstrip(TRIM)
        person = self._person.fullmatch(piece)
        if person and not piece.endswith(tuple(CLOSE)) and self._ending.search(piece):
            person = None  # 市政府金融办
        piece = person["body"] if person else piece
        plain = FRONT.sub("", piece.lstrip(TRIM)).lstrip(TRIM)
        left = start + len(piece) - len(plain)
        if self._mark and self._mark in piece[: len(piece) - len(plain)]:
            role = "牵头"
        return BodyItem(plain, left, left + len(plain)), role, bool(verb) and not bracket


def _forms(bodies: Node) -> list[str]:
    """The names of bodies without a level or place in front."""
    return [form for row in rows_in(bodies["functions"]) for form in (str(row["full"]), *words_in(row["short"]))]


def _functions(bodies: Node) -> list[str]:
    """What bodies are called for short where 部门 follows: 发改, 财政, 自然资源等部门."""
    cores = (re.fullmatch(r"(.{2,}?)(?:管理|服务)?(?:委员会|[局厅委])", form) for form in _forms(bodies))
    return sorted({core[1] for core in cores if core})


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans between separators that stand outside brackets: 市委组织部（市人才办、…） stays whole."""
    place, index, depth = start, start, 0
    while stop := STOP.search(text, index):
        index = stop.start()
        if index >= end:
            break
        depth += (text[index] in OPEN) - (text[index] in CLOSE)
        collective = COLLECTIVE.match(text, index) if depth <= 0 else None
        if collective and collective.end() <= end:
            index = collective.end()
            continue
        match = depth <= 0 and next((m for p in (MARKS, JOINED, BLANK, WITH) if (m := p.match(text, index))), None)
        if match and match.end() <= end:
            yield place, index
            place = index = match.end()
            continue
        if depth <= 0 and index > place and GLUED.match(text, index):
            yield place, index
            place = index
        index += 1
    yield place, end

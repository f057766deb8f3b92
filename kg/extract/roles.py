"""Bodies in a responsibility cell or note, with the role that the text gives each; the words are data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.wordlists import any_spaced, words_by_key, words_in
from kg.ontology import Node, Ontology

ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}  # column → role
OPEN, CLOSE = "（([【〔「", "）)]】〕」"
MARKS = re.compile(r"[、，,；;。\n\t/／|｜]")
# 局和市… ends one body and begins another; 文化和旅游局 and 发展和改革委 are one.
JOINED = re.compile(r"(?<=[局委办厅署府])(?:以及|和|及|与)|(?<=[会园部院司区])(?:以及|和|及|与)(?=[市区县省州各])")
BLANK = re.compile(r"(?<=[局委办厅署府会园部院司行镇乡区县室联道）)])\s+")
WITH = re.compile(r"会同|(?<=[局委办厅署府会部院])(?:联合|商)(?=[市区县省])")
TAIL = r"等(?:(?:相关|有关|责任)?(?:单位|部门))?"
CLAUSE = ("，", ",", "；", ";", "。")
STRONG = ("；", ";", "。")
TRIM = " 　由。：:“”\"'‘’（(【[〔「》《-—●•"


@dataclass(frozen=True)
class BodyItem:
    """One body with its place in the given text; `role` is '' where the text gives none of its own."""

    text: str
    start: int
    end: int
    role: str = ""

    def of(self, role: str) -> "BodyItem":
        """The same body with this role where it has none of its own."""
        return replace(self, role=self.role or role)


@dataclass(frozen=True)
class Segment:
    """What stands behind one label: its span, and the label's role; `named` is False for labels of no bodies."""

    start: int
    end: int
    role: str
    named: bool = True


class RoleReader:
    """Reads lists of bodies: 「牵头单位：甲、乙；配合单位：丙」, 「由甲牵头，乙、丙配合」, 「甲会同乙」."""

    def __init__(self, columns: Node, words: Node) -> None:
        roles = {word: role for column, role in ROLES.items() for word in words_in(columns[column])}
        others = {*words_in(words["other_labels"]), *words_in(columns["deadline"])}
        self._deadlines = frozenset(words_in(columns["deadline"]))
        self._labels: Mapping[str, str] = {**roles, **dict.fromkeys(others, "")}
        self.label = rf"(?:{any_spaced(word for word in roles if len(word) > 2)})"
        every = any_spaced(self._labels)
        self._label = re.compile(
            rf"[【\[〔]\s*(?P<boxed>{every})\s*[】\]〕]\s*[:：]?|(?:(?:[省市区县]级|主要)?(?P<long>{self.label})|(?<![一-龥])(?P<plain>{every}))\s*[:：]"
            rf"|^\s*(?P<line>{self.label})\s+(?=\S)"
        )
        verbs = {verb: role for role, several in words_by_key(words["verbs"]).items() for verb in several}
        manner = rf"(?:{any_spaced(words_in(words['manners']))})*"
        self._verbs = verbs
        self._verb = re.compile(rf"(?:{TAIL})?{manner}(?P<verb>{any_spaced(verbs)})(?P<more>{any_spaced(verbs)})*$")
        self._tail = re.compile(rf"{TAIL}{manner}$")
        self._role_bracket = re.compile(rf"[（(](?P<verb>{any_spaced([*verbs, *roles])})[）)]")
        self._nobody = re.compile(str(words["nobody"]))
        self._not_bodies = re.compile(str(words["not_bodies"]))
        self._ending = re.compile(rf"(?:{any_spaced(words_in(words['endings']))})(?:[（(][^（()）]*[）)])?$")

    @classmethod
    def of(cls, ontology: Ontology) -> "RoleReader":
        """The reader over the words of an ontology."""
        return cls(ontology.vocabulary("columns"), ontology.vocabulary("responsibility"))

    def role_of(self, word: str) -> str:
        """牵头, 配合 or 责任 for a label's or verb's words."""
        plain = "".join(word.split())
        return self._labels.get(plain) or self._verbs.get(plain) or "责任"

    def bodies(self, text: str, *, role: str = "") -> list[BodyItem]:
        """The bodies of a list with their roles; collectives of nobody in particular (各部门) are left out."""
        items: list[BodyItem] = []
        for segment in self._segments(text, role):
            if segment.named:
                items.extend(self._segment_items(text, segment))
        return [item for item in items if not (self._nobody.search(item.text) or self._not_bodies.search(item.text))]

    def deadline(self, text: str) -> str:
        """What a note says behind 完成时限 or the like; '' where it says nothing."""
        for segment in self._segments(text, ""):
            label = text[: segment.start].rstrip(":：】]〕 ")
            if not segment.named and label.endswith(tuple(self._deadlines)):
                return text[segment.start : segment.end].strip(TRIM + "；;，,）)")
        return ""

    def labels_nobody(self, text: str) -> bool:
        """Whether a line is of a label that names no bodies: 完成时限：2027年底."""
        segments = self._segments(text, "")
        return len(segments) == 2 and not segments[1].named and not text[: segments[0].end].strip(TRIM)

    def has_label(self, text: str) -> bool:
        """Whether a label of bodies stands in a text: 牵头单位：, 【责任部门】."""
        return any(segment.named for segment in self._segments(text, "")[1:])

    def names_all(self, text: str) -> bool:
        """Whether a text names nobody in particular: 各有关部门."""
        return any(self._nobody.search(part) for part in MARKS.split(text))

    def is_list(self, text: str) -> bool:
        """Whether an unlabelled text is bodies with their verbs (甲牵头，乙、丙配合) and nothing else."""
        plain = text.strip(" 。；;")
        if not (self._verb.search(plain) or WITH.search(plain) or any(self._verbs_in(plain))):
            return False
        items = list(self._segment_items(plain, Segment(0, len(plain), "")))
        return bool(items) and all(self._ending.search(item.text) for item in items)

    def _verbs_in(self, text: str) -> Iterator[str]:
        for start, end in _pieces(text, 0, len(text)):
            if self._verb.search(text[start:end]):
                yield text[start:end]

    def _segments(self, text: str, role: str) -> list[Segment]:
        labels = list(self._label.finditer(text))
        segments = [Segment(0, labels[0].start() if labels else len(text), role)]
        for index, label in enumerate(labels):
            stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
            own = self._labels["".join((label[label.lastgroup or 0]).split())]
            segments.append(Segment(label.end(), stop, own, named=bool(own)))
        return segments

    def _segment_items(self, text: str, segment: Segment) -> Iterator[BodyItem]:
        """The bodies of one segment: a verb gives its role to all before it that have none of their own."""
        waiting: list[BodyItem] = []
        supports = False  # behind 会同
        place = segment.start
        for start, end in _pieces(text, segment.start, segment.end):
            mark, place = text[place:start].strip(), end
            if mark in CLAUSE:
                supports = False
                if segment.role or mark in STRONG:  # a verb behind a comma says nothing of those a label names
                    yield from (item.of(segment.role) for item in waiting)
                    waiting = []
            elif WITH.fullmatch(mark):
                waiting, supports = [item.of("牵头") for item in waiting], True
            body, role, shared = self._trimmed(text, start, end)
            if _is_name(body.text):
                waiting.append(replace(body, role="配合" if supports else "" if shared else role))
            if shared:
                yield from (item.of(role) for item in waiting)
                waiting = []
        yield from (item.of(segment.role) for item in waiting)

    def _trimmed(self, text: str, start: int, end: int) -> tuple[BodyItem, str, bool]:
        """A body without the verb, 等 and bracket around it, the role that these give, and whether others share it."""
        role = ""
        bracket = self._role_bracket.search(text, start, end)
        if bracket:
            role, end = self.role_of(bracket["verb"]), bracket.start()
        piece = text[start:end].rstrip(TRIM)
        piece = piece if "（" in piece or "(" in piece else piece.rstrip("）)】]〕」")
        verb = self._verb.search(piece)
        if verb:
            role = role or self.role_of(verb["verb"])
            piece = piece[: verb.start()]
        else:
            piece = self._tail.sub("", piece)
        piece = piece.rstrip(TRIM)
        plain = piece.lstrip(TRIM)
        left = start + len(piece) - len(plain)
        return BodyItem(plain, left, left + len(plain)), role, bool(verb) and not bracket


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans between separators that stand outside brackets: 市委组织部（市人才办、…） stays whole."""
    place, index, depth = start, start, 0
    while index < end:
        depth += (text[index] in OPEN) - (text[index] in CLOSE)
        match = depth <= 0 and next((m for p in (MARKS, JOINED, BLANK, WITH) if (m := p.match(text, index))), None)
        if match and match.end() <= end:
            yield place, index
            place = index = match.end()
        else:
            index += 1
    yield place, end


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= 30 and bool(re.search(r"[一-龥]", text)) and not re.search(r"\d{4}年", text)

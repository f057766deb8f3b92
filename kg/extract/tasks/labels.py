"""Labels of responsibility notes: 牵头单位：…, 【责任单位】…, 完成时限：…; the words are data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.words.wordlists import any_spaced, words_by_key, words_in
from kg.ontology import Node

ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}  # column → role
COLON = "[:：∶︰﹕]"
MARK = re.compile(rf"{COLON}|[【\[［〔—–-]")  # without any of these no label stands in a text


@dataclass(frozen=True)
class Segment:
    """What stands behind one label: its span, and the label's role; `named` is False for labels of no bodies."""

    start: int
    end: int
    role: str
    label: str = ""
    named: bool = True


class Labels:
    """The labels that notes, lines and cells use, with the role that each gives to the bodies behind it."""

    def __init__(self, columns: Node, words: Node) -> None:
        long = {word: role for column, role in ROLES.items() for word in words_in(columns[column]) if len(word) > 2}
        long |= {word: role for role, several in words_by_key(words["labels"]).items() for word in several}
        verbs = {verb: role for role, several in words_by_key(words["verbs"]).items() for verb in several}
        people = {*words_in(words["other_labels"]), *words_in(columns["person"])}
        self.deadlines = frozenset(words_in(columns["deadline"]))
        self._roles: Mapping[str, str] = {**verbs, **long}
        ahead = rf"(?:{any_spaced(words_in(words['label_fronts']))})*"
        behind = rf"(?:[（(][^（()）]{{1,24}}[）)])?(?:[及和与、](?:其)?(?:{any_spaced([*long, *people])}))?(?:[（(][^（()）]{{1,24}}[）)])?"

        def name(group: str) -> str:
            return rf"{ahead}(?P<{group}>{any_spaced(long)}){behind}"

        other = any_spaced([*people, *self.deadlines])
        boxed = rf"[【\[［〔]\s*(?:{name('boxed')}|(?P<other_boxed>{other}))\s*[】\]］〕]\s*{COLON}?"
        plain = rf"{name('long')}\s*(?:{COLON}|[—–-]{{1,2}}(?=[^\s—–-]))"
        short = rf"(?<![一-龥])(?P<short>{any_spaced(verbs)})\s*{COLON}"
        others = rf"(?:(?P<other>{any_spaced(w for w in [*people, *self.deadlines] if len(w) > 2)})|(?<![一-龥])(?P<short_other>{other}))\s*{COLON}"
        self._boxed = re.compile(boxed)
        self._any = re.compile(rf"{boxed}|{plain}|{others}|{short}")
        lost = rf"[^一-龥A-Za-z\d]*{name('lost')}(?:\s+|为|是)?(?=[一-龥])"
        self._lost = re.compile(lost)  # its colon is lost: 责任单位市科技局
        self._alone = re.compile(rf"[^一-龥A-Za-z\d]*(?:{name('alone')})[^一-龥A-Za-z\d]*")
        opens = rf"{name('opening')}\s*(?:{COLON}|[】\]］〕])|(?P<opening_short>{any_spaced(verbs)})\s*{COLON}"
        self._opens = re.compile(rf"(?:^|[；;，,。、\s])\s*(?:{opens})")
        on_line = rf"{plain}|{boxed}|(?:{words['line_labels']})\s*{COLON}"
        self._line = re.compile(rf"(?<![一-龥])(?:{on_line})".replace("?P<", "?P<line_"))

    def segments(self, text: str, role: str) -> list[Segment]:
        """The text cut at its labels; what stands before the first one has the given role."""
        found = list(self._any.finditer(text)) if MARK.search(text) else []
        segments = [Segment(0, found[0].start() if found else len(text), role)]
        for index, match in enumerate(found):
            stop = found[index + 1].start() if index + 1 < len(found) else len(text)
            kind = match.lastgroup or ""
            word = "".join(match[kind].split())
            own = "" if "other" in kind else self.role_of(word)
            segments.append(Segment(match.end(), stop, own, word, named=bool(own)))
        return segments

    def role_of(self, word: str) -> str:
        """牵头, 配合 or 责任 for a label's or verb's words."""
        return self._roles.get("".join(word.split()), "责任")

    def boxed(self, text: str, start: int) -> bool:
        """Whether a bracket holds a label and nothing else: 【责任单位】."""
        return bool(self._boxed.match(text, start))

    def first(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first label in running text, where no word stands right before it."""
        return self._line.search(text, start)

    def lost(self, text: str) -> re.Match[str] | None:
        """A label at the text's beginning whose colon is lost; the bodies should follow."""
        return self._lost.match(text)

    def opens(self, text: str) -> bool:
        """Whether a bracket's content is a note: a label begins it or a member of it."""
        return bool(self._opens.search(text))

    def begins_with_other(self, text: str) -> bool:
        """Whether a line begins with the label of a time or a person: 完成时限：2027年底；责任单位：…"""
        match = self._any.match(text.lstrip(" 　"))
        return bool(match) and "other" in (match.lastgroup or "" if match else "")

    def alone(self, text: str) -> str | None:
        """The role of a line that holds a label and nothing else; None for any other line."""
        match = self._alone.fullmatch(text)
        return self.role_of(match["alone"]) if match else None

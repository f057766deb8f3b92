"""A document → its mentions, entities and facts; a question → its mentions, by the same reader."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.document_facts import DocumentFacts
from kg.extract.grammar import Grammar
from kg.extract.indicators.mentions import IndicatorFinder
from kg.extract.lists.enumerations import EnumerationFinder
from kg.extract.names.areas import AreaFinder
from kg.extract.names.bodies import Bodies
from kg.extract.names.dictionary import Dictionary, Name
from kg.extract.names.firms import FirmFinder
from kg.extract.names.identity import Scope
from kg.extract.names.introduced import IntroducedFinder
from kg.extract.names.joined import JoinedFinder
from kg.extract.names.learned import LearnedNames
from kg.extract.names.members import MemberFinder
from kg.extract.names.names import NameFinder, is_park
from kg.extract.names.papers import PaperFinder
from kg.extract.names.patterns import BookFinder, find_aliases
from kg.extract.names.recogniser import Recogniser
from kg.extract.names.titles import TitleFinder
from kg.extract.reader import Finders, NameReader
from kg.extract.sentences.area_parts import PARTS, PartFinder
from kg.extract.short_forms import ShortForms, short_names
from kg.extract.words.candidates import TITLED, Candidate, best_of, to_mentions
from kg.extract.words.fronts import covered
from kg.extract.words.vocabulary import Vocabulary, gather
from kg.extract.words.wordlists import words_by_key, words_in
from kg.gazetteer import GazetteerEntry, load_gazetteer
from kg.ontology import Ontology, load_ontology
from kg.records import Document, Extraction, Mention
from kg.text.normalize import fold

LEARNABLE = frozenset(
    {"Enterprise", "Institution", "Park", "Platform", "Project", "Cluster", "Fund", "Industry", "Title", "Policy"}
)
LOCAL = ("areas.csv", "parks.csv")  # gazetteers of places that are no divisions
DECIDED = frozenset({"以下", "简称", "规划", "本规划", "意见", "方案", "本意见", "本方案"})


PARK_ENDS = ("园区", "园", "区", "基地", "新城", "科学城", "组团", "小镇", "物流港", "陆港")
# 把|先进轴承与精密传动产业集群（以下简称“轴承集群”）: one cluster of two trades.
ALIASED_PAIR = re.compile(
    r"(?:[，。；：、]|推进|推动|加快|支持|依托|建设|打造|培育|发展|做强|做大|围绕|聚焦|以|将|对|把)"
    r"(?P<name>(?!推进|推动|加快|支持|依托|建设|打造|培育|发展|做[强大]|围绕|聚焦|[将对把])[一-龥]{2,10}[与和][一-龥]{2,10}集群)$"
)
ALIASED_PARK = re.compile(  # 推进|县城北工业集中区（以下简称“城北园区”）: named by nothing but its short name
    r"(?:^|[，。；：、“”]|推进|推动|加快|支持|依托|建设|完善|做强|围绕|聚焦|以|在|将|对|把|和|与)"
    r"(?P<name>(?!推进|推动|加快|支持|依托|建设|完善|做强|围绕|聚焦)[一-龥A-Za-z]{4,22}(?:[园区城港谷镇]|基地|组团))$"
)


@dataclass(frozen=True)
class Line:
    """One line of a document (a paragraph, or a table's row) with what was found on it."""

    start: int
    end: int
    found: tuple[Candidate, ...]


class Extractor:
    """Reads documents and questions; holds the ontology's names and the lexer, so make one a process."""

    def __init__(
        self, ontology: Ontology, entries: Sequence[GazetteerEntry], *, without: frozenset[str] = frozenset()
    ) -> None:
        self.ontology = ontology
        self.vocabulary = gather(ontology)
        regions = [name for entry in entries if entry.type == "Region" for name in entry.names]
        self.bodies = Bodies(self.vocabulary, regions)
        self.scope = Scope.of(ontology, entries)
        awards = ontology.relations["HOLDS_TITLE"].cues
        positive = tuple(
            w for group, words in awards.items() if group in ("granted", "planned") for w in words if "培育" not in w
        )
        self._grammar = Grammar.of(ontology)
        names = NameFinder(self.vocabulary)
        finders = Finders(
            self.vocabulary,
            self.bodies,
            names,
            MemberFinder(self.vocabulary, names),
            FirmFinder(self.vocabulary),
            EnumerationFinder(self.vocabulary),
            JoinedFinder(self.vocabulary, regions),
            BookFinder(ontology.classes["Policy"].heads, words_by_key(ontology.vocabulary("extraction")["books"])),
            PaperFinder(words_by_key(ontology.vocabulary("extraction")["papers"]), regions),
            TitleFinder(positive, self.vocabulary.honours),
            IntroducedFinder(self.vocabulary),
            IndicatorFinder(self._grammar.indicators, self.vocabulary.generic),
            LearnedNames(Recogniser(), self.vocabulary),
        )
        self._homes = dict(local_names(entries))
        self._short_forms = ShortForms(self.vocabulary, self._grammar.columns)
        self._areas = AreaFinder(ontology.vocabulary("areas"))
        self._anaphoric = words_in(ontology.vocabulary("areas")["anaphoric"])
        self._reader = NameReader(finders, gazetteer_names(entries), without=without)

    @classmethod
    def load(cls, *, names: bool = True, without: frozenset[str] = frozenset()) -> "Extractor":
        """The extractor over the ontology that comes with us.

        `names`: with its gazetteers of proper names; `without`: finders whose candidates are left out (lexer, learned …).
        """
        ontology = load_ontology()
        proper = words_in(ontology.vocabulary("extraction")["proper"])
        return cls(ontology, load_gazetteer(without=() if names else proper), without=without)

    def annotate(self, text: str, learnt: Dictionary | None = None) -> list[Mention]:
        """The mentions of a text that belongs to no document; `learnt`: names of the plans that are in."""
        mentions: list[Mention] = []
        place = 0
        areas = [Name(area, "Park", area, 2.05) for area in self._areas.find(text)]
        laid_out = self.dictionary(areas) if areas else None
        for line in text.split("\n"):
            found = self._reader.read(line)
            if learnt is not None and line:
                found = [*found, *self._reader.find(learnt, line)]
            found = [*found, *alias_candidates(line, found, self.vocabulary)]
            if laid_out is not None and line:
                found = [*found, *self._reader.find(laid_out, line)]
            mentions.extend(to_mentions(line, best_of(found), place))
            place += len(line) + 1
        return mentions

    def dictionary(self, names: Iterable[Name]) -> Dictionary:
        """A dictionary of learnt names for `annotate`."""
        return Dictionary(self._reader.nlp, names, finder="learnt")

    def extract(self, document: Document) -> Extraction:
        """Everything read out of a document: names twice over, since later text explains earlier, then facts."""
        spans = list(iter_lines(document.text))
        read = self._reader.read_all([document.text[start:end] for start, end in spans])
        found = [
            [c for c in own if self._is_meant(document, start, c)] for (start, _), own in zip(spans, read, strict=True)
        ]
        lines = [Line(start, end, tuple(own)) for (start, end), own in zip(spans, found, strict=True)]
        mentions, aliases = self._mentions(document, lines)
        return DocumentFacts(document, self._grammar, self.bodies, self.scope).read(mentions, aliases)

    def _is_meant(self, document: Document, offset: int, candidate: Candidate) -> bool:
        """Whether a short name that one region has (城市副中心) can mean it in this document: the region is named there."""
        word = document.text[offset + candidate.start : offset + candidate.end] if candidate.name else ""
        home = self._homes.get((candidate.type, word), "") if candidate.finder == "gazetteer" else ""
        return home in document.text or home in document.name

    def _mentions(self, document: Document, lines: Sequence[Line]) -> tuple[list[Mention], dict[tuple[str, str], str]]:
        first = [
            (
                line,
                best_of(
                    [*line.found, *alias_candidates(document.text[line.start : line.end], line.found, self.vocabulary)]
                ),
            )
            for line in lines
        ]
        names, aliases = self._learn(document, first)
        learnt, parts = self.dictionary(names), PartFinder()
        mentions: list[Mention] = []
        for line in lines:
            text = document.text[line.start : line.end]
            found = [
                *line.found,
                *alias_candidates(text, line.found, self.vocabulary),
                *self._reader.find(learnt, text),
            ]
            kept = best_of(found)
            named = list(parts.find(text, kept))
            mentions.extend(to_mentions(text, best_of([*found, *named]) if named else kept, line.start))
        return mentions, aliases

    def _learn(
        self, document: Document, lines: Sequence[tuple[Line, list[Candidate]]]
    ) -> tuple[list[Name], dict[tuple[str, str], str]]:
        """Names worth looking for everywhere in the document, and the short names that it defines."""
        seen: dict[str, Counter[str]] = {}
        names: list[Name] = []
        aliases: dict[tuple[str, str], str] = {}
        for line, kept in lines:
            text = document.text[line.start : line.end]
            for candidate in kept:
                word = text[candidate.start : candidate.end]
                if (
                    candidate.type in LEARNABLE
                    and len(word) >= 3
                    and candidate.weight >= 1.4
                    and not (candidate.finder == TITLED and is_park(word, self.vocabulary))
                ):  # a harbour in a list of projects, whose trades another page tells
                    seen.setdefault(word, Counter())[candidate.type] += 1
            for alias in find_aliases(text):
                full = next((c for c in reversed(kept) if alias.start - 2 <= c.end <= alias.start), None)
                if full and len(alias.short) >= 2 and alias.short not in DECIDED:
                    name = full.name or text[full.start : full.end]
                    aliases[full.type, fold(alias.short)] = name
                    names.append(Name(alias.short, full.type, name, 2.6))
        plain = frozenset({*self.vocabulary.generic, *self.vocabulary.generic_modifiers})
        areas = self._areas.find(document.text, plain)
        names.extend(Name(area, "Park", area, 2.05) for area in areas)
        names.extend(anaphors(seen, document.metadata.get("region", ""), self._anaphoric))
        known = {one.text for one in names if one.type == "Park" and len(one.text) < 8}
        cores = (f"{park}{core}" for park in sorted(known) if not park.endswith(PARTS) for core in PARTS)
        names.extend(Name(core, "Park", core, 2.1) for core in cores if core in document.text)
        firms = {word for word, kinds in seen.items() if kinds.most_common(1)[0][0] == "Enterprise"}
        for form in self._short_forms.find(document, firms):
            aliases[form.type, fold(form.text)] = form.full
            names.append(Name(form.text, form.type, form.full, 2.6))
        for word, kinds in seen.items():
            kind = kinds.most_common(1)[0][0]
            names.append(Name(word, kind, word, 2.0))
            for short in short_names(word, kind):
                if document.text.count(short) > document.text.count(word):
                    names.append(Name(short, kind, short, 2.0))
        return names, aliases


def anaphors(seen: Mapping[str, Counter[str]], region: str, heads: Collection[str]) -> Iterator[Name]:
    """Bare heads (开发区, 科学城) that can only mean one park of the document: the only one of that head, or of its region."""
    parks = [word for word, kinds in seen.items() if kinds.most_common(1)[0][0] == "Park"]
    stem = region.rstrip("省市区县") if len(region) > 2 else region
    for head in heads:
        bearers = [park for park in parks if park.endswith(head) and park not in heads]
        own = [park for park in bearers if stem and stem in park] or bearers
        shortest = min(own, key=len, default="")
        if own and all(park.endswith(shortest) or shortest in park for park in own):
            most = max(own, key=lambda park: sum(seen[park].values()))
            yield Name(head, "Park", most, 1.4, (f"级{head}",))  # 国家级经开区: any of them


def local_names(entries: Iterable[GazetteerEntry]) -> Iterator[tuple[tuple[str, str], str]]:
    """The short names of places and parks that do not say where they are, each with the region they mean it of."""
    for entry in entries:
        home = entry.region.rstrip("省市区县") if len(entry.region) > 2 else entry.region
        if entry.type in ("Region", "Park") and entry.file in LOCAL and home not in ("", "中国"):
            for alias in entry.aliases:
                if home not in alias:
                    yield (entry.type, alias), home


def gazetteer_names(entries: Iterable[GazetteerEntry]) -> Iterator[Name]:
    """Every name and alias of the gazetteer, an industry's with 产业 behind it too; longer names are surer."""
    for entry in entries:
        for text in entry.names:
            if len(text) >= 2:
                yield Name(text, entry.type, entry.name, 1.9 if len(text) < 3 else 2.1, entry.not_in)
            if entry.type == "Industry" and not text.endswith("业"):
                yield Name(f"{text}产业", entry.type, entry.name, 2.1, entry.not_in)


def alias_candidates(text: str, found: Sequence[Candidate], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Short names in 以下简称 brackets, of the class of what stands before them."""
    for alias in find_aliases(text):
        before = [c for c in found if alias.start - 2 <= c.end <= alias.start and c.type != "Policy"]
        pair = ALIASED_PAIR.search(text, max(0, alias.start - 30), alias.start)
        if pair and any(c.type == "Cluster" and c.end == pair.end() for c in before):
            before = [Candidate(*pair.span("name"), "Cluster", 2.6, "alias")]
            yield before[0]
        told = ALIASED_PARK.search(text, max(0, alias.start - 30), alias.start) if not before else None
        plain = frozenset({*vocabulary.generic, *vocabulary.generic_modifiers})
        if told and alias.short.endswith(PARK_ENDS) and not covered(told["name"], plain):
            before = [Candidate(*told.span("name"), "Park", 2.6, "alias")]
            yield before[0]
        if before and alias.short not in DECIDED:
            yield Candidate(
                alias.short_start,
                alias.short_start + len(alias.short),
                max(before, key=lambda c: c.weight).type,
                2.6,
                "alias",
            )


@lru_cache(maxsize=1)
def get_extractor(*, names: bool = True) -> Extractor:
    """The extractor with all its finders, loaded once a process: that takes seconds, and it knows nothing of the records."""
    return Extractor.load(names=names)


def iter_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines and table cells of a document that hold anything: no name runs over their ends."""
    place = 0
    for line in re.split(r"[\n\t]", text):
        if line.strip():
            yield place, place + len(line)
        place += len(line) + 1

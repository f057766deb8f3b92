"""The facts of a whole document: its own plan first, then tables, notes, headings and sentences in order."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.cluster_names import cluster_names
from kg.extract.context import Facts, Sentence
from kg.extract.document_kind import DocumentKind
from kg.extract.gaps import GapFinder
from kg.extract.grammar import Grammar
from kg.extract.indicators.chapter_clock import ChapterClock, iter_clocks
from kg.extract.indicators.facts import IndicatorFacts
from kg.extract.indicators.observations import ValueWriter
from kg.extract.indicators.settle import settle_indicators
from kg.extract.linking import Linker
from kg.extract.manner import is_proposal
from kg.extract.names.bodies import Bodies
from kg.extract.names.identity import Place, Scope
from kg.extract.plan_facts import PlanFacts
from kg.extract.sentences.name_facts import NameFacts, maker_in, town_in
from kg.extract.sentences.owners import is_title_of_place, is_title_of_work
from kg.extract.sentences.sentence_facts import SentenceFacts
from kg.extract.tables.indicator_tables import IndicatorTables
from kg.extract.tables.project_tables import ProjectTables
from kg.extract.tables.table_facts import TableFacts
from kg.extract.tables.task_tables import TaskTables
from kg.extract.tables.thing_tables import ThingTables
from kg.extract.tasks.concerns import Concerns
from kg.extract.tasks.leads import LeadReader
from kg.extract.tasks.measures import DOING as MEASURE
from kg.extract.tasks.measures import MeasureFacts
from kg.extract.tasks.note_facts import NoteFacts
from kg.extract.tasks.notes import NoteFinder
from kg.records import Document, Extraction, Mention, Section
from kg.text.sentences import iter_sentences

RUN_IN = 26  # characters of a run-in heading at most


class DocumentFacts:
    """Reads one document, whose names are found already, into facts."""

    def __init__(self, document: Document, grammar: Grammar, bodies: Bodies, scope: Scope) -> None:
        meta = document.metadata
        self._document = document
        self._grammar = grammar
        self._roles = grammar.roles.of(document)
        place = Place(meta.get("region", ""), meta.get("province_or_city", ""), meta.get("level", ""))
        self._kind = DocumentKind(document, grammar.plan_kinds)
        self._linker = Linker(document, place, bodies, scope)
        self._facts = Facts(document)
        self._sections = sorted(document.sections, key=lambda section: section.start)
        self._section_starts = [section.start for section in self._sections]

    def read(self, mentions: list[Mention], aliases: Mapping[tuple[str, str], str]) -> Extraction:
        """All mentions, entities and facts of the document."""
        self._linker.declare(aliases)
        self._linker.place_mentions(mentions, self._facts)
        plan = PlanFacts(self._document, self._kind, self._linker, self.section_at)
        subjects = plan.read(self._facts)
        values = ValueWriter(self._linker, subjects.whole, self._grammar.units)
        heads = self._grammar.indicators.head
        figures = IndicatorTables(self._linker, values, heads, self._kind.clock)
        projects = ProjectTables(self._linker, values)
        concerns = Concerns(self._grammar.concerns, self._linker)
        tasks = TaskTables(self._roles, self._linker, concerns)
        tables = TableFacts(self._grammar.columns, tasks, projects, figures, ThingTables(self._linker))
        for table in self._document.tables:
            tables.read(table, self.section_at(table.start), self._facts)
        for mention in self._linker.mentions:  # towns live in the names of parks before anything else names them
            town = town_in(mention.text) if mention.type == "Park" else ""
            if town:
                self._facts.add_entity(self._linker.entity("Region", town))
            kind, maker = maker_in(mention.text) if mention.type in ("Platform", "Project") else ("", "")
            if maker:
                self._facts.add_entity(self._linker.entity(kind, maker))
            trade = cluster_names().trade_in(mention.text) if mention.type == "Cluster" else ""
            if trade:
                self._facts.add_entity(self._linker.entity("Industry", trade))
            cluster = cluster_names().measured_in(mention.text) if mention.type == "Indicator" else ""
            if cluster:
                self._facts.add_entity(self._linker.entity("Cluster", cluster))
        sentences = SentenceFacts(self._grammar.cues, subjects, self._grammar.manner)
        self._read_prose(sentences, IndicatorFacts(values, self._grammar.indicators), concerns)
        if self._kind.sets_tasks(self._facts):
            MeasureFacts(self._document, self._linker, concerns).read(self._facts)
        found = self._facts
        for entity in [entity for entity in found.entities.values() if entity.type == "Task"]:
            found.entities[entity.id] = self._grammar.manner.of_task(entity)
        read = self._facts.extraction(settle_indicators(self._document, self._linker.mentions, found))
        gaps = GapFinder(self._document, self._grammar.columns, self._roles, self.section_at)
        return replace(read, gaps=gaps.find(read, self._paragraphs()))

    def section_at(self, place: int) -> Section:
        """The innermost section that holds a place."""
        index = bisect_right(self._section_starts, place) - 1
        while index > 0 and not self._sections[index].start <= place < self._sections[index].end:
            index -= 1
        return self._sections[max(index, 0)]

    def _read_prose(self, sentences: SentenceFacts, indicators: IndicatorFacts, concerns: Concerns) -> None:
        notes = NoteFacts(self._document, self._linker, NoteFinder(self._roles), concerns)
        leads = LeadReader(self._roles, self._linker, self._facts, concerns)
        names = NameFacts(self._facts.entities, self._document.metadata.get("region", ""))
        chapter = ChapterClock()
        paragraphs = [(start, end, self.section_at(start)) for start, end in self._paragraphs()]
        noted = {start: notes.read(start, end, section, self._facts) for start, end, section in paragraphs}
        tasks = self._kind.sets_tasks(self._facts)
        for start, end, section in paragraphs:
            spans = [(start + a, start + b) for a, b in iter_sentences(self._document.text[start:end])]
            chapter.told(section, self._document.text[start:end].strip())
            clocks = iter_clocks([self._document.text[a:b] for a, b in spans])
            lead: tuple[Mention, ...] = ()
            for (left, right), period in zip(spans, clocks, strict=True):
                text = self._document.text[left:right]
                heads = right - left <= RUN_IN and text.endswith("。") and bool(MEASURE.match(text))
                sentence = self._sentence(left, right, section, () if heads else lead)
                placed = is_title_of_place(sentence)
                heads = heads or is_title_of_work(sentence) or placed
                if heads:  # a run-in heading: what follows in the paragraph is about it
                    lead = sentence.mentions[: 1 if placed else None]
                if is_proposal(text, section.path):
                    continue
                sentences.read(sentence, self._facts)
                if not self._kind.is_law:
                    indicators.read(
                        sentence, replace(self._kind.clock, period=chapter.at(section, period)), self._facts
                    )
                    chapter.heard(sentence.text)
                names.read(sentence, self._facts)
                if tasks and not any(a < right and left < b for a, b in noted[start]):
                    leads.read(sentence, notes.told(left))

    def _paragraphs(self) -> list[tuple[int, int]]:
        """Lines of text outside tables."""
        tables = [(table.start, table.end) for table in self._document.tables]
        spans, place = [], 0
        for line in self._document.text.split("\n"):
            if line.strip() and not any(a <= place < b for a, b in tables):
                spans.append((place, place + len(line)))
            place += len(line) + 1
        return spans

    def _sentence(self, start: int, end: int, section: Section, lead: tuple[Mention, ...]) -> Sentence:
        mentions = tuple(self._linker.mentions_in(start, end))
        headings = (*lead, *self._heading_mentions(section, start))
        return Sentence(self._document.text[start:end], start, section, mentions, headings)

    def _heading_mentions(self, section: Section, before: int) -> list[Mention]:
        """Mentions in the headings above a place, innermost heading first."""
        by_id = {one.id: one for one in self._sections}
        found: list[Mention] = []
        current: Section | None = section
        while current is not None and current.level > 0:
            end = current.start + len(current.heading)
            found.extend(
                m
                for m in self._linker.mentions_in(current.start, end + 4)
                if m.start < end and (m.end <= before or current is not section)
            )
            current = by_id.get(current.parent_id or "")
        return found

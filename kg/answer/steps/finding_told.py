"""Which thing a description means: by the facts, by a question in one step, by the one sentence that says so."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.answer.asked.called import Named
from kg.answer.asked.conditions import has_sums
from kg.answer.asked.described import PLACES, RANKED, Described
from kg.answer.asked.intents import Asking
from kg.answer.asked.limits import Limit, row_holds
from kg.answer.asked.names import NameIndex
from kg.answer.asked.question import Question, content_words
from kg.answer.asked.reading import cite, text_of, with_citations
from kg.answer.context import AnswerContext
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation, label_of
from kg.answer.quotes.attributes import Attributes
from kg.answer.quotes.bounding import of_trade
from kg.answer.quotes.wanted import Subject, idle_words
from kg.answer.steps.keeping import beside_region
from kg.answer.steps.own_words import FIGURE, UNTOLD, OwnWords, Told, best_told
from kg.text.normalize import quoted

MOST = 4  # things that a description may mean
ROLES = {"牵头": ("牵头", "主责", "责任"), "配合": ("配合",), "": ("牵头", "主责", "责任", "配合")}
SIDE = "[东西南北中]区|[A-Z]区|[东西南北]片区|核心区|拓展区|起步区"
OWN_HEAD = re.compile("(?:镇|县|街道|中心|装置|实验室|基地)$")  # a park is no town, a railway no centre
HEADINGS = 2  # the nearest over a sentence
TOLD_BY_FIGURE = re.compile(f"{RANKED}|\\d|第[一二三四五六七八九十]")  # which the rows were chosen by


@dataclass(frozen=True)
class Found:
    """What a description means: names, the words that say so, and their evidence."""

    names: tuple[str, ...]
    text: str
    evidence: tuple[Citation, ...]
    known: tuple[str, ...] = ()  # what it was found by: 甲 of 建设甲的企业, the task of 负责甲的部门


@dataclass(frozen=True)
class Finder:
    """Finds what a description means; `one` answers a question in one step."""

    context: AnswerContext
    asking: Asking
    names: NameIndex
    read: Callable[[str], Question]
    one: Callable[[Question], Answer]
    attributes: Attributes

    @property
    def own_words(self) -> OwnWords:
        """What looks the description up in the plans' own words."""
        return OwnWords(self.context, self.asking, self.names)

    def find(self, told: Described) -> Found | None:
        """The few things that the description means; None where the plans do not tell, or tell too many."""
        ways = [self._by_facts, self._by_asking, self._by_words]
        if told.types == PLACES:  # a table says 甲园西区 where the fact is of 甲园
            ways = [self._by_asking, self._by_facts, self._by_words]
        ways.insert(2 if told.relations else 0, self._by_own_words)
        found = next((found for way in ways if (found := way(told)) and _is_of_clusters(told, found)), None)
        head = OWN_HEAD.search(told.noun)
        return None if not found or (head and not all(head[0] in name for name in found.names)) else _sided(found)

    def above(self, found: Found) -> Found | None:
        """The industries over those found: by the facts, else those that the headings over the evidence name."""
        known = [
            one for name in found.names for link in self.names.find(fold(name)) for one in link.of_type(["Industry"])
        ]
        ids = list(dict.fromkeys(one.id for one in known))
        rows = self.context.read("industry_above", {"ids": ids}) if ids else []
        over = {str(row["name"]): cite(row, self.context.documents) for row in rows if str(row["id"]) not in ids}
        headed = [
            (one.name, heading, citation)
            for citation in found.evidence
            for heading in citation.section[-HEADINGS:]
            for link in self.names.find(fold(heading))
            for one in link.of_type(["Industry"])
            if ids and one.id not in ids and one.name not in over
        ]
        told = {name: citation for name, citation in over.items() if citation}
        said = with_citations(
            f"其上的产业是{'、'.join(told)}。", [AnswerRow("", "Passage", evidence=tuple(told.values()))]
        )
        names = tuple(dict.fromkeys([*told, *(name for name, *_ in headed)]))
        if not 0 < len(names) <= MOST:
            return None
        under = "".join(dict.fromkeys(quoted(heading) for _, heading, _ in headed))
        said = (said if told else "") + (f"规划把它写在{under}之下。" if under else "")
        told |= {name: citation for name, _, citation in headed}
        evidence = tuple(dict.fromkeys((*found.evidence, *told.values())))
        return Found(names, f"{found.text}{said}", evidence, found.known)

    def _by_facts(self, told: Described) -> Found | None:
        """The things of the kind that a fact of the right relation joins with everything the description names."""
        question = self.read(f"{told.before}{told.said_in}{told.told}")
        own = self.read(told.told)
        named = [
            link.entities for link in own.links if not link.of_type(["Region"]) or told.relations[:1] == ("LOCATED_IN",)
        ]
        if not told.relations or not named:
            return None
        keys, sides = question.documents or beside_region(question, told, self.context.documents), []
        for entities in named:
            ids = {"ids": [one.id for one in entities]}
            rows = [*self.context.read("links_of", ids), *self.context.read("links_to", ids)]
            sides.append(dict(self._joined(rows, told, keys)))
        shared = [key for key in sides[0] if all(key in side for side in sides)]
        if "Platform" in told.types:
            shared = [key for key in shared if told.noun in sides[0][key].name] or shared
        names = tuple(self._of_trade(told, [sides[0][key].name for key in shared]))
        shared = [key for key in shared if sides[0][key].name in names]
        if not 0 < len(shared) <= MOST:
            return None
        evidence = tuple(dict.fromkeys(one for side in sides for key in shared for one in side[key].evidence))
        text = with_citations(f"{told.words}是{'、'.join(names)}。", [AnswerRow("", "Passage", evidence=evidence)])
        return Found(names, text, evidence, tuple(one.name for group in named for one in group))

    def _joined(
        self, rows: Sequence[Mapping[str, object]], told: Described, documents: Sequence[str]
    ) -> Iterator[tuple[str, AnswerRow]]:
        """Things of the kind at the other end of a fact of the right relation, by id."""
        for row in rows:
            label, key = label_of(row["other_labels"]), str(row["other_id"])
            if label not in told.types or row["relation"] not in told.relations:
                continue
            if (citation := cite(row, self.context.documents)) and (not documents or citation.document_id in documents):
                yield key, AnswerRow(str(row["other"]), label, key, evidence=(citation,))

    def _by_asking(self, told: Described) -> Found | None:
        """What the answer to a question in one step names of the kind."""
        for asked in told.questions():
            reply = self.one(self.read(asked))
            if reply.status != ANSWERED:
                continue
            is_list = reply.query or all(row.type in told.types for row in reply.answers)
            if is_list and (found := self._in_rows(reply, told)):
                return found
        return None

    def _in_rows(self, reply: Answer, told: Described) -> Found | None:
        """The names of the kind in the rows of an answer: what they are, who builds them, where they are, who is in charge."""
        reply = replace(
            reply,
            answers=tuple(
                row for row in reply.answers if has_sums(" ".join(one.quote for one in row.evidence), told.told)
            ),
        )
        named = [one for link in self.names.find(fold(told.told)) for one in link.entities]
        own = {fold(told.told), *(fold(one) for each in named for one in (each.name, *each.aliases))}
        pairs = self._in_charge(reply, told) or self._in_cells(self._about(reply, named, told.told), told)
        names = dict.fromkeys(name for name, _ in pairs if not any(one in fold(name) for one in own))
        if "Platform" in told.types:  # what a university builds besides the laboratory
            names = {name: None for name in names if told.noun in name} or names
        names = dict.fromkeys(self._of_trade(told, list(names)))
        if not 0 < len(names) <= MOST:
            return None
        used = [row for row in reply.answers if any(row.name in {name, by} for name, by in pairs if name in names)]
        rows, text = (used, "") if 0 < len(used) < len(reply.answers) else (reply.answers, reply.text)
        text = text or with_citations(f"{told.words}是{'、'.join(names)}。", rows)
        evidence = tuple(dict.fromkeys(one for row in rows for one in row.evidence))
        known = dict.fromkeys([*(by for name, by in pairs if name in names), *(one.name for one in named)])
        return Found(tuple(names), text, evidence, tuple(name for name in known if name not in names))

    def _of_trade(self, told: Described, names: Sequence[str]) -> Sequence[str]:
        return of_trade(told.trade, names, self.names, self.asking, self.context)

    def _about(self, reply: Answer, named: Sequence[Named], told: str) -> list[AnswerRow]:
        """The rows that have to do with what the description names: all of a reading that was asked for it.

        Of a description that names nothing those whose evidence has its words.
        """
        ids = reply.query.params.get("ids", []) if reply.query else []
        telling = [one for one in named if one.type not in {"Region", "Indicator"}]
        if not telling and not TOLD_BY_FIGURE.search(told):
            words = [
                word for word in content_words(UNTOLD.sub("", told), self.asking) if word not in idle_words(self.asking)
            ]
            return [row for row in reply.answers if self._has(row, words)]
        if not telling or (isinstance(ids, list) and any(one.id in ids for one in telling)):
            return list(reply.answers)
        limits = [Limit((one.name,), frozenset(map(fold, (one.name, *one.aliases)))) for one in telling]
        return [row for row in reply.answers if any(row_holds(row, limit) for limit in limits)]

    def _has(self, row: AnswerRow, words: Sequence[str]) -> bool:
        """Whether what the plans say of a row's thing, and not of the things beside it, has the words."""
        cells = [one.quote for one in row.evidence if "\t" in one.quote]
        held = map(
            self.asking.spell, (*cells, *self.attributes.said_of(Subject(row.name, (row.name, *row.aliases)), row))
        )
        return any(all(self.asking.stands_in(word, text) for word in words) for text in held)

    def _in_cells(self, rows: Sequence[AnswerRow], told: Described) -> list[tuple[str, str]]:
        """The rows' own names of the kind, else those beside them; each with the row's name."""
        found = []
        role = next((one for one in ("牵头", "配合") if one in told.told), "")
        for row in rows:
            if row.type == "Task" and role and role not in row.roles:
                continue
            said = [row.name] if row.type in told.types else [row.group, row.value, *(row.note or "").split("、")]
            for name in filter(None, said):
                is_place = row.type == "Project" and name == row.value and told.types == PLACES
                if row.type in told.types or is_place or self._of_kind(name, told):
                    found.append((name, row.name))
        return found

    def _of_kind(self, name: str, told: Described) -> list[Named]:
        return [
            one for link in self.names.find(fold(name)) if link.text == fold(name) for one in link.of_type(told.types)
        ]

    def _in_charge(self, reply: Answer, told: Described) -> list[tuple[str, str]]:
        """The departments of the tasks that hold most of the description, in its role; each with its task."""
        if "Department" not in told.types:
            return []
        made = [(row.name, part.name, part.role) for row in reply.answers for part in row.parts]
        tasks = [row.entity_id for row in reply.answers if row.type == "Task"]
        rows = self.context.read("departments_of_theme", {"ids": tasks}) if tasks else []
        made += [(str(row["department"]), str(row["task"]), text_of(row.get("role"))) for row in rows]
        words = [self.asking.spell(word) for word in words_of(told.told, self.asking)]
        scores = [sum(word in self.asking.spell(task) for word in words) for _, task, _ in made]
        best = [one for one, score in zip(made, scores, strict=True) if score == max(scores)]
        asked = next((one for one in ROLES if one in f"{told.noun}{told.told}"), "")
        in_role = ([(name, task) for name, task, role in best if role == wanted] for wanted in ROLES[asked])
        return next(filter(None, in_role), [])

    def _by_own_words(self, told: Described) -> Found | None:
        """The things whose own clause, cell or heading tells little but the description; several where all are told so."""
        named = best_told(told, self._own(told))
        return self._found_in(told, {name: named[name] for name in self._of_trade(told, list(named))})

    def _by_words(self, told: Described) -> Found | None:
        """The one thing of the kind in the sentences and rows that hold all words of the description."""
        found: dict[str, dict[str, Citation]] = {}
        for one in self._own(told):
            if one.share and not one.headed:
                found.setdefault(one.kind, {}).setdefault(one.name, one.citation)
        of_kind = next((found[kind] for kind in told.types if kind in found), {})
        of_kind = {name: of_kind[name] for name in self._of_trade(told, list(of_kind))}
        if len(of_kind) > 1:  # of several the one that the sentence begins with: 甲区重点打造…，支持乙园…
            of_kind = {name: one for name, one in of_kind.items() if self.own_words.begins(one.quote, name)}
        return self._found_in(told, of_kind) if len(of_kind) == 1 else None

    def _found_in(self, told: Described, named: Mapping[str, Citation]) -> Found | None:
        evidence = tuple(named.values())
        said = with_citations(f"{told.words}是{'、'.join(named)}。", [AnswerRow("", "Passage", evidence=evidence)])
        return Found(tuple(named), said, evidence) if named else None

    def _own(self, told: Described) -> list[Told]:
        scope = self.read(f"{told.before}{told.said_in}{told.words}").documents
        return self.own_words.told(told, scope)


def _is_of_clusters(told: Described, found: Found) -> bool:
    """Whether what is found for a cluster is called one where it is told: an industry in a table of clusters, no other."""
    if not told.noun.endswith("集群") or all("集群" in name for name in found.names):
        return True
    return any("集群" in text for one in found.evidence for text in (one.quote, *one.section))


def _sided(found: Found) -> Found:
    """What was found, each place with the one side of it that the evidence speaks of: 甲园西区."""
    names, text = [], found.text
    for name in found.names:
        quotes = "\n".join(one.quote for one in found.evidence)
        sides = {match[0] for match in re.finditer(f"{re.escape(name)}(?:{SIDE})", quotes)}
        names.append(sides.pop() if len(sides) == 1 else name)
        text = text if names[-1] in text else text.replace(name, names[-1], 1)
    return replace(found, names=tuple(names), text=text)


def words_of(text: str, asking: Asking) -> tuple[str, ...]:
    """The words and figures of a text by which it tells something."""
    return (*content_words(text, asking), *FIGURE.findall(text))

"""How strongly a plan asks for something and how far along it is, by the words it uses: of tasks and of facts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.words.cues import pattern_of
from kg.extract.words.wordlists import any_of, any_spaced, words_by_key, words_in
from kg.ontology import Node
from kg.records import Entity, Value

STAGES = ("reached", "under_way", "planned")  # in the order of every relation's `status` values
# What others asked for while the plan was made, taken up or not: the plan itself says what came of it.
PROPOSES = re.compile(r"建议|提出|反映|希望|要求")
ANSWERED = re.compile(r"采纳|吸收采用|予以吸收|不予|未予")
HEARD = re.compile(r"(?:意见|建议)[^，。；]{0,8}(?:采纳|吸收|处理|反馈)|(?:采纳|吸收)情况|听证")
FIRST_CLAUSE = re.compile(r"[，,；;。：:]")


class Manner:
    """Reads stage and force; the words are data (vocabularies/modality.yaml)."""

    def __init__(self, words: Node) -> None:
        stages, openings = words_by_key(words["stages"]), words_by_key(words["openings"])
        self._stages = {stage: pattern_of(stages[stage]) for stage in STAGES}
        (
            self._urging,
            self._done,
            self._wishing,
            self._built,
            self._past,
            self._not_stage,
            self._not_force,
            self._pushing,
            self._coming,
        ) = (
            pattern_of(words_in(words[key]))
            for key in (
                "urging",
                "done",
                "wishing",
                "built",
                "past_chapters",
                "not_stage",
                "not_force",
                "pushing",
                "coming",
            )
        )
        self._openings = {stage: re.compile(f"^(?:{any_of(several)})") for stage, several in openings.items()}
        self._forces = {force: pattern_of(several) for force, several in words_by_key(words["forces"]).items()}
        self._of_tasks = {
            kind: {value: re.compile(any_spaced(several)) for value, several in words_by_key(words[key]).items()}
            for kind, key in (("modality", "task_forces"), ("status", "task_stages"))
        }

    def status(self, clause: str, opening: str, values: Sequence[str], *, chapters: Sequence[str] = ()) -> str:
        """Which of a relation's `status` values a clause tells; `opening`: how its sentence begins; '' for neither.

        Among the aims of a plan (`chapters`: the headings above) 建成 alone is no news of something done.
        """
        plain = self._not_stage.sub("　", clause)
        found = [(stage, match) for stage in reversed(STAGES) if (match := self._stages[stage].search(plain))]
        stage, cue = max(found, key=lambda one: len(one[1].group()), default=("", None))
        if cue and stage == "planned" and plain[cue.end() :].startswith("了"):
            stage = "reached"  # 规划建设了
        done = bool(self._done.search(plain))
        aims = bool(chapters) and not self.looks_back(chapters)
        if cue and stage != "planned" and not done and self._is_wished(cue, plain):
            stage = "planned"
        elif cue and aims and self._built.fullmatch(cue.group()) and not done:
            return ""
        if not cue and self._wishing.search(plain) and not done:
            stage = "planned"
        stage = stage or next((one for one, cue in self._openings.items() if cue.search(opening)), "")
        return values[STAGES.index(stage)] if stage and len(values) == len(STAGES) else ""

    def _is_wished(self, cue: re.Match[str], clause: str) -> bool:
        """Whether the words round a stage's word make a wish of it: 推动……建成, 全力推进……落地."""
        pushed = self._pushing.fullmatch(cue.group()) and self._coming.search(clause, cue.end())
        return bool(pushed or self._urging.search(clause, 0, cue.start()))

    def looks_back(self, chapters: Sequence[str]) -> bool:
        """Whether one of the headings above says that what follows has been done or is there."""
        return any(self._past.search(one) for one in chapters)

    def force(self, head: str) -> str:
        """必须, 鼓励 or 探索, as the words in front of a fact's last name say; '' where none does."""
        plain = self._not_force.sub("　", head)
        found = [(match.start(), force) for force, cue in self._forces.items() for match in cue.finditer(plain)]
        return max(found)[1] if found else ""

    def of_task(self, task: Entity) -> Entity:
        """The task with what its first clause says of it; the words of later clauses do not speak for the whole."""
        head = FIRST_CLAUSE.split(task.name, maxsplit=1)[0]
        told: Mapping[str, Value] = {
            kind: value
            for kind, cues in self._of_tasks.items()
            if (value := next((value for value, cue in cues.items() if cue.search(head)), ""))
        }
        return replace(task, properties={**task.properties, **told})


def is_proposal(text: str, chapters: Sequence[str]) -> bool:
    """Whether a sentence tells what somebody asked the plan's authors for, and no more: 「甲局建议将……调整为……，未予采纳」."""
    asks = PROPOSES.search(text)
    return bool(asks) and bool(ANSWERED.search(text, asks.end() if asks else 0) or any(map(HEARD.search, chapters)))

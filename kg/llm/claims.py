"""Which sentences of a model's prose stand: all they claim is in the quotes they cite; any doubt removes a sentence.

Claims are names (as the graph's name index and the extractor see them), words in 《》 or “”, letters of other scripts,
figures, denials, and words of rise, fall, role and of what is reached. What is no claim must still share enough with the quotes to be of them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.answer.asked.names import NameIndex
from kg.answer.folding import fold, share
from kg.llm.evidence import Numbered
from kg.llm.figures import missing_figures
from kg.ontology import Ontology
from kg.records import Mention
from kg.text.numbers import COMPARING
from kg.text.sentences import iter_sentences

MARK = re.compile(r"\[\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*\]")
MARKS = re.compile(rf"(?:{MARK.pattern}\s*)+")
AFTER_STOP = re.compile(rf"([。！？；!?;]+)\s*((?:{MARK.pattern}\s*)+)")
BULLET = re.compile(r"^\s*(?:[-*•·#>]+|\d{1,2}[.、)）])\s+")
MARKUP = re.compile(r"[<>`|{}\\]|\*\*|__|\]\(|://|www\.", re.IGNORECASE)
LATIN = re.compile(r"\d*[^\W\d_\u3400-\u9fff](?:[^\W_\u3400-\u9fff]|[.+-])*")  # letters of any script but ours
SAID = re.compile(r"《([^《》]+)》|“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")
DENIED = re.compile(r"[不未没无非勿][\u4e00-\u9fff]")
NOT_DENIED = re.compile("|".join(word for word in COMPARING if "不" in word))  # 不低于: compared with its figure
BRACKETS = str.maketrans("【】［］〔〕", "[][][]")
PLAIN = ("Indicator", "Task", "Observation")  # worded freely; their figures are checked
RELATED = 0.35  # of a sentence's character pairs that its quotes must hold; 「云杉园集聚企业一百二十家」 has .36 (tests/cases/claims.yaml)
MOST_SENTENCES = 60


@dataclass(frozen=True)
class Sentence:
    """A sentence that stands, its marks at its end, and the numbers it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Removed:
    """A sentence that does not stand, and why."""

    text: str
    why: str


class Checker:
    """Checks sentences against numbered quotes; made once for an answer."""

    def __init__(
        self,
        quotes: Iterable[Numbered],
        names: NameIndex,
        *,
        annotate: Callable[[str], Sequence[Mention]],
        words: "Words",
    ) -> None:
        self._quotes = {one.number: one for one in quotes}
        self._names = names
        self._annotate = annotate
        self._words = words

    def check(self, text: str) -> tuple[tuple[Sentence, ...], tuple[Removed, ...]]:
        """The sentences of a text that stand, and those that do not."""
        kept, removed = [], []
        for sentence in list(split(text))[:MOST_SENTENCES]:
            numbers = cited(sentence)
            why = self.fault(sentence, numbers)
            if why:
                removed.append(Removed(sentence, why))
            else:
                kept.append(Sentence(sentence, numbers))
        return tuple(kept), tuple(removed)

    def fault(self, sentence: str, numbers: Collection[int]) -> str:
        """Why a sentence does not stand; '' where it does."""
        if not numbers:
            return "没有注明依据"
        unknown = [number for number in numbers if number not in self._quotes]
        if unknown:
            return f"所引的依据不存在：{'、'.join(f'[{number}]' for number in unknown)}"
        if MARKUP.search(sentence):
            return "含有链接或标记"
        for part, own in parts(sentence):
            if why := self._unfounded(part, [self._quotes[number] for number in own]):
                return why
        return ""

    def _unfounded(self, part: str, quotes: Sequence[Numbered]) -> str:
        """What a part of a sentence claims beyond the quotes that it cites."""
        texts = [one.quote for one in quotes]
        held = "\n".join(fold(text) for text in texts)
        checks: tuple[tuple[str, Iterable[str]], ...] = (
            ("数字或年份", missing_figures(part, *texts)),
            ("书名号或引号中的文字", (said for said in _said(part) if fold(said) not in held)),
            ("外文词", (word for word in LATIN.findall(unicodedata.normalize("NFKC", part)) if fold(word) not in held)),
            ("名称", self._missing_names(part, texts, held)),
            ("否定", (word for word in DENIED.findall(NOT_DENIED.sub("", part)) if word not in held)),
            ("说法", self._words.missing(part, texts, {role for one in quotes for role in one.roles})),
        )
        for kind, missing in checks:
            if found := list(dict.fromkeys(missing)):
                return f"所引原文没有这{'些' if len(found) > 1 else '个'}{kind}：{'、'.join(found)}"
        about = "".join((*texts, *(name for one in quotes for name in one.names)))
        return "" if share(part, about) >= RELATED else "与所引原文关联太少"

    def _missing_names(self, part: str, texts: Sequence[str], held: str) -> Iterable[str]:
        """Names of the part that the texts do not hold, under any name of theirs."""
        known = {entity.id for text in texts for link in self._names.find(fold(text)) for entity in link.entities}
        founded = held
        for link in self._names.find(fold(part)):
            if link.text in held or any(entity.id in known for entity in link.entities):
                founded += f"\n{link.text}"
            else:
                yield link.text
        for mention in self._annotate(part):
            forms = fold(mention.text), fold(mention.name or mention.text)
            if mention.type not in PLAIN and not any(form in founded for form in forms):
                yield mention.text


@dataclass(frozen=True)
class Words:
    """Words that turn a fact round: rise, fall, lead, support, done; a part may use a group only where its quotes do."""

    groups: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, str]  # group → the role that a row of the answer may state instead of the quote

    @classmethod
    def of(cls, ontology: Ontology) -> "Words":
        """The cue words of HAS_VALUE and RESPONSIBLE_FOR, and those that tell that something is reached."""
        value, duty = ontology.relations["HAS_VALUE"], ontology.relations["RESPONSIBLE_FOR"]
        lead, support, *_ = duty.properties["role"].values
        groups = {name: value.cues[name] for name in ("rise", "fall")}
        groups |= {name: duty.cues[name] for name in ("lead", "support")}
        stages = ontology.vocabulary("modality")["stages"]
        groups["reached"] = tuple(stages["reached"]) if isinstance(stages, dict) else ()
        return cls(groups, {"lead": lead, "support": support})

    def missing(self, part: str, texts: Sequence[str], roles: Collection[str]) -> list[str]:
        """The first word of each group that the part has and neither the texts nor the roles bear out."""
        return [
            next(word for word in words if word in part)
            for name, words in self.groups.items()
            if any(word in part for word in words)
            and self.roles.get(name) not in roles
            and not any(word in text for word in words for text in texts)
        ]


def split(text: str) -> Iterable[str]:
    """The sentences of a reply, list signs left out, marks that follow a stop taken into their sentence."""
    plain = AFTER_STOP.sub(r"\2\1", text.translate(BRACKETS))
    for line in plain.split("\n"):
        bare = BULLET.sub("", line)
        yield from (bare[start:end] for start, end in iter_sentences(bare))


def cited(sentence: str) -> tuple[int, ...]:
    """The numbers that a sentence cites, each once."""
    numbers = (int(number) for match in MARK.finditer(sentence) for number in re.findall(r"\d+", match[1]))
    return tuple(dict.fromkeys(numbers))


def parts(sentence: str) -> list[tuple[str, tuple[int, ...]]]:
    """What stands before each run of marks, with its numbers; what follows the last run belongs to it."""
    made: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for match in MARKS.finditer(sentence):
        made.append((sentence[start : match.start()], cited(match[0])))
        start = match.end()
    rest = sentence[start:]
    if made and fold(rest):
        made[-1] = made[-1][0] + rest, made[-1][1]
    return [(part, numbers) for part, numbers in made if fold(part)] or made


def _said(part: str) -> list[str]:
    return [next(filter(None, groups)) for groups in SAID.findall(part)]

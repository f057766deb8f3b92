"""Loads ontology/intents.yaml: what can be asked, by which words, and which query answers it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.answer.folding import fold
from kg.errors import OntologyError
from kg.settings import ROOT

FILE = ROOT / "ontology" / "intents.yaml"
NESTED = ("same", "kin", "near", "told_by", "kinds", "verbs")


@dataclass(frozen=True)
class Intent:
    """One kind of question. `cues` are patterns of which one must match; `refuse` are patterns of which none may."""

    name: str
    label: Mapping[str, str]
    handler: str
    query: str
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    weight: float = 0.0
    cues: tuple[re.Pattern[str], ...] = ()
    refuse: tuple[re.Pattern[str], ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    phrasings: tuple[str, ...] = ()

    def score(self, question: str) -> float:
        """How well the cue words fit: the summed length of what they match plus the weight; 0 where none does."""
        if any(pattern.search(question) for pattern in self.refuse):
            return 0.0
        found = [match for pattern in self.cues if (match := pattern.search(question))]
        return sum(min(len(match[0]), 6) for match in found) + self.weight if found else 0.0


@dataclass(frozen=True, eq=False)
class Asking:
    """The whole file: intents, the forms of answer, and the words of questions."""

    intents: tuple[Intent, ...]
    forms: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    words: Mapping[str, tuple[str, ...]]
    same: tuple[tuple[str, ...], ...]
    kin: tuple[tuple[str, ...], ...]  # names of one quantity on several bases
    near: tuple[tuple[str, ...], ...]  # words that may stand for one another, without being one
    told_by: Mapping[str, tuple[str, ...]]  # word of asking → the words that tell it: 进展 → 目前
    verbs: Mapping[str, tuple[str, ...]]  # relation → the words that ask after it
    kinds: Mapping[str, str]  # word for a kind of thing → entity type
    messages: Mapping[str, Mapping[str, str]]

    def form(self, question: str) -> str:
        """The form of answer wanted: date, number, list, place, who, or '' for any."""
        return next((form for form, cues in self.forms if any(cue.search(question) for cue in cues)), "")

    @cached_property
    def _spellings(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        firsts = {fold(word): fold(group[0]) for group in self.same for word in group}
        firsts |= {fold(word): fold(word) for word in self.words["unchanged"]}
        return re.compile("|".join(sorted(map(re.escape, firsts), key=len, reverse=True))), firsts

    @cached_property
    def spell(self) -> Callable[[str], str]:
        """Gives the folded text with every word of a group of equals written as the group's first: GDP → 地区生产总值."""
        pattern, firsts = self._spellings

        @lru_cache(maxsize=65536)
        def spelled(text: str) -> str:
            return pattern.sub(lambda match: firsts[match[0]], fold(text))

        return spelled

    @cached_property
    def ranks(self) -> tuple[re.Pattern[str], ...]:
        """What firms are in an industry (龙头, 骨干, 代表), each as a pattern of the words that tell it."""
        roles = next((one.roles for one in self.intents if one.query == "enterprises_of_industry"), {})
        return tuple(re.compile("|".join((role, *words))) for role, words in roles.items())

    @cached_property
    def _near(self) -> Mapping[str, tuple[str, ...]]:
        groups = [tuple(dict.fromkeys(map(self.spell, group))) for group in self.near]
        every = {word for group in groups for word in group}
        near = {word: [one for group in groups if word in group for one in group if one != word] for word in every}
        for word, told in self.told_by.items():
            near.setdefault(self.spell(word), []).extend(map(self.spell, told))
        return {word: tuple(dict.fromkeys(told)) for word, told in near.items()}

    @cached_property
    def _near_words(self) -> dict[str, tuple[str, ...]]:
        return {}

    def near_to(self, word: str) -> tuple[str, ...]:
        """The words that a plan may write for a spelled word, in whole or for a part of it: 用地 for 占地, 人才公寓 for 人才住房."""
        if word not in self._near_words:
            parts = [word] if word in self._near else [part for part in self._near if part in word]
            self._near_words[word] = tuple(word.replace(part, one) for part in parts for one in self._near[part])
        return self._near_words[word]

    def stands_in(self, word: str, text: str) -> bool:
        """Whether a spelled text holds a spelled word, or one near to it: 建成 where the text says 落成."""
        return word in text or any(one in text for one in self.near_to(word))

    def written(self, word: str, text: str) -> str:
        """The words of a text that `spell` turns into a word, for showing: 公司 where the text does not say 企业."""
        folded, firsts = fold(text), self._spellings[1]
        if word in folded:
            return word
        forms = (word.replace(first, said) for said, first in firsts.items() if first in word and said in folded)
        return next((form for form in forms if form in folded), word)

    @cached_property
    def _kinds(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.kinds), key=len, reverse=True)))

    def kinds_in(self, text: str) -> dict[str, str]:
        """The entity types whose words stand in a text, in order, each with the word."""
        found: dict[str, str] = {}
        for match in self._kinds.finditer(text):
            found.setdefault(self.kinds[match[0]], match[0])
        return found

    def message(self, key: str, /, **values: object) -> str:
        """A message to the user, its places filled."""
        return self.messages[key]["zh"].format(**values)


@lru_cache(maxsize=4)
def load_asking(path: Path = FILE) -> Asking:
    """The parsed file; an OntologyError names the intent whose keys or patterns are wrong."""
    try:
        node: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        words = node["words"]
        return Asking(
            intents=tuple(_intent(path, entry) for entry in node["intents"]),
            forms=tuple((ask["form"], _patterns(path, ask["form"], ask["cues"])) for ask in node["asks"]),
            words={key: tuple(map(str, value)) for key, value in words.items() if key not in NESTED},
            same=tuple(tuple(map(str, group)) for group in words["same"]),
            kin=tuple(tuple(map(str, group)) for group in words["kin"]),
            near=tuple(tuple(map(str, group)) for group in words["near"]),
            told_by={word: tuple(map(str, told)) for word, told in words["told_by"].items()},
            verbs={name: tuple(map(str, group)) for name, group in words["verbs"].items()},
            kinds={str(word): label for label, group in words["kinds"].items() for word in group},
            messages=node["messages"],
        )
    except (yaml.YAMLError, KeyError, TypeError) as err:
        raise OntologyError(f"{path}：不能读作问题类型（{err}）；请对照文件开头的说明改正") from err


def _intent(path: Path, entry: dict[str, Any]) -> Intent:
    name = str(entry.get("name", "?"))
    known = {
        "name",
        "label",
        "handler",
        "query",
        "needs",
        "gives",
        "weight",
        "cues",
        "not",
        "roles",
        "text",
        "phrasings",
    }
    if unknown := sorted(set(entry) - known):
        raise OntologyError(f"{path}：问题类型 {name} 没有 {'、'.join(unknown)} 这个键；请改正")
    return Intent(
        name=name,
        label=entry["label"],
        handler=entry["handler"],
        query=entry["query"],
        needs=tuple(entry.get("needs", ())),
        gives=tuple(entry.get("gives", ())),
        weight=float(entry.get("weight", 0)),
        cues=_patterns(path, name, entry["cues"]),
        refuse=_patterns(path, name, entry.get("not", [])),
        roles={role: tuple(words) for role, words in entry.get("roles", {}).items()},
        text=entry.get("text", {}),
        phrasings=tuple(entry.get("phrasings", ())),
    )


def _patterns(path: Path, owner: str, texts: list[str]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(text) for text in texts)
    except re.error as err:
        raise OntologyError(f"{path}：{owner} 的 {err.pattern!r} 不是正则表达式（{err}）；请改正") from err

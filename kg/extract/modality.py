"""How binding a task is and how far it has come, by the words it uses: 鼓励…, 探索…, 必须…; 已建成…, 正在…"""

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.wordlists import any_spaced, words_by_key
from kg.ontology import Node
from kg.records import Entity, Value


class Modality:
    """Reads a task's modality and status by the words of vocabularies/responsibility.yaml."""

    def __init__(self, words: Node) -> None:
        self._groups = {
            kind: {value: re.compile(any_spaced(several)) for value, several in words_by_key(words[kind]).items()}
            for kind in ("modality", "status")
        }

    def of(self, task: Entity) -> Entity:
        """The task with what its own text says; a word at the beginning speaks for the whole, later ones do not."""
        head = re.split(r"[，,；;。：:]", task.name)[0]
        told: Mapping[str, Value] = {
            kind: value
            for kind, patterns in self._groups.items()
            if (value := next((value for value, pattern in patterns.items() if pattern.search(head)), ""))
        }
        return replace(task, properties={**task.properties, **told})

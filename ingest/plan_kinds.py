"""The kind of document that a title states; the words are data (ontology/vocabularies/plan_kinds.yaml)."""

import re
from functools import cache

from kg.ontology import load_ontology

OTHER = "其他"
ASIDE = re.compile(r"[（(][^（()）]*[)）]|[》《“”]")
END = 8  # so many characters of a title may tell its kind: …行动计划任务分解表


def kind_of(title: str) -> str:
    """The kind whose word stands last in the title's end, the longest where several do; 其他 where none does.

    A word that only carries another document (…方案的通知) counts where nothing else does.
    """
    tail = ASIDE.sub("", title)[-END:]
    found = [
        (not carrier, tail.rfind(word) + len(word), len(word), kind)
        for word, kind, carrier in _words()
        if (word in tail if len(word) > 1 else tail.endswith(word))  # 法 in 方法创新 is no law
    ]
    return max(found)[-1] if found else OTHER


@cache
def _words() -> tuple[tuple[str, str, bool], ...]:
    """(word, kind, whether it only carries another document) of all kinds."""
    rows = load_ontology().vocabulary("plan_kinds")["kinds"]
    return tuple(
        (str(word), str(row["name"]), bool(row.get("carries")))
        for row in (rows if isinstance(rows, list) else ())
        for word in row["words"]
    )

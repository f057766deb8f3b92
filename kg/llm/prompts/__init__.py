"""What a model is told, as files; quotes and questions go beside it, as data."""

from pathlib import Path

from kg.llm.known import load_known
from kg.ontology import load_ontology
from kg.queries import load_queries

FOLDER = Path(__file__).parent
EXAMPLES = ("tasks_of_department", "enterprises_of_industry", "platforms", "indicator_values")


def prose_prompt() -> str:
    """How prose is written from numbered quotes."""
    return (FOLDER / "prose.txt").read_text(encoding="utf-8")


def sample_query() -> str:
    """A query as a model should write it."""
    return (FOLDER / "sample.cypher").read_text(encoding="utf-8").strip()


def cypher_prompt() -> str:
    """How a query is proposed: the rules, the names of the ontology, some of our own queries."""
    known, ontology, queries = load_known(), load_ontology(), load_queries()
    labels = [
        f"{label}{f'（{ontology.classes[label].label_zh}）' if label in ontology.classes else ''}：{', '.join(names)}"
        for label, names in known.labels.items()
    ]
    relations = [
        f"{name}（{one.label_zh}）：{'|'.join(one.subject)} → {'|'.join(one.object)}"
        for name, one in ontology.relations.items()
    ]
    examples = [f"问：{queries[name].question}\n{queries[name].text}" for name in EXAMPLES]
    told = {
        "labels": "\n".join(labels),
        "relations": "\n".join(relations),
        "facts": ", ".join(known.relations[ontology.facts[0]]),
        "examples": "\n\n".join(examples),
        "sample": sample_query(),
    }
    text = (FOLDER / "cypher.txt").read_text(encoding="utf-8")
    for place, words in told.items():
        text = text.replace(f"{{{place}}}", words)
    return text

"""Questions that the documents at hand can answer, made from the entities they speak about most."""

from app_pages.language import current, t
from kg.answer.model import ANSWERED
from kg.engine import Engine

# Type and relation that an entity must have, and the question (a string) that the first entity that fits fills.
TEMPLATES = (
    ("Department", "RESPONSIBLE_FOR", "example.department"),
    ("Park", "FOCUSES_ON", "example.park"),
    ("Industry", "IN_INDUSTRY", "example.industry"),
    ("Indicator", "HAS_VALUE", "example.indicator"),
    ("Title", "HOLDS_TITLE", "example.title"),
    ("Platform", "BUILDS", "example.platform"),
    ("Policy", "ISSUED_BY", "example.issuer"),
    ("Policy", "BASED_ON", "example.basis"),
)
MOST = 8
TRIED = 12  # most mentioned entities of a type that are looked at


def make_examples(engine: Engine) -> list[str]:
    """The headline question, then one for each template that some entity fits; in the session's language."""
    return engine.once(_make, current())


def _make(engine: Engine, language: str) -> list[str]:
    """The same; the language is the session's, and is given so that each has its own."""
    tasks = [t("example.headline"), t("example.count")] if engine.query("tasks") else []
    return [*tasks, *filter(None, (_find(engine, *template) for template in TEMPLATES))][:MOST]


def _find(engine: Engine, kind: str, relation: str, template: str) -> str:
    """The question for the most mentioned entity of a type for which a query answers it; '' where none does."""
    for row in engine.query("entities", {"label": kind, "limit": TRIED}):
        facts = engine.query("facts_of", {"id": row["id"], "limit": 200})
        if any(fact["relation"] == relation for fact in facts):
            question = t(template, name=str(row["name"]).strip("《》"))
            answer = engine.ask(question)
            if answer.status == ANSWERED and answer.query:
                return question
    return ""

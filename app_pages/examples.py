"""Questions that the documents at hand can answer, made from the entities they speak about most."""

from kg.engine import Engine

# type, relation the entity must take part in, and the question; the first entity that fits fills it.
TEMPLATES = (
    ("Department", "RESPONSIBLE_FOR", "{name}负责哪些任务？"),
    ("Park", "FOCUSES_ON", "{name}重点发展哪些产业？"),
    ("Industry", "IN_INDUSTRY", "{name}领域有哪些企业？"),
    ("Indicator", "HAS_VALUE", "{name}的目标值是多少？"),
    ("Title", "HOLDS_TITLE", "哪些单位获得了“{name}”称号？"),
    ("Platform", "BUILDS", "{name}由谁建设？"),
    ("Policy", "ISSUED_BY", "《{name}》由哪个部门印发？"),
    ("Policy", "BASED_ON", "《{name}》依据哪些文件编制？"),
)
HEADLINE = "哪些部门负责科技成果转化任务？"
COUNTING = "一共分解了多少项任务？"
TRIED = 12  # most mentioned entities of a type that are looked at


def make_examples(engine: Engine) -> list[str]:
    """The headline question, then one for each template that some entity fits."""
    tasks = [HEADLINE, COUNTING] if engine.query("tasks") else []
    found = [(template, _find(engine, kind, relation)) for kind, relation, template in TEMPLATES]
    return [*tasks, *(template.format(name=name) for template, name in found if name)][:8]


def _find(engine: Engine, kind: str, relation: str) -> str:
    """The most mentioned entity of a type that has this relation; '' where none has."""
    for row in engine.query("entities", {"label": kind, "limit": TRIED}):
        facts = engine.query("facts_of", {"id": row["id"], "limit": 200})
        if any(fact["relation"] == relation for fact in facts):
            return str(row["name"]).strip("《》")
    return ""

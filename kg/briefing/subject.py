"""What a briefing is about: a question, a theme, a department, an industry, or two plans beside each other."""

from dataclasses import dataclass

from kg.answer.model import titled
from kg.comparing.sides import Side, choose_sides, sides_of
from kg.engine import Engine, check_text
from kg.errors import QueryError
from kg.records import Entity
from kg.tasks.ledger import department_names
from kg.text.normalize import fold

THEME, QUESTION, DEPARTMENT, INDUSTRY, COMPARISON = "theme", "question", "department", "industry", "comparison"
KINDS = {THEME: "主题", QUESTION: "问题", DEPARTMENT: "部门", INDUSTRY: "产业", COMPARISON: "比较"}
TYPES = {DEPARTMENT: "Department", INDUSTRY: "Industry"}
ASKING = ("？", "?")


@dataclass(frozen=True)
class Subject:
    """What is asked for: `text` as typed or chosen, `other` the second side of a comparison."""

    kind: str
    text: str
    other: str = ""


def make_subject(engine: Engine, text: str, *, kind: str = "", other: str = "") -> Subject:
    """The subject of a text; without a kind it is told by the text: two sides, a question, a department, an industry, else a theme.

    Refuses an empty text, an unknown kind, and a comparison without its second side.
    """
    plain = check_text(text, "简报的主题")
    if kind and kind not in KINDS:
        raise QueryError(f"{kind}：没有这种简报；可以是 {'、'.join(KINDS)}")
    if (kind == COMPARISON) != bool(other) and (kind or not other):
        raise QueryError("比较要有两份文件：请用 --with 给出第二份；其他简报不用 --with")
    if kind or other:
        return Subject(kind or COMPARISON, plain, other.strip())
    if plain.endswith(ASKING):
        return Subject(QUESTION, plain)
    found = next((one for one in TYPES if find_things(engine, one, plain)), THEME)
    return Subject(found, plain)


def things_of(engine: Engine, kind: str) -> dict[str, Entity]:
    """The departments or industries of the plans by the name that they are listed under."""
    entities = [one for one in engine.resolution.entities.values() if one.type == TYPES[kind]]
    names = department_names(engine.resolution) if kind == DEPARTMENT else {}
    return {names.get(one.id, one.name): one for one in sorted(entities, key=lambda one: (one.name, one.id))}


def find_things(engine: Engine, kind: str, text: str) -> list[Entity]:
    """The things of a name as they are listed, else those that bear it as one of their names."""
    things = things_of(engine, kind)
    if text in things:
        return [things[text]]
    wanted = fold(text)
    return [one for one in things.values() if wanted in map(fold, (one.name, *one.aliases))]


def the_thing(engine: Engine, subject: Subject) -> Entity:
    """The department or industry meant; refuses a name that none or several bear."""
    found = find_things(engine, subject.kind, subject.text)
    if not found:
        raise QueryError(f"{subject.text}：库中的文件没有提到这个{KINDS[subject.kind]}；请改用主题，或从列表中选择")
    if len(found) > 1:
        listed = [name for name, one in things_of(engine, subject.kind).items() if one in found]
        raise QueryError(
            f"{subject.text}：有{len(found)}个{KINDS[subject.kind]}都用这个名称；请写明是哪一个：{'、'.join(listed)}"
        )
    return found[0]


def sides(engine: Engine, subject: Subject) -> tuple[Side, Side]:
    """The two sides of a comparison, each by its key, title or file name; refuses what is not in, and one twice."""
    known = sides_of(engine.loaded)
    single = [one for one in known.values() if one.key in engine.loaded]
    named = {text: one.key for one in (*known.values(), *single) for text in (one.label, *_file_names(one, single))}
    keys = [text if text in known else named.get(text.strip("《》"), text) for text in (subject.text, subject.other)]
    return choose_sides(engine.loaded, keys[0], keys[1])


def _file_names(side: Side, single: list[Side]) -> list[str]:
    return [one.name for one in side.documents] if side in single else []


def label(engine: Engine, subject: Subject) -> str:
    """The subject as a sentence names it: 成果转化, 《甲规划》与《乙规划》."""
    if subject.kind != COMPARISON:
        return subject.text.rstrip("？?")
    return "与".join(titled(one.label) if one.key in engine.loaded else one.label for one in sides(engine, subject))

"""Templates of briefings: files of templates/ beside this module and in the data folder; a fault names file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from kg.briefing.subject import KINDS
from kg.errors import QueryError

FOLDER = Path(__file__).parent / "templates"
OWN = "templates"  # of the data folder
CONTENTS = {
    "summary": "摘要",
    "answer": "逐条回答",
    "tasks": "任务分工表",
    "indicators": "指标表",
    "things": "企业与园区",
    "quotes": "原文摘录",
    "differences": "比较结果",
    "sources": "附：来源",
}
IN_TITLE = frozenset({"subject", "date"})
IN_TEXT = frozenset({"subject", "documents", "speaking", "count", "departments"})
FIELDS = {"name": str, "for": list, "title": str, "subtitle": str, "sections": list}
OF_SECTION = {"content": str, "heading": str, "lead": str, "none": str, "most": int}


@dataclass(frozen=True)
class Part:
    """One section of a briefing; `most`: how many rows or quotes at most, 0 for all."""

    content: str
    heading: str
    lead: str = ""
    none: str = ""
    most: int = 0


@dataclass(frozen=True)
class Template:
    """A briefing's title, line below it and sections, for some kinds of subject."""

    name: str
    kinds: tuple[str, ...]
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    source: str = ""  # the file as it is, to begin an own one with


def load_templates(home: Path) -> dict[str, Template]:
    """All templates by name, the data folder's in place of ours; a QueryError tells the file and line of a fault."""
    found: dict[str, Template] = {}
    for folder in (FOLDER, home / OWN):
        for path in sorted(folder.glob("*.yaml")):
            made = load_template(path)
            found[made.name] = made
    return found


def choose_template(home: Path, kind: str, name: str = "") -> Template:
    """The template of this name, or the first for this kind of subject; refuses one that is not there or not for it."""
    fitting = {one.name: one for one in load_templates(home).values() if kind in one.kinds}
    if not name and fitting:
        return next(iter(fitting.values()))
    if name not in fitting:
        raise QueryError(
            f"{name or KINDS[kind]}：没有适用于{KINDS[kind]}简报的这个模板；可用的：{'、'.join(fitting) or '（没有）'}"
        )
    return fitting[name]


def load_template(path: Path) -> Template:
    """The template of one file."""
    try:
        source = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (OSError, UnicodeError) as err:
        raise QueryError(f"{path}：模板无法读取（{err}）；请存为 UTF-8 的文本") from err
    except yaml.MarkedYAMLError as err:
        line = err.problem_mark.line + 1 if err.problem_mark else 1
        raise QueryError(f"{path} 第 {line} 行：不是 YAML（{err.problem}）；请改正") from err
    fields = _fields(path, root, FIELDS, needed=("name", "for", "title", "sections"))
    kinds = [_text(path, one, KINDS) for one in fields["for"].value]
    parts = tuple(_part(path, one) for one in fields["sections"].value)
    if not kinds or not parts:
        raise _fault(path, root, "for 和 sections 不能是空的")
    title, subtitle = (_pattern(path, fields.get(key), IN_TITLE) for key in ("title", "subtitle"))
    return Template(fields["name"].value, tuple(kinds), title, subtitle, parts, source)


def _part(path: Path, node: Any) -> Part:
    fields = _fields(path, node, OF_SECTION, needed=("content", "heading"))
    most = fields["most"].value if "most" in fields else "0"
    if not most.isdigit():
        raise _fault(path, fields["most"], f"most 须是数目，不能是 {most}")
    return Part(
        _text(path, fields["content"], CONTENTS),
        _pattern(path, fields["heading"], IN_TEXT),
        _pattern(path, fields.get("lead"), IN_TEXT),
        _pattern(path, fields.get("none"), IN_TEXT),
        int(most),
    )


def _fields(path: Path, node: Any, known: Mapping[str, type], *, needed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(path, node, f"须写成“名称: 内容”，名称可以是 {'、'.join(known)}")
    fields: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in known:
            raise _fault(path, key, f"没有 {key.value} 这一项；可以是 {'、'.join(known)}")
        wanted = yaml.SequenceNode if known[key.value] is list else yaml.ScalarNode
        if not isinstance(value, wanted):
            raise _fault(path, value, f"{key.value} 须是{'列表' if known[key.value] is list else '一段文字'}")
        fields[key.value] = value
    for key in needed:
        if key not in fields:
            raise _fault(path, node, f"缺少 {key}")
    return fields


def _text(path: Path, node: Any, allowed: Mapping[str, str]) -> str:
    if node.value not in allowed:
        raise _fault(path, node, f"不能是 {node.value}；可以是 {'、'.join(allowed)}")
    return str(node.value)


def _pattern(path: Path, node: Any, allowed: frozenset[str]) -> str:
    """A text with places in braces; refuses a place that is never filled."""
    if node is None:
        return ""
    try:
        places = [name for _, name, _, _ in Formatter().parse(node.value) if name is not None]
    except ValueError as err:
        raise _fault(path, node, f"花括号不成对（{err}）") from err
    for name in places:
        if name not in allowed:
            raise _fault(
                path, node, f"没有 {{{name}}} 可填；可以是 {'、'.join(f'{{{one}}}' for one in sorted(allowed))}"
            )
    return str(node.value)


def _fault(path: Path, node: Any, text: str) -> QueryError:
    line = node.start_mark.line + 1 if node is not None else 1
    return QueryError(f"{path} 第 {line} 行：{text}；请改正")


def iter_names(parts: tuple[Part, ...]) -> Iterator[str]:
    """What the sections hold, by their Chinese names."""
    return (CONTENTS[part.content] for part in parts)

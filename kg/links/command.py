"""`python -m kg links`: what ties things together, a line a link with its quotes, and files for other programs."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from kg.calls import write_file
from kg.engine import Engine
from kg.errors import QueryError, SettingsError
from kg.links.expand import MOST_HOPS, MOST_NODES, Shown, expand
from kg.links.export import as_networkx, edge_rows, node_rows, plain, to_graphml, to_json
from kg.links.finding import PICKABLE, find_nodes
from kg.links.paths import ALONE, APART, LONGEST, MOST_PATHS, ONLY_HUBS, TOO_LONG, Paths, find_paths, show_paths
from kg.links.svg import Style
from kg.links.web import EXPLORED, RELATIONS, Fact, Node, Web, cite, web_of
from kg.ontology import load_ontology
from kg.text.normalize import fold
from kg.workbook import to_csv

FORMATS = (".graphml", ".json", ".csv")
MOST_CANDIDATES = 10
NO_WAY = {
    ALONE: "没有这些关系的联系",
    APART: "两者之间没有相连的路径",
    ONLY_HUBS: "只经由地区或文件相连；可以加 --hubs",
    TOO_LONG: "相连，但没有这么短的路径；可以用 --depth 放宽",
}


def iter_links(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """links NAME… | --path A B: the lines to print; files are written before the first comes back.

    Refuses unknown and ambiguous names, unknown relations, numbers beyond what is drawn, and other endings of files.
    """
    wrong = [str(path) for path in args.out if path.suffix.lower() not in FORMATS]
    if wrong:
        raise SettingsError(f"{'、'.join(wrong)}：不能识别的文件类型；请以 {'、'.join(FORMATS)} 结尾")
    if bool(args.starts) == bool(args.path):
        raise QueryError("请给出从哪些实体出发，或用 --path A B 给出两端；二选一")
    web, relations = engine.once(web_of), _relations(args.types)
    ends = [_find(web, name).id for name in args.path or args.starts]
    paths = None
    if args.path:
        paths = _paths(web, ends, relations, args)
        shown = show_paths(web, paths, ends)
    else:
        shown = _around(web, ends, relations, args)
    told = [f"已写入 {path}" for name in args.out for path in _write(engine, shown, name)]
    if args.json:
        yield from _json_lines(engine, shown, paths)
        return
    yield from _path_lines(engine, web, paths) if paths else _fact_lines(engine, web, shown.facts)
    if shown.left_out:
        yield f"共 {shown.total} 个实体，列出 {len(shown.nodes)} 个；可以用 --types 或 --depth 收窄"
    yield from told


def _relations(asked: list[str]) -> tuple[str, ...]:
    """The relations asked for by code or Chinese name, in order; those of the page 关联 where none is."""
    names = {name: load_ontology().relations[name].label_zh for name in RELATIONS}
    codes = {label: name for name, label in names.items()} | {name: name for name in RELATIONS}
    unknown = [one for one in asked if one not in codes]
    if unknown:
        told = "、".join(f"{label} {name}" for name, label in names.items())
        raise QueryError(f"--types {'、'.join(unknown)}：没有这种关系；可以是 {told}")
    return tuple(dict.fromkeys(codes[one] for one in asked)) or EXPLORED


def _find(web: Web, text: str) -> Node:
    """The one thing of this id, this name, or a name that holds the text; refuses none and several.

    Tasks, indicators and documents go by their full names alone: half of one's words name too many.
    """
    if text in web.nodes:
        return web.nodes[text]
    found = find_nodes(web, text) if text.strip() else []
    same = [node for node in found if fold(text.strip()) in (fold(name) for name in (node.name, *node.aliases))]
    fitting = same or [node for node in found if node.type in PICKABLE]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise QueryError(f"{text}：库中没有这个实体；请换一个名称，可先用 `python -m kg search` 查原文的写法")
    listed = "；".join(f"{node.name}（{_kind(node.type)}）{node.id}" for node in fitting[:MOST_CANDIDATES])
    raise QueryError(f"{text}：有 {len(fitting)} 个实体；请写全名称或给出 id：{listed}")


def _around(web: Web, starts: list[str], relations: tuple[str, ...], args: argparse.Namespace) -> Shown:
    hops = _within("--depth", args.depth, 1, MOST_HOPS)
    most = _within("--most", args.most, MOST_NODES, MOST_NODES)
    return expand(web, starts, relations=relations, direction=args.direction, hops=hops, most=most)


def _paths(web: Web, ends: list[str], relations: tuple[str, ...], args: argparse.Namespace) -> Paths:
    longest = _within("--depth", args.depth, LONGEST, LONGEST)
    most = _within("--most", args.most, 3, MOST_PATHS)
    return find_paths(web, ends[0], ends[1], relations=relations, hubs=args.hubs, most=most, longest=longest)


def _within(option: str, asked: int | None, usual: int, most: int) -> int:
    if asked is not None and asked > most:
        raise QueryError(f"{option} {asked}：太大；最多 {most}")
    return usual if asked is None else asked


def _style() -> Style:
    return Style(lambda kind: "", _kind, _relation)


def _kind(name: str) -> str:
    found = load_ontology().classes.get(name)
    return found.label_zh if found else name


def _relation(name: str) -> str:
    return load_ontology().relations[name].label_zh


def _write(engine: Engine, shown: Shown, path: Path) -> list[Path]:
    form = path.suffix.lower()
    if form == ".csv":
        nodes = path.with_name(f"{path.stem}-实体.csv")
        write_file(path, to_csv(edge_rows(shown, engine.loaded, _style())))
        write_file(nodes, to_csv(node_rows(shown, _style())))
        return [path, nodes]
    graph = as_networkx(shown, engine.loaded, _style())
    write_file(path, to_graphml(graph) if form == ".graphml" else to_json(graph))
    return [path]


def _path_lines(engine: Engine, web: Web, paths: Paths) -> Iterator[str]:
    if not paths.routes:
        alone = "、".join(web.nodes[key].name for key in paths.alone)
        yield f"{alone}{'：' if alone else ''}{NO_WAY[paths.why]}"
    for number, (route, links) in enumerate(zip(paths.routes, paths.links, strict=True), start=1):
        yield f"路径 {number}（{len(links)} 步）：{' — '.join(web.nodes[key].name for key in route)}"
        for facts in links:
            yield from _fact_lines(engine, web, facts)


def _fact_lines(engine: Engine, web: Web, facts: tuple[Fact, ...]) -> Iterator[str]:
    """A fact, then its quotes; a line that says so where there is none."""
    if not facts:
        yield "库中文件没有写到它的这类联系"
    for fact in facts:
        how = "、".join((*fact.roles, *fact.statuses))
        told = f"（{how}）" if how else ""
        yield f"{web.nodes[fact.source].name} —{_relation(fact.relation)}→ {web.nodes[fact.target].name}{told}"
        yield from (f"  {one.official}：“{plain(one.quote)}”" for one in cite(fact, engine.loaded))


def _json_lines(engine: Engine, shown: Shown, paths: Paths | None) -> Iterator[str]:
    """A line a way, where ways were asked for, then a line a thing and a line a fact."""
    for route in paths.routes if paths else ():
        yield json.dumps({"path": list(route)}, ensure_ascii=False)
    for node in shown.nodes:
        told = {"id": node.id, "type": node.type, "name": node.name, "step": shown.steps[node.id]}
        yield json.dumps({"node": told}, ensure_ascii=False)
    for fact in shown.facts:
        told = {"source": fact.source, "relation": fact.relation, "target": fact.target}
        how = {"roles": list(fact.roles), "statuses": list(fact.statuses)}
        evidence = [{"document_id": one.document_id, "quote": one.quote, "source": one.official,
                     "start": one.start, "end": one.end} for one in cite(fact, engine.loaded)]  # fmt: skip
        yield json.dumps({"fact": {**told, **how, "evidence": evidence}}, ensure_ascii=False)

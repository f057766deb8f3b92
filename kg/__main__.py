"""Command line of the read side: search, ask, annotate, export, query, coverage, links, watch, rebuild, check, judge, evaluate …"""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from kg.briefing.options import add_brief_options
from kg.calls import CallParser, read_inputs, read_lines
from kg.coverage.options import add_coverage_options
from kg.curation.options import add_correction_options
from kg.engine import Engine
from kg.errors import KGError, QueryError
from kg.evaluate.options import add_options
from kg.finding.command import Search
from kg.finding.options import add_search_options
from kg.judging import Desk, add_candidate_options, add_judge_options, iter_lines
from kg.links.options import add_links_options
from kg.llm.options import add_ask_options
from kg.queries import readable_names
from kg.settings import Settings
from kg.watching.options import add_searches_options, add_watch_options

log = logging.getLogger("kg")
Row = dict[str, Any]
POSITIONALS = {"query": "要检索的词语或句子", "question": "问题", "name": "查询名"}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 all done, 1 an error that the last line on standard error explains."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s")
    try:
        args = make_parser().parse_args(arguments)
        with Engine.open(Settings.from_env()) as engine:
            return int(args.run(engine, args) or 0)
    except KGError as err:
        print(f"错误：{err}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone (… | head)
        sys.stderr.close()
        return 0


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = CallParser(prog="python -m kg", description="规划图谱：提问、检索、查询、导出、检查。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    search = _command(commands, "search", run_search, "检索原文段落", positional="query", batch=True)
    add_search_options(search)
    add_ask_options(_command(commands, "ask", run_ask, "提问，回答附原文出处", positional="question", batch=True))
    _command(commands, "annotate", run_annotate, "从标准输入读 {id, text} 行，标出其中的实体")
    export = _add(commands, "export", run_export, "把整个图谱写成文件")
    export.add_argument("folder", type=Path, metavar="DIR", help="写到哪个文件夹")
    export.add_argument(
        "--format", default="jsonl", metavar="FORMAT", help="jsonl、csv、graphml、turtle 之一（默认 jsonl）"
    )
    query = _command(commands, "query", run_query, "按名运行 queries/ 中的一个查询", positional="name", batch=True)
    query.add_argument("--param", action="append", default=[], metavar="K=V", help="查询的参数，可以多次给出")
    rebuild = _add(commands, "rebuild", run_rebuild, "由记录重新生成图谱和索引；不带选项时两者都生成")
    rebuild.add_argument("--graph", action="store_true", help="只生成图谱")
    rebuild.add_argument("--index", action="store_true", help="只生成检索索引")
    check = _command(commands, "check", run_check, "检查本体和数据；有 ERROR 时退出码为 1")
    check.add_argument("--examples", type=int, default=3, metavar="N", help="每项检查列出几处（默认 3）")
    add_candidate_options(_command(commands, "candidates", run_candidates, "列出可能是同一个的实体，附理由和分数"))
    add_judge_options(_add(commands, "judge", run_judge, "判定两个实体是同一个或不是，也可撤回"))
    corrections = _command(commands, "corrections", run_corrections, "列出、添加、撤回更正，或写成词表的补丁")
    add_correction_options(corrections)
    add_coverage_options(_command(commands, "coverage", run_coverage, "一次检索一份词表，看各文件提到了哪些、没提哪些"))
    add_links_options(_command(commands, "links", run_links, "实体之间的联系和路径，各附原文出处"))
    add_brief_options(_add(commands, "brief", run_brief, "写一份简报（Word 或 Markdown），各项注明出处"))
    add_searches_options(_command(commands, "searches", run_searches, "保存、列出、删除、运行常用检索"))
    add_watch_options(_command(commands, "watch", run_watch, "各条常用检索自上次查看以来新增和消失的段落"))
    add_options(_command(commands, "evaluate", run_evaluate, "按金标计分，或抽样供人判断"))
    return parser


def _add(commands: Any, name: str, run: Callable[[Engine, Any], int | None], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=f"{text}。")
    parser.set_defaults(run=run)
    return parser


def _command(
    commands: Any,
    name: str,
    run: Callable[[Engine, Any], int | None],
    text: str,
    *,
    positional: str = "",
    batch: bool = False,
) -> argparse.ArgumentParser:
    parser = _add(commands, name, run, text)
    if positional:
        parser.add_argument(
            positional, nargs="?" if batch else None, metavar=positional.upper(), help=POSITIONALS[positional]
        )
    if batch:
        parser.add_argument("--batch", type=Path, metavar="FILE", help="文件中每行一个 JSON，有 id 和同名字段")
    parser.add_argument("--json", action="store_true", help="标准输出只有 JSON 行")
    return parser


def run_search(engine: Engine, args: argparse.Namespace) -> None:
    """search QUERY | --batch FILE; a file of results holds those of one query."""
    if args.batch is not None and (args.xlsx or args.docx):
        raise QueryError("--batch 不能与 --xlsx、--docx 同用：一个文件只写一次检索的结果；请逐条检索")
    for row_id, row in read_inputs(args, "query"):
        found = Search(engine, str(row["query"]), args)
        found.write_files()
        _put(found.to_json(), row_id, as_json=args.json or args.batch is not None, text=found.to_text)


def run_ask(engine: Engine, args: argparse.Namespace) -> None:
    """ask QUESTION | --batch FILE; prose and a proposed query of a language model where asked for."""
    from kg.llm.command import Asked

    for row_id, row in read_inputs(args, "question"):
        asked = Asked(engine, str(row["question"]), args, previous=str(row.get("previous") or ""))
        asked.write_files()
        _put(asked.to_json(), row_id, as_json=args.json or args.batch is not None, text=asked.to_text)


def run_annotate(engine: Engine, args: argparse.Namespace) -> None:
    """annotate < lines."""
    for number, row in read_lines(sys.stdin, "标准输入"):
        if "text" not in row:
            raise QueryError(f'标准输入第 {number} 行：没有 `text` 字段；请写成 {{"id": …, "text": …}}')
        mentions = engine.annotate(str(row["text"]))
        keys = ("start", "end", "text", "type", "entity_id", "name")
        print(
            json.dumps(
                {"id": row.get("id"), "mentions": [{k: getattr(m, k) for k in keys} for m in mentions]},
                ensure_ascii=False,
            )
        )


def run_export(engine: Engine, args: argparse.Namespace) -> None:
    """export DIR."""
    from kg.export import export

    for path in export(args.folder, engine.loaded.values(), engine.resolution, form=args.format):
        print(path, file=sys.stderr)


def run_query(engine: Engine, args: argparse.Namespace) -> None:
    """query NAME --param k=v | --batch FILE with {id, params}."""
    if not args.name:
        raise QueryError(f"没有给出查询名；可以运行的查询：{'、'.join(readable_names(engine.queries))}")
    batches = read_inputs(args, "params") if args.batch else iter([(None, {"params": _pairs(args.param)})])
    for row_id, row in batches:
        params = row["params"]
        if not isinstance(params, dict):
            raise QueryError(f'{args.batch}：`params` 须是对象；请写成 {{"text": "…"}}')
        rows = engine.query(args.name, params)
        if row_id is not None:
            _put({"rows": rows}, row_id, as_json=True, text=str)
            continue
        for one in rows:
            _put(one, None, as_json=args.json, text=lambda one=one: "\t".join(str(v) for v in one.values()))


def run_rebuild(engine: Engine, args: argparse.Namespace) -> None:
    """rebuild [--graph] [--index]: without options, both."""
    from kg.projection import project

    both = args.graph == args.index
    with engine.store.writing():
        project(engine.settings, engine.store, graph=both or args.graph, index=both or args.index, whole=True)


def run_check(engine: Engine, args: argparse.Namespace) -> int:
    """check: the ontology's lint, then all checks of data."""
    from kg.checks.report import iter_report
    from kg.checks.run import check_names

    findings = engine.check()
    if args.json:
        for found in findings:
            _put(found.to_json(), None, as_json=True, text=str)
    else:
        data = len(check_names()) if engine.store.ids() else 0
        for line in iter_report(findings, examples=args.examples, checks=data + 1):
            print(line)
        if not data:
            print("库中还没有文件，只检查了本体；请先运行 `python -m ingest add 规划文件夹`")
    return int(any(found.severity == "ERROR" for found in findings))


def run_candidates(engine: Engine, args: argparse.Namespace) -> None:
    """candidates [--show open|merged|judged]."""
    for line in iter_lines(engine, args):
        print(line)


def run_judge(engine: Engine, args: argparse.Namespace) -> None:
    """judge same|different|undo LEFT RIGHT --who NAME [--why TEXT]."""
    Desk(engine).decide(args.verdict, args.left, args.right, who=args.who, why=args.why)


def run_corrections(engine: Engine, args: argparse.Namespace) -> None:
    """corrections [--add FILE | --undo ID --who NAME | --patch FILE]."""
    from kg.curation.command import iter_corrections

    _print(iter_corrections(engine, args))


def run_evaluate(engine: Engine, args: argparse.Namespace) -> None:
    """evaluate GOLD_DIR [--report FILE] | --search CASES_DIR [--report FILE] | --precision N --sheet FILE | --judged FILE."""
    from kg.evaluate import command

    for line in command.iter_lines(engine, args, on_step=partial(print, file=sys.stderr)):
        print(line)


def run_coverage(engine: Engine, args: argparse.Namespace) -> int:
    """coverage TERMS [--out FILE]."""
    from kg.coverage.command import run

    code, lines = run(engine, args, on_step=_count)
    _print(lines)
    return code


def _count(done: int, total: int) -> None:
    if done % 100 == 0:
        print(f"已检索 {done}/{total} 个词", file=sys.stderr)


def run_links(engine: Engine, args: argparse.Namespace) -> None:
    """links NAME… | --path A B [--out FILE]."""
    from kg.links.command import iter_links

    _print(iter_links(engine, args))


def run_brief(engine: Engine, args: argparse.Namespace) -> None:
    """brief SUBJECT [--out FILE]."""
    from kg.briefing.command import iter_brief

    _print(iter_brief(engine, args))


def run_searches(engine: Engine, args: argparse.Namespace) -> None:
    """searches save NAME QUERY | list | remove NAME | run NAME."""
    from kg.watching.command import iter_searches

    _print(iter_searches(engine, args))


def run_watch(engine: Engine, args: argparse.Namespace) -> None:
    """watch [NAME…]."""
    from kg.watching.command import iter_watch

    _print(iter_watch(engine, args))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _pairs(texts: list[str]) -> Mapping[str, str]:
    for text in texts:
        if "=" not in text:
            raise QueryError(f"--param {text}：须写成 名称=值")
    return dict(text.split("=", 1) for text in texts)


def _put(row: Mapping[str, object], row_id: object, *, as_json: bool, text: Callable[..., str]) -> None:
    if as_json:
        print(
            json.dumps({"id": row_id, **row} if row_id is not None else row, ensure_ascii=False, default=str),
            flush=True,
        )
    else:
        print(text())


if __name__ == "__main__":
    sys.exit(main())

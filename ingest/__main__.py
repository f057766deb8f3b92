"""Command line of the write side: add, remove, status."""

import argparse
import json
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.calls import CallParser
from kg.errors import KGError, RecordError
from kg.records import GAP_KINDS
from kg.settings import Settings
from kg.store import RecordStore

log = logging.getLogger("ingest")
LEDGER = (
    "document",
    "document_id",
    "title",
    "status",
    "sections",
    "chunks",
    "mentions",
    "entities",
    "relations",
    "tables",
    "warnings",
    "error",
    "seconds",
)
OUTCOMES = {"added": "已加入", "updated": "已更新", "unchanged": "未变　", "failed": "失败　"}
GO_ON = "再次运行同一命令即可接着读，已入库的不会重读；只想补齐图谱和索引，请运行 `python -m kg rebuild`"
DONE, ERROR, SOME_FAILED = 0, 1, 3


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 all done, 1 error in the call or the store, 3 some documents failed."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(levelname)s %(message)s")
    try:
        args = make_parser().parse_args(arguments)
        return int(args.run(Settings.from_env(), args))
    except KGError as err:
        print(f"错误：{err}", file=sys.stderr)
        return ERROR


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = CallParser(prog="python -m ingest", description="规划图谱：加入、移除文件，查看台账。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = _command(commands, "add", run_add, "加入文件或文件夹，按内容识别新增、更新、未变；部分失败时退出码为 3")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
    add.add_argument("--json", action="store_true", help="标准输出只有 JSON 行")
    remove = _command(commands, "remove", run_remove, "移除文件及仅由它支持的内容")
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT", help="文件名或文件的 id")
    status = _command(commands, "status", run_status, "列出台账：已入库的文件、提示、失败原因")
    status.add_argument("--json", action="store_true", help="标准输出只有 JSON 行")
    return parser


def _command(
    commands: Any, name: str, run: Callable[[Settings, argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=f"{text}。")
    parser.set_defaults(run=run)
    return parser


def run_add(settings: Settings, args: argparse.Namespace) -> int:
    """add PATH…: one ledger row a document."""
    from ingest.pipeline import add_paths

    rows: list[dict[str, Any]] = []
    total = 0

    def on_progress(done: int, count: int, name: str) -> None:
        nonlocal total
        total = count
        if sys.stderr.isatty():
            _progress(done, count, name)

    try:
        with stopping() as wants_stop:
            add_paths(args.paths, settings, on_progress, on_row=rows.append, wants_stop=wants_stop)
    except KeyboardInterrupt:
        print(f"已中断：{len(rows)} 份已读入并保存，图谱和索引还没有更新。{GO_ON}", file=sys.stderr)
        return ERROR
    finally:  # what is in the ledger is told, also where the graph could not be written
        for row in rows:
            _put(row, OUTCOMES[row["status"]], as_json=args.json)
    if len(rows) < total:
        print(f"已停止：{len(rows)} 份已读完并入库，{total - len(rows)} 份没有读。{GO_ON}", file=sys.stderr)
        return SOME_FAILED
    return SOME_FAILED if any(row["status"] == "failed" for row in rows) else DONE


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed; pressed a second time it is a KeyboardInterrupt."""
    pressed = threading.Event()

    def on_interrupt(number: int, frame: object) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        print("\n正在停止：读完手头这份，更新图谱和索引后结束；再按一次 Ctrl-C 立即中断。", file=sys.stderr)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def run_remove(settings: Settings, args: argparse.Namespace) -> int:
    """remove DOCUMENT…."""
    from ingest.pipeline import remove_documents

    for document_id in remove_documents(args.documents, settings):
        print(f"已移除 {document_id}", file=sys.stderr)
    return DONE


def run_status(settings: Settings, args: argparse.Namespace) -> int:
    """status: the ledger, and what of each document was not understood."""
    store = RecordStore(settings.home)
    rows = store.ledger().values()
    if not rows:
        print("库中还没有文件；请运行 `python -m ingest add 规划文件夹`", file=sys.stderr)
    for row in sorted(rows, key=lambda row: str(row["document"])):
        more = {"not_understood": _gaps(store, row["document_id"])} if args.json else None
        _put(row, "没有入库" if row["error"] else "已入库", as_json=args.json, more=more)
    return DONE


def _gaps(store: RecordStore, document_id: str) -> list[dict[str, Any]]:
    try:
        document = store.get(document_id)
    except RecordError as err:  # the ledger is told all the same
        log.error("%s", err)
        return []
    return [asdict(gap) for gap in document.all_gaps] if document else []


def _put(row: dict[str, Any], state: str, *, as_json: bool, more: Mapping[str, Any] | None = None) -> None:
    if as_json:
        print(json.dumps({**{key: row.get(key) for key in LEDGER}, **(more or {})}, ensure_ascii=False))
        return
    counts = row["error"] or f"{row['chunks']} 段、{row['entities']} 个实体、{row['relations']} 条事实"
    print(f"{state}　{row['document']}　{counts}")
    for warning in row["warnings"]:
        print(f"　　　　提示：{warning}")
    if gaps := row.get("gaps"):
        counted = "、".join(f"{name} {gaps[kind]}" for kind, name in GAP_KINDS.items() if kind in gaps)
        print(f"　　　　未读懂：{counted}（明细：`python -m ingest status --json`）")
    elif gaps is None and not row["error"] and not row.get("same_as"):
        print("　　　　未读懂：由旧版本读入，没有记录；请用 `python -m ingest add` 重新加入这份文件")


def _progress(done: int, total: int, name: str) -> None:
    width = 30
    filled = width * done // max(total, 1)
    end = "\n" if done == total else "\r"
    print(
        f"[{'#' * filled}{'.' * (width - filled)}] {done}/{total} {name[:40]:<40}", end=end, file=sys.stderr, flush=True
    )


if __name__ == "__main__":
    sys.exit(main())

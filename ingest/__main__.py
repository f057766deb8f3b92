"""Command line of the write side: add, remove, status."""

import argparse
import json
import logging
import sys
from pathlib import Path
from typing import Any

from kg.calls import CallParser
from kg.errors import KGError
from kg.settings import Settings
from kg.store import RecordStore

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
    parser = CallParser(prog="python -m ingest", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="add files or folders")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add.add_argument("--json", action="store_true", help="ledger rows as JSON lines on standard output")
    add.set_defaults(run=run_add)
    remove = commands.add_parser("remove", help="take documents out, with all that only they supported")
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT", help="a document's id or file name")
    remove.set_defaults(run=run_remove)
    status = commands.add_parser("status", help="the ledger of what is in")
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=run_status)
    return parser


def run_add(settings: Settings, args: argparse.Namespace) -> int:
    """add PATH…: one ledger row a document."""
    from ingest.pipeline import add_paths

    rows = add_paths(args.paths, settings, on_progress=None if not sys.stderr.isatty() else _progress)
    for row in rows:
        _put(row, as_json=args.json)
    return SOME_FAILED if any(row["status"] == "failed" for row in rows) else DONE


def run_remove(settings: Settings, args: argparse.Namespace) -> int:
    """remove DOCUMENT…."""
    from ingest.pipeline import remove_documents

    for document_id in remove_documents(args.documents, settings):
        print(f"已移除 {document_id}", file=sys.stderr)
    return DONE


def run_status(settings: Settings, args: argparse.Namespace) -> int:
    """status: the ledger."""
    for row in sorted(RecordStore(settings.home).ledger().values(), key=lambda row: str(row["document"])):
        _put(row, as_json=args.json)
    return DONE


def _put(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({key: row.get(key) for key in LEDGER}, ensure_ascii=False))
        return
    counts = (
        f"{row['chunks']} 段, {row['entities']} 实体, {row['relations']} 事实" if not row["error"] else row["error"]
    )
    print(f"{row['status']:<10}{row['document']}  {counts}")
    for warning in row["warnings"]:
        print(f"          警告：{warning}")


def _progress(done: int, total: int, name: str) -> None:
    width = 30
    filled = width * done // max(total, 1)
    end = "\n" if done == total else "\r"
    print(
        f"[{'#' * filled}{'.' * (width - filled)}] {done}/{total} {name[:40]:<40}", end=end, file=sys.stderr, flush=True
    )


if __name__ == "__main__":
    sys.exit(main())

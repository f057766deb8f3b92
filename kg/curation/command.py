"""`python -m kg corrections`: the lines come back for the command line to print."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.calls import read_lines
from kg.corrections.log import UNDO, load_corrections
from kg.corrections.model import KNOWN, OF_FACTS, Correction, Ref, correction_from
from kg.curation.keeping import Line, change, correction_lines
from kg.curation.patch import make_patch
from kg.curation.shelf import Shelf
from kg.curation.words import told
from kg.engine import Engine
from kg.errors import QueryError, RecordError, SettingsError
from kg.store import write_atomically


def iter_corrections(engine: Engine, args: Namespace) -> Iterator[str]:
    """corrections [--add FILE | --undo ID --who NAME | --patch FILE]."""
    if args.patch:
        yield from _patch(engine, args.patch)
    elif args.undo:
        change(engine, [], {args.undo: args.who})
        yield _json({UNDO: args.undo}) if args.json else f"已撤回 {args.undo}"
    elif args.add:
        made, undone = read_corrections(Shelf(engine), args.add)
        change(engine, made, undone)
        for one in made:
            yield _json(one.to_json()) if args.json else f"已更正\t{one.id}\t{told(one)}"
    else:
        lines = correction_lines(engine)
        yield from (_row(one) if args.json else _text(one) for one in lines)
        if not lines and not args.json:
            yield "还没有更正；在“校核”页更正，或用 `python -m kg corrections --add FILE`"


def _patch(engine: Engine, name: str) -> Iterator[str]:
    text = make_patch(load_corrections(engine.settings.home).values())
    if name != "-":
        write_atomically(Path(name), text)
    elif text:
        yield text.removesuffix("\n")


def _row(line: Line) -> str:
    return _json({**line.correction.to_json(), "documents": list(line.documents)})


def _text(line: Line) -> str:
    one = line.correction
    state = "、".join(line.documents) or "已不适用：原文里不再读出所指的内容"
    why = f"（{one.why}）" if one.why else ""
    return f"{one.id}\t{told(one)}{why}\t{one.who} {one.when}\t{state}"


def read_corrections(shelf: Shelf, source: str) -> tuple[list[Correction], dict[str, str]]:
    """The corrections of a file's lines, and what they take back: id → who; a QueryError names the line at fault."""
    name = "标准输入" if source == "-" else source
    made: list[Correction] = []
    undone: dict[str, str] = {}
    for number, row in read_lines(_lines(source), name):
        try:
            if UNDO in row:
                undone[str(row[UNDO])] = str(row.get("who", ""))
            else:
                made.append(make_correction(shelf, row))
        except KeyError as err:
            raise QueryError(f"{name} 第 {number} 行：没有 {err.args[0]}；请补上") from err
        except (TypeError, ValueError, AttributeError, RecordError, QueryError) as err:
            raise QueryError(f"{name} 第 {number} 行：{err}") from err
    return made, undone


def _lines(source: str) -> Iterable[str]:
    if source == "-":
        return sys.stdin
    try:
        return Path(source).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError as err:
        raise SettingsError(f"--add {source}：无法读取（{err.strerror}）；请检查路径和权限") from err


def make_correction(shelf: Shelf, row: Mapping[str, Any]) -> Correction:
    """The correction of a line that names things and document as people do; ids and places are looked up."""
    if unknown := set(row) - KNOWN - {"id"}:
        raise QueryError(f"没有 {'、'.join(sorted(unknown))} 这样的字段；可以是 {'、'.join(sorted(KNOWN))}")
    one = correction_from({"who": "", **row})
    one = replace(one, subject=_found(shelf, one.subject), object=_found(shelf, one.object) if one.object else None)
    if one.kind not in OF_FACTS:
        return one
    document = shelf.document(one.document_id or one.document)
    start = one.start or max(document.text.find(one.quote), 0)
    return replace(one, document_id=document.id, document=document.name, start=start if one.quote else 0)


def _found(shelf: Shelf, ref: Ref) -> Ref:
    """The thing with all its ids; values are looked up by nobody but their indicator."""
    if ref.ids:
        return shelf.ref(ref.ids[0])
    return ref if ref.type in ("Observation", "Task") else shelf.find(ref.type, ref.name)


def _json(row: object) -> str:
    return json.dumps(row, ensure_ascii=False)

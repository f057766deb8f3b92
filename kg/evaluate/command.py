"""What `python -m kg evaluate` does in each of its four uses; the lines come back for the command line to print."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kg.engine import Engine
from kg.errors import EvaluationError
from kg.evaluate.history import compare, figures_path, load_past, write_past
from kg.evaluate.judged import read_sheet
from kg.evaluate.model import Evaluation, Finding
from kg.evaluate.page import write_page
from kg.evaluate.precision import WRONG, Precision, estimate
from kg.evaluate.run import Step, evaluate
from kg.evaluate.sampling import draw
from kg.evaluate.sheet import write_sheet
from kg.evaluate.suite import PASSED, is_red, run_suite
from kg.evaluate.summary import iter_summary
from kg.evaluate.words import VERDICTS, figure_text, group_label
from kg.export import iter_relations


def iter_lines(engine: Engine, args: argparse.Namespace, *, on_step: Step | None = None) -> Iterator[str]:
    """Runs the one use that the options ask for; refuses none, several, and an option without its own."""
    if sum(one is not None for one in (args.gold, args.search, args.precision, args.judged)) != 1:
        raise EvaluationError(
            "evaluate：GOLD_DIR、--search 用例文件夹、--precision N --sheet 表.xlsx、--judged 表.xlsx 四者请给一个"
        )
    if (args.precision is None) != (args.sheet is None) or (args.report and not (args.gold or args.search)):
        raise EvaluationError("evaluate：--sheet 与 --precision 要一起用，--report 与 GOLD_DIR 或 --search 一起用")
    if args.search is not None:
        return evaluate_search(engine, args.search, report=args.report, as_json=args.json)
    if args.gold is not None:
        return evaluate_gold(engine, args.gold, report=args.report, as_json=args.json, on_step=on_step)
    if args.judged is not None:
        return read_judged(args.judged, as_json=args.json)
    return draw_sheet(engine, args.precision, args.sheet, seed=args.seed, as_json=args.json)


def evaluate_gold(
    engine: Engine, folder: Path, *, report: Path | None, as_json: bool, on_step: Step | None = None
) -> Iterator[str]:
    """Scores a gold folder, writes the report where one is wanted, and keeps the figures for the next run."""
    path = figures_path(report, engine.settings.home)
    yield from _told(evaluate(engine, folder, on_step=on_step), path, report=report, as_json=as_json)


def evaluate_search(engine: Engine, folder: Path, *, report: Path | None, as_json: bool) -> Iterator[str]:
    """Runs a folder of search cases; after all lines an EvaluationError where one failed or could not be judged."""
    path = figures_path(report, engine.settings.home, "search_cases.json")
    evaluation = run_suite(engine, folder)
    yield from _told(evaluation, path, report=report, as_json=as_json)
    [part] = evaluation.parts
    if not as_json:
        yield from (
            f"    {VERDICTS[one.verdict]} {one.title}  {_reasons(one)}"
            for one in part.findings
            if one.verdict != PASSED
        )
    if is_red(part):
        counts = part.figures[part.whole]
        raise EvaluationError(f"{folder}：检索用例 {counts['failed']:g} 条未过，{counts['error']:g} 条出错；见上面各行")


def _reasons(one: Finding) -> str:
    return "；".join(f"{label} {text}" for label, text in one.lines)


def _told(evaluation: Evaluation, path: Path, *, report: Path | None, as_json: bool) -> Iterator[str]:
    """Writes the report where one is wanted, keeps the figures, and says what came out."""
    past = load_past(path)
    change = compare(evaluation, past) if past else None
    if report:
        write_page(report, evaluation, change)
    write_past(path, evaluation)
    if as_json:
        figures = {part.name: part.figures for part in evaluation.parts}
        yield _line({**figures, "notes": evaluation.notes, "change": asdict(change) if change else None})
    else:
        yield from iter_summary(evaluation, change)
        yield f"报告：{report}" if report else f"数字留在 {path}"


def draw_sheet(engine: Engine, size: int, sheet: Path, *, seed: int, as_json: bool) -> Iterator[str]:
    """Draws relations from what is in and writes the sheet to be judged."""
    sample = draw(list(iter_relations(engine.loaded.values(), engine.resolution)), size, seed=seed)
    write_sheet(sheet, sample)
    if as_json:
        yield _line({"sheet": str(sheet), "seed": seed, "strata": [asdict(one) for one in sample.strata]})
        return
    yield from (f"{group_label(one.type)}  共 {one.total} 条，抽 {one.drawn} 条" for one in sample.strata)
    yield f"共抽 {len(sample.rows)} 条，判断表：{sheet}"


def read_judged(sheet: Path, *, as_json: bool) -> Iterator[str]:
    """Reads a judged sheet back into precision per type and of the whole."""
    strata, judgements = read_sheet(sheet)
    kinds, whole = estimate(strata, judgements)
    wrong = [one for one in judgements if one.verdict == WRONG]
    if as_json:
        yield _line(
            {
                "types": {one.type: asdict(one) for one in kinds},
                "all": asdict(whole),
                "wrong": [asdict(one) for one in wrong],
            }
        )
        return
    yield from (f"{group_label(one.type)}  {_share(one)}" for one in kinds)
    yield f"合计（按各类总数加权）  {_share(whole)}"
    yield from (
        f"    错 {group_label(one.type)} · {one.title}" + (f"：{one.note}" if one.note else "") for one in wrong
    )


def _share(one: Precision) -> str:
    beside = "".join(
        f"，{number} 条{word}" for word, number in (("不确定", one.unsure), ("未判", one.unjudged)) if number
    )
    if not one.right + one.wrong:
        return f"没有判断可算{beside}"
    low, high = (figure_text("p", value) for value in (one.low, one.high))
    return f"准确率 {figure_text('p', one.share)}（95 % 区间 {low} 至 {high}）：对 {one.right} 错 {one.wrong}{beside}"


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False)

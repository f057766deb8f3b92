"""The relevance suite: every case of a folder run against what is in; an error is neither a pass nor a failure."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kg.engine import Engine
from kg.errors import EvaluationError, KGError
from kg.evaluate.cases import Case, iter_cases, load_libraries
from kg.evaluate.metrics import DIGITS
from kg.evaluate.model import Evaluation, Figures, Finding, Part
from kg.evaluate.words import CATEGORIES
from kg.ids import make_id
from kg.records import Hit
from kg.search.filters import SearchFilters

PASSED, FAILED, ERROR, WANTED, REACHED = "passed", "failed", "error", "wanted", "reached"
RED = frozenset({FAILED, ERROR})
DEPTH = 10  # so many hits at least are looked at, to tell where a target stands that came too late
SHOWN = 60  # signs of a passage in a list
FAULTS = (KGError, LookupError, ValueError, TypeError, OSError)  # what a search may raise; more ends the run as it is

Search = Callable[[Case, int], Sequence[Hit]]


@dataclass(frozen=True)
class Outcome:
    """What became of one case: passed | failed | error | wanted (known to fail) | reached (wanted no more)."""

    id: str
    category: str
    title: str
    verdict: str
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """One line: the case, and why it is so."""
        return f"{self.id} {self.title}：{'；'.join(f'{label} {text}' for label, text in self.lines)}"


def run_suite(engine: Engine, folder: Path) -> Evaluation:
    """Every case of a folder whose library is in; the others become a note. The part is named `search`."""
    libraries = load_libraries(folder)
    names = {document.id: document.name for document in engine.loaded.values()}
    there = {library: ids for library, parts in libraries.items() if (ids := _documents(parts, names))}

    def search(case: Case, k: int) -> Sequence[Hit]:
        return engine.search(case.query, k=k, filters=SearchFilters(documents=there[case.library]))

    told = list(iter_cases(folder))
    absent = [one for one in told if isinstance(one, Case) and one.library in libraries and one.library not in there]
    outcomes = [judge(one, search) for one in told if one not in absent]
    if not outcomes:
        raise EvaluationError(f"{folder}：没有可以跑的用例；请先入库 {'；'.join(map('、'.join, libraries.values()))}")
    notes = [f"{len(absent)} 条用例没有跑：它们的文件没有入库。"] if absent else []
    files = sorted(folder.glob("*.yaml"))
    fingerprint = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    made = f"{datetime.now():%Y-%m-%d %H:%M}"
    return Evaluation(str(folder), fingerprint, made, tuple(sorted(names.values())), (part_of(outcomes),), tuple(notes))


def judge(case: Case | EvaluationError, search: Search) -> Outcome:
    """Runs one case; what cannot be read and a search that raises are errors."""
    if isinstance(case, EvaluationError):
        return Outcome("？", "unread", str(case).split("：")[0], ERROR, (("出错", str(case)),))
    try:
        hits = search(case, max(case.within, DEPTH))
    except FAULTS as err:
        return Outcome(case.id, case.category, case.query, ERROR, (("出错", f"{type(err).__name__} {err}"),))
    good, lines = _lines(case, hits)
    verdicts = (REACHED, WANTED) if case.wanted else (PASSED, FAILED)
    return Outcome(case.id, case.category, case.query, verdicts[not good], (*lines, ("理由", case.reason)))


def part_of(outcomes: Iterable[Outcome]) -> Part:
    """The outcomes as a part of a report: per category how many passed and did not."""
    listed = list(outcomes)
    groups = [name for name in (*CATEGORIES, "unread") if any(one.category == name for one in listed)]
    figures: Figures = {
        **{name: _figures([one for one in listed if one.category == name]) for name in groups},
        "all": _figures(listed),
    }
    findings = [
        Finding(
            make_id("case", one.id, one.title),
            one.category,
            one.verdict,
            f"{one.id} {one.title}",
            lines=one.lines,
            point=float(one.verdict in (PASSED, REACHED)),
        )
        for one in listed
    ]
    return Part("search", "all", "passing", figures, tuple(findings))


def is_red(part: Part) -> bool:
    """Whether a case failed or could not be judged."""
    return any(one.verdict in RED for one in part.findings)


def _figures(outcomes: Sequence[Outcome]) -> Mapping[str, float]:
    counts = {name: sum(one.verdict == name for one in outcomes) for name in (PASSED, FAILED, ERROR, WANTED, REACHED)}
    good = counts[PASSED] + counts.pop(REACHED)
    judged = len(outcomes) - counts[WANTED]
    return {"passing": round(good / judged, DIGITS) if judged else 0.0, **counts, PASSED: good}


def _lines(case: Case, hits: Sequence[Hit]) -> tuple[bool, list[tuple[str, str]]]:
    """Whether all is as wanted, and at which rank everything came."""
    ranks = [next((rank for rank, hit in enumerate(hits, start=1) if target.fits(hit)), 0) for target in case.find]
    late = [rank for rank in ranks if not 0 < rank <= case.within]
    last = max(ranks) if all(ranks) else len(hits)
    wrong = [
        (rank, hit) for rank, hit in enumerate(hits[:last], start=1) if any(one.fits(hit) for one in case.not_above)
    ]
    lines = [
        (f"第 {rank} 位" if rank else f"前 {len(hits)} 位没有", f"（应在前 {case.within} 位）{target}")
        for rank, target in zip(ranks, case.find, strict=True)
    ]
    lines += [(f"不应在前的第 {rank} 位", _start(hit)) for rank, hit in wrong]
    if late and hits:
        lines.append(("排第 1 位的", _start(hits[0])))
    return not late and not wrong, lines


def _start(hit: Hit) -> str:
    return f"[{hit.document}] " + " ".join(hit.chunk.text.split())[:SHOWN]


def _documents(parts: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of a library's documents; none where one of them is not in."""
    found = [next((id_ for id_, name in names.items() if part in name), "") for part in parts]
    return tuple(found) if all(found) else ()

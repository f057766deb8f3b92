"""The last evaluation's figures on disk, and what has become better or worse since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EvaluationError
from kg.evaluate.metrics import DIGITS
from kg.evaluate.model import UNJUDGED, Evaluation, Finding, Part
from kg.evaluate.words import VERDICTS, group_label
from kg.store import write_atomically

Known = dict[str, tuple[float, str]]  # key of a finding → its point, its title


@dataclass(frozen=True)
class Past:
    """What an earlier run left: figures by part, and every finding that counted."""

    made: str
    fingerprint: str
    figures: dict[str, dict[str, dict[str, float]]]
    findings: dict[str, Known]  # by part


@dataclass(frozen=True)
class Change:
    """What differs from the last run: headline differences by part, and single things with a sentence of their own."""

    since: str
    same_gold: bool
    headlines: dict[str, float]
    better: dict[str, tuple[str, ...]]
    worse: dict[str, tuple[str, ...]]


def figures_path(report: Path | None, home: Path, name: str = "evaluation.json") -> Path:
    """Where figures are kept: beside the report, else in the data folder."""
    return report.with_suffix(".json") if report else home / name


def load_past(path: Path) -> Past | None:
    """The last run's figures; None where there was none; refuses a file that is no such record."""
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        findings = {
            part: {key: (float(point), str(title)) for key, (point, title) in known.items()}
            for part, known in data["findings"].items()
        }
        return Past(str(data["made"]), str(data["fingerprint"]), data["figures"], findings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as err:
        raise EvaluationError(f"{path}：不是上次评测留下的记录（{err}）；换一个报告名，或移走这个文件") from err


def write_past(path: Path, evaluation: Evaluation) -> None:
    """Keeps a run's figures and findings for the next one."""
    data = {
        "made": evaluation.made,
        "gold": evaluation.gold,
        "fingerprint": evaluation.fingerprint,
        "documents": evaluation.documents,
        "figures": {part.name: part.figures for part in evaluation.parts},
        "findings": {part.name: _known(part) for part in evaluation.parts},
    }
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1))


def compare(evaluation: Evaluation, past: Past) -> Change:
    """What changed since `past`; over another gold single things cannot be compared, only figures."""
    same = past.fingerprint == evaluation.fingerprint
    parts = [part for part in evaluation.parts if part.name in past.figures]
    return Change(
        past.made,
        same,
        {part.name: round(part.headline - past.figures[part.name][part.whole][part.measure], DIGITS) for part in parts},
        better={part.name: tuple(_titles(_gains(part, past, 1))) for part in parts} if same else {},
        worse={part.name: tuple(_titles(_gains(part, past, -1))) for part in parts} if same else {},
    )


def _known(part: Part) -> Known:
    return {one.key: (one.point, label_of(one)) for one in part.findings if one.verdict != UNJUDGED}


def label_of(finding: Finding) -> str:
    """A finding on one line."""
    where = f" [{finding.document}]" if finding.document else ""
    return f"{VERDICTS[finding.verdict]} · {group_label(finding.group)} · {finding.title}{where}"


def _gains(part: Part, past: Past, sign: int) -> dict[str, tuple[float, float, str]]:
    """Key → points before and now, and title, of what rose (sign 1) or fell (-1); what is no finding has 1 point.

    A wrong extra earns nothing like a miss, so one that is new is a fall, and one that is gone a rise.
    """
    before, now = past.findings.get(part.name, {}), _known(part)
    rows = {
        key: (before.get(key, (1.0, ""))[0], now.get(key, (1.0, ""))[0], (now.get(key) or before[key])[1])
        for key in [*before, *now]
    }
    return {key: row for key, row in rows.items() if (row[1] - row[0]) * sign > 0}


def _titles(rows: dict[str, tuple[float, float, str]]) -> Iterable[str]:
    for before, now, title in rows.values():
        whole = {before, now} <= {0.0, 1.0}
        yield title if whole else f"{title}（{before:g} → {now:g}）"

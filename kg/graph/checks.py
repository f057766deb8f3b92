"""Runs queries/checks over a store: every row that comes back is a fault, weighed by profile.txt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.graph.base import GraphStore
from kg.ontology import load_ontology
from kg.queries import load_queries
from kg.settings import ROOT

SEVERITIES = ("ERROR", "WARN", "INFO")
PROFILE = ROOT / "queries" / "checks" / "profile.txt"


@dataclass(frozen=True)
class Finding:
    """One fault: its severity, the check that found it, the node it concerns and what is wrong with it."""

    severity: str
    check: str
    question: str  # what the check looks for, in words
    id: str
    name: str
    detail: str


def run_checks(store: GraphStore) -> list[Finding]:
    """All findings, errors first; an empty list means good data."""
    queries = load_queries()
    profile = load_profile()
    findings = [
        Finding(severity, check, queries[check].question, str(row["id"]), str(row["name"]), str(row["detail"] or ""))
        for check, severity in profile.items()
        for row in store.read(check, {})
    ]
    return sorted([*findings, *_wrong_ends(store)], key=lambda finding: SEVERITIES.index(finding.severity))


def load_profile(path: Path = PROFILE) -> Mapping[str, str]:
    """Check → severity; refuses an unknown severity, a check without its file and a file without its line."""
    profile: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        severity, _, check = line.partition(" ")
        if severity not in SEVERITIES:
            raise OntologyError(f"{path}：{line!r} 须以 {'、'.join(SEVERITIES)} 之一开头；请改正这一行")
        profile[check.strip()] = severity
    files = {name for name, query in load_queries().items() if query.folder == "checks"}
    if odd := sorted(files ^ set(profile)):
        raise OntologyError(f"{path}：{'、'.join(odd)} 须同时是 queries/checks 中的文件和这里的一行；请补上缺的一方")
    return profile


def _wrong_ends(store: GraphStore) -> list[Finding]:
    """Facts between classes that the ontology's from and to do not allow."""
    relations = load_ontology().relations
    question = "a fact between classes that its relation does not join"
    findings = []
    for row in store.read("relation_ends", {}):
        name, subject, target = str(row["relation"]), _label(row["subject_labels"]), _label(row["object_labels"])
        if name in relations and subject in relations[name].subject and target in relations[name].object:
            continue
        detail = f"{subject} → {target}: {row['n']}"
        findings.append(Finding("ERROR", "relation_between_wrong_classes", question, name, name, detail))
    return findings


def _label(labels: object) -> str:
    return str(labels[0]) if isinstance(labels, list) and labels else ""

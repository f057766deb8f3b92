"""Where the themes of a matrix come from: the ontology, what the tasks concern most, lists kept in the data folder."""

import csv
import io
from collections import Counter
from pathlib import Path

from kg.coverage.survey import Survey
from kg.coverage.terms import Term, TermList, read_terms
from kg.errors import QueryError
from kg.gazetteer import load_gazetteer
from kg.settings import ROOT
from kg.store import holding, write_atomically

THEMES = ROOT / "ontology" / "vocabularies" / "themes.csv"
FOLDER, LOCK = "term_lists", "term_lists.lock"  # of the data folder: a CSV a list, which Excel opens, too
LONGEST_NAME = 40  # characters
FORBIDDEN = frozenset('/\\:*?"<>|.\n\t')
MOST_CONCERNED = 40
SUBJECTS = (
    "Industry",
    "Platform",
    "Project",
    "Cluster",
    "Fund",
    "Title",
)  # what a task is about; places and bodies are no themes


def common_themes() -> tuple[Term, ...]:
    """The themes that plans of any place speak of."""
    return read_terms(THEMES).terms


def top_industries() -> tuple[Term, ...]:
    """The industries of the ontology that belong to no wider one."""
    rows = [one for one in load_gazetteer() if one.type == "Industry" and not one.parent]
    return tuple(Term(one.name, tuple(one.aliases), "产业") for one in rows if not one.id.startswith("industry-gbt"))


def concerned_themes(survey: Survey) -> tuple[Term, ...]:
    """What the tasks of the documents concern most often, with all its names."""
    entities = survey.engine.resolution.entities
    counts = Counter(one.id for task in survey.tasks.values() for one in task.concerns)
    kept = [key for key, _ in counts.most_common() if entities[key].type in SUBJECTS][:MOST_CONCERNED]
    return tuple(Term(entities[key].name, tuple(entities[key].aliases), entities[key].type) for key in kept)


def list_names(home: Path) -> list[str]:
    """The names of the lists that are kept."""
    return sorted(path.stem for path in (home / FOLDER).glob("*.csv"))


def load_list(home: Path, name: str) -> TermList:
    """A list that is kept; a QueryError tells those there are."""
    if name not in list_names(home):
        raise QueryError(f"{name}：没有这个名称的词表；已有的：{'、'.join(list_names(home)) or '（还没有）'}")
    return read_terms(home / FOLDER / f"{name}.csv")


def save_list(home: Path, name: str, terms: TermList) -> None:
    """Keeps a list under a name, in place of one of that name; refuses a name that is no file's, and an empty list."""
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or FORBIDDEN & set(plain):
        raise QueryError(f'词表的名称“{name}”：须有 1 至 {LONGEST_NAME} 个字，不含 . / \\ : * ? " < > |')
    if not terms.terms:
        raise QueryError(f"{plain}：词表是空的；请先写几个词")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["词", "分组", "同义词"])
    writer.writerows([one.name, one.group, ";".join(one.aliases)] for one in terms.terms)
    with holding(home / LOCK):
        write_atomically(home / FOLDER / f"{plain}.csv", out.getvalue().encode("utf-8-sig"))


def remove_list(home: Path, name: str) -> None:
    """Takes a list out; an unknown name is refused."""
    load_list(home, name)
    (home / FOLDER / f"{name}.csv").unlink()

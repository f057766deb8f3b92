"""Questions over a graph at size: `python -m bench.bench_ask [--documents 200] [--rounds 5] [--neo4j]`.

Makes a graph (bench/made_graph.py; 200 documents are about 100,000 nodes and 500,000 relations) on the embedded engine;
on a server that `--neo4j` starts and ends, set up as compose.yaml does (scripts/neo4j_server.py); or on Neo4j where
KG_GRAPH_URL is set (its graph is emptied first: never give it one that is needed). Prints the milliseconds, warm, of every
competency query and of whole questions, wall clock and this process's own (on a busy machine the second tells more; the
server's is not in it), and how many rows came back. Passages are not searched here (bench/bench_scale.py measures that): a
question that falls through to them is refused without.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.made_graph import Made, make_plans
from kg.answer.ask import Answerer
from kg.graph import GraphStore, open_store
from kg.queries import NamedQuery, load_queries
from kg.records import Document, Hit, Mention
from kg.settings import Settings
from scripts.neo4j_server import running_server

TYPES = {"string": "", "int": 0, "list": []}
SLOW = 1000.0
# For a query's parameter `ids`: the label of the ids it is asked with.
ASKED = {
    "industries_of_place": "Park", "industries_new": "Park", "places_for_industry": "Industry", "enterprises_of_industry": "Industry",
    "industries_of_enterprise": "Enterprise", "place_of": "Enterprise", "located_in_place": "Park", "sub_industries": "Industry",
    "industry_above": "Industry", "parts_of_park": "Park", "park_above": "Park", "builders_of": "Project", "built_by": "Enterprise", "operators_of": "Park", "operated_by": "Enterprise",
    "titles_of_holder": "Enterprise", "holders_of_title": "Title", "partners_of": "Enterprise", "tasks_of_department": "Department",
    "departments_of_theme": "Task", "tasks_about": "Industry", "indicator_values": "Indicator", "indicator_series": "Indicator",
    "indicator_compare": "Indicator", "coverage_of_term": "Industry", "project_facts": "Project", "industries_by_title": "Title",
    "industries_by_title_works": "Title", "departments_by_park_industry": "Park", "built_by_industry": "Industry", "links_of": "Department",
    "links_to": "Department", "enterprises_by_region_industry": "Industry", "enterprises_by_region_industry_works": "Industry",
    "passages_of": "Fund", "basis_of_plan": "Policy", "plans_based_on": "Policy", "issuers_of_plan": "Policy", "plans_of_issuer": "Department",
}  # fmt: skip


class MadeContext:
    """The doors of kg.answer.context over the made graph; nothing is searched or encoded."""

    def __init__(self, store: GraphStore, documents: Mapping[str, Document]) -> None:
        self._store, self.documents = store, documents

    def read(self, name: str, params: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows of a named query."""
        return self._store.read(name, params)

    def cypher(self, name: str) -> str:
        """The text of a named query."""
        return load_queries()[name].text

    def search(self, query: str, *, k: int = 10, documents: tuple[str, ...] = ()) -> Sequence[Hit]:
        """Nothing."""
        return ()

    def annotate(self, text: str) -> Sequence[Mention]:
        """Nothing."""
        return ()

    def similarity(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """Nothing is near."""
        return [0.0 for _ in texts]


def params_of(query: NamedQuery, made: Made) -> dict[str, object]:
    """Parameters that the made graph has an answer for."""
    known: dict[str, object] = {
        "left": made.nodes["Enterprise"][0]["id"], "right": made.nodes["Institution"][1]["id"], "label": "Enterprise", "number": "7",
        "natures": ["约束性"], "kinds": ["target"], "others": ["actual"], "section": "一、总则", "documents": [made.document.id], "against": ["doc-1"],
        "regions": [made.nodes["Region"][0]["id"]], "places": [],
    }  # fmt: skip
    label = ASKED.get(query.name)
    if label:
        known["ids"] = [made.nodes[label][0]["id"]]
    required = {name for name, one in query.params.items() if one.required}
    return {
        name: value for name, value in known.items() if name in required or (name == "ids" and name in query.params)
    }


def questions_of(made: Made) -> list[str]:
    """Questions of every kind that the graph alone answers."""
    first = {label: str(group[0]["name"]) for label, group in made.nodes.items()}
    second = {label: str(group[-1]["name"]) for label, group in made.nodes.items()}
    return [
        f"{first['Department']}负责哪些任务？", f"{first['Park']}重点发展哪些产业？", f"{first['Industry']}有哪些龙头企业？", f"{first['Enterprise']}在哪个园区？",
        f"{first['Enterprise']}获得了哪些称号？", f"{first['Indicator']}2030年目标是2025年的多少倍？", f"{first['Enterprise']}和{second['Institution']}有什么关系？",
        f"{first['Park']}哪些产业是比上一轮规划新增的？", "哪个部门任务最多？", "每个部门牵头几项任务？", "各组分别有几项任务？", "哪些部门没有任务？", "哪些指标没有目标值？",
        "约束性指标有哪些？", "哪个指标增长最快？", "规划提到哪些基金？", "哪些企业有称号？", f"哪些部门负责与{first['Park']}的产业有关的任务？",
        f"{first['Industry']}的企业建设了哪些平台？", f"获得{first['Title']}的企业所在的园区发展哪些产业？", f"{first['Task']}由哪些部门负责？", "哪些任务没有牵头单位？",
    ]  # fmt: skip


@dataclass(frozen=True)
class Timed:
    """Milliseconds of one piece of work: at the middle and near the top by the wall clock, at the middle by the processor."""

    middle: float
    top: float
    cpu: float
    rows: int


def clock(work: Callable[[], int], rounds: int) -> Timed:
    """What some work takes after one round to warm up."""
    rows = work()
    spent, worked = [], []
    for _ in range(rounds):
        started, begun = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - begun) * 1000)
    spent.sort()
    worked.sort()
    top = spent[-1 if rounds < 20 else int(rounds * 0.95)]
    return Timed(spent[len(spent) // 2], top, worked[len(worked) // 2], rows)


def report(name: str, timed: Timed) -> None:
    """One line of the table."""
    slow = "slow" if timed.top > SLOW else ""
    print(f"{name[:44]:44} {timed.middle:9.1f} {timed.top:9.1f} {timed.cpu:9.1f} {timed.rows:8} {slow}", flush=True)


@contextmanager
def stores(settings: Settings, *, neo4j: bool) -> Iterator[Callable[..., GraphStore]]:
    """What opens the store that is measured: on a server of its own, else as the settings say; gone afterwards."""
    with ExitStack() as stack:
        path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "graph.kgl"
        reach = (settings.graph_url, settings.graph_user, settings.graph_password)
        if neo4j:
            server = stack.enter_context(running_server(lasting=True))
            reach = (server.url, server.user, server.password)
        url, user, password = reach
        yield partial(open_store, url, path=path, user=user, password=password, database=settings.graph_database)


def measure(store: GraphStore, plans: Sequence[Made], rounds: int) -> None:
    """The table of queries and questions, and the questions' 95th percentile."""
    print(f"{'':44} {'p50 ms':>9} {'p95 ms':>9} {'cpu ms':>9} {'rows':>8}")
    for query in sorted(load_queries().values(), key=lambda one: one.name):
        if query.folder == "competency":
            bound = params_of(query, plans[0])
            report(query.name, clock(lambda name=query.name, bound=bound: len(store.read(name, bound)), rounds))
    answerer = Answerer(MadeContext(store, {one.document.id: one.document for one in plans}))
    all_timed = []
    for question in questions_of(plans[0]):
        timed = clock(lambda text=question: len(answerer.answer(text).answers), rounds)
        report(question, timed)
        all_timed.append(timed)
    middles, works = sorted(one.middle for one in all_timed), sorted(one.cpu for one in all_timed)
    place = int(len(all_timed) * 0.95)
    print(
        f"{len(all_timed)} questions: p95 of the middles {middles[place]:.0f} ms, by the processor {works[place]:.0f} ms"
    )


def main() -> None:
    """Makes the graph, then asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--neo4j", action="store_true", help="on a Neo4j server that is started for this")
    args = parser.parse_args()
    plans = list(make_plans(args.documents))
    nodes = len({str(node["id"]) for one in plans for group in one.nodes.values() for node in group})
    nodes += sum(len(one.projection.chunks) + 1 for one in plans)
    edges = sum(len(rows) for one in plans for rows in one.projection.edges.values())
    edges += sum(len(one.projection.chunks) for one in plans)
    with stores(Settings.from_env(), neo4j=args.neo4j) as opened:
        started = time.perf_counter()
        writer = opened(write=True)
        writer.rebuild(one.projection for one in plans)
        writer.close()
        print(f"{nodes} nodes, {edges} relations, made in {time.perf_counter() - started:.0f} s")
        store = opened()
        measure(store, plans, args.rounds)
        store.close()


if __name__ == "__main__":
    main()

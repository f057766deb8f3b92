"""What a person chose to look at, as an address keeps it and a saved view is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.links.expand import DIRECTIONS, MOST_HOPS
from kg.links.missing import KINDS as MISSING
from kg.links.paths import MOST_PATHS
from kg.links.web import EXPLORED, RELATIONS

KINDS = ("explore", "paths", "chain", "measures", "missing")
MEASURES = ("central", "communities", "shared")
FORMS = ("tree", "drawing")
Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class View:
    """A way of looking (KINDS) at some things over some relations."""

    kind: str = KINDS[0]
    ids: tuple[str, ...] = ()
    relations: tuple[str, ...] = EXPLORED
    direction: str = DIRECTIONS[0]
    hops: int = 1  # 0: only what is between the things themselves
    most: int = 3  # paths
    hubs: bool = False  # whether regions and documents may be passed
    measure: str = MEASURES[0]
    form: str = FORMS[0]  # of a chain
    lack: str = MISSING[0]

    def to_params(self) -> dict[str, list[str]]:
        """The view as names and values of an address; what is as usual is left out."""
        usual = View()
        told = {
            "view": [self.kind] if self.kind != usual.kind else [],
            "id": list(self.ids),
            "rel": list(self.relations) if set(self.relations) != set(usual.relations) else [],
            "dir": [self.direction] if self.direction != usual.direction else [],
            "hops": [str(self.hops)] if self.hops != usual.hops else [],
            "most": [str(self.most)] if self.most != usual.most else [],
            "hubs": ["1"] if self.hubs else [],
            "measure": [self.measure] if self.measure != usual.measure else [],
            "form": [self.form] if self.form != usual.form else [],
            "lack": [self.lack] if self.lack != usual.lack else [],
        }
        return {name: values for name, values in told.items() if values}


NAMES = ("view", "id", "rel", "dir", "hops", "most", "hubs", "measure", "form", "lack")  # of an address that are ours


def view_from(params: Params) -> View:
    """The view of an address; what it does not say, or says wrongly, is as usual."""
    usual = View()
    first = {name: values[0] for name, values in params.items() if values}
    named = tuple(one for one in RELATIONS if one in params.get("rel", ()))
    return View(
        kind=_one(first.get("view"), KINDS, usual.kind),
        ids=tuple(dict.fromkeys(filter(None, params.get("id", ())))),
        relations=named or usual.relations,
        direction=_one(first.get("dir"), DIRECTIONS, usual.direction),
        hops=_number(first.get("hops"), MOST_HOPS, usual.hops, least=0),
        most=_number(first.get("most"), MOST_PATHS, usual.most),
        hubs=first.get("hubs") == "1",
        measure=_one(first.get("measure"), MEASURES, usual.measure),
        form=_one(first.get("form"), FORMS, usual.form),
        lack=_one(first.get("lack"), MISSING, usual.lack),
    )


def _one(given: str | None, known: Sequence[str], usual: str) -> str:
    return given if given is not None and given in known else usual


def _number(given: str | None, most: int, usual: int, *, least: int = 1) -> int:
    return int(given) if given and given.isdecimal() and least <= int(given) <= most else usual

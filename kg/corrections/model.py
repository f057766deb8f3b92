"""A correction: what was wrong, where, and what holds instead; by names beside ids, so that it outlives a re-reading."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from kg.errors import RecordError
from kg.ids import make_id
from kg.records import Value

REJECT, ADD, RENAME, RETYPE, ALIAS, NOT_ALIAS = KINDS = ("reject", "add", "rename", "retype", "alias", "not_alias")
OF_FACTS = (REJECT, ADD)
EXTRACTOR = "human"  # of evidence and mentions that a person added: human/NAME


@dataclass(frozen=True)
class Ref:
    """A thing as it was when it was corrected: class, name, and its ids, that of the whole cluster first."""

    type: str
    name: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """One correction.

    reject: the fact `subject relation object` of a document does not hold; with `quote` only that evidence of it.
    add: it holds, as `quote` says; `properties` are the fact's own, of HAS_VALUE those of the value.
    rename, retype, alias: `text` is the thing's name, class, further name. not_alias: where `text` stands, the thing
    is not meant.
    """

    kind: str
    subject: Ref
    who: str
    when: str = ""
    why: str = ""
    relation: str = ""
    object: Ref | None = None
    properties: Mapping[str, Value] = field(default_factory=dict)
    document_id: str = ""
    document: str = ""  # the file's name
    quote: str = ""
    start: int = 0  # where the quote stood
    text: str = ""

    @property
    def id(self) -> str:
        """The same for the same correction, whoever makes it and whenever."""
        ends = [(one.type, one.name, *one.ids[:1]) for one in (self.subject, self.object) if one]
        told = sorted((key, value) for key, value in self.properties.items() if value not in (None, ""))
        parts = (self.kind, ends, self.relation, told, self.document_id, self.quote, self.text)
        return make_id("correction", *map(repr, parts))

    @property
    def role(self) -> str:
        """The role of the fact's subject, '' where it has none."""
        return str(self.properties.get("role") or "")

    def to_json(self) -> dict[str, Any]:
        """The line of the file; what is empty is left out."""
        return {"id": self.id, **{key: value for key, value in asdict(self).items() if value not in ("", None, {}, 0)}}


KNOWN = frozenset(one.name for one in fields(Correction))
TEXTS = KNOWN - {"subject", "object", "properties", "start"}


def correction_from(told: Mapping[str, Any]) -> Correction:
    """The correction of a line; a RecordError for an unknown kind, a TypeError or KeyError for what is no correction."""
    row = {key: value for key, value in told.items() if key in KNOWN}
    if row["kind"] not in KINDS:
        raise RecordError(f"没有 {row['kind']} 这种更正；可以是 {'、'.join(KINDS)}")
    if odd := [key for key in TEXTS if not isinstance(row.get(key, ""), str)]:
        raise RecordError(f"{odd[0]} 须是文字")
    ends = {key: ref_from(row[key]) for key in ("subject", *(["object"] if row.get("object") else []))}
    return Correction(
        **{**row, "start": int(row.get("start", 0)), "properties": dict(row.get("properties", {})), **ends}
    )


def ref_from(told: Mapping[str, Any]) -> Ref:
    """The thing of a line."""
    return Ref(str(told["type"]), str(told["name"]), tuple(map(str, told.get("ids", ()))))

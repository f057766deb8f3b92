"""The few kinds of error this project raises; every message says in Chinese where, what and what to do: 位置：原因；请……."""


class KGError(Exception):
    """Base of every error that a user is meant to read; its text needs no traceback."""


class SettingsError(KGError):
    """A KG_* variable or a command-line value that cannot be used."""


class OntologyError(KGError):
    """A fault in ontology/ or queries/: names the file and the key."""


class RecordError(KGError):
    """A record that breaks its own invariant, or a record file that cannot be read."""


class ReadError(KGError):
    """A source file that cannot be read: damaged, encrypted, empty, too large, unknown format."""


class StoreError(KGError):
    """The data folder or the graph store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another writer holds the data folder; says which process."""


class IndexStateError(KGError):
    """The index is missing, stale or of another model; says how to rebuild it."""


class QueryError(KGError):
    """An unknown query name, parameters that do not fit its header, or a text that is not proven to read only."""


class EvaluationError(KGError):
    """A gold folder or a judged sheet that cannot be used: names file, row and what is allowed."""


class LlmError(KGError):
    """The language model gave nothing usable; `kind` is unreachable, slow, refused or unclear (not understood)."""

    def __init__(self, message: str, *, kind: str) -> None:
        super().__init__(message)
        self.kind = kind

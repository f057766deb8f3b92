"""Fixtures that more than one folder of tests uses."""

from tests.neo4j_support import neo4j_server, store

__all__ = ["neo4j_server", "store"]

"""Finders of names, each of its own kind, and what of their finds is a name."""

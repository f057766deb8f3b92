"""Entities of single documents → things in the world: features, clusters, judgements that can be taken back."""

"""Everything that knows about knowledge: nouns, extraction, resolution, graph, search, answers."""

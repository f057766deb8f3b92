"""Answers from the facts of the graph: what one relation says, projects, connections, yes or no."""

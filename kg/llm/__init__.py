"""The optional language model, on a short lead: it words what is quoted, or proposes a query; our checks decide."""

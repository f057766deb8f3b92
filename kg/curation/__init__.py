"""校核: what may be wrong, found for a person; what a person put right, checked, kept, listed and handed to the ontology."""

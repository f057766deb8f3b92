"""Facts between the names of a sentence, a rule a relation."""

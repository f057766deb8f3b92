"""From a question to a cited answer: linking, choosing one competency query, wording, refusing."""

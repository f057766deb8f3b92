"""Answers in the plans' own words: sentences, lists inside them, sections, definitions."""

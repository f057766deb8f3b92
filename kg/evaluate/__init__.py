"""Figures: the system against gold files, and against a person who judged a sample of its facts."""

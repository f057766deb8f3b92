"""Briefings: what the loaded plans say of a subject, as a paper whose every statement has its citation."""

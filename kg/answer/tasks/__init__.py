"""Answers about who does what: tasks with their departments, themes, numbers and groups."""

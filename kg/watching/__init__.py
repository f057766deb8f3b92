"""Searches kept by name, and what is new for each since it was last looked at."""

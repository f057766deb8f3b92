"""Facts from tables, by what their columns mean."""

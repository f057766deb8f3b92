"""Indicators: which words measure, which numbers are their values, of what and when."""

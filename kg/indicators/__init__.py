"""Indicators across years, plans and levels: base, targets, actual values, the growth needed, conflicts, many holders."""

"""Questions that take several steps or parts: things only told, halves, boxes and tables, formulas."""

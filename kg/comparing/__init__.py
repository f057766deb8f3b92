"""Two plans, periods or regions side by side: outlines, indicators, duties, industries, and the wording of one theme."""

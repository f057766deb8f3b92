"""Answers in figures: values, their changes and ratios, ranks, targets against what was reached."""

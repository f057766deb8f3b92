"""The tasks of the plans with the departments responsible: filters, workload, joint tasks, kept status, sheets."""

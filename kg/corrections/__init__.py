"""What people corrected, laid over the records: kept as lines, put on again whenever documents are loaded."""

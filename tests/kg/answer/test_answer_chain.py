"""Questions through the whole chain: two invented plans are ingested, the answers cite them word for word."""

"""Many terms against all documents: where each is spoken of, in what way, and where the plans are silent."""

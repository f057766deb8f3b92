"""Everything that knows about files; the only writer."""

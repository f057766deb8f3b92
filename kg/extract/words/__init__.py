"""What reading starts from: the lexer, the word lists of ontology/, cue words, candidate names."""

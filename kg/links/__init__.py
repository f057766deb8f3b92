"""Links between enterprises, industries, parks and the rest: walks, paths, chains, measures and what is missing."""

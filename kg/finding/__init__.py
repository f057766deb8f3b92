"""`python -m kg search`: its options, what it prints, and the files of all that was found."""

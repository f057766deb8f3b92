"""Tasks and who is responsible for them: measures under headings, notes, running text."""

"""Reading plain text: width and blanks, sentences, numbers, periods, the words of a table's header."""

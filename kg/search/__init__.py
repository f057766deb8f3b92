"""From a query to passages: lists from the indexes, filters, one blended score, the words that matched."""

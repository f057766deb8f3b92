"""From a query to passages: lists from the indexes, filters, one blended score, the words that matched."""

from kg.search.filters import SearchFilters
from kg.search.find import Found, Wish, find
from kg.search.highlight import highlight, matched_words, query_words
from kg.search.retrieve import search
from kg.search.why import Why, explain, neighbours

__all__ = [
    "Found",
    "SearchFilters",
    "Why",
    "Wish",
    "explain",
    "find",
    "highlight",
    "matched_words",
    "neighbours",
    "query_words",
    "search",
]

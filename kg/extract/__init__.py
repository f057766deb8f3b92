"""Text → mentions → facts. One spaCy pipeline of our own components reads plans and questions alike."""

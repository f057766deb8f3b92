"""Where in a chunk its stored tokens stand: the windows are cut into tokens once more, which costs next to nothing."""

from kg.index.embedder import Encoder
from kg.index.entries import front_of, window_spans, windows
from kg.records import Chunk


def token_places(chunk: Chunk, encoder: Encoder) -> list[int]:
    """Of each token that the index keeps of a chunk its place in the chunk's text; below zero in path and header."""
    places: list[int] = []
    front = len(front_of(chunk))
    for number, ((start, end), window) in enumerate(zip(window_spans(chunk), windows(chunk), strict=True)):
        piece = chunk.text[start:end]
        # A window is stripped: the piece ends where the window ends, blanks aside.
        first = len(window) - len(piece.strip())
        shift = start + len(piece) - len(piece.lstrip()) - first
        for place in encoder.token_starts(window, front if number else 0):
            places.append(place + shift if place >= first else -1)
    return places

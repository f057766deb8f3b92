"""The first words of an answer: of a long list the number and the first few; the whole stays at hand."""

OPENING, CLOSING = "“‘《〈（(", "”’》〉）)"
STOPS = "；、。，;"
LONGEST = 180  # characters that are read at a glance
SHORTEST = 90  # a cut before that tells too little


def lead(text: str) -> str:
    """The text where it is short; else as far as the last pause outside marks and brackets within LONGEST characters.

    Nothing is added: the caller says that it goes on.
    """
    if len(text) <= LONGEST:
        return text
    depth, cut = 0, 0
    for place, sign in enumerate(text[:LONGEST]):
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth <= 0 and sign in STOPS:
            cut = place
    if cut < SHORTEST:  # one long quotation: its own pauses will do
        cut = max(text.rfind(sign, 0, LONGEST) for sign in STOPS)
    return text[:cut] if cut > 0 else text[:LONGEST]

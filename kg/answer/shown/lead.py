"""The first words of an answer: all that was asked before the citations; of a long list the number and the first few; the whole stays at hand."""

import re
from collections.abc import Sequence

OPENING, CLOSING = "“‘《〈（(", "”’》〉）)"
STOPS = "；、。，;"
LONGEST = 180  # characters that are read at a glance
GLANCE = 300  # characters of which a reader sees all
CITED = re.compile(r"（《[^《》]*(?:〈[^〉]*〉[^《》]*)*》(?:[^（）]|（[^（）]*）)*）")
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


def together(texts: Sequence[str], silent: Sequence[str] = (), found: str = "") -> str:
    """Several answers as one text; where it is long, the shortest first and all citations behind the last fact.

    A text that another holds in whole is left out. `silent` says what is open, `found` what led to the answers.
    """
    texts = [text for text in texts if text != found]
    cores = {text: CITED.sub("", text) for text in texts}
    kept = [
        text
        for text in dict.fromkeys(texts)
        if not any(_body(cores[text]) in _body(cores[other]) for other in cores if cores[other] != cores[text])
    ]
    whole = " ".join([*kept, *silent, *filter(None, [found])])
    if len(whole) <= GLANCE:
        return whole
    facts = dict.fromkeys(sorted((cores[text] for text in kept), key=len))
    places = dict.fromkeys(
        place for text in (*kept, found) for cited in CITED.findall(text) for place in cited[1:-1].split("；")
    )
    said = [*facts, *silent, *filter(None, [CITED.sub("", found)])]
    return " ".join(said) + f"（{'；'.join(places)}）"


def _body(text: str) -> str:
    return text.strip("。；， ")

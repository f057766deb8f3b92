"""Short forms of a name that leave out words from its middle: 研发投入强度 for 全社会研发经费投入强度."""

SHORTEST = 4  # characters of a short form
RUN = 2  # characters that must stand together in both
HELD = 0.5  # of the name


def short_form_in(text: str, name: str) -> str:
    """The longest piece of `text` that is a short form of `name`: at least half of it, in order, its end kept.

    '' where there is none; a name's plain end (总产值 of 工业总产值) is none, for what it drops may tell two names apart.
    """
    fewest = max(SHORTEST, round(HELD * len(name)))
    tail = name[-RUN:]
    ends = [place + RUN for place in range(len(text)) if text.startswith(tail, place)]
    for length in range(len(name) - 1, fewest - 1, -1):
        for end in ends:
            piece = text[max(0, end - length) : end]
            if len(piece) == length and not name.endswith(piece) and _is_short_for(piece, name):
                return piece
    return ""


def _is_short_for(short: str, name: str) -> bool:
    if len(short) >= RUN and name.endswith(short):
        return True
    for length in range(len(short) - RUN, RUN - 1, -1):
        place = name.find(short[:length])
        if place >= 0 and _is_short_for(short[length:], name[place + length :]):
            return True
    return False

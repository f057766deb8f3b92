"""Names as boxes: how they are broken into lines, and how much room a box takes, in pixels of the drawing."""

from dataclasses import dataclass

LINE, MOST_LINES = 11.0, 3  # full-width signs on a line; names beyond are cut with …, the table has them whole
SIGN, HEIGHT = 13.0, 18.0  # a full-width sign, and a line
PADDING = (18.0, 10.0)


@dataclass(frozen=True)
class Box:
    """A name as it is drawn."""

    lines: tuple[str, ...]
    width: float
    height: float


def make_box(name: str) -> Box:
    """The box of a name."""
    lines = wrap(" ".join(name.split()))
    width = SIGN * max(map(units, lines)) + PADDING[0]
    return Box(lines, width, HEIGHT * len(lines) + PADDING[1])


def units(text: str) -> float:
    """How many full-width signs a text is wide."""
    return sum(1.0 if ord(sign) > 0x2E80 or sign in "“”…—·" else 0.56 for sign in text)


def wrap(name: str) -> tuple[str, ...]:
    """A name in lines of about equal length; … where it goes on."""
    most = min(MOST_LINES, max(1, -int(-units(name) // LINE)))
    room = max(units(name) / most, 1.0) if units(name) <= LINE * MOST_LINES else LINE
    lines = [""]
    for sign in name:
        if units(lines[-1]) + units(sign) > room + 0.5 and len(lines) < most:
            lines.append("")
        lines[-1] += sign
    if units(lines[-1]) > LINE + 1.5:
        while units(lines[-1]) > LINE - 1:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return tuple(lines)

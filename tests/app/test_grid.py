"""The matrix as a table: shades by amount, and every ground readable with the text on it."""

import re

import pytest

from app_pages.grid import FOLDER, shade

CSS = (FOLDER / "grid.css").read_text(encoding="utf-8")
AA = 4.5  # contrast that WCAG 2.1 asks for at level AA
RULES = re.findall(r"^\.pg-grid ([^{]+) \{([^}]*)\}", CSS, re.MULTILINE)


def pairs() -> list[tuple[str, str, str]]:
    """Rule, ground and text of every rule that sets both."""
    found = []
    for name, body in RULES:
        text = re.search(r"(?<!-)\bcolor: (#\w{6})", body)
        grounds = re.findall(r"#\w{6}", (re.search(r"background: ([^;]+)", body) or [""])[0])
        found += [(name, ground, text[1]) for ground in grounds if text]
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("name", "ground", "text"), pairs())
def test_text_is_readable_on_its_ground(name: str, ground: str, text: str) -> None:
    light, dark = sorted((luminance(ground), luminance(text)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= AA, name


def test_every_state_and_shade_has_its_colours() -> None:
    names = {name for name, _, _ in pairs()}
    assert {".s0", ".s1", ".s2", ".s3", ".s4", ".silent", ".absent", "th", "th.dim"} <= names


@pytest.mark.parametrize(
    ("amount", "step"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (8, 3), (15, 3), (16, 4), (900, 4)]
)
def test_twice_as_much_is_one_step_darker(amount: int, step: int) -> None:
    assert shade(amount) == step

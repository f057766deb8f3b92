"""The style sheets: every pair of text and ground reaches AA, paper shows the whole page, the page says its language."""

import re
import tomllib
from pathlib import Path

import pytest

from app_pages.strings import TEXT
from kg.settings import ROOT

SHEETS = sorted((ROOT / "app_pages").glob("*.css"))
AA = 4.5  # of text to its ground; no text of ours is so large that 3 would do
GROUNDS = {"page": "#fbfaf6", "card": "#ffffff", "head": "#f2efe6"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


def text_of(sheet: Path) -> str:
    """A sheet without remarks and without the rules for paper."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)


def variables() -> dict[str, str]:
    """The named colours of the sheets."""
    return {name: value for sheet in SHEETS for name, value in re.findall(r"(--[\w-]+):\s*(#\w{3,6})", text_of(sheet))}


def colour_of(value: str) -> str | None:
    """A colour as #rrggbb; None where the value is none (none, inherit, a gradient)."""
    value = re.sub(r"var\((--[\w-]+)\)", lambda name: variables().get(name.group(1), ""), value)
    found = re.search(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", value)
    if not found or "gradient" in value:
        return None
    digits = found.group(1)
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)).lower()


def light(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """The contrast of two colours, 1 to 21."""
    high, low = sorted((light(text), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str, str]]:
    """Of every rule that sets a text's colour its selector, the colour and the ground it stands on.

    A rule that sets no ground is measured on all the grounds that a page has; a drawing's words stand on white.
    """
    found = []
    for sheet in SHEETS:
        for selector, body in RULE.findall(text_of(sheet)):
            told = dict(re.findall(r"(?:^|[;\s])(color|fill|background(?:-color)?):\s*([^;]+)", body))
            text = colour_of(told.get("color", told.get("fill", "")))
            ground = colour_of(told.get("background", told.get("background-color", "")))
            if text and "stSidebar" not in selector and "stNavSection" not in selector and "pg-centre" not in selector:
                grounds = [ground] if ground else [GROUNDS["card"]] if "pg-graph" in selector else GROUNDS.values()
                found += [(f"{sheet.name} {selector.strip()}", text, one) for one in grounds]
    return found


def test_contrast_is_measured_as_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


@pytest.mark.parametrize(("where", "text", "ground"), pairs())
def test_text_of_a_rule_can_be_read_on_its_ground(where: str, text: str, ground: str) -> None:
    assert contrast(text, ground) >= AA, f"{where}: {text} on {ground} has {contrast(text, ground):.2f}"


@pytest.mark.parametrize("part", [THEME, THEME["sidebar"]], ids=["page", "sidebar"])
def test_colours_of_the_theme_can_be_read(part: dict[str, str]) -> None:
    for text in ("textColor", "linkColor"):
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(part[text], part[ground]) >= AA, (text, ground)


def test_paper_shows_no_controls_and_the_whole_page() -> None:
    sheet = (ROOT / "app_pages" / "print.css").read_text(encoding="utf-8")
    assert "@page { size: A4" in sheet
    for hidden in ("stSidebar", "stDownloadButton", "stForm"):
        assert f'[data-testid="{hidden}"]' in sheet
    assert "attr(href)" not in "".join(path.read_text(encoding="utf-8") for path in SHEETS)
    assert all("'" not in text for text in TEXT["print.cut"])  # it stands in a style sheet between such marks

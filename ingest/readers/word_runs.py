"""The visible text of a Word paragraph: runs, breaks, symbols; without field codes, deleted and hidden text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SKIPPED = {
    W + name for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "drawing", "pict", "object", "delText")
}
SIGNS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": " "}
OFF = {"0", "false", "off"}


@dataclass
class FieldState:
    """Which complex fields are open, from run to run and paragraph to paragraph."""

    open: list[str] = field(default_factory=list)  # "code" until the separator, then "result"; "contents" for a TOC
    code: str = ""

    def mark(self, kind: str) -> None:
        """Takes note of a field's begin, separator or end."""
        if kind == "begin":
            self.open.append("code")
            self.code = ""
        elif kind == "separate" and self.open:
            self.open[-1] = "contents" if self.code.strip().upper().startswith("TOC") else "result"
        elif kind == "end" and self.open:
            self.open.pop()

    @property
    def hides(self) -> bool:
        """Whether text here is a field's code or part of a table of contents."""
        return "code" in self.open or "contents" in self.open


def child(element: Any, *names: str) -> Any:
    """The element at the end of a path of child names, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any) -> str:
    """The w:val of an element, '' where there is none."""
    return "" if element is None else str(element.get(W + "val", ""))


def is_on(element: Any) -> bool:
    """Whether an on/off property is there and not switched off."""
    return element is not None and value(element) not in OFF


def text_of(paragraph: Any, fields: FieldState) -> str:
    """The text of one paragraph, line breaks kept as they are."""
    return "".join(_pieces(paragraph, fields))


def text_boxes_of(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes anchored in a paragraph; of two renderings of one box only the first."""
    for box in paragraph.iter(W + "txbxContent"):
        ancestors = list(box.iterancestors())
        inside = ancestors[: ancestors.index(paragraph)]
        if not any(element.tag in {MC + "Fallback", W + "txbxContent"} for element in inside):
            yield box


def _pieces(element: Any, fields: FieldState) -> Iterator[str]:
    for part in element:
        tag = part.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == W + "fldChar":
            fields.mark(part.get(W + "fldCharType", ""))
        elif tag == W + "instrText":
            fields.code += part.text or ""
        elif (tag == W + "r" and is_on(child(part, "rPr", "vanish"))) or (fields.hides and tag in {W + "t", *SIGNS}):
            continue
        elif tag == W + "t":
            yield part.text or ""
        elif tag == W + "br" and part.get(W + "type") in {"page", "column"}:
            continue
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag == MC + "AlternateContent":
            choice = part.find(MC + "Choice")
            yield from _pieces(choice if choice is not None else part, fields)
        else:
            yield from _pieces(part, fields)

"""Reads the picture of a page: RapidOCR's models come inside its package, nothing is fetched."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from ingest.readers.pdf_layout import Glyph
from kg.errors import ReadError

PACKAGES = ("rapidocr_onnxruntime", "pypdfium2")
SCALE = 2.5  # 180 dots an inch: signs of 10 points are then 25 high, what the detector was trained on
LOWEST_SCORE = 0.5
PageReader = Callable[[int], list[Glyph]]


def is_available() -> bool:
    """Whether the packages for it are installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


def page_reader(path: Path) -> PageReader:
    """A function from a page's index to its pieces of text, with the models loaded once."""
    import pypdfium2
    from rapidocr_onnxruntime import RapidOCR

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as err:
        raise ReadError(f"{path}：PDF 已损坏，页面画不出来（{err}）；请重新导出或下载") from err
    engine = RapidOCR()

    def read_page(index: int) -> list[Glyph]:
        picture = document[index].render(scale=SCALE).to_numpy()
        found, _ = engine(picture)
        return [
            _glyph(corners, text)
            for corners, text, score in found or []
            if float(score) >= LOWEST_SCORE and text.strip()
        ]

    return read_page


def _glyph(corners: list[list[float]], text: str) -> Glyph:
    xs, ys = [x / SCALE for x, _ in corners], [y / SCALE for _, y in corners]
    return Glyph(text.strip(), min(xs), max(xs), min(ys), max(ys))

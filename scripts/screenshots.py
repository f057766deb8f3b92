"""Takes a picture of every page of the app, in both languages and two sizes: `python -m scripts.screenshots [OUT] [--home DATA]`.

Without --home the sample plans are read into a folder of their own first. The pictures of docs/ and the README's own
are made by `make screenshots`. A new page of app_pages/pages.py is taken too; what is to be seen on it stands in SHOWN.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlencode

from app_pages.language import LANGUAGES
from app_pages.pages import NAMES
from scripts.running import ROOT, browsing, serving, wait_until_still

OUT = ROOT / "docs" / "screenshots"
README_PICTURE = ROOT / "app_pages" / "screenshot.png"
SIZES = ((1366, 768), (1920, 1080))
COLOURS = 128  # of a picture's palette: text and lines stay sharp, a picture has 40 to 90 kB
# What a page is opened with, so that it shows what it is for; a page that is not named is opened as it is.
SHOWN = {
    "ask": {"q": "哪些部门负责科技成果转化任务？"},
    "search": {"q": "科技成果转化"},
    "entity": {"type": "Park"},
    "briefing": {"subject": "科技成果转化"},
}


def address_of(name: str, language: str = "zh") -> str:
    """The address of a page, after the server's own."""
    params = {**SHOWN.get(name, {}), **({} if language == "zh" else {"lang": language})}
    return f"{'' if name == 'home' else name}?{urlencode(params)}".rstrip("?")


def file_name(name: str, language: str, width: int) -> str:
    """The picture of a page: ask-zh-1366.png."""
    return f"{name}-{language}-{width}.png"


def file_names() -> list[str]:
    """All pictures of the set, page by page."""
    return [file_name(name, language, width) for name in NAMES for language in LANGUAGES for width, _ in SIZES]


def quantise(png: bytes) -> bytes:
    """The picture with a palette: a third of the bytes."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


@contextmanager
def samples() -> Iterator[Path]:
    """A data folder with the sample plans."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KG_HOME": folder}
        subprocess.run([sys.executable, "-m", "ingest", "add", "samples/plans"], cwd=ROOT, env=environment, check=True)
        yield Path(folder)


def take(home: Path, out: Path) -> Iterator[Path]:
    """The pictures, one by one; those of pages that are gone are taken away."""
    out.mkdir(parents=True, exist_ok=True)
    for old in {path.name for path in out.glob("*.png")} - set(file_names()):
        (out / old).unlink()
    with serving(home) as address:
        for width, height in SIZES:
            with browsing(width, height) as page:
                for name in NAMES:
                    for language in LANGUAGES:
                        page.goto(f"{address}/{address_of(name, language)}")
                        wait_until_still(page)
                        path = out / file_name(name, language, width)
                        path.write_bytes(quantise(page.screenshot()))
                        yield path


def main() -> int:
    """Writes the pictures and prints their paths and sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    parser.add_argument("--home", type=Path, help="a data folder that is filled already")
    args = parser.parse_args()
    with nullcontext(args.home) if args.home else samples() as home:
        paths = list(take(home, args.out))
    for path in paths:
        print(f"{path.stat().st_size / 1000:6.0f} kB  {path}")
    print(f"{sum(path.stat().st_size for path in paths) / 1e6:.2f} MB in {len(paths)} pictures")
    if args.out == OUT:
        README_PICTURE.write_bytes((OUT / file_name("ask", "zh", SIZES[0][0])).read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())

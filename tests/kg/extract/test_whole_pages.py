"""Names in whole pages of plans of places that no list of ours knows: how many are found, how many are right."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from kg.extract.extractor import Extractor

PAGES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "pages.yaml").read_text(encoding="utf-8"))
MARK = re.compile(r"\{(?P<name>[^{}|]+)\|(?P<kinds>[A-Za-z/]+)(?P<optional>\??)\}")
PRECISION, RECALL = 0.95, 0.91  # floors: over all pages, exact span and class
Span = tuple[int, int]


@cache
def reader() -> Extractor:
    """The extractor without the gazetteers of proper names."""
    return Extractor.load(names=False)


def parse(marked: str) -> tuple[str, dict[Span, list[str]], list[Span]]:
    """A page without its marks, the mentions that must be found with their classes, and the spans that may be."""
    text, must, may, place = "", dict[Span, list[str]](), list[Span](), 0
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        span = len(text), len(text) + len(match["name"])
        text += match["name"]
        place = match.end()
        if match["optional"]:
            may.append(span)
        else:
            must[span] = match["kinds"].split("/")
    return text + marked[place:], must, may


@cache
def counts(index: int) -> tuple[int, int, int]:
    """Of a page: how many mentions are right, how many were found, how many were to be found."""
    text, must, may = parse(PAGES[index]["text"])
    found = {(m.start, m.end): m.type for m in reader().annotate(text)}
    scored = {
        span: kind
        for span, kind in found.items()
        if span in must or not any(left < span[1] and span[0] < right for left, right in may)
    }
    right = sum(scored.get(span) in kinds for span, kinds in must.items())
    return right, len(scored), len(must)


def test_names_on_all_pages_are_found_and_right() -> None:
    right, found, wanted = (sum(column) for column in zip(*map(counts, range(len(PAGES))), strict=True))
    assert right / found >= PRECISION
    assert right / wanted >= RECALL


@pytest.mark.parametrize("index", range(len(PAGES)), ids=[page["id"] for page in PAGES])
def test_names_on_no_page_fail(index: int) -> None:
    right, found, wanted = counts(index)
    assert 2 * right / (found + wanted) >= 0.6

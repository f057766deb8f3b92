"""Which region a level word or a short name means, seen from a document's place."""

import pytest

from kg.extract.names.identity import Place, region_name
from kg.extract.names.places import national_places


@pytest.mark.parametrize(
    ("place", "word", "region"),
    [
        (Place("澄湖区", "云州市", "区县"), "区", "澄湖区"),
        (Place("澄湖区", "云州市", "区县"), "市", "云州市"),
        (Place("密云区", "北京市", "园区"), "区", "密云区"),
        (Place("云州市", "", "市"), "区", ""),
        (Place("昆山市", "苏州市", "区县"), "省", "江苏省"),
        (Place("合肥市", "安徽省", "市"), "省", "安徽省"),
    ],
)
def test_level_word_means_the_region_of_that_level(place: Place, word: str, region: str) -> None:
    assert place.of_level(word) == region


@pytest.mark.parametrize(
    ("text", "name", "place", "meant"),
    [
        (
            "白河",
            "白河县",
            Place("密云区", "北京市", "区县"),
            "白河",
        ),  # a river here, the county lies in another province
        ("白河", "白河县", Place("安康市", "陕西省", "市"), "白河县"),
        ("白河县", "白河县", Place("密云区", "北京市", "区县"), "白河县"),
        ("怀柔", "怀柔区", Place("密云区", "北京市", "区县"), "怀柔区"),
        ("沈阳", "沈阳市", Place("密云区", "北京市", "区县"), "沈阳市"),
    ],
)
def test_bare_stem_of_a_far_district_is_no_district(text: str, name: str, place: Place, meant: str) -> None:
    assert region_name(text, name, place) == meant


def test_places_tell_homonyms_apart_by_what_lies_above() -> None:
    places = national_places()
    assert places.keyed("朝阳区", ("长春市",)) == "长春市朝阳区"
    assert places.nested("北京市朝阳区", "北京市")
    assert not places.nested("北京市朝阳区", "长春市朝阳区")
    assert places.front("北京市密云区生态商务区") == (("北京市", "密云区"), "生态商务区")

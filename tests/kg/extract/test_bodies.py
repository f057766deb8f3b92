"""What people call a body beside the name a document writes."""

import pytest

from kg.resolve.things import national_describer


@pytest.mark.parametrize(
    ("name", "spoken", "not_spoken"),
    [
        ("区人力社保局", {"人社局", "区人社局", "区人力资源和社会保障局"}, {"市人社局", "人社厅"}),
        ("市科学技术委员会", {"科委", "市科委"}, {"区科委"}),
        ("云溪产业研究院", set(), {"研究院"}),
    ],
)
def test_bodies_have_names_that_people_use(name: str, spoken: set[str], not_spoken: set[str]) -> None:
    names = set(national_describer().bodies.spoken(name))
    assert spoken <= names
    assert not names & not_spoken
    assert bool(names) is bool(spoken)

"""The compare form and the measures on it."""

from hypothesis import given
from hypothesis import strategies as st

from kg.answer.folding import fold, longest_block, pairs, rarity, share


def test_fold_drops_punctuation_width_and_case():
    assert fold("“ＡＩ＋制造”（2030 年）") == "ai制造2030年"


@given(st.text(alphabet="青岚园科技0a，（） "))
def test_fold_is_stable(text):
    assert fold(fold(text)) == fold(text)


def test_pairs_of_one_character_is_itself():
    assert pairs("园") == ["园"]
    assert pairs("科技园") == ["科技", "技园"]


def test_share_counts_rare_pieces_more():
    weights = rarity(["青岚产业园", "北湖产业园", "云杉产业园"])
    assert share("青岚产业园", "北湖产业园", weights) < share("青岚产业园", "北湖产业园")
    assert share("青岚", "北湖青岚园") == 1.0
    assert share("", "北湖") == 0.0


@given(st.text(alphabet="abc", max_size=12), st.text(alphabet="abc", max_size=12))
def test_longest_block_is_in_both_and_longest(left, right):
    block = longest_block(left, right)
    assert block in left
    assert block in right
    runs = [left[i:j] for i in range(len(left)) for j in range(i + 1, len(left) + 1) if left[i:j] in right]
    assert len(block) == max(map(len, runs), default=0)

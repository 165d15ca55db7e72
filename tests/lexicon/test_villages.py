"""The national list of stems of villages' names: what is known of everyday names, and how it is written."""

from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.villages import MANY, ONE, SOME, hashed, village_rank
from tools.gazetteer_villages import render_villages, stem

TREE = "甲省\t1\n\t乙市\t2\n\t\t丙县\t3\n\t\t\t丁镇\n"


def test_common_stems_rank_above_rare_ones_and_words_have_none() -> None:
    assert village_rank("新民") == village_rank("红旗") == MANY
    assert village_rank("优秀") == village_rank("个别") == village_rank("") == 0


def test_a_stem_is_the_name_without_its_head() -> None:
    assert [stem(name) for name in ("元松村", "元松村村民委员会", "柳园社区居委会", "查干嘎查", "汪屋")] == [
        "元松", "元松", "柳园", "查干", "汪屋",
    ]  # fmt: skip


def test_counts_become_ranks() -> None:
    rows = ["石桥村"] * 12 + ["石桥社区"] + ["柳泊村"] * 3 + ["元松村"]
    numbers = render_villages(TREE + "".join(f"\t\t\t\t{row}\n" for row in rows))
    found = [int.from_bytes(numbers[i : i + 4], "little") for i in range(0, len(numbers), 4)]
    wanted = {"石桥": MANY, "柳泊": SOME, "元松": ONE}
    assert found == sorted(hashed(name) << 2 | rank for name, rank in wanted.items())


@given(st.text(min_size=1, max_size=6))
def test_any_text_has_a_rank(name: str) -> None:
    assert village_rank(name) in (0, ONE, SOME, MANY)

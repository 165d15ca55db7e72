"""Which reading is kept."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.merge import rank, resolve

RULES = ["user", "programme:title", "person:title", "org:head", "place:gazetteer", "person:tagger", "agreement:org"]
CANDIDATES = st.lists(
    st.builds(
        lambda start, size, kind, rule: Candidate(start, start + size, kind, "x", 0.8, rule),
        st.integers(0, 30),
        st.integers(1, 9),
        st.sampled_from(list(EntityType)),
        st.sampled_from(RULES),
    ),
    max_size=20,
)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_order_does_not_matter(candidates: list[Candidate], random: Random) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert resolve(shuffled) == resolve(candidates)


@given(CANDIDATES)
def test_kept_ones_never_overlap_and_the_dropped_meet_a_stronger_one(candidates: list[Candidate]) -> None:
    kept = resolve(candidates)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for candidate in candidates:
        rivals = [one for one in kept if one.start < candidate.end and candidate.start < one.end]
        assert rivals
        assert max(rank(one.rule) for one in rivals) >= rank(candidate.rule)


def test_longer_span_wins_within_a_rank() -> None:
    short = Candidate(0, 3, EntityType.PLACE, "city", 0.95, "place:gazetteer")
    long = Candidate(0, 8, EntityType.ORG, "government", 0.7, "org:head")
    assert resolve([short, long]) == [long]


def test_users_words_win() -> None:
    mine = Candidate(2, 4, EntityType.PROG, "project", 1.0, "user")
    other = Candidate(0, 8, EntityType.ORG, "government", 0.9, "programme:title")
    assert resolve([mine, other]) == [mine]

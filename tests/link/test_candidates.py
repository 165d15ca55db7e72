"""Which pairs of corpus entities are worth a question, and how sure the score may be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.candidates import GREY, SURE, Candidate, Profile, compare, foremost, propose
from kg.link.likeness import DOUBT, alike, core
from kg.model import Entity, EntityType, entity_key

AREA = "苍州省/青岚市"


def profile(  # noqa: PLR0913  a factory: each field that a test sets has its name
    name: str,
    kind: EntityType = EntityType.ORG,
    area: str = AREA,
    mark: str = "",
    *,
    subtype: str = "company",
    aliases: tuple[str, ...] = (),
    code: str = "",
    ties: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
    seen: str = "",
) -> Profile:
    entity = Entity(entity_key(kind, name, area, mark), kind, subtype, name, aliases, area, code)
    tied = {key: key.split("|")[1] for key in ties}
    return Profile(entity, seen, seen, tied, frozenset(pages))


def person(name: str, mark: str, *, area: str = AREA, ties: tuple[str, ...] = ()) -> Profile:
    return profile(name, EntityType.PER, area, mark, subtype="person", ties=ties)


def asked(*profiles: Profile) -> list[Candidate]:
    return list(propose(profiles).candidates)


def test_a_firms_short_form_is_asked_about_with_reasons() -> None:
    (found,) = asked(profile("青岚市润禾农业机械有限公司"), profile("润禾农机"))
    assert found.score >= GREY
    assert found.reasons == ("润禾农机 may be short for 润禾农业机械", f"both in {AREA}")


def test_the_same_name_without_its_legal_form_is_likely() -> None:
    (found,) = asked(profile("青岚市远澜纺织有限公司"), profile("远澜纺织"))
    assert found.likely


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青岚市润禾农业机械有限公司", "青岚市瑞禾农业机械有限公司"),
        ("远澜纺织有限公司", "远兰纺织有限公司"),
    ],
)
def test_one_differing_character_is_never_likely(one: str, other: str) -> None:
    union = "ORG|青岚市总工会|苍州省/青岚市|"
    (found,) = asked(profile(one, ties=(union,)), profile(other, ties=(union,)))
    assert found.score <= DOUBT < SURE
    assert "names differ in one character" in found.reasons[0]
    assert not asked(profile(one), profile(other)), "without a tie it is not even asked about"


@given(st.text("远澜润禾纺织农机", min_size=2, max_size=9), st.integers(0, 8), st.sampled_from("兰瑞合"))
def test_a_changed_character_is_never_likely_whatever_else_speaks_for_it(name: str, at: int, char: str) -> None:
    changed = name[: at % len(name)] + char + name[at % len(name) + 1 :]
    union = "ORG|青岚市总工会|苍州省/青岚市|"
    for kind in EntityType:
        found = compare(profile(name, kind, ties=(union,)), profile(changed, kind, ties=(union,)))
        assert found is None or found.score <= DOUBT


def test_namesakes_are_asked_about_and_an_office_makes_them_likelier() -> None:
    bureau = "ORG|青岚市水利局|苍州省/青岚市|"
    (alone,) = asked(person("何志远", "page-1"), person("何志远", "page-2"))
    (tied,) = asked(person("何志远", "page-1", ties=(bureau,)), person("何志远", "青岚市水利局", ties=(bureau,)))
    assert GREY <= alone.score < SURE <= tied.score
    assert "both tied to 青岚市水利局" in tied.reasons


def test_namesakes_of_other_areas_are_not_asked_about() -> None:
    assert not asked(person("何志远", "page-1"), person("何志远", "page-2", area="湘南省/临渚市"))


def test_a_misprinted_person_needs_an_office() -> None:
    bureau = "ORG|青岚市水利局|苍州省/青岚市|"
    assert not asked(person("何志远", "page-1"), person("何致远", "page-2"))
    (found,) = asked(person("何志远", "page-1", ties=(bureau,)), person("何致远", "page-2", ties=(bureau,)))
    assert found.score <= DOUBT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (profile("青岚市第一小学", subtype="education"), profile("青岚市第二小学", subtype="education")),
        (profile("中共青岚市委员会", subtype="party"), profile("共青团青岚市委员会", subtype="union")),
        (profile("中共青岚市委员会", subtype="party"), profile("中共青岚市纪律检查委员会", subtype="party")),
        (profile("青岚市教育局", subtype="government"), profile("青岚市教育局党组", subtype="party")),
        (
            profile("青岚市水利局", subtype="government"),
            profile("云溪区水利局", subtype="government", area=f"{AREA}/云溪区"),
        ),
        (profile("县总工会", subtype="union", area=""), profile("青岚县总工会", subtype="union")),
        (profile("供电公司", area=""), profile("青岚市供电公司")),
        (
            profile("朝阳社区", EntityType.PLACE, f"{AREA}/云溪区/朝阳社区", subtype="community"),
            profile("朝阳社区", EntityType.PLACE, f"{AREA}/平湖区/朝阳社区", subtype="community"),
        ),
        (
            profile("云溪区", EntityType.PLACE, "云溪区", subtype="district", code="990102"),
            profile("云溪区", EntityType.PLACE, f"{AREA}/云溪区", subtype="district", code="990103"),
        ),
        (profile("2019青岚茶叶节", EntityType.PROG), profile("2020青岚茶叶节", EntityType.PROG)),
    ],
)
def test_what_is_plainly_not_one_is_not_asked_about(one: Profile, other: Profile) -> None:
    assert not asked(one, other)


def test_entities_that_a_statement_joins_are_two() -> None:
    firm = profile("青岚市远澜纺织有限公司")
    assert not asked(firm, profile("远澜纺织", ties=(firm.entity.key,)))


def test_being_kept_apart_on_one_page_speaks_against() -> None:
    one, other = profile("青岚市远澜纺织有限公司", pages=("p",)), profile("远澜纺织", pages=("p", "q"))
    (found,) = asked(one, other)
    assert not found.likely
    assert "kept apart on one page, p" in found.reasons


def test_a_generation_without_a_word_speaks_against() -> None:
    near, far = profile("远澜纺织", seen="2019-05-01"), profile("远澜纺织", area="", seen="1988")
    (found,) = asked(near, far)
    assert "31 years apart" in found.reasons


def test_a_place_of_unknown_area_is_asked_about() -> None:
    (found,) = asked(
        profile("柳塘镇", EntityType.PLACE, "柳塘镇", subtype="town"),
        profile("柳塘镇", EntityType.PLACE, f"{AREA}/柳塘镇", subtype="town"),
    )
    assert found.score >= GREY


def test_a_shared_alias_is_a_reason() -> None:
    (found,) = asked(profile("青岚市宏帆智造有限公司", aliases=("棉纺二厂",)), profile("棉纺二厂"))
    assert found.reasons[0] == "both are called 棉纺二厂"


def test_a_crowd_of_one_name_is_compared_in_a_chain_and_named() -> None:
    crowd = [person("何志远", f"page-{number}") for number in range(8)]
    official = person("何志远", "青岚市水利局")
    found = propose([*crowd, official], largest=8)
    assert ("PER · 何志远 · 青岚市", 9) in found.skipped
    pairs = {(c.one, c.other) for c in found.candidates}
    keys = [one.entity.key for one in crowd]
    assert pairs == {*pairwise(keys), *((key, official.entity.key) for key in keys)}
    assert len(propose([*crowd, official], largest=9).candidates) == 36


def test_a_crowd_that_shares_but_a_part_of_the_name_is_not_compared() -> None:
    firms = [profile(f"青岚市{name}纺织有限公司") for name in ("远澜", "瑞禾", "金川", "宏帆", "智联")]
    found = propose(firms, largest=4, least=0)
    assert ("ORG · 纺织 · 青岚市", 5) in found.skipped
    assert not found.candidates


def test_a_name_common_everywhere_is_still_compared_within_an_area() -> None:
    crowd = [person("何志远", f"page-{number}", area=f"苍州省/第{number}市") for number in range(9)]
    here = [person("何志远", "a", area="苍州省/第3市"), person("何志远", "b", area="")]
    found = propose([*crowd, *here], largest=8)
    assert not found.skipped
    keys = {frozenset((c.one, c.other)) for c in found.candidates}
    assert frozenset((crowd[3].entity.key, here[0].entity.key)) in keys
    assert frozenset((crowd[7].entity.key, here[1].entity.key)) not in keys, "one of unknown area is no evidence"


def test_a_crowd_of_one_name_is_asked_about_once_each() -> None:
    crowd = [person("何志远", f"page-{number}") for number in range(9)]
    found = propose(crowd).candidates
    assert len(found) == 36
    chosen = foremost(found)
    assert len(chosen) == 8
    assert {key for pair in chosen for key in (pair.one, pair.other)} == {one.entity.key for one in crowd}


names = st.text("远澜润禾青岚市县纺织公司水利局", min_size=2, max_size=8)
profiles = st.lists(
    st.builds(
        profile,
        names,
        st.sampled_from(EntityType),
        st.sampled_from(["", AREA, f"{AREA}/云溪区"]),
        subtype=st.sampled_from(["", "company", "government"]),
    ),
    max_size=8,
    unique_by=lambda one: one.entity.key,
)


@given(profiles, st.data())
def test_the_order_of_entities_does_not_matter(given: list[Profile], data: st.DataObject) -> None:
    assert propose(data.draw(st.permutations(given))) == propose(given)


@given(profiles)
def test_blocks_lose_no_pair_of_one_name(given: list[Profile]) -> None:
    """Against the plain way: each entity with each."""
    plain = {
        found
        for i, one in enumerate(given)
        for other in given[:i]
        if (found := compare(one, other)) is not None and found.score >= GREY
    }
    blocked = set(propose(given).candidates)
    assert blocked <= plain
    assert {c for c in plain if c.reasons[0] == "one name" and len(core_of(c.one)) > 1} <= blocked


def core_of(key: str) -> str:
    kind, name = key.split("|", 2)[:2]
    return core(EntityType(kind), name)


def test_cores_drop_areas_and_legal_forms() -> None:
    assert core(EntityType.ORG, "青岚市润禾农业机械有限公司") == "润禾农业机械"
    assert core(EntityType.ORG, "中共青岚市委员会") == "中共委员会"
    assert core(EntityType.PER, "何志远(作者)") == "何志远"
    assert core(EntityType.PROG, "“金秋圆梦”助学行动") == "金秋圆梦助学行动"


def test_likeness_of_equal_names_is_whole() -> None:
    assert alike(EntityType.ORG, "润禾", "润禾").value == 1
    assert alike(EntityType.ORG, "润禾农机", "润禾农业机械").value < 1

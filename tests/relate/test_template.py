"""Templates keep offsets, and folding loses no member."""

from hypothesis import given
from hypothesis import strategies as st

from kg.relate.lexicon import load
from kg.relate.sample import sample
from kg.relate.template import Folder, Template, template

SYMBOLS = load().symbols
FOLDER = Folder(SYMBOLS)


def of(annotated: str) -> Template:
    document, linked = sample(annotated)
    return template(document.articles[0], linked.mentions, SYMBOLS)


def test_a_mention_is_one_character() -> None:
    made = of("近日，[PLACE:town 柳溪镇]开展行动。")
    assert made.text == f"近日，{SYMBOLS.unit(made.units[3].members[0].type, 'town')}开展行动。"
    assert (made.begin(3), made.finish(4)) == (3, 6)
    assert made.finish(len(made.text)) == len("近日，柳溪镇开展行动。")


def test_quote_marks_around_a_mention_belong_to_its_unit() -> None:
    made = of("推出“[PROG:platform 溪谷香]”品牌")
    assert len(made.text) == len("推出") + 1 + len("品牌")
    assert (made.begin(2), made.finish(3)) == (2, 7)


def test_private_use_characters_of_the_page_are_not_taken_for_symbols() -> None:
    made = of("\ue000\ue001[PER 石磊]")
    assert made.text.startswith("\ufffd\ufffd")
    assert list(made.units) == [2]


def test_lists_fold_and_unfold() -> None:
    folded = FOLDER.fold(of("[ORG:company 甲公司]、[ORG:company 乙公司]和[ORG:company 丙公司]等三家企业"))
    (unit,) = folded.units.values()
    assert [member.entity for member in unit.members] == ["ORG|甲公司||", "ORG|乙公司||", "ORG|丙公司||"]
    assert folded.text[1:] == "等三家企业"


def test_and_between_bodies_stays() -> None:
    assert len(FOLDER.fold(of("[ORG:company 甲公司]与[ORG:company 乙公司]签约")).units) == 2
    assert len(FOLDER.fold(of("[PER 石磊]与[PER 陆平]签约")).units) == 1


def test_a_place_that_only_opens_the_next_address_is_not_folded() -> None:
    folded = FOLDER.fold(of("[PLACE:village 甲村]、[PLACE:town 柳溪镇][PLACE:village 乙村]"))
    assert len(folded.units) == 3


@given(
    st.lists(
        st.sampled_from(["[PER 石磊]", "[ORG:company 甲公司]", "[PLACE:town 柳溪镇]", "、", "和", "，在", "“", "”"])
    )
)
def test_each_character_maps_into_the_text_in_order(parts: list[str]) -> None:
    document, linked = sample("".join(parts))
    text = document.articles[0].text
    made = FOLDER.fold(template(document.articles[0], linked.mentions, SYMBOLS))
    ends = [made.finish(index + 1) for index in range(len(made.text))]
    starts = [made.begin(index) for index in range(len(made.text))]
    assert starts == [0, *ends[:-1]][: len(starts)]
    assert (ends[-1] if ends else 0) == len(text)
    assert sum(len(unit.members) for unit in made.units.values()) == len(linked.mentions)

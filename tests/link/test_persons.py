"""Persons: authors, offices, forms of address."""

from collections.abc import Callable, Sequence

from kg.model import Linked

Named = Callable[..., Sequence[str]]
Keys = Callable[..., Sequence[str]]
OWN = "全区动员，{云溪区|PLACE|district}部署。"


def test_author_and_official_of_one_name_are_two(named: Named, keys: Keys) -> None:
    page = OWN + "大会召开。\n{王强|PER}\n\n" + OWN + "{区人民政府|ORG|government}副区长{王强|PER}出席。"
    assert named(page)[1] == "王强(作者)"
    assert named(page)[4] == "王强(副区长)"
    assert keys(page)[1] != keys(page)[4]


def test_an_author_is_one_person_through_the_page(keys: Keys) -> None:
    page = "大会召开。（{李石泉|PER} {周望舒|PER}）\n\n小会召开。（{李石泉|PER}摄）"
    found = keys(page)
    assert found[0] == found[2] != found[1]


def test_surname_and_title(named: Named) -> None:
    page = OWN + "{石桥村|PLACE|village}党支部书记{孙望舒|PER}与村民{孙石泉|PER}交谈。{孙书记|PER}说。"
    assert named(page)[-1] == "孙望舒"


def test_surname_and_title_of_another_article_stays(named: Named) -> None:
    page = OWN + "{石桥村|PLACE|village}书记{孙望舒|PER}走访。\n\n{孙书记|PER}说。"
    assert named(page)[-1] == "孙书记"


def test_a_list_behind_one_title_shares_the_office(link: Callable[..., Linked]) -> None:
    linked = link(OWN + "{区人大常委会|ORG|people_congress}副主任{朱望舒|PER}、{蒋石泉|PER}出席。")
    people = [entity for entity in linked.entities if entity.type == "PER"]
    assert {entity.reason for entity in people} == {"office in 湖南省/岳阳市/云溪区"}


def test_one_name_on_two_pages_is_two_unless_an_office_joins_them(keys: Keys) -> None:
    plain = "{李石泉|PER}说，很好。{云溪区|PLACE|district}全区动员。"
    assert keys(plain, id="one")[0] != keys(plain, id="two")[0]
    office = OWN + "{区教育局|ORG}局长{李石泉|PER}出席。"
    assert keys(office, id="one")[2] == keys(office, id="two")[2]


def test_part_of_a_foreign_name(named: Named) -> None:
    assert len(set(named("{伊万·库兹涅佐夫|PER}来访。{库兹涅佐夫|PER}说。"))) == 1


def test_persons_of_two_villages_are_two(keys: Keys, named: Named) -> None:
    page = (
        OWN + "{柳塘镇|PLACE|town}{石桥村|PLACE|village}村民{李军|PER}致富。\n\n"
        "{和平镇|PLACE|town}{河湾村|PLACE|village}村民{李军|PER}返乡。全区关注。"
    )
    assert keys(page)[3] != keys(page)[6]
    assert named(page)[3] != named(page)[6]


def test_a_town_and_a_village_of_it_do_not_part_a_person(keys: Keys) -> None:
    page = (
        OWN + "{柳塘镇|PLACE|town}{石桥村|PLACE|village}村民{李军|PER}致富。\n\n"
        "{柳塘镇|PLACE|town}村民{李军|PER}返乡。全区关注，{李军|PER}说。"
    )
    assert len({keys(page)[3], keys(page)[5], keys(page)[6]}) == 1


def test_the_key_does_not_depend_on_a_namesake(keys: Keys) -> None:
    office = OWN + "{区教育局|ORG}局长{王强|PER}出席。"
    assert keys(office)[2] == keys(office + "\n\n大会召开。\n{王强|PER}", id="other")[2]

"""Relations that names show."""

from dataclasses import replace

import pytest

from kg.relate.context import Page
from kg.relate.names import from_names, from_programme_names
from kg.relate.sample import sample

AREAS = {
    "云川县": "青岚省/石门市/云川县",
    "柳溪镇": "青岚省/石门市/云川县/柳溪镇",
    "石桥村": "青岚省/石门市/云川县/柳溪镇/石桥村",
    "云川县水利局": "青岚省/石门市/云川县",
}


def triples(annotated: str) -> set[tuple[str, str, str]]:
    page = Page(*sample(annotated, areas=AREAS))
    claims = [*from_names(page), *from_programme_names(page, ())]
    return {(c.subject.split("|")[1], c.predicate, c.object.split("|")[1]) for c in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[PLACE:district 云川县]，[ORG:party 县委=中共云川县委员会]、[ORG:party 县委组织部=中共云川县委组织部]",
            {
                ("中共云川县委员会", "jurisdiction", "云川县"),
                ("中共云川县委组织部", "jurisdiction", "云川县"),
                ("中共云川县委组织部", "partOf", "中共云川县委员会"),
            },
        ),
        (
            "[PLACE:district 云川县]，[ORG:government 县水利局=云川县水利局]",
            {("云川县水利局", "jurisdiction", "云川县")},
        ),
        (
            "[PLACE:district 云川县]，[ORG:company 云川新禾粮油有限公司]",
            {("云川新禾粮油有限公司", "locatedIn", "云川县")},
        ),
        (
            "[PLACE:district 云川县]，[ORG:bank 石门农商银行云川支行]",
            {("石门农商银行云川支行", "locatedIn", "云川县")},
        ),
        (
            "[PLACE:district 云川县]，[PLACE:town 柳溪镇]，[PLACE:village 石桥村]",
            {("柳溪镇", "within", "云川县"), ("石桥村", "within", "柳溪镇")},
        ),
        (
            "[PLACE:town 柳溪镇]，[PLACE:park 柳溪镇茶业产业园]",
            {("柳溪镇茶业产业园", "within", "柳溪镇")},
        ),
        (
            "[ORG:people_congress 县人大常委会=云川县人民代表大会常务委员会]，"
            "[PROG:event 会议=云川县第十届人民代表大会常务委员会第三次会议]",
            {
                (
                    "云川县人民代表大会常务委员会",
                    "organizes",
                    "云川县第十届人民代表大会常务委员会第三次会议",
                )
            },
        ),
    ],
)
def test_names_show(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[PLACE:district 云川县]，[ORG:company 新禾粮油有限公司]",  # no area in its name
        "[PLACE:district 云川县]，[ORG:association 云川籍企业家联谊会]",  # from there, not there
        "[PLACE:district 云川县]，[ORG:party 中共云川县双溪镇委员会]",  # its own town is not named
        "[PLACE:district 云川县]，[PLACE:village 石桥村]",  # a town stands between
        "[PLACE:province 青岚省]，[ORG:company 青岚省新禾粮油有限公司]",  # a province is no nearest area
    ],
)
def test_names_do_not_show(text: str) -> None:
    assert triples(text) == set()


def test_a_town_nests_only_where_its_article_names_the_county() -> None:
    document, linked = sample("[PLACE:district 云川县]有名\n[PLACE:town 柳溪镇]种茶", areas=AREAS)
    first, second = (replace(document.articles[0], index=number) for number in (0, 1))
    apart = replace(linked, mentions=tuple(replace(m, article=n) for n, m in enumerate(linked.mentions)))
    assert not list(from_names(Page(replace(document, articles=(first, second)), apart)))
    assert [c.predicate for c in from_names(Page(document, linked))] == ["within"]

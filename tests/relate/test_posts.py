"""Lists of posts, and posts whose body was named before."""

import pytest

from kg.config import RelateSettings
from kg.model import Modality
from kg.relate import Relater
from kg.relate.sample import sample

RELATER = Relater(RelateSettings())
AREAS = {"云川县": "青岚省/石门市/云川县", "柳溪镇": "青岚省/石门市/云川县/柳溪镇"}


def posts(annotated: str) -> set[tuple[str, str, str, str]]:
    return {
        (s.subject.split("|")[1], s.predicate, s.object.split("|")[1], s.title)
        for s in RELATER.relate(*sample(annotated, areas=AREAS))
        if s.predicate in ("leads", "memberOf")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[ORG:party 县委]常委、[ORG:party 开发区党工委]书记[PER 石磊]讲话。",
            {("石磊", "memberOf", "县委", "常委"), ("石磊", "leads", "开发区党工委", "书记")},
        ),
        (
            "[PLACE:town 柳溪镇]镇长[PER 石磊]、工作人员[PER 陆平]到场。",
            {("石磊", "leads", "柳溪镇", "镇长"), ("陆平", "memberOf", "柳溪镇", "工作人员")},
        ),
        (
            "[ORG:people_congress 县人大常委会]主任[PER 石磊]主持，副主任[PER 陆平]、[PER 高敏]在场。",
            {
                ("石磊", "leads", "县人大常委会", "主任"),
                ("陆平", "memberOf", "县人大常委会", "副主任"),
                ("高敏", "memberOf", "县人大常委会", "副主任"),
            },
        ),
        (
            "[ORG:company 甲公司]与[ORG:education 乙学院]签约。总经理[PER 石磊]说，前景可期。",
            {("石磊", "leads", "甲公司", "总经理")},
        ),
        (
            "[ORG:government 县水利局]办公室负责人[PER 石磊]介绍。",
            {("石磊", "memberOf", "县水利局", "办公室负责人")},
        ),
    ],
)
def test_reads_posts(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[PLACE:village 石桥村]村民[PER 石磊]种茶。",  # no post
        "[ORG:company 甲公司]投产。本报记者[PER 石磊]报道。",  # the paper's, not the company's
        "[PLACE:village 石桥村]学生[PER 陆平]返校。",  # an area has no pupils
        "局长[PER 石磊]说。",  # of which bureau?
    ],
)
def test_reads_no_post(text: str) -> None:
    assert posts(text) == set()


def test_a_dismissal_ends_a_post() -> None:
    (statement,) = RELATER.relate(*sample("决定免去[PER 石磊]的[ORG:government 县水利局]局长职务。"))
    assert (statement.predicate, statement.modality) == ("leads", Modality.ENDED)

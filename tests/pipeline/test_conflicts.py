"""Who holds which top post when, from statements."""

import pytest

from kg.model import Evidence, Modality, Statement
from kg.pipeline.conflicts import Conflict, Posts, normalised

BUREAU, DISTRICT = "ORG|青岚市水利局|青岚市|", "PLACE|云溪区|青岚市/云溪区|"


@pytest.mark.parametrize(
    ("title", "posts"),
    [
        ("局长", ("局长",)),
        ("党组书记、局长", ("党组书记", "局长")),
        ("区委书记", ("书记",)),
        ("代区长", ("区长",)),
        ("市水利局局长", ("局长",)),
        ("副局长", ()),
        ("常务副局长", ()),
        ("区委副书记、区长", ("区长",)),
        ("负责人", ()),
        ("河长", ()),
        ("记者", ()),
        ("", ()),
    ],
)
def test_top_posts_are_read_from_titles_as_printed(title: str, posts: tuple[str, ...]) -> None:
    assert normalised(title) == posts


def said(
    person: str,
    date: str,
    *,
    title: str = "局长",
    body: str = BUREAU,
    page: str = "",
    modality: Modality = Modality.FACT,
) -> Statement:
    evidence = Evidence(page or f"page-{date}-{person}", 0, 0, 5, f"{title}{person}")
    return Statement(f"PER|{person}|青岚市|", "leads", body, (evidence,), "post", 0.9, title, modality, date)


def conflicts(*statements: Statement) -> list[Conflict]:
    posts = Posts()
    posts.add(statements)
    return list(posts.conflicts({}))


def persons(found: list[Conflict]) -> list[tuple[str, ...]]:
    return [tuple(person.split("|")[1] for person in conflict.persons) for conflict in found]


def test_spans_that_meet_are_a_conflict() -> None:
    found = conflicts(said("何志远", "2020-01-05"), said("何志远", "2020-12-01"), said("顾平", "2020-06-01"))
    assert persons(found) == [("何志远", "顾平")]
    assert [held.span for held in found[0].held] == [("2020-01-05", "2020-12-01"), ("2020-06-01", "2020-06-01")]


def test_one_after_the_other_is_none() -> None:
    assert not conflicts(said("何志远", "2020-01-05"), said("顾平", "2020-06-01"))


def test_a_known_end_closes_the_span() -> None:
    ended = said("何志远", "2020-05-01", modality=Modality.ENDED)
    rest = [said("何志远", "2020-01-05"), said("何志远", "2020-12-01"), said("顾平", "2020-06-01")]
    assert not conflicts(ended, *rest)


def test_plans_and_former_holders_alone_are_none() -> None:
    planned = said("顾平", "2020-06-01", modality=Modality.PLANNED)
    former = said("蒋文涛", "2020-06-01", modality=Modality.ENDED)
    assert not conflicts(said("何志远", "2020-06-01"), planned, former)


def test_other_posts_and_other_bodies_are_none() -> None:
    day = "2020-06-01"
    assert not conflicts(said("何志远", day), said("顾平", day, title="党组书记"))
    assert not conflicts(said("何志远", day), said("顾平", day, body="ORG|青岚市教育局|青岚市|"))


def test_without_dates_one_page_must_say_both() -> None:
    assert not conflicts(said("何志远", ""), said("顾平", ""))
    assert conflicts(said("何志远", "", page="p"), said("顾平", "", page="p"))


def test_of_an_area_only_its_own_posts_count() -> None:
    day = "2020-06-01"
    assert conflicts(said("罗成", day, body=DISTRICT, title="区长"), said("顾平", day, body=DISTRICT, title="代区长"))
    assert not conflicts(said("罗成", day, body=DISTRICT), said("顾平", day, body=DISTRICT))


def test_namesakes_in_one_post_are_a_question_for_review() -> None:
    posts = Posts()
    one = said("何志远", "2020-06-01")
    other = Statement("PER|何志远|青岚市|p2", "leads", BUREAU, one.evidence, "post", 0.9, "局长", date="2020-06-01")
    posts.add([one, other])
    assert not posts.conflicts({})


def test_merged_bodies_bring_their_heads_together() -> None:
    posts = Posts()
    posts.add([said("何志远", "2020-06-01"), said("顾平", "2020-06-01", body="ORG|青岚市水务局|青岚市|")])
    assert not posts.conflicts({})
    assert len(posts.conflicts({"ORG|青岚市水务局|青岚市|": BUREAU})) == 1

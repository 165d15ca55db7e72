"""Figures against worked examples and an independent reading of the definitions."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.evaluate import Annotation, intervals, score_page, total
from kg.evaluate.annotation import Marked, Relation
from kg.evaluate.score import plain_name

TEXT = "何志远任青岚市水利局局长，何志远走访青岚市远澜纺织公司。"


def page(mentions: list[Marked], names: dict[str, str], relations: list[Relation] | None = None) -> Annotation:
    return Annotation("p", TEXT, tuple(mentions), names, tuple(relations or ()), ((0, len(TEXT)),))


GOLD = page(
    [
        Marked(0, 3, "PER", "he"),
        Marked(4, 10, "ORG", "water"),
        Marked(13, 16, "PER", "he"),
        Marked(18, 27, "ORG", "firm"),
    ],
    {"he": "何志远", "water": "青岚市水利局", "firm": "青岚市远澜纺织公司"},
    [Relation("he", "leads", "water", 0), Relation("he", "visited", "firm", 13)],
)


def test_gold_against_itself_is_perfect() -> None:
    scored = score_page(GOLD, GOLD)
    assert not scored.errors
    assert {round(score.f1, 9) for score in total(scored.articles).values()} == {1.0}


def test_worked_example() -> None:
    found = page(
        [Marked(0, 3, "PER", "a"), Marked(7, 10, "ORG", "b"), Marked(13, 16, "PER", "c"), Marked(18, 21, "PLACE", "d")],
        {"a": "何志远", "b": "水利局", "c": "何志远", "d": "青岚市"},
        [Relation("a", "leads", "b", 0), Relation("c", "leads", "b", 13)],
    )
    scored = score_page(GOLD, found)
    figures = total(scored.articles)
    assert figures["mentions"].precision == 3 / 4  # 青岚市 overlaps too little of the firm; 水利局 is just half
    assert figures["mentions strict"].recall == 2 / 4
    assert figures["type ORG"].recall == 1 / 2
    # he's two mentions are in two clusters: recall 1/2 each, precision 1; water 1 and 1; the firm is missed
    assert figures["link"].recall == (0.5 + 0.5 + 1) / 4
    assert figures["link"].precision == 3 / 4
    assert figures["names"].recall == 1 / 3  # 水利局 is not the full name
    assert figures["relations"].precision == 1  # both found relations are one triple of gold entities
    assert figures["relations"].recall == 1 / 2
    assert any(error.startswith("name\t水利局 for 青岚市水利局") for error in scored.errors)


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_b_cubed_by_its_definition(gold_clusters: list[int], found_clusters: list[int]) -> None:
    text = "甲乙丙丁戊己"
    gold, found = (
        Annotation(
            "p",
            text,
            tuple(Marked(i, i + 1, "PER", str(c)) for i, c in enumerate(clusters)),
            {str(c): "" for c in clusters},
            (),
            ((0, 6),),
        )
        for clusters in (gold_clusters, found_clusters)
    )
    link = total(score_page(gold, found).articles)["link"]
    items = range(6)
    same_gold = [{j for j in items if gold_clusters[i] == gold_clusters[j]} for i in items]
    same_found = [{j for j in items if found_clusters[i] == found_clusters[j]} for i in items]
    assert link.precision == pytest.approx(
        sum(len(same_gold[i] & same_found[i]) / len(same_found[i]) for i in items) / 6
    )
    assert link.recall == pytest.approx(sum(len(same_gold[i] & same_found[i]) / len(same_gold[i]) for i in items) / 6)


def test_symmetric_relation_counts_in_either_direction() -> None:
    names = {"a": "甲", "b": "乙"}
    mentions = [Marked(0, 3, "ORG", "a"), Marked(4, 10, "ORG", "b")]
    one, other = (
        page(mentions, names, [Relation(*ends, 0)])
        for ends in (("a", "cooperatesWith", "b"), ("b", "cooperatesWith", "a"))
    )
    assert total(score_page(one, other).articles)["relations"].f1 == 1


def test_variants_of_official_names_are_one() -> None:
    assert plain_name("中共南通市港闸区委员会") == plain_name("港闸区委")
    assert plain_name("江苏省南通市港闸区水利局") == plain_name("港闸区水利局")
    assert plain_name("港闸区水利局") != plain_name("崇川区水利局")


def annotated(start: int, end: int) -> dict[str, Any]:
    mention = {"start": start, "end": end, "type": "PROG", "entity": "e"}
    return {"mentions": [mention], "entities": [{"id": "e", "name": "春雨"}], "relations": []}


def test_marks_are_trimmed() -> None:
    assert Annotation.of(annotated(0, 6), page="p", text="“ 春雨 ”").mentions == (Marked(2, 4, "PROG", "e"),)


def test_offsets_outside_the_page_are_refused() -> None:
    with pytest.raises(DataError, match="p: the mention 0–60 lies outside"):
        Annotation.of(annotated(0, 60), page="p", text="“ 春雨 ”")


def test_a_relation_counts_in_one_article_wherever_its_evidence_was_found() -> None:
    halves = ((0, 13), (13, len(TEXT)))
    gold = replace(GOLD, articles=halves)
    found = replace(GOLD, relations=tuple(r._replace(at=14) for r in GOLD.relations))
    for tally in score_page(gold, found).articles:
        assert tally["relations:found"] == tally["relations:tp"] == tally["relations:gold"]


def test_interval_holds_the_figure_and_is_seeded() -> None:
    tallies = score_page(GOLD, GOLD).articles * 3
    assert intervals(tallies, samples=20) == intervals(tallies, samples=20)
    assert intervals(tallies, samples=20)["mentions"] == (1.0, 1.0)

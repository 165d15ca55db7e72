"""Proposals for a lexicon: what is frequent and in no list, with contexts, the same each time."""

from kg.config import IngestSettings, Settings
from kg.ingest import split
from kg.model import Linked, Page, PageResult
from kg.ner.learn import Proposal, propose
from kg.pipeline import Extractor

PAGES = {
    "a-2020-01-01": "本报讯 青岚市远澜纺织有限公司开工。远澜纺织招工百人，要“一竿子到底”。走访的丰穗实验厂很忙。\n",
    "b-2020-01-02": "本报讯 青岚市远澜纺织有限公司签约。远澜纺织捐款。镇里“一竿子到底”抓落实，新开的丰穗实验厂投产。\n",
    "c-2020-01-03": "本报讯 市水利局局长何志远到场。市水利局召开会议。全镇“一竿子到底”，北京市和丰穗实验厂来了人。\n",
    "d-2020-01-04": "本报讯 市水利局局长何志远讲话。北京市、上海市派人参加。\n",
}


def results(pages: dict[str, str]) -> list[PageResult]:
    extractor = Extractor.load(Settings())
    return [extractor.extract(Page(name, text)) for name, text in pages.items()]


def proposals(**options: int) -> dict[str, Proposal]:
    return {one.surface: one for one in propose(results(PAGES), **options)}


def test_names_by_rule_and_their_contexts() -> None:
    person = proposals()["何志远"]
    assert (person.type, person.source, person.count, person.articles) == ("PER", "rule", 2, 2)
    assert person.rule == "person:title"
    assert person.contexts == (
        "…市水利局局长【何志远】到场。市水利局召开会议。… (c-2020-01-03)",
        "…市水利局局长【何志远】讲话。北京市、上海市派人… (d-2020-01-04)",
    )


def test_short_forms_of_firms_come_with_the_full_name() -> None:
    short = proposals()["远澜纺织"]
    assert (short.source, short.subtype, short.canonical) == ("short", "company", "青岚市远澜纺织有限公司")


def test_quoted_names() -> None:
    assert proposals()["一竿子到底"].source == "quoted"


def test_listed_places_and_forms_that_mean_another_thing_elsewhere_are_left_out() -> None:
    assert not {"北京市", "上海市", "市水利局"} & set(proposals())


def test_fewest_articles() -> None:
    assert set(proposals(min_articles=3)) == {one.surface for one in proposals().values() if one.articles >= 3}
    assert "何志远" not in proposals(min_articles=3)


def unread(texts: list[str]) -> list[PageResult]:
    """Pages on which nothing was recognised."""
    found = []
    for number, text in enumerate(texts):
        document, _ = split(Page(f"p{number}", text), IngestSettings())
        found.append(PageResult(document, Linked((), ()), ()))
    return found


def test_boundaries_of_unseen_names_by_the_variety_of_their_neighbours() -> None:
    texts = [
        f"昨天{verb}丰穗绸缎公司{after}。" for verb, after in (("走访", "的人"), ("路过", "门口"), ("问起", "旧事"))
    ]
    (one,) = propose(unread(texts))
    assert (one.surface, one.source, one.type, one.subtype) == ("丰穗绸缎公司", "head", "ORG", "company")
    assert one.contexts[0] == "…昨天走访【丰穗绸缎公司】的人。… (p0)"


def test_no_boundary_without_variety() -> None:
    """What always follows the same character is the rest of a longer word."""
    names = {one.surface for one in propose(unread([f"昨天{verb}丰穗绸缎公司。" for verb in ("走访", "路过", "问起")]))}
    assert "丰穗绸缎公司" in names
    assert not {name for name in names if name != "丰穗绸缎公司"}
    assert propose(unread(["昨天走访丰穗绸缎公司。"] * 3)) == []


def test_the_order_of_pages_does_not_matter() -> None:
    def plain(pages: dict[str, str]) -> list[tuple[str, str, int, int]]:
        return [(one.surface, one.source, one.count, one.articles) for one in propose(results(pages))]

    assert plain(PAGES) == plain(dict(reversed(PAGES.items())))

"""What the desk says against an independent reading of the build's own files."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from kg.graph import Store, network
from kg.io.layout import STORE
from kg.schema import predicates
from kg.serve.desk import Desk
from kg.serve.desk.records import Brief, Tie

Lines = list[dict[str, Any]]


def paths(desk: Desk, lines: Lines) -> set[str]:
    return {line[end].removeprefix(f"{desk.base}id/") for line in lines for end in ("subject", "object")}


def test_relations_of_each_entity_are_those_of_the_statements(desk: Desk, lines: Lines) -> None:
    for path in sorted(paths(desk, lines)):
        wanted: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
        for line in lines:
            both = predicates()[line["predicate"]].symmetric
            ends = [line[end].removeprefix(f"{desk.base}id/") for end in ("subject", "object")]
            if ends[0] == path:
                wanted[line["predicate"], True][ends[1]] += 1
            if ends[1] == path:
                wanted[line["predicate"], both][ends[0]] += 1
        card = desk.card(path)
        assert card is not None
        found = {(group.predicate, group.outward): said(group.ties) for group in card.groups}
        assert found == wanted, card.brief.name
        assert all(group.others == len(said(group.ties)) for group in card.groups)


def said(ties: tuple[Tie, ...]) -> Counter[str]:
    return Counter({tie.other.path: tie.statements for tie in ties})


def test_each_quote_leads_to_its_words_on_the_page(desk: Desk, lines: Lines) -> None:
    for line in lines:
        first = line["evidence"][0]
        sheet = desk.sheet(first["page"], statement=line["id"])
        assert sheet is not None
        assert sheet.text is not None
        (one,) = (one for one in sheet.statements if one.hash == line["id"])
        assert (one.subject.name, one.predicate, one.object.name) == (
            line["subject_name"],
            line["predicate"],
            line["object_name"],
        )
        assert [quote[2] for quote in one.quotes] == [evidence["quote"] for evidence in line["evidence"]]
        for start, stop, quote in one.quotes:
            assert "".join(sheet.text[start:stop].split()) == quote  # the HTML page too, which is shown without markup


def test_mentions_stand_where_the_annotations_say(desk: Desk, folder: Path) -> None:
    for text in (folder / "annotations.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(text)
        sheet = desk.sheet(page["page"])
        assert sheet is not None
        assert sheet.text is not None
        names = {entity["id"]: entity["name"] for entity in page["entities"]}
        wanted = [(mention["text"], names[mention["entity"]]) for mention in page["mentions"]]
        shown = [("".join(sheet.text[m.start : m.stop].split()), m.entity.name) for m in sheet.mentions]
        assert shown == wanted


def test_edges_are_those_of_the_network(desk: Desk, folder: Path) -> None:
    wanted = network(Store.open(folder / STORE))
    ranks = {}
    for node in wanted.nodes:
        brief = desk.brief(node.id.removeprefix(f"{desk.base}id/"))
        assert brief is not None
        assert (brief.name, brief.type.value, brief.subtype, brief.area) == (
            node.name,
            node.type,
            node.subtype,
            node.area,
        )
        assert (brief.articles, brief.first, brief.last) == (node.articles, node.first, node.last)
        ranks[node.id] = brief.rank
    found = desk.between(ranks.values())
    assert {(link.source, link.predicate, link.target, link.weight, link.first, link.last) for link in found.links} == {
        (ranks[e.source], e.predicate, ranks[e.target], e.weight, e.first, e.last) for e in wanted.edges
    }


def test_ranks_follow_the_number_of_statements(desk: Desk, lines: Lines) -> None:
    counts = Counter(line[end].removeprefix(f"{desk.base}id/") for line in lines for end in ("subject", "object"))
    listed = desk.search("", limit=500).items
    assert [one.rank for one in listed] == list(range(1, len(listed) + 1))
    assert [counts[one.path] for one in listed] == sorted((counts[one.path] for one in listed), reverse=True)


def test_months_and_articles(desk: Desk) -> None:
    (person,) = (one for one in desk.search("田雪梅").items if one.name == "田雪梅" and "青岚" in one.area)
    card = desk.card(person.path)
    assert card is not None
    assert card.months == (("2021-06", 1),)
    assert [(one.page, one.date) for one in card.namings] == [("qinglan-2021-06-02", "2021-06-02")]


def test_roles_are_dated_by_the_page(desk: Desk) -> None:
    body = next(one for one in desk.search("青岚市水利局").items if one.name == "青岚市水利局")
    roles = {(role.person.name, role.title, role.first) for role in desk.roles(body, start=0, limit=9)}
    assert roles == {("何志远", "局长", "2021-05-13"), ("许文静", "副局长", "2021-05-13")}


def test_two_of_one_name_stay_two(desk: Desk) -> None:
    people = [one for one in desk.search("何志远").items if one.name == "何志远"]
    assert len({one.path for one in people}) == len(people) >= 2


def test_figures_count_the_files(desk: Desk, lines: Lines, folder: Path) -> None:
    report = json.loads((folder / "report.json").read_bytes())
    figures = desk.figures()
    assert dict(figures["predicates"]) == report["statements"]
    assert dict(figures["modalities"]) == report["modalities"]
    assert figures["totals"]["statement"] == len(lines)
    assert figures["totals"]["page"] == report["pages"]
    assert figures["totals"]["article"] == report["articles"]
    assert figures["totals"]["mention"] == sum(report["mentions"].values())


def test_what_is_not_there(desk: Desk) -> None:
    nobody = Brief(999_999, "org/0", "无", desk.search("", limit=1).items[0].type, "", "", 0, 0, "", "")
    assert desk.brief("org/0") is None
    assert desk.card("org/0") is None
    assert desk.sheet("no-such-page") is None
    assert desk.group(nobody, "leads", outward=True) is None
    assert desk.between([999_999]).nodes == ()

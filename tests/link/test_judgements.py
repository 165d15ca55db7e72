"""Clusters of judged entities against an independent graph library; the ledger's file."""

from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.link.judgements import cluster, identify, standing
from kg.link.ledger import Line, read_ledger, updated, write_ledger
from kg.model import Entity, EntityType, Judgement, Verdict, entity_key, off_page, on_page

KEYS = [entity_key(EntityType.ORG, name) for name in "甲乙丙丁戊己庚辛"]
pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] != pair[1])


def groups(canonical: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, head in canonical.items():
        found.setdefault(head, set()).add(key)
    return {frozenset(members) for members in found.values()}


@given(st.lists(pairs, max_size=14), st.lists(pairs, max_size=6))
def test_clusters_hold_no_pair_judged_different_and_lose_no_join_that_could_be_made(
    same: list[tuple[str, str]], different: list[tuple[str, str]]
) -> None:
    found = cluster(same, different)
    clusters = groups(dict(found.canonical))
    apart = {frozenset(pair) for pair in different}
    for members in clusters:
        assert not any(frozenset(pair) in apart for pair in combinations(members, 2))
        assert {found.canonical[key] for key in members} == {min(members, key=standing)}
    kept: nx.Graph[str] = nx.Graph()
    kept.add_nodes_from(KEYS)
    kept.add_edges_from(pair for pair in same if (min(pair), max(pair)) not in found.refused)
    components = {frozenset(c) for c in nx.connected_components(kept)}
    assert clusters == {c for c in components if len(c) > 1}
    home = {key: component for component in components for key in component}
    for one, other in found.refused:
        assert any({a, b} in apart for a in home[one] for b in home[other]), "this pair could have been joined"


@given(st.lists(pairs, max_size=14))
def test_without_a_difference_clusters_are_the_connected_components(same: list[tuple[str, str]]) -> None:
    found = cluster(same, [])
    assert groups(dict(found.canonical)) == {frozenset(c) for c in nx.connected_components(nx.Graph(same))}
    assert not found.refused


@given(st.data(), st.lists(pairs, max_size=12), st.lists(pairs, max_size=5))
def test_the_order_of_pairs_lines_and_entities_does_not_matter(
    data: st.DataObject, same: list[tuple[str, str]], different: list[tuple[str, str]]
) -> None:
    judged = [Judgement(*pair, Verdict.SAME) for pair in same] + [Judgement(*p, Verdict.DIFFERENT) for p in different]
    entities = [Entity(key, EntityType.ORG, "company", key.split("|")[1]) for key in KEYS]
    first = identify(entities, [Line(i, j) for i, j in enumerate(judged)], ledger="l")
    turned = [Judgement(j.other, j.entity, j.verdict) if data.draw(st.booleans()) else j for j in judged]
    lines = [Line(i, j) for i, j in enumerate(data.draw(st.permutations(turned)))]
    shuffled = data.draw(st.permutations(entities))
    second = identify(shuffled, lines, ledger="l")
    assert second.clusters == first.clusters
    assert second.merged(shuffled) == first.merged(entities)
    assert len(second.problems) == len(first.problems)


def org(
    name: str, area: str = "", *, aliases: tuple[str, ...] = (), mark: str = "", subtype: str = "company"
) -> Entity:
    return Entity(entity_key(EntityType.ORG, name, area, mark), EntityType.ORG, subtype, name, aliases, area)


def line(one: str, other: str, verdict: Verdict = Verdict.SAME, number: int = 3) -> Line:
    return Line(number, Judgement(one, other, verdict))


def test_the_deepest_area_then_the_longest_name_stands_for_a_cluster() -> None:
    short, long = org("远澜纺织"), org("青岚市远澜纺织有限公司", aliases=("远澜",))
    deep = org("远澜纺织厂", "苍州省/青岚市")
    lines = [line(short.key, long.key), line(long.key, deep.key)]
    (merged,) = identify([short, long, deep], lines, ledger="l").merged([short, long, deep])
    assert (merged.key, merged.name, merged.area) == (deep.key, "远澜纺织厂", "苍州省/青岚市")
    assert merged.aliases == ("远澜", "远澜纺织", "青岚市远澜纺织有限公司")
    (merged,) = identify([short, long], lines[:1], ledger="l").merged([short, long])
    assert (merged.key, merged.name) == (long.key, long.name)


def test_a_renamed_entity_is_found_by_its_only_name_or_alias() -> None:
    other = org("青岚市润禾农业机械有限公司", "青岚市")
    renamed = org("远澜纺织有限公司", "苍州省/青岚市", aliases=("远澜纺织",))
    asked = line("ORG|远澜纺织|青岚市|", other.key)
    found = identify([other, renamed], [asked], ledger="l")
    assert found.clusters.resolve(other.key) == found.clusters.resolve(renamed.key)
    assert [problem.kind for problem in found.problems] == ["judgement"]
    assert f"taken to mean {renamed.key}" in found.problems[0].message
    assert not found.unused
    elsewhere = org("远澜纺织", "湘南省/临渚市")
    assert identify([other, elsewhere], [asked], ledger="l").unused == 1
    twin = org("远澜纺织厂", "青岚市", aliases=("远澜纺织",))
    (problem,) = identify([other, renamed, twin], [asked], ledger="l").problems
    assert (problem.kind, problem.where, problem.dropped) == ("judgement", "l:3", False)
    assert "ORG|远澜纺织|青岚市|" in problem.message


def test_a_persons_mark_is_no_other_persons() -> None:
    def person(mark: str) -> Entity:
        return Entity(f"PER|何志远|青岚市|{mark}", EntityType.PER, "person", "何志远", (), "青岚市")

    here, official = person("page-3"), person("青岚市水利局")
    gone = line("PER|何志远|青岚市|page-1", official.key)
    assert identify([here, official], [gone], ledger="l").unused == 1
    assert not identify([here, official], [gone], ledger="l").clusters.canonical


def test_a_contradiction_names_its_lines() -> None:
    a, b, c, d = (org(name) for name in ("甲社", "乙社", "丙社", "丁社"))
    lines = [
        line(a.key, b.key, number=2),
        line(b.key, c.key, number=4),
        line(a.key, c.key, Verdict.DIFFERENT, number=5),
        line(c.key, d.key, number=7),
    ]
    found = identify([a, b, c, d], lines, ledger="judgements.tsv")
    (problem,) = found.problems
    assert problem.kind == "contradiction"
    assert "lines 2, 4, 5 contradict" in problem.message
    assert found.clusters.resolve(a.key) != found.clusters.resolve(c.key)
    assert found.clusters.resolve(c.key) == found.clusters.resolve(d.key)


def test_a_pair_with_both_verdicts_is_kept_apart_and_reported() -> None:
    a, b = org("甲社"), org("乙社")
    found = identify([a, b], [line(a.key, b.key, number=1), line(b.key, a.key, Verdict.DIFFERENT, 2)], ledger="l")
    assert not found.clusters.canonical
    (problem,) = found.problems
    assert "lines 1, 2 contradict" in problem.message


def test_a_split_that_linking_has_undone_is_reported() -> None:
    merged = org("远澜纺织有限公司", aliases=("远澜纺织",))
    (problem,) = identify([merged], [line(merged.key, "ORG|远澜纺织||", Verdict.DIFFERENT)], ledger="l").problems
    assert "both of its keys now mean ORG|远澜纺织有限公司||" in problem.message


def test_taking_off_a_page_that_is_not_there_is_reported() -> None:
    firm = org("远澜纺织有限公司")
    gone = line(firm.key, on_page(firm.key, "page-9"), Verdict.DIFFERENT)
    (problem,) = identify([firm], [gone], ledger="l").problems
    assert "no page page-9 that names" in problem.message


def test_unsure_changes_nothing() -> None:
    a, b = org("甲社"), org("乙社")
    found = identify([a, b], [line(a.key, b.key, Verdict.UNSURE)], ledger="l")
    assert not found.clusters.canonical
    assert not found.problems


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = texts.filter(lambda text: text.strip() and not text.startswith("#"))
keys = st.builds(entity_key, st.just(EntityType.PROG), names, texts, texts)
judgements = st.builds(Judgement, keys, keys, st.sampled_from(Verdict), texts, texts).filter(
    lambda judgement: judgement.entity != judgement.other
)


@given(st.lists(judgements, max_size=6))
def test_a_ledger_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, given: list[Judgement]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "judgements.tsv"
    write_ledger(path, given)
    read = {line.judgement.pair: line.judgement for line in read_ledger(path)}
    assert {pair: (j.verdict, j.who, j.note) for pair, j in read.items()} == {
        j.pair: (j.verdict, j.who, j.note) for j in given
    }
    before = path.read_bytes()
    write_ledger(path, reversed(list(read.values())))
    assert path.read_bytes() == before


def test_remarks_stay_and_a_new_verdict_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text("# checked by the county archive\nsame\tORG|甲社||\tORG|乙社||\tlin\n", encoding="utf-8")
    new = Judgement("ORG|乙社||", "ORG|甲社||", Verdict.DIFFERENT)
    write_ledger(path, updated(read_ledger(path), [new]).values())
    text = path.read_text(encoding="utf-8")
    assert "# checked by the county archive\n" in text
    assert text.endswith("different\tORG|乙社||\tORG|甲社||\n")
    assert len(read_ledger(path)) == 1


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("equal\tORG|甲||\tORG|乙||", "'equal' is no verdict"),
        ("same\tORG|甲||", "an empty cell is no entity's key"),
        ("same\t甲\tORG|乙||", "甲 is no entity's key"),
        ("same\tCAR|甲||\tORG|乙||", "no entity's key"),
        ("same\tORG|甲||\tORG|甲||", "judged against itself"),
        ("same\tORG|甲||\tPER|乙||", "different types"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text(f"# remark\n\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"judgements\.tsv line 3") as raised:
        read_ledger(path)
    assert complaint in str(raised.value)


def test_a_ledger_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_bytes("same\tORG|甲社||\tORG|乙社||\n".encode("gb18030"))
    with pytest.raises(DataError, match="UTF-8"):
        read_ledger(path)


@given(keys, names)
def test_a_key_on_a_page_comes_apart_again(key: str, page: str) -> None:
    assert off_page(on_page(key, page)) == (key, page.replace("|", "／"))
    assert off_page(key) == (key, "")

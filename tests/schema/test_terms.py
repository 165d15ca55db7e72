"""Types, subtypes and relations are those of the guidelines."""

import pytest

from kg.errors import DataError
from kg.model import EntityType
from kg.schema import PREDICATES, PREFIX_HEADER, PREFIXES, allows, class_name, class_types, subtypes, type_label

ORG, PER, PLACE, PROG = EntityType.ORG, EntityType.PER, EntityType.PLACE, EntityType.PROG

SIGNATURES = {
    "within": "PLACE > PLACE",
    "inPark": "ORG > PLACE",
    "locatedIn": "ORG > PLACE",
    "jurisdiction": "ORG > PLACE",
    "partOf": "ORG > ORG",
    "leads": "PER > ORG PLACE PROG",
    "memberOf": "PER > ORG PLACE PROG",
    "organizes": "ORG PER PLACE > PROG",
    "participatesIn": "ORG PER PLACE > PROG",
    "cooperatesWith": "ORG PLACE > ORG PLACE",
    "supports": "ORG PER PLACE PROG > ORG PER PLACE",
    "visited": "ORG PER > ORG PLACE",
}


def test_the_relations_are_the_twelve_in_order_with_their_ends() -> None:
    found = {name: f"{' '.join(sorted(p.domain))} > {' '.join(sorted(p.range))}" for name, p in PREDICATES.items()}
    assert found == SIGNATURES
    assert list(found) == list(SIGNATURES)
    assert len(PREDICATES) == 12


def test_only_cooperation_is_symmetric_and_only_parks_are_narrowed() -> None:
    assert [name for name, p in PREDICATES.items() if p.symmetric] == ["cooperatesWith"]
    assert {name: p.range_subtypes for name, p in PREDICATES.items() if p.range_subtypes} == {
        "inPark": frozenset({"park"})
    }


def test_relations_have_names_from_both_ends() -> None:
    leads = PREDICATES["leads"]
    assert (leads.label_zh, leads.label_en, leads.inverse_zh, leads.inverse_en) == ("负责", "leads", "负责人", "led by")


def test_allows_follows_domain_and_range() -> None:
    assert allows("leads", PER, ORG)
    assert not allows("leads", ORG, PER)
    assert not allows("partOf", ORG, PLACE)
    assert not allows("knows", PER, PER)


def test_subtypes_are_those_of_the_guidelines() -> None:
    wanted = {
        ORG: "government party people_congress company union association education health bank media team institution",
        PER: "person",
        PLACE: "country province city district town community village park facility natural road region",
        PROG: "campaign policy project mechanism event platform award document strategy",
    }
    assert {kind: " ".join(subtypes(kind)) for kind in EntityType} == wanted


def test_classes_are_unique_and_lead_back_to_their_subtype() -> None:
    for kind in EntityType:
        assert class_types()[class_name(kind)] == (kind, "person" if kind is PER else "")
        for subtype in subtypes(kind):
            assert class_types()[class_name(kind, subtype)] == (kind, subtype)


def test_labels() -> None:
    assert type_label(ORG) == "组织机构"
    assert type_label(PLACE, "park", language="en") == "park"


def test_an_unknown_subtype_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(DataError, match="PER has no subtype 'company': use one of person"):
        class_name(PER, "company")


def test_the_header_declares_each_prefix() -> None:
    assert PREFIX_HEADER.count("\n") == len(PREFIXES)
    assert "PREFIX kg: <https://fangzhi.example/ns#>\n" in PREFIX_HEADER

"""Names that the user's lexicon gives decide the entity, on every page alike."""

from kg.link.given import as_given, given
from kg.link.reading import Reading
from kg.model import EntityType, Mention


def mention(text: str, kind: EntityType, subtype: str, *names: str) -> Mention:
    return Mention(0, len(text), text, kind, subtype, 0, 0, len(text), names=names)


def test_a_mention_is_read_under_its_canonical_name() -> None:
    plain, named = (
        mention("周敏", EntityType.PER, "person"),
        mention("何局", EntityType.PER, "person", "何志远", "何局"),
    )
    assert [one.text for one in as_given([plain, named])] == ["周敏", "何志远"]


def test_without_names_nothing_changes() -> None:
    reading = Reading(EntityType.PER, "person", "周敏", "青岚市", discriminator="page")
    assert given(reading, mention("周敏", EntityType.PER, "person")) is reading


def test_the_key_does_not_depend_on_the_article() -> None:
    named = mention("远澜", EntityType.ORG, "company", "远澜纺织", "远澜")
    keys = {given(Reading(EntityType.ORG, "company", "远澜纺织", area), named).key for area in ("青岚市", "云溪区")}
    assert keys == {"ORG|远澜纺织||"}
    person = mention("何局", EntityType.PER, "person", "何志远", "何局")
    reading = Reading(EntityType.PER, "person", "何志远(局长)", "青岚市", discriminator="青岚市水利局")
    assert given(reading, person).key == "PER|何志远||"


def test_an_area_in_the_name_is_kept() -> None:
    named = mention("远澜", EntityType.ORG, "company", "青岚市远澜纺织有限公司", "远澜")
    reading = given(Reading(EntityType.ORG, "company", "青岚市远澜纺织有限公司", "青岚市"), named)
    assert reading.key == "ORG|青岚市远澜纺织有限公司|青岚市|"
    assert reading.aliases == ("远澜",)

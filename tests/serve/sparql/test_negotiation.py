"""Media types by preference, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.sparql.negotiation import GRAPHS, HTML, TABLES, Format, choose, named

ALL = (*TABLES, *GRAPHS, HTML)
MEDIA = sorted({media for form in ALL for media in (form.media, *form.also)})
RANGES = st.sampled_from([*MEDIA, "*/*", "text/*", "application/*", "image/png"])
QUALITIES = st.integers(0, 1000).map(lambda thousandths: f"{thousandths / 1000:.3f}")


@given(st.lists(st.tuples(RANGES, QUALITIES), max_size=5))
def test_the_choice_is_never_worse_than_another(wanted: list[tuple[str, str]]) -> None:
    header = ", ".join(f"{media};q={quality}" for media, quality in wanted)
    choice = choose(header, ALL)
    stated = {media: max(float(q) for other, q in wanted if other == media) for media, _ in wanted}
    if not wanted:
        assert choice == (ALL[0], ALL[0].media)
    elif choice is None:
        assert not any(stated.get(media, 0) > 0 for media in MEDIA)
    else:
        form, media = choice
        assert form in ALL
        assert media in (form.media, *form.also)
        assert stated.get(media, 1.0) > 0
        if media in stated:
            assert stated[media] >= max((stated[one] for one in MEDIA if one in stated), default=0)


@given(st.text(max_size=60).filter(lambda text: "*" not in text and "/" not in text and text.strip()))
def test_a_header_without_a_media_type_accepts_nothing(header: str) -> None:
    assert choose(header, ALL) is None


@pytest.mark.parametrize("formats", [TABLES, GRAPHS], ids=["tables", "graphs"])
def test_each_name_leads_to_one_format(formats: tuple[Format, ...]) -> None:
    for form in formats:
        for name in (*form.names, form.media, *form.also):
            found = named(name, formats)
            assert found is not None
            assert found[0] is form
    assert named("pdf", formats) is None


def test_a_range_does_not_mean_a_second_name() -> None:
    found = choose("application/*;q=0.5, text/turtle;q=0", GRAPHS)
    assert found is not None
    assert found[1] == "application/n-triples"

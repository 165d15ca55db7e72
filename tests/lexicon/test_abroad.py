"""Countries, foreign cities and surnames."""

from kg.lexicon import countries, words, world_cities


def test_countries_have_short_and_full_names() -> None:
    assert {"法国", "法兰西共和国", "中国", "中华人民共和国"} <= countries()
    assert 350 < len(countries()) < 400


def test_cities_belong_to_known_countries() -> None:
    assert world_cities()["大阪"] == "日本"
    assert set(world_cities().values()) <= countries()


def test_surnames_are_of_one_and_of_more_characters() -> None:
    single, double = words("surnames"), words("surnames_double")
    assert len(single) > 450
    assert {len(name) for name in single} == {1}
    assert min(map(len, double)) == 2
    assert {"欧阳", "诸葛", "尉迟"} <= set(double)

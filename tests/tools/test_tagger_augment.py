from kg.evaluate.annotation import Marked
from kg.ner.vocabulary import common_surnames
from tools.tagger_augment import Names

SENTENCE = "邵启文在云岭站遇见诺瓦切克。"
MARKED = (Marked(0, 3, "PER", "e0"), Marked(4, 7, "PLACE", "e1"), Marked(9, 13, "PER", "e2"))


def test_names_give_way_and_the_rest_stays() -> None:
    names = Names([(SENTENCE, MARKED)], seed=1)
    seen = set()
    for _ in range(40):
        text, marked = names.renamed(SENTENCE, MARKED)
        person, place, foreign = (text[one.start : one.end] for one in marked)
        assert text == f"{person}在{place}遇见{foreign}。"
        assert [one.type for one in marked] == ["PER", "PLACE", "PER"]
        assert person[0] in common_surnames()
        assert place.endswith("站")
        seen.add(person)
    assert len(seen) > 5


def test_what_is_not_chinese_stays() -> None:
    assert Names([], seed=1).other("PER", "William Drayton") == "William Drayton"


def test_equal_seeds_choose_equally() -> None:
    one, other = (Names([(SENTENCE, MARKED)], seed=3) for _ in range(2))
    assert [one.renamed(SENTENCE, MARKED) for _ in range(5)] == [other.renamed(SENTENCE, MARKED) for _ in range(5)]

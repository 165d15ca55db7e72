from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.ingest import split
from kg.model import Page
from kg.ner.lexical import LexicalRecogniser
from kg.ner.measured import BELIEF, Count, Scores, scores, step

_COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["org:head", "org:body", "person:title"]), st.sampled_from(["0.80", "0.90"])),
    st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Count(min(pair), max(pair))),
)


@given(_COUNTS)
def test_a_score_is_a_probability_and_many_cases_have_their_own_figure(
    counts: dict[tuple[str, str], Count],
) -> None:
    known = Scores(counts)
    for (rule, own), count in counts.items():
        score = known.of(rule, float(own))
        assert 0 < score < 1
        if count.fired:
            assert abs(score - count.right / count.fired) <= BELIEF / (count.fired + BELIEF)


def test_few_cases_are_drawn_to_the_rule_and_a_score_never_seen_has_the_rules() -> None:
    known = Scores({("org:head", "0.90"): Count(96, 100), ("org:head", "0.80"): Count(0, 1)})
    assert 0.7 < known.of("org:head", 0.8) < known.of("org:head", 0.85) < 0.96


def test_a_rule_that_was_never_counted_keeps_its_own_score() -> None:
    known = Scores({("org:head", "0.90"): Count(9, 10)})
    assert known.of("tagger:per", 0.937) == 0.937


def test_a_mention_reports_what_was_counted_for_its_rule() -> None:
    document, _ = split(Page("page", "云岭县教育局局长邵启文在会上讲话。"), Settings().ingest)
    recogniser = LexicalRecogniser()
    mentions = recogniser.recognise(document)
    by_start = {article.raw(c.start, c.end).start: c for article, c, _ in recogniser.kept(document)}
    assert {m.rule for m in mentions} >= {"person:title"}
    for mention in mentions:
        believed = by_start[mention.start].score
        assert mention.score == round(scores().of(mention.rule, believed), 3)
        assert step(believed) == f"{believed:.2f}"
